"""Several amounts that are one: a deposit for several entries, or the reverse.

A bank shows one deposit where the book has an entry for each member, or two transfers
where the book has one bill. Only what can be meant in one way is put together.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

# How many amounts may make one, how far apart they lie, and how many are tried.
MOST_PARTS = 12
WINDOW = datetime.timedelta(days=10)
MOST_TRIED = 20_000


class Part(NamedTuple):
    """An amount to be put together with others.

    Attributes:
        key: What it is, for the caller.
        date: Its day.
        number: The amount, signed; all in one currency.
    """

    key: int
    date: datetime.date
    number: Decimal


class Group(NamedTuple):
    """Amounts that come to the same: one on one side, several on the other.

    Attributes:
        wanted: Of the first side.
        offered: Of the second side.
    """

    wanted: tuple[Part, ...]
    offered: tuple[Part, ...]


def groups(wanted: Sequence[Part], offered: Sequence[Part]) -> list[Group]:
    """Put amounts together that can be meant in one way only.

    Args:
        wanted: The amounts of one side, such as entries that the bank has not seen.
        offered: Those of the other, such as rows of a statement.

    Returns:
        Groups of one amount on one side and 2 to 12 on the other with the same sum,
        sign and time (ten days). Each amount is in one group at most; where two ways
        would do, there is none.
    """
    found = [Group(parts, (one,)) for one in offered if (parts := _only(one, wanted))]
    found += [Group((one,), parts) for one in wanted if (parts := _only(one, offered))]
    uses: dict[tuple[int, int], int] = {}
    for group in found:
        for place in _places(group):
            uses[place] = uses.get(place, 0) + 1
    return [one for one in found if all(uses[place] == 1 for place in _places(one))]


def _places(group: Group) -> Iterator[tuple[int, int]]:
    for side, parts in enumerate(group):
        for part in parts:
            yield side, part.key


def _only(whole: Part, among: Sequence[Part]) -> tuple[Part, ...]:
    """The only way to make an amount of at least two others; empty without."""
    near = [
        one
        for one in among
        if (one.number > 0) == (whole.number > 0)
        and abs(one.number) < abs(whole.number)
        and abs(one.date - whole.date) <= WINDOW
    ]
    near.sort(key=lambda one: -abs(one.number))
    ways = Ways(near, abs(whole.number)).first_two()
    return tuple(sorted(ways[0], key=lambda one: one.key)) if len(ways) == 1 else ()


class Ways:
    """Looks for ways to make an amount of others, as long as that takes no time."""

    def __init__(self, parts: Sequence[Part], wanted: Decimal) -> None:
        """Prepare the search.

        Args:
            parts: What there is, the largest first.
            wanted: The amount to make, without sign.
        """
        self.parts = parts
        self.wanted = wanted
        self.left = [abs(part.number) for part in parts]
        for at in range(len(parts) - 2, -1, -1):
            self.left[at] += self.left[at + 1]
        self.tried = 0

    def first_two(self) -> list[tuple[Part, ...]]:
        """The first two ways; nothing where it would take too long to be sure."""
        found: list[tuple[Part, ...]] = []
        for way in self._search(0, self.wanted, ()):
            found.append(way)
            if len(found) == 2:
                break
        return found if self.tried <= MOST_TRIED else []

    def _search(
        self, at: int, wanted: Decimal, taken: tuple[Part, ...]
    ) -> Iterator[tuple[Part, ...]]:
        """Ways to make the rest of the amount of the parts from a place on."""
        self.tried += 1
        if wanted == 0:
            yield taken
            return
        if self.tried > MOST_TRIED or len(taken) == MOST_PARTS:
            return
        for place in range(at, len(self.parts)):
            if self.left[place] < wanted:
                return
            number = abs(self.parts[place].number)
            if number <= wanted:
                yield from self._search(
                    place + 1, wanted - number, (*taken, self.parts[place])
                )
