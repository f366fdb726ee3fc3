"""Of what a step takes its part: a source, what is left, another step, a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.forms import near
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import Term
from coopbooks.surplus.forms.rules import NUMBERED
from coopbooks.surplus.forms.rules import SOURCES
from coopbooks.surplus.forms.rules import WHOLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.figures import YearFigures

RESULT = "result"
IN_WORDS = {
    "members-work": "the result of members' work",
    "others-work": "the result of others' work",
    "other-sources": "the result from other sources",
    "capital": "members' accounts",
    "paid-in": "what members paid in",
    "reserves": "the reserves",
}


def whole_of(
    line: Directive, figures: YearFigures, done: Sequence[StepResult]
) -> tuple[tuple[Term, ...], str] | None:
    """Of what a step or a limit takes its part.

    Args:
        line: The step, or a line that bounds one.
        figures: What the year gives.
        done: The steps before it.

    Returns:
        What is added up, with the words for it; None where the book has no such
        figure.
    """
    name = str(line.values["whole"])
    if name in NUMBERED:
        return _of_step(name, int(line.values.get("after") or 0), done)
    if name in {RESULT, "surplus", "loss"}:
        return (Term(RESULT),), "the loss" if name == "loss" else "the result"
    if name == "left":
        taken = tuple(Term(f"step:{step.number}", -1) for step in done)
        return (Term(RESULT), *taken), "what is left"
    if name in SOURCES or name in figures.figures:
        return (Term(name),), IN_WORDS.get(name, name)
    return None


def _of_step(
    name: str, number: int, done: Sequence[StepResult]
) -> tuple[tuple[Term, ...], str] | None:
    """Another step, or what is left after it; None where there is none before."""
    for step in done:
        if step.number == number:
            if name == "step":
                return (Term(f"step:{number}"),), f"step {number}"
            terms = (*step.of, Term(f"step:{number}", -1))
            return terms, f"what is left after {number}"
    return None


def unknown(line: Directive, figures: YearFigures) -> str:
    """Say that a step is of something that is not there.

    Args:
        line: The step, or a line that bounds one.
        figures: What the year gives.

    Returns:
        A sentence, with what was probably meant.
    """
    name = str(line.values["whole"])
    if name in {"left-after", "step"}:
        return f"names step {line.values.get('after')}, which is none before it."
    known = [*WHOLES, *figures.figures]
    return f"is of '{name}', which the book does not have.{near(name, known)}"


def value_of(
    terms: Sequence[Term],
    figures: YearFigures,
    amounts: Mapping[int, Decimal],
    *,
    loss: bool,
) -> Decimal:
    """What some terms come to.

    Args:
        terms: What is added up.
        figures: What the year gives.
        amounts: What earlier steps took, by number.
        loss: Whether the year lost: the result then counts as the size of the loss.

    Returns:
        The sum.
    """
    return total_of(
        term.times * _one(term.what, figures, amounts, loss=loss) for term in terms
    )


def _one(
    what: str,
    figures: YearFigures,
    amounts: Mapping[int, Decimal],
    *,
    loss: bool,
) -> Decimal:
    sign = -1 if loss else 1
    if what.startswith("step:"):
        return amounts.get(int(what.removeprefix("step:")), ZERO)
    if what == RESULT:
        return sign * figures.start
    if what in SOURCES:
        return sign * figures.sources.get(what, ZERO)
    return figures.figures.get(what, ZERO)
