from __future__ import annotations

import struct
import sys
import time
import tracemalloc
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import openpyxl
import pytest

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.reading import Reading
from coopbooks.imports.sheets.files import read
from coopbooks.imports.sheets.safety import OLE
from tests.support import rawsheets
from tests.support.rawsheets import HEADER
from tests.support.rawsheets import ROW

if TYPE_CHECKING:
    from pathlib import Path

AB = Reading(columns={"a": ("a",), "b": ("b",)})


def refusal(path: Path) -> str:
    with pytest.raises(CoopbooksError) as caught:
        read(path, AB)
    message = str(caught.value)
    assert message.startswith(path.name)
    assert "\n" not in message
    return message


def values(path: Path) -> list[list[str]]:
    (sheet,) = read(path, AB)
    return [[cell.text for cell in row.cells.values()] for row in sheet.rows]


def held(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_the_slow_reader_is_safe() -> None:
    assert openpyxl.DEFUSEDXML


def test_a_plain_one_is_read(tmp_path: Path) -> None:
    assert values(rawsheets.write(tmp_path / "x.xlsx")) == [["1", "2"]]
    assert values(rawsheets.write(tmp_path / "X.XLSX")) == [["1", "2"]]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.xls", OLE + bytes(600), "is an old .xls file"),
        ("x.xlsx", OLE + bytes(600), "is an old .xls file"),
        ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        ("x.xlsx", b"a,b\n1,2\n", "looks like text"),
        ("x.xls", b"a\tb\n1\t2\n", "looks like text"),
        ("x.xls", b"\xef\xbb\xbf<html><table>", "is a web page"),
        ("x.csv", b"<!DOCTYPE html><html>", "is a web page"),
        ("x.csv", b"%PDF-1.7", "is a PDF"),
        ("x.xlsx", b"\x89PNG", "is a picture"),
        ("x.csv", b"\x1f\x8b\x08", "is a compressed archive"),
        ("x.csv", b"", "is empty"),
        ("x.xlsx", b"  \n", "is empty"),
        ("x.xlsx", b"PK\x03\x04" + bytes(100), "broken off or damaged"),
    ],
)
def test_what_is_no_sheet_is_refused(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert why in refusal(held(tmp_path / name, content))


def test_a_workbook_named_csv_is_refused(tmp_path: Path) -> None:
    path = rawsheets.write(tmp_path / "x.csv")
    assert "Rename it to .xlsx" in refusal(path)


@pytest.mark.parametrize("ending", ["xlsm", "xlsb", "ods", "xls"])
def test_other_archives_are_to_be_saved_as_xlsx(tmp_path: Path, ending: str) -> None:
    path = rawsheets.write(tmp_path / f"x.{ending}")
    assert "save it as .xlsx" in refusal(path)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("xl/vbaProject.bin", "has macros"),
        ("xl/workbook.bin", "is a binary workbook"),
        ("content.xml", "is an OpenDocument file"),
    ],
)
def test_what_the_archive_holds_counts(tmp_path: Path, name: str, why: str) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", more={name: b"<a/>"})
    assert why in refusal(path)


def test_another_zip_archive_is_no_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert "is a zip archive, but no workbook" in refusal(tmp_path / "x.xlsx")


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert "can't be read" in refusal(tmp_path / "none.csv")
    assert "can't be read" in refusal(tmp_path)


def test_200_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    start = time.perf_counter()
    assert "is too big: 200 MB, the limit is 50 MB" in refusal(path)
    assert time.perf_counter() - start < 0.5


BOMBS = {
    "one": {"xl/sharedStrings.xml": b"<sst>" + b" " * 60_000_000 + b"</sst>"},
    "many": {f"xl/{n}.xml": b"<sst>" + b" " * 9_000_000 + b"</sst>" for n in range(30)},
}


@pytest.mark.parametrize("name", BOMBS)
def test_zip_bombs_are_not_unpacked(tmp_path: Path, name: str) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", more=BOMBS[name])
    assert path.stat().st_size < 1_000_000
    tracemalloc.start()
    message = refusal(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "unpacks to far more than its size" in message
    assert peak < 10_000_000


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    more = {f"xl/{n}.xml": b"<a/>" for n in range(5_001)}
    path = rawsheets.write(tmp_path / "x.xlsx", more=more)
    assert "no workbook that a program would write" in refusal(path)


def test_two_members_of_one_name_are_refused(tmp_path: Path) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx")
    with (
        pytest.warns(UserWarning, match="Duplicate"),
        zipfile.ZipFile(path, "a") as archive,
    ):
        archive.writestr(rawsheets.SHEET, "<worksheet/>")
    assert "no workbook that a program would write" in refusal(path)


@pytest.mark.parametrize("size", [1, 100, 200])
def test_a_member_that_is_longer_than_it_says_is_refused(
    tmp_path: Path, size: int
) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx")
    content = bytearray(path.read_bytes())
    name = rawsheets.SHEET.encode()
    entry = content.find(b"PK\x01\x02")
    while content[entry + 46 : entry + 46 + len(name)] != name:
        entry = content.find(b"PK\x01\x02", entry + 4)
    content[entry + 24 : entry + 28] = struct.pack("<L", size)
    assert "unpacks to far more" in refusal(held(path, bytes(content)))


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "file:///etc/hostname">',
        "<!-- > --><!DOCTYPE w []>",
    ],
)
def test_entities_are_refused(tmp_path: Path, prolog: str) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", prolog=prolog)
    assert "declares entities" in refusal(path)
    path = rawsheets.write(tmp_path / "y.xlsx", prolog=f"<!--{'x' * 9_000}-->{prolog}")
    assert "not written as spreadsheet programs do" in refusal(path)


def test_declared_dimensions_do_not_count(tmp_path: Path) -> None:
    rows = HEADER + "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}"><v>0.1</v></c></row>'
        for n in range(2, 7)
    )
    for dimension in ("A1", "A1:XFD1048576"):
        path = rawsheets.write(
            tmp_path / "x.xlsx", rows, before=f'<dimension ref="{dimension}"/>'
        )
        assert values(path) == [[str(n), "0.1"] for n in range(2, 7)]


FAR = {
    "corner": '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>',
    "corner, oddly written": "<row><c\n s='0'  r = 'XFD1048576'><v>5</v></c></row>",
    "bottom": '<row r="1048576"><c r="A1048576"><v>5</v></c></row>',
    "right": '<row r="3"><c r="XFD3"><v>5</v></c></row>',
    "corner, with a prefix": (
        f'<row r="3" xmlns:x="{rawsheets.SPACE}"><x:c r="XFD1048576"><x:v>5</x:v></x:c>'
        "</row>"
    ),
    "beyond": '<row r="9999999"><c r="ZZZ9999999"><v>5</v></c></row>',
    "empty corner": '<row r="1048576"><c r="XFD1048576" s="0"/></row>',
    "empty row": '<row r="1048576" ht="15"></row>',
}


@pytest.mark.parametrize("far", FAR.values(), ids=FAR.keys())
def test_a_stray_cell_far_out_costs_nothing(tmp_path: Path, far: str) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", HEADER + ROW + far)
    read(path, AB)
    start = time.perf_counter()
    tracemalloc.start()
    found = values(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found[0] == ["1", "2"]
    assert len(found) == 1
    assert time.perf_counter() - start < 2
    assert peak < 20_000_000


@pytest.mark.parametrize(
    "piece",
    [
        "<c ",
        "<row hidden='1' ",
        "<f>",
        '<c t="e" ',
        "<c><f/>",
        " ",
        "<c r='A1'>",
        ":c ",
    ],
)
def test_what_is_never_closed_takes_no_time(tmp_path: Path, piece: str) -> None:
    rows = f'<c t="e" hidden="1"><f>1</f>{piece * 300_000}'
    path = rawsheets.write(tmp_path / "x.xlsx", HEADER + rows)
    start = time.perf_counter()
    with suppress(CoopbooksError):
        read(path, AB)
    assert time.perf_counter() - start < 10


def test_what_was_not_read_is_said(tmp_path: Path) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", HEADER + ROW + FAR["corner"])
    (sheet,) = read(path, AB)
    assert [note.partition(":")[0] for note in sheet.notes] == [
        "Cells right of column CV were not read, on sheet Sheet.",
        "Nothing below row 2 was read",
    ]


def test_more_rows_than_a_month_can_have_are_refused(tmp_path: Path) -> None:
    rows = HEADER + "".join(f'<row r="{n}"></row>' for n in range(2, 300_003))
    path = rawsheets.write(tmp_path / "x.xlsx", rows)
    assert "has more than 300,000 rows on sheet Sheet" in refusal(path)
    path = held(tmp_path / "x.csv", b"a,b\n" + b"1,2\n" * 300_001)
    assert "has more than 300,000 rows" in refusal(path)


def test_reading_needs_no_slow_reader(tmp_path: Path) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx")
    kept = sys.modules.pop("openpyxl")
    try:
        sys.modules["openpyxl"] = None  # type: ignore[assignment]
        assert values(path) == [["1", "2"]]
    finally:
        sys.modules["openpyxl"] = kept


def test_a_slow_reader_that_is_not_safe_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = rawsheets.write(tmp_path / "x.xlsx", HEADER + ROW + FAR["corner"])
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(CoopbooksError, match="can't be read safely"):
        read(path, AB)
