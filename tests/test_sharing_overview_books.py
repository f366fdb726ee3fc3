"""Agreements at a glance in books of many kinds, and in the demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.packs.sharingpack import NoSharing
from coopbooks.packs.sharingpack import sharing_pack
from coopbooks.packs.text import text
from tests.support.overviews import sharing
from tests.support.overviews import tables
from tests.support.overviews import told
from tests.support.statements import NOW
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from tests.support.goldens import Golden


def test_the_other_side_counts_and_another_currency(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "party" "party"
      basis: "accrual"
    2026-01-01 custom "coop-account" "share-receivable" Assets:Share
    2026-01-01 custom "coop-account" "share-income" Income:Share
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "month"
      due: 15 DAY
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement" "abroad-party" "sales"
      from: "abroad"
      to: "party"
      count: "month"
      currency: "EUR"
    2026-01-01 custom "coop-agreement-band" "abroad-party" "from" 0 EUR "at" 5 PERCENT
    2026-02-28 * "Mill" "Share"
      with: "mill"
      agreement: "mill-party"
      period: "2026-02"
      Assets:Share      50.00 USD
      Income:Share
    2026-03-31 * "Abroad" "Share"
      with: "abroad"
      agreement: "abroad-party"
      period: "2026-03"
      Assets:Share      20.00 EUR
      Income:Share     -20.00 EUR
    2026-03-31 price EUR 1.10 USD
    """
    values = tables(book_doc)
    assert "shares:EUR" in {table.id for table in values.tables}
    assert shown(values, "booked", "state", table="shares") == [
        "Shared with us",
        "  mill-party | 0 | not in the book yet",
    ]
    assert shown(values, "booked", table="shares:EUR") == [
        "Shared with us",
        "  abroad-party | 20.00",
    ]
    assert told(book_doc) == [
        (
            "share-not-charged",
            (
                "mill-party, March 2026: the book has nothing of it yet, and the other "
                "body counts it"
            ),
            "",
        ),
        (
            "share-late",
            "mill is late with a share, the oldest due on 15 March 2026",
            "50.00",
        ),
    ]


def test_by_cash_what_is_owed_is_worked_out(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-agreement" "local-party" "dues"
      from: "local"
      to: "party"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "local-party" "from" 0 USD "at" 3 PERCENT
    2026-01-10 * "Dues"
      Assets:Bank       100.00 USD
      Income:Dues
    2026-02-10 * "Dues"
      Assets:Bank       200.00 USD
      Income:Dues
    2026-02-15 * "Share for January"
      with: "party"
      agreement: "local-party"
      period: "2026-01"
      Expenses:Share      3.00 USD
      Assets:Bank
    2026-03-15 * "Share for February, a part"
      with: "party"
      agreement: "local-party"
      period: "2026-02"
      Expenses:Share      4.00 USD
      Assets:Bank
    """
    values = tables(book_doc)
    assert shown(values, "open", table="shares-open") == [
        "We still owe",
        "  local-party, Feb 2026 | 2.00",
        "Together | 2.00",
    ]
    assert shown(values, "2026-01", "2026-02", "year", table="shares-months") == [
        "We share with",
        "  party | 3.00 | 6.00 | 9.00",
    ]
    assert told(book_doc) == []


def test_a_year_that_may_be_asked_for_any_period(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2025-07-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "06-30"
    2025-07-01 custom "coop-account" "sales" Income:Sales
    2025-07-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "year-to-date"
    2025-07-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2025-09-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    2025-12-10 * "Sold"
      Assets:Bank      2000.00 USD
      Income:Sales
    """
    lines = sharing(book_doc, "2026-01").of_year
    found = {one.said: one.share.number for one in lines if one.share}
    assert found == {"2025-Q3": 50, "2025-Q4": 100}
    [group] = sharing(book_doc, "2026-01").agreements
    running = sharing(book_doc, "2026-01").running(group)
    assert running is not None
    assert running.name == "2026-Q1"


def test_nothing_before_it_begins(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-04-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
    2026-04-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-03-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    """
    with pytest.raises(NoSharing, match="No agreement of this body holds by March"):
        sharing_pack(book_doc, parse_period("2026-03"), NOW)


@pytest.mark.parametrize(
    ("body", "period"),
    [
        ("harbor-federation", "2026-03"),
        ("harbor-foods-local-12", "2026-03"),
        ("dockhands-union", "2026-02"),
        ("kilmore-abroad", "2026-03"),
    ],
)
def test_the_demo(harbor: Path, golden: Golden, body: str, period: str) -> None:
    book = coopbooks.load(harbor / body)
    made = sharing_pack(book, parse_period(period), NOW).pack
    golden(f"sharing/overview-{body}.txt", _without_code(text(made)))
    assert made.values.failed() == []


def _without_code(made: str) -> str:
    """A text without the code of the book, which any entry of it changes."""
    lines = made.splitlines()
    return "\n".join(one for one in lines if "· book " not in one) + "\n"


def test_months_add_up_to_what_the_book_has(harbor: Path) -> None:
    for path in sorted(harbor.glob("*/main.beancount")):
        book = coopbooks.load(path)
        try:
            found = sharing(book)
        except NoSharing:
            continue
        for line in found.of_year:
            if line.basis == "accrual":
                assert line.amount == line.charged
                assert line.open == line.charged - line.paid
            assert not line.lacking
