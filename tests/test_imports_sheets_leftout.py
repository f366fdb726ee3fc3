from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read
from tests.support.rawsheets import only

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.imports.rows import SheetData

BANK = Reading(
    columns={"date": ("Date",), "text": ("Text",), "amount": ("Amount",)},
    named={"opening": ("Opening balance",), "closing_cash": ("Übertrag",)},
    totals=("Together",),
    decimal=".",
    dates=("%d/%m/%Y",),
)
HEADER = "Date,Text,Amount,Balance\n"


def sheet(path: Path, text: str, reading: Reading = BANK) -> SheetData:
    path = path / "bank.csv"
    path.write_text(HEADER + text, encoding="utf-8", newline="")
    return only(read(path, reading))


def left_out(path: Path, text: str) -> list[tuple[int, str]]:
    return [(left.place.row, left.reason) for left in sheet(path, text).left_out]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",,,", "blank"),
        (" ,  ,,", "blank"),
        ("", "blank"),
        (",Total,5.00,", "total"),
        (",TOTALS:,5.00,9.00", "total"),
        (",,5.00,Total", "total"),
        ("Sub-total,,5.00,", "total"),
        (",Subtotal PLANT,5.00,", "total"),
        (" total ,,(5.00),", "total"),
        (",Grand Total,5.00,USD", "total"),
        (",Together,5.00,", "total"),
        (",Total,see below,", "total"),
        (",Opening balance,,7.00", "balance"),
        ("01/04/2026,OPENING BALANCE:,,7.00", "balance"),
        (",Ubertrag,,7.00", "balance"),
        ("Please tell us of errors.,,,", "note"),
        (",,,made up", "note"),
        ("Date,Text,Amount,Balance", "repeated header"),
        ("DATE,text, Amount,", "repeated header"),
    ],
)
def test_what_is_no_data_says_why(tmp_path: Path, line: str, reason: str) -> None:
    text = f"01/04/2026,Rent,5.00,\n{line}\n02/04/2026,Rent,5.00,\n"
    assert left_out(tmp_path, text) == [(3, reason)]
    assert len(sheet(tmp_path, text).rows) == 2


@pytest.mark.parametrize(
    "line",
    [
        "02/04/2026,TOTAL,45.00,",
        "02/04/2026,Total Wine & More,45.00,",
        "April,Total Wine & More,45.00,",
        "02/04/2026,Totally Local Food,45.00,",
        "02/04/2026,Summer fair,45.00,",
        "02/04/2026,Opening balance fee,5.00,",
        ",,5.00,",
        ",Rent,,9.00",
        "02/04/2026,,,",
        "02/04/2026,Date,5.00,",
        "5.00,,,",
        "soon,Rent,nothing,",
    ],
)
def test_what_may_be_data_is_kept(tmp_path: Path, line: str) -> None:
    text = f"{line}\n03/04/2026,Rent,5.00,\n"
    assert left_out(tmp_path, text) == []


def test_blank_rows_at_the_end_are_not_mentioned(tmp_path: Path) -> None:
    assert left_out(tmp_path, "01/04/2026,Rent,5.00,\n,,,\n\n,,,\n") == []


def test_words_below_the_last_total_are_notes(tmp_path: Path) -> None:
    text = (
        "01/04/2026,Rent,5,\n,Total,5,\nPrepared by,Pigeon & Co,,\nSigned,M. Madeup,,\n"
    )
    found = sheet(tmp_path, text)
    assert [left.reason for left in found.left_out] == ["total", "note", "note"]
    assert "Pigeon & Co" in found.around


def test_words_without_a_total_are_data_to_be_judged(tmp_path: Path) -> None:
    assert left_out(tmp_path, "01/04/2026,Rent,5,\nPrepared by,Pigeon & Co,,\n") == []


def test_rows_with_figures_below_a_total_are_data(tmp_path: Path) -> None:
    found = sheet(tmp_path, "01/04/2026,Rent,5,\n,Total,5,\n02/04/2026,Rent,6,\n")
    assert [row.place.row for row in found.rows] == [2, 4]


def test_cells_that_the_profile_names(tmp_path: Path) -> None:
    text = (
        ",Opening balance,,7.00\n01/04/2026,Rent,5,\n,Übertrag,,1.00\n,Übertrag,,2.00\n"
    )
    found = sheet(tmp_path, text).named
    assert str(found["opening"].place) == "bank.csv!D2"
    assert found["opening"].value == "7.00"
    # Each page has one: the last one closes.
    assert found["closing_cash"].value == "2.00"


def test_named_cells_above_the_header(tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    text = (
        f"A bank,,,\nOpening balance,01/04/2026,USD,7.00\n{HEADER}01/04/2026,Rent,5,\n"
    )
    path.write_text(text, encoding="utf-8")
    found = only(read(path, BANK))
    assert str(found.named["opening"].place) == "bank.csv!D2"
    assert found.around[0] == "A bank"
    assert found.left_out == ()


def test_labels_are_kept(tmp_path: Path) -> None:
    found = sheet(tmp_path, "01/04/2026,Rent,5,\n,,5,Sub total April\n")
    assert found.left_out[0].label == "Sub total April"
