"""Formulas over cells, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
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


Formula = Sum | Percent | Agree
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
        case Percent():
            return (formula.part, formula.whole)
        case Agree():
            return _refs(formula.left) + _refs(formula.right)


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


def _added(terms: Sum, done: Mapping[Ref, Value]) -> Decimal:
    plus = sum((_number(done[ref]) for ref in terms.plus), ZERO)
    return plus - sum((_number(done[ref]) for ref in terms.minus), ZERO)


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO
