from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read
from coopbooks.imports.sheets.folding import folded
from coopbooks.imports.sheets.headers import ColumnMissing
from coopbooks.imports.sheets.headers import ColumnTwice
from coopbooks.imports.sheets.headers import header
from coopbooks.imports.sheets.workbooks import Workbook
from tests.support.rawsheets import only

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.imports.rows import SheetData

NAMES = {"date": ("Posted",), "amount": ("Amount", "Betrag")}


def csv(path: Path, text: str, reading: Reading | None = None) -> SheetData:
    path = path / "bank.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return only(read(path, reading or Reading(columns=NAMES)))


def where(sheet: SheetData) -> dict[str, str]:
    return {
        name: f"{cell.place.column}{cell.place.row}"
        for name, cell in sheet.header.items()
    }


@pytest.mark.parametrize(
    "line",
    [
        "Posted,Amount",
        "POSTED , amount:",
        "pösted,  A m o u n t ",
        "Posted,Betrag",
        '"Posted",Amount.',
        "Po\u00a0sted,AMOUNT",
    ],
)
def test_case_spaces_and_accents_do_not_count(tmp_path: Path, line: str) -> None:
    sheet = csv(tmp_path, f"A bank\n\n{line}\n2026-03-31,5\n")
    assert where(sheet) == {"date": "A3", "amount": "B3"}
    assert len(sheet.rows) == 1


def test_the_text_that_comes_first_in_the_profile_is_taken(tmp_path: Path) -> None:
    sheet = csv(tmp_path, "Betrag,Posted,Amount\n1,2026-03-31,5\n")
    assert sheet.header["amount"].place.column == "C"


def test_the_best_row_is_the_header(tmp_path: Path) -> None:
    sheet = csv(tmp_path, "Amount,in dollars\nPosted,Amount\n2026-03-31,5\n")
    assert where(sheet) == {"date": "A2", "amount": "B2"}


def test_a_missing_column_is_named_with_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissing) as caught:
        csv(tmp_path, "x\nPosted,Amuont,Text\n2026-03-31,5,a\n")
    assert str(caught.value) == (
        'bank.csv has no column "Amount" or "Betrag" for amount; row 2 has "Posted", '
        '"Amuont", "Text"; near is "Amuont". Correct [columns] in the profile.'
    )


def test_a_file_without_any_of_the_columns(tmp_path: Path) -> None:
    with pytest.raises(ColumnMissing, match="no row of it has any of the columns"):
        csv(tmp_path, "hello\nworld\n")


def test_columns_may_be_optional(tmp_path: Path) -> None:
    columns = NAMES | {"reference": ("Ref",)}
    reading = Reading(columns=columns, optional=frozenset({"reference"}))
    sheet = csv(tmp_path, "Posted,Amount\n2026-03-31,5\n", reading)
    assert set(sheet.rows[0].cells) == {"date", "amount"}
    sheet = csv(tmp_path, "Posted,Amount,Ref\n2026-03-31,5,x\n", reading)
    assert set(sheet.rows[0].cells) == {"date", "amount", "reference"}


def test_two_columns_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    with pytest.raises(ColumnTwice, match='"Amount" more than once, in B1 and C1'):
        csv(tmp_path, "Posted,Amount,Amount\n2026-03-31,5,6\n")


def test_an_empty_text_is_the_column_without_a_header(tmp_path: Path) -> None:
    reading = Reading(columns={"account": ("",), "debit": ("Debit",)})
    sheet = csv(tmp_path, "Trial balance\n\n,Debit,Credit\nAssets:Cash,5,\n", reading)
    assert sheet.rows[0].cells["account"].value == "Assets:Cash"


def test_the_header_of_another_page_is_left_out(tmp_path: Path) -> None:
    text = "Posted,Amount\n2026-03-30,5\nPosted,Amount\n2026-03-31,5\n"
    sheet = csv(tmp_path, text)
    assert len(sheet.rows) == 2
    assert [(x.place.row, x.reason) for x in sheet.left_out] == [(3, "repeated header")]


def quarters(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Account", "2026 / Q1", None, "2026 / Q2", None],
        [None, "Jan", "Feb", "Apr", "May"],
        ["Income:Dues", 1, 2, 3, 4],
        ["Account", "2026 / Q1", None, "2026 / Q2", None],
        [None, "Jan", "Feb", "Apr", "May"],
        ["Income:Gifts", 5, 6, 7, 8],
    ):
        sheet.append(row)
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(merged)
    book.save(path)
    return path


def test_merged_headers_of_two_rows_are_joined(tmp_path: Path) -> None:
    reading = Reading(
        columns={
            "account": ("Account",),
            "february": ("2026 / Q1 / Feb",),
            "april": ("2026/q2/apr",),
            "may": ("May",),
        },
        header_rows=2,
    )
    sheet = only(read(quarters(tmp_path / "plan.xlsx"), reading))
    assert sheet.header["may"].value == "2026 / Q2 / May"
    rows = [[cell.text for cell in row.cells.values()] for row in sheet.rows]
    assert rows == [["Income:Dues", "2", "3", "4"], ["Income:Gifts", "6", "7", "8"]]
    assert [left.reason for left in sheet.left_out] == ["repeated header"] * 2


def test_merged_headers_of_a_csv_file_go_on_to_the_right(tmp_path: Path) -> None:
    reading = Reading(
        columns={"account": ("Account",), "may": ("2026 / Q2 / May",)}, header_rows=2
    )
    text = ",2026 / Q1,,2026 / Q2,\nAccount,Jan,Feb,Apr,May\nIncome:Dues,1,2,3,4\n"
    sheet = csv(tmp_path, text, reading)
    assert [cell.text for cell in sheet.rows[0].cells.values()] == ["Income:Dues", "4"]


def test_a_header_may_be_months_as_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Plan"])
    sheet.append([2026, 2027])
    sheet.append([1, 2])
    book.save(tmp_path / "x.xlsx")
    grid = Workbook("x.xlsx", (tmp_path / "x.xlsx").read_bytes())
    found = header(grid.grid(grid.sheets[0]), Reading(columns={"next": ("2027",)}))
    assert (found.row, found.columns) == (2, {"next": 1})


def test_folding() -> None:
    assert folded(" Wäh-rung: ") == "wahrung"
    assert folded("Straße_No.") == "strasseno"
    assert folded(" - ") == ""
