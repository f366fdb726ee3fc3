"""Read CSV files, whatever separates their fields and encodes their letters."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from coopbooks.imports.sheets.grid import MOST_ROWS
from coopbooks.imports.sheets.grid import Grid
from coopbooks.imports.sheets.safety import FileRefused
from coopbooks.imports.sheets.safety import FileUnreadable

if TYPE_CHECKING:
    from coopbooks.imports.reading import Reading

# Those of four bytes come first: they begin as the ones of two do.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE = 200
HEAD = 4_096


def grids(file: str, held: bytes, reading: Reading) -> tuple[Grid, ...]:
    """Read a CSV file in every way that its separator may be meant.

    Args:
        file: The file's name.
        held: What is in it.
        reading: How it is to be read; what it leaves open is found out.

    Returns:
        The rows for each separator that gives columns, the most regular first; just
        one where the separator is declared.

    Raises:
        FileRefused: It has more rows than are read.
        FileUnreadable: It is no text in its encoding, or its quotes do not close.
    """
    text, note = _text(file, held, reading.encoding)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FileUnreadable(file, f"line {line} has NUL bytes, as no text has")
    if reading.separator:
        rows = _rows(file, text, reading.separator)
        return (Grid(file, "", rows, ragged=True, notes=note),)
    found = []
    for separator in _likely(text):
        said = note
        if separator != ",":
            said = (*note, f"Read {file} with {SEPARATORS[separator]} between fields.")
        rows = _rows(file, text, separator)
        found.append(Grid(file, "", rows, ragged=True, notes=said))
    return tuple(found)


def _text(file: str, held: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """The text, and a note where its encoding was guessed."""
    marked = next((name for mark, name in MARKS if held.startswith(mark)), "")
    if marked or encoding:
        return _decoded(file, held, marked or encoding), ()
    wide = _without_mark(held)
    if wide:
        return _decoded(file, held, wide), (f"Read {file} as {wide.upper()}.",)
    try:
        return held.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:
        text, name = held.decode("cp1252"), "Windows-1252"
    except UnicodeDecodeError:
        text, name = held.decode("latin-1"), "Latin-1"
    guess = f"Read {file} as {name}, a guess: it is no UTF-8. Look at the accents."
    return text, (guess,)


def _without_mark(held: bytes) -> str:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    head = held[:HEAD]
    first, second = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if second > half * 0.6 and first < half * 0.1:
        return "utf-16-le"
    if first > half * 0.6 and second < half * 0.1:
        return "utf-16-be"
    return ""


def _decoded(file: str, held: bytes, encoding: str) -> str:
    try:
        return held.decode(encoding)
    except UnicodeError:
        raise FileUnreadable(file, f"it is not written in {encoding}") from None
    except LookupError:
        raise FileUnreadable(file, f'no encoding is called "{encoding}"') from None


def _likely(text: str) -> tuple[str, ...]:
    """The separators that give columns, the most regular first."""
    scores = {}
    for separator in SEPARATORS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = Counter(len(row) for row in islice(reader, SAMPLE) if row)
        except csv.Error:
            continue
        columns, rows = max(
            ((width, count) for width, count in widths.items() if width > 1),
            key=lambda pair: (pair[1], pair[0]),
            default=(1, 0),
        )
        if columns > 1:
            scores[separator] = (rows / widths.total(), columns)
    likely = sorted(scores, key=lambda separator: scores[separator], reverse=True)
    return tuple(likely) or (",",)


def _rows(file: str, text: str, separator: str) -> list[list[str]]:
    """The fields of each record; quotes have to close."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows = [*islice(reader, MOST_ROWS + 1)]
    except csv.Error:
        why = f"the quotes in or before line {reader.line_num} do not match"
        raise FileUnreadable(file, why) from None
    if len(rows) > MOST_ROWS:
        why = f"has more than {MOST_ROWS:,} rows"
        raise FileRefused(file, why, "Split it, by month for example.")
    return rows
