"""A trial balance from a program that closes its years, held against a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

import coopbooks
from coopbooks.imports.profiles import load_profiles
from tests.support.importing import add_profile
from tests.support.importing import fates
from tests.support.importing import imported
from tests.support.importing import looked_at
from tests.support.importing import sample_book

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """\
kind = "balances"
sender = "program"
files = ["trial-*.csv"]
decimal = "."
thousands = ","
years = "closed"

[find]
date = 'As of (\\w+ \\d+, \\d{4})'

[columns]
account = ""
debit = "Debit"
credit = "Credit"

[accounts]
result = "Equity:Opening"

[[rules]]
text = "Retained Earnings"
account = "Equity:Opening"
"""
YEARS = """
2025-01-01 open Expenses:Hall USD
2025-01-01 open Income:Sales USD
2025-01-01 open Assets:Till USD

2025-05-05 * "Market" "Sold"
  Assets:Till     300.00 USD
  Income:Sales   -300.00 USD

2025-06-05 * "Hall" "Rent"
  Expenses:Hall   120.00 USD
  Assets:Till    -120.00 USD

2026-02-05 * "Market" "Sold"
  Assets:Till      70.00 USD
  Income:Sales    -70.00 USD

2026-02-06 * "Hall" "Rent"
  Expenses:Hall    50.00 USD
  Assets:Till     -50.00 USD
"""
ROWS = [
    "Assets:Bank,940.00,",
    "Assets:Till,200.00,",
    # What the book opened with, and 300 less 120 of the year before.
    'Retained Earnings,,"1,180.00"',
    "Income:Sales,,70.00",
    "Expenses:Hall,50.00,",
    "Expenses:Travel,60.00,",
    'TOTAL,"1,250.00","1,250.00"',
]


def sheet_of(folder: Path, rows: list[str]) -> Path:
    sheet = folder / "trial-2026-03.csv"
    lines = ["Our Co-op", '"As of March 31, 2026"', ",Debit,Credit", *rows]
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return sheet


def book_of(folder: Path, profile: str = PROFILE, year_end: str = "12-31") -> Path:
    book = sample_book(folder / "book", profile)
    main = book / "main.beancount"
    basis = '  basis: "accrual"\n'
    text = main.read_text("utf-8").replace(
        basis, f'{basis}  fiscal-year-end: "{year_end}"\n'
    )
    main.write_text(text + YEARS, encoding="utf-8", newline="\n")
    return book


def test_closed_years_agree_with_a_book_whose_years_run_on(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    sheet = sheet_of(tmp_path, ROWS)
    assert imported(book, sheet) == ["NEW"] * 6
    loaded = coopbooks.load(book)
    assert not loaded.errors
    assert imported(book, sheet) == ["SAME"] * 6
    [sales] = [
        entry
        for entry in loaded.entries
        if isinstance(entry, data.Balance) and entry.account == "Income:Sales"
    ]
    # What the book itself holds is confirmed, of all years.
    assert str(sales.amount) == "-370.00 USD"


def test_what_differs_says_since_when(tmp_path: Path) -> None:
    rows = [row.replace("70.00", "71.00").replace("1,180", "1,179") for row in ROWS]
    _, found = looked_at(book_of(tmp_path), sheet_of(tmp_path, rows))
    wrong = [str(one.reason) for one in found.fates if one.fate == "REJECTED"]
    retained, sales = wrong
    assert retained.startswith("is -1,179.00, and the book has -1,180.00 on 31 March")
    assert retained.endswith(" with the results before 1 January 2026")
    assert sales.endswith("has -70.00 on 31 March 2026 since 1 January 2026")


def test_the_books_own_fiscal_year_counts(tmp_path: Path) -> None:
    rows = [
        *ROWS[:2],
        "Retained Earnings,,1300.00",
        "Income:Sales,,70.00",
        "Expenses:Hall,170.00,",
        ROWS[5],
    ]
    book = book_of(tmp_path, year_end="05-31")
    assert fates(looked_at(book, sheet_of(tmp_path, rows))[1]) == ["NEW"] * 6


def test_years_that_run_on_are_compared_whole(tmp_path: Path) -> None:
    every = 'asserts = ["Assets", "Equity", "Income", "Expenses"]'
    profile = PROFILE.replace('years = "closed"', every)
    rows = [
        "Retained Earnings,,1000.00",
        "Income:Sales,,370.00",
        "Expenses:Hall,170.00,",
    ]
    book = book_of(tmp_path, profile)
    assert fates(looked_at(book, sheet_of(tmp_path, rows))[1]) == ["NEW"] * 3


def test_closed_years_need_the_account_that_takes_them(tmp_path: Path) -> None:
    profile = PROFILE.replace('result = "Equity:Opening"\n', "")
    add_profile(tmp_path, profile, "program")
    [error] = load_profiles(tmp_path)[1]
    assert "[accounts] needs 'result' where years are closed" in error.message
