"""Small books into which sheets are imported."""

from __future__ import annotations

import datetime
import shutil
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from beancount.core import data

import coopbooks
from coopbooks.imports.preview import preview
from coopbooks.imports.writing import write

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.imports.fates import Preview

SAMPLES = Path(__file__).resolve().parent.parent / "imports"
NOW = datetime.date(2026, 5, 2)


def sample_book(folder: Path, profile: str, name: str = "sample") -> Path:
    """Start the sample book with one profile; gives its folder."""
    (folder / "generated").mkdir(parents=True)
    none = b"; written by coopbooks\n"
    (folder / "generated" / "none-yet.beancount").write_bytes(none)
    (folder / "private").mkdir()
    shutil.copy(SAMPLES / "roster.csv", folder / "private" / "roster.csv")
    shutil.copy(SAMPLES / "book.beancount", folder / "main.beancount")
    add_profile(folder, profile, name)
    return folder


def add_profile(folder: Path, profile: str, name: str) -> None:
    """Put a profile into a book's folder."""
    (folder / "imports").mkdir(exist_ok=True)
    path = folder / "imports" / f"{name}.toml"
    path.write_text(profile, encoding="utf-8", newline="\n")


def kind_book(folder: Path, kind: str) -> tuple[Path, Path]:
    """Start the sample book with the sample profile of a kind; and its sheet."""
    profile = (SAMPLES / kind / "profile.toml").read_text(encoding="utf-8")
    book = sample_book(folder / "book", profile)
    sheet = next(path for path in (SAMPLES / kind).iterdir() if path.stem == "sheet")
    shutil.copy(sheet, folder / sheet.name)
    return book, folder / sheet.name


def looked_at(book: Path, *sheets: Path, take: bool = False) -> tuple[Book, Preview]:
    """Load a book and preview sheets."""
    loaded = coopbooks.load(book)
    assert not loaded.errors, [str(error.message) for error in loaded.errors]
    return loaded, preview(loaded, sheets, now=NOW, take=take)


def whole(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def fates(found: Preview) -> list[str]:
    """The fates of rows of data, in order."""
    return [str(one.fate) for one in found.fates if str(one.fate) != "SKIPPED"]


Row = tuple[str, str, str]
DUES = """\
kind = "dues"
sender = "steward"
files = ["dues*.csv", "dues*.xlsx"]
decimal = "."
payee = "Members"

[columns]
date = "Day"
member = "No."
amount = "Amount"

[accounts]
money = "Assets:Clearing:List"
dues = "Assets:Receivable:Dues"
"""


def dues_sheet(path: Path, rows: list[Row], *more: str) -> Path:
    lines = ["Day,No.,Amount", *(",".join(row) for row in rows), *more]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


def imported(book: Path, *sheets: Path, take: bool = False) -> list[str]:
    loaded, found = looked_at(book, *sheets, take=take)
    write(loaded, found, now=NOW)
    return fates(found)


def on_account(book: Book, account: str) -> Decimal:
    numbers = (
        posting.units.number
        for entry in book.entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.account == account
        and posting.units is not None
        and posting.units.number is not None
    )
    return sum(numbers, Decimal(0))
