"""A share in another currency than what counts: at the rate of the day agreed on."""

from __future__ import annotations

import datetime
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data
from beancount.core import prices

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import quantize

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period

DAY = datetime.timedelta(days=1)


class Converted(NamedTuple):
    """An amount in another currency.

    Attributes:
        number: How much, rounded to the currency.
        words: The rate and its day, in words.
        rate: The rate that it was multiplied by.
    """

    number: Decimal
    words: str
    rate: Decimal


class NoRate(Exception):
    """No book at hand has a price for the day: told as a problem."""

    def __init__(self, problem: LedgerError) -> None:
        """Keep what is to be told.

        Args:
            problem: The problem, with file and line.
        """
        super().__init__(problem.message)
        self.problem = problem


def converted(
    group: Group,
    number: Decimal,
    currencies: tuple[str, str],
    period: Period,
    due: datetime.date | None,
    books: Iterable[Sequence[data.Directive]],
) -> Converted:
    """Convert a share at the rate that the agreement names.

    Args:
        group: The agreement with `rate-of:`; the last day of the period if not said.
        number: The share, in the first of `currencies`.
        currencies: From which currency to which.
        period: The period of the share.
        due: The day by which it is to be paid, for `due-day` and, until it is paid,
            for `payment-day`.
        books: The entries of the books that may have the price, the giver's first.

    Returns:
        The share in the other currency, with the rate.

    Raises:
        NoRate: None of the books has a price for the day.
    """
    how = str(group.header.meta.get("rate-of") or "last-day")
    day = due if how in {"due-day", "payment-day"} and due else period.last
    for entries in books:
        found = _rate(entries, currencies, how, day, period)
        if found is not None:
            rate, words = found
            with localcontext(prec=PRECISION):
                return Converted(quantize(number * rate, currencies[1]), words, rate)
    base, wanted = currencies
    raise NoRate(
        LedgerError(
            group.header.source,
            f"{group.name}: {period.name} counts in {base} and is owed in {wanted}, "
            f"and no book has a price for {day}. Add: {day} price {base} 1.00 "
            f"{wanted}, with the day's rate.",
        )
    )


def _rate(
    entries: Sequence[data.Directive],
    currencies: tuple[str, str],
    how: str,
    day: datetime.date,
    period: Period,
) -> tuple[Decimal, str] | None:
    """A rate with its words; None where a book has none."""
    price_map = prices.build_price_map(
        [entry for entry in entries if isinstance(entry, data.Price)]
    )
    base, wanted = currencies
    if how == "average":
        return _average(price_map, currencies, period)
    date, rate = prices.get_price(price_map, (base, wanted), day)
    if rate is None or date is None:
        return None
    words = f"1 {base} = {_shown(rate)} {wanted}, the rate of {date}"
    return Decimal(rate), words


def _average(
    price_map: prices.PriceMap, currencies: tuple[str, str], period: Period
) -> tuple[Decimal, str] | None:
    """The average over the period's days, each at the last price before it."""
    rates = []
    day = period.begin
    while day < period.end:
        _, rate = prices.get_price(price_map, currencies, day)
        if rate is None:
            return None
        rates.append(Decimal(rate))
        day += DAY
    with localcontext(prec=PRECISION):
        mean = sum(rates, Decimal(0)) / len(rates)
    base, wanted = currencies
    words = f"1 {base} = {_shown(mean)} {wanted}, the average of {period.label}"
    return mean, words


def _shown(rate: Decimal) -> str:
    """A rate with six digits behind the point at most."""
    return f"{rate.quantize(Decimal('0.000001')).normalize():f}"
