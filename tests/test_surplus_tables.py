"""A proposal as people read it, on years made by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import allocate
from coopbooks.core.table import evaluate
from coopbooks.packs.single import single_pack
from coopbooks.packs.text import text
from coopbooks.surplus.allocation import Bound
from coopbooks.surplus.figures import Line
from coopbooks.surplus.figures import Person
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.membertables import member_tables
from coopbooks.surplus.posting.steptables import steps_table
from coopbooks.surplus.posting.tables import proposal_tables
from coopbooks.surplus.posting.whatif import whatif_tables
from coopbooks.surplus.terms import read_terms
from tests.support.allocations import bakery
from tests.support.allocations import members_step
from tests.support.allocations import part_of
from tests.support.allocations import shared
from tests.support.allocations import step_of
from tests.support.chart import BOOK

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation
    from tests.support.goldens import Golden

D = Decimal
NOON = datetime.datetime.fromisoformat("2026-04-08T12:00")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    head = 'option "title" "Co-op"\noption "operating_currency" "USD"\n'
    entity = '2024-12-31 custom "coop-entity" "co-op" "worker-coop"\n'
    said = '  basis: "accrual"\n  country: "US"\n'
    path = tmp_path / "main.beancount"
    path.write_text(f"{head}{BOOK}{entity}{said}", encoding="utf-8", newline="\n")
    return coopbooks.load(path)


def shown(book: Book, found: Allocation) -> str:
    terms = read_terms(book.entries)
    front, behind = proposal_tables(found, terms, book.folder, code_of(found))
    state = "PROPOSAL: nothing is written"
    pack = single_pack(book, "Surplus of 2025", front, behind, state=state, now=NOON)
    assert pack.values.failed() == []
    return text(pack)


def telling() -> Allocation:
    """A year with everything in it that a proposal can tell."""
    found = bakery()
    first, reserve, education, members = found.steps
    until = Bound("at-most", D(1), (), D("20.00"), "until the reserve holds 80,000.00")
    steps = (
        first,
        replace(
            reserve,
            words="15 PERCENT of surplus",
            bounds=(until,),
            authority="bylaws art. 9",
        ),
        replace(education, words="5 PERCENT of left-after 10"),
        replace(
            step_of(40, "solidarity", "equity", "0.00", "Equity:Collective"),
            words="10 PERCENT of members-work",
            held_back="while equity-to-debts is below 40 PERCENT; it is 52 PERCENT",
        ),
        replace(members, words="the rest of left"),
    )
    figures = replace(
        found.figures,
        lines=(
            Line("Sales", D("400.00"), "Income:Sales"),
            Line("Wages", D("-305.00")),
            Line("Party's share, added back", D("5.00")),
        ),
        sources={"members-work": D("80.00"), "others-work": D("20.00")},
        hours={"members": D(3000), "others": D(750)},
        split_by="hours",
        people=(
            Person("M-0001"),
            Person("M-0008", why_not="fewer than 16 hours"),
        ),
        notes=("2024 lost 10.00, which is made good first.",),
    )
    parts = (*found.parts[:2], replace(found.parts[2], note="has not agreed yet"))
    problem = LedgerError({}, "M-0009: hours are missing for 2025.")
    return replace(
        found,
        steps=steps,
        figures=figures,
        parts=parts,
        cash_there=D("10.00"),
        problems=(problem,),
    )


def test_what_people_read(book: Book, golden: Golden) -> None:
    golden("surplus/made-by-hand.txt", shown(book, telling()))


def test_a_loss_that_people_read(book: Book, golden: Golden) -> None:
    steps = [
        step_of(10, "reserve", "equity", "6.00", "Equity:Reserve"),
        members_step(20, "16.00"),
    ]
    parts = [
        part_of(20, "M-0001", "10.00", weight="0.625"),
        part_of(20, "M-0002", "6.00", weight="0.375"),
    ]
    found = shared(steps, parts, start="-24.00")
    golden("surplus/loss-made-by-hand.txt", shown(book, found))


def test_a_loss_that_is_carried(book: Book) -> None:
    said = shown(book, shared([], start="-24.00"))
    assert "2025 brought a loss of 24.00. By the rule it is carried" in said
    assert "proposal: " not in said


def test_a_year_without_either(book: Book) -> None:
    said = shown(book, shared([], start="0.00"))
    assert "2025 brought neither a surplus nor a loss." in said


def test_a_what_if_beside_the_rule(book: Book, golden: Golden) -> None:
    found = bakery()
    parts = [replace(one, cash=one.amount, kept=D(0), owed=D(0)) for one in found.parts]
    steps = (*found.steps[:3], replace(found.steps[3], cash_rate=D(1)))
    said = ("90.cash=100 PERCENT",)
    other = replace(found, parts=tuple(parts), steps=steps, settings=said)
    front, behind = whatif_tables(found, other)
    assert behind is not None
    state = "WHAT IF: nothing is decided"
    pack = single_pack(book, "2025", [front], [behind], state=state, now=NOON)
    golden("surplus/what-if-made-by-hand.txt", text(pack))


def test_a_what_if_of_a_year_without_members() -> None:
    front, behind = whatif_tables(shared([], start="5.00"), shared([], start="6.00"))
    assert behind is None
    assert evaluate((front,)).amount("whatif", "start", "more") == 1


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=30), st.integers(1, 10**9))
def test_tables_always_tie(weights: list[int], cents: int) -> None:
    total = D(cents) / 100
    numbers = {f"M-{place:04}": D(one) for place, one in enumerate(weights)}
    split = allocate(total, numbers, "USD")
    parts = [
        part_of(90, member, f"{number}", weight=f"{numbers[member]}")
        for member, number in split.items()
    ]
    found = shared([members_step(amount=f"{total}")], parts)
    tables = (steps_table(found, read_terms([]).roles, Path()), *member_tables(found))
    values = evaluate(tables)
    assert values.failed() == []
    assert values.amount("members", "all", "step:90") == total


def test_what_is_owed_to_who_left_is_explained_once() -> None:
    (table,) = member_tables(bakery())
    (note,) = table.notes
    assert note.text == "Owed: who left is owed what others have kept."
