"""What is owed by its age: by members and, apart from them, by employers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.dues.standing.standing import OpenItem
    from coopbooks.dues.standing.standing import Standing


class Bucket(NamedTuple):
    """An age that people ask for.

    Attributes:
        id: Such as `31-60`.
        label: In plain words.
        most: The most days past due; None where there is no most.
    """

    id: str
    label: str
    most: int | None


# What is due today is not past due yet.
BUCKETS = (
    Bucket("not-due", "Not yet past due", 0),
    Bucket("1-30", "1 to 30 days", 30),
    Bucket("31-60", "31 to 60 days", 60),
    Bucket("61-90", "61 to 90 days", 90),
    Bucket("over-90", "More than 90 days", None),
)


class Aged(NamedTuple):
    """What is owed of one age.

    Attributes:
        members: How many members it concerns.
        number: How much it is.
    """

    members: int
    number: Decimal


@dataclass(frozen=True, slots=True)
class Aging:
    """What a group of members owes, or employers for them, by its age.

    Attributes:
        name: The workplace or class; empty for all, and for who has none.
        own: What members owe, by the id of the bucket; each bucket is there.
        employers: What employers are to take from pay, in the same way.
        prepaid: What members paid ahead.
    """

    name: str
    own: Mapping[str, Aged]
    employers: Mapping[str, Aged]
    prepaid: Decimal

    @property
    def total_own(self) -> Decimal:
        """All that members owe."""
        return total_of(one.number for one in self.own.values())

    @property
    def total_employers(self) -> Decimal:
        """All that employers are to take from pay."""
        return total_of(one.number for one in self.employers.values())


def bucket_of(days: int) -> Bucket:
    """The bucket of something that is so many days past due."""
    return next(one for one in BUCKETS if one.most is None or days <= one.most)


def aging(standings: Iterable[Standing], currency: str, name: str = "") -> Aging:
    """Put what is owed into buckets by its age.

    Args:
        standings: How members stand; those who left and owe count, too.
        currency: The currency; what is owed in others is left out.
        name: What the group is called.

    Returns:
        The aging of the group.
    """
    found: dict[tuple[bool, str], dict[str, list[Decimal]]] = {}
    prepaid: list[Decimal] = []
    for one in standings:
        if one.currency == currency:
            prepaid.append(one.prepaid)
        for item in one.open:
            if item.currency == currency:
                key = (item.employer, bucket_of(item.days).id)
                found.setdefault(key, {}).setdefault(one.member, []).append(item.open)
    return Aging(
        name,
        {one.id: _aged(found.get((False, one.id), {})) for one in BUCKETS},
        {one.id: _aged(found.get((True, one.id), {})) for one in BUCKETS},
        total_of(prepaid),
    )


def aging_by(
    standings: Iterable[Standing], currency: str, by: Callable[[Standing], str]
) -> tuple[Aging, ...]:
    """The same for each group of members.

    Args:
        standings: How members stand.
        currency: The currency.
        by: What they are grouped by, such as their workplace.

    Returns:
        An aging for each group, by name; who is in none is in the group without one.
    """
    groups: dict[str, list[Standing]] = {}
    for one in standings:
        groups.setdefault(by(one), []).append(one)
    return tuple(aging(groups[name], currency, name) for name in sorted(groups))


def _aged(owed: Mapping[str, Iterable[Decimal]]) -> Aged:
    total = total_of(number for numbers in owed.values() for number in numbers)
    return Aged(len(owed), total)


def oldest(items: Iterable[OpenItem]) -> int:
    """How many days the oldest of some items is past due; zero where none is."""
    return max((item.days for item in items if item.days > 0), default=0)
