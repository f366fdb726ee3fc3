from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import coopbooks
from coopbooks.imports.fates import Fate
from coopbooks.imports.writing import FileChanged
from coopbooks.imports.writing import ImportStopped
from coopbooks.imports.writing import RowsRejected
from coopbooks.imports.writing import write
from tests.support.importing import DUES
from tests.support.importing import NOW
from tests.support.importing import dues_sheet
from tests.support.importing import fates
from tests.support.importing import imported
from tests.support.importing import looked_at
from tests.support.importing import on_account
from tests.support.importing import sample_book
from tests.support.importing import whole

BANK = """\
kind = "bank"
sender = "bank"
files = ["bank*.csv"]
decimal = "."

[columns]
date = "Day"
text = "Text"
amount = "Amount"
reference = "Reference"

[balances]
opening = "Opening"
closing = "Closing"

[accounts]
money = "Assets:Bank"
unsorted = "Equity:Unsorted"
"""
BANK_HEADER = "Day,Text,Amount,Reference\n"


A, B = ("2026-03-08", "M-0001", "25.00"), ("2026-03-09", "M-0002", "30.00")


def bank_sheet(path: Path, *lines: str) -> Path:
    text = BANK_HEADER + "".join(f"{line}\n" for line in lines)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_the_same_file_again_writes_nothing(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    sheet = dues_sheet(tmp_path / "dues.csv", [A, A, B])
    assert imported(book, sheet) == ["NEW", "NEW", "NEW"]
    before = whole(book)
    assert imported(book, sheet) == ["SAME", "SAME", "SAME"]
    assert whole(book) == before


def test_the_same_file_under_another_name_is_the_same(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    imported(book, dues_sheet(tmp_path / "dues.csv", [A, B]))
    assert imported(book, dues_sheet(tmp_path / "dues2.csv", [A, B])) == ["SAME"] * 2


def test_a_corrected_row_is_changed_and_made_up_for(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    imported(book, dues_sheet(tmp_path / "dues.csv", [A, B]))
    sheet = dues_sheet(tmp_path / "dues.csv", [A, (*B[:2], "31.00")])
    loaded, found = looked_at(book, sheet)
    assert fates(found) == ["SAME", "CHANGED"]
    assert "30.00 USD" in found.fates[1].reason
    assert "31.00 USD" in found.fates[1].reason
    write(loaded, found, now=NOW)
    assert on_account(coopbooks.load(book), "Assets:Clearing:List") == Decimal("56.00")
    assert imported(book, sheet) == ["SAME", "SAME"]
    # And back again.
    back = dues_sheet(tmp_path / "dues.csv", [A, B])
    assert imported(book, back) == ["SAME", "CHANGED"]
    assert imported(book, back) == ["SAME", "SAME"]
    assert on_account(coopbooks.load(book), "Assets:Clearing:List") == Decimal("55.00")


def test_a_row_of_another_file_is_asked_about(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    imported(book, dues_sheet(tmp_path / "dues.csv", [A]))
    other = dues_sheet(tmp_path / "dues-more.csv", [A, A, B])
    loaded, found = looked_at(book, other)
    assert fates(found) == ["DUPLICATE?", "NEW", "NEW"]
    assert "dues.csv!2" in found.fates[0].reason
    assert fates(looked_at(book, other, take=True)[1]) == ["NEW"] * 3
    loaded, found = looked_at(book, other, take=True)
    write(loaded, found, now=NOW)
    assert imported(book, other) == ["SAME"] * 3


def test_an_unknown_member_is_rejected_with_near_ones(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    sheet = dues_sheet(tmp_path / "dues.csv", [A, ("2026-03-09", "M-0021", "5.00")])
    before = whole(book)
    loaded, found = looked_at(book, sheet)
    assert fates(found) == ["NEW", "REJECTED"]
    assert str(found.fates[1].place) == "dues.csv!B3"
    assert found.unmatched[0].startswith("M-0021; near are ")
    with pytest.raises(RowsRejected, match=r"dues\.csv!B3"):
        write(loaded, found, now=NOW)
    assert whole(book) == before


def test_partly_the_others_are_written_and_the_rest_comes_back(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    bad = ("2026-03-09", "M-0021", "=1+1")
    sheet = dues_sheet(tmp_path / "dues.csv", [A, bad, ("x", "M-0001", "5.00")])
    loaded, found = looked_at(book, sheet)
    done = write(loaded, found, now=NOW, partial=True)
    assert done.written is not None
    assert [path.name for path in done.rejects] == ["dues-rejected.xlsx"]
    workbook = openpyxl.load_workbook(done.rejects[0])
    cells = [[cell.value for cell in row] for row in workbook.worksheets[0]]
    types = {cell.data_type for row in workbook.worksheets[0] for cell in row}
    assert cells[-3] == ["Day", "No.", "Amount", "why"]
    assert cells[-2][:3] == list(bad)
    assert "f" not in types
    sheet_ = workbook.worksheets[0]
    last = sheet_.max_row
    sheet_.cell(last - 1, 2).value, sheet_.cell(last - 1, 3).value = "M-0002", "7.00"
    sheet_.cell(last, 1).value = "2026-03-10"
    workbook.save(done.rejects[0])
    assert imported(book, done.rejects[0]) == ["NEW", "NEW"]
    assert on_account(coopbooks.load(book), "Assets:Clearing:List") == Decimal("37.00")


def test_a_typed_cheque_is_found_once(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", BANK)
    rows = ["2026-03-09,CHEQUE 7,-60.00,", "2026-03-10,CARD,-60.00,"]
    sheet = bank_sheet(tmp_path / "bank.csv", *rows)
    loaded, found = looked_at(book, sheet)
    assert fates(found) == ["MATCHES", "NEW"]
    assert "typed before, dated 2026-03-03" in found.fates[0].reason
    write(loaded, found, now=NOW)
    assert on_account(coopbooks.load(book), "Assets:Bank") == Decimal("880.00")
    assert imported(book, sheet) == ["SAME", "SAME"]


def test_a_typed_entry_out_of_the_window_is_not_found(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", BANK)
    sheet = bank_sheet(tmp_path / "bank.csv", "2026-03-14,CHEQUE 7,-60.00,")
    assert fates(looked_at(book, sheet)[1]) == ["NEW"]


def test_what_cleared_before_the_statement_is_not_found(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", BANK)
    sheet = tmp_path / "bank.csv"
    bank_sheet(sheet, "2026-03-09,CARD,-60.00,", "Closing,,880.00,")
    text = sheet.read_text("utf-8")
    sheet.write_text("Opening,,940.00,\n" + text, encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert fates(found) == ["NEW"]
    assert not found.stops


def test_a_reference_tells_a_changed_row(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", BANK)
    imported(book, bank_sheet(tmp_path / "bank.csv", "2026-03-09,HALL,-10.00,r1"))
    again = bank_sheet(tmp_path / "bank2.csv", "2026-03-09,HALL,-11.00,r1")
    assert imported(book, again) == ["CHANGED"]
    other = bank_sheet(tmp_path / "bank3.csv", "2026-04-19,SHOP,-7.00,r1")
    _, found = looked_at(book, other)
    assert fates(found) == ["REJECTED"]
    assert "used before" in found.fates[0].reason


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["2026-03-09,A,10.00,", ",Total,11.00,"], "says 11.00, and the rows above"),
        (["2026-03-09,A,10.00,", "Closing,,12.00,"], "makes 1,010.00"),
    ],
)
def test_totals_that_differ_stop(tmp_path: Path, lines: list[str], said: str) -> None:
    book = sample_book(tmp_path / "book", BANK)
    sheet = bank_sheet(tmp_path / "bank.csv", *lines)
    sheet.write_text("Opening,,1000.00,\n" + sheet.read_text("utf-8"), "utf-8")
    loaded, found = looked_at(book, sheet)
    assert said in found.stops[0]
    with pytest.raises(ImportStopped):
        write(loaded, found, now=NOW, partial=True)


def test_a_header_that_is_missing_stops(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    sheet = tmp_path / "dues.csv"
    sheet.write_text("Day,No.,Ammount\n2026-03-08,M-0001,25.00\n", encoding="utf-8")
    _, found = looked_at(book, sheet)
    assert "Ammount" in found.stops[0]


def test_a_closed_period_rejects(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    main = book / "main.beancount"
    close = '\n2026-04-05 custom "coop-close" "2026-03" "hard"\n'
    main.write_text(main.read_text("utf-8") + close, encoding="utf-8")
    rows = [A, ("2026-04-09", "M-0002", "30.00")]
    _, found = looked_at(book, dues_sheet(tmp_path / "dues.csv", rows))
    assert fates(found) == ["REJECTED", "NEW"]
    assert "closed through 31 March 2026" in found.fates[0].reason


@pytest.mark.parametrize("day", ["2026-05-03", "2006-03-08"])
def test_days_ahead_or_before_the_book_reject(tmp_path: Path, day: str) -> None:
    book = sample_book(tmp_path / "book", DUES)
    _, found = looked_at(book, dues_sheet(tmp_path / "dues.csv", [(day, *A[1:])]))
    assert fates(found) == ["REJECTED"]


def test_a_file_changed_since_the_preview_is_refused(tmp_path: Path) -> None:
    book = sample_book(tmp_path / "book", DUES)
    sheet = dues_sheet(tmp_path / "dues.csv", [A])
    loaded, found = looked_at(book, sheet)
    dues_sheet(sheet, [A, B])
    with pytest.raises(FileChanged):
        write(loaded, found, now=NOW)


def test_every_fate_is_tested_here() -> None:
    text = Path(__file__).read_text("utf-8")
    assert all(f'"{fate}"' in text for fate in Fate if fate is not Fate.SKIPPED)
