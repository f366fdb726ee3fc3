"""Formulas over cells, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import percentage

if TYPE_CHECKING:
    from collections.abc import Mapping


class Ref(NamedTuple):
    """The address of a cell: which table, which row, which column."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The cells added up, less those in `minus`: a subtotal, a total, a difference."""

    plus: tuple[Ref, ...]
    minus: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Percent:
    """One cell as a percentage of another's size, to one decimal; none of zero."""

    part: Ref
    whole: Ref


@dataclass(frozen=True, slots=True)
class Agree:
    """A check: YES where the cells on the left add up to those on the right."""

    left: Sum
    right: Sum


@dataclass(frozen=True, slots=True)
class Times:
    """One cell by another, rounded half up: heads by what one costs, or a percentage.

    Attributes:
        number: The cell that is multiplied.
        by: The cell it is multiplied by.
        percent: Whether that one is a percentage, so that 5 means a twentieth.
        places: To how many decimals it is rounded.
    """

    number: Ref
    by: Ref
    percent: bool = False
    places: int = 2


@dataclass(frozen=True, slots=True)
class Each:
    """One cell shared out over another, rounded half up: costs by heads; none of zero.

    Attributes:
        part: The cell that is shared out.
        whole: The cell it is shared out over.
        places: To how many decimals it is rounded.
    """

    part: Ref
    whole: Ref
    places: int = 2


@dataclass(frozen=True, slots=True)
class Within:
    """How much of a cell's number lies between two bounds, as in a band of a ladder.

    Attributes:
        of: The cell.
        low: The lower bound.
        high: The upper bound; None for what is open above.
    """

    of: Ref
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Rounded:
    """A cell's number, rounded half up.

    Attributes:
        of: The cell.
        places: To how many decimals.
    """

    of: Ref
    places: int = 2


Formula = Sum | Percent | Agree | Times | Each | Within | Rounded
Value = str | Decimal | None
Content = Value | Formula


class CircularFormula(Exception):
    """A formula comes back to its own cell, or leads to no cell: a mistake of ours."""

    def __init__(self, ref: Ref) -> None:
        """Build the message.

        Args:
            ref: The cell whose formula it is.
        """
        super().__init__(
            f"{ref.table}.{ref.row}.{ref.column} leads back to itself or to no cell."
        )


def work_out(cells: Mapping[Ref, Content]) -> dict[Ref, Value]:
    """Work out what cells come to.

    Args:
        cells: Cells, whose formulas refer to others among them.

    Returns:
        The value of every cell, exact. In a sum an empty cell or one with text counts
        as zero, as in a spreadsheet.

    Raises:
        CircularFormula: A formula refers to itself or to a cell that is not there.
    """
    done: dict[Ref, Value] = {}
    formulas: dict[Ref, Formula] = {}
    for ref, content in cells.items():
        if isinstance(content, Formula):
            formulas[ref] = content
        else:
            done[ref] = content
    with localcontext(prec=PRECISION):
        for ref in formulas:
            if ref not in done:
                _resolve(ref, formulas, done)
    return done


def _resolve(
    first: Ref, formulas: Mapping[Ref, Formula], done: dict[Ref, Value]
) -> None:
    """Add to `done` what a formula comes to, with all that it needs for that.

    Cells wait on a list rather than in calls of this function: a running balance is as
    deep as it is long, and Python's calls are not.
    """
    waiting = [first]
    begun: set[Ref] = set()
    while waiting:
        ref = waiting[-1]
        needs = [of for of in _refs(formulas[ref]) if of not in done]
        if not needs:
            done[ref] = _value(formulas[ref], done)
            waiting.pop()
        elif ref in begun or not formulas.keys() >= set(needs):
            raise CircularFormula(ref)
        else:
            begun.add(ref)
            waiting += needs


def _refs(formula: Formula) -> tuple[Ref, ...]:
    """The cells that a formula needs."""
    match formula:
        case Sum():
            return formula.plus + formula.minus
        case Percent() | Each():
            return (formula.part, formula.whole)
        case Agree():
            return _refs(formula.left) + _refs(formula.right)
        case Times():
            return (formula.number, formula.by)
        case Within() | Rounded():
            return (formula.of,)


def _value(formula: Formula, done: Mapping[Ref, Value]) -> Value:
    """What a formula comes to, once every cell that it needs is done."""
    match formula:
        case Sum():
            return _added(formula, done)
        case Percent():
            return percentage(_number(done[formula.part]), _number(done[formula.whole]))
        case Agree():
            agree = _added(formula.left, done) == _added(formula.right, done)
            return "YES" if agree else "NO"
        case Times() | Each() | Rounded():
            exact = _exact(formula, done)
            unit = Decimal(1).scaleb(-formula.places)
            return None if exact is None else exact.quantize(unit, ROUND_HALF_UP)
        case Within():
            top = _number(done[formula.of])
            top = top if formula.high is None else min(top, formula.high)
            return max(top - formula.low, ZERO)


def _exact(
    formula: Times | Each | Rounded, done: Mapping[Ref, Value]
) -> Decimal | None:
    """What is then rounded; None where there is nothing to share out over."""
    match formula:
        case Times():
            exact = _number(done[formula.number]) * _number(done[formula.by])
            return exact / 100 if formula.percent else exact
        case Each():
            whole = _number(done[formula.whole])
            return _number(done[formula.part]) / whole if whole else None
        case Rounded():
            return _number(done[formula.of])


def _added(terms: Sum, done: Mapping[Ref, Value]) -> Decimal:
    plus = sum((_number(done[ref]) for ref in terms.plus), ZERO)
    return plus - sum((_number(done[ref]) for ref in terms.minus), ZERO)


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO
