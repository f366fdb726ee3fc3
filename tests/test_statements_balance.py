"""The balance sheet: what is owned, owed and left, and to whom what is left belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import Ref
from coopbooks.core.table import Values
from coopbooks.core.table import evaluate
from coopbooks.statements.activity import Activity
from coopbooks.statements.balance import balance_table
from coopbooks.statements.funds import fund_figures
from coopbooks.statements.funds import funds_table
from coopbooks.statements.income import income_table
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def sheet(book: Book, period: str = "2026-03", *, by_fund: bool = False) -> Values:
    """The balance sheet, worked out with the tables that it leads to."""
    seen = scope(book, period)
    figures = fund_figures(seen) if by_fund else None
    tables = [balance_table(seen, figures), income_table(seen)]
    if figures is not None:
        tables.append(funds_table(seen, figures))
    return evaluate(tuple(tables))


def test_a_plain_book(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-12-31 * "Opening"
      Assets:Bank              100.00 USD
      Equity:Opening          -100.00 USD
    2026-01-10 * "Sold, and a bill"
      Assets:Bank               50.00 USD
      Income:Sales             -50.00 USD
      Expenses:Rent             20.00 USD
      Liabilities:Bills        -20.00 USD
    2026-03-10 * "The bill paid, and sold again"
      Liabilities:Bills         20.00 USD
      Assets:Bank              -20.00 USD
      Assets:Customers           7.00 USD
      Income:Sales              -7.00 USD
    2026-04-01 * "Not yet"
      Assets:Bank                1.00 USD
      Income:Sales              -1.00 USD
    """
    assert shown(sheet(book_doc), "end", "before", "difference", table="balance") == [
        "What we own",
        "  Bank | 130.00 | 150.00 | -20.00",
        "  Customers | 7.00 | 0.00 | 7.00",
        "What we own, together | 137.00 | 150.00 | -13.00",
        "What we owe",
        "  Bills | 0.00 | 20.00 | -20.00",
        "What we owe, together | 0.00 | 20.00 | -20.00",
        "Left after debts (net assets) | 137.00 | 130.00 | 7.00",
        "To whom it belongs",
        "  Opening | 100.00 | 100.00 | 0.00",
        "  This year's surplus so far | 37.00 | 30.00 | 7.00",
        "What is left, together | 137.00 | 130.00 | 7.00",
        "Own = owe + what is left? | YES | YES",
    ]


def test_what_falls_due_later_stands_apart(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Oven
    2025-01-01 custom "coop-account" "loan" Liabilities:Loan:Next-Year
    2025-01-01 custom "coop-account" "long-term-loan" Liabilities:Loan:Later
    2026-03-10 * "An oven on credit"
      Assets:Oven                 900.00 USD
      Assets:Bank                -100.00 USD
      Liabilities:Loan:Next-Year -200.00 USD
      Liabilities:Loan:Later     -600.00 USD
    2026-03-11 * "Shares"
      Assets:Bank                 500.00 USD
      Equity:Shares              -500.00 USD
    """
    assert shown(sheet(book_doc), "end", table="balance")[:12] == [
        "What we own",
        "  Bank | 400.00",
        "What we own, within 12 months | 400.00",
        "  Oven | 900.00",
        "What we own, later than 12 months | 900.00",
        "What we own, together | 1300.00",
        "What we owe",
        "  Loan: Next Year | 200.00",
        "What we owe, within 12 months | 200.00",
        "  Loan: Later | 600.00",
        "What we owe, later than 12 months | 600.00",
        "What we owe, together | 800.00",
    ]


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


def test_renamed_account_types(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "name_assets" "Aktiva"
    option "name_liabilities" "Schulden"
    option "name_equity" "Eigenkapital"
    option "name_income" "Erträge"
    2026-03-10 * "Anfang"
      Aktiva:Bank            100.00 EUR
      Schulden:Kredit        -60.00 EUR
      Eigenkapital:Anfang    -30.00 EUR
      Erträge:Beiträge       -10.00 EUR
    """
    values = sheet(book_doc)
    assert shown(values, "end", table="balance") == [
        "What we own",
        "  Bank | 100.00",
        "What we own, together | 100.00",
        "What we owe",
        "  Kredit | 60.00",
        "What we owe, together | 60.00",
        "Left after debts (net assets) | 40.00",
        "To whom it belongs",
        "  Anfang | 30.00",
        "  This year's surplus so far | 10.00",
        "What is left, together | 40.00",
        "Own = owe + what is left? | YES",
    ]


def test_holdings_are_worth_what_they_are_on_the_day(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-02-01 price EUR 1.10 USD
    2026-03-20 price EUR 1.20 USD
    2026-02-01 * "A gift"
      Assets:Bank     100.00 EUR
      Income:Gifts   -100.00 EUR
    """
    values = sheet(book_doc)
    # The gift counts 110.00 in the year; the euros have gained 10.00 since.
    assert shown(values, "end", "before", table="balance") == [
        "What we own",
        "  Bank | 120.00 | 110.00",
        "What we own, together | 120.00 | 110.00",
        "What we owe",
        "What we owe, together | 0 | 0",
        "Left after debts (net assets) | 120.00 | 110.00",
        "To whom it belongs",
        "  This year's surplus so far | 110.00 | 110.00",
        "  Change in value of other currencies, and rounding | 10.00 | 0.00",
        "What is left, together | 120.00 | 110.00",
        "Own = owe + what is left? | YES | YES",
    ]


@pytest.mark.parametrize(
    "forgotten",
    ["Assets:Bank", "Liabilities:Bills", "Equity:Opening", "Income:Sales"],
)
def test_an_account_that_is_forgotten_fails_the_equation(
    forgotten: str, book_doc: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-02-01 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "Opening, in two currencies, and a bill"
      Assets:Bank             100.00 USD
      Assets:Savings           50.00 EUR
      Equity:Opening         -100.00 USD
      Equity:Opening          -50.00 EUR
    2026-02-02 * "Sold, and a bill"
      Assets:Bank              30.00 USD
      Income:Sales            -45.00 USD
      Expenses:Rent            35.00 USD
      Liabilities:Bills       -20.00 USD
    """
    assert sheet(book_doc).failed() == []
    every = Activity.accounts

    def without(self: Activity, *types: str) -> list[str]:
        return [name for name in every(self, *types) if name != forgotten]

    monkeypatch.setattr(Activity, "accounts", without)
    assert Ref("balance", "equation", "end") in sheet(book_doc).failed()
