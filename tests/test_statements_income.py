"""The income statement, with figures worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.statements.income import income_table
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_the_month_its_plan_the_year_and_the_year_before(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "budget" Income:Dues "monthly" -310.00 USD
    2026-01-01 custom "budget" Expenses:Rent "yearly" 365.00 USD
    2025-03-10 * "Dues"
      Assets:Bank    250.00 USD
      Income:Dues   -250.00 USD
    2025-04-10 * "Counts in no column"
      Assets:Bank    999.00 USD
      Income:Dues   -999.00 USD
    2026-01-05 * "Dues"
      Assets:Bank    300.00 USD
      Income:Dues   -300.00 USD
    2026-02-28 * "Rent"
      Expenses:Rent   40.00 USD
      Assets:Bank    -40.00 USD
    2026-03-01 * "The first day counts"
      Assets:Bank    300.00 USD
      Income:Dues   -300.00 USD
    2026-03-31 * "The last day counts"
      Expenses:Rent   34.10 USD
      Assets:Bank    -34.10 USD
    2026-04-01 * "The day after does not"
      Expenses:Rent    1.00 USD
      Assets:Bank     -1.00 USD
    """
    table = income_table(scope(book_doc))
    # Plan: dues 310.00 a month; rent a dollar a day, so 31.00 in March, 90.00 by then.
    # 300.00 is 10.00 or 3.2 % less than 310.00, and 34.10 is 10.0 % more than 31.00.
    assert shown(table, "month", "plan", "difference", "percent") == [
        "Income",
        "  Dues | 300.00 | 310.00 | -10.00 | -3.2",
        "Income, together | 300.00 | 310.00 | -10.00 | -3.2",
        "Costs",
        "  Rent | 34.10 | 31.00 | 3.10 | 10.0",
        "Costs, together | 34.10 | 31.00 | 3.10 | 10.0",
        "Surplus | 265.90 | 279.00 | -13.10 | -4.7",
    ]
    assert shown(table, "year", "year-plan", "year-difference", "year-percent") == [
        "Income",
        "  Dues | 600.00 | 930.00 | -330.00 | -35.5",
        "Income, together | 600.00 | 930.00 | -330.00 | -35.5",
        "Costs",
        "  Rent | 74.10 | 90.00 | -15.90 | -17.7",
        "Costs, together | 74.10 | 90.00 | -15.90 | -17.7",
        "Surplus | 525.90 | 840.00 | -314.10 | -37.4",
    ]
    assert shown(table, "last-year") == [
        "Income",
        "  Dues | 250.00",
        "Income, together | 250.00",
        "Costs",
        "  Rent | 0.00",
        "Costs, together | 0.00",
        "Surplus | 250.00",
    ]
    assert [column.title for column in table.columns] == [
        "",
        "March 2026",
        "Plan",
        "Difference",
        "%",
        "Year so far, from 1 January",
        "Plan for it",
        "Difference",
        "%",
        "March 2025",
    ]


def test_a_fiscal_year_that_ends_in_june(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "kilmore" "chapter"
      basis: "cash"
      fiscal-year-end: "06-30"
    2025-06-30 * "Of the year before"
      Assets:Bank    100.00 EUR
      Income:Dues   -100.00 EUR
    2025-07-01 * "The year begins"
      Assets:Bank     20.00 EUR
      Income:Dues    -20.00 EUR
    2026-03-05 * "This month"
      Assets:Bank      3.00 EUR
      Income:Dues     -3.00 EUR
    """
    table = income_table(scope(book_doc))
    assert shown(table, "month", "year")[1] == "  Dues | 3.00 | 23.00"
    assert table.columns[2].title == "Year so far, from 1 July"


def test_parents_add_up_their_true_children(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "The parent itself, two children, and one that only sounds like one"
      Expenses:Food               1.00 USD
      Expenses:Food:Bread         2.00 USD
      Expenses:Food:Greens        4.00 USD
      Expenses:Foodbank           8.00 USD
      Expenses:Office:Post:Stamps 16.00 USD
      Assets:Cash               -31.00 USD
    """
    assert shown(income_table(scope(book_doc)), "month") == [
        "Income",
        "Income, together | 0",
        "Costs",
        "  Food",
        "    Food, itself | 1.00",
        "    Bread | 2.00",
        "    Greens | 4.00",
        "  Food, together | 7.00",
        "  Foodbank | 8.00",
        "  Office: Post: Stamps | 16.00",
        "Costs, together | 31.00",
        "Surplus | -31.00",
    ]


def test_a_line_has_the_name_of_what_it_shows_all_of(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "dues" Income:Dues
      name: "Dues of members"
    2026-01-01 custom "coop-account" "general" Expenses:Premises
      name: "Hall and heating"
    2026-03-02 * "One account below the name, or two, or a name in their middle"
      Assets:Bank                   90.00 USD
      Income:Dues:Local           -100.00 USD
      Expenses:Premises:Rent         7.00 USD
      Expenses:Premises:Power        3.00 USD
    """
    assert shown(income_table(scope(book_doc)), "month") == [
        "Income",
        "  Dues of members | 100.00",
        "Income, together | 100.00",
        "Costs",
        "  Hall and heating",
        "    Power | 3.00",
        "    Rent | 7.00",
        "  Hall and heating, together | 10.00",
        "Costs, together | 10.00",
        "Surplus | 90.00",
    ]


def test_accounts_without_any_figure_are_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "budget" Expenses:Planned "monthly" 10.00 USD
    2025-11-02 * "Not in the year, nor in last year's March"
      Expenses:Of-Old    1.00 USD
      Assets:Cash       -1.00 USD
    2026-02-02 * "Only in the year"
      Expenses:Earlier   2.00 USD
      Assets:Cash       -2.00 USD
    2026-03-02 * "In and out again"
      Expenses:Undone    3.00 USD
      Expenses:Undone   -3.00 USD
    """
    assert shown(income_table(scope(book_doc)), "month", "plan", "year") == [
        "Income",
        "Income, together | 0 | 0 | 0",
        "Costs",
        "  Earlier | 0.00 | 0.00 | 2.00",
        "  Planned | 0.00 | 10.00 | 0.00",
        "Costs, together | 0.00 | 10.00 | 2.00",
        "Surplus | 0.00 | -10.00 | -2.00",
    ]


def test_without_a_plan_there_are_no_columns_for_it(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-04-01 custom "budget" Expenses:Rent "monthly" 10.00 USD
    2026-03-02 * "Before the first plan"
      Expenses:Rent    2.00 USD
      Assets:Cash     -2.00 USD
    """
    table = income_table(scope(book_doc))
    assert [column.id for column in table.columns] == ["label", "month", "year"]
    assert [note.text for note in table.notes] == [
        "The book does not reach back to March 2025."
    ]


def test_a_plan_in_another_currency_is_said_to_be_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "budget" Expenses:Rent "monthly" 10.00 USD
    2026-01-01 custom "budget" Expenses:Travel "monthly" 10.00 EUR
    2026-03-02 * "Rent"
      Expenses:Rent    2.00 USD
      Assets:Cash     -2.00 USD
    """
    table = income_table(scope(book_doc))
    assert "  Rent | 10.00" in shown(table, "plan")
    assert "Plans in EUR are left out." in [note.text for note in table.notes]


def test_other_currencies_count_at_the_rate_of_their_day(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-01 price EUR 1.10 USD
    2026-03-20 price EUR 1.20 USD
    2026-03-10 * "At 1.10"
      Expenses:Travel   10.00 EUR
      Assets:Bank      -10.00 EUR
    2026-03-20 * "At 1.20"
      Expenses:Travel   10.00 EUR
      Assets:Bank      -10.00 EUR
    """
    assert "  Travel | 23.00" in shown(income_table(scope(book_doc)), "month")


def test_measures_are_no_money(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-03-10 * "Hours given, by mistake on an expense account"
      Expenses:Help     5 HOUR
      Equity:Memo      -5 HOUR
    2026-03-10 * "Rent"
      Expenses:Rent     1.00 USD
      Assets:Cash      -1.00 USD
    """
    assert shown(income_table(scope(book_doc)), "month")[-4:] == [
        "Costs",
        "  Rent | 1.00",
        "Costs, together | 1.00",
        "Surplus | -1.00",
    ]


def test_renamed_account_types(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "name_assets" "Aktiva"
    option "name_income" "Erträge"
    option "name_expenses" "Aufwand"
    2026-03-10 * "Beiträge"
      Aktiva:Kasse         9.00 EUR
      Erträge:Beiträge   -10.00 EUR
      Aufwand:Porto        1.00 EUR
    """
    assert shown(income_table(scope(book_doc)), "month") == [
        "Income",
        "  Beiträge | 10.00",
        "Income, together | 10.00",
        "Costs",
        "  Porto | 1.00",
        "Costs, together | 1.00",
        "Surplus | 9.00",
    ]


def test_a_quarter_and_a_day(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-02-03 * "A year before"
      Assets:Cash    5.00 USD
      Income:Dues   -5.00 USD
    2026-01-31 * "January"
      Assets:Cash   10.00 USD
      Income:Dues  -10.00 USD
    2026-03-31 * "March"
      Assets:Cash   30.00 USD
      Income:Dues  -30.00 USD
    """
    quarter = income_table(scope(book_doc, "2026-Q1"))
    assert shown(quarter, "month", "year", "last-year")[1] == (
        "  Dues | 40.00 | 40.00 | 5.00"
    )
    day = income_table(scope(book_doc, "2026-03-31"))
    assert (
        shown(day, "month", "year", "last-year")[1] == "  Dues | 30.00 | 40.00 | 0.00"
    )
