"""Hidden columns: what the profile names is read, and people are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read
from tests.support import rawsheets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AB = Reading(columns={"a": ("a",), "b": ("b",)})
READ = (
    "1 hidden column (B) of x.xlsx, sheet Sheet was read, since the profile names it."
)
SKIPPED = (
    "2 hidden columns (C, E) of x.xlsx, sheet Sheet were skipped; the profile does not "
    "name them."
)


def sheet_at(path: Path, *hidden: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["a", "b", "c", None, "e"], [1, 2, 3, None, 5]):
        sheet.append(row)
    for letter in hidden:
        sheet.column_dimensions[letter].hidden = True
    book.save(path)
    return path


@pytest.mark.parametrize("hidden", ["skip", "read"])
def test_a_hidden_column_that_is_named_is_read(tmp_path: Path, hidden: str) -> None:
    path = sheet_at(tmp_path / "x.xlsx", "B", "C", "D", "E")
    mode = Reading(columns=AB.columns, hidden="read" if hidden == "read" else "skip")
    [sheet] = read(path, mode)
    assert sheet.rows[0].cells["b"].text == "2"
    # Nothing stands in column D.
    assert sheet.notes == (READ, SKIPPED)


def test_what_is_shown_is_not_told(tmp_path: Path) -> None:
    [sheet] = read(sheet_at(tmp_path / "x.xlsx"), AB)
    assert sheet.notes == ()


def test_columns_hidden_together_to_the_end_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    rawsheets.write(path, before='<cols><col min="2" max="16384" hidden="1"/></cols>')
    [sheet] = read(path, AB)
    [note] = sheet.notes
    assert note.startswith("1 hidden column (B) of x.xlsx")
    assert note.endswith("was read, since the profile names it.")


def test_as_libreoffice_writes_it(
    tmp_path: Path, recalculate: Callable[[Path], Path]
) -> None:
    path = recalculate(sheet_at(tmp_path / "x.xlsx", "B", "C", "E"))
    [sheet] = read(path, AB)
    assert sheet.notes == (READ, SKIPPED)
