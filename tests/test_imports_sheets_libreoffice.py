"""Files that LibreOffice wrote: read as a person sees them in it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read

if TYPE_CHECKING:
    from coopbooks.imports.rows import Value

FILES = Path(__file__).resolve().parent / "imports" / "sheets"
DUES = Reading(
    columns={
        "member": ("Member / No.",),
        "date": ("Member / Paid on",),
        "dues": ("2026 / Q1 / Dues",),
        "levy": ("Levy",),
        "sum": ("2026/Q1/Sum",),
        "rate": ("Rate",),
    },
    header_rows=2,
)


def values(reading: Reading, name: str) -> list[list[Value]]:
    (sheet,) = read(FILES / name, reading)
    return [[cell.value for cell in row.cells.values()] for row in sheet.rows]


def test_a_sheet_with_everything_in_it() -> None:
    (sheet,) = read(FILES / "libreoffice-dues.xlsx", DUES)
    members = [row.cells["member"].value for row in sheet.rows]
    assert members == ["0034", "0040", "0051", "0061", "0061"]
    assert sheet.rows[0].cells["sum"].value == Decimal("25.3")
    assert sheet.rows[1].cells["date"].value == datetime.date(2026, 3, 3)
    assert str(sheet.rows[3].place) == "libreoffice-dues.xlsx!Dues!10"
    assert sheet.header["sum"].value == "2026 / Q1 / Sum"
    assert str(sheet.header["sum"].place) == "libreoffice-dues.xlsx!Dues!E4"
    assert sheet.around == (
        "Dues of March (made up)",
        "Member",
        "2026 / Q1",
        "Rate",
        "Sent by the steward.",
    )


def test_cells_that_cannot_be_used_say_why() -> None:
    (sheet,) = read(FILES / "libreoffice-dues.xlsx", DUES)
    problems = {
        f"{cell.place.column}{cell.place.row}": cell.problem
        for row in sheet.rows
        for cell in row.cells.values()
        if cell.problem
    }
    assert problems == {
        "D10": "holds the error #DIV/0!",
        "E10": "holds the error #DIV/0!",
        "F5": "is a percentage",
        "F6": "is a percentage",
        "F8": "is a percentage",
        "F10": "is a percentage",
        "F11": "is a percentage",
    }


def test_what_is_no_data_is_left_out_and_said() -> None:
    (sheet,) = read(FILES / "libreoffice-dues.xlsx", DUES)
    assert [(left.place.row, left.reason, left.label) for left in sheet.left_out] == [
        (7, "blank", ""),
        (9, "hidden", ""),
        (12, "total", "Total"),
        (13, "note", ""),
    ]
    assert sheet.left_out[2].cells["dues"].value == Decimal("1349.76")
    assert sheet.notes == (
        "1 hidden row of libreoffice-dues.xlsx, sheet Dues was skipped.",
        '1 hidden sheet ("Codes") of libreoffice-dues.xlsx: skipped.',
    )


def test_days_counted_from_1904() -> None:
    reading = Reading(columns={"date": ("date",), "amount": ("AMOUNT",)})
    assert values(reading, "libreoffice-1904.xlsx") == [
        [datetime.date(2026, 3, 31), Decimal("12.5")],
        [datetime.date(2026, 4, 1), Decimal("-3")],
    ]


def test_a_csv_file_in_latin_1_with_semicolons() -> None:
    columns = {"name": ("GROSSE",), "date": ("Datum",), "amount": ("Betrag",)}
    assert values(Reading(columns=columns), "libreoffice-latin1.csv") == [
        ['Müller; "groß"', "31.03.2026", "1.234,56"],
        ["zwei\nZeilen", "01.04.2026", "-5,00"],
    ]
