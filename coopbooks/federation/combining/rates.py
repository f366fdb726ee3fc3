"""Amounts of bodies in other currencies, in the federation's.

Assets and debts count at the closing rate, income and costs at the average of the
period, what a period began with at the rate of the day before it (IAS 21, 39 to 41).
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
        missing: What had no price, as `EUR on 2026-03-31`.
        used: The rates that were used, with their days.
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

    def closing(self, currency: str) -> Decimal:
        """The rate of the period's last day; zero where there is none, and told."""
        return self._noted(currency, "closing", self._on(currency, self.period.last))

    def opening(self, currency: str) -> Decimal:
        """The rate of the day before the period."""
        day = self.period.begin - DAY
        return self._noted(currency, "opening", self._on(currency, day))

    def average(self, currency: str) -> Decimal:
        """The average of the period's days, each at the last price before it."""
        if currency == self.currency:
            return ONE
        found = []
        day = self.period.begin
        while day < self.period.end:
            rate = self._on(currency, day)
            if rate is None:
                return self._noted(
                    currency, "average", self._on(currency, self.period.last)
                )
            found.append(rate)
            day += DAY
        with localcontext(prec=PRECISION):
            mean = sum(found, Decimal(0)) / len(found)
        return self._noted(currency, "average", mean)

    def on(self, currency: str, day: datetime.date) -> Decimal:
        """The rate of a day; zero where there is none by then, and told."""
        rate = self._on(currency, day)
        if rate is None:
            self.missing.add(f"{currency} on {day}")
            return Decimal(0)
        return rate

    def _noted(self, currency: str, what: str, rate: Decimal | None) -> Decimal:
        if currency == self.currency:
            return ONE
        if rate is None:
            self.missing.add(f"{currency} on {self.period.last}")
            return Decimal(0)
        self.used[currency, what] = rate
        return rate

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
