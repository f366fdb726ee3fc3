"""The shares of a book for a period, each with every step on the way."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.postings import rows
from coopbooks.sharing.bases.base import Bases
from coopbooks.sharing.bases.base import base_owner
from coopbooks.sharing.shares.course import Course
from coopbooks.sharing.views import first_day
from coopbooks.sharing.views import fiscal_year_end

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View

NOBODY: Mapping[str, View] = {}
Together = tuple["Decimal", str, tuple["LedgerError", ...]]


def share_of(
    view: View,
    name: str,
    period: Period,
    others: Mapping[str, View] = NOBODY,
    known: datetime.date | None = None,
) -> list[Share]:
    """Work out what is owed by an agreement for a period.

    Args:
        view: The book that asks; it has the agreement.
        name: The agreement's name.
        period: The period: one of the agreement's own, or a longer one.
        others: The books of other bodies at hand, by name.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        A share for each of the agreement's periods that end in the period; none where
        it does not hold then, or is charged less often.
    """
    return _Shares(view, others, known).of(name, period, ())


def shares_of(
    view: View,
    period: Period,
    others: Mapping[str, View] = NOBODY,
    known: datetime.date | None = None,
) -> list[Share]:
    """Work out what is owed by every agreement of a book for a period.

    Args:
        view: The book that asks.
        period: The period.
        others: The books of other bodies at hand, by name.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The shares by agreement and period; loans are no shares.
    """
    found = _Shares(view, others, known)
    names = sorted(
        {one.name for one in view.terms.agreements if one.header.values["of"] != "loan"}
    )
    return [share for name in names for share in found.of(name, period, ())]


class _Shares:
    """The shares of one book, each agreement worked out when it is asked for."""

    def __init__(
        self,
        view: View,
        others: Mapping[str, View],
        known: datetime.date | None,
    ) -> None:
        self.view = view
        self.others = others
        self.known = known

    def of(self, name: str, period: Period, asking: tuple[str, ...]) -> list[Share]:
        """The shares of an agreement, asked for by others that are a share of it."""
        if name in asking:
            return []

        def other(of: str, inner: Period) -> Together | None:
            return self._together(of, inner, (*asking, name))

        bases = Bases(self.view, self.others, other, self.known)
        owner = self._owner(name)
        prices = [owner.entries, self.view.entries]
        prices += [one.entries for one in self.others.values()]
        course = Course(
            self.view.terms,
            name,
            fiscal_year_end(owner),
            bases.base_of,
            prices,
            self.view.currency,
        )
        return course.shares(_begin(owner), period)

    def _owner(self, name: str) -> View:
        """The book in which what counts stands, as far as it is at hand."""
        group = next(one for one in self.view.terms.agreements if one.name == name)
        owner = base_owner(self.view, group)
        return self.others.get(owner, self.view)

    def _together(
        self, name: str, period: Period, asking: tuple[str, ...]
    ) -> Together | None:
        """What an agreement's shares of a period come to."""
        found = self.of(name, period, asking)
        if not found:
            return None
        total = total_of(share.number for share in found)
        problems = tuple(problem for share in found for problem in share.problems)
        return total or ZERO, found[0].currency, problems


def _begin(view: View) -> datetime.date:
    """From when on a book has something to count.

    A body may count members, and owe a fee, before its first transaction: its book
    begins at the latest when it says whose it is and its first account is open.
    """
    days = [day for day in (_first_counted(view), _said_to_begin(view)) if day]
    return min(days, default=datetime.date.min)


def _first_counted(view: View) -> datetime.date | None:
    """The first day of which transactions count; None without any.

    What a book begins with is of the evening before, so that it counts from the day
    after; where its first day has income, costs or a measure, that day counts as well.
    Charging shares begins no book, or the first charge would move what it is for.
    """
    first = first_day(view)
    if first is None:
        return None
    no_money = measures(view.entries)
    of_the_day = rows(
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction) and entry.date == first
    )
    for row in of_the_day:
        kind = view.terms.roles.type_of(row.account)
        if kind in {"Income", "Expenses"} or row.units.currency in no_money:
            return first
    return first + DAY


def _said_to_begin(view: View) -> datetime.date | None:
    """The day from which on the book says whose it is, with an account open."""
    entities = view.terms.dues.entities
    opened = [entry.date for entry in view.entries if isinstance(entry, data.Open)]
    if not entities or not opened:
        return None
    first = max(min(one.date for one in entities), min(opened))
    # The last evening of a month is when books are opened for the next.
    return first if first.day == 1 else first + DAY
