"""Amounts of bodies in other currencies, in the federation's.

Assets and debts count at the closing rate, income and costs at the average of the
period, what a period began with at the rate of the day before it (IAS 21, 39 to 41),
else, where no price is that old, at the closing rate.
The federation's own prices come first, then those of the body's book.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.periods import Period
    from coopbooks.federation.reading.figures import Quote

ONE = Decimal(1)
DAY = datetime.timedelta(days=1)


class Rates:
    """The rates of one body.

    Attributes:
        currency: The federation's currency.
        missing: Currencies without a price; what is in them is left out.
        used: The rates that were used, by currency and which of the three.
    """

    def __init__(
        self, currency: str, period: Period, quotes: Iterable[Iterable[Quote]]
    ) -> None:
        """Take the prices.

        Args:
            currency: The federation's currency.
            period: The period.
            quotes: The prices of the federation's file, then those of the body's book.
        """
        self.currency = currency
        self.period = period
        self._quotes = [sorted(one) for one in quotes]
        self.missing: set[str] = set()
        self.used: dict[tuple[str, str], Decimal] = {}
        self._found: dict[tuple[str, str], Decimal | None] = {}

    def closing(self, currency: str) -> Decimal:
        """The rate of the period's last day; zero where there is none, and told."""
        return self._rate(currency, "closing")

    def opening(self, currency: str) -> Decimal:
        """The rate of the day before the period; zero where there is none."""
        return self._rate(currency, "opening")

    def average(self, currency: str) -> Decimal:
        """The average of the period's days, each at the last price before it."""
        return self._rate(currency, "average")

    def on(self, currency: str, day: datetime.date) -> Decimal:
        """The last price by a day; zero where there is none by then, and told."""
        rate = self._on(currency, day)
        if rate is None:
            self.missing.add(currency)
            return Decimal(0)
        return rate

    def _rate(self, currency: str, what: str) -> Decimal:
        """A rate, worked out once."""
        if currency == self.currency:
            return ONE
        key = currency, what
        if key not in self._found:
            self._found[key] = self._work_out(currency, what)
        rate = self._found[key]
        if rate is None:
            self.missing.add(currency)
            return Decimal(0)
        self.used[key] = rate
        return rate

    def _work_out(self, currency: str, what: str) -> Decimal | None:
        last = self._on(currency, self.period.last)
        if what == "closing":
            return last
        before = self._on(currency, self.period.begin - DAY)
        if what == "opening":
            return before or last
        found = []
        day = self.period.begin
        while day < self.period.end:
            if (rate := self._on(currency, day)) is not None:
                found.append(rate)
            day += DAY
        if not found:
            return None
        with localcontext(prec=PRECISION):
            return sum(found, Decimal(0)) / len(found)

    def _on(self, currency: str, day: datetime.date) -> Decimal | None:
        if currency == self.currency:
            return ONE
        for quotes in self._quotes:
            last: Decimal | None = None
            for one in quotes:
                if one.day > day:
                    break
                if (one.base, one.quote) == (currency, self.currency):
                    last = one.number
                elif (one.quote, one.base) == (currency, self.currency) and one.number:
                    with localcontext(prec=PRECISION):
                        last = ONE / one.number
            if last is not None:
                return last
        return None
