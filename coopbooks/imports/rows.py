"""What is read from a sheet, each value with the cell that it comes from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.sheets.columns import Columns
    from coopbooks.imports.sheets.grid import Raw

# What a cell holds once it is read; numbers are exact decimals, never floats.
Value = str | Decimal | datetime.date | bool | None

# Why a row is no data. `balance` is a row with a cell that the profile names.
Reason = Literal["blank", "hidden", "total", "balance", "note", "repeated header"]


class Place(NamedTuple):
    """A cell or a row of a file, as people find it.

    Attributes:
        file: The file's name, without folders.
        sheet: The sheet's name; empty for a CSV file.
        row: The row's number, from 1, as a spreadsheet shows it.
        column: The column's letters, such as `C`; empty for the whole row.
    """

    file: str
    sheet: str
    row: int
    column: str = ""

    def __str__(self) -> str:
        """Write it as `file.xlsx!Sheet!C17`, or `file.csv!C17`."""
        where = f"{self.column}{self.row}"
        return "!".join(filter(None, (self.file, self.sheet, where)))


class BadCell(CoopbooksError):
    """A cell that can't be used; its row is rejected, and the reason shown.

    Attributes:
        place: Where it stands.
        reason: Why, in one plain sentence without a full stop.
    """

    def __init__(self, place: Place, reason: str) -> None:
        """Build the message.

        Args:
            place: Where the cell stands.
            reason: Why it can't be used.
        """
        self.place = place
        self.reason = reason
        super().__init__(f"{place}: {reason}.")


class Cell(NamedTuple):
    """A cell.

    Attributes:
        place: Where it stands.
        value: What it holds, as the file has it.
        problem: Why it can't be used, in plain words: a formula without a saved value,
            an error value, a percentage.
    """

    place: Place
    value: Value
    problem: str | None = None

    @property
    def text(self) -> str:
        """Its value as text without blanks around it; empty for none."""
        return "" if self.value is None else str(self.value).strip()


class SheetRow(NamedTuple):
    """A row of data. Its cells are made when they are asked for.

    Of a hundred thousand rows most cells only have to be compared with one that was
    read before, which `raw_of` is for.

    Attributes:
        number: Its number, from 1.
        raw: Its values as the reader gives them.
        columns: Where the fields stand, and what makes cells.
        odd: Whether some of its cells can't be used, whatever they hold.
    """

    number: int
    raw: Sequence[Raw]
    columns: Columns
    odd: bool = False

    @property
    def place(self) -> Place:
        """Where it stands."""
        grid = self.columns.grid
        return Place(grid.file, grid.sheet, self.number)

    @property
    def cells(self) -> Mapping[str, Cell]:
        """Its cells by the profile's field, such as `amount`; only mapped columns."""
        return {name: self.cell(name) for name in self.columns.by_field}

    def has(self, name: str) -> bool:
        """Whether the sheet has a column for a field."""
        return name in self.columns.by_field

    def cell(self, name: str) -> Cell:
        """The cell of a field; an empty one without a column where there is none."""
        if name not in self.columns.by_field:
            return Cell(self.place, None)
        return self.columns.cell(self.number, self.raw, name)

    def raw_of(self, name: str) -> Raw:
        """What stands in a field, as the reader gives it, if that can be used.

        Args:
            name: The field.

        Returns:
            The raw value; None where there is none, and in an odd row.
        """
        column = self.columns.by_field.get(name)
        if column is None or self.odd or column >= len(self.raw):
            return None
        return self.raw[column]


class LeftOut(NamedTuple):
    """A row that is no data.

    Attributes:
        place: Where it stands.
        reason: Why it was left out.
        cells: Its cells by the profile's field: a total is compared with the rows.
        label: What a row of totals or balances calls itself, such as `Subtotal PLANT`,
            in whatever column that stands.
    """

    place: Place
    reason: Reason
    cells: Mapping[str, Cell]
    label: str = ""


@dataclass(frozen=True, slots=True)
class SheetData:
    """What one sheet of a file holds, as its profile reads it.

    Attributes:
        file: The file's name.
        sheet: The sheet's name; empty for a CSV file.
        header: The header that was found for each field.
        rows: The rows of data, in order.
        left_out: The rows that are no data, in order; among them the totals.
        named: Single cells that the profile names, such as an opening balance.
        notes: What people should know: hidden rows that were skipped, an encoding that
            was guessed.
        around: The texts above the header and below the rows, in order, each cell by
            itself: `Month of deduction: March 2026`. A profile's `[find]` looks there.
    """

    file: str
    sheet: str
    header: Mapping[str, Cell]
    rows: tuple[SheetRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    named: Mapping[str, Cell] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
