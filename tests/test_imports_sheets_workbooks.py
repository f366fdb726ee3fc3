from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.numbers import amount
from coopbooks.imports.reading import Reading
from coopbooks.imports.rows import BadCell
from coopbooks.imports.sheets.files import read
from tests.support import rawsheets
from tests.support.rawsheets import HEADER

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from coopbooks.imports.rows import Cell
    from coopbooks.imports.rows import SheetData

AB = Reading(columns={"a": ("a",), "b": ("b",)})
NEVER = "has a formula without a saved value: open the file and save it anew"


def only(path: Path, reading: Reading = AB) -> SheetData:
    (sheet,) = read(path, reading)
    return sheet


def cells(path: Path, reading: Reading = AB) -> dict[str, Cell]:
    """The cells of all rows by their address."""
    return {
        f"{cell.place.column}{cell.place.row}": cell
        for row in only(path, reading).rows
        for cell in row.cells.values()
    }


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.append(["a", "b"])
    return sheet


def test_values_keep_their_kind(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(["007", 7])
    sheet.append([True, 0.1 + 0.2])
    sheet.append([datetime.date(2026, 3, 31), 1e3])
    sheet.append(
        [
            datetime.datetime.combine(datetime.date(2026, 3, 31), datetime.time(9)),
            "  x ",
        ]
    )
    book.save(tmp_path / "x.xlsx")
    found = {key: cell.value for key, cell in cells(tmp_path / "x.xlsx").items()}
    assert found == {
        "A2": "007",
        "B2": Decimal(7),
        "A3": True,
        "B3": Decimal("0.3"),
        "A4": datetime.date(2026, 3, 31),
        "B4": Decimal(1000),
        "A5": datetime.datetime.combine(datetime.date(2026, 3, 31), datetime.time(9)),
        "B5": "x",
    }
    assert str(found["B2"]) == "7"
    assert str(found["B4"]) == "1000"


def test_what_is_no_number_or_date_has_a_problem(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(["=1+1", "#REF!"])
    sheet.append([0.05, datetime.time(12, 30)])
    sheet["A3"].number_format = "0%"
    sheet.append([12345678901234567, 0.5])
    sheet["B4"].number_format = '0.0" percent"'
    book.save(tmp_path / "x.xlsx")
    found = {key: cell.problem for key, cell in cells(tmp_path / "x.xlsx").items()}
    assert found == {
        "A2": NEVER,
        "B2": "holds the error #REF!",
        "A3": "is a percentage",
        "B3": "holds a time of day or a length of time",
        "A4": "has more than 15 digits, which a spreadsheet does not keep: format its "
        "column as text",
        "B4": None,
    }


def test_numbers_shown_with_zeros_are_read_as_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    for number, form in ((34, "0000"), (34, '"M-"0000'), (34, "0"), (34, "0.00")):
        sheet.append([number, 1])
        sheet.cell(sheet.max_row, 1).number_format = form
    book.save(tmp_path / "x.xlsx")
    found = cells(tmp_path / "x.xlsx")
    shown = [found[f"A{row}"].text for row in range(2, 6)]
    assert shown == ["0034", "M-0034", "34", "34"]


@pytest.mark.parametrize("number", ["1e999", "NaN", "-5", "1.5", "1e16"])
def test_what_is_no_whole_number_has_no_zeros(tmp_path: Path, number: str) -> None:
    book = openpyxl.Workbook()
    sheet_of(book).append([34, 1])
    book.worksheets[0]["A2"].number_format = "0000"
    book.save(tmp_path / "styles.xlsx")
    with zipfile.ZipFile(tmp_path / "styles.xlsx") as archive:
        sheet = archive.read(rawsheets.SHEET).replace(
            b"<v>34<", b"<v>%b<" % number.encode()
        )
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        for name, part in (parts | {rawsheets.SHEET: sheet}).items():
            archive.writestr(name, part)
    assert not cells(tmp_path / "x.xlsx")["A2"].text.startswith("00")


FORMULAS = {
    "<f>1+1</f><v>2</v>": None,
    "<f>1+1</f>": NEVER,
    "<f>1+1</f><v></v>": NEVER,
    "<f>1+1</f><v/>": NEVER,
    "<f/>": NEVER,
    '<f t="shared" si="0"/>': NEVER,
    '<f t="shared" si="0"/><v>4</v>': None,
    "\n <f>1+1</f>\n <v>2</v>\n": None,
    "\n <f>1+1</f>\n ": NEVER,
}


@pytest.mark.parametrize(("inner", "problem"), FORMULAS.items())
def test_formulas_need_a_saved_value(
    tmp_path: Path, inner: str, problem: str | None
) -> None:
    rows = HEADER + f'<row r="2"><c r="A2"><v>1</v></c><c r="B2">{inner}</c></row>'
    path = rawsheets.write(tmp_path / "x.xlsx", rows)
    assert cells(path)["B2"].problem == problem


def test_a_row_of_formulas_without_values_is_not_taken_for_blank(
    tmp_path: Path,
) -> None:
    rows = (
        HEADER
        + '<row r="2"><c r="A2"><f>1</f></c><c r="B2" t="e"><v>#N/A</v></c></row>'
    )
    found = cells(rawsheets.write(tmp_path / "x.xlsx", rows))
    assert found["A2"].problem == NEVER
    assert found["B2"].problem == "holds the error #N/A"


def test_a_formula_may_give_an_empty_text(tmp_path: Path) -> None:
    rows = HEADER + (
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="str"><f>""</f><v></v></c></row>'
    )
    assert cells(rawsheets.write(tmp_path / "x.xlsx", rows))["B2"].problem is None


def test_a_zero_that_was_never_calculated_is_none(tmp_path: Path) -> None:
    # This program writes 0 behind formulas that it can't calculate.
    book = xlsxwriter.Workbook(str(tmp_path / "x.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, ["a", "b"])
    sheet.write_formula(1, 0, "=1+1")
    sheet.write_formula(1, 1, "=1+1", None, 2)
    book.close()
    found = cells(tmp_path / "x.xlsx")
    assert found["A2"].problem == NEVER
    assert found["B2"].problem is None


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_marks_are_found_however_they_are_spelled(tmp_path: Path, prefix: str) -> None:
    rows = HEADER + (
        "<row hidden = 'true' r='2'><c r='A2'><v>1</v></c></row>"
        "<row r='3'><c s='0' t='e' r='A3'><v>#DIV/0!</v></c>"
        "<c r='B3'><f>1</f></c></row>"
    )
    path = rawsheets.write(tmp_path / "x.xlsx", rows, prefix=prefix)
    assert [left.reason for left in only(path).left_out] == ["hidden"]
    assert cells(path)["A3"].problem == "holds the error #DIV/0!"
    assert cells(path)["B3"].problem == NEVER


def test_marks_without_an_address_are_refused(tmp_path: Path) -> None:
    rows = HEADER + '<row r="2"><c><v>1</v></c><c><f>1</f></c></row>'
    with pytest.raises(CoopbooksError, match="cells of sheet Sheet have no address"):
        read(rawsheets.write(tmp_path / "x.xlsx", rows), AB)


def test_hidden_rows_are_skipped_or_read_and_counted(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    for number in range(4):
        sheet.append([number, number])
    for row in (3, 5):
        sheet.row_dimensions[row].hidden = True
    book.save(tmp_path / "x.xlsx")
    skipped = only(tmp_path / "x.xlsx")
    assert [row.place.row for row in skipped.rows] == [2, 4]
    assert [left.place.row for left in skipped.left_out] == [3, 5]
    assert skipped.notes == ("2 hidden rows of x.xlsx, sheet Sheet were skipped.",)
    read_too = only(tmp_path / "x.xlsx", Reading(columns=AB.columns, hidden="read"))
    assert [row.place.row for row in read_too.rows] == [2, 3, 4, 5]
    assert read_too.notes == ("2 hidden rows of x.xlsx, sheet Sheet were read.",)


def test_both_epochs(tmp_path: Path) -> None:
    there = datetime.date(2026, 3, 31)
    for epoch in (None, CALENDAR_MAC_1904):
        book = openpyxl.Workbook()
        if epoch:
            book.epoch = epoch
        sheet_of(book).append([there, 1])
        book.save(tmp_path / "x.xlsx")
        assert cells(tmp_path / "x.xlsx")["A2"].value == there


def test_more_digits_than_the_currency_are_refused_at_their_cell(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet_of(book).append([1234.567, 0.1 + 0.2])
    book.save(tmp_path / "x.xlsx")
    found = cells(tmp_path / "x.xlsx")
    assert amount(found["B2"], AB, "USD") == Decimal("0.30")
    with pytest.raises(BadCell, match=r"x\.xlsx!Sheet!A2: has more digits than USD"):
        amount(found["A2"], AB, "USD")
