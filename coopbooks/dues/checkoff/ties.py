"""Lists tied to deposits: one to one, one for several lists, several for one list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.dues.checkoff.lists import Lists
    from coopbooks.dues.checkoff.remittances import Deposit
    from coopbooks.dues.checkoff.remittances import Paper

# So many are tried together; more could fit by chance.
MOST_TOGETHER = 4
# What fits nothing belongs to a list of about its own time, if to any.
NEAR = datetime.timedelta(days=62)
# A list comes before its deposit, or not long after it.
SOON = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Tie:
    """Lists and the deposits that belong to them.

    Attributes:
        papers: The lists.
        deposits: The deposits that came by themselves.
    """

    papers: tuple[Paper, ...]
    deposits: tuple[Deposit, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that the lists are mostly for, by name."""
        return tuple(sorted({paper.period for paper in self.papers}))

    @property
    def listed(self) -> Decimal:
        """What the lists come to."""
        return total_of(paper.listed for paper in self.papers)

    @property
    def deposited(self) -> Decimal:
        """What money came in."""
        own = [one.money for one in self.deposits]
        return total_of([*own, *(paper.deposited for paper in self.papers)])

    @property
    def kept(self) -> Decimal:
        """What a parent that collects kept, as the book has it."""
        own = [one.kept for one in self.papers]
        return total_of([*own, *(one.kept for one in self.deposits)])

    @property
    def costs(self) -> Decimal:
        """What was taken off for costs, such as bank charges."""
        own = [one.costs for one in self.papers]
        return total_of([*own, *(one.costs for one in self.deposits)])

    @property
    def difference(self) -> Decimal:
        """What the lists say beyond what came in, was kept, or went on costs."""
        return self.listed - self.deposited - self.kept - self.costs

    @property
    def waiting(self) -> Decimal:
        """What has not come in at all: the lists without any deposit."""
        return self.difference if not self._came else ZERO

    @property
    def unexplained(self) -> Decimal:
        """What a deposit lacks; negative where it is more than the lists."""
        return self.difference if self._came else ZERO

    @property
    def _came(self) -> bool:
        return bool(self.deposits) or any(one.deposited for one in self.papers)


def ties_of(lists: Lists, employer: str, *, ours: bool = False) -> list[Tie]:
    """Tie all lists of an employer to its deposits.

    Args:
        lists: What the book has of employers.
        employer: The employer's name.
        ours: Whether what reconciling itself proposed counts too. When it proposes it
            must not, so that it proposes the same again.

    Returns:
        The ties by date. A deposit that does not say whose it is counts where it is
        posted to the clearing account of this employer's lists.
    """
    papers = [one for one in lists.papers if one.employer == employer]
    accounts = {one.account for one in papers}
    accounts |= {one.lists for one in lists.whose.places_of(employer)}
    deposits = [
        one
        for one in lists.deposits
        if one.employer in {employer, ""}
        and one.account in accounts
        and (ours or not one.ours)
    ]
    return tie(papers, deposits)


def tie(papers: Iterable[Paper], deposits: Iterable[Deposit]) -> list[Tie]:
    """Find out which deposits belong to which lists of an employer.

    A deposit belongs to the lists of the period that it names. Of the others one that
    comes to the same as a list, or as several lists together, belongs to them, and so
    do several deposits that together come to the same as a list; those nearest in time
    first. What is left belongs to the nearest list that still waits for money.

    Args:
        papers: The lists of an employer.
        deposits: Its deposits.

    Returns:
        The ties by date; a list without deposit, and a deposit without list, stand
        alone. The order of what was given makes no difference.
    """
    groups = [_Group([paper], []) for paper in sorted(papers, key=_paper_order)]
    left = sorted(deposits, key=_deposit_order)
    left = [one for one in left if not _named(one, groups)]
    left = [one for one in left if not _together(one, groups)]
    for group in groups:
        left = _several(group, left)
    alone = [one for one in left if not _nearest(one, groups)]
    found = [group.tied() for group in groups if group.papers]
    return sorted([*found, *(Tie((), (one,)) for one in alone)], key=_tie_order)


@dataclass(slots=True)
class _Group:
    """Lists and deposits, while they are being put together."""

    papers: list[Paper]
    deposits: list[Deposit]

    @property
    def open(self) -> Decimal:
        """What still waits for a deposit."""
        waiting = total_of(paper.waiting for paper in self.papers)
        return waiting - total_of(one.number for one in self.deposits)

    def tied(self) -> Tie:
        """The same, for good."""
        papers = sorted(self.papers, key=_paper_order)
        return Tie(tuple(papers), tuple(sorted(self.deposits, key=_deposit_order)))

    def days_from(self, deposit: Deposit) -> tuple[bool, int, datetime.date]:
        """Whether it came after a deposit, and how far in time it is from it."""
        dates = [paper.date for paper in self.papers]
        first = min(dates, key=lambda day: abs(day - deposit.date))
        later = first > deposit.date + SOON
        return later, abs(first - deposit.date).days, first


def _paper_order(paper: Paper) -> tuple[object, ...]:
    return paper.date, paper.period, paper.listed


def _deposit_order(one: Deposit) -> tuple[object, ...]:
    return one.date, one.number, one.money, one.period


def _tie_order(one: Tie) -> tuple[datetime.date, Decimal]:
    dates = [paper.date for paper in one.papers]
    dates += [deposit.date for deposit in one.deposits]
    return min(dates), one.listed


def _named(deposit: Deposit, groups: list[_Group]) -> bool:
    """Give a deposit to the list of the period that it names."""
    fitting = [
        group
        for group in groups
        if deposit.period and any(deposit.period == one.period for one in group.papers)
    ]
    if not fitting:
        return False
    exact = [group for group in fitting if group.open == deposit.number]
    waits = [group for group in fitting if group.open]
    some = exact or waits or fitting
    min(some, key=lambda one: one.days_from(deposit)).deposits.append(deposit)
    return True


def _together(deposit: Deposit, groups: list[_Group]) -> bool:
    """Give a deposit to the list, or the lists, that come to the same."""
    waiting = sorted(
        (group for group in groups if group.papers and group.open),
        key=lambda one: one.days_from(deposit),
    )
    for some in _sets(waiting):
        if total_of(group.open for group in some) == deposit.number:
            first, *others = some
            for other in others:
                first.papers += other.papers
                first.deposits += other.deposits
                other.papers, other.deposits = [], []
            first.deposits.append(deposit)
            return True
    return False


def _sets(groups: Sequence[_Group]) -> Iterator[tuple[_Group, ...]]:
    """One group, then several together, the nearest of them first."""
    yield from combinations(groups, 1)
    for count in range(2, MOST_TOGETHER + 1):
        yield from combinations(groups[: 2 * MOST_TOGETHER], count)


def _several(group: _Group, deposits: list[Deposit]) -> list[Deposit]:
    """Give a list the deposits that together come to the same; the others are left."""
    if not group.papers or not group.open:
        return deposits
    near = sorted(deposits, key=group.days_from)[: 2 * MOST_TOGETHER]
    for count in range(2, MOST_TOGETHER + 1):
        for some in combinations(near, count):
            if total_of(one.number for one in some) == group.open:
                group.deposits += some
                taken = {id(one) for one in some}
                return [one for one in deposits if id(one) not in taken]
    return deposits


def _nearest(deposit: Deposit, groups: list[_Group]) -> bool:
    """Give a deposit that fits nothing to the nearest list that waits for money."""
    waiting = [
        group
        for group in groups
        if group.papers and group.open > 0 and group.days_from(deposit)[1] <= NEAR.days
    ]
    if not waiting:
        return False
    chosen = min(waiting, key=lambda one: one.days_from(deposit))
    chosen.deposits.append(deposit)
    return True
