"""What a sheet says of itself, held against its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.imports.writing import RowsRejected
from coopbooks.imports.writing import write
from tests.support.importing import NOW
from tests.support.importing import looked_at
from tests.support.importing import sample_book

if TYPE_CHECKING:
    from pathlib import Path

BANK = """\
kind = "bank"
sender = "bank"
files = ["bank*.csv"]
decimal = "."

[columns]
date = "Day"
text = "Text"
amount = "Amount"

[balances]
opening = "Opening"
closing = "Closing"

[accounts]
money = "Assets:Bank"
unsorted = "Equity:Unsorted"
"""


def stops(folder: Path, *lines: str) -> list[str]:
    """What keeps a statement of these lines from being written."""
    book = sample_book(folder / "book", BANK)
    sheet = folder / "bank.csv"
    text = "\n".join(("Day,Text,Amount", *lines)) + "\n"
    sheet.write_text(text, encoding="utf-8", newline="\n")
    return [str(one) for one in looked_at(book, sheet)[1].stops]


def test_a_total_that_differs_stops(tmp_path: Path) -> None:
    assert stops(tmp_path, "2026-03-09,A,10.00", "Total,,11.00") == [
        "bank.csv!C3 says 11.00, and the rows above it come to 10.00"
    ]


def test_a_total_that_cannot_be_read_stops(tmp_path: Path) -> None:
    assert stops(tmp_path, "2026-03-09,A,10.00", "Total,,1x.00") == [
        'bank.csv!C3, a total, is no number: "1x.00"'
    ]


def test_a_balance_that_cannot_be_read_stops(tmp_path: Path) -> None:
    lines = ("Opening,,5.x0", "2026-03-09,A,10.00", "Closing,,15.00")
    assert stops(tmp_path, *lines) == [
        'bank.csv!C2, the opening balance, is no number: "5.x0"'
    ]


def test_a_word_in_place_of_a_total_is_no_figure(tmp_path: Path) -> None:
    assert stops(tmp_path, "2026-03-09,A,10.00", "Total,,see below") == []


def test_rows_that_cannot_be_read_leave_totals_for_when_they_can(
    tmp_path: Path,
) -> None:
    book = sample_book(tmp_path / "book", BANK)
    sheet = tmp_path / "bank.csv"
    lines = ("Day,Text,Amount", "2026-03-09,A,10.00", "2026-03-10,B,2.x0")
    text = "\n".join((*lines, "Total,,12.00")) + "\n"
    sheet.write_text(text, encoding="utf-8", newline="\n")
    loaded, found = looked_at(book, sheet)
    assert list(found.stops) == []
    with pytest.raises(RowsRejected):
        write(loaded, found, now=NOW)
    # The good row may be written by itself, which a total must not keep it from.
    write(loaded, found, now=NOW, partial=True)
    assert (book / "generated" / "2026").is_dir()
    # Once the row is corrected the total is held against both.
    sheet.write_text(text.replace("2.x0", "3.00"), encoding="utf-8", newline="\n")
    assert [str(one) for one in looked_at(book, sheet)[1].stops] == [
        "bank.csv!C4 says 12.00, and the rows above it come to 13.00"
    ]
