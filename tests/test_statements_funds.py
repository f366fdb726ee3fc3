"""Funds: what each holds, what moved between them, and that they add up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.table import Ref
from coopbooks.core.table import Values
from coopbooks.core.table import evaluate
from coopbooks.statements.balance import balance_table
from coopbooks.statements.funds import fund_figures
from coopbooks.statements.funds import funds_table
from coopbooks.statements.funds import label_of
from coopbooks.statements.income import income_table
from tests.support.statements import said
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope


def funds(seen: Scope) -> Values:
    """The funds, worked out with the tables that they are compared with."""
    figures = fund_figures(seen)
    sheet = balance_table(seen, figures)
    return evaluate((funds_table(seen, figures), sheet, income_table(seen)))


def test_a_strike_fund(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      decision: "2024-11/2"
    2025-01-01 custom "coop-fund" "clinic" "restricted"
      purpose: "the clinic"
      giver: "Friends of the Port"
    2025-12-31 * "Opening"
      Assets:Bank             900.00 USD
      Equity:Opening         -600.00 USD
      Equity:Opening         -200.00 USD
        fund: "strike"
      Equity:Opening         -100.00 USD
        fund: "clinic"
    2026-03-02 * "Dues, a tenth of them for strikes"
      Assets:Bank             100.00 USD
      Income:Dues             -90.00 USD
      Income:Dues             -10.00 USD
        fund: "strike"
    2026-03-09 * "Strike pay, and rent"
      fund: "strike"
      Expenses:Strike-Pay     120.00 USD
      Expenses:Rent            30.00 USD
        fund: "general"
      Assets:Bank            -150.00 USD
    2026-04-01 * "Not yet"
      Assets:Bank               1.00 USD
      Income:Dues              -1.00 USD
    """
    values = funds(scope(book_doc))
    columns = ("kind", "start", "income", "expense", "end")
    assert shown(values, *columns, table="funds") == [
        "  General fund | free to use | 600.00 | 90.00 | -30.00 | 660.00",
        "  Clinic fund | giver or law | 100.00 | 0 | 0 | 100.00",
        "  Strike fund | members' vote | 200.00 | 10.00 | -120.00 | 90.00",
        "All funds together |  | 900.00 | 100.00 | -150.00 | 850.00",
        "Funds = left after debts? |  | YES |  |  | YES",
    ]
    assert said(values, "funds") == [
        "Clinic fund: only for the clinic.",
        "Strike fund: only for strike pay.",
        "Money that names no fund is general.",
    ]
    assert values.failed() == []


def test_moves_between_funds_add_up_to_zero(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "fund-transfer" Equity:Transfers
    2025-01-01 custom "coop-account" "fund-release" Equity:Releases
    2025-01-01 custom "coop-account" "fund-borrowing" Equity:Borrowing
    2025-12-31 * "Opening"
      Assets:Bank             900.00 USD
      Equity:Opening         -900.00 USD
    2026-03-01 * "Set aside"
      Equity:Transfers        300.00 USD
      Equity:Transfers       -300.00 USD
        fund: "strike"
    2026-03-02 * "Released for running costs"
      Equity:Releases          50.00 USD
        fund: "strike"
      Equity:Releases         -50.00 USD
        fund: "general"
    2026-03-03 * "Lent to the general fund"
      Equity:Borrowing         20.00 USD
        fund: "strike"
      Equity:Borrowing        -20.00 USD
    """
    values = funds(scope(book_doc))
    columns = ("release", "transfer", "borrowing", "end")
    assert shown(values, *columns, table="funds") == [
        "  General fund | 50.00 | -300.00 | 20.00 | 670.00",
        "  Strike fund | -50.00 | 300.00 | -20.00 | 230.00",
        "All funds together | 0.00 | 0.00 | 0.00 | 900.00",
        "Funds = left after debts? |  |  |  | YES",
    ]


def test_what_is_paid_in_is_neither_income_nor_cost(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "A member pays in"
      Assets:Bank             100.00 USD
      Equity:Capital         -100.00 USD
    """
    values = funds(scope(book_doc))
    titles = {column.id: column.title for column in values.tables[0].columns}
    assert titles["equity"] == "Capital and other"
    assert shown(values, "income", "equity", "end", table="funds")[0] == (
        "  General fund | 0 | 100.00 | 100.00"
    )


def test_a_fund_that_is_not_declared_is_shown_and_said_to_be(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "A gift"
      Assets:Bank             100.00 USD
      Income:Gifts           -100.00 USD
        fund: "all"
    """
    values = funds(scope(book_doc))
    assert shown(values, "kind", "end", table="funds") == [
        "  General fund | free to use | 0",
        "  All fund | not declared | 100.00",
        "All funds together |  | 100.00",
        "Funds = left after debts? |  | YES",
    ]


def test_other_currencies_change_in_value_apart_from_the_funds(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 price EUR 1.00 USD
    2026-02-28 price EUR 1.10 USD
    2026-03-31 price EUR 1.30 USD
    2026-02-02 * "A gift in euros"
      fund: "visits"
      Assets:Bank             100.00 EUR
      Income:Gifts           -100.00 EUR
    """
    values = funds(scope(book_doc))
    assert shown(values, "start", "end", table="funds") == [
        "  General fund | 0 | 0",
        "  Visits fund | 100.00 | 100.00",
        "All funds together | 100.00 | 100.00",
        "Change in value of other currencies, and rounding | 10.00 | 30.00",
        "Funds = left after debts? | YES | YES",
    ]


def test_funds_that_leave_something_out_fail_the_check(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "A gift"
      Assets:Bank             100.00 USD
      Income:Gifts           -100.00 USD
        fund: "visits"
    2026-03-02 * "Dues"
      Assets:Bank               7.00 USD
      Income:Dues              -7.00 USD
    """
    seen = scope(book_doc)
    assert funds(seen).failed() == []
    # The postings of a transaction that the funds miss are still in the accounts.
    failed = funds(replace(seen, entries=seen.entries[:-1])).failed()
    assert Ref("funds", "adds-up", "end") in failed
    assert Ref("balance", "equation", "end") in failed


def test_what_funds_are_called() -> None:
    assert label_of("strike") == "Strike fund"
    assert label_of("legal-aid") == "Legal aid fund"
    assert label_of("the-old-fund") == "The old fund"
