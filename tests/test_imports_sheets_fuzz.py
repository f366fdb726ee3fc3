"""Broken files and wild cells: data, a refusal or a reason, never a traceback."""

from __future__ import annotations

import datetime
import io
import random
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.dates import day
from coopbooks.imports.numbers import amount
from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read
from tests.support import rawsheets
from tests.support.rawsheets import HEADER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.imports.rows import SheetData

ROOT = Path(__file__).resolve().parent
FILES = sorted(
    path
    for folder in (ROOT / "imports" / "sheets", ROOT.parent / "ledgers/harbor/inbox")
    for path in folder.iterdir()
    if path.suffix in {".csv", ".xlsx"}
)
AB = Reading(columns={"a": ("a",), "b": ("b",)}, optional=frozenset({"b"}))
ANY = Reading(columns={"a": ("",)}, sheet="*", hidden="read")
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def tried(path: Path, reading: Reading) -> list[SheetData]:
    """What is read, every cell looked at; nothing if the file is refused in a line."""
    sheets = []
    try:
        sheets = read(path, reading)
    except CoopbooksError as refused:
        if "\n" in str(refused):
            pytest.fail(f"more than one line: {refused}")
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row.cells.values():
                for look in (lambda c: amount(c, reading, "USD"), lambda c: day(c, AB)):
                    with suppress(CoopbooksError):
                        look(cell)
    return sheets


@SHARED
@given(st.binary(max_size=400), st.sampled_from(["x.csv", "x.xlsx"]))
def test_random_bytes(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    tried(path, AB)
    path.write_bytes(b"a,b\n" + content)
    tried(path, AB)


@pytest.mark.parametrize("source", FILES, ids=lambda path: path.name)
def test_files_that_break_off(tmp_path: Path, source: Path) -> None:
    whole = source.read_bytes()
    wild = random.Random(source.name)
    path = tmp_path / source.name
    for _ in range(30):
        path.write_bytes(whole[: wild.randrange(len(whole))])
        tried(path, ANY)


@pytest.mark.parametrize("source", FILES, ids=lambda path: path.name)
def test_files_with_wrong_bytes(tmp_path: Path, source: Path) -> None:
    wild = random.Random(source.name)
    path = tmp_path / source.name
    for _ in range(30):
        content = bytearray(source.read_bytes())
        for _ in range(wild.randrange(1, 8)):
            content[wild.randrange(len(content))] = wild.randrange(256)
        path.write_bytes(content)
        tried(path, ANY)


PIECES = st.sampled_from(
    [
        *("<v>", "</v>", "<f>", "</f>", "<f/>", "<is>", "<t>", "</t>", "</is>"),
        *("<c", ">", "/>", "</c>", "<row", "</row>", ' r="A2"', ' r="ZZZ0"', ' r="3"'),
        *(' t="s"', ' t="e"', ' t="d"', ' t="b"', ' s="99"', ' hidden="1"', "1e999"),
        *("NaN", "-1", "9999999", "#N/A", "&amp;", "&#0;", "&x;", "<![CDATA[x]]>", "a"),
        *('<c r="A2"><v>', '</v></c><c r="B2" t="s"><v>', '<row r="2">', "2026-03-31"),
    ]
)


@SHARED
@given(st.lists(PIECES, max_size=14).map("".join))
def test_sheets_that_no_program_writes(tmp_path: Path, rows: str) -> None:
    tried(rawsheets.write(tmp_path / "x.xlsx", HEADER + rows), AB)
    far = '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>'
    tried(rawsheets.write(tmp_path / "x.xlsx", HEADER + rows + far), AB)


@SHARED
@given(st.sampled_from(["NaN", "1e999", "-0", "1E-400", "abc", "", "9" * 400]))
def test_numbers_that_are_none(tmp_path: Path, number: str) -> None:
    rows = f'{HEADER}<row r="2"><c r="A2"><v>{number}</v></c></row>'
    tried(rawsheets.write(tmp_path / "x.xlsx", rows), AB)


CELLS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-(10**6), 10**6)
    | st.booleans()
    | st.dates(datetime.date(1900, 1, 1))
    | st.none()
)


def written(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write rows as one program among many would."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(
        made, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd"}
    )
    sheet = book.add_worksheet("S")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    path.write_bytes(made.getvalue())
    return path


@SHARED
@given(st.lists(st.tuples(CELLS, CELLS), max_size=12))
def test_random_cells_are_all_accounted_for(
    tmp_path: Path, rows: list[tuple[object, object]]
) -> None:
    sheets = tried(written(tmp_path / "x.xlsx", [("a", "b"), *rows]), AB)
    (sheet,) = sheets
    filled = {
        number
        for number, row in enumerate(rows, 2)
        if any(value is not None and str(value).strip() for value in row)
    }
    places = [row.place.row for row in sheet.rows]
    aside = [left.place.row for left in sheet.left_out if left.reason != "blank"]
    assert {*places, *aside} == filled
    assert len(places) + len(aside) == len(filled)


@SHARED
@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20))
def test_amounts_in_a_workbook_add_up(tmp_path: Path, cents: list[int]) -> None:
    rows = [("a", "b"), *((f"M-{n}", c / 100) for n, c in enumerate(cents))]
    (sheet,) = read(written(tmp_path / "x.xlsx", rows), AB)
    found = [amount(row.cells["b"], AB, "USD") for row in sheet.rows]
    assert sum(found) * 100 == sum(cents)
