"""Read CSV files, whatever separates their fields and encodes their letters."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.imports.sheets.grid import MOST_ROWS
from coopbooks.imports.sheets.grid import Grid
from coopbooks.imports.sheets.safety import FileRefused
from coopbooks.imports.sheets.safety import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Text(NamedTuple):
    """A CSV file as text.

    Attributes:
        file: The file's name.
        text: What is in it.
        notes: What was guessed of its encoding.
    """

    file: str
    text: str
    notes: tuple[str, ...]


def decoded(file: str, held: bytes, reading: Reading) -> Text:
    """Find out how a CSV file is encoded.

    Args:
        file: The file's name.
        held: What is in it.
        reading: How it is to be read; it may declare the encoding.

    Returns:
        Its text: by the mark at its beginning, else as declared, else as UTF-8, and
        as Windows-1252 or Latin-1 where it is not that, which is said.

    Raises:
        FileUnreadable: It is no text in its encoding.
    """
    text, notes = _text(file, held, reading.encoding)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise FileUnreadable(file, f"line {line} has NUL bytes, as no text has")
    return Text(file, text, notes)


def samples(text: Text) -> Iterator[tuple[str, Grid]]:
    """The first rows of a CSV file, by each separator that gives columns.

    Args:
        text: The file.

    Yields:
        The separator and the rows, the most regular ones first.
    """
    found = []
    for separator in SEPARATORS:
        rows = _sample(text.text, separator)
        widths = Counter(map(len, filter(None, rows)))
        columns, count = max(
            ((width, count) for width, count in widths.items() if width > 1),
            key=lambda pair: (pair[1], pair[0]),
            default=(1, 0),
        )
        share = count / max(widths.total(), 1)
        found.append(((share, columns), separator, rows))
    found.sort(key=lambda one: one[0], reverse=True)
    for _, separator, rows in found:
        yield separator, Grid(text.file, "", rows, ragged=True)


def grid(text: Text, separator: str, *, declared: bool) -> Grid:
    """Read a CSV file.

    Args:
        text: The file.
        separator: What separates its fields.
        declared: Whether the profile says so; what was found out is noted.

    Returns:
        Its rows. Each record is one, however many lines it has.

    Raises:
        FileRefused: It has more rows than are read.
        FileUnreadable: Its quotes do not close.
    """
    notes = text.notes
    if not declared and separator != ",":
        how = SEPARATORS[separator]
        notes = (*notes, f"Read {text.file} with {how} between fields.")
    rows = _rows(text.file, text.text, separator)
    return Grid(text.file, "", rows, ragged=True, notes=notes)


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


def _sample(text: str, separator: str) -> list[list[str]]:
    """The first rows, quotes being taken as they come."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(lines, SAMPLE))
    return rows


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
