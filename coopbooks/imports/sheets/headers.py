"""Find the header of a sheet, and the column of each field under it."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.sheets.folding import folded
from coopbooks.imports.sheets.grid import letters
from coopbooks.imports.sheets.grid import valued

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.sheets.grid import Grid

# Where a header may stand; banks put a page of their own above it.
FIRST_ROWS = 60
MOST_COLUMNS = 500
JOINT = " / "


class ColumnMissing(CoopbooksError):
    """A sheet without a column that its profile asks for.

    Attributes:
        fitting: How many of the profile's columns it has.
    """

    def __init__(self, header: Header, reading: Reading) -> None:
        """Build the message.

        Args:
            header: What comes nearest to a header in the sheet.
            reading: How the sheet was to be read.
        """
        self.fitting = len(header.columns)
        field = header.missing(reading)[0]
        asked = " or ".join(f'"{text}"' for text in reading.columns[field])
        there = [text for text in header.texts if text]
        if not header.columns:
            has = "no row of it has any of the columns of the profile"
        else:
            shown = ", ".join(f'"{text}"' for text in there)
            has = f"row {header.row} has {shown}"
        super().__init__(
            f"{header.name} has no column {asked} for {field}; {has}"
            f"{_near(reading.columns[field], there)}. Correct [columns] in the profile."
        )


class ColumnTwice(CoopbooksError):
    """A sheet with two columns of the name that its profile asks for.

    Attributes:
        fitting: How many of the profile's columns it has, at least.
    """

    def __init__(self, header: Header, text: str, columns: list[int]) -> None:
        """Build the message.

        Args:
            header: The header.
            text: The text that stands there more than once.
            columns: The columns.
        """
        self.fitting = len(columns)
        cells = " and ".join(f"{letters(column)}{header.row}" for column in columns)
        super().__init__(
            f'{header.name} has the column "{text}" more than once, in {cells}. Rename '
            "one of them in the file, or give the two header rows in the profile."
        )


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet.

    Attributes:
        name: The file and the sheet, as messages call it.
        row: The number of its last row, from 1.
        texts: The text of each column, that of two rows joined: `2026 / Q1`.
        columns: The column of each field, from 0.
    """

    name: str
    row: int
    texts: tuple[str, ...]
    columns: Mapping[str, int]

    def missing(self, reading: Reading) -> list[str]:
        """The fields that have to have a column and have none.

        Args:
            reading: How the sheet is to be read.

        Returns:
            Their names.
        """
        return [
            name
            for name in reading.columns
            if name not in self.columns and name not in reading.optional
        ]


def header(grid: Grid, reading: Reading) -> Header:
    """Find what comes nearest to a header in the first rows of a sheet.

    Args:
        grid: The sheet.
        reading: How it is to be read.

    Returns:
        The row that has the most of the fields that must be there, the first of
        equals; it may miss some.

    Raises:
        ColumnTwice: Two of its columns have the name that is asked for.
    """
    labels = {
        folded(part)
        for texts in reading.columns.values()
        for text in texts
        for part in (text, text.rpartition("/")[2])
    } - {""}
    best, most = 1, -1
    for number, row in enumerate(grid.rows[:FIRST_ROWS], 1):
        texts = {folded(raw) for raw in row[:MOST_COLUMNS] if isinstance(raw, str)}
        score = len(labels & texts)
        if score > most:
            best, most = number, score
    # Months as dates, or numbers, need the columns themselves to be compared.
    found = _at(grid, reading, best)
    if found.missing(reading):
        others = (_at(grid, reading, n) for n in _rows(grid) if n != best)
        found = min((found, *others), key=lambda one: len(one.missing(reading)))
    return found


def _rows(grid: Grid) -> range:
    return range(1, min(len(grid.rows), FIRST_ROWS) + 1)


def _at(grid: Grid, reading: Reading, row: int) -> Header:
    """The header that ends in a row."""
    texts = _texts(grid, row, reading.header_rows)
    name = f"{grid.file}, sheet {grid.sheet}," if grid.sheet else grid.file
    bare = Header(name, row, texts, {})
    columns = {}
    for field, asked in reading.columns.items():
        column = _column(bare, asked)
        if column is not None:
            columns[field] = column
    return Header(name, row, texts, columns)


def _texts(grid: Grid, row: int, rows: int) -> tuple[str, ...]:
    """The texts of a header of some rows, merged cells filled, joined by column."""
    numbers = [number for number in range(row - rows + 1, row + 1) if number > 0]
    lines = [_line(grid, number, last=number == row) for number in numbers]
    width = max(map(len, lines), default=0)
    columns = ([line[i] for line in lines if i < len(line)] for i in range(width))
    return tuple(JOINT.join(filter(None, texts)) for texts in columns)


def _line(grid: Grid, number: int, *, last: bool) -> list[str]:
    """The texts of one row, as if merged cells were not.

    In a CSV file, what was merged is a text and blanks behind it.
    """
    row = grid.rows[number - 1] if number <= len(grid.rows) else ()
    values = (valued(raw)[0] for raw in row[:MOST_COLUMNS])
    line = ["" if value is None else " ".join(str(value).split()) for value in values]
    for (top, left), (bottom, right) in grid.merges:
        if top <= number - 1 <= bottom and left < len(line) and top == number - 1:
            line[left : right + 1] = [line[left]] * len(line[left : right + 1])
    if grid.ragged and not last:
        for column in range(1, len(line)):
            line[column] = line[column] or line[column - 1]
    return line


def _column(header: Header, asked: tuple[str, ...]) -> int | None:
    """The column of the first text that the header has; whole texts come first."""
    whole = [folded(text) for text in header.texts]
    lower = [folded(text.rpartition(JOINT)[2]) for text in header.texts]
    for text in asked:
        wanted = folded(text)
        if not wanted:
            return whole.index("") if "" in whole else None
        for texts in (whole, [one.replace("/", "") for one in whole], lower):
            columns = [n for n, one in enumerate(texts) if one == wanted]
            if len(columns) > 1:
                raise ColumnTwice(header, text, columns)
            if columns:
                return columns[0]
    return None


def _near(asked: tuple[str, ...], there: list[str]) -> str:
    """The headers that are near to those that were asked for."""
    known = {folded(text): text for text in there}
    near = [
        known[match]
        for text in asked
        for match in get_close_matches(folded(text), known, n=2, cutoff=0.6)
    ]
    names = " or ".join(f'"{text}"' for text in dict.fromkeys(near))
    return f"; near is {names}" if near else ""
