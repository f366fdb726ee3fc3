"""The trial balance, in debit and credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Values
from coopbooks.core.table import evaluate
from coopbooks.statements.income import income_table
from coopbooks.statements.trial import trial_table
from tests.support.statements import said
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope


def trial(seen: Scope) -> Values:
    """The trial balance, worked out with the statement that it is compared with."""
    return evaluate((trial_table(seen), income_table(seen)))


def test_debit_and_credit(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-05-01 * "The year before: dues of 50.00, rent of 20.00"
      Assets:Bank             30.00 USD
      Expenses:Rent           20.00 USD
      Income:Dues            -50.00 USD
    2025-12-31 * "Shares"
      Assets:Bank            100.00 USD
      Equity:Shares         -100.00 USD
    2026-01-10 * "January counts: it is of this year"
      Expenses:Rent           20.00 USD
      Liabilities:Bills      -20.00 USD
    2026-03-10 * "Dues, given back with something more"
      Assets:Bank             -5.00 USD
      Income:Dues              5.00 USD
    2026-03-11 * "A loan paid back too high"
      Liabilities:Loan         3.00 USD
      Assets:Bank             -3.00 USD
    """
    values = trial(scope(book_doc))
    assert shown(values, "debit", "credit", table="trial") == [
        "Assets:Bank | 122.00",
        "Liabilities:Bills |  | 20.00",
        "Liabilities:Loan | 3.00",
        "Equity:Shares |  | 100.00",
        "Income and expenses of earlier years |  | 30.00",
        "Income:Dues | 5.00",
        "Expenses:Rent | 20.00",
        "Together | 150.00 | 150.00",
        "Debit = credit? | YES",
        "Income less expenses = surplus of the year so far? | YES",
    ]
    assert said(values, "trial") == [
        "At the end of 31 March 2026; income and expenses since 1 January 2026."
    ]


def test_accounts_that_came_to_zero_are_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "Billed"
      Expenses:Rent           20.00 USD
      Liabilities:Bills      -20.00 USD
    2026-03-10 * "Paid"
      Liabilities:Bills       20.00 USD
      Assets:Bank            -20.00 USD
    """
    assert shown(trial(scope(book_doc)), "debit", "credit", table="trial") == [
        "Assets:Bank |  | 20.00",
        "Expenses:Rent | 20.00",
        "Together | 20.00 | 20.00",
        "Debit = credit? | YES",
        "Income less expenses = surplus of the year so far? | YES",
    ]


def test_other_currencies(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 price EUR 1.00 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "A gift in euros, and a debt in them"
      Assets:Bank            100.00 EUR
      Liabilities:Loan       -40.00 EUR
      Income:Gifts           -60.00 EUR
    """
    # 60 euros came in at 60.00 and are worth 72.00.
    assert shown(trial(scope(book_doc)), "debit", "credit", table="trial") == [
        "Assets:Bank | 120.00",
        "Liabilities:Loan |  | 48.00",
        "Income:Gifts |  | 60.00",
        "Change in value of other currencies, and rounding |  | 12.00",
        "Together | 120.00 | 120.00",
        "Debit = credit? | YES",
        "Income less expenses = surplus of the year so far? | YES",
    ]


def test_the_check_can_fail(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-02-01 * "A gift"
      Assets:Bank            100.00 EUR
      Income:Gifts          -100.00 EUR
    """
    seen = scope(book_doc)
    del seen.activity.flows["Assets:Bank"]
    failed = trial(seen).failed()
    assert [ref.row for ref in failed] == ["equal"]


def test_an_entry_that_does_not_balance_is_no_change_in_value(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 price EUR 1.00 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "Three euros too many"
      Assets:Bank            100.00 EUR
      Income:Gifts           -97.00 EUR
    """
    assert len(book_doc.errors) == 1
    book_doc.errors.clear()
    assert [ref.row for ref in trial(scope(book_doc)).failed()] == ["equal"]


def test_what_beancount_lets_pass_as_rounding_passes(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    option "tolerance_multiplier" "1.2"
    2026-02-01 * "A cent is within this book's tolerance"
      Assets:Bank            100.00 USD
      Income:Gifts           -99.99 USD
    """
    assert trial(scope(book_doc)).failed() == []
