"""What a book knows that rows are held against."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import year_end_of
from coopbooks.core.money import total_of
from coopbooks.imports.context import Known
from coopbooks.members.names import read_names
from coopbooks.members.terms import read_members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.ledger import Book


def known_of(book: Book) -> Known:
    """What a book knows.

    Args:
        book: The book; the names of its private roster are read to keep them out.

    Returns:
        What rows are held against.
    """
    return Known(
        book.currency,
        opened_in(book),
        read_members(book.entries)[0],
        read_names(book.folder),
        year_end_of(book.entries),
        types_of(book.options),
        frozenset(_planned(book)),
        _Holding(book),
    )


def opened_in(book: Book) -> dict[str, datetime.date]:
    """The accounts that a book opens and does not close, with the day since when."""
    closed = {one.account for one in book.entries if isinstance(one, data.Close)}
    return {
        one.account: one.date
        for one in book.entries
        if isinstance(one, data.Open) and one.account not in closed
    }


def begin_of(book: Book) -> datetime.date:
    """The day of a book's first transaction; `date.min` for a book without."""
    days = (one.date for one in book.entries if isinstance(one, data.Transaction))
    return min(days, default=datetime.date.min)


class _Holding:
    """Says what accounts hold, adding the book up once for each day."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.sums: dict[tuple[datetime.date, str], dict[str, Decimal]] = {}

    def __call__(self, account: str, day: datetime.date, currency: str) -> Decimal:
        """What an account, with those below it, holds at the beginning of a day."""
        key = day, currency
        if key not in self.sums:
            self.sums[key] = _sums(self.book, *key)
        return total_of(
            number for name, number in self.sums[key].items() if is_under(name, account)
        )


def _sums(book: Book, day: datetime.date, currency: str) -> dict[str, Decimal]:
    """What each account holds at the beginning of a day."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in book.entries:
        if isinstance(entry, data.Transaction) and entry.date < day:
            for posting in entry.postings:
                units = posting.units
                if units and units.number is not None and units.currency == currency:
                    sums[posting.account] += units.number
    return sums


def _planned(book: Book) -> Iterator[tuple[str, datetime.date]]:
    """What is planned by hand, from which day on."""
    for entry in book.entries:
        if not isinstance(entry, data.Custom) or entry.type != "budget":
            continue
        if entry.values and "batch" not in entry.meta:
            yield str(entry.values[0].value), entry.date
