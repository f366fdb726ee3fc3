"""What accountants send now and then: each has one plain answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.importing import DUES
from tests.support.importing import fates
from tests.support.importing import kind_book
from tests.support.importing import looked_at
from tests.support.importing import sample_book

if TYPE_CHECKING:
    from pathlib import Path


def test_a_sheet_of_only_headers_says_so(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    sheet = tmp_path / "dues.csv"
    sheet.write_text("Day,No.,Amount\n", encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert found.notes == (
        "dues.csv has the columns of the profile and no row of data",
    )


def test_a_word_of_a_processor_that_is_ignored_is_skipped(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "processor")
    profile = book / "imports" / "sample.toml"
    text = profile.read_text("utf-8")
    profile.write_text(f'{text}"adjustment" = "ignore"\n', encoding="utf-8")
    row = "a6,2026-03-06T09:00:00Z,Adjustment,0.00,0.00,0.00,"
    sheet.write_text(f"{sheet.read_text('utf-8')}{row}\n", encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert fates(found) == ["NEW"] * 5
    assert found.fates[-1].reason == "the profile ignores rows of this type"


def test_a_plan_that_names_an_account_twice(tmp_path: Path) -> None:
    book, _ = kind_book(tmp_path, "budget")
    sheet = tmp_path / "sheet.csv"
    rows = ["Expenses:Rent,10,10,20", "Expenses:Rent,5,5,10"]
    lines = [",2026 / Q2,,", "Account,Apr,May,Total", *rows]
    sheet.write_text("\n".join(lines), encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert fates(found) == ["NEW", "NEW", "REJECTED"]
    last = found.fates[-1]
    assert str(last.place) == "sheet.csv!A4"
    assert last.reason == "Expenses:Rent has a plan in row 3 already"


def test_nothing_that_is_rejected_has_the_currency_of_the_sheet(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "bank")
    text = "Date,Text,Amount,Reference\n2026-03-05,HALL,0.00,r1\n"
    sheet.write_text(text, encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert [(one.fate, one.currency) for one in found.fates] == [("REJECTED", "USD")]
