from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.batchfile import stamped
from coopbooks.core.difference import describe
from coopbooks.core.difference import difference
from coopbooks.core.proposal import Proposal
from tests.support.batches import APRIL
from tests.support.batches import BATCH
from tests.support.batches import MARCH
from tests.support.batches import charge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.proposal import Difference


def written(*entries: data.Directive, batch: str = BATCH) -> list[data.Directive]:
    """Entries as a book has them once they are written."""
    return stamped(Proposal(batch, entries), batch, APRIL)


def compared(
    book: Sequence[data.Directive],
    *entries: data.Directive,
    hard: datetime.date = datetime.date.min,
) -> Difference:
    return difference(Proposal(BATCH, entries), book, hard)


def kinds(found: Difference) -> list[tuple[str, str]]:
    return [(change.kind, change.id) for change in found.changes]


M1, M2, M3 = (f"dues/2026-03/M-000{number}" for number in (1, 2, 3))


def test_new_same_changed_and_gone() -> None:
    book = written(charge("M-0001"), charge("M-0002"), charge("M-0003"))
    found = compared(book, charge("M-0009"), charge("M-0001"), charge("M-0002", "20"))
    assert kinds(found) == [
        ("new", "dues/2026-03/M-0009"),
        ("changed", M2),
        ("gone", M3),
    ]
    assert found.same == (charge("M-0001"),)
    assert found.new().entries == (charge("M-0009"),)
    assert describe(found) == [
        "2026-03-dues: 1 new, 1 changed, 1 no longer due, 1 as before.",
        "  NEW      2026-03-31  Dues for 2026-03  25.00 USD  [dues/2026-03/M-0009]",
        "  CHANGED  2026-03-31  Dues for 2026-03  20 USD  [dues/2026-03/M-0002]",
        "           Assets:Receivable:Dues was 25.00 USD, is 20 USD",
        "           Income:Dues was -25.00 USD, is -20 USD",
        "  GONE     2026-03-31  Dues for 2026-03  25.00 USD  [dues/2026-03/M-0003]",
    ]


def test_a_long_list_is_cut() -> None:
    found = compared([], *(charge(f"M-{number:04}") for number in range(30)))
    assert len(describe(found)) == 22
    assert describe(found)[-1] == "  NEW      and 10 more"
    assert len(describe(found, most=None)) == 31


def test_the_same_again_is_nothing() -> None:
    entries = [charge(f"M-{number:04}") for number in range(60)]
    found = compared(written(*entries), *entries)
    assert found.changes == ()
    assert describe(found) == [
        "2026-03-dues: 0 new, 0 changed, 0 no longer due, 60 as before."
    ]


def test_how_an_entry_came_into_the_book_makes_no_difference() -> None:
    book = written(charge(), batch="2026-04-other")
    moved = charge(filename="x", lineno=3, __note__="by a plugin")
    assert compared(book, moved).changes == ()


def test_how_it_is_written_makes_no_difference() -> None:
    (entry,) = written(charge(number="25.0"))
    assert isinstance(entry, data.Transaction)
    entry = entry._replace(postings=entry.postings[::-1])
    assert compared([entry], charge(number="25.00")).changes == ()


def test_an_id_counts_in_the_whole_book() -> None:
    text = f'2026-03-31 * "By hand"\n  id: "{M1}"\n  Assets:Bank  1 USD\n'
    book, _, _ = parser.parse_string(text)
    assert kinds(compared(book, charge())) == [("changed", M1)]


def test_what_others_wrote_is_not_gone() -> None:
    book = written(charge("M-0002"), batch="2026-03-other")
    assert kinds(compared(book, charge())) == [("new", M1)]
    assert kinds(compared(written(charge("M-0002")), charge())) == [
        ("new", M1),
        ("gone", M2),
    ]


def test_later_parts_of_the_batch_count() -> None:
    book = written(charge("M-0002"), batch="2026-03-dues")
    late = stamped(Proposal(BATCH, (charge("M-0003"),)), "2026-03-dues.2", APRIL)
    assert kinds(compared([*book, *late])) == [("gone", M2), ("gone", M3)]


def test_other_directives_are_compared_too() -> None:
    text = '2026-04-01 balance Assets:Bank  {} USD\n  id: "b/1"\n  source: "{}"\n'
    was, now, same = (
        parser.parse_string(text.format(*values))[0][0]
        for values in (("1.00", "a"), ("2.00", "b"), ("1.0", "a"))
    )
    assert compared(written(was), same).changes == ()
    (change,) = compared(written(was), now).changes
    assert change.words == (
        "amount was 1.00 USD, is 2.00 USD",
        'source was "a", is "b"',
    )
    assert describe(compared([], was))[1].startswith(
        "  NEW      2026-04-01 balance Assets:Bank"
    )


def test_what_touches_a_closed_period_is_told_apart() -> None:
    april = datetime.date(2026, 4, 1)
    book = written(charge("M-0001"), charge("M-0002"), charge("M-0003", day=april))
    found = compared(
        book,
        charge("M-0001", "20.00"),
        charge("M-0009"),
        charge("M-0003", "20.00", day=april),
        hard=april,
    )
    assert [(change.kind, change.closed) for change in found.changes] == [
        ("changed", True),
        ("new", True),
        ("changed", False),
        ("gone", True),
    ]
    assert found.new().entries == ()
    assert [change.id for change in found.closed] == [M1, "dues/2026-03/M-0009", M2]
    lines = describe(found)
    assert lines[0] == (
        "2026-03-dues: 0 new, 1 changed, 0 no longer due, 0 as before, "
        "3 in a closed period."
    )
    assert lines[-1] == (
        "  What is closed is not changed: it can be made up for in the open period."
    )


members = st.integers(1, 9).map("M-{:04}".format)
charges = st.lists(
    st.builds(charge, members, st.sampled_from(["25.00", "20.00"])),
    unique_by=lambda entry: entry.meta["id"],
).map(tuple)


@given(st.data(), charges, charges)
def test_order_makes_no_difference(
    given_data: st.DataObject,
    book: tuple[data.Transaction, ...],
    proposed: tuple[data.Transaction, ...],
) -> None:
    shuffled = given_data.draw(st.permutations(written(*book)))
    first = compared(written(*book), *proposed)
    second = compared(shuffled, *given_data.draw(st.permutations(proposed)))
    assert sorted(kinds(first)) == sorted(kinds(second))


@given(charges, charges)
def test_every_entry_is_found_once(
    book: tuple[data.Transaction, ...], proposed: tuple[data.Transaction, ...]
) -> None:
    found = compared(written(*book), *proposed)
    ids = [change.id for change in found.changes] + [e.meta["id"] for e in found.same]
    assert len(ids) == len(set(ids))
    assert set(ids) == {entry.meta["id"] for entry in (*book, *proposed)}


@given(charges, charges)
def test_hard_only_tells_apart(
    book: tuple[data.Transaction, ...], proposed: tuple[data.Transaction, ...]
) -> None:
    after = MARCH + datetime.timedelta(days=1)
    open_ = compared(written(*book), *proposed)
    closed = compared(written(*book), *proposed, hard=after)
    assert all(change.closed for change in closed.changes)
    assert [one._replace(closed=False) for one in closed.changes] == [*open_.changes]
    assert replace(closed, changes=(), hard=open_.hard) == replace(open_, changes=())
