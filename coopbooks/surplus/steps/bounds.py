"""The most and the least of a step, and whether it is taken at all."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.bands import EDGES
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.surplus.allocation import Bound
from coopbooks.surplus.allocation import Term
from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.steps.wholes import unknown
from coopbooks.surplus.steps.wholes import whole_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.figures import YearFigures

ONE, HUNDRED = Decimal(1), Decimal(100)
EMPTY = "empty"
IN_WORDS = {
    "below": "below",
    "up-to": "at most",
    "from": "at least",
    "above": "above",
}


def bounds_of(
    line: Directive, rule: Group, figures: YearFigures, done: Sequence[StepResult]
) -> tuple[tuple[Bound, ...], list[LedgerError]]:
    """The most and the least of a step.

    Args:
        line: The step.
        rule: The rule.
        figures: What the year gives.
        done: The steps before it.

    Returns:
        Its bounds, by its own words and by the lines that limit it, and the problems:
        figures that the book does not have.
    """
    found: list[Bound] = []
    problems: list[LedgerError] = []
    for key, edge in (("minimum", "at-least"), ("maximum", "at-most")):
        said = line.meta.get(key)
        if said is not None:
            number = Decimal(said.number or 0)
            words = f"{edge.replace('-', ' ')} {number:,f}"
            found.append(_bound(edge, ZERO, (), number, words))
    until = _until(line, figures, done)
    if isinstance(until, LedgerError):
        problems.append(until)
    elif until is not None:
        found.append(until)
    for limit in rule.of(LIMIT.kind):
        if limit.values["step"] == line.values["step"]:
            bound = _limit(limit, line, figures, done)
            if isinstance(bound, LedgerError):
                problems.append(bound)
            else:
                found.append(bound)
    return tuple(found), problems


def held_back(line: Directive, figures: YearFigures) -> tuple[str, str]:
    """Why a step is not taken, where it says while.

    Args:
        line: The step.
        figures: What the year gives.

    Returns:
        Why it takes nothing, empty if it does; and what is wrong with its `while:`,
        empty if nothing.
    """
    name = line.meta.get("while")
    if name is None:
        return "", ""
    value = ratio_of(str(name), figures)
    if value is None:
        return "", f"has while: '{name}', which the book does not have."
    for edge in EDGES:
        said = line.meta.get(edge)
        if said is None:
            continue
        number = Decimal(getattr(said, "number", said) or 0)
        if not _holds(edge, value, number):
            shown = f"{value.quantize(Decimal('0.01')).normalize():f}"
            return f"{name} is {shown}, not {IN_WORDS[edge]} {number:f}", ""
    return "", ""


def ratio_of(name: str, figures: YearFigures) -> Decimal | None:
    """A figure, or a ratio of two in percent, such as `equity-to-debts`.

    Args:
        name: Its name.
        figures: What the year gives.

    Returns:
        The number; None where the book does not have it. A ratio to nothing is as
        large as can be.
    """
    if name in figures.figures:
        return figures.figures[name]
    part, to, whole = name.partition("-to-")
    if not to or part not in figures.figures or whole not in figures.figures:
        return None
    if not figures.figures[whole]:
        return Decimal("Infinity") if figures.figures[part] > 0 else ZERO
    with localcontext(prec=PRECISION):
        return figures.figures[part] * HUNDRED / figures.figures[whole]


def bounded(
    number: Decimal, bounds: Sequence[Bound], values: Sequence[Decimal]
) -> Decimal:
    """A number within bounds; the most wins over the least.

    Args:
        number: The number.
        bounds: The bounds.
        values: What each comes to.

    Returns:
        The number, never below zero.
    """
    for bound, value in zip(bounds, values, strict=True):
        if bound.edge == "at-least":
            number = max(number, value)
    for bound, value in zip(bounds, values, strict=True):
        if bound.edge == "at-most":
            number = min(number, value)
    return max(number, ZERO)


def _holds(edge: str, value: Decimal, number: Decimal) -> bool:
    match edge:
        case "below":
            return value < number
        case "up-to":
            return value <= number
        case "from":
            return value >= number
        case _:
            return value > number


def _until(
    line: Directive, figures: YearFigures, done: Sequence[StepResult]
) -> Bound | LedgerError | None:
    """That a step takes only until its account holds something, or while it does."""
    until = line.meta.get("until")
    if until is None:
        return None
    account = str(line.meta.get("to") or "")
    holds = figures.accounts.get(account, ZERO)
    before = tuple(
        Term(f"step:{step.number}", -1) for step in done if step.account == account
    )
    if until == EMPTY:
        words = f"at most what it holds, {holds:,f}"
        return _bound("at-most", ONE, before, max(holds, ZERO), words)
    if isinstance(until, str):
        if until not in figures.figures:
            problem = f"has until: '{until}', which the book does not have."
            return _error(line, problem)
        target = figures.figures[until]
        words = f"until it holds {target:,f} ({until.replace('-', ' ')})"
    elif until.currency == "PERCENT":
        name = str(line.meta.get("until-of") or "capital")
        if name not in figures.figures:
            return _error(line, f"has until-of: '{name}', which is not there.")
        with localcontext(prec=PRECISION):
            target = figures.figures[name] * Decimal(until.number or 0) / HUNDRED
        words = f"until it holds {until.number:f} PERCENT of {name}"
    else:
        target = Decimal(until.number or 0)
        words = f"until it holds {target:,f}"
    return _bound("at-most", ONE, before, max(target - holds, ZERO), words)


def _limit(
    limit: Directive,
    line: Directive,
    figures: YearFigures,
    done: Sequence[StepResult],
) -> Bound | LedgerError:
    """A line that limits a step by another figure."""
    edge = str(limit.values["edge"])
    part = limit.values["part"]
    whole = whole_of(limit, figures, done)
    if whole is None:
        return _error(limit, unknown(limit, figures))
    terms, words = whole
    said = edge.replace("-", " ")
    if isinstance(part, str):
        account = str(line.meta.get("to") or "")
        rate = figures.average_shares.get(account)
        if rate is None:
            return _error(
                limit,
                "goes by the average share of five years, and none is known. Add a "
                "coop-surplus-past for each year before this book.",
            )
        return _bound(edge, rate, terms, ZERO, f"{said} its average share of {words}")
    number = Decimal(part.number or 0)
    if part.currency != "PERCENT":
        return _bound(edge, ZERO, (), number, f"{said} {number:,f}")
    shown = f"{number.normalize():f} PERCENT"
    return _bound(edge, number / HUNDRED, terms, ZERO, f"{said} {shown} of {words}")


def _bound(
    edge: str, rate: Decimal, of: tuple[Term, ...], number: Decimal, words: str
) -> Bound:
    least = edge == "at-least"
    return Bound("at-least" if least else "at-most", rate, of, number, words)


def _error(line: Directive, problem: str) -> LedgerError:
    named = f"{line.kind}: '{line.name}' {line.values['step']}"
    return LedgerError(line.source, f"{named} {problem}")


def value_in(bound: Bound, amounts: Decimal) -> Decimal:
    """What a bound comes to, once its terms are added up."""
    with localcontext(prec=PRECISION):
        return bound.rate * amounts + bound.number
