"""A small union's book that a committee reviews."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.controls.review.acting import Person
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

MARCH = parse_period("2026-03")
DAY = datetime.date(2026, 4, 10)
MAIN = """\
option "title" "A union (made up)"
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-01-01 custom "coop-format" 1
2025-01-01 custom "coop-entity" "union" "union"
  basis: "cash"
include "books.beancount"
include "reviews/*.beancount"
"""
BOOKS = """\
2025-01-01 open Assets:Bank
2025-01-01 open Income:Dues
2025-01-01 open Expenses:Rent
2025-01-01 open Expenses:Printing
2025-01-01 custom "coop-account" "bank" Assets:Bank
2025-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
2025-01-01 custom "coop-sign-off" "month"
  quorum: 2
  offices: "trustee"
2025-01-01 custom "coop-officer" "M-0001" "treasurer"
2025-01-01 custom "coop-officer" "M-0002" "trustee"
2025-01-01 custom "coop-officer" "M-0003" "trustee"
2025-01-01 custom "coop-officer" "M-0004" "president"
2026-02-10 * "Members" "Dues"
  Assets:Bank      100 USD
  Income:Dues
2026-03-02 * "Landlord" "Rent"
  Expenses:Rent     80 USD
  Assets:Bank
2026-03-10 * "Members" "Dues"
  Assets:Bank      120 USD
  Income:Dues
2026-03-17 * "Printer" "Leaflets"
  Expenses:Printing 60 USD
  Assets:Bank
2026-04-02 * "Landlord" "Rent"
  Expenses:Rent     80 USD
  Assets:Bank
"""


def small_book(folder: Path, more: str = "") -> Path:
    """Write the book; its entry file."""
    (folder / "reviews").mkdir(parents=True)
    for name, text in (
        ("main", MAIN),
        ("books", BOOKS + more),
        ("reviews/none-yet", "; Nothing yet.\n"),
    ):
        path = folder / f"{name}.beancount"
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder / "main.beancount"


def edit(main: Path, old: str, new: str) -> None:
    """Change the book as a treasurer would, in its own file."""
    path = main.parent / "books.beancount"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def loaded(main: Path) -> Book:
    """Load the book, which has no errors."""
    book = coopbooks.load(main)
    assert book.errors == []
    return book


def person(number: int, of: str = "", day: datetime.date = DAY) -> Person:
    """A member by number."""
    return Person(f"M-{number:04}", day, "typed", of)
