"""What counts on accounts in a period, posting by posting."""

from __future__ import annotations

from bisect import bisect_left
from decimal import localcontext
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.core.valuation import of_book
from coopbooks.sharing.bases.selecting import selection_of
from coopbooks.sharing.share import Base
from coopbooks.sharing.share import Counted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.core.valuation import Valuation
    from coopbooks.sharing.share import View


def on_accounts(
    view: View, group: Group, period: Period, known: datetime.date | None = None
) -> Base:
    """What counts on accounts, by the day it was posted.

    Args:
        view: The giver's book.
        group: The agreement.
        period: What is counted.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The base in the book's currency; what is in another one counts at the last
        price before its day.
    """
    selection = selection_of(group, view.terms.roles)
    no_money = measures(view.entries)
    valuation = of_book(view.entries, view.currency, no_money)
    counted: list[Counted] = []
    for row in in_period(view.entries, period, known):
        verdict = selection.verdict(row)
        if not verdict.looked_at or row.units.currency in no_money:
            continue
        number = _worth(row, valuation)
        counted.append(
            Counted(
                row.date,
                row.account,
                selection.sign(row) * number,
                view.currency,
                verdict.counts,
                verdict.because,
                row.entry,
                placed(row.posting.meta or {}, row.entry.meta),
            )
        )
    return base_from(counted, view.currency, period, _missing(valuation, group))


def base_from(
    counted: list[Counted],
    unit: str,
    period: Period,
    problems: tuple[LedgerError, ...] = (),
    known_from: str = "book",
) -> Base:
    """A base of what was looked at.

    Args:
        counted: What was looked at.
        unit: The unit of all that counts.
        period: What was counted.
        problems: What could not be counted.
        known_from: Where it is known from.

    Returns:
        The base: what counted, added up.
    """
    with localcontext(prec=PRECISION):
        number = sum((one.number for one in counted if one.counts), ZERO)
    return Base(number, unit, period, tuple(counted), known_from, problems)


def in_period(
    entries: Sequence[data.Directive], period: Period, known: datetime.date | None
) -> Iterator[Row]:
    """The postings of a period that were known by a day; entries are by date."""
    first = bisect_left(entries, period.begin, key=_date)
    last = bisect_left(entries, period.end, key=_date)
    inside = (
        entry for entry in entries[first:last] if isinstance(entry, data.Transaction)
    )
    for row in rows(inside):
        recorded = row.entry.meta.get("recorded") or row.date
        if known is None or recorded <= known:
            yield row


def _date(entry: data.Directive) -> datetime.date:
    return entry.date


def _worth(row: Row, valuation: Valuation) -> Decimal:
    """A posting in the book's currency; what has no price is noted."""
    if row.units.currency == valuation.currency:
        return row.number
    price = row.posting.price
    if price is not None and price.currency == valuation.currency:
        with localcontext(prec=PRECISION):
            return row.number * (price.number or ZERO)
    return valuation.of_posting(row.posting, row.date)


def _missing(valuation: Valuation, group: Group) -> tuple[LedgerError, ...]:
    return tuple(
        LedgerError(
            group.header.source,
            f"{group.name}: no price of {one.currency} in {valuation.currency} for "
            f"{one.day}; what is in {one.currency} is left out. Add a price.",
        )
        for one in valuation.missing
    )
