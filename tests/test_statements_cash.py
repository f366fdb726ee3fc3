"""Money in and out: what a bank statement would show, account by account."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.table import evaluate
from coopbooks.statements.cash import bank_accounts
from coopbooks.statements.cash import cash_table
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

BANK, TILL = "Assets:Bank", "Assets:Till"


def test_what_came_in_and_went_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "cash" Assets:Till
    2026-02-28 * "Before"
      Assets:Bank      500.00 USD
      Equity:Opening  -500.00 USD
    2026-03-02 * "Sold, with tax on it"
      Assets:Till      120.00 USD
      Income:Sales    -100.00 USD
      Liabilities:Tax  -20.00 USD
    2026-03-03 * "Till to the bank"
      Assets:Bank      100.00 USD
      Assets:Till     -100.00 USD
    2026-03-04 * "Rent"
      Expenses:Rent    300.00 USD
      Assets:Bank     -300.00 USD
    2026-03-05 * "On credit: no money moves"
      Expenses:Flour    40.00 USD
      Liabilities:Bills -40.00 USD
    2026-04-01 * "After"
      Assets:Bank        1.00 USD
      Income:Sales      -1.00 USD
    """
    table = cash_table(scope(book_doc))
    assert [column.title for column in table.columns] == [
        "",
        "All money",
        "Bank",
        "Till",
    ]
    assert shown(table, "total", BANK, TILL) == [
        "At the start of 1 March 2026 | 500.00 | 500.00 | 0.00",
        "Came in",
        "  Sales | 100.00 | 0 | 100.00",
        "  Tax | 20.00 | 0 | 20.00",
        "Came in, together | 120.00 | 0 | 120.00",
        "Went out",
        "  Rent | -300.00 | -300.00 | 0",
        "Went out, together | -300.00 | -300.00 | 0",
        "  Moved between our own accounts | 0.00 | 100.00 | -100.00",
        "At the end of 31 March 2026 | 320.00 | 300.00 | 20.00",
        "Start + in - out = end? | YES | YES | YES",
        "Agrees with the statement of 31 March 2026 |  | not yet",
    ]


def test_a_payroll_is_its_net_pay(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "tax-payable" Liabilities:Tax
    2026-03-15 * "Pay of 1,000.00, of which 200.00 is kept back"
      Expenses:Wages    1000.00 USD
      Liabilities:Tax   -200.00 USD
      Assets:Bank       -800.00 USD
    2026-03-31 * "The tax of February"
      Liabilities:Tax    150.00 USD
      Assets:Bank       -150.00 USD
    """
    assert shown(cash_table(scope(book_doc)), "total")[3:-3] == [
        "Went out",
        "  Wages | -800.00",
        "  Taxes paid | -150.00",
        "Went out, together | -950.00",
    ]


def test_several_accounts_on_both_sides(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "cash" Assets:Till
    2026-03-02 * "A supplier paid from two accounts, for two things"
      Expenses:Flour     60.00 USD
      Expenses:Sugar     30.00 USD
      Assets:Bank       -80.00 USD
      Assets:Till       -10.00 USD
    2026-03-03 * "The till to the bank, which keeps a fee"
      Assets:Bank        97.00 USD
      Expenses:Fees       3.00 USD
      Assets:Till      -100.00 USD
    """
    # The bank bore 80 of 90: two thirds of it are flour's, 53.33, and 26.67 sugar's.
    assert shown(cash_table(scope(book_doc)), "total", BANK, TILL)[3:-2] == [
        "Went out",
        "  Fees | -3.00 | 0 | -3.00",
        "  Flour | -60.00 | -53.33 | -6.67",
        "  Sugar | -30.00 | -26.67 | -3.33",
        "Went out, together | -93.00 | -80.00 | -13.00",
        "  Moved between our own accounts | 0.00 | 97.00 | -97.00",
        "At the end of 31 March 2026 | -93.00 | 17.00 | -110.00",
    ]


def test_two_currencies(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-02-01 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "Opening"
      Assets:Bank:Home   1000.00 USD
      Assets:Bank:Abroad  100.00 EUR
      Equity:Opening    -1000.00 USD
      Equity:Opening     -100.00 EUR
    2026-03-10 * "Rent abroad, 22.00 on that day"
      Expenses:Rent        20.00 EUR
      Assets:Bank:Abroad  -20.00 EUR
    2026-03-11 * "Ten euros, 11.00 by the book, for 11.50"
      Assets:Bank:Abroad   10.00 EUR @ 1.15 USD
      Assets:Bank:Home    -11.50 USD
    """
    home, abroad = "Assets:Bank:Home", "Assets:Bank:Abroad"
    table = cash_table(scope(book_doc))
    # 90 euros are 108.00 in the end: 110.00 - 22.00 + 11.50 - 0.50 at the bureau, and
    # 9.00 that they have gained since.
    assert shown(table, "total", home, abroad) == [
        "At the start of 1 March 2026 | 1110.00 | 1000.00 | 110.00",
        "Came in",
        "Came in, together | 0 | 0 | 0",
        "Went out",
        "  Rent | -22.00 | 0 | -22.00",
        "Went out, together | -22.00 | 0 | -22.00",
        "  Moved between our own accounts | 0.00 | -11.00 | 11.00",
        "  Change in value of other currencies | 8.50 | -0.50 | 9.00",
        "At the end of 31 March 2026 | 1096.50 | 988.50 | 108.00",
        "Start + in - out = end? | YES | YES | YES",
        "Agrees with the statement of 31 March 2026 |  | not yet | not yet",
    ]


def test_balances_of_the_day_after_confirm_the_bank(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "cash" Assets:Till
    2026-03-02 * "Sold"
      Assets:Bank:Right      10.00 USD
      Assets:Bank:Early      10.00 USD
      Assets:Bank:Half       10.00 USD
      Assets:Bank:Half       10.00 EUR
      Assets:Bank:Both       10.00 USD
      Assets:Bank:Both       10.00 EUR
      Assets:Till            10.00 USD
      Income:Sales          -50.00 USD
      Income:Sales          -20.00 EUR
    2026-03-31 balance Assets:Bank:Early  10.00 USD
    2026-04-01 balance Assets:Bank:Right  10.00 USD
    2026-04-01 balance Assets:Bank:Half   10.00 USD
    2026-04-01 balance Assets:Bank:Both   10.00 USD
    2026-04-01 balance Assets:Bank:Both   10.00 EUR
    2026-04-01 balance Assets:Till        10.00 USD
    """
    seen = scope(book_doc)
    assert {name: confirmed(seen, name) for name in bank_accounts(seen)} == {
        "Assets:Bank:Both": "YES",
        "Assets:Bank:Early": "not yet",
        "Assets:Bank:Half": "not yet",
        "Assets:Bank:Right": "YES",
    }


def test_a_balance_that_does_not_hold(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-03-02 * "Sold"
      Assets:Bank      10.00 USD
      Income:Sales    -10.00 USD
    2026-04-01 balance Assets:Bank  12.00 USD
    """
    assert len(book_doc.errors) == 1
    book_doc.errors.clear()
    assert confirmed(scope(book_doc), BANK) == "NO"


def test_a_guess_confirms_nothing(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Sold"
      Assets:Bank      10.00 USD
      Income:Sales    -10.00 USD
    2026-04-01 balance Assets:Bank  10.00 USD
    """
    seen = scope(book_doc)
    assert money_accounts(seen) == [BANK]
    assert bank_accounts(seen) == []
    table = cash_table(seen)
    assert table.rows[-1].id == "adds-up"
    assert table.notes[0].text.startswith(
        "The book does not say which accounts are cash or bank"
    )


def test_accounts_that_rest_empty_are_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-05 * "Closed long ago"
      Assets:Bank:Old      0.00 USD
    2026-03-02 * "In and out within the month"
      Assets:Bank:Through  10.00 USD
      Income:Sales        -10.00 USD
    2026-03-03 * "Rent"
      Expenses:Rent        10.00 USD
      Assets:Bank:Through -10.00 USD
    """
    table = cash_table(scope(book_doc))
    assert [column.id for column in table.columns] == [
        "label",
        "total",
        "Assets:Bank:Through",
    ]
    assert "Came in, together | 10.00" in shown(table, "total")
    assert evaluate((table,)).failed() == []


def test_the_check_does_not_take_the_rest_for_a_flow(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-03-02 * "Sold"
      Assets:Bank      10.00 USD
      Income:Sales    -10.00 USD
    2026-03-03 * "Rent"
      Expenses:Rent     4.00 USD
      Assets:Bank      -4.00 USD
    """
    seen = scope(book_doc)
    assert evaluate((cash_table(seen),)).failed() == []
    # A transaction that the flows miss is not passed off as a change in value.
    missing = replace(seen, entries=seen.entries[:-1])
    table = cash_table(missing)
    assert "  Change in value of other currencies" not in shown(table)
    assert {ref.row for ref in evaluate((table,)).failed()} == {"adds-up"}
