"""To whom what is left belongs: by class in a co-op, by fund or account elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Ref
from tests.support.statements import sheet
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_a_co_op_by_class(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "collective" Equity:Collective
    2025-01-01 custom "coop-account" "reserve" Equity:Reserve
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-03-01 * "Two members pay in, and a year of work"
      Assets:Bank              2500.00 USD
      Equity:Capital:M-0001   -1000.00 USD
      Equity:Capital:M-0002   -1000.00 USD
      Income:Sales             -500.00 USD
    2026-03-14 * "The surplus of 2025: half of it divided, a tenth in reserve"
      Equity:Result             300.00 USD
      Equity:Capital:M-0001    -125.00 USD
      Equity:Capital:M-0002    -125.00 USD
      Equity:Reserve            -50.00 USD
    2026-03-20 * "Sold"
      Assets:Bank                80.00 USD
      Income:Sales              -80.00 USD
    """
    values = sheet(book_doc)
    # What 2025 left and is not yet shared: 500.00, then 500.00 - 300.00.
    assert shown(values, "end", "before", table="balance")[5:] == [
        "Left after debts (net assets) | 2580.00 | 2500.00",
        "To whom it belongs",
        "  Members' accounts | 2250.00 | 2000.00",
        "  Collective account | 0 | 0",
        "  Reserves | 50.00 | 0.00",
        "  Surplus of earlier years, not yet shared | 200.00 | 500.00",
        "  This year's surplus so far | 80.00 | 0.00",
        "What is left, together | 2580.00 | 2500.00",
        "Members + collective + reserves + not shared = left after debts? | YES | YES",
        "Own = owe + what is left? | YES | YES",
    ]


def test_an_account_without_a_class_fails_the_identity(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2026-02-01 * "Paid in"
      Assets:Bank              1000.00 USD
      Equity:Capital:M-0001   -1000.00 USD
    2026-03-01 * "Brought in, by whom?"
      Assets:Bank               300.00 USD
      Equity:Brought-In        -300.00 USD
    """
    values = sheet(book_doc)
    rows = shown(values, "end", "before", table="balance")
    assert "  Not classed: Equity:Brought-In | 300.00 | 0.00" in rows
    assert values.failed() == [Ref("balance", "identity", "end")]
    assert values[Ref("balance", "equation", "end")] == "YES"


def test_member_capital_that_is_a_debt_is_one(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-account" "member-capital" Liabilities:Capital
    2026-03-01 * "Paid in, to be paid back on demand"
      Assets:Bank                 1000.00 USD
      Liabilities:Capital:M-0001 -1000.00 USD
    """
    values = sheet(book_doc)
    rows = shown(values, "end", table="balance")
    assert "What we owe, together | 1000.00" in rows
    assert "Left after debts (net assets) | 0.00" in rows
    assert values.failed() == []


def test_a_union_by_fund(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local-12" "union"
      basis: "cash"
    2025-01-01 custom "coop-fund" "strike" "restricted"
      purpose: "strike pay"
      giver: "members"
    2025-12-31 * "Opening"
      Assets:Bank              500.00 USD
      Equity:Opening          -300.00 USD
      Equity:Opening          -200.00 USD
        fund: "strike"
    2026-03-10 * "Dues, and strike pay"
      Assets:Bank               30.00 USD
      Income:Dues              -100.00 USD
      Expenses:Strike-Pay        70.00 USD
        fund: "strike"
    """
    values = sheet(book_doc, by_fund=True)
    assert shown(values, "end", "before", table="balance")[5:] == [
        "Left after debts (net assets) | 530.00 | 500.00",
        "To whom it belongs",
        "  General fund | 400.00 | 300.00",
        "  Strike fund | 130.00 | 200.00",
        "What is left, together | 530.00 | 500.00",
        "Own = owe + what is left? | YES | YES",
    ]
    assert values.failed() == []


def test_a_period_that_spans_two_fiscal_years(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "kilmore" "ally"
      basis: "cash"
      fiscal-year-end: "06-30"
    2025-02-01 * "Before the period"
      Assets:Bank   1.00 EUR
      Income:Dues  -1.00 EUR
    2025-05-01 * "In it, the old year"
      Assets:Bank   2.00 EUR
      Income:Dues  -2.00 EUR
    2025-08-01 * "In it, the new year"
      Assets:Bank   4.00 EUR
      Income:Dues  -4.00 EUR
    """
    values = sheet(book_doc, "2025-04..2025-09")
    assert shown(values, "end", "before", table="balance")[-6:-1] == [
        "Left after debts (net assets) | 7.00 | 1.00",
        "To whom it belongs",
        "  Surplus of earlier years, from income and costs | 3.00 | 1.00",
        "  This year's surplus so far | 4.00 | 0",
        "What is left, together | 7.00 | 1.00",
    ]
    assert values.failed() == []


def test_a_year_shows_its_own_beginning(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-02-01 * "The year before"
      Assets:Bank   1.00 EUR
      Income:Dues  -1.00 EUR
    2026-02-01 * "This one"
      Assets:Bank   2.00 EUR
      Income:Dues  -2.00 EUR
    """
    values = sheet(book_doc, "2026-Q1")
    assert shown(values, "end", "before", table="balance")[-4:-2] == [
        "  Surplus of earlier years, from income and costs | 1.00 | 1.00",
        "  This year's surplus so far | 2.00 | 0",
    ]
