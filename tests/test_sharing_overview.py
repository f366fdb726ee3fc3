"""Agreements at a glance: what a book has beside what the agreements give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.overviews import tables
from tests.support.overviews import told
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


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
            "  mill-party | The Party | sales | Mar 2026 | 2000.00 | 100.00 | 98.00 "
            "| 0 | 98.00 | differs"
        ),
    ]
    # 50.00 for 49 days at 10 percent.
    late = ("other", "due", "open", "late", "interest")
    assert shown(values, *late, table="shares-open") == [
        "We still owe",
        "  mill-party, Jan 2026 | The Party | 2026-02-10 | 50.00 | 49 | 0.67",
        "  mill-party, Mar 2026 | The Party | 2026-04-10 | 98.00",
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
            "mill-chapter, Jan\u00a0to\u00a0Mar 2026 | waits for 'accounts handed in'; "
            "owed once it is met | 10.00"
        ),
        (
            "mill-party, Jan\u00a0to\u00a0Mar 2026 | 50 percent taken off by decision "
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
