"""The words of a loan, read: how much, at what interest, and how it is paid back."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.directives import Directive

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
DAYS_OF_A_YEAR = Decimal(365)
AT_END = "at-end"
ANNUITY = "annuity"


@dataclass(frozen=True, slots=True)
class Words:
    """What a `coop-loan` says, with what it leaves out filled in.

    Attributes:
        date: When it was lent.
        amount: How much, in `currency`.
        currency: Its currency.
        rate: The yearly interest in percent.
        by_day: Whether interest counts days, not twelfths of a year.
        year: How many days such a year has.
        per: How many months lie between two payments; 0 for one payment only.
        anchor: The day that months are counted from: of the first payment, else of the
            loan.
        offset: How many payments after that day the first one is: 0 or 1.
        until: When all that is left is due; None if nothing is said.
        plan: `equal-parts`, `annuity` or `at-end`.
        repays: What a payment pays back, of an annuity with its interest; zero if
            nothing is said.
        count: How many payments there are; zero if nothing is said.
    """

    date: datetime.date
    amount: Decimal
    currency: str
    rate: Decimal
    by_day: bool
    year: Decimal
    per: int
    anchor: datetime.date
    offset: int
    until: datetime.date | None
    plan: str
    repays: Decimal
    count: int

    def due(self, place: int) -> datetime.date:
        """The day of a payment, counted from 0; never counted from the one before."""
        day = self._unbounded(place)
        return day if self.until is None else min(day, self.until)

    def _unbounded(self, place: int) -> datetime.date:
        return months_later(self.anchor, (place + self.offset) * self.per)

    def is_last(self, place: int) -> bool:
        """Whether a payment pays all that is left."""
        if self.until is not None and self.due(place) >= self.until:
            return True
        return not self.per or place + 1 == self.count

    def interest(self, left: Decimal, since: datetime.date, place: int) -> Decimal:
        """The interest of the stretch before a payment, rounded half up.

        Args:
            left: What is owed in that stretch.
            since: The day of the payment before; at first the day of the loan.
            place: Which payment it is, from 0.
        """
        due = self.due(place)
        with localcontext(prec=PRECISION):
            if self.by_day:
                exact = left * self.rate * (due - since).days / (100 * self.year)
                return quantize(exact, self.currency)
            months, days = self._stretch(since, due, place)
            exact = left * self.rate * months / 1200
            exact += left * self.rate * days / (100 * self.year)
            return quantize(exact, self.currency)

    def _stretch(
        self, since: datetime.date, due: datetime.date, place: int
    ) -> tuple[int, int]:
        """Whole months between two payments, and days beyond them."""
        if place and due == self._unbounded(place):
            return self.per, 0
        months = 0
        while months_later(since, months + 1) <= due:
            months += 1
        return months, (due - months_later(since, months)).days

    def principal(self, left: Decimal, interest: Decimal, place: int) -> Decimal:
        """What a payment pays back: never more than is left, never below nothing.

        Args:
            left: What is owed before it.
            interest: The interest that it pays.
            place: Which payment it is, from 0.
        """
        if self.is_last(place):
            return left
        if self.plan == AT_END:
            return ZERO
        if self.plan == ANNUITY:
            return max(min(self._annuity() - interest, left), ZERO)
        if self.repays:
            return max(min(self.repays, left), ZERO)
        if not self.count:
            return left
        parts = dict.fromkeys(range(self.count), Decimal(1))
        return min(allocate(self.amount, parts, self.currency)[place], left)

    def _annuity(self) -> Decimal:
        """What each payment of an annuity comes to, interest included."""
        if self.repays or not self.count:
            return self.repays or self.amount
        with localcontext(prec=PRECISION):
            each = self.rate * self.per / 1200
            if not each:
                return quantize(self.amount / self.count, self.currency)
            exact = self.amount * each / (1 - (1 + each) ** -self.count)
            return quantize(exact, self.currency)


def words_of(line: Directive) -> Words:
    """Read a loan.

    Args:
        line: Its `coop-loan`.

    Returns:
        What it says. Without `each:` it is paid back monthly; what is paid back at the
        end, without a number of instalments, at once.
    """
    meta = line.meta
    amount = line.values["amount"]
    plan = str(meta.get("plan") or "equal-parts")
    count = int(meta.get("instalments") or 0)
    until: datetime.date | None = meta.get("until")
    each = meta.get("each")
    once = plan == AT_END and not count and (each is None or until is None)
    per = 0 if once else MONTHS[str(each or "month")]
    first = meta.get("first-payment")
    anchor = first or line.date
    if once and first is None:
        anchor = until or months_later(line.date, 12)
    return Words(
        line.date,
        _number(amount),
        str(amount.currency),
        _number(meta.get("interest")),
        meta.get("interest-by") == "day",
        _number(meta.get("year-of")) or DAYS_OF_A_YEAR,
        per,
        anchor,
        0 if first is not None or once else 1,
        until,
        plan,
        _number(meta.get("repays")),
        count,
    )


def months_later(day: datetime.date, months: int) -> datetime.date:
    """A day so many months later; the last of a shorter month if it has no such day.

    Args:
        day: The day that months are counted from.
        months: How many.

    Returns:
        The day.
    """
    month = day.replace(day=1) + relativedelta(months=months)
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(day.day, last))


def _number(said: object) -> Decimal:
    number = getattr(said, "number", None)
    return number if isinstance(number, Decimal) else ZERO
