"""What amounts of other currencies are worth in the reporting currency.

The ledger's own prices decide, looked up as `bean-query` looks them up: the last price
on or before the day, directly or through the currency of the cost. A missing price is
noted and never passes for zero in silence; what was bought at a known cost then counts
at that cost.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import convert
from beancount.core import prices
from beancount.core.amount import Amount

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

ONE = Decimal(1)


class Commodity(NamedTuple):
    """What is held: a currency, and the currency of its cost where it has one."""

    currency: str
    cost_currency: str | None = None


class Rate(NamedTuple):
    """A rate that was used.

    Attributes:
        currency: What was valued.
        day: The day it was valued for.
        price_date: The date of the price in the book.
        rate: How much of the reporting currency one of it is worth.
    """

    currency: str
    day: datetime.date
    price_date: datetime.date
    rate: Decimal


class MissingPrice(NamedTuple):
    """A price that the book does not have.

    Attributes:
        currency: What could not be valued.
        day: The day for which a price was wanted.
        at_cost: Whether it was counted at cost instead; if not, it was left out.
    """

    currency: str
    day: datetime.date
    at_cost: bool


@dataclass(slots=True)
class Valuation:
    """The prices of a book, in one reporting currency.

    Attributes:
        currency: The reporting currency.
        measures: Commodities that are no money, such as hours; they have no value.
        rates: The rates used so far.
        missing: The prices missed so far.
    """

    currency: str
    price_map: prices.PriceMap = field(repr=False)
    measures: frozenset[str] = frozenset()
    rates: set[Rate] = field(default_factory=set)
    missing: set[MissingPrice] = field(default_factory=set)
    _known: dict[tuple[Commodity, datetime.date], Decimal | None] = field(
        default_factory=dict, repr=False
    )

    def rate(self, commodity: Commodity, day: datetime.date) -> Decimal | None:
        """What one unit is worth on a day.

        Args:
            commodity: What is held.
            day: The day.

        Returns:
            The worth in the reporting currency, exact; None without a price.
        """
        if commodity.currency == self.currency:
            return ONE
        key = (commodity, day)
        if key not in self._known:
            self._known[key] = self._look_up(commodity, day)
        return self._known[key]

    def worth(
        self, commodity: Commodity, number: Decimal, cost: Decimal, day: datetime.date
    ) -> Decimal:
        """What a holding is worth on a day.

        Args:
            commodity: What is held.
            number: How much of it.
            cost: What it cost in all, in the currency of its cost.
            day: The day.

        Returns:
            Its worth in the reporting currency, exact. Without a price it counts at
            cost if that is known in the reporting currency, else at zero; `missing`
            then says so. Measures are worth nothing, and that is no lack.
        """
        if commodity.currency in self.measures:
            return Decimal(0)
        rate = self.rate(commodity, day)
        if rate is not None:
            return number * rate
        if not number:
            return Decimal(0)
        at_cost = commodity.cost_currency == self.currency
        self.missing.add(MissingPrice(commodity.currency, day, at_cost))
        return cost if at_cost else Decimal(0)

    def of_posting(self, posting: data.Posting, day: datetime.date) -> Decimal:
        """What a posting is worth on a day.

        Args:
            posting: A posting with units.
            day: The day, usually that of its transaction.

        Returns:
            Its worth in the reporting currency, exact; see `worth`.
        """
        units = posting.units
        if units is None or units.number is None:
            return Decimal(0)
        if units.currency == self.currency:
            return units.number
        commodity = commodity_of(posting)
        return self.worth(commodity, units.number, cost_of(posting), day)

    def _look_up(self, commodity: Commodity, day: datetime.date) -> Decimal | None:
        """Find a rate in the book's prices and note it."""
        currency, via = commodity
        one = Amount(ONE, currency)
        worth = convert.convert_amount(
            one, self.currency, self.price_map, day, via=(via,) if via else None
        )
        if worth.currency != self.currency or worth.number is None:
            return None
        rate: Decimal = worth.number
        quoted, _ = prices.get_price(self.price_map, (currency, self.currency), day)
        if quoted is None and via is not None:
            quoted, _ = prices.get_price(self.price_map, (currency, via), day)
        self.rates.add(Rate(currency, day, quoted or day, rate))
        return rate


def of_book(
    entries: Iterable[data.Directive], currency: str, measures: frozenset[str]
) -> Valuation:
    """The valuation of a book.

    Args:
        entries: A book's entries, whose price directives count.
        currency: The reporting currency.
        measures: Commodities that are no money.

    Returns:
        A valuation that has used no rate yet.
    """
    return Valuation(currency, prices.build_price_map(list(entries)), measures)


def commodity_of(posting: data.Posting) -> Commodity:
    """What a posting holds.

    Args:
        posting: A posting with units.

    Returns:
        Its currency, and the currency of its cost, through which `bean-query` looks
        for a price as well.
    """
    currency = posting.units.currency if posting.units else ""
    return Commodity(currency, posting.cost.currency if posting.cost else None)


def cost_of(posting: data.Posting) -> Decimal:
    """What a posting's units cost in all, in the currency of the cost.

    Args:
        posting: A posting with units.

    Returns:
        Number times cost; zero where no cost is known.
    """
    number = getattr(posting.cost, "number", None)
    if posting.units is None or not isinstance(number, Decimal):
        return Decimal(0)
    return (posting.units.number or Decimal(0)) * number
