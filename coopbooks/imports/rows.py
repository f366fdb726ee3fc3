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


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of data.

    Attributes:
        place: Where it stands.
        cells: Its cells by the profile's field, such as `amount`; only mapped columns.
    """

    place: Place
    cells: Mapping[str, Cell]


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
