from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import cast

from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.batchfile import stamped
from coopbooks.core.money import total_of
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import MOST_POSTINGS
from coopbooks.core.runs import ids_of
from coopbooks.core.runs import packed
from coopbooks.core.runs import unpacked
from coopbooks.core.substance import substance
from tests.support.batches import MARCH
from tests.support.batches import charge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.content import Form


def together(*entries: data.Directive) -> list[data.Transaction]:
    return [cast(data.Transaction, entry) for entry in packed(entries)]


def number(posting: data.Posting) -> Decimal:
    return Decimal(posting.units.number or 0) if posting.units else Decimal(0)


def said(entries: Sequence[data.Directive]) -> dict[str, Form]:
    return {entry.meta["id"]: substance(entry) for entry in entries}


def test_members_are_put_together_by_workplace_then_id() -> None:
    (run,) = together(
        charge("M-0003", workplace="bakery"),
        charge("M-0001", workplace="port"),
        charge("M-0002", workplace="bakery"),
    )
    assert run.meta == {"id": "dues/2026-03/M-0002..dues/2026-03/M-0001"}
    assert [posting.meta["member"] for posting in run.postings if posting.meta] == [
        *("M-0002", "M-0002", "M-0003", "M-0003", "M-0001", "M-0001")
    ]


def test_what_all_say_stays_above() -> None:
    (run,) = together(
        charge("M-0001", workplace="port", period="2026-03"),
        charge("M-0002", workplace="port", period="2026-03"),
    )
    assert run.meta == {
        "id": "dues/2026-03/M-0001..dues/2026-03/M-0002",
        "workplace": "port",
        "period": "2026-03",
    }
    assert run.postings[0].meta == {"id": "dues/2026-03/M-0001", "member": "M-0001"}


def test_no_transaction_has_more_than_fifty_postings() -> None:
    runs = together(*(charge(f"M-{number:04}") for number in range(120)))
    assert [len(run.postings) for run in runs] == [50, 50, 50, 50, 40]
    assert all(run.links == {"dues-2026-03"} for run in runs)


def test_one_alone_keeps_its_own_id() -> None:
    assert packed([charge()]) == [charge()]


def test_without_a_link_there_is_no_run() -> None:
    entries = [charge(one)._replace(links=frozenset()) for one in ("M-0001", "M-0002")]
    assert packed(entries) == entries


def test_those_of_another_day_are_another_run() -> None:
    later = charge("M-0002")._replace(date=datetime.date(2026, 4, 1))
    assert len(together(charge(), later)) == 2


def test_a_reversal_stands_for_itself() -> None:
    entries = [charge("M-0001", reverses="x"), charge("M-0002", replaces="y")]
    assert packed(entries) == entries


def test_a_large_one_is_left_whole() -> None:
    large = charge("M-0002")
    large = large._replace(postings=large.postings * 30)
    assert [len(one.postings) for one in together(charge(), large)] == [2, 60]


def test_only_what_was_generated_is_taken_apart(
    load_doc: tuple[list[data.Directive], list[object], object],
) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-02 * "Typed by hand, with somebody's own ids"
      Assets:Bank  1 USD
        id: "a"
      Assets:Bank  -1 USD
        id: "b"
    """
    entries, errors, _ = load_doc
    assert not errors
    assert unpacked(entries[1]) == [entries[1]]
    assert ids_of(entries[1]) == set()


def test_what_somebody_added_to_a_run_keeps_the_runs_id() -> None:
    (run,) = together(charge("M-0001"), charge("M-0002"))
    units = amount.Amount(Decimal(0), "USD")
    extra = data.Posting("Income:Dues", units, None, None, None, None)
    run = run._replace(
        meta={**run.meta, "batch": "2026-03-dues"}, postings=[*run.postings, extra]
    )
    assert [one.meta["id"] for one in unpacked(run)] == [
        "dues/2026-03/M-0001",
        "dues/2026-03/M-0002",
        "dues/2026-03/M-0001..dues/2026-03/M-0002",
    ]


members = st.integers(1, 200).map("M-{:04}".format)
charges = st.lists(
    st.builds(
        charge,
        members,
        st.sampled_from(["25.00", "7.5", "0.01"]),
        workplace=st.sampled_from(["bakery", "port", None]),
        period=st.sampled_from(["2026-03", "2026-02"]),
    ),
    unique_by=lambda entry: entry.meta["id"],
    max_size=80,
)


@given(charges)
def test_taken_apart_again_they_are_the_same(entries: list[data.Transaction]) -> None:
    runs = stamped(Proposal("2026-03-dues", tuple(entries)), "2026-03-dues", MARCH)
    again = [piece for run in runs for piece in unpacked(run)]
    assert said(again) == said(entries)
    assert {id_ for run in runs for id_ in ids_of(run)} == said(entries).keys()
    for run in runs:
        assert isinstance(run, data.Transaction)
        assert len(run.postings) <= MOST_POSTINGS
        assert total_of(number(posting) for posting in run.postings) == 0


@given(st.data(), charges)
def test_order_makes_no_difference(
    given_data: st.DataObject, entries: list[data.Transaction]
) -> None:
    assert packed(given_data.draw(st.permutations(entries))) == packed(entries)
