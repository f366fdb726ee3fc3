"""Write a bank statement of very many rows, and compare its preview with bare reads."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import xlsxwriter

import bench_book
from bench_runs import Group

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bench_files import Written

FILE, SENDER = "statement.xlsx", "bench"
PROFILE = f"""\
kind = "bank"
sender = "{SENDER}"
files = ["{FILE}"]

[columns]
date = "Date"
text = "Text"
amount = "Amount"
reference = "Reference"

[accounts]
money = "{bench_book.BANK}"
unsorted = "{bench_book.STRIKE}"
"""
# In one process, as the preview is.
BARE = """\
import python_calamine, coopbooks
for _ in range({reads}):
    book = python_calamine.load_workbook(r'{sheet}')
    len(book.get_sheet_by_index(0).to_python())
coopbooks.load(r'{main}')
"""
PREVIEW = """\
import coopbooks, datetime, pathlib
from coopbooks.imports.fates import Fate
from coopbooks.imports.preview import preview
book = coopbooks.load(r'{main}')
made = preview(book, [pathlib.Path(r'{sheet}')], now=datetime.date(2030, 1, 1))
assert made.count(Fate.NEW) == {rows}, made.stops
"""


def statement(folder: Path, rows: int, period: str) -> Path:
    """Write a statement and the profile that reads it.

    Args:
        folder: The folder of a book.
        rows: How many rows it has.
        period: A month of the book, such as 2025-12.

    Returns:
        The statement, an XLSX file.
    """
    profiles = folder / "imports"
    profiles.mkdir(exist_ok=True)
    path = profiles / f"{SENDER}.toml"
    path.write_text(PROFILE, encoding="utf-8", newline="\n")
    sheet = folder / FILE
    first = datetime.datetime.fromisoformat(f"{period}-01")
    with xlsxwriter.Workbook(sheet, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("Statement")
        page.write_row(0, 0, ["Date", "Text", "Reference", "Amount"])
        for row in range(1, rows + 1):
            page.write_datetime(row, 0, first + datetime.timedelta(days=row % 28), day)
            page.write_string(row, 1, f"Gift number {row}")
            page.write_string(row, 2, f"R{row:06}")
            page.write_number(row, 3, 10 + row % 900 / 100)
    return sheet


def group(python: Callable[[str], list[str]], book: Written, rows: int) -> Group:
    """Compare a preview with what is to be at least done for it.

    Args:
        python: Makes a command of some Python.
        book: The book, which gets a profile.
        rows: How many rows the statement has.

    Returns:
        The group; its first command is the measure of the others.
    """
    sheet = statement(book.main.parent, rows, book.period)
    bare = {
        reads: python(BARE.format(reads=reads, sheet=sheet, main=book.main))
        for reads in (2, 1)
    }
    commands = {
        "two bare reads, and the load of the book": bare[2],
        "one bare read, and the load of the book": bare[1],
        "preview": python(PREVIEW.format(sheet=sheet, main=book.main, rows=rows)),
    }
    about = (
        f"{rows:,} rows of a bank statement previewed, compared with two bare reads by "
        "python-calamine and the load of the book. The aim is at most 1.00."
    )
    return Group("Previewing an import", about, commands)
