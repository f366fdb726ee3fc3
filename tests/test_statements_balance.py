"""The balance sheet: what is owned, owed and left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import Ref
from coopbooks.statements.activity import Activity
from tests.support.statements import sheet
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


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
