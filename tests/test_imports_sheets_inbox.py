"""The April inbox of the demo: every file, its rows counted by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from coopbooks.core.money import total_of
from coopbooks.imports.dates import day
from coopbooks.imports.numbers import amount
from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read

INBOX = Path(__file__).resolve().parent.parent / "ledgers" / "harbor" / "inbox"
BALANCES = {
    "opening": ("Opening balance", "Balance brought forward", "Anfangssaldo"),
    "closing": ("Closing balance", "Balance carried forward", "Endsaldo"),
}


def bank(date: str, text: str, *amounts: str, **settings: object) -> Reading:
    """How a bank's statement is read: one signed column, or out and in."""
    names = ("amount",) if len(amounts) == 1 else ("out", "in")
    columns = {"date": (date,), "text": (text,)}
    columns |= {name: (header,) for name, header in zip(names, amounts, strict=True)}
    return Reading(columns=columns, named=BALANCES, **settings)  # type: ignore[arg-type]


US = ("%m/%d/%Y",)
BANKS = {
    "harborside-tidewater-2026-04.csv": (
        bank("Posted", "Description", "Debit", "Credit", dates=US),
        39,
        ("79664.54", "84230.82"),
    ),
    "harborside-lanternworks-2026-04.xlsx": (
        bank("Date", "What", "Amount"),
        24,
        ("36977.17", "35509.88"),
    ),
    "dockside-local12-operating-2026-04.xlsx": (
        bank("Booked", "Text", "Out", "In"),
        17,
        ("17215.65", "17259.52"),
    ),
    "dockside-local12-strike-2026-04.csv": (
        bank("Date", "Text", "Amount"),
        3,
        ("13203.66", "13754.76"),
    ),
    "dockside-dockhands-2026-04.csv": (
        bank("Date", "Text", "Amount"),
        6,
        ("4048.08", "4098.82"),
    ),
    "harborside-federation-2026-04.xlsx": (
        bank("Date", "What", "Amount"),
        23,
        ("19000.95", "18950.33"),
    ),
    "harborside-eastport-2026-04.csv": (
        bank("Date", "Description", "Amount", dates=US),
        8,
        ("6998.39", "6957.19"),
    ),
    "kilmore-bank-2026-04.csv": (
        bank(
            "Buchungstag",
            "Verwendungszweck",
            "Betrag",
            decimal=",",
            dates=("%d.%m.%Y",),
        ),
        6,
        ("3443.89", "3237.84"),
    ),
}

OTHERS = {
    "harbor-foods-check-off-2026-03.xlsx": (
        Reading(
            columns={"member": ("Union no.",), "amount": ("Union dues",)},
            header_rows=2,
        ),
        [35],
        "1778.17",
    ),
    "paybridge-2026-04.csv": (
        Reading(columns={"reference": ("id",), "amount": ("gross",)}),
        [275],
        None,
    ),
    "tidewater-payroll-2026-04.xlsx": (
        Reading(columns={"member": ("Number",), "amount": ("Gross pay",)}, sheet="*"),
        [11, 11],
        "32689.40",
    ),
    "tide-market-dues-2026-04.xlsx": (
        Reading(
            columns={"date": ("Paid on",), "member": ("No.",), "amount": ("Amount",)},
            totals=("Together",),
        ),
        [6],
        "204.13",
    ),
    "dockhands-delegates-2026-04.csv": (
        Reading(
            columns={"member": ("Member",), "amount": ("Paid",)}, encoding="latin-1"
        ),
        [21],
        "373.00",
    ),
    "local12-roster-changes-2026-04.csv": (
        Reading(columns={"member": ("member",), "date": ("date",)}),
        [5],
        None,
    ),
    "federation-expense-claims-2026-04.xlsx": (
        Reading(columns={"date": ("Date",), "member": ("No.",), "amount": ("Amount",)}),
        [5],
        "186.35",
    ),
    "lanternworks-budget-2026-revised.xlsx": (
        Reading(
            columns={"account": ("Account",), "amount": ("2026 / Q3 / Aug",)},
            header_rows=2,
        ),
        [7],
        None,
    ),
    "eastport-year-end-adjustments-2025.csv": (
        Reading(
            columns={"entry": ("Entry",), "date": ("Date",), "account": ("Account",)}
        ),
        [4],
        None,
    ),
    "coldstore-trial-balance-2026-03.csv": (
        Reading(columns={"account": ("",), "debit": ("Debit",), "credit": ("Credit",)}),
        [22],
        None,
    ),
}


def test_every_file_of_the_inbox_is_read_here() -> None:
    files = {path.name for path in INBOX.iterdir()} - {"README.md"}
    assert files == {*BANKS, *OTHERS}


@pytest.mark.parametrize("name", BANKS)
def test_a_statement_moves_from_its_opening_to_its_closing(name: str) -> None:
    reading, count, (opening, closing) = BANKS[name]
    (sheet,) = read(INBOX / name, reading)
    assert len(sheet.rows) == count
    signs = {"amount": 1, "in": 1, "out": -1}
    moved = total_of(
        amount(row.cells[field], reading, "USD") * sign
        for row in sheet.rows
        for field, sign in signs.items()
        if field in row.cells and row.cells[field].text
    )
    named = {key: amount(cell, reading, "USD") for key, cell in sheet.named.items()}
    assert named == {"opening": Decimal(opening), "closing": Decimal(closing)}
    assert named["opening"] + moved == named["closing"]
    days = [day(row.cells["date"], reading) for row in sheet.rows]
    assert {(when.year, when.month) for when in days} == {(2026, 4)}


@pytest.mark.parametrize("name", OTHERS)
def test_a_sheet_gives_its_rows_and_their_total(name: str) -> None:
    reading, counts, total = OTHERS[name]
    sheets = read(INBOX / name, reading)
    assert [len(sheet.rows) for sheet in sheets] == counts
    cells = [row.cells["amount"] for s in sheets for row in s.rows if total]
    assert total_of(amount(cell, reading, "USD") for cell in cells) == Decimal(
        total or 0
    )


def test_totals_are_left_out_with_their_labels() -> None:
    reading, _, _ = OTHERS["harbor-foods-check-off-2026-03.xlsx"]
    (sheet,) = read(INBOX / "harbor-foods-check-off-2026-03.xlsx", reading)
    totals = {
        left.label: left.cells["amount"].value
        for left in sheet.left_out
        if left.reason == "total"
    }
    assert totals == {
        "Subtotal PLANT": Decimal("1423.69"),
        "Subtotal DEPOT": Decimal("354.48"),
        "TOTAL": Decimal("1778.17"),
    }
    assert "Month of deduction: March 2026" in sheet.around
    assert sheet.notes[-1].startswith('1 hidden sheet ("Codes")')


def test_guesses_are_said() -> None:
    reading, _, _ = BANKS["kilmore-bank-2026-04.csv"]
    (sheet,) = read(INBOX / "kilmore-bank-2026-04.csv", reading)
    said = " ".join(sheet.notes)
    assert "as Windows-1252, a guess" in said
    assert "with semicolons between fields" in said
    assert sheet.rows[1].cells["text"].value == "Sammellastschrift Beiträge (13)"
