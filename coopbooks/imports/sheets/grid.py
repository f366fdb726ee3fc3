"""A sheet as it stands in its file: rows of raw values, and what is odd in them."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.imports.rows import Cell
from coopbooks.imports.rows import Place
from coopbooks.imports.rows import Value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

# The only place that knows the binary numbers of workbooks; `valued` makes exact
# decimals of them. As the readers give it; an empty text, or None, is an empty cell.
Raw = (
    str
    | float
    | int
    | bool
    | datetime.date
    | datetime.datetime
    | datetime.time
    | datetime.timedelta
    | None
)
RAW = (str, float, int, datetime.date, datetime.time, datetime.timedelta)
# Of these, equal ones say the same; yes and no are equal to numbers too.
COMPARED = frozenset({str, float, datetime.date, datetime.datetime})
Corner = tuple[int, int]

MOST_ROWS = 300_000
# Spreadsheets keep 15 digits of a number and show no more; those behind are noise of
# their binary numbers, as in 0.1 + 0.2.
DIGITS = 15
TOO_LONG = 10**DIGITS
MIDNIGHT = datetime.time()


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet.

    Attributes:
        file: The file's name.
        sheet: The sheet's name; empty for a CSV file.
        rows: Its rows from the first one on; they may differ in length.
        hidden: Whether the sheet itself is hidden.
        hidden_rows: The numbers of its hidden rows, from 1.
        hidden_columns: Its hidden columns, from 0.
        problems: Why cells can't be used: by the number of their row from 1, then by
            their column from 0.
        merges: The first and last cell, row and column from 0, of merged cells.
        ragged: Whether a row that is longer than the header is a mistake, as in CSV.
        notes: What people should know.
    """

    file: str
    sheet: str
    rows: Sequence[Sequence[Raw]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    problems: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    merges: tuple[tuple[Corner, Corner], ...] = ()
    ragged: bool = False
    notes: tuple[str, ...] = ()
    hidden_columns: frozenset[int] = frozenset()

    def cell(self, number: int, column: int) -> Cell:
        """One cell.

        Args:
            number: The number of its row, from 1.
            column: Its column, from 0.

        Returns:
            The cell; empty outside of the sheet.
        """
        place = Place(self.file, self.sheet, number, letters(column))
        row = self.rows[number - 1] if number <= len(self.rows) else ()
        value, problem = valued(row[column] if column < len(row) else None)
        known = self.problems.get(number, {}).get(column)
        return Cell(place, value, known or problem)


def letters(column: int) -> str:
    """The letters of a column.

    Args:
        column: Its number, from 0.

    Returns:
        For example `A`, `Z`, `AA`.
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def valued(raw: Raw) -> tuple[Value, str | None]:
    """What a cell holds, and why it can't be used.

    Numbers of a workbook become exact decimals of the 15 digits that spreadsheets
    keep. Days without a time become dates.

    Args:
        raw: The value as the reader gives it.

    Returns:
        Its value and no problem, or what there is to show and the problem.
    """
    if isinstance(raw, float) and -TOO_LONG < raw < TOO_LONG:
        return Decimal(f"{raw:.{DIGITS}g}"), None
    if isinstance(raw, str):
        return raw.strip() or None, None
    if isinstance(raw, bool) or raw is None:
        return raw, None
    if isinstance(raw, datetime.datetime):
        plain = raw.time() == MIDNIGHT
        return (raw.date() if plain else raw.replace(microsecond=0)), None
    if isinstance(raw, datetime.date):
        return raw, None
    return _unusual(raw)


def is_number(raw: Raw) -> bool:
    """Whether a raw value is a number.

    Args:
        raw: The value as the reader gives it.

    Returns:
        Whether it is one; yes and no are none.
    """
    return isinstance(raw, (float, int)) and not isinstance(raw, bool)


def whole(raw: Raw) -> int | None:
    """A raw value as a whole number.

    Args:
        raw: The value as the reader gives it.

    Returns:
        The number; None if it is no whole number from zero on that a sheet keeps.
    """
    if isinstance(raw, bool) or not isinstance(raw, (float, int)):
        return None
    return int(raw) if 0 <= raw < TOO_LONG and raw == int(raw) else None


def _unusual(
    raw: float | datetime.time | datetime.timedelta,
) -> tuple[Value, str | None]:
    """What is no text, no date and no usual number."""
    if not isinstance(raw, (float, int)):
        return str(raw), "holds a time of day or a length of time"
    if not math.isfinite(raw):
        return str(raw), "is no number"
    if abs(raw) < TOO_LONG:
        return Decimal(raw), None
    why = f"has more than {DIGITS} digits, which a spreadsheet does not keep: "
    return Decimal(str(raw)), why + "format its column as text"
