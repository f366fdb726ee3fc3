"""What money is called as it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.roles import ROLES
from coopbooks.statements.cash import cash_table
from coopbooks.statements.cashwords import CAME_IN
from coopbooks.statements.cashwords import WENT_OUT
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_money_is_named_by_what_happened(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "receivable" Assets:Customers
      name: "Customers who have not paid yet"
    2026-01-01 custom "coop-account" "payable" Liabilities:Suppliers
      name: "Suppliers' bills"
    2026-01-01 custom "coop-account" "payable" Liabilities:Claims
      name: "Claims of members"
    2026-01-01 custom "coop-account" "member-capital" Equity:Capital
    2026-01-01 custom "coop-account" "loan" Liabilities:Loan
    2026-01-01 custom "coop-account" "long-term-loan" Liabilities:Loan:Later
    2026-01-01 custom "coop-account" "fixed-asset" Assets:Oven
      name: "The oven"
    2026-03-02 * "In"
      Assets:Bank              103.00 USD
      Assets:Customers         -50.00 USD
      Equity:Capital:M-0001    -30.00 USD
      Liabilities:Loan:Later   -20.00 USD
      Liabilities:Suppliers     -3.00 USD
    2026-03-03 * "Out"
      Liabilities:Suppliers     40.00 USD
      Liabilities:Claims         5.00 USD
      Liabilities:Loan           4.00 USD
      Equity:Capital:M-0002      2.00 USD
      Assets:Oven                6.00 USD
      Assets:Bank              -57.00 USD
    """
    assert shown(cash_table(scope(book_doc)), "total")[1:-3] == [
        "Came in",
        "  Paid by those who owed us | 50.00",
        "  Paid in by members | 30.00",
        "  Borrowed | 20.00",
        "  Suppliers' bills | 3.00",
        "Came in, together | 103.00",
        "Went out",
        "  The oven | -6.00",
        "  Paid back to members | -2.00",
        "  Bills paid: Claims of members | -5.00",
        "  Loans repaid | -4.00",
        "  Bills paid: Suppliers' bills | -40.00",
        "Went out, together | -57.00",
    ]


def test_the_words_are_of_roles_that_there_are() -> None:
    assert {*CAME_IN, *WENT_OUT} <= set(ROLES)
