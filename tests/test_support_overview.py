"""Support at a glance: help in kind, loans, times of need, what was exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.packs.supportpack import NoSupport
from coopbooks.packs.supportpack import support_pack
from coopbooks.packs.supportpack import with_pack
from coopbooks.packs.text import text
from tests.support.statements import NOW
from tests.support.statements import pack
from tests.support.statements import said
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Values
    from coopbooks.packs.supportpack import SupportPack
    from tests.support.goldens import Golden


# Its months stay on one line.
QUARTER = "Jan\u00a0to\u00a0Mar 2026"


def support(book: Book, period: str = "2026-03") -> SupportPack:
    assert book.errors == []
    return support_pack(book, parse_period(period), NOW)


def tables(book: Book, period: str = "2026-03") -> Values:
    return support(book, period).pack.values


def test_help_in_kind_and_what_was_exchanged(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-body" "party" "party"
      title: "The Party"
    2026-01-01 custom "coop-account" "share" Expenses:Share
    2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
    2026-01-01 custom "coop-account" "gifts" Income:Gifts
    2026-01-01 custom "coop-agreement" "mill-party" "fixed"
      from: "mill"
      to: "party"
      count: "quarter"
      amount: 50.00 USD
    2026-01-01 custom "coop-resources" "mill-help"
      from: "party"
      to: "mill"
      agreement: "mill-party"
    2026-01-01 custom "coop-resource" "mill-help" "bookkeeping" 12 HOUR "each" "quarter"
      value: 30.00 USD
    2026-01-01 custom "coop-resource-account" "delivered" Equity:Memo:Received
    2026-02-10 * "The Party" "Bookkeeping"
      with: "party"
      agreement: "mill-party"
      Equity:Memo:Received  5 HOUR
      Equity:Memo:Counter  -5 HOUR
    2026-03-10 * "The Party" "A gift for the new oven"
      with: "party"
      Assets:Bank           70.00 USD
      Income:Gifts
    2026-03-31 * "The Party" "Share"
      with: "party"
      agreement: "mill-party"
      period: "2026-Q1"
      Expenses:Share        50.00 USD
      Liabilities:Share
    """
    values = tables(book_doc)
    columns = ("other", "for", "promised", "delivered", "left", "year", "value")
    assert shown(values, *columns, table="help") == [
        "We receive",
        f"  bookkeeping, HOUR | The Party | {QUARTER} | 12 | 5 | 7 | 5 | 150.00",
    ]
    sums = ("gave-money", "gave-kind", "gave", "got-money", "got-kind", "got")
    assert shown(values, *sums, table="exchange") == [
        "The Party | 50.00 | 0 | 50.00 | 70.00 | 150.00 | 220.00"
    ]
    assert shown(values, "gave", "got", table="exchange-twelve")[-2:] == [
        "February 2026 | 0 | 150.00",
        "March 2026 | 50.00 | 70.00",
    ]
    words = said(pack(book_doc).values, "page-party")
    assert words[1] == (
        "The Party provided 5 of 12 hours promised (bookkeeping) for January to March "
        "2026, not counted as money."
    )


def test_what_was_paid_in_need_names_nobody(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2025-01-01 custom "coop-decision" "2025-01/1" "A fund"
      body: "general meeting"
    2026-01-01 custom "coop-fund" "hardship" "set-aside"
      purpose: "help for members in need"
      decision: "2025-01/1"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "support-given" Expenses:Hardship
    2026-01-01 custom "coop-member" "M-0042" "join"
    2026-01-01 custom "coop-benefit" "help" "hardship"
      fund: "hardship"
      decided-by: "people"
      people: 2
    2026-02-01 * "A gift"
      fund: "hardship"
      Assets:Bank        900.00 USD
      Income:Gifts
    2026-02-20 * "Help from the fund"
      fund: "hardship"
      Expenses:Hardship  100.00 USD
      Assets:Bank
    2026-03-02 custom "coop-request" "2026-03-a" "help" 400.00 USD
      member: "M-0042"
    2026-03-20 * "Help from the fund"
      fund: "hardship"
      benefit: "help"
      Expenses:Hardship  250.00 USD
        member: "M-0042"
      Assets:Bank
    """
    values = tables(book_doc)
    columns = ("fund", "paid", "year", "held", "waiting")
    assert shown(values, *columns, table="need") == [
        "help, hardship | hardship | 250.00 | 350.00 | 550.00 | 1"
    ]
    made = pack(book_doc)
    assert said(made.values, "page-party") == [
        "help, hardship: 250.00 paid; the fund holds 550.00."
    ]
    found = shown(made.values, "code", table="findings")
    assert "1 request for help waits to be decided | request-waiting" in found
    by_id = {table.id: table for table in made.values.tables}
    assert "M-0042" not in str(by_id["need"].rows)


def test_for_how_long_a_strike_fund_lasts(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2025-01-01 custom "coop-decision" "2025-01/1" "A fund"
      body: "general meeting"
    2026-03-01 custom "coop-decision" "2026-03/1" "A strike"
      body: "general meeting"
    2026-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      decision: "2025-01/1"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "strike-pay" Expenses:Strike
    2026-01-01 custom "coop-member" "M-0042" "join"
    2026-01-01 custom "coop-member" "M-0043" "join"
    2026-01-01 custom "coop-benefit" "strike-pay" "strike"
      fund: "strike"
      each: "week"
      part-weeks: "counted"
    2026-01-01 custom "coop-benefit-band" "strike-pay" "from" 0 DAY "pays" 100 USD
    2026-03-02 custom "coop-strike" "mill-2026"
      members: "M-0042, M-0043"
      decision: "2026-03/1"
    2026-02-01 * "A gift"
      fund: "strike"
      Assets:Bank       2000.00 USD
      Income:Gifts
    2026-03-09 * "Strike pay"
      fund: "strike"
      benefit: "strike-pay"
      Expenses:Strike    200.00 USD
      Assets:Bank
    """
    values = tables(book_doc)
    assert shown(values, "paid", "held", "weeks", table="need") == [
        "strike-pay | 200.00 | 1800.00 | 9"
    ]
    assert said(pack(book_doc).values, "page-party") == [
        (
            "strike-pay: 200.00 paid; the fund holds 1800.00, enough for 9 more weeks "
            "of strike."
        )
    ]


def test_a_book_without_support_says_so(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-03-20 * "Sold"
      Assets:Bank        10.00 USD
      Income:Sales
    """
    with pytest.raises(NoSupport, match="By March 2026 this book says nothing"):
        support(book_doc)


@pytest.mark.parametrize("body", ["harbor-federation", "lanternworks"])
def test_the_demo(harbor: Path, golden: Golden, body: str) -> None:
    made = support(coopbooks.load(harbor / body)).pack
    lines = text(made).splitlines()
    kept = [line for line in lines if "· book " not in line]
    golden(f"sharing/support-{body}.txt", "\n".join(kept) + "\n")
    assert made.values.failed() == []


def test_every_body_and_loan_of_the_demo_adds_up(harbor: Path) -> None:
    for path in sorted(harbor.glob("*/main.beancount")):
        try:
            found = support(coopbooks.load(path))
        except NoSupport:
            continue
        for name in found.members.values():
            assert with_pack(found, name).values.failed() == []
        for body, flows in found.support.flows.items():
            inside = [one for one in flows if one.date in found.support.year]
            total = found.pack.values.amount("exchange", f"body:{body}", "gave")
            assert total == sum(
                one.number
                for one in inside
                if one.ours and one.currency == found.scope.currency
            )
