"""Entries that adjust a year: allowed until it is sealed, shown before and after."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.closings import check_closing
from coopbooks.core.periods import parse_period
from coopbooks.packs.month import month_pack

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

NOW = datetime.datetime.fromisoformat("2026-03-08T19:05")


def told(book: Book) -> list[str]:
    return [error.message for error in check_closing(book.entries)]


def test_the_last_month_waits_for_them(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Oven
    2025-01-01 open Expenses:Wear
    2025-12-31 * "Baker" "Oven"
      Assets:Oven   600 USD
      Assets:Bank
    2026-01-10 custom "coop-close" "2025-12" "hard"
    2025-12-31 * "Wear of the oven"
      adjusting: TRUE
      recorded: 2026-02-20
      Expenses:Wear  60 USD
      Assets:Oven
    """
    assert told(book_doc) == []
    pack = month_pack(book_doc, parse_period("2025"), NOW)
    rows = {
        row: [
            pack.values.amount("adjusting", row, column)
            for column in ("before", "adjusted", "after")
        ]
        for row in ("Assets:Oven", "Expenses:Wear")
    }
    assert rows == {
        "Assets:Oven": [Decimal("600.00"), Decimal("-60.00"), Decimal("540.00")],
        "Expenses:Wear": [Decimal(0), Decimal("60.00"), Decimal("60.00")],
    }
    assert pack.values.failed() == []


def test_not_in_another_month_nor_without_the_mark(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Oven
    2025-01-01 open Expenses:Wear
    2026-01-10 custom "coop-close" "2025-12" "hard"
    2025-11-30 * "Wear of the oven"
      adjusting: TRUE
      recorded: 2026-02-20
      Expenses:Wear  60 USD
      Assets:Oven
    2025-12-31 * "Wear of the oven"
      recorded: 2026-02-20
      Expenses:Wear  60 USD
      Assets:Oven
    """
    assert len(told(book_doc)) == 2


def test_not_once_the_year_is_sealed(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Oven
    2025-01-01 open Expenses:Wear
    2026-01-10 custom "coop-close" "2025-12" "soft"
    2026-02-10 custom "coop-close" "2025" "hard"
    2025-12-31 * "Wear of the oven"
      adjusting: TRUE
      recorded: 2026-02-20
      Expenses:Wear  60 USD
      Assets:Oven
    """
    (words,) = told(book_doc)
    assert "after the books were closed through 31 December 2025" in words
