"""Turn a sheet and its header into rows of data, and what is left out of them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from itertools import islice
from typing import TYPE_CHECKING

from coopbooks.imports.rows import Cell
from coopbooks.imports.rows import LeftOut
from coopbooks.imports.rows import Place
from coopbooks.imports.rows import SheetData
from coopbooks.imports.rows import SheetRow
from coopbooks.imports.sheets.columns import Columns
from coopbooks.imports.sheets.hidden import hidden_columns
from coopbooks.imports.sheets.hidden import hidden_rows
from coopbooks.imports.sheets.leftout import sorter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.rows import Reason
    from coopbooks.imports.sheets.grid import Grid
    from coopbooks.imports.sheets.grid import Raw
    from coopbooks.imports.sheets.headers import Header
    from coopbooks.imports.sheets.leftout import Sorter

# Of a longer run of blank rows, as many are listed.
MOST_BLANK = 1_000


@dataclass(slots=True)
class Taken:
    """What is taken from a sheet so far."""

    rows: list[SheetRow] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    named: dict[str, Cell] = field(default_factory=dict)
    around: list[str] = field(default_factory=list)
    blank: list[LeftOut] = field(default_factory=list)
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Taker:
    """Takes the rows of one sheet.

    Attributes:
        columns: Where the fields of the sheet stand.
        sorter: What says of each row whether it is data.
        lines: The rows of a header of more than one.
        skip: The numbers of the rows to skip.
    """

    columns: Columns
    sorter: Sorter
    lines: frozenset[tuple[Raw, ...]]
    skip: frozenset[int]

    def above(self, taken: Taken, rows: int) -> None:
        """Take the texts and balances above the header.

        Args:
            taken: Where they go.
            rows: How many rows there are.
        """
        for number, row in enumerate(islice(self.columns.grid.rows, rows), 1):
            taken.around += _texts(row)
            self._name(taken, number, row)

    def below(self, taken: Taken, start: int) -> None:
        """Take the rows under the header.

        Args:
            taken: Where they go.
            start: The number of the header's last row.
        """
        columns, reason_of = self.columns, self.sorter.reason
        grid = columns.grid
        for number, row in enumerate(islice(grid.rows, start, None), start + 1):
            reason: Reason | None = reason_of(row)
            if number in grid.problems and reason in {"blank", "note"}:
                reason = self._mended(number, reason)
            if reason is None and number not in self.skip and not self.lines:
                odd = columns.is_odd(number, row)
                taken.rows.append(SheetRow(number, row, columns, odd))
                if taken.blank:
                    taken.left += taken.blank
                    taken.blank = []
            else:
                self._aside(taken, number, row, reason)

    def _mended(self, number: int, reason: Reason | None) -> Reason | None:
        """A row whose only figures can't be used is data: it has to be seen."""
        problems = self.columns.grid.problems[number]
        there = any(n in problems for n in self.columns.by_field.values())
        return None if there else reason

    def _aside(
        self, taken: Taken, number: int, row: Sequence[Raw], reason: Reason | None
    ) -> None:
        """Take a row that may be no data."""
        if self.lines and tuple(row) in self.lines:
            reason = "repeated header"
        if number in self.skip and reason != "blank":
            reason = "hidden"
            taken.hidden += 1
        columns = self.columns
        place = Place(columns.grid.file, columns.grid.sheet, number)
        if reason == "blank":
            if len(taken.blank) < MOST_BLANK:
                taken.blank.append(LeftOut(place, reason, {}))
            return
        taken.left += taken.blank
        taken.blank = []
        found = SheetRow(number, row, columns, columns.is_odd(number, row))
        if reason is None:
            taken.rows.append(found)
            return
        label = self.sorter.label(row)
        taken.left.append(LeftOut(place, reason, found.cells, label))
        if reason == "note":
            taken.around += _texts(row)
        elif reason == "balance":
            self._name(taken, number, row)

    def _name(self, taken: Taken, number: int, row: Sequence[Raw]) -> None:
        """Take a cell that the profile names; of closing ones the last counts."""
        found = self.sorter.named_cell(row)
        if found is not None:
            name, column = found
            if name not in taken.named or name.startswith("closing"):
                taken.named[name] = self.columns.grid.cell(number, column)


def table(grid: Grid, header: Header, reading: Reading) -> SheetData:
    """Read the rows of a sheet.

    Args:
        grid: The sheet.
        header: Its header, with the columns of the fields.
        reading: How it is to be read.

    Returns:
        Its rows, and what was left out of them. Of the cells that the profile names the
        first counts; the last for names that begin with `closing`.
    """
    lines = range(max(header.row - reading.header_rows, 0), header.row)
    taker = Taker(
        columns=Columns(grid, header.columns, len(grid.rows[header.row - 1])),
        sorter=sorter(header, reading),
        lines=frozenset(tuple(grid.rows[n]) for n in lines if len(lines) > 1),
        skip=grid.hidden_rows if reading.hidden == "skip" else frozenset(),
    )
    taken = Taken()
    taker.above(taken, header.row - 1)
    taker.below(taken, header.row)
    _end(taken)
    return SheetData(
        file=grid.file,
        sheet=grid.sheet,
        header=_heading(grid, header),
        rows=tuple(taken.rows),
        left_out=tuple(taken.left),
        named=taken.named,
        notes=(
            *grid.notes,
            *hidden_rows(grid, header, reading, taken.hidden),
            *hidden_columns(grid, header),
        ),
        around=tuple(taken.around),
    )


def _heading(grid: Grid, header: Header) -> dict[str, Cell]:
    """The header's cell for each field, with the text of all its rows."""
    return {
        name: grid.cell(header.row, column)._replace(
            value=header.texts[column] or None, problem=None
        )
        for name, column in header.columns.items()
    }


def _end(taken: Taken) -> None:
    """Below the last total, rows without a number or a day are notes."""
    totals = [left.place.row for left in taken.left if left.reason == "total"]
    end = max(totals, default=None)
    if end is None:
        return
    while taken.rows and taken.rows[-1].number > end:
        row = taken.rows[-1]
        if any(_figure(cell) for cell in row.cells.values()):
            return
        taken.rows.pop()
        taken.left.append(LeftOut(row.place, "note", row.cells))
        taken.left.sort(key=lambda left: left.place.row)
        taken.around += [cell.text for cell in row.cells.values() if cell.text]


def _figure(cell: Cell) -> bool:
    """Whether a cell holds more than words."""
    return any(mark.isdigit() for mark in cell.text) or cell.problem is not None


def _texts(row: Sequence[Raw]) -> list[str]:
    """The texts of a row, each cell by itself."""
    return [raw.strip() for raw in row if isinstance(raw, str) and raw.strip()]
