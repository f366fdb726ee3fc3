"""Formulas of the meeting's workbook, each with the exact value that it comes to.

Text and value are put together by the same steps, so that what a program shows before
it reckons is what it shows after. A spreadsheet reckons in binary floats: whatever is
added or multiplied is rounded there, first to eight decimals, which takes away what the
floats did, then as the rule says.
"""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISE
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.packs.formulas import column_name

if TYPE_CHECKING:
    from collections.abc import Sequence

FUNCTIONS = {"half-up": "ROUND", "down": "ROUNDDOWN", "up": "ROUNDUP"}
MODES = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}
NOISE = 8
SHARES = 6
ONE = Decimal(1)


class Live(NamedTuple):
    """A formula, or a part of one.

    Attributes:
        text: How it is written, without the sign that begins a formula.
        value: What it comes to, exact.
        loose: Whether it needs parentheses inside a longer formula.
    """

    text: str
    value: Decimal
    loose: bool = False


NOTHING = Live("0", ZERO)


class Cell(NamedTuple):
    """A cell with a number.

    Attributes:
        sheet: The name of its sheet.
        row: Counted from 0.
        column: Counted from 0.
        value: What it comes to.
    """

    sheet: str
    row: int
    column: int
    value: Decimal

    def seen(self, sheet: str) -> Live:
        """The cell as a formula on some sheet names it."""
        there = "" if sheet == self.sheet else f"'{self.sheet}'!"
        return Live(f"{there}{address(self.row, self.column)}", self.value)

    def held(self, sheet: str) -> Live:
        """The cell as it is named where a formula is copied to other rows."""
        there = "" if sheet == self.sheet else f"'{self.sheet}'!"
        held = f"{there}${column_name(self.column)}${self.row + 1}"
        return Live(held, self.value)

    def held_row(self, sheet: str) -> str:
        """Its address with the row held, the column not."""
        there = "" if sheet == self.sheet else f"'{self.sheet}'!"
        return f"{there}{column_name(self.column)}${self.row + 1}"

    @property
    def place(self) -> str:
        """Its address for a name in the workbook: `='Proposal'!$C$8`."""
        return f"='{self.sheet}'!${column_name(self.column)}${self.row + 1}"


class Range(NamedTuple):
    """Cells below one another, with what they come to.

    Attributes:
        sheet: The name of their sheet.
        first: The first row, counted from 0.
        column: Their column, counted from 0.
        values: What they come to, from above.
    """

    sheet: str
    first: int
    column: int
    values: tuple[Decimal, ...]

    @property
    def cells(self) -> list[Cell]:
        """Its cells, from above."""
        return [
            Cell(self.sheet, self.first + place, self.column, value)
            for place, value in enumerate(self.values)
        ]

    def text(self, sheet: str) -> str:
        """The range as a formula on some sheet names it, fixed for copying."""
        there = "" if sheet == self.sheet else f"'{self.sheet}'!"
        letter, last = column_name(self.column), self.first + len(self.values)
        return f"{there}{letter}${self.first + 1}:{letter}${last}"

    def total(self, sheet: str, digits: int) -> Live:
        """All of it added up."""
        with localcontext(prec=PRECISION):
            value = sum(self.values, ZERO)
        return Live(f"ROUND(SUM({self.text(sheet)}),{digits})", value)


def address(row: int, column: int) -> str:
    """The address of a cell.

    Args:
        row: Counted from 0.
        column: Counted from 0.

    Returns:
        Such as `C8`.
    """
    return f"{column_name(column)}{row + 1}"


def number(value: Decimal) -> Live:
    """A number as it stands.

    Args:
        value: Any number.

    Returns:
        The number, without an exponent.
    """
    return Live(f"{value.normalize():f}", value)


def added(plus: Sequence[Live], minus: Sequence[Live] = (), *, digits: int) -> Live:
    """Numbers added up, less others.

    Args:
        plus: What is added.
        minus: What is taken off.
        digits: The decimals that the result can have.

    Returns:
        The sum, rounded to these, which changes nothing but what floats did.
    """
    with localcontext(prec=PRECISION):
        value = sum((one.value for one in plus), ZERO)
        value -= sum((one.value for one in minus), ZERO)
    if len(plus) == 1 and not minus:
        return plus[0]
    text = "+".join(one.text for one in plus) or "0"
    text += "".join(f"-{one.text}" for one in minus)
    return Live(f"ROUND({text},{digits})", value)


def times(left: Live, right: Live) -> Live:
    """One number times another, not rounded.

    Args:
        left: A number.
        right: Another.

    Returns:
        Their product, as a part of a formula.
    """
    with localcontext(prec=PRECISION):
        value = left.value * right.value
    return Live(f"{_grouped(left)}*{_grouped(right)}", value, loose=True)


def rounded(of: Live, quantum: Decimal, how: str = "half-up") -> Live:
    """A number rounded to whole units of something.

    Args:
        of: The number.
        quantum: The unit, such as `0.01`.
        how: `half-up`, `down` or `up`.

    Returns:
        The number rounded as the rule says.
    """
    units = (of.value / quantum).quantize(ONE, MODES[how], PRECISE)
    with localcontext(prec=PRECISION):
        value = units * quantum
    places = _places(quantum)
    if quantum == ONE.scaleb(-places):
        return Live(f"{FUNCTIONS[how]}(ROUND({of.text},{NOISE}),{places})", value)
    unit = number(quantum).text
    whole = f"{FUNCTIONS[how]}(ROUND({_grouped(of)}/{unit},{NOISE}),0)"
    return Live(f"ROUND({whole}*{unit},{places})", value)


def least(*of: Live) -> Live:
    """The smallest of some numbers."""
    return Live(
        f"MIN({','.join(one.text for one in of)})", min(one.value for one in of)
    )


def most(*of: Live) -> Live:
    """The largest of some numbers."""
    return Live(
        f"MAX({','.join(one.text for one in of)})", max(one.value for one in of)
    )


def where(there: Live, of: Live) -> Live:
    """A number where there is something of another; else nothing."""
    return Live(f"IF({there.text}=0,0,{of.text})", of.value if there.value else ZERO)


def divided(of: Live, by: Live) -> Live:
    """How often one whole number goes into another; nothing goes into nothing.

    Args:
        of: A whole number below 10^14, so that no float is in doubt.
        by: A whole number.

    Returns:
        The whole number of times.
    """
    value = ZERO if not by.value else (of.value // by.value)
    return Live(f"IF({by.text}=0,0,INT({_grouped(of)}/{_grouped(by)}))", value)


def share(of: Live, weight: Live, total: Live) -> Live:
    """The share of a weight in an amount, to six decimals.

    Args:
        of: The amount.
        weight: The weight.
        total: All weights together.

    Returns:
        The share; nothing where there is no weight at all.
    """
    value = ZERO
    if total.value:
        with localcontext(prec=PRECISION):
            exact = of.value * weight.value / total.value
        value = exact.quantize(ONE.scaleb(-SHARES), ROUND_HALF_UP, PRECISE)
    text = f"{of.text}*{weight.text}/{total.text}"
    return Live(f"IF({total.text}=0,0,ROUND({text},{SHARES}))", value)


def rest(of: Live, by: Live, whole: Live) -> Live:
    """What is left of a whole number after dividing it."""
    with localcontext(prec=PRECISION):
        value = of.value - whole.value * by.value
    text = f"{of.text}-{_grouped(whole)}*{_grouped(by)}"
    return Live(text, value, loose=True)


def _grouped(of: Live) -> str:
    """In parentheses, where something could be torn apart."""
    return f"({of.text})" if of.loose else of.text


def _places(quantum: Decimal) -> int:
    """How many decimals a unit has; below zero for tens and hundreds."""
    exponent = quantum.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
