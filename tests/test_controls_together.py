"""Several amounts that are one, on either side."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.controls.together import Part
from coopbooks.controls.together import groups

DAY = datetime.date(2026, 4, 1)
PARTS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(-300, 300).filter(bool)), max_size=9
)


@given(PARTS, PARTS)
def test_groups_come_to_the_same_and_use_nothing_twice(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    sides = [
        [
            Part(at, DAY + datetime.timedelta(days=day), Decimal(n))
            for at, (day, n) in enumerate(side)
        ]
        for side in (ours, theirs)
    ]
    found = groups(*sides)
    for group in found:
        sums = {sum(part.number for part in side) for side in group}
        assert len(sums) == 1
        assert sorted(map(len, group))[0] == 1
    for side in (0, 1):
        keys = [part.key for group in found for part in group[side]]
        assert len(keys) == len(set(keys))


def test_two_ways_are_none() -> None:
    day = datetime.date(2026, 4, 7)
    ours = [Part(at, day, Decimal(22)) for at in range(4)]
    assert groups(ours, [Part(0, day, Decimal(66))]) == []
    [found] = groups(ours[:3], [Part(0, day, Decimal(66))])
    assert len(found.wanted) == 3


def test_too_many_to_try_are_left() -> None:
    day = datetime.date(2026, 4, 7)
    ours = [Part(at, day, Decimal(2 * at + 2)) for at in range(40)]
    assert groups(ours, [Part(0, day, Decimal(401))]) == []
