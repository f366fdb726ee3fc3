"""What the checks find in a period: each kind, found and not found."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.findings import findings
from coopbooks.statements.balance import balance_table
from coopbooks.statements.funds import fund_figures
from tests.support.statements import scope

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

D = Decimal


def found(book: Book) -> list[str]:
    """Code, words and amount of each finding."""
    seen = scope(book)
    # Prices are missed by who asks for them.
    balance_table(seen, None)
    return [
        " | ".join(filter(None, (one.code, one.words, f"{one.amount or ''}")))
        for one in findings(seen, fund_figures(seen))
    ]


def test_costs_without_a_receipt(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-02-27 * "Before the period"
      Expenses:Repairs      90.00 USD
      Assets:Cash          -90.00 USD
    2026-03-01 * "Below the limit"
      Expenses:Repairs      49.99 USD
      Assets:Cash          -49.99 USD
    2026-03-02 * "Mixer repair"
      Expenses:Repairs      50.00 USD
      Assets:Cash          -50.00 USD
    2026-03-03 * "With its receipt"
      document: "2026-03-03.receipt.pdf"
      Expenses:Repairs      60.00 USD
      Assets:Cash          -60.00 USD
    2026-03-04 * "With a receipt for one of its postings"
      Expenses:Repairs      60.00 USD
        document: "2026-03-04.receipt.pdf"
      Assets:Cash          -60.00 USD
    2026-03-05 * "Of this nobody sends a paper"
      Expenses:Wear         70.00 USD
      Assets:Equipment     -70.00 USD
    2026-03-06 * "Two costs, together above the limit"
      Expenses:Repairs      30.00 USD
      Expenses:Post         30.00 USD
      Assets:Cash          -60.00 USD
    2026-03-07 * "No cost: a bill paid"
      Liabilities:Bills     70.00 USD
      Assets:Cash          -70.00 USD
    2026-03-08 * "A refund"
      Assets:Cash           70.00 USD
      Expenses:Repairs     -70.00 USD
    2026-03-31 * "Enough money for all of it"
      Assets:Cash         1000.00 USD
      Income:Sales       -1000.00 USD
    """
    for day in ("2026-03-03", "2026-03-04"):
        (book_doc.folder / f"{day}.receipt.pdf").touch()
    assert found(book_doc) == [
        "no-receipt | No receipt: Mixer repair, 2 March 2026 | 50.00",
        (
            "no-receipt | No receipt: Two costs, together above the limit, "
            "6 March 2026 | 60.00"
        ),
    ]


def test_a_bill_needs_its_paper_when_it_arrives(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "payable" Liabilities:Bills
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-03-05 * "Leaflets"
      Expenses:Printing     70.00 USD
      Liabilities:Bills    -70.00 USD
    2026-03-06 * "A gift"
      Assets:Shares         90.00 USD
      Income:Gifts         -90.00 USD
    2026-03-09 * "Paid: leaflets"
      Liabilities:Bills     70.00 USD
      Assets:Shares        -70.00 USD
    """
    assert found(book_doc) == [
        "no-receipt | No receipt: Leaflets, 5 March 2026 | 70.00"
    ]


def test_a_document_of_the_ledger_is_a_receipt_by_its_link(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-03-02 * "Gift"
      Assets:Cash          100.00 USD
      Income:Gifts        -100.00 USD
    2026-03-02 * "Mixer repair" ^bill-7
      Expenses:Repairs      50.00 USD
      Assets:Cash          -50.00 USD
    """
    assert [line.split(" | ")[0] for line in found(book_doc)] == ["no-receipt"]
    meta = data.new_metadata("main.beancount", 9)
    day, links = datetime.date(2026, 3, 2), frozenset({"bill-7"})
    paper = data.Document(meta, day, "Expenses:Repairs", "bill.pdf", None, links)
    book_doc.entries.append(paper)
    assert found(book_doc) == []


def test_a_book_that_says_no_limit_asks_for_no_receipt(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Mixer repair"
      Expenses:Repairs     500.00 USD
      Equity:Opening      -500.00 USD
    """
    assert found(book_doc) == []


def test_decisions_overspent_or_used_after_their_end(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-10 custom "coop-decision" "2026-01/1" "An oven"
      body: "members' meeting"
      limit: 100.00 USD
      until: 2026-03-15
    2026-01-10 custom "coop-decision" "2026-01/2" "Paint"
      body: "members' meeting"
      limit: 100.00 USD
    2026-02-01 * "Gift"
      Assets:Cash          900.00 USD
      Income:Gifts        -900.00 USD
    2026-03-10 * "First part"
      decision: "2026-01/1"
      Assets:Equipment      80.00 USD
      Assets:Cash          -80.00 USD
    2026-03-20 * "Second part"
      decision: "2026-01/1"
      Assets:Equipment      50.00 USD
      Assets:Cash          -50.00 USD
    2026-03-21 * "Paint"
      decision: "2026-01/2"
      Expenses:Repairs     100.00 USD
      Assets:Cash         -100.00 USD
    """
    assert found(book_doc) == [
        "over-limit | Decision 2026-01/1 (An oven) is overspent | 30.00",
        (
            "after-end | Decision 2026-01/1 ended on 15 March 2026: Second part, "
            "20 March 2026"
        ),
    ]


def test_a_fund_that_is_overspent(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-03-02 * "Dues, and a gift for strikes"
      Assets:Cash          100.00 USD
      Income:Dues          -80.00 USD
      Income:Gifts         -20.00 USD
        fund: "strike"
    2026-03-02 * "Strike pay"
      fund: "strike"
      Expenses:Strike-Pay   50.00 USD
      Assets:Cash          -50.00 USD
    """
    assert found(book_doc) == ["fund-overspent | The strike fund is overspent | 30.00"]


def test_money_below_zero(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Till
      name: "The till"
    2026-03-02 * "Rent"
      Expenses:Rent         50.00 USD
      Assets:Till          -50.00 USD
    2026-03-02 * "Found"
      Assets:Shares         70.00 USD
      Income:Gifts         -70.00 USD
    """
    assert found(book_doc) == ["below-zero | The till is below zero | -50.00"]


def test_banks_without_a_statement_or_with_another_balance(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "bank" Assets:Savings
      name: "Savings account"
    2026-03-02 * "Gifts"
      Assets:Bank           50.00 USD
      Assets:Savings        20.00 USD
      Income:Gifts         -70.00 USD
    2026-04-01 balance Assets:Bank  51.00 USD
    """
    book_doc.errors.clear()
    assert found(book_doc) == [
        "bank-differs | Bank differs from its statement of 31 March 2026",
        (
            "not-confirmed | Savings account is not yet confirmed by a statement of "
            "31 March 2026"
        ),
    ]


def test_a_bank_that_was_only_guessed_is_not_missed(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Gift"
      Assets:Bank           50.00 USD
      Income:Gifts         -50.00 USD
    """
    assert found(book_doc) == []


def test_entries_that_someone_marked(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-02-02 ! "Before the period"
      Assets:Shares         50.00 USD
      Income:Gifts         -50.00 USD
    2026-03-02 ! "Whose is this?"
      Assets:Shares         50.00 USD
      Income:Gifts         -50.00 USD
    2026-03-03 ! "Mill & Sons" ""
      Assets:Shares          1.00 USD
      Income:Gifts          -1.00 USD
    """
    assert found(book_doc) == [
        "flagged | Marked to look at: Whose is this?, 2 March 2026",
        "flagged | Marked to look at: Mill & Sons, 3 March 2026",
    ]
    [first, second] = findings(scope(book_doc), None)
    assert first.entry in book_doc.entries
    assert first.hash != second.hash


def test_prices_that_are_missing(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-02 * "Crowns"
      Assets:Shares        100.00 SEK
      Income:Gifts        -100.00 SEK
    2026-03-02 * "A dollar"
      Assets:Shares          1.00 USD
      Income:Gifts          -1.00 USD
    """
    assert found(book_doc) == [
        (
            "no-price | No price of SEK in USD for 31 March 2026 and 1 earlier day: "
            "left out of the totals"
        )
    ]
