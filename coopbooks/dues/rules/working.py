"""A figure on its way: the number so far, exact, and the steps that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import ROUND_DOWN
from decimal import ROUND_HALF_EVEN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISE
from coopbooks.core.money import quantum
from coopbooks.dues.charge import Step

if TYPE_CHECKING:
    from beancount.core import data
    from beancount.core.amount import Amount

ONE = Decimal(1)
HUNDRED = Decimal(100)
MODES = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
# What counts something and is no money, and how people say it.
COUNTS = {
    "": "",
    "PERCENT": "percent",
    "HOUR": "hours",
    "DAY": "days",
    "WEEK": "weeks",
    "MONTH": "months",
    "YEAR": "years",
    "PERIOD": "periods",
    "PERSON": "persons",
    "MEMBER": "members",
    "CHILD": "children",
}
# Steps show no more digits than this; the figure itself keeps all.
PLACES = 6
SHOWN = Decimal(1).scaleb(-PLACES)


class CannotCharge(CoopbooksError):
    """What one member owes can't be worked out; caught, and told by file and line."""

    def __init__(self, source: data.Meta, message: str) -> None:
        """Keep where it is.

        Args:
            source: Where to mend it.
            message: What is wrong, naming the member.
        """
        super().__init__(message)
        self.source = source

    @property
    def error(self) -> LedgerError:
        """The same as an error of the book."""
        return LedgerError(self.source, str(self))


@dataclass(slots=True)
class Working:
    """A number being worked out.

    What it is divided by is kept aside until it is rounded or compared, so that thirds
    of something are exact.

    Attributes:
        unit: Its unit or currency.
        top: The number, before what it is divided by.
        bottom: What it is divided by; positive.
        steps: How it came about.
    """

    unit: str
    top: Decimal
    bottom: Decimal = ONE
    steps: list[Step] = field(default_factory=list)

    @property
    def number(self) -> Decimal:
        """The number so far."""
        if self.bottom == 1:
            return self.top
        return PRECISE.divide(self.top, self.bottom)

    def note(
        self, words: str, rule: data.Meta | None = None, authority: str = ""
    ) -> None:
        """Write down a step that has been taken."""
        number = tidy(self.number)
        self.steps.append(Step(words, number, self.unit, rule, authority))

    def times(self, factor: Decimal, over: Decimal = ONE) -> None:
        """Multiply, and divide."""
        self.top = PRECISE.multiply(self.top, factor)
        self.bottom = PRECISE.multiply(self.bottom, over)

    def plus(self, number: Decimal) -> None:
        """Add."""
        added = PRECISE.multiply(number, self.bottom)
        self.top = PRECISE.add(self.top, added)

    def set(self, number: Decimal) -> None:
        """Put another number in its place."""
        self.top, self.bottom = number, ONE

    def round(
        self, how: str, to: Decimal, rule: data.Meta | None = None, authority: str = ""
    ) -> None:
        """Round, and say so if that changed anything.

        Args:
            how: A word of `MODES`.
            to: The step to round to, such as 0.05.
            rule: Where it is said.
            authority: What it rests on.
        """
        before = self.number
        self.set(rounded(before, how, to))
        if self.top != before:
            words = {"down": "down ", "up": "up "}.get(how, "")
            self.note(f"rounded {words}to {said(to, self.unit)}", rule, authority)


def rounded(number: Decimal, how: str, to: Decimal) -> Decimal:
    """Round to whole steps.

    Args:
        number: An exact number.
        how: `half-up`, `half-even`, `down` (toward zero) or `up` (away from it).
        to: The step, such as 0.01 or 0.05; positive.

    Returns:
        The multiple of `to` that is next in that direction; never a negative zero.
    """
    steps = PRECISE.divide(number, to).quantize(ONE, MODES[how], PRECISE)
    result = PRECISE.multiply(steps, to)
    return result if result else abs(result)


def tidy(number: Decimal) -> Decimal:
    """A number with at most six decimals, for showing."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -PLACES:
        return number.quantize(SHOWN, ROUND_HALF_UP, PRECISE).normalize(PRECISE)
    return number


def said(number: Decimal, unit: str) -> str:
    """Write a number with its unit as people read it.

    Args:
        number: The number.
        unit: Its unit or currency; may be empty.

    Returns:
        For example `1,364.80 USD`, `80 hours`, `1.83 percent`.
    """
    # By its text: everybody's steps are written, and counting digits takes longer.
    whole, _, digits = f"{number:,f}".partition(".")
    digits = digits.rstrip("0")
    if len(digits) > PLACES:
        whole, _, digits = f"{tidy(number):,f}".partition(".")
        digits = digits.rstrip("0")
    if unit in COUNTS:
        unit = COUNTS[unit]
    else:
        digits = digits.ljust(_places(unit), "0")
    return f"{whole}{'.' if digits else ''}{digits} {unit}".rstrip()


@cache
def _places(currency: str) -> int:
    """How many decimals the smallest amount of a currency has."""
    return len(str(quantum(currency)).partition(".")[2])


def said_amount(amount: Amount) -> str:
    """Write an amount as people read it, such as `5.00 EUR`."""
    return said(amount.number or Decimal(0), amount.currency)
