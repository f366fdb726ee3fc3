"""Read a file as its profile says: its sheets, rows, totals and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import resting_collector
from coopbooks.imports.sheets import csvfiles
from coopbooks.imports.sheets import safety
from coopbooks.imports.sheets.folding import folded
from coopbooks.imports.sheets.headers import ColumnMissing
from coopbooks.imports.sheets.headers import ColumnTwice
from coopbooks.imports.sheets.headers import header
from coopbooks.imports.sheets.table import table
from coopbooks.imports.sheets.workbooks import Workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.rows import SheetData
    from coopbooks.imports.sheets.grid import Grid
    from coopbooks.imports.sheets.headers import Header
    from coopbooks.imports.sheets.parts import SheetPart

EVERY = "*"


class SheetMissing(CoopbooksError):
    """A workbook without the sheet that its profile names."""

    def __init__(self, file: str, wanted: str, names: Iterable[str]) -> None:
        """Build the message.

        Args:
            file: The file's name.
            wanted: The sheet that the profile names; empty for any.
            names: The sheets that are there.
        """
        there = ", ".join(f'"{name}"' for name in names) or "none"
        asked = f'has no sheet "{wanted}"' if wanted else "has no sheet to read"
        super().__init__(
            f"{file} {asked}; its sheets are: {there}. Correct sheet or hidden in the "
            "profile."
        )


class SheetsTwo(CoopbooksError):
    """A workbook with more than one sheet that fits its profile."""

    def __init__(self, file: str, names: Iterable[str]) -> None:
        """Build the message.

        Args:
            file: The file's name.
            names: The sheets that fit.
        """
        which = " and ".join(f'"{name}"' for name in names)
        super().__init__(
            f"{file} has more than one sheet with the columns of the profile: {which}. "
            f'Name one in the profile with sheet = "…", or all with sheet = "{EVERY}".'
        )


def read(path: Path, reading: Reading) -> list[SheetData]:
    """Read the sheets of a file that a profile is for.

    Args:
        path: A workbook (.xlsx) or a CSV file.
        reading: How its sender writes it.

    Returns:
        Its sheets with the profile's columns, in order; at least one. What can't be
        used is in them, at its cell.

    Raises:
        CoopbooksError: The file is not what its name says, not safe, damaged or too
            big; it has no sheet that fits, or more than one; a column is missing or
            there twice.
    """
    held = safety.content(path)
    with resting_collector():
        if safety.kind(path.name, held) == "workbook":
            return _workbook(path.name, held, reading)
        return [_csv(path.name, held, reading)]


def _csv(file: str, held: bytes, reading: Reading) -> SheetData:
    """Read a CSV file, by the separator that gives the columns of the profile."""
    text = csvfiles.decoded(file, held, reading)
    separator = reading.separator or _separator(text, reading)
    grid = csvfiles.grid(text, separator, declared=bool(reading.separator))
    found = header(grid, reading)
    if found.missing(reading):
        raise ColumnMissing(found, reading)
    return table(grid, found, reading)


def _separator(text: csvfiles.Text, reading: Reading) -> str:
    """The separator by which most columns are found, the most regular of equals."""
    best, least = ",", len(reading.columns) + 1
    for separator, sample in csvfiles.samples(text):
        try:
            missing = len(header(sample, reading).missing(reading))
        except ColumnTwice:
            missing = 0
        if missing < least:
            best, least = separator, missing
    return best


def _workbook(file: str, held: bytes, reading: Reading) -> list[SheetData]:
    """Read the sheets of a workbook that fit."""
    book = Workbook(file, held)
    wanted = _wanted(book, reading)
    fitting: list[tuple[Grid, Header]] = []
    misfits: list[ColumnMissing | ColumnTwice] = []
    for sheet in wanted:
        grid = book.grid(sheet)
        try:
            found = header(grid, reading)
        except ColumnTwice as twice:
            misfits.append(twice)
            continue
        if found.missing(reading):
            misfits.append(ColumnMissing(found, reading))
        else:
            fitting.append((grid, found))
    if not fitting:
        raise max(misfits, key=lambda misfit: misfit.fitting)
    if len(fitting) > 1 and not reading.sheet:
        raise SheetsTwo(file, [grid.sheet for grid, _ in fitting])
    first, *others = (table(grid, found, reading) for grid, found in fitting)
    notes = _unread(book, wanted)
    return [replace(first, notes=(*first.notes, *notes)), *others]


def _wanted(book: Workbook, reading: Reading) -> list[SheetPart]:
    """The sheets to look at: the one that is named, or all that are not hidden."""
    named = reading.sheet not in {"", EVERY}
    wanted = [
        sheet
        for sheet in book.sheets
        if (not named or folded(sheet.name) == folded(reading.sheet))
        and (named or not sheet.hidden or reading.hidden == "read")
    ]
    if not wanted:
        name = reading.sheet if named else ""
        raise SheetMissing(book.file, name, [sheet.name for sheet in book.sheets])
    exact = [sheet for sheet in wanted if sheet.name == reading.sheet]
    return exact or wanted


def _unread(book: Workbook, wanted: list[SheetPart]) -> tuple[str, ...]:
    """Say which hidden sheets there are."""
    skipped = [
        sheet.name for sheet in book.sheets if sheet.hidden and sheet not in wanted
    ]
    read = [sheet.name for sheet in wanted if sheet.hidden]
    return tuple(
        f"{_count(names)} of {book.file}: {how}."
        for names, how in ((skipped, "skipped"), (read, "looked at"))
        if names
    )


def _count(names: list[str]) -> str:
    """How many hidden sheets, and which."""
    which = ", ".join(f'"{name}"' for name in names)
    return f"{len(names)} hidden sheet{'s' if len(names) > 1 else ''} ({which})"
