"""Which sheet and which cell of a workbook each cell of a pack comes to stand in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.table import Ref
from coopbooks.packs import figures

if TYPE_CHECKING:
    from coopbooks.core.table import Column
    from coopbooks.core.table import Table
    from coopbooks.core.table import Values
    from coopbooks.packs.pack import Pack

FRONT = "Page one"
PICTURES = "Pictures"
PARTS = "Partial sums"

LONGEST_NAME = 31
MOST_ROWS = 1_000_000
# Excel forbids all but the parentheses; XlsxWriter would take `Sort(` for a function.
FORBIDDEN = frozenset("[]:*?/\\()")
# Excel keeps this name for itself.
KEPT = "history"

HEADING_LINES = 3

# Widths are in Excel's unit, about one digit.
NARROWEST = 9
WIDEST_LABEL = 48
WIDEST_TEXT = 44
LABELS_OF_PAGE_ONE = 62
AMOUNTS_OF_PAGE_ONE = 14


class TooManyRows(CoopbooksError):
    """A table is longer than a sheet can be."""

    def __init__(self, table: Table) -> None:
        """Build the message.

        Args:
            table: The table.
        """
        super().__init__(
            f"'{table.title}' has {len(table.rows):,} rows, more than a sheet of a "
            "workbook holds. Choose a shorter period, or csv instead of xlsx."
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a table stands; rows are counted from 0.

    Attributes:
        sheet: The sheet's name.
        table: The table.
        columns: Its columns, from the sheet's first on.
        title: The row of its title; -1 for none.
        lead: The first row of the sentences above it.
        heading: The row of its columns' titles; -1 for none.
        first: The row of its first row.
        notes: The first row of the sentences below it.
    """

    sheet: str
    table: Table
    columns: tuple[Column, ...]
    title: int
    lead: int
    heading: int
    first: int
    notes: int

    @property
    def end(self) -> int:
        """The row after its last."""
        return self.notes + len(self.table.notes)


def sheet_name(title: str, taken: set[str]) -> str:
    """Make a name that Excel takes for a sheet.

    Args:
        title: What the sheet shows.
        taken: Names in small letters that are in use; the new one is added.

    Returns:
        At most 31 letters, none of them forbidden, different from all others.
    """
    allowed = (
        " " if letter in FORBIDDEN or not letter.isprintable() else letter
        for letter in title
    )
    base = " ".join("".join(allowed).split()).strip("' ") or "Sheet"
    name = base[:LONGEST_NAME].strip("' ")
    number = 2
    while name.lower() in taken or name.lower() == KEPT:
        ending = f" {number}"
        name = base[: LONGEST_NAME - len(ending)].strip("' ") + ending
        number += 1
    taken.add(name.lower())
    return name


class Places:
    """The address of every cell of a pack."""

    def __init__(self, pack: Pack) -> None:
        """Plan the sheets before anything is written, because formulas lead anywhere.

        Args:
            pack: The pack.

        Raises:
            TooManyRows: A table is longer than a sheet.
        """
        self.spots: dict[str, Spot] = {}
        self.sheets: dict[str, str] = {}
        row = HEADING_LINES + len(pack.heading.marks) + 1
        for table in pack.front:
            spot = _in_a_stack(table, row)
            self.spots[table.id] = spot
            row = spot.end + 1
        taken = {name.lower() for name in (FRONT, PICTURES, PARTS)}
        for table in pack.pages:
            if len(table.rows) > MOST_ROWS:
                raise TooManyRows(table)
            name = sheet_name(table.title, taken)
            self.spots[table.id] = _on_its_own(table, name, len(pack.heading.marks))
        self._rows = {
            name: {row.id: spot.first + n for n, row in enumerate(spot.table.rows)}
            for name, spot in self.spots.items()
        }
        self._columns = {
            name: {column.id: n for n, column in enumerate(spot.columns)}
            for name, spot in self.spots.items()
        }

    def cell(self, ref: Ref) -> tuple[str, int, int]:
        """Where a cell stands.

        Args:
            ref: A cell of the pack.

        Returns:
            The sheet's name, the row and the column, counted from 0.
        """
        table = ref.table
        column = self._columns[table][ref.column]
        return self.spots[table].sheet, self._rows[table][ref.row], column


def _in_a_stack(table: Table, row: int) -> Spot:
    """A table of page one, below another; titles of columns beside its own."""
    titled = bool(table.title) or any(column.title for column in table.columns)
    title = row if titled else -1
    lead = row + titled
    first = lead + len(table.lead)
    notes = first + len(table.rows)
    return Spot(FRONT, table, table.columns, title, lead, title, first, notes)


def _on_its_own(table: Table, sheet: str, marks: int) -> Spot:
    """A table that has a sheet to itself."""
    lead = HEADING_LINES + marks
    heading = lead + len(table.lead) + 1
    notes = heading + 1 + len(table.rows) + bool(table.rows)
    columns = figures.columns(table)
    return Spot(sheet, table, columns, 0, lead, heading, heading + 1, notes)


def widths(spot: Spot, values: Values) -> list[int]:
    """How wide the columns of a table must be.

    Args:
        spot: Where the table stands.
        values: What its cells come to.

    Returns:
        A width for each column. Long texts wrap; numbers have the room they need.
    """
    return [
        _width(spot, values, number, column)
        for number, column in enumerate(spot.columns)
    ]


def _width(spot: Spot, values: Values, number: int, column: Column) -> int:
    """How wide one column must be."""
    texts, numbers = [0], [Decimal(0)]
    for row in spot.table.rows:
        value = values[Ref(spot.table.id, row.id, column.id)]
        if value is None and column is figures.WHERE:
            value = row.where
        if isinstance(value, Decimal):
            numbers.append(abs(value))
        elif value and (number or len(row.cells) > 1):
            texts.append(len(value) + 2 * row.depth * (not number))
    # A number is bold in a total, and may have a minus.
    biggest = len(f"-{max(numbers):,.2f}") if len(numbers) > 1 else 0
    words = column.title.split() if number else [column.title]
    needed = max(chain(texts, [biggest], map(len, words))) + 2
    return max(NARROWEST, min(needed, WIDEST_TEXT if number else WIDEST_LABEL))


def widths_of_page_one(spots: list[Spot]) -> list[int]:
    """How wide the columns of page one are, which its tables share.

    Args:
        spots: Where its tables stand.

    Returns:
        A width for each column, at least two.
    """
    most = max((len(spot.columns) for spot in spots), default=2)
    return [LABELS_OF_PAGE_ONE, *[AMOUNTS_OF_PAGE_ONE] * max(most - 1, 1)]
