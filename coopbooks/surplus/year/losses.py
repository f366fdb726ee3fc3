"""What earlier years lost and nobody has made good yet.

It may stand on an account of the result since before the book began, or be what income
less costs of earlier years left and nobody shared. What is moved between accounts of
the result, such as a loss that a meeting carries, changes nothing. An earlier surplus
that nobody shared makes good what earlier years of the book lost, but not what stands
on an account since before: for that it has to be shared.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.notices.given import year_shared
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.year.gathering import RESULT

if TYPE_CHECKING:
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.postings import Row
    from coopbooks.surplus.year.gathering import Gathered


class Earlier(NamedTuple):
    """What earlier years left.

    Attributes:
        losses: What they lost that is not made good; positive.
        unshared: What the book's earlier years earned that nobody shared; positive.
    """

    losses: Decimal
    unshared: Decimal


def earlier(book: Gathered) -> Earlier:
    """Find what earlier years left.

    Args:
        book: The book, added up.

    Returns:
        Losses and what was not shared, in the book's currency.
    """
    brought: dict[str, Decimal] = defaultdict(lambda: ZERO)
    moved: list[Decimal] = []
    role_of = cache(book.roles.of)
    begin = book.years[0].begin
    for row in rows(book.entries):
        if role_of(row.account) != RESULT or not _counts(row, book):
            continue
        number, held = ZERO - row.number, brought[row.account]
        if row.date < begin or _brings(row.entry, book):
            brought[row.account] += number
            continue
        # What comes back to an account that brought a loss makes that good first; what
        # shares a year before the book takes what that year brought.
        old = ZERO
        if number > 0 > held:
            old = min(number, -held)
        elif number < 0 < held and not _year_of(row, book):
            old = -min(-number, held)
        brought[row.account] += old
        moved.append(number - old)
    results = [book.result_of(year) for year in book.years[:-1]]
    left = total_of([*results, *moved])
    begun = total_of(-min(number, ZERO) for number in brought.values())
    return Earlier(begun + max(-left, ZERO), max(left, ZERO))


def _counts(row: Row, book: Gathered) -> bool:
    """Whether a posting is of before this year's sharing.

    How an earlier year was shared counts also where that was done late.
    """
    if row.units.currency != book.currency:
        return False
    return row.date < book.year.end or _year_of(row, book)


def _year_of(row: Row, book: Gathered) -> bool:
    """Whether a posting shares a year of the book before this one."""
    name = year_shared(row.entry, book.roles)
    return any(name and means(name, year, book.fye) for year in book.years[:-1])


def _brings(entry: data.Transaction, book: Gathered) -> bool:
    """Whether a transaction brings in what the book began with."""
    return any(
        book.roles.type_of(row.account) == "Assets" and row.number > 0
        for row in rows([entry])
    )
