"""The handover to a new treasurer."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.packs.handover import handover_pack
from coopbooks.packs.month import EmptyBook
from coopbooks.packs.month import PeriodOutsideBook
from tests.support.audits import NOW
from tests.support.audits import lines
from tests.support.audits import table

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.packs.pack import Pack

ON = datetime.date(2026, 4, 8)


def handover(book: Book, on: datetime.date = ON) -> Pack:
    return handover_pack(book, on, NOW)


def test_where_the_money_is_and_what_is_open(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Assets:Cash
    2026-01-01 open Assets:Bills
    2026-01-01 open Liabilities:Bills
    2026-01-01 open Income:Gifts
    2026-01-01 open Expenses:Office
    2026-01-01 custom "coop-account" "bank" Assets:Bank
      name: "Current account, Dockside Bank"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-account" "receivable" Assets:Bills
    2026-01-01 custom "coop-account" "payable" Liabilities:Bills
    2026-01-01 custom "coop-officer" "M-0001" "treasurer"
      until: 2026-04-30
    2026-01-01 custom "coop-officer" "M-0009" "treasurer"
      until: 2026-03-31
    2026-05-01 custom "coop-officer" "M-0002" "treasurer"
    2026-01-02 custom "coop-decision" "2026-01/1" "Paper"
      body: "committee"
      limit: 50.00 USD
      until: 2026-06-30
    2026-01-02 custom "coop-decision" "2026-01/2" "Over"
      body: "committee"
      limit: 50.00 USD
      until: 2026-02-28
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Assets:Cash     20.00 USD
      Assets:Bills    30.00 USD
      Income:Gifts
    2026-01-04 * "A bill"
      decision: "2026-01/1"
      Expenses:Office    12.00 USD
      Liabilities:Bills
    2026-02-01 balance Assets:Bank 100.00 USD
    2026-02-03 custom "coop-close" "2026-01" "hard"
    2026-04-20 * "After the day"
      Assets:Bank    900.00 USD
      Income:Gifts
    """
    found = handover(book_doc)
    assert found.values.failed() == []
    columns = ("label", "holds", "agreed")
    assert lines(found, "handover-accounts", *columns) == [
        ("Current account, Dockside Bank", Decimal("100.00"), "2026-01-31"),
        ("Cash", Decimal("20.00"), "never"),
        ("Together", Decimal("120.00"), None),
    ]
    assert lines(found, "handover-offices", "label", "member", "since", "until") == [
        ("treasurer", "M-0001", "2026-01-01", "2026-04-30"),
        ("treasurer (from then on)", "M-0002", "2026-05-01", ""),
    ]
    assert lines(found, "handover-owed", "label", "amount") == [
        ("Owed to us, or paid in advance", None),
        ("Bills", Decimal("30.00")),
        ("Together", Decimal("30.00")),
        ("Owed by us", None),
        ("Bills", Decimal("12.00")),
        ("Together", Decimal("12.00")),
    ]
    assert lines(found, "handover-decisions", "label", "left", "until") == [
        ("2026-01/1 Paper", "38.00 USD", "2026-06-30")
    ]
    said = [one.text for one in table(found, "handover-short").lead]
    assert "The books are closed through 31 January 2026." in said
    assert "Never confirmed by a statement or a count: Cash." in said
    assert lines(found, "handover-sign", "label")[0] == ("Handed over by M-0001",)
    assert (
        "Close the month once the committee has seen it",
        "coopbooks close BOOK --period MONTH --hard --write",
    ) in lines(found, "handover-work", "label", "typed")


def test_what_is_open_of_a_month_has_its_command(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    2026-03-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    """
    rows = lines(handover(book_doc), "handover-todo", "label", "typed")
    assert rows[-1] == (
        "Close March 2026 once the committee has seen the report",
        "coopbooks close BOOK --period 2026-03 --hard --write",
    )


def test_files_are_told_and_nothing_private(book_doc: Book, tmp_path: Path) -> None:
    """
    include "chart.beancount"
    include "2026/*.beancount"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    """
    del book_doc
    for name in ("2026/a.beancount", "2026/b.beancount", "chart.beancount"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", encoding="utf-8")
    for name in ("private/roster.csv", "documents/bill.pdf", "letters/secret.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("secret", encoding="utf-8")
    found = handover(coopbooks.load(tmp_path))
    assert lines(found, "handover-files", "label", "files") == [
        ("chart.beancount", None),
        ("main.beancount", None),
        ("2026/", 2),
        ("documents/", 1),
        ("private/", None),
    ]


def test_the_work_is_that_of_the_book(harbor: Path) -> None:
    local = handover(coopbooks.load(harbor / "harbor-foods-local-12"))
    work = [str(row[0]) for row in lines(local, "handover-work", "label")]
    assert "Compare the list and the deposit of harbor-foods" in work
    assert "Bring in the sheet of dockside-operating-bank" in work
    assert "File the annual report within 90 days of the year" in work
    bakery = handover(coopbooks.load(harbor / "tidewater-bakery"))
    work = [str(row[0]) for row in lines(bakery, "handover-work", "label")]
    assert "Propose how the surplus is shared" in work
    assert "Charge the dues" not in work
    columns = ("label", "side", "open", "next")
    assert lines(bakery, "handover-agreements", *columns) == [
        ("bakery-party", "we pay", "337.89 USD", "2026-04-30")
    ]


def test_a_day_outside_the_book_is_refused(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    """
    with pytest.raises(PeriodOutsideBook):
        handover(book_doc, datetime.date(2024, 4, 8))


def test_an_empty_book_is_refused(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    """
    with pytest.raises(EmptyBook):
        handover(book_doc)


def test_a_book_may_be_handed_over_in_its_first_month(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    """
    found = handover(book_doc, datetime.date(2026, 1, 20))
    assert found.values.failed() == []


def test_and_long_after_its_last_entry(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank    100.00 USD
      Income:Gifts
    """
    found = handover(book_doc, datetime.date(2027, 5, 20))
    assert found.values.failed() == []
