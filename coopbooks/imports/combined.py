"""One row of a bank for several typed entries, and several rows for one of them.

A deposit clears what was typed for each of those who paid; two transfers pay one bill.
Only what can be meant in one way is put together, of entries of the same account, time
and direction: all that share a link, a payee, a member or a day, else some of a few.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from bisect import bisect_right
from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.substance import details
from coopbooks.statements.bankterms import SEEN

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.standing import Typed

# Of how many any few may be meant; and of how many in the time of a row those that
# have something in common are looked at.
FEW = 8
MOST = 60

Sums = dict[Decimal, set[frozenset[int]]]


class Way(NamedTuple):
    """A way in which rows and typed entries can come to the same.

    Attributes:
        rows: The places of the rows.
        typed: The places of the typed entries.
    """

    rows: frozenset[int]
    typed: frozenset[int]


class Ways(NamedTuple):
    """What was found.

    Attributes:
        only: What can be meant in one way; one row or one entry in each.
        several: The places of the rows that can be meant in more than one way.
    """

    only: list[Way]
    several: dict[int, list[Way]]


class Amount(NamedTuple):
    """A row, or a typed entry, as far as it counts here.

    Attributes:
        date: Its day.
        number: What it moves.
        marks: What it may have in common with others.
    """

    date: datetime.date
    number: Decimal
    marks: frozenset[Hashable] = frozenset()


@dataclass(slots=True)
class Combiner:
    """Puts rows and typed entries together.

    Attributes:
        rows: The rows that are nothing else.
        typed: The typed entries that are nothing else.
        window: How far a row and an entry may lie apart.
        known: What was added up, by the side, the day and the direction.
    """

    rows: Sequence[Amount]
    typed: Sequence[Amount]
    window: datetime.timedelta
    known: dict[tuple[bool, datetime.date, bool], tuple[Sums, Sums]] = field(
        default_factory=dict
    )

    def ways(self) -> Ways:
        """Find what can be meant in one way, what has something in common first."""
        only: list[Way] = []
        several: dict[int, list[Way]] = {}
        rows, typed = set(range(len(self.rows))), set(range(len(self.typed)))
        for which in (0, 1):
            self.known.clear()
            found = [*self._all(rows, typed, which)]
            uses = Counter(mark for way in found for mark in _marks(way))
            for way in found:
                if all(uses[mark] == 1 for mark in _marks(way)):
                    only.append(way)
                    rows -= way.rows
                    typed -= way.typed
                else:
                    for row in way.rows:
                        several.setdefault(row, []).append(way)
            rows -= several.keys()
        return Ways(only, several)

    def _all(self, rows: set[int], typed: set[int], which: int) -> Iterator[Way]:
        """All ways, by what they have in common or of a few."""
        sides = _by_day(self.rows, rows), _by_day(self.typed, typed)
        for row in sorted(rows):
            for parts in self._parts(self.rows[row], sides[1], which, rows=False):
                yield Way(frozenset({row}), parts)
        for one in sorted(typed):
            for parts in self._parts(self.typed[one], sides[0], which, rows=True):
                yield Way(parts, frozenset({one}))

    def _parts(
        self, whole: Amount, among: Sequence[int], which: int, *, rows: bool
    ) -> Iterable[frozenset[int]]:
        """The parts of the other side that come to one amount."""
        key = rows, whole.date, whole.number > 0
        if key not in self.known:
            all_ = self.rows if rows else self.typed
            first, last = self._time(whole.date, among, all_)
            near = [
                at
                for at in among[first : last if last - first <= 9 * MOST else first]
                if (all_[at].number > 0) == (whole.number > 0)
            ]
            self.known[key] = _sums(all_, near) if len(near) <= MOST else ({}, {})
        found = self.known[key][which].get(whole.number)
        return sorted(found, key=sorted) if found else ()

    def _time(
        self, day: datetime.date, among: Sequence[int], all_: Sequence[Amount]
    ) -> tuple[int, int]:
        """The first of some, by day, that is near to a day, and the first after."""

        def date(at: int) -> datetime.date:
            return all_[at].date

        first = bisect_left(among, day - self.window, key=date)
        return first, bisect_right(among, day + self.window, key=date)


def amount_of(one: Typed) -> Amount:
    """A typed entry, with what it may have in common with others.

    Args:
        one: The typed posting.

    Returns:
        What it moves, on the bank's day where it says so itself.
    """
    posting = one.entry.postings[one.at]
    tags = details(one.entry, posting)
    marks: list[Hashable] = [("day", one.entry.date)]
    marks += [("link", link) for link in one.entry.links or ()]
    for name, text in (("payee", one.entry.payee), ("member", tags.get("member"))):
        if text:
            marks.append((name, str(text).casefold()))
    number = posting.units.number if posting.units else ZERO
    return Amount(seen_on(one) or one.entry.date, number or ZERO, frozenset(marks))


def row_of(draft: Draft) -> Amount:
    """A row of a bank; all that it has in common with others is its day.

    Args:
        draft: The draft of the row.

    Returns:
        What it moves.
    """
    number = sum((part.number or ZERO for part in draft.parts), ZERO)
    return Amount(draft.date, number, _only_its_day(draft.date))


@lru_cache(maxsize=1_024)
def _only_its_day(day: datetime.date) -> frozenset[Hashable]:
    return frozenset({("day", day)})


def seen_on(one: Typed) -> datetime.date | None:
    """The day on which the bank moved a typed entry.

    Args:
        one: The typed posting.

    Returns:
        What its `cleared:` says; None where it says nothing.
    """
    day = (one.entry.postings[one.at].meta or {}).get(SEEN)
    return day if isinstance(day, datetime.date) else None


def _by_day(all_: Sequence[Amount], places: Iterable[int]) -> list[int]:
    return sorted(sorted(places), key=lambda at: all_[at].date)


def _marks(way: Way) -> Iterator[tuple[str, int]]:
    for side, places in zip(("row", "typed"), way, strict=True):
        for place in places:
            yield side, place


def _sums(all_: Sequence[Amount], near: Sequence[int]) -> tuple[Sums, Sums]:
    """What those that have something in common come to, and what any few come to."""
    alike: Mapping[Hashable, list[int]] = defaultdict(list)
    for at in near:
        for mark in all_[at].marks:
            alike[mark].append(at)
    together = [group for group in alike.values() if len(group) > 1]
    whole: Sums = defaultdict(set)
    for group in together:
        whole[_sum(all_, group)].add(frozenset(group))
    some: Sums = defaultdict(set)
    for group in [list(near)] if len(near) <= FEW else together:
        for size in range(2, len(group) + 1 if len(group) <= FEW else 0):
            for parts in combinations(group, size):
                some[_sum(all_, parts)].add(frozenset(parts))
    return whole, some


def _sum(all_: Sequence[Amount], places: Iterable[int]) -> Decimal:
    return sum((all_[at].number for at in places), ZERO)
