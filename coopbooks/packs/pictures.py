"""What the pictures of a pack show, whether a page or a workbook draws them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind

if TYPE_CHECKING:
    from coopbooks.core.table import Column
    from coopbooks.core.table import Row
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack
    from coopbooks.packs.pack import Picture

# They differ in lightness too, for print in grey and for eyes that see few colours.
COLOURS = ("#1F4E79", "#E3A857", "#6B8E7F", "#9A6A94")
MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows.

    Attributes:
        picture: The picture.
        table: Its table.
        columns: The columns drawn, in order.
        rows: The plain lines drawn; of lying bars the longest first, twelve at most.
        left_out: How many shorter bars are left out.
        values: For each row the columns' numbers, 0 where there is none.
    """

    picture: Picture
    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int
    values: tuple[tuple[Decimal, ...], ...]

    @property
    def unit(self) -> str:
        """What the numbers count: the table's currency, or parts of a hundred."""
        is_part = self.columns[0].kind is ColumnKind.PERCENT
        return "%" if is_part else self.table.currency

    @classmethod
    def of(cls, pack: Pack, picture: Picture) -> Shown:
        """Find what a picture shows.

        Args:
            pack: The pack.
            picture: One of its pictures.

        Returns:
            Table, columns, rows and numbers.
        """
        tables = {table.id: table for table in pack.values.tables}
        table = tables[picture.table]
        by_id = {column.id: column for column in table.columns}
        columns = tuple(by_id[name] for name in picture.columns)

        def numbers(row: Row) -> tuple[Decimal, ...]:
            found = (pack.values[Ref(table.id, row.id, each.id)] for each in columns)
            return tuple(x if isinstance(x, Decimal) else ZERO for x in found)

        lines = [row for row in table.rows if row.kind is RowKind.LINE]
        kept = lines
        if picture.kind == "bars":
            lines = [row for row in lines if any(numbers(row))]
            kept = sorted(lines, key=lambda row: -max(numbers(row)))[:MOST_BARS]
        left_out = len(lines) - len(kept)
        values = tuple(numbers(row) for row in kept)
        return cls(picture, table, columns, tuple(kept), left_out, values)
