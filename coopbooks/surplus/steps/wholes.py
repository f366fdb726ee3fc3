"""Of what a step takes its part: a source, what is left, another step, a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

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

RESULT, STEP = "result", "step:"
STARTS = (RESULT, "surplus", "loss")
IN_WORDS = {
    "members-work": "the result of members' work",
    "others-work": "the result of others' work",
    "other-sources": "the result from other sources",
    "capital": "members' accounts",
    "paid-in": "what members paid in",
    "reserves": "the reserves",
}


class Whole(NamedTuple):
    """What a step, or a bound of one, takes its part of.

    Attributes:
        terms: What is added up.
        words: It in plain words.
    """

    terms: tuple[Term, ...]
    words: str

    @property
    def is_shared(self) -> bool:
        """Whether it is some of what is shared, and no other figure of the book."""
        return all(
            term.what == RESULT or term.what in SOURCES or term.what.startswith(STEP)
            for term in self.terms
        )


def whole_of(
    line: Directive, figures: YearFigures, done: Sequence[StepResult]
) -> Whole | None:
    """Of what a step or a limit takes its part.

    Args:
        line: The step, or a line that bounds one.
        figures: What the year gives.
        done: The steps before it.

    Returns:
        What is added up, with the words for it; None where there is no such thing.
    """
    name = str(line.values["whole"])
    if name in NUMBERED:
        return _of_step(name, int(line.values.get("after") or 0), done)
    if name in STARTS:
        words = "the loss" if figures.start < 0 else "the result"
        return Whole((Term(RESULT),), words)
    if name == "left":
        return Whole((Term(RESULT), *(_taken(step) for step in done)), "what is left")
    if name in SOURCES or name in figures.figures:
        return Whole((Term(name),), IN_WORDS.get(name, name.replace("-", " ")))
    return None


def unknown(line: Directive, figures: YearFigures) -> str:
    """Say that a step or a limit is of something that is not there.

    Args:
        line: The step, or a line that bounds one.
        figures: What the year gives.

    Returns:
        What is wrong, with what was probably meant.
    """
    name = str(line.values["whole"])
    if name in NUMBERED:
        return f"names step {line.values.get('after')}, and there is none before it."
    known = [*WHOLES, *figures.figures]
    return f"is of '{name}', which the book does not have.{near(name, known)}"


def value_of(
    terms: Sequence[Term], figures: YearFigures, amounts: Mapping[int, Decimal]
) -> Decimal:
    """What some terms come to.

    Args:
        terms: What is added up.
        figures: What the year gives.
        amounts: What earlier steps took, by number.

    Returns:
        The sum. In a year that lost, the result and its sources count as what was lost.
    """
    return total_of(term.times * _one(term.what, figures, amounts) for term in terms)


def _of_step(name: str, number: int, done: Sequence[StepResult]) -> Whole | None:
    """Another step, or what is left after it; None where there is none before."""
    for step in done:
        if step.number == number and name == "step":
            return Whole((Term(f"{STEP}{number}"),), f"step {number}")
        if step.number == number:
            return Whole((*step.of, _taken(step)), f"what is left after {number}")
    return None


def _taken(step: StepResult) -> Term:
    """That what a step took is taken off."""
    return Term(f"{STEP}{step.number}", -1)


def _one(what: str, figures: YearFigures, amounts: Mapping[int, Decimal]) -> Decimal:
    sign = -1 if figures.start < 0 else 1
    if what.startswith(STEP):
        return amounts.get(int(what.removeprefix(STEP)), ZERO)
    if what == RESULT:
        return sign * figures.start
    if what in SOURCES:
        return sign * figures.sources.get(what, ZERO)
    return figures.figures.get(what, ZERO)
