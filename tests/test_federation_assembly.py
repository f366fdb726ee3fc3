"""Bodies side by side: people counted once, nobody found out, all the sums."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.table import Ref
from coopbooks.federation.assembly.hiding import FEW
from coopbooks.federation.assembly.hiding import NOT_SHOWN
from coopbooks.federation.assembly.hiding import hide
from coopbooks.federation.assembly.side import side_by_side
from tests.support.assemblies import MARCH
from tests.support.assemblies import body
from tests.support.assemblies import federation
from tests.support.assemblies import shown_side
from tests.support.statements import shown

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from coopbooks.core.table import Values
    from coopbooks.federation.reading.figures import Figures

NAMES = ("north", "south", "east", "west", "harbor")
# Ten people make bodies of few and of many, some of them in two.
IDS = st.sets(st.sampled_from([f"M-{number:02}" for number in range(14)]))
HELPED = st.integers(min_value=-1, max_value=9)
CENTS = st.integers(min_value=0, max_value=90_000)


@st.composite
def assemblies(draw: st.DrawFn) -> list[Figures]:
    """Bodies with members who may be in several, with dues and help for some."""
    found = []
    for name in NAMES[: draw(st.integers(min_value=1, max_value=5))]:
        members, before = draw(IDS), draw(IDS)
        dues = draw(CENTS) if members else 0
        payers = draw(st.integers(min_value=1, max_value=len(members))) if dues else 0
        people = {"dues": payers, "strike": draw(HELPED), "need": draw(HELPED)}
        sums = {
            what: draw(CENTS)
            for what in ("work", "passed", "given", "received", "strike", "need")
            if people.get(what, 1)
        }
        told = draw(st.booleans())
        made = body(
            name, members, before=before, dues=dues, told=told, people=people, **sums
        )
        found.append(made)
    return found


def number(values: Values, table: str, row: str, column: str) -> Decimal | None:
    """A cell's figure; None where it has words or nothing."""
    value = values[Ref(table, row, column)]
    return value if isinstance(value, Decimal) else None


def fewest(one: Figures) -> int:
    counts = [count for count in (len(one.members), len(one.life.before)) if count]
    return min(counts, default=0)


def payers(one: Figures) -> int:
    counts = [count for count in (one.life.people["dues"], fewest(one)) if count]
    return min(counts, default=0)


def helped(what: str) -> Callable[[Figures], int]:
    return lambda one: one.life.people[what]


# Which columns of a table are about how many people of a body.
ABOUT: dict[tuple[str, str], Callable[[Figures], int]] = {
    ("members", "members"): fewest,
    ("members", "joined"): fewest,
    ("members", "left"): fewest,
    ("members", "dues"): payers,
    ("members", "came"): payers,
    ("members", "each"): payers,
    ("members", "rate"): payers,
    ("costs", "each"): fewest,
    ("costs", "passed"): fewest,
    ("solidarity", "strike"): helped("strike"),
    ("solidarity", "need"): helped("need"),
}


@given(assemblies(), st.booleans(), st.integers(min_value=3, max_value=8))
def test_nothing_about_few_is_shown_or_can_be_worked_out(
    bodies: list[Figures], shared: bool, least: int
) -> None:
    values = shown_side(federation(NAMES, shared=shared, least=least), bodies)
    for (table, column), about in ABOUT.items():
        sizes = {one.name: about(one) for one in bodies}
        seen = {name: number(values, table, name, column) for name in sizes}
        for name, size in sizes.items():
            if size and size < least:
                assert seen[name] is None, (table, column, name)
        # Whoever knows the total takes off what is shown: what is left is about two
        # bodies or more, and of enough people.
        left_out = [
            one.name
            for one in bodies
            if isinstance(values[Ref(table, one.name, column)], str) and sizes[one.name]
        ]
        total = number(values, table, "total", column)
        rest = number(values, table, "rest", column)
        if left_out and (total is not None or rest is not None):
            assert len(left_out) > 1
            assert sum(max(sizes[name], 1) for name in left_out) >= least


@given(assemblies(), st.booleans())
def test_what_is_left_out_of_one_column_is_not_in_another(
    bodies: list[Figures], shared: bool
) -> None:
    """Members follow from costs and costs a member, from dues and dues a member."""
    values = shown_side(federation(NAMES, shared=shared), bodies)
    for one in bodies:
        if number(values, "members", one.name, "members") is None and fewest(one):
            for table, column in ABOUT:
                if table != "solidarity":
                    assert number(values, table, one.name, column) is None
        for part, others in (("dues", ("came", "rate", "each")), ("came", ("rate",))):
            if number(values, "members", one.name, part) is None:
                for column in others:
                    assert number(values, "members", one.name, column) is None


@given(assemblies(), st.booleans(), st.randoms(use_true_random=False))
def test_totals_are_those_of_all_whatever_the_order(
    bodies: list[Figures], shared: bool, order: random.Random
) -> None:
    whole = federation(NAMES, shared=shared)
    values = shown_side(whole, bodies)
    now = [set(one.members) for one in bodies]
    before = [set(one.life.before) for one in bodies]
    every, ever = set().union(*now), set().union(*before)
    wanted = {
        "members": len(every) if shared else sum(map(len, now)),
        "joined": len(every - ever)
        if shared
        else sum(len(a - b) for a, b in zip(now, before, strict=True)),
        "left": len(ever - every)
        if shared
        else sum(len(b - a) for a, b in zip(now, before, strict=True)),
        "dues": sum(one.dues.get("charged", 0) for one in bodies),
        "came": sum(one.dues.get("collected", 0) for one in bodies),
    }
    for column, total in wanted.items():
        said = number(values, "members", "total", column)
        assert said is None or said == total
        if said is None and len(bodies) > 1:
            assert values[Ref("members", "total", column)] == NOT_SHOWN
    order.shuffle(bodies)
    again = shown_side(whole, bodies)
    assert again.cells == values.cells


def test_a_person_of_two_bodies_counts_once() -> None:
    north = body("north", [f"M-{n}" for n in range(6)], dues=60)
    south = body("south", [f"M-{n}" for n in range(4, 12)], dues=40)
    columns = ("members", "dues", "each", "came", "rate")
    values = shown_side(federation(NAMES), [south, north])
    assert shown(values, *columns, table="members") == [
        "Chapters",
        "  North | 6 | 60.00 | 10.00 | 30.00 | 50.0",
        "  South | 8 | 40.00 | 5.00 | 20.00 | 50.0",
        "Of two bodies, counted once | -2",
        "All together | 12 | 100.00 | 8.33 | 50.00 | 50.0",
    ]
    apart = shown_side(federation(NAMES, shared=False), [south, north])
    assert shown(apart, "members", table="members")[-1] == "All together | 14"
    notes = [one.text for one in apart.tables[0].notes]
    assert "counts twice" in notes[0]


def test_a_body_of_three_is_not_found_out() -> None:
    """South is left out with it: else North's would be the total less South's."""
    bodies = [
        body("north", ["M-1", "M-2", "M-3"], dues=30, work=90, passed=9),
        body("south", [f"M-{n}" for n in range(10, 17)], dues=70, work=50, passed=21),
        body("east", [f"M-{n}" for n in range(20, 40)], dues=200, work=10, passed=60),
    ]
    values = shown_side(federation(NAMES), bodies)
    columns = ("members", "joined", "left", "dues", "each", "came", "rate")
    assert shown(values, *columns, table="members") == [
        "Chapters",
        "  North | few | few | few | few | few | few | few",
        "  South" + f" | {NOT_SHOWN}" * 7,
        "  East | 20 | 0 | 0 | 200.00 | 10.00 | 100.00 | 50.0",
        "Those not shown, together | 10 | 0 | 0 | 100.00 |  | 50.00",
        "All together | 30 | 0 | 0 | 300.00 | 10.00 | 150.00 | 50.0",
    ]
    # What it costs is the body's; so much a head would tell how many heads there are.
    assert shown(values, "work", "each", "passed", table="costs") == [
        "Chapters",
        "  North | 90.00 | few | few",
        f"  South | 50.00 | {NOT_SHOWN} | {NOT_SHOWN}",
        "  East | 10.00 | 0.50 | 60.00",
        "Those not shown, together |  |  | 30.00",
        "All together | 150.00 | 5.00 | 90.00",
    ]


def test_what_came_in_of_few_is_not_the_rest_of_those_who_do_not_tell() -> None:
    """South is left out with North but does not tell what came in: so East is, too."""
    bodies = [
        body("north", ["M-1", "M-2", "M-3"], dues=30),
        body("south", [f"M-{n}" for n in range(10, 17)], dues=70, told=False),
        body("east", [f"M-{n}" for n in range(20, 40)], dues=200),
        body("west", [f"M-{n}" for n in range(40, 70)], dues=300),
    ]
    values = shown_side(federation(NAMES), bodies)
    assert shown(values, "dues", "came", "rate", table="members") == [
        "Chapters",
        "  North | few | few | few",
        f"  South | {NOT_SHOWN}",
        f"  East | 200.00 | {NOT_SHOWN} | {NOT_SHOWN}",
        "  West | 300.00 | 150.00 | 50.0",
        "Those not shown, together | 100.00 | 115.00",
        "All together | 600.00 | 265.00",
    ]


def test_help_for_one_is_in_no_total() -> None:
    many = [f"M-{n}" for n in range(10)]
    bodies = [
        body("north", many, people={"need": 1}, need=400, given=30),
        body("south", many, people={"strike": 6}, strike=900),
        body("east", many),
    ]
    values = shown_side(federation(NAMES), bodies)
    assert shown(values, "given", "strike", "need", "received", table="solidarity") == [
        "Chapters",
        "  North | 30.00 | 0.00 | few | 0.00",
        "  South | 0.00 | 900.00 | 0.00 | 0.00",
        f"All together | 30.00 | 900.00 | {NOT_SHOWN} | 0.00",
    ]


def test_two_alone_with_few_have_no_total() -> None:
    bodies = [body("north", ["M-1", "M-2"], dues=20), body("south", [], dues=0)]
    values = shown_side(federation(NAMES), bodies)
    assert shown(values, "members", "dues", table="members") == [
        "Chapters",
        "  North | few | few",
        "  South | no list",
        f"All together | {NOT_SHOWN} | {NOT_SHOWN}",
    ]


@pytest.mark.parametrize(
    ("sizes", "out", "words", "together"),
    [
        ({"a": 9, "b": 5}, (), {}, True),
        ({"a": 9, "b": 0}, (), {}, True),
        ({"a": 9, "b": 4}, (), {"b": FEW, "a": NOT_SHOWN}, True),
        # How many it is about is not known: as few are, without the word.
        ({"a": 9, "b": -1}, (), {"b": NOT_SHOWN, "a": NOT_SHOWN}, True),
        ({"b": -1}, (), {"b": NOT_SHOWN}, False),
        ({"a": 3, "b": 1}, (), {"a": FEW, "b": FEW}, False),
        # Another column leaves both out already.
        ({"a": 9, "b": 7, "c": 8}, ("a", "b"), {"a": NOT_SHOWN, "b": NOT_SHOWN}, True),
    ],
)
def test_what_is_left_out(
    sizes: dict[str, int], out: tuple[str, ...], words: dict[str, str], together: bool
) -> None:
    found = hide(sizes, 5, out)
    assert (found.words, found.together) == (words, together)


def test_an_unknown_currency_is_told() -> None:
    euros = body("north", [], work=10)
    purposes = tuple(one._replace(currency="EUR") for one in euros.life.purposes)
    euros = replace(euros, life=replace(euros.life, purposes=purposes))
    found = side_by_side(federation(NAMES), [euros], MARCH)
    assert len(found.missing) == 1
    assert "EUR" in found.missing[0]
