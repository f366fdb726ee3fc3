from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.table import Column
from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.packs.drawings import Scale
from coopbooks.packs.drawings import drawing
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture
from coopbooks.packs.pack import PictureKind
from coopbooks.packs.pictures import MOST_BARS
from coopbooks.packs.pictures import Shown
from tests.support import bakery
from tests.support import lists

KINDS: tuple[PictureKind, ...] = ("columns", "line", "bars")


def pack_of(numbers: list[Decimal | None], kind: PictureKind) -> Pack:
    rows = tuple(
        Row(f"r{n}", {"label": f"Row {n}", "now": number})
        for n, number in enumerate(numbers)
    )
    table = Table("t", "Table", (lists.LABEL, Column("now", "Now")), rows, "USD")
    picture = Picture("p", "A picture", kind, "t", ("now",))
    return Pack(bakery.HEADING, evaluate((table,)), (), (picture,))


AMOUNTS = st.none() | st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@given(st.lists(AMOUNTS, max_size=15), st.sampled_from(KINDS))
def test_nothing_is_drawn_outside(
    numbers: list[Decimal | None], kind: PictureKind
) -> None:
    pack = pack_of(numbers, kind)
    made = drawing(pack, pack.pictures[0])
    assert made == drawing(pack, pack.pictures[0])
    for shape in made.shapes:
        places = dict(shape.places)
        if shape.tag == "rect":
            assert float(places["width"]) >= 0
            assert float(places["height"]) >= 0
            assert float(places["x"]) >= 0
            assert float(places["x"]) + float(places["width"]) <= made.width + 0.2
            assert float(places["y"]) + float(places["height"]) <= made.height + 0.2
        elif shape.tag == "circle":
            assert 0 <= float(places["cx"]) <= made.width
            assert 0 <= float(places["cy"]) <= made.height


@given(st.lists(st.integers(-(10**11), 10**11), max_size=20))
def test_axes_hold_every_number_and_zero(cents: list[int]) -> None:
    numbers = [number / 100 for number in cents]
    scale = Scale.of(numbers)
    assert scale.low <= min([0.0, *numbers])
    assert scale.high >= max([0.0, *numbers])
    assert 2 <= len(scale.ticks) <= 8


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_is_no_mistake(kind: PictureKind) -> None:
    pack = pack_of([], kind)
    assert drawing(pack, pack.pictures[0]).shapes == ()


def test_bars_are_the_longest_first_and_few() -> None:
    pack = pack_of([Decimal(n) for n in range(20)], "bars")
    shown = Shown.of(pack, pack.pictures[0])
    assert [values[0] for values in shown.values] == list(range(19, 7, -1))
    assert len(shown.rows) == MOST_BARS
    # The row of zero is no bar at all.
    assert shown.left_out == 7


def test_only_plain_lines_are_drawn() -> None:
    pack = bakery.pack()
    shown = Shown.of(pack, pack.pictures[2])
    assert "surplus" not in {row.id for row in shown.rows}
    assert shown.rows[0].id == "Income:Sales:Shop"


def test_months_are_short_and_a_year_stands_where_it_begins() -> None:
    pack = bakery.pack()
    made = drawing(pack, pack.pictures[0])
    names = [shape.text for shape in made.shapes if shape.look == "name"]
    assert names[:4] == ["Apr", "2025", "May", "Jun"]
    assert names[-4:] == ["Jan", "2026", "Feb", "Mar"]


def test_amounts_are_written_as_in_the_tables() -> None:
    pack = bakery.pack()
    said = [shape.text for shape in drawing(pack, pack.pictures[0]).shapes]
    assert "April 2025, Income: 66,100.00" in said
    assert "100,000" in said


def test_one_column_has_no_legend() -> None:
    pack = bakery.pack()
    months, cash, _ = (drawing(pack, picture) for picture in pack.pictures)
    assert months.legend == (("c0", "Income"), ("c1", "Costs"))
    assert cash.legend == ()
    both = replace(pack.pictures[1], columns=("cash", "income"))
    assert len(drawing(pack, both).legend) == 2
