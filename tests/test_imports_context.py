"""Cells that were read before are not read again, unless they only look the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import xlsxwriter

from tests.support.importing import DUES
from tests.support.importing import looked_at
from tests.support.importing import sample_book

if TYPE_CHECKING:
    from pathlib import Path


def reasons(tmp_path: Path, amounts: list[object]) -> list[tuple[str, str]]:
    """What becomes of dues of some amounts; of a text with % as it is formatted."""
    sheet = tmp_path / "dues.xlsx"
    with xlsxwriter.Workbook(sheet) as book:
        page, form = book.add_worksheet("Dues"), book.add_format({"num_format": "0%"})
        page.write_row(0, 0, ["Day", "No.", "Amount"])
        for row, amount in enumerate(amounts, 1):
            page.write_row(row, 0, ["2026-03-08", "M-0001"])
            if amount == "%":
                page.write_number(row, 2, 1, form)
            else:
                page.write(row, 2, amount)
    _, found = looked_at(sample_book(tmp_path / "book", DUES), sheet)
    return [(one.fate.name, one.reason) for one in found.fates]


def test_yes_is_not_the_number_one_that_stood_above_it(tmp_path: Path) -> None:
    one, yes, again = reasons(tmp_path, [1, True, 1])
    assert one == again
    assert one[0] == "NEW"
    assert yes == ("REJECTED", "is yes or no, not an amount")


def test_a_percentage_is_not_the_number_that_stood_above_it(tmp_path: Path) -> None:
    one, percent, text = reasons(tmp_path, [1, "%", "1"])
    assert one[0] == text[0] == "NEW"
    assert percent == ("REJECTED", "is a percentage")


def test_each_bad_cell_has_its_own_reason_and_place(tmp_path: Path) -> None:
    found = reasons(tmp_path, ["x", "x", 1.005, 1.005])
    assert [fate for fate, _ in found] == ["REJECTED"] * 4
    assert found[0] == found[1]
    assert found[2] == found[3]
