from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.withheld import overdue
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def late(book: Book, period: str) -> list[tuple[str, Decimal]]:
    month = parse_period(period)
    return list(overdue(scope_of(book.entries, book.options, "", "USD", month)))


def test_what_is_owed_beyond_the_last_days_is_overdue(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 custom "coop-account" "tax-payable" Liabilities:Taxes
    2026-01-01 custom "coop-control" "withholding-overdue" "above" 31 DAY
    2026-01-01 open Liabilities:Taxes USD
    2026-01-01 open Expenses:Wages USD
    2026-01-01 open Assets:Bank USD

    2026-01-15 * "Pay"
      Expenses:Wages      100.00 USD
      Liabilities:Taxes  -100.00 USD

    2026-02-15 * "Pay"
      Expenses:Wages      110.00 USD
      Liabilities:Taxes  -110.00 USD

    2026-02-16 * "Treasury"
      Liabilities:Taxes    70.00 USD
      Assets:Bank         -70.00 USD
    """
    assert late(book_doc, "2026-01") == []
    assert late(book_doc, "2026-02") == [("Liabilities:Taxes", Decimal("30.00"))]
    assert late(book_doc, "2026-03") == [("Liabilities:Taxes", Decimal("140.00"))]


def test_a_book_without_the_rule_has_none(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 custom "coop-account" "tax-payable" Liabilities:Taxes
    2026-01-01 open Liabilities:Taxes USD
    2026-01-01 open Expenses:Wages USD

    2026-01-15 * "Pay"
      Expenses:Wages      100.00 USD
      Liabilities:Taxes  -100.00 USD
    """
    assert late(book_doc, "2026-12") == []
