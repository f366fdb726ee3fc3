"""Dues at a glance: what was charged, came in and is owed, and how members stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.overview.flows import Flow
    from coopbooks.members.counts import Count

# Ages in days, the last one without an end: what people ask first, a month, two, three.
AGES = (0, 30, 60, 90)


class Open(NamedTuple):
    """Something that a member owes, or an employer for them.

    Attributes:
        due: The day on which it was due.
        number: How much of it is open.
        employer: Whether an employer is to take it from pay.
    """

    due: datetime.date
    number: Decimal
    employer: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One member at the end of a period.

    Attributes:
        member: The member's id.
        member_class: Their class; may be empty.
        workplace: Their workplace; may be empty.
        belongs: Whether they are a member still.
        state: `good`, or a word of `coop-dues-standing`: `behind`, `suspended`,
            `dropped`.
        since: Since which day they have been in that state; None if not known.
        excused: Whether they owed nothing for the period, and keep standing.
        pledges: Whether they only pledged.
        open: What is owed, the oldest first.
        ahead: What was paid ahead.
        charged: What was charged in the period.
        collected: What came in for it, or was taken from pay.
        pledged: What they pledged for the period.
        received: What came in of pledges.
    """

    member: str
    member_class: str = ""
    workplace: str = ""
    belongs: bool = True
    state: str = "good"
    since: datetime.date | None = None
    excused: bool = False
    pledges: bool = False
    open: tuple[Open, ...] = ()
    ahead: Decimal = ZERO
    charged: Decimal = ZERO
    collected: Decimal = ZERO
    pledged: Decimal = ZERO
    received: Decimal = ZERO

    @property
    def owed(self) -> Decimal:
        """What the member owes, and no employer."""
        return _together(self.open, employer=False)

    @property
    def awaited(self) -> Decimal:
        """What an employer is to take from their pay."""
        return _together(self.open, employer=True)


def _together(open_: Sequence[Open], *, employer: bool) -> Decimal:
    """What is open on one side; mostly one charge, which needs no adding up."""
    if len(open_) == 1:
        return open_[0].number if open_[0].employer == employer else ZERO
    return total_of(one.number for one in open_ if one.employer == employer)


class Month(NamedTuple):
    """A month of dues.

    Attributes:
        period: The month.
        flow: What moved in it.
        pledged: What was pledged for it.
        received: What came in of pledges.
    """

    period: Period
    flow: Flow
    pledged: Decimal
    received: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Members of a kind, counted and added up.

    Attributes:
        count: How many there are, joined and left.
        people: Those who belong to it at the end, and who left and still owe.
    """

    count: Count
    people: Sequence[Person]

    def number(self, what: Callable[[Person], bool]) -> int:
        """How many members are something, each counted once."""
        return sum(what(one) for one in self.people if one.belongs)

    def total(
        self,
        what: Callable[[Person], Decimal],
        which: Callable[[Person], bool] = lambda _: True,
    ) -> Decimal:
        """What some of them owe, paid and so on together."""
        return total_of(what(one) for one in self.people if which(one))


@dataclass(frozen=True, slots=True)
class Overview:
    """The dues of a period.

    Attributes:
        period: The period.
        currency: The currency of all amounts.
        basis: Whether dues count when due (`accrual`) or when paid (`cash`).
        flow: What moved in the period.
        year: What moved since the fiscal year began.
        months: The twelve months that end with the period, from the first with dues on.
        everyone: All members together.
        classes: Members by class.
        workplaces: Members by workplace.
        others: Currencies and measures in which dues are owed too, and not shown.
        problems: What could not be worked out.
    """

    period: Period
    currency: str
    basis: str
    flow: Flow
    year: Flow
    months: tuple[Month, ...]
    everyone: Group
    classes: Mapping[str, Group]
    workplaces: Mapping[str, Group]
    others: tuple[str, ...] = ()
    problems: tuple[LedgerError, ...] = ()

    @property
    def is_told_apart(self) -> bool:
        """Whether what came in is booked by member, so that it can be compared."""
        flows = [self.flow, self.year, *(month.flow for month in self.months)]
        moved = any(flow.moved or flow.start for flow in flows)
        return moved or any(month.received for month in self.months)

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, by id."""
        return self.everyone.people


def grouped(
    people: Iterable[Person],
    counts: Mapping[str, Count],
    by: Callable[[Person], str],
) -> dict[str, Group]:
    """Put members into groups.

    Args:
        people: Members, each once.
        counts: How many are in each group, joined and left.
        by: What to group them by.

    Returns:
        A group for each value that occurs among members or their movements, in
        alphabetical order. Who left counts with the group that they left.
    """
    found: dict[str, list[Person]] = {name: [] for name in sorted(counts)}
    for one in people:
        if by(one) in found:
            found[by(one)].append(one)
    return {name: Group(counts[name], some) for name, some in found.items()}


def age_of(due: datetime.date, day: datetime.date) -> int:
    """Which of `AGES` something open has on a day.

    Args:
        due: When it was due.
        day: The day.

    Returns:
        The number of its band: 0 for what is not yet due, or due that day; 1 for up to
        30 days, 2 for 31 to 60, 3 for 61 to 90 and 4 for more.
    """
    days = (day - due).days
    return sum(days > edge for edge in AGES)


class Aged(NamedTuple):
    """What is owed of one age.

    Attributes:
        members: How many members it concerns, each once.
        own: What they owe themselves.
        employers: What employers are to take from pay.
    """

    members: int
    own: Decimal
    employers: Decimal


def ages(people: Iterable[Person], day: datetime.date) -> tuple[Aged, ...]:
    """What is owed, by its age.

    Args:
        people: Members.
        day: The day on which it is that old.

    Returns:
        One for what is not yet due and one for each of `AGES`.
    """
    own: Counter[int] = Counter()
    bands: list[dict[bool, list[Decimal]]] = [
        {True: [], False: []} for _ in range(len(AGES) + 1)
    ]
    for person in people:
        found = {age_of(one.due, day) for one in person.open}
        own.update(found)
        for one in person.open:
            bands[age_of(one.due, day)][one.employer].append(one.number)
    return tuple(
        Aged(own[age], total_of(band[False]), total_of(band[True]))
        for age, band in enumerate(bands)
    )
