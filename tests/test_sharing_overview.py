"""Agreements at a glance: what a book has beside what the agreements give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.sharingfindings import sharing_findings
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.packs.sharingpack import NoSharing
from coopbooks.packs.sharingpack import sharing_pack
from coopbooks.packs.text import text
from coopbooks.sharing.overview.tables import sharing_tables
from tests.support.statements import NOW
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Values
    from coopbooks.sharing.overview.reading import Sharing
    from tests.support.goldens import Golden


def sharing(book: Book, period: str = "2026-03") -> Sharing:
    assert book.errors == []
    return sharing_pack(book, parse_period(period), NOW).sharing


def tables(book: Book, period: str = "2026-03") -> Values:
    return evaluate(tuple(sharing_tables(sharing(book, period))))


def ids(values: Values) -> list[str]:
    return [table.id for table in values.tables]


def told(book: Book, period: str = "2026-03") -> list[tuple[str, str, str]]:
    return [
        (one.code, one.words, "" if one.amount is None else f"{one.amount:f}")
        for one in sharing_findings(sharing(book, period))
    ]


def test_a_share_that_is_late_and_one_that_differs(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-body" "party" "party"
      title: "The Party"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "share" Expenses:Share
    2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "month"
      due: 10 DAY
      interest: 10 PERCENT
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-01-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    2026-01-31 * "The Party" "Share for January"
      with: "party"
      agreement: "mill-party"
      period: "2026-01"
      Expenses:Share     50.00 USD
      Liabilities:Share
    2026-02-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    2026-02-28 * "The Party" "Share for February"
      with: "party"
      agreement: "mill-party"
      period: "2026-02"
      Expenses:Share     50.00 USD
      Liabilities:Share
    2026-03-05 * "The Party" "Share for February"
      with: "party"
      agreement: "mill-party"
      period: "2026-02"
      Liabilities:Share  50.00 USD
      Assets:Bank
    2026-03-10 * "Sold"
      Assets:Bank      2000.00 USD
      Income:Sales
    2026-03-31 * "The Party" "Share for March"
      with: "party"
      agreement: "mill-party"
      period: "2026-03"
      Expenses:Share     98.00 USD
      Liabilities:Share
    """
    values = tables(book_doc)
    columns = ("other", "of", "for", "counts", "share", "booked", "paid", "open")
    assert shown(values, *columns, "state", table="shares") == [
        "We share",
        (
            "  mill-party | The Party | sales | March 2026 | 2000.00 | 100.00 | 98.00 "
            "| 0 | 98.00 | differs"
        ),
    ]
    # 50.00 for 49 days at 10 percent.
    late = ("other", "due", "open", "late", "interest")
    assert shown(values, *late, table="shares-open") == [
        "We still owe",
        "  mill-party, January 2026 | The Party | 2026-02-10 | 50.00 | 49 | 0.67",
        "  mill-party, March 2026 | The Party | 2026-04-10 | 98.00",
        "Together |  |  | 148.00 |  | 0.67",
        "Late of it |  |  | 50.00",
    ]
    months = ("2026-01", "2026-02", "2026-03", "year")
    assert shown(values, *months, table="shares-months") == [
        "We share with",
        "  The Party | 50.00 | 50.00 | 98.00 | 198.00",
    ]
    assert told(book_doc) == [
        (
            "share-differs",
            (
                "mill-party, March 2026: the book has less than the agreement gives; "
                "difference"
            ),
            "2.00",
        ),
        (
            "share-late",
            "Our share to The Party is late, the oldest due on 10 February 2026",
            "50.00",
        ),
    ]
    # As it was at the end of February nobody knew of March.
    assert shown(tables(book_doc, "2026-02"), "open", table="shares") == [
        "We share",
        "  mill-party | 50.00",
    ]


def test_what_is_held_back_and_what_was_taken_off(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-decision" "2026-02/1" "Half of it"
      body: "the party's board"
    2026-01-01 custom "coop-account" "share" Expenses:Share
    2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "quarter"
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-relief" "mill-party" 50 PERCENT
      period: "2026-Q1"
      decision: "2026-02/1"
    2026-01-01 custom "coop-agreement" "mill-chapter" "sales"
      from: "mill"
      to: "chapter"
      count: "quarter"
      beside: "mill-party"
    2026-01-01 custom "coop-agreement-band" "mill-chapter" "from" 0 USD "at" 1 PERCENT
    2026-01-01 custom "coop-agreement-condition" "mill-chapter" "accounts handed in"
    2026-01-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    2026-03-31 * "The Party" "Share"
      with: "party"
      agreement: "mill-party"
      period: "2026-Q1"
      Expenses:Share     25.00 USD
      Liabilities:Share
    """
    values = tables(book_doc)
    assert shown(values, "share", "booked", "state", table="shares") == [
        "We share",
        "  mill-chapter | 0 | 0 | not owed until 'accounts handed in'",
        "  mill-party | 25.00 | 25.00",
        "Together |  | 25.00",
    ]
    assert shown(values, "why", "amount", table="shares-held") == [
        (
            "mill-chapter, January to March 2026 | waits for 'accounts handed in'; "
            "owed once it is met | 10.00"
        ),
        (
            "mill-party, January to March 2026 | 50 percent taken off by decision "
            "2026-02/1 | 25.00"
        ),
    ]
    assert told(book_doc) == []


def test_a_cliff_that_is_close(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      tiers: "cliff"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "mill-party" "up-to" 1000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "mill-party" "above" 1000 USD "at" 8 PERCENT
    2026-02-10 * "Sold"
      Assets:Bank       900.00 USD
      Income:Sales
    2026-03-10 * "Sold"
      Assets:Bank       980.00 USD
      Income:Sales
    """
    words = "mill-party: what counts is just below a cliff, where the share jumps"
    found = told(book_doc)
    assert found[0][:2] == (
        "share-not-charged",
        "mill-party, February 2026: the share is not in the book yet",
    )
    assert found[-1] == ("cliff-near", words, "30.00")
    assert "cliff-near" not in {code for code, *_ in told(book_doc, "2026-02")}


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
    assert "shares:EUR" in ids(values)
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
        "  local-party, February 2026 | 2.00",
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
