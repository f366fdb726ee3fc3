"""Where the fields of a sheet stand, and what makes cells of its raw values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.rows import Cell
    from coopbooks.imports.sheets.grid import Grid
    from coopbooks.imports.sheets.grid import Raw


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet.

    Attributes:
        grid: The sheet.
        by_field: The column of each field, from 0.
        width: How many columns the header has.
    """

    grid: Grid
    by_field: Mapping[str, int]
    width: int

    def is_odd(self, number: int, row: Sequence[Raw]) -> bool:
        """Whether some cells of a row can't be used, whatever they hold.

        Args:
            number: The row's number, from 1.
            row: Its raw values.

        Returns:
            Whether the reader found a problem in it, or it is too long.
        """
        return number in self.grid.problems or self._longer(row) is not None

    def cell(self, number: int, row: Sequence[Raw], name: str) -> Cell:
        """Make a cell.

        Args:
            number: The row's number, from 1.
            row: Its raw values.
            name: The field, which has a column.

        Returns:
            The cell, with why it can't be used if it can't.
        """
        column = self.by_field[name]
        cell = self.grid.cell(number, column)
        known = self.grid.problems.get(number, {}).get(column)
        problem = known or self._longer(row) or cell.problem
        return cell._replace(problem=problem) if problem else cell

    def _longer(self, row: Sequence[Raw]) -> str | None:
        """Why a row of a CSV file that is longer than its header can't be used."""
        if len(row) <= self.width or not self.grid.ragged or not any(row[self.width :]):
            return None
        return (
            f"stands in a line of {len(row)} fields where the header has {self.width}: "
            "a text or a number with a separator in it needs quotes"
        )
