"""What formulas over cells come to."""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.formulas import Agree
from coopbooks.core.formulas import Bounded
from coopbooks.core.formulas import Each
from coopbooks.core.formulas import Formula
from coopbooks.core.formulas import Inside
from coopbooks.core.formulas import Percent
from coopbooks.core.formulas import Rounded
from coopbooks.core.formulas import Sum
from coopbooks.core.formulas import Times
from coopbooks.core.formulas import Within
from coopbooks.core.formulas import refs_of
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import percentage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.formulas import Content
    from coopbooks.core.formulas import Ref
    from coopbooks.core.formulas import Value

ROUNDINGS = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


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
        needs = [of for of in refs_of(formulas[ref]) if of not in done]
        if not needs:
            done[ref] = _value(formulas[ref], done)
            waiting.pop()
        elif ref in begun or not formulas.keys() >= set(needs):
            raise CircularFormula(ref)
        else:
            begun.add(ref)
            waiting += needs


def _value(formula: Formula, done: Mapping[Ref, Value]) -> Value:
    """What a formula comes to, once every cell that it needs is done."""
    value: Value
    match formula:
        case Sum():
            value = _added(formula, done)
        case Percent():
            part, whole = _number(done[formula.part]), _number(done[formula.whole])
            value = percentage(part, whole)
        case Agree():
            agree = _added(formula.left, done) == _added(formula.right, done)
            value = "YES" if agree else "NO"
        case Times():
            exact = _number(done[formula.number]) * _number(done[formula.by])
            exact = exact / 100 if formula.percent else exact
            value = exact.quantize(Decimal(1).scaleb(-formula.places), ROUND_HALF_UP)
        case Each():
            value = _each(formula, done)
        case Rounded():
            value = _rounded(formula, done)
        case Within():
            top = _number(done[formula.of])
            top = top if formula.high is None else min(top, formula.high)
            value = max(top - formula.low, ZERO)
        case Bounded():
            value = _bounded(formula, done)
        case Inside():
            inside = _is_inside(formula, _number(done[formula.of]))
            number = _number(done[formula.gives]) if inside else ZERO
            value = _as_fine_as(number, refs_of(formula), done)
    return value


def _each(formula: Each, done: Mapping[Ref, Value]) -> Decimal | None:
    """A cell shared out over another; None where there is nothing to share it over."""
    whole = _number(done[formula.whole])
    if not whole:
        return None
    exact = _number(done[formula.part]) / whole
    return exact.quantize(Decimal(1).scaleb(-formula.places), ROUND_HALF_UP)


def _rounded(formula: Rounded, done: Mapping[Ref, Value]) -> Decimal:
    beside = _number(done[formula.beside]) if formula.beside else ZERO
    unit = Decimal(1).scaleb(-formula.places)
    exact = _number(done[formula.of]) + beside
    return exact.quantize(unit, ROUNDINGS[formula.how]) - beside


def _bounded(formula: Bounded, done: Mapping[Ref, Value]) -> Decimal:
    number = _added(formula.of, done)
    if formula.least is not None:
        number = max(number, _number(done[formula.least]))
    if formula.most is not None:
        number = min(number, _number(done[formula.most]))
    number = max(number, ZERO) if formula.positive else number
    return _as_fine_as(number, refs_of(formula), done)


def _as_fine_as(
    number: Decimal, refs: tuple[Ref, ...], done: Mapping[Ref, Value]
) -> Decimal:
    """A number with the digits of all it was chosen from, whichever that was.

    A spreadsheet rounds to the digits that are there; with other figures it must not
    round what is finer then.
    """
    exponents = [_number(done[ref]).as_tuple().exponent for ref in refs]
    finest = min((one for one in exponents if isinstance(one, int)), default=0)
    return number + Decimal((0, (0,), finest))


def _is_inside(formula: Inside, number: Decimal) -> bool:
    if formula.low is not None:
        bound, after = formula.low
        if number < bound or (after and number == bound):
            return False
    if formula.high is None:
        return True
    bound, after = formula.high
    return number < bound or (after and number == bound)


def _added(terms: Sum, done: Mapping[Ref, Value]) -> Decimal:
    plus = sum((_number(done[ref]) for ref in terms.plus), ZERO)
    return plus - sum((_number(done[ref]) for ref in terms.minus), ZERO)


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else ZERO
