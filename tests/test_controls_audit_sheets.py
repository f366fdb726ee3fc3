"""The worksheets of an audit: money, things, records and controls."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.review.acting import sign
from coopbooks.packs.month import PeriodOutsideBook
from tests.support.audits import lines
from tests.support.audits import look
from tests.support.audits import pack
from tests.support.audits import table
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def usd(number: str) -> Decimal:
    return Decimal(number)


def test_accounts_are_held_against_their_statements(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Savings
    2025-01-01 open Assets:Cash
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "bank" Assets:Savings
    2025-01-01 custom "coop-account" "cash" Assets:Cash
    2025-11-01 * "A gift"
      Assets:Bank      100.00 USD
      Assets:Savings   100.00 USD
      Assets:Cash       30.00 USD
      Income:Gifts
    2025-12-30 * "A cheque that is not in yet"
      Assets:Bank       25.00 USD
        cleared: 2026-01-04
      Income:Gifts
    2026-01-01 balance Assets:Savings  100.00 USD
    2025-12-31 custom "coop-reconciliation" Assets:Bank 100.00 USD
    2025-12-31 custom "coop-outstanding" Assets:Bank 25.00 USD 2025-12-30
    """
    found = pack(book_doc)
    columns = ("label", "statement", "in-transit", "book", "agrees")
    assert lines(found, "audit-liquid", *columns) == [
        ("Bank", usd("100.00"), usd("25.00"), usd("125.00"), "YES"),
        ("Cash", None, None, usd("30.00"), "no statement"),
        ("Savings", usd("100.00"), None, usd("100.00"), "YES"),
        ("Together", None, None, usd("255.00"), None),
    ]
    months = lines(found, "audit-statements:Assets:Bank", "in", "in-after", "in-bank")
    assert months[-2] == (usd("25.00"), usd("25.00"), usd("0.00"))
    ids = {one.id for one in found.values.tables}
    assert {f"reconciliation:Assets:{one}:USD" for one in ("Bank", "Savings")} <= ids
    assert look(found)[:2] == [
        "Receipts, disbursements, accounts and the statements there are agree.",
        "No statement of the last day is in the book: Cash.",
    ]


def test_a_statement_that_differs_is_no(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-11-01 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2026-01-01 balance Assets:Bank  90.00 USD
    """
    found = pack(book_doc)
    assert {ref.table for ref in found.values.failed()} == {
        "audit-liquid",
        "reconciliation:Assets:Bank:USD",
    }
    assert found.heading.marks


def test_things_are_bought_worn_and_sold(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Van
    2025-01-01 open Assets:Van:Worn
    2025-01-01 open Assets:Oven
    2025-01-01 open Expenses:Wear
    2025-01-01 open Income:Gains
    2025-01-01 open Equity:Opening
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Van
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Oven
    2025-01-01 custom "coop-account" "opening" Equity:Opening
    2024-12-31 * "Opening"
      Assets:Bank       9000.00 USD
      Assets:Van        8000.00 USD
      Assets:Van:Worn  -6000.00 USD
      Equity:Opening
    2025-02-01 * "An oven"
      Assets:Oven       3000.00 USD
      Assets:Bank
    2025-06-30 * "Wear"
      Expenses:Wear      900.00 USD
      Assets:Van:Worn   -500.00 USD
      Assets:Oven       -400.00 USD
    2025-07-01 * "The van is sold"
      Assets:Bank       1700.00 USD
      Assets:Van:Worn   6500.00 USD
      Assets:Van       -8000.00 USD
      Income:Gains      -200.00 USD
    """
    found = pack(book_doc)
    columns = ("label", "opening", "bought", "sold", "worn", "closing", "adds-up")
    assert lines(found, "audit-fixed", *columns) == [
        ("Oven", *map(usd, ("0.00", "3000.00", "0", "-400.00", "2600.00")), "YES"),
        ("Van", *map(usd, ("8000.00", "0", "-8000.00", "0", "0.00")), "YES"),
        ("Van: Worn", *map(usd, ("-6000", "0", "6500", "-500", "0.00")), "YES"),
        ("Together", *map(usd, ("2000", "3000", "-1500", "-900", "2600")), None),
    ]


def test_records_of_each_month(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Office
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2025-01-11 * "Paper"
      document: "2025-01-11.paper.pdf"
      Expenses:Office   10.00 USD
      Assets:Bank
    2025-01-12 * "Pens"
      Expenses:Office    5.00 USD
      Assets:Bank
    2025-01-20 custom "coop-decision" "2025-01/1" "Paper"
      body: "committee"
      document: "2025-01-20.minutes.pdf"
    2025-01-21 custom "coop-decision" "2025-01/2" "Pens"
      body: "committee"
    2025-02-01 balance Assets:Bank  85.00 USD
    2025-02-03 custom "coop-close" "2025-01" "hard"
    """
    found = pack(book_doc)
    columns = ("entries", "statements", "costs", "papers", "decisions", "minutes")
    rows = lines(found, "audit-records", "label", *columns, "closed")
    assert rows[0] == ("January 2025", 3, 1, 2, 1, 2, 1, "closed")
    assert rows[1] == ("February 2025", 0, 0, 0, 0, 0, 0, "")
    assert len(rows) == 12


def test_a_year_that_has_the_opening_entry_only(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2024-12-31 open Assets:Bank
    2024-12-31 open Equity:Opening
    2024-12-31 custom "coop-account" "bank" Assets:Bank
    2024-12-31 * "What there was"
      Assets:Bank      100.00 USD
      Equity:Opening
    2025-01-10 * "Nothing of this year"
      Assets:Bank        1.00 USD
      Equity:Opening
    """
    found = pack(book_doc, "2024")
    assert lines(found, "audit-records", "label", "entries") == [("December 2024", 1)]
    assert lines(found, "audit-recap", "amount")[-1] == (usd("100.00"),)
    with pytest.raises(PeriodOutsideBook):
        pack(book_doc, "2023")


def test_records_say_who_signed(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    for number in (2, 3):
        sign(loaded(main), MARCH, person(number))
    sheet = pack(loaded(main), "2026")
    assert lines(sheet, "audit-records", "label", "signed")[1] == (
        "March 2026",
        "M-0002, M-0003",
    )
    edit(main, "60 USD", "61 USD")
    sheet = pack(loaded(main), "2026")
    assert lines(sheet, "audit-records", "signed")[:2] == [("",), ("changed since",)]


def test_no_more_than_five_years_are_listed(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2015-01-01 open Assets:Bank
    2015-01-01 open Income:Gifts
    2015-01-01 custom "coop-account" "bank" Assets:Bank
    2015-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    """
    rows = lines(pack(book_doc), "audit-records", "label")
    assert (rows[0], len(rows)) == (("January 2021",), 60)


def test_the_book_answers_what_it_can(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Office
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-officer" "M-0001" "treasurer"
    2025-01-01 custom "coop-officer" "M-0001" "trustee"
    2025-01-01 custom "coop-officer" "M-0002" "trustee"
    2025-01-02 custom "coop-decision" "2025-01/1" "Paper"
      body: "committee"
      limit: 5.00 USD
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2025-01-11 ! "Paper"
      decision: "2025-01/1"
      Expenses:Office   10.00 USD
      Assets:Bank
    """
    found = pack(book_doc)
    answers = {
        row.id: (row.cells["answer"], row.cells["words"])
        for row in table(found, "audit-controls").rows
        if "words" in row.cells
    }
    assert answers["apart"] == ("NO", "treasurer and trustee at once: M-0001")
    assert answers["limits"] == ("NO", "overspent: 2025-01/1")
    assert answers["papers"] == ("NO", "0 of 1 costs name one")
    assert answers["statements"] == ("NO", "0 of 12 ends of a month on all accounts")
    assert answers["signed"] == (
        "ask",
        "the book does not say who signed (approved-by:)",
    )
    assert answers["bonded"] == ("ask", "the book has no bond (coop-bond)")
    assert answers["flags"][0] == "NO"
