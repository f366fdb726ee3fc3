"""What each employer took from pay and has not handed over, and what it has not taken.

Deducted less remitted is owed by the employer. What was charged and is on no list yet
is waited for from the employer too, while the deduction is its duty; neither is ever a
mark on a member (29 CFR 452.87).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import month_of
from coopbooks.dues.checkoff.lists import read_lists
from coopbooks.dues.checkoff.lists import read_period
from coopbooks.dues.checkoff.ties import ties_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.dues.checkoff.lists import Lists
    from coopbooks.dues.checkoff.ties import Tie
    from coopbooks.dues.terms import DuesTerms


@dataclass(frozen=True, slots=True)
class OwedFor:
    """What one employer owes for one period, in one currency.

    Attributes:
        period: The period, by its name.
        currency: The currency.
        charged: What was charged that the employer is to take from pay.
        applied: What of that was paid by its lists, moved elsewhere or written off.
        deducted: What its lists for the period come to, with what nobody owes.
        remitted: What came in for these lists, or was kept by a parent that collects,
            or went on costs.
        due: The day by which it is to be handed over; None if the book does not say.
    """

    period: str
    currency: str
    charged: Decimal
    applied: Decimal
    deducted: Decimal
    remitted: Decimal
    due: datetime.date | None

    @property
    def owed(self) -> Decimal:
        """Deducted less remitted: what was taken from pay and not handed over."""
        return self.deducted - self.remitted

    @property
    def awaited(self) -> Decimal:
        """Charged less applied: what is still to be taken from pay."""
        return self.charged - self.applied

    def is_late(self, on: datetime.date) -> bool:
        """Whether something is owed or awaited past the day on which it was due."""
        if self.due is None or self.due >= on:
            return False
        return self.owed > 0 or self.awaited > 0


@dataclass(frozen=True, slots=True)
class Employer:
    """What one employer owes.

    Attributes:
        name: The employer's name.
        periods: By period and currency, the earliest first.
    """

    name: str
    periods: tuple[OwedFor, ...]

    def total(self, figure: str = "owed", currency: str = "") -> Decimal:
        """A figure of all periods together.

        Args:
            figure: `owed`, `awaited`, `charged`, `applied`, `deducted` or `remitted`.
            currency: Which currency; the first one that there is if empty.

        Returns:
            The sum.
        """
        which = currency or next((one.currency for one in self.periods), "")
        some = [one for one in self.periods if one.currency == which]
        return total_of(getattr(one, figure) for one in some)


def owed_by_employers(
    terms: DuesTerms,
    entries: Iterable[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
) -> dict[str, Employer]:
    """What each employer owes as of a day.

    A deposit counts for the lists that it is tied to, the oldest first where it is for
    several.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        on: The day; what is dated later does not count.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        Every employer that takes dues from pay, by name, with those periods for which
        something was charged, listed or handed over.
    """
    lists = read_lists(terms, list(entries), on, known)
    return {name: _employer(lists, name) for name in lists.whose.names()}


_Key = tuple[str, str]


def _employer(lists: Lists, name: str) -> Employer:
    """What one employer owes."""
    charged: dict[_Key, Decimal] = {}
    applied: dict[_Key, Decimal] = {}
    deducted: dict[_Key, Decimal] = {}
    remitted: dict[_Key, Decimal] = {}
    for one in lists.posted:
        if one.employer == name:
            key = (one.period, one.row.units.currency)
            if one.charged:
                _add(charged, key, one.row.number)
            else:
                _add(applied, key, -one.row.number)
    for paper in lists.papers:
        for line in paper.lines:
            if paper.employer == name:
                key = (line.period, line.currency)
                _add(deducted, key, line.number)
                if lists.whose.is_awaited(line.account):
                    _add(applied, key, line.number)
    for tie in ties_of(lists, name, ours=True):
        _remit(tie, remitted)
    keys = charged.keys() | applied.keys() | deducted.keys() | remitted.keys()
    found = [
        OwedFor(
            *key,
            charged.get(key, ZERO),
            applied.get(key, ZERO),
            deducted.get(key, ZERO),
            remitted.get(key, ZERO),
            _due(lists, name, key[0]),
        )
        for key in keys
    ]
    return Employer(name, tuple(sorted(found, key=_begin)))


def _add(sums: dict[_Key, Decimal], key: _Key, number: Decimal) -> None:
    sums[key] = total_of((sums.get(key, ZERO), number))


def _remit(tie: Tie, remitted: dict[_Key, Decimal]) -> None:
    """Spread what came in over the periods of the lists, the oldest first."""
    listed: dict[_Key, Decimal] = {}
    for paper in tie.papers:
        for line in paper.lines:
            _add(listed, (line.period, line.currency), line.number)
    left = tie.listed - tie.difference
    keys = sorted(listed)
    for key in keys[:-1]:
        part = max(min(left, listed[key]), ZERO)
        _add(remitted, key, part)
        left -= part
    for deposit in tie.deposits[:1]:
        named = deposit.period or month_of(deposit.date).name
        keys = keys or [(named, deposit.currency)]
    if keys and left:
        _add(remitted, keys[-1], left)


def _begin(one: OwedFor) -> tuple[datetime.date, str, str]:
    period = read_period(one.period)
    return period.begin if period else datetime.date.max, one.period, one.currency


def _due(lists: Lists, name: str, period: str) -> datetime.date | None:
    """When an employer is to hand over what it took: so many days after the period."""
    days = [
        place.remits
        for place in lists.whose.places_of(name)
        if place.remits is not None and place.collected == "check-off"
    ]
    if not days:
        return None
    read = read_period(period)
    return read.last + datetime.timedelta(days=max(days)) if read else None


def total_owed(employers: Mapping[str, Employer], currency: str) -> Decimal:
    """What all employers together took from pay and have not handed over.

    Args:
        employers: What each owes.
        currency: The currency.

    Returns:
        The sum.
    """
    return total_of(
        one.owed
        for employer in employers.values()
        for one in employer.periods
        if one.currency == currency
    )
