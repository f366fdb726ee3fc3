"""Reconciling a bank's statement: each case is a small book."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.controls.reconcile import reconcile
from coopbooks.controls.reconcile import total

if TYPE_CHECKING:
    from coopbooks.controls.reconcile import Line
    from coopbooks.controls.reconcile import Reconciliation
    from coopbooks.core.ledger import Book

BANK = "Assets:Bank"
APRIL = datetime.date(2026, 4, 30)
MARCH = datetime.date(2026, 3, 31)
DAY = datetime.date(2026, 4, 1)


def against(book: Book, balance: str, on: datetime.date = APRIL) -> Reconciliation:
    found = reconcile(book.entries, BANK, "USD", on, Decimal(balance))
    seen = found.before + total(found.cleared)
    assert seen + total(found.outstanding) + total(found.in_transit) == found.book
    return found


def told(lines: tuple[Line, ...]) -> list[str]:
    return [f"{line.movement.words} {line.number}" for line in lines]


def test_all_that_is_in_the_book_is_at_the_bank(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Dues"
      Assets:Bank    30.00 USD
      Income:Dues
    """
    found = against(book_doc, "30.00")
    assert (found.is_explained, told(found.cleared)) == (True, ["Dues 30.00"])


def test_a_cheque_on_its_way(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-01 open Expenses:Flour
    2026-04-03 * "Dues"
      source: "april.csv!2"
      Assets:Bank    500.00 USD
        cleared: 2026-04-03
      Income:Dues
    2026-04-29 * "Miller" "Cheque 1043"
      Assets:Bank   -386.50 USD
      Expenses:Flour
    """
    found = against(book_doc, "500.00")
    assert found.is_explained
    assert told(found.outstanding) == ["Miller, Cheque 1043 -386.50"]
    assert found.book == Decimal("113.50")


def test_a_cheque_that_the_bank_shows_in_the_next_month(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-01 open Expenses:Flour
    2026-03-03 * "Dues"
      Assets:Bank    500.00 USD
      Income:Dues
    2026-03-30 * "Miller" "Cheque 1043"
      Assets:Bank   -386.50 USD
      Expenses:Flour
    2026-04-01 balance Assets:Bank  113.50 USD
    2026-04-02 custom "coop-cleared" Assets:Bank -386.50 USD 2026-03-30
      source: "april.csv!C11"
    """
    march = against(book_doc, "500.00", MARCH)
    assert march.is_explained
    assert told(march.outstanding) == ["Miller, Cheque 1043 -386.50"]
    april = against(book_doc, "113.50")
    assert april.is_explained
    assert told(april.cleared) == ["Miller, Cheque 1043 -386.50"]
    assert april.before == Decimal("500.00")


def test_a_deposit_on_its_way(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Transfer"
      source: "april.csv!2"
      Assets:Bank    10.00 USD
        cleared: 2026-04-03
      Income:Dues
    2026-04-30 * "Night safe"
      Assets:Bank    75.00 USD
      Income:Dues
    """
    found = against(book_doc, "10.00")
    assert found.is_explained
    assert told(found.in_transit) == ["Night safe 75.00"]


def test_who_types_from_the_statement_says_what_it_lacks(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Dues"
      Assets:Bank    10.00 USD
      Income:Dues
    2026-04-30 * "Night safe"
      Assets:Bank    75.00 USD
        cleared: 2026-05-02
      Income:Dues
    """
    found = against(book_doc, "10.00")
    assert found.is_explained
    assert told(found.in_transit) == ["Night safe 75.00"]


def test_what_the_book_has_under_a_later_date(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-05-02 * "Dues"
      Assets:Bank    10.00 USD
        cleared: 2026-04-30
      Income:Dues
    """
    found = against(book_doc, "10.00")
    assert found.is_explained
    assert (told(found.later), found.book) == (["Dues 10.00"], Decimal(0))


def test_three_dollars_that_nobody_can_explain(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Dues"
      Assets:Bank    30.00 USD
      Income:Dues
    """
    found = against(book_doc, "33.00")
    assert not found.is_explained
    assert found.unexplained == Decimal("3.00")


def test_one_deposit_for_several_entries(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Stamps" "Monday"
      Assets:Bank    20.00 USD
      Income:Dues
    2026-04-04 * "Stamps" "Tuesday"
      Assets:Bank    35.00 USD
      Income:Dues
    2026-04-07 custom "coop-cleared" Assets:Bank 20.00 USD 2026-04-03
      row: "april-7"
      source: "april.csv!9"
    2026-04-07 custom "coop-cleared" Assets:Bank 35.00 USD 2026-04-04
      row: "april-7"
      source: "april.csv!9"
    """
    found = against(book_doc, "55.00")
    assert found.is_explained
    assert told(found.cleared) == ["Stamps, Monday 20.00", "Stamps, Tuesday 35.00"]


def test_two_rows_for_one_entry(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Flour
    2026-04-03 * "Miller" "Two sacks"
      Assets:Bank   -100.00 USD
      Expenses:Flour
    2026-04-07 custom "coop-cleared" Assets:Bank -60.00 USD 2026-04-03
      of: -100.00 USD
      source: "april.csv!9"
    2026-05-07 custom "coop-cleared" Assets:Bank -40.00 USD 2026-04-03
      of: -100.00 USD
      source: "may.csv!9"
    """
    april = against(book_doc, "-60.00")
    assert april.is_explained
    assert told(april.outstanding) == ["Miller, Two sacks -40.00"]
    assert told(april.cleared) == ["Miller, Two sacks -60.00"]
    assert told(against(book_doc, "-100.00", MARCH.replace(month=5)).outstanding) == []


def test_the_same_money_written_twice_is_pointed_at(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-04-03 * "Stamps" "Monday"
      Assets:Bank    20.00 USD
      Income:Dues
    2026-04-04 * "Stamps" "Tuesday"
      Assets:Bank    35.00 USD
      Income:Dues
    2026-04-07 * "Cash deposit"
      source: "april.csv!9"
      Assets:Bank    55.00 USD
        cleared: 2026-04-07
      Income:Dues
    """
    found = against(book_doc, "55.00")
    assert found.is_explained
    [(ours, rows)] = found.same
    assert [one.number for one in ours] == [Decimal("20.00"), Decimal("35.00")]
    assert [one.number for one in rows] == [Decimal("55.00")]


def test_what_a_reconciliation_left_outstanding_stays_so(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Flour
    2026-03-30 * "Miller" "Cheque 1043"
      Assets:Bank   -386.50 USD
      Expenses:Flour
    2026-03-31 custom "coop-reconciliation" Assets:Bank 0.00 USD
    2026-03-31 custom "coop-outstanding" Assets:Bank -386.50 USD 2026-03-30
    2026-04-01 balance Assets:Bank  -386.50 USD
    """
    found = against(book_doc, "0.00")
    assert found.is_explained
    assert told(found.outstanding) == ["Miller, Cheque 1043 -386.50"]


def test_an_entry_that_was_changed_after_it_cleared(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Flour
    2026-04-03 * "Miller"
      Assets:Bank   -99.00 USD
      Expenses:Flour
    2026-04-07 custom "coop-cleared" Assets:Bank -100.00 USD 2026-04-03
      source: "april.csv!9"
    """
    found = against(book_doc, "-99.00")
    assert [one.values["amount"].number for one in found.lost] == [Decimal("-100.00")]


def posted(day: int, cents: int, seen: int | None, where: str) -> data.Transaction:
    units = amount.Amount(Decimal(cents) / 100, "USD")
    meta = {} if seen is None else {"cleared": DAY + datetime.timedelta(days=seen)}
    posting = data.Posting(BANK, units, None, None, None, meta)
    source = {"source": where} if where else {}
    date = DAY + datetime.timedelta(days=day)
    return data.Transaction(
        data.new_metadata("made-up", 1, source),
        date,
        "*",
        None,
        "x",
        frozenset(),
        frozenset(),
        [posting],
    )


POSTED = st.builds(
    posted,
    st.integers(-40, 40),
    st.integers(-5000, 5000).filter(bool),
    st.none() | st.integers(-40, 40),
    st.sampled_from(["", "april.csv!2"]),
)


@given(st.lists(POSTED, max_size=30), st.integers(-5000, 5000))
def test_what_was_seen_and_what_is_on_its_way_come_to_the_book(
    entries: list[data.Transaction], cents: int
) -> None:
    entries.sort(key=lambda entry: entry.date)
    found = reconcile(entries, BANK, "USD", APRIL, Decimal(cents) / 100)
    on_its_way = total(found.outstanding) + total(found.in_transit)
    assert found.before + total(found.cleared) + on_its_way == found.book
    seen = found.before + total(found.cleared) + total(found.later)
    assert found.statement == seen + found.unexplained
