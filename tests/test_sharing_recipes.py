"""What recipes of agreements asked for: a book's first day, and parts by weight."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def owed(book: Book, name: str, *periods: str) -> list[Decimal | None]:
    """The share of each period; None where there is none."""
    view = view_of(book)
    found = [share_of(view, name, parse_period(period)) for period in periods]
    return [shares[0].number if shares else None for shares in found]


def test_a_book_may_begin_with_the_last_day_of_a_period(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Sales
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "share" "sales"
      from: "bakery"
      to: "party"
      count: "quarter"
    2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 5 PERCENT
    2026-03-31 * "Sales of the quarter"
      Assets:Bank    1000.00 USD
      Income:Sales
    """
    assert book_doc.errors == []
    assert owed(book_doc, "share", "2026-Q1") == [Decimal("50.00")]


def test_hours_on_the_first_day_count(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 commodity HOUR
      measure: TRUE
    2025-12-31 open Equity:Memo:Hours
    2025-12-31 open Equity:Memo:Total
    2026-01-01 custom "coop-entity" "builders" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-measure" "hours" Equity:Memo:Hours "in-period"
    2026-01-01 custom "coop-agreement" "fund" "hours"
      from: "builders"
      to: "training-fund"
    2026-01-01 custom "coop-agreement-band" "fund" "from" 0 HOUR "pays" 0.45 USD
    2026-01-31 * "Hours"
      Equity:Memo:Hours   100 HOUR
      Equity:Memo:Total  -100 HOUR
    """
    assert book_doc.errors == []
    assert owed(book_doc, "fund", "2026-01") == [Decimal("45.00")]


def test_what_a_book_begins_with_is_of_the_evening_before(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Equity:Opening
    2025-12-31 custom "coop-entity" "local" "union"
      basis: "accrual"
    2020-01-01 custom "coop-agreement" "fee" "fixed"
      from: "local"
      to: "federation"
      amount: 10.00 USD
    2025-12-31 * "What we begin with"
      Assets:Bank      1000.00 USD
      Equity:Opening
    """
    assert book_doc.errors == []
    assert owed(book_doc, "fee", "2025-12", "2026-01") == [None, Decimal("10.00")]


def test_parts_by_weight_share_what_is_left(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2026-01-01 custom "coop-entity" "chapter" "chapter"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "share" "fixed"
      from: "chapter"
      to: "party"
      amount: 200.00 USD
    2026-01-01 custom "coop-agreement-part" "share" "half" 50 PERCENT
    2026-01-01 custom "coop-agreement-part" "share" "north" 2 PART
    2026-01-01 custom "coop-agreement-part" "share" "south" "equal"
    """
    assert book_doc.errors == []
    (share,) = share_of(view_of(book_doc), "share", parse_period("2026-01"))
    parts = {part.name: part.number for part in share.parts}
    assert parts == {
        "half": Decimal("100.00"),
        "north": Decimal("66.67"),
        "south": Decimal("33.33"),
    }
