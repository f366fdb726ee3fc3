from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import SheetMissing
from coopbooks.imports.sheets.files import SheetsTwo
from coopbooks.imports.sheets.files import read
from tests.support.rawsheets import only

if TYPE_CHECKING:
    from pathlib import Path

AB = Reading(columns={"a": ("a",), "b": ("b",)})


def two_sheets(path: Path, *, second: str = "visible") -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "March"
    book.worksheets[0].append(["a", "b"])
    book.worksheets[0].append([1, 2])
    other = book.create_sheet("April")
    other.append(["a", "b"])
    other.append([3, 4])
    other.sheet_state = second
    book.create_sheet("Notes").append(["nothing"])
    book.save(path)
    return path


def test_two_sheets_that_fit_are_asked_about(tmp_path: Path) -> None:
    path = two_sheets(tmp_path / "x.xlsx")
    with pytest.raises(SheetsTwo, match='profile: "March" and "April"'):
        read(path, AB)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [("April", ["April"]), (" march ", ["March"]), ("*", ["March", "April"])],
)
def test_the_profile_names_the_sheet(
    tmp_path: Path, wanted: str, names: list[str]
) -> None:
    path = two_sheets(tmp_path / "x.xlsx")
    sheets = read(path, Reading(columns=AB.columns, sheet=wanted))
    assert [sheet.sheet for sheet in sheets] == names


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_skipped_or_read(tmp_path: Path, state: str) -> None:
    path = two_sheets(tmp_path / "x.xlsx", second=state)
    sheet = only(read(path, AB))
    assert sheet.sheet == "March"
    assert sheet.notes == ('1 hidden sheet ("April") of x.xlsx: skipped.',)
    with pytest.raises(SheetsTwo):
        read(path, Reading(columns=AB.columns, hidden="read"))


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    path = two_sheets(tmp_path / "x.xlsx")
    with pytest.raises(
        SheetMissing, match='has no sheet "May"; its sheets are: "March"'
    ):
        read(path, Reading(columns=AB.columns, sheet="May"))


def test_all_that_is_hidden_is_no_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["a", "b"])
    book.create_sheet("Chart")
    book.worksheets[0].sheet_state = "hidden"
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(CoopbooksError, match="no row of it has any of the columns"):
        read(tmp_path / "x.xlsx", AB)
