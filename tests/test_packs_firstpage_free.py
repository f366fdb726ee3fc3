"""Page one: what is free to use, and what others owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.statements import pack
from tests.support.statements import said
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_a_union_is_free_to_use_what_nobody_else_has_a_claim_to(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local-12" "union"
      basis: "accrual"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "cash" Assets:Cash
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2025-01-01 custom "coop-account" "payable" Liabilities:Bills
      name: "Bills of the printer"
    2025-01-01 custom "coop-account" "tax-payable" Liabilities:Tax
    2025-01-01 custom "coop-account" "long-term-loan" Liabilities:Loan
    2025-01-01 custom "coop-fund" "strike" "restricted"
      purpose: "strike pay"
      giver: "members"
    2026-03-01 * "Opening"
      Assets:Bank          1000.00 USD
      Assets:Cash            50.00 USD
      Assets:Dues            30.00 USD
      Liabilities:Loan     -200.00 USD
      Equity:Opening       -480.00 USD
      Equity:Opening       -400.00 USD
        fund: "strike"
    2026-03-02 * "Two bills, one with a name of its own"
      Expenses:Printing      60.00 USD
      Liabilities:Bills:Ink -20.00 USD
      Liabilities:Bills:Sun -25.00 USD
      Liabilities:Other     -15.00 USD
    2026-03-03 * "Tax paid too high: no money to use"
      Liabilities:Tax        10.00 USD
      Assets:Bank           -10.00 USD
    2026-03-04 * "A fund that is overspent gives nothing to use either"
      fund: "visits"
      Expenses:Travel         5.00 USD
      Assets:Cash            -5.00 USD
    """
    values = pack(book_doc).values
    assert shown(values, "amount", table="page-free") == [
        "In the bank and in cash | 1035.00",
        "Strike fund | -400.00",
        "Bills of the printer | -45.00",
        "Other debts | -15.00",
        "Free to use | 575.00",
    ]
    assert said(values, "page-free") == [
        "Not taken off: 200.00 of debts that fall due later than in a year."
    ]
    assert shown(values, "amount", table="page-owed") == ["Dues not yet paid | 30.00"]
    assert said(values, "page-opening")[0] == (
        "We ended March with 1035.00 in the bank and in cash; 575.00 of it is free to "
        "use."
    )
