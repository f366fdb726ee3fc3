"""Twelve months, and income and costs by area: what the pictures show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Values
from coopbooks.core.table import evaluate
from coopbooks.statements.income import income_table
from coopbooks.statements.overview import areas_table
from coopbooks.statements.overview import months_table
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def areas(book: Book) -> Values:
    """Income by source and costs by area, with the statement that they add up."""
    seen = scope(book)
    statement = income_table(seen)
    sides = (areas_table(seen, statement, side) for side in ("Income", "Expenses"))
    return evaluate((*sides, statement))


def test_costs_by_area(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "coop-account" "wages" Expenses:Pay
      name: "Wages, with taxes"
    2026-01-01 custom "coop-account" "general" Expenses:Post
    2026-01-01 custom "coop-account" "general" Expenses:Bank
    2026-01-01 custom "budget" Expenses:Pay:Net "monthly" 90.00 USD
    2026-01-01 custom "budget" Expenses:Travel "monthly" 70.00 USD
    2026-03-10 * "All kinds of costs"
      Expenses:Pay:Net              80.00 USD
      Expenses:Pay:Taxes            20.00 USD
      Expenses:Post                  3.00 USD
      Expenses:Bank                  4.00 USD
      Expenses:Premises:Rent:Hall  200.00 USD
      Expenses:Premises:Heating      5.00 USD
      Assets:Cash                 -312.00 USD
    """
    values = areas(book_doc)
    # Roles come first: their given name, else the role's own words; then the first
    # level of the account. The largest area comes first, planned or not.
    assert shown(values, "month", "plan", "difference", table="areas") == [
        "Premises | 205.00 | 0.00 | 205.00",
        "Wages, with taxes | 100.00 | 90.00 | 10.00",
        "Travel | 0.00 | 70.00 | -70.00",
        "General costs | 7.00 | 0.00 | 7.00",
        "Together | 312.00 | 160.00 | 152.00",
        "As in the statement? | YES | YES",
    ]


def test_income_by_source(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-03-10 * "Dues, a gift, and a refund of a gift"
      Assets:Cash          90.00 USD
      Income:Dues:Local   -80.00 USD
      Income:Dues:Strike  -20.00 USD
      Income:Gifts         10.00 USD
    """
    assert shown(areas(book_doc), "month", table="sources") == [
        "Dues | 100.00",
        "Gifts | -10.00",
        "Together | 90.00",
        "As in the statement? | YES",
    ]


def test_an_area_may_be_called_total(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "general" Expenses:All
      name: "total"
    2026-03-10 * "Costs"
      Expenses:All          1.00 USD
      Assets:Cash          -1.00 USD
    """
    assert shown(areas(book_doc), "month", table="areas") == [
        "total | 1.00",
        "Together | 1.00",
        "As in the statement? | YES",
    ]


def test_twelve_months(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-03-31 * "A year before: only its money is still there"
      Assets:Cash         100.00 USD
      Income:Dues        -100.00 USD
    2025-04-01 * "The first of twelve"
      Assets:Cash           1.00 USD
      Income:Dues          -1.00 USD
    2026-02-28 * "A month of loss"
      Expenses:Rent         5.00 USD
      Assets:Cash          -5.00 USD
    2026-03-31 * "The last"
      Assets:Cash           7.00 USD
      Income:Dues          -9.00 USD
      Expenses:Fees         2.00 USD
    """
    seen = scope(book_doc)
    values = evaluate((months_table(seen), income_table(seen)))
    columns = ("income", "costs", "surplus", "money")
    rows = shown(values, *columns, table="months")
    assert [rows[0], rows[1], *rows[9:]] == [
        "April 2025 | 1.00 | 0.00 | 1.00 | 101.00",
        "May 2025 | 0.00 | 0.00 | 0.00 | 101.00",
        "January 2026 | 0.00 | 0.00 | 0.00 | 101.00",
        "February 2026 | 0.00 | 5.00 | -5.00 | 96.00",
        "March 2026 | 9.00 | 2.00 | 7.00 | 103.00",
        "Together | 10.00 | 7.00 | 3.00",
        "March 2026 as in the statement? | YES | YES | YES",
    ]
    assert len(rows) == 14
    quarter = months_table(scope(book_doc, "2026-Q1"))
    assert shown(quarter, "income")[-1] == "Together | 10.00"
