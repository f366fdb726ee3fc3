from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.numbers import amount
from coopbooks.imports.reading import Reading
from coopbooks.imports.rows import BadCell
from coopbooks.imports.sheets.files import read
from tests.support.rawsheets import only

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.imports.rows import SheetData

BANK = Reading(columns={"text": ("Café",), "amount": ("Amount",)})
TEXT = "Café,Amount\nMüller,5\n"


def sheet(path: Path, content: bytes | str, reading: Reading = BANK) -> SheetData:
    path = path / "bank.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return only(read(path, reading))


def values(found: SheetData) -> list[list[str]]:
    return [[cell.text for cell in row.cells.values()] for row in found.rows]


def refusal(path: Path, content: bytes | str, reading: Reading = BANK) -> str:
    with pytest.raises(CoopbooksError) as caught:
        sheet(path, content, reading)
    return str(caught.value)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-32", ""),
        ("utf-16-le", "as UTF-16-LE"),
        ("utf-16-be", "as UTF-16-BE"),
        ("cp1252", "as Windows-1252, a guess"),
        ("latin-1", "as Windows-1252, a guess"),
    ],
)
def test_encodings_are_found_out_and_guesses_said(
    tmp_path: Path, encoding: str, note: str
) -> None:
    found = sheet(tmp_path, TEXT.encode(encoding))
    assert values(found) == [["Müller", "5"]]
    assert found.header["text"].value == "Café"
    assert note in " ".join(found.notes)
    assert bool(found.notes) == bool(note)


def test_what_is_not_even_windows_1252_is_latin_1(tmp_path: Path) -> None:
    found = sheet(tmp_path, TEXT.encode("latin-1") + b"\x81,6\n")
    assert "as Latin-1, a guess" in found.notes[0]


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    cp850 = Reading(columns=BANK.columns, encoding="cp850")
    found = sheet(tmp_path, TEXT.encode("cp850"), cp850)
    assert values(found) == [["Müller", "5"]]
    assert found.notes == ()
    utf = Reading(columns=BANK.columns, encoding="utf-8")
    assert "not written in utf-8" in refusal(tmp_path, TEXT.encode("latin-1"), utf)
    odd = Reading(columns=BANK.columns, encoding="no-such")
    assert 'no encoding is called "no-such"' in refusal(tmp_path, TEXT, odd)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_out(tmp_path: Path, separator: str) -> None:
    lines = ("A bank", "Café,Amount", '"a,b;c|d\te",5', '"x",6', '"say ""no""",7')
    text = "\n".join((lines[0], *(line.replace(",", separator) for line in lines[1:])))
    found = sheet(tmp_path, text)
    assert [row[1] for row in values(found)] == ["5", "6", "7"]
    assert values(found)[2][0] == 'say "no"'
    assert bool(found.notes) == (separator != ",")


def test_texts_with_commas_do_not_mislead(tmp_path: Path) -> None:
    lines = [f"Müller, Meier, {n};{n},00" for n in range(9)]
    found = sheet(tmp_path, "\n".join(("Café;Amount", *lines)))
    assert values(found)[3] == ["Müller, Meier, 3", "3,00"]
    assert "semicolons" in found.notes[0]


def test_a_declared_separator_is_used(tmp_path: Path) -> None:
    reading = Reading(columns=BANK.columns, separator=";")
    found = sheet(tmp_path, "Café;Amount\na,b;5\n", reading)
    assert values(found) == [["a,b", "5"]]
    assert found.notes == ()


def test_a_record_may_have_many_lines(tmp_path: Path) -> None:
    found = sheet(tmp_path, 'Café,Amount\r\n"one\r\ntwo",5\r\nthree,6\r\n')
    assert values(found) == [["one\r\ntwo", "5"], ["three", "6"]]
    assert str(found.rows[1].place) == "bank.csv!3"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(tmp_path: Path, ends: str) -> None:
    assert values(sheet(tmp_path, TEXT.replace("\n", ends))) == [["Müller", "5"]]


def test_quotes_that_do_not_close_swallow_nothing(tmp_path: Path) -> None:
    text = 'Café,Amount\na,"5\nb,6\nc,7\n'
    assert "the quotes in or before line" in refusal(tmp_path, text)
    text = 'Café,Amount\n"a" b,5\n'
    assert "the quotes in or before line 2 do not match" in refusal(tmp_path, text)


def test_nul_bytes_are_refused_with_their_line(tmp_path: Path) -> None:
    assert "line 3 has NUL bytes" in refusal(tmp_path, TEXT + "a\x00,6\n")


def test_short_lines_are_filled_up(tmp_path: Path) -> None:
    found = sheet(tmp_path, TEXT + "Meier\n")
    assert found.rows[-1].cells["text"].value == "Müller"
    reading = Reading(columns={"text": ("Café",)})
    assert values(sheet(tmp_path, "Café,Amount,Note\nMeier\nx,5\n", reading)) == [
        ["Meier"],
        ["x"],
    ]


def test_a_separator_without_quotes_is_no_amount(tmp_path: Path) -> None:
    found = sheet(tmp_path, TEXT + "Meier,1,234.56\nok,6,\n")
    bad = found.rows[1].cells["amount"]
    with pytest.raises(BadCell, match=r"bank\.csv!B3: stands in a line of 3 fields"):
        amount(bad, BANK, "USD")
    assert found.rows[2].cells["amount"].problem is None
