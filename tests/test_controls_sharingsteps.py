"""Shares and support among the steps of a month."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book

APRIL = datetime.date(2026, 4, 8)
OURS = ("shares", "conditions", "resources", "loans", "requests")


def taken(book: Book, today: datetime.date = APRIL) -> dict[str, Step]:
    assert book.errors == []
    period = parse_period("2026-03")
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    found = steps(look(scope, 0, "missing", today, book.folder))
    return {step.name: step for step in found if step.name.startswith(OURS)}


def test_shares_to_charge_and_to_pay(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "share" Expenses:Share
    2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "month"
      due: 10 DAY
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement" "mill-chapter" "sales"
      from: "mill"
      to: "chapter"
      count: "month"
      beside: "mill-party"
    2026-01-01 custom "coop-agreement-band" "mill-chapter" "from" 0 USD "at" 1 PERCENT
    2026-01-01 custom "coop-agreement-condition" "mill-chapter" "accounts handed in"
    2026-02-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    2026-02-28 * "Party" "Share"
      with: "party"
      agreement: "mill-party"
      period: "2026-02"
      Expenses:Share     50.00 USD
      Liabilities:Share
    2026-03-10 * "Sold"
      Assets:Bank      2000.00 USD
      Income:Sales
    """
    found = taken(book_doc)
    charged = found["shares-charged"]
    assert charged.state == "todo"
    assert charged.details == ("mill-party, March 2026",)
    command = ("share", "accrue", "BOOK", "--period", "2026-03", "--write")
    assert charged.command == command
    assert found["conditions"].details == ("mill-chapter: accounts handed in",)
    paid = found["shares-paid"]
    assert paid.words == (
        "Pay what is due of our shares, 50.00 USD, the oldest since 10 March 2026"
    )
    assert paid.command == ("share", "settle", "BOOK", "--period", "2026-03")
    assert paid.details == (
        "mill-party, February 2026: 50.00 USD, party, due 10 March 2026",
    )


def test_before_the_month_is_over_it_is_awaited(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "party" "party"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-02-10 * "Sold"
      Assets:Bank      1000.00 USD
      Income:Sales
    """
    found = taken(book_doc, datetime.date(2026, 3, 10))
    assert found["shares-charged"].state == "awaited"
    # What counts stands in the mill's book.
    lacking = taken(book_doc)["shares-charged"]
    assert lacking.state == "todo"
    assert lacking.command[-3:] == ("--with", "OTHER-BOOK", "--write")


def test_a_share_of_others_that_is_late(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "party" "party"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "mill-party" "sales"
      from: "mill"
      to: "party"
      count: "quarter"
      due: 15 DAY
    2026-01-01 custom "coop-agreement-band" "mill-party" "from" 0 USD "at" 5 PERCENT
    2026-01-01 * "Mill" "Share of the last quarter"
      with: "mill"
      agreement: "mill-party"
      period: "2025-Q4"
      due: 2026-01-15
      Assets:Share      50.00 USD
      Income:Share
    """
    found = taken(book_doc)
    assert found["shares-late"].words == "Ask for shares that are late, 50.00 USD"


def test_the_demo(harbor: Path) -> None:
    works = taken(coopbooks.load(harbor / "lanternworks"))
    assert works["shares-charged"].state == "done"
    assert works["resources"].details == (
        "4 HOUR of bookkeeping, January to March 2026, from Harbor Federation",
    )
    assert works["loans"].details == (
        "lanternworks-loan: 254.38 USD to be paid by 15 April 2026",
    )
    bakery = taken(coopbooks.load(harbor / "tidewater-bakery"))
    assert set(bakery) == {"shares-charged"}
    late = taken(
        coopbooks.load(harbor / "tidewater-bakery"), datetime.date(2026, 4, 28)
    )
    assert "shares-paid" in late


def test_requests_that_wait_name_nobody(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-fund" "hardship" "set-aside"
      purpose: "help for members in need"
      decision: "2025-01/1"
    2025-01-01 custom "coop-decision" "2025-01/1" "A fund"
      body: "general meeting"
    2026-01-01 custom "coop-member" "M-0042" "join"
    2026-01-01 custom "coop-member" "M-0043" "join"
    2026-01-01 custom "coop-benefit" "help" "hardship"
      fund: "hardship"
      decided-by: "people"
      people: 2
    2026-03-02 custom "coop-request" "2026-03-a" "help" 400.00 USD
      member: "M-0042"
    2026-03-03 custom "coop-request" "2026-03-b" "help" 200.00 USD
      member: "M-0043"
    2026-03-05 custom "coop-request-decided" "2026-03-a" "refused"
      by: "M-0042"
    2026-03-10 * "Sold"
      Assets:Bank        10.00 USD
      Income:Sales
    """
    step = taken(book_doc)["requests"]
    assert step.words == "1 request for help waits to be decided"
    assert step.details == ("2026-03-b",)
    assert step.command == ("support", "decide", "BOOK", "2026-03-b")
