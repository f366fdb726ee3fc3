"""What was shared of a year already, and what part of each surplus an account got."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.forms.people import PAST
from coopbooks.surplus.notices.given import year_shared
from coopbooks.surplus.notices.years import year_named
from coopbooks.surplus.year.gathering import RESULT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered

# Over how many years with a surplus the average share of an account goes.
AVERAGED = 5


def allocated(book: Gathered) -> Decimal:
    """How much of a year was shared already.

    Args:
        book: The book, added up.

    Returns:
        What was taken from the accounts of the result, or, negative, what was put there
        of a loss. What made good earlier losses on another account counts as taken.
    """
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows(book.shared):
        if book.roles.of(row.account) == RESULT and row.units.currency == book.currency:
            sums[row.account].append(row.number)
    nets = [total_of(numbers) for numbers in sums.values()]
    sign = -1 if book.result_of(book.year) < 0 else 1
    return total_of(net for net in nets if net * sign > 0)


def shared_already(book: Gathered) -> tuple[LedgerError, ...]:
    """Say that a year was shared already, if it was.

    Args:
        book: The book, added up.

    Returns:
        One error at the first transaction that shares it; none if none does.
    """
    if not book.shared:
        return ()
    first = book.shared[0]
    more = len(book.shared) - 1
    others = f" and in {more} more transactions" if more else ""
    problem = (
        f"{book.year.name} was shared already, at {where(first.meta)}{others}. Take "
        "that out to share it anew."
    )
    return (LedgerError(first.meta, problem, first),)


def average_shares(
    terms: SurplusTerms, book: Gathered, accounts: Iterable[str]
) -> dict[str, Decimal]:
    """What part of the surpluses of the last years accounts got, on average.

    Spain's Ley 27/1999, art. 59.2 a, bounds by it what a reserve bears of a loss.

    Args:
        terms: What the book says; `coop-surplus-past` for years before the book.
        book: The book, added up.
        accounts: The accounts.

    Returns:
        For each account of which something is known, from 0 to 1: the mean of its parts
        of the last five years that had a surplus and were shared, or of as many as are
        known.
    """
    by_year = _years_shared(terms, book)
    found: dict[str, Decimal] = {}
    for account in accounts:
        parts = _past(terms, book, account)
        for begin, (surplus, entries) in by_year.items():
            parts[begin] = PRECISE.divide(_got(entries, account, book), surplus)
        last = [parts[begin] for begin in sorted(parts)[-AVERAGED:]]
        if last:
            found[account] = PRECISE.divide(total_of(last), Decimal(len(last)))
    return found


def _years_shared(
    terms: SurplusTerms, book: Gathered
) -> dict[datetime.date, tuple[Decimal, list[data.Transaction]]]:
    """The surplus of each earlier year that was shared, and the transactions."""
    by_begin: dict[datetime.date, list[data.Transaction]] = defaultdict(list)
    role_of = cache(book.roles.of)
    for entry in book.entries:
        if not any(role_of(one.account) == RESULT for one in entry.postings):
            continue
        year = year_named(terms, year_shared(entry, book.roles))
        if year is not None:
            by_begin[year.begin].append(entry)
    surpluses = {year.begin: book.result_of(year) for year in book.years[:-1]}
    return {
        begin: (surpluses[begin], entries)
        for begin, entries in by_begin.items()
        if surpluses.get(begin, ZERO) > 0
    }


def _past(
    terms: SurplusTerms, book: Gathered, account: str
) -> dict[datetime.date, Decimal]:
    """What an account got of years before the book, by the day they began."""
    found: dict[datetime.date, Decimal] = {}
    for line in terms.of(PAST.kind):
        year = year_named(terms, str(line.values["period"]))
        if line.values["account"] == account and year and year.end <= book.year.begin:
            found[year.begin] = PRECISE.divide(line.values["part"].number, Decimal(100))
    return found


def _got(entries: Iterable[data.Transaction], account: str, book: Gathered) -> Decimal:
    """What an account got in some transactions, with those below it."""
    return total_of(
        ZERO - row.number
        for row in rows(entries)
        if is_under(row.account, account) and row.units.currency == book.currency
    )
