"""Tables for people: the one shape that every face shows.

A cell is text, an amount, or a formula over other cells. A formula is kept as a
formula: this module works it out with Decimals, a workbook writes it live beside that
value, a page leads along it. So the figure that is printed and the figure that a
spreadsheet recalculates come from one expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.formulas import Agree
from coopbooks.core.formulas import Bounded
from coopbooks.core.formulas import Content
from coopbooks.core.formulas import Each
from coopbooks.core.formulas import Formula
from coopbooks.core.formulas import Inside
from coopbooks.core.formulas import Percent
from coopbooks.core.formulas import Ref
from coopbooks.core.formulas import Rounded
from coopbooks.core.formulas import Sum
from coopbooks.core.formulas import Times
from coopbooks.core.formulas import Value
from coopbooks.core.formulas import Within
from coopbooks.core.money import ZERO
from coopbooks.core.workedout import work_out

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

__all__ = [
    "Agree",
    "Bounded",
    "Column",
    "ColumnKind",
    "Content",
    "DoubleCell",
    "Each",
    "Formula",
    "Inside",
    "Percent",
    "Ref",
    "Rounded",
    "Row",
    "RowKind",
    "Sentence",
    "Sum",
    "Table",
    "Times",
    "Value",
    "Values",
    "Within",
    "evaluate",
    "without",
]


class ColumnKind(StrEnum):
    """What a column holds, which decides how it is set and lined up."""

    TEXT = "text"
    AMOUNT = "amount"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"
    CHECK = "check"


class RowKind(StrEnum):
    """What a row is for; it decides how it is set."""

    HEADING = "heading"
    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        id: Its id in the table.
        title: What stands above it.
        kind: What it holds; amounts are in the table's currency.
    """

    id: str
    title: str
    kind: ColumnKind = ColumnKind.AMOUNT


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        id: Its id in the table; ids do not depend on the order of rows.
        cells: What it holds, by column id. A missing one is empty.
        kind: What it is for.
        depth: How far its label is set in, from 0.
        account: The account that it shows, if it is one; faces link it to its
            journal.
        where: Where it was said in the book, as `file:line`, if it was said there.
        entry: The hash of the entry that it shows, if it is one.
    """

    id: str
    cells: Mapping[str, Content]
    kind: RowKind = RowKind.LINE
    depth: int = 0
    account: str | None = None
    where: str | None = None
    entry: str | None = None


class Sentence(NamedTuple):
    """A sentence around a table.

    Attributes:
        text: The words, with `{}` where an amount or a text from the tables stands.
        refs: The cells that fill the places, in order.
    """

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        id: Its id in the pack, such as `income`; also its anchor in a page.
        title: What stands above it.
        columns: Its columns; the first holds the labels and has the id `label`.
        rows: Its rows.
        currency: The currency of its amounts.
        lead: Sentences above it.
        notes: Sentences below it.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    currency: str = ""
    lead: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Values:
    """Every cell of some tables worked out.

    Attributes:
        tables: The tables, in order.
        cells: What each cell comes to: text, an amount or None. A check gives `YES`
            or `NO`, a percentage its number (12.5 for 12.5 %).
    """

    tables: tuple[Table, ...]
    cells: dict[Ref, Value] = field(repr=False)

    def __getitem__(self, ref: Ref) -> Value:
        """What a cell comes to; None for one that is not there."""
        return self.cells.get(ref)

    def amount(self, table: str, row: str, column: str) -> Decimal:
        """The amount in a cell; zero where it is empty or not there."""
        value = self.cells.get(Ref(table, row, column))
        return value if isinstance(value, Decimal) else ZERO

    def failed(self) -> list[Ref]:
        """The checks that came to NO, in the order of the tables."""
        return [ref for ref in self.checks() if self.cells[ref] == "NO"]

    def checks(self) -> list[Ref]:
        """Every check, in the order of the tables."""
        return [
            Ref(table.id, row.id, column)
            for table in self.tables
            for row in table.rows
            for column, content in row.cells.items()
            if isinstance(content, Agree)
        ]


def without(table: Table, unused: Collection[str]) -> Table:
    """Leave columns out that nothing stands in.

    Args:
        table: The table.
        unused: The ids of the columns; no other cell may refer to them.

    Returns:
        The table without these columns and their cells.
    """
    rows = tuple(
        replace(
            row,
            cells={key: one for key, one in row.cells.items() if key not in unused},
        )
        for row in table.rows
    )
    columns = tuple(column for column in table.columns if column.id not in unused)
    return replace(table, columns=columns, rows=rows)


class DoubleCell(Exception):
    """Two rows or tables have one id, so that a formula could mean either: ours too."""

    def __init__(self, ref: Ref) -> None:
        """Build the message.

        Args:
            ref: The cell that stands twice.
        """
        super().__init__(f"{ref.table}.{ref.row}.{ref.column} stands twice.")


def evaluate(tables: tuple[Table, ...]) -> Values:
    """Work out every formula of some tables.

    Args:
        tables: Tables, whose formulas refer to cells among them.

    Returns:
        The tables with the value of every cell, exact. In a sum an empty cell or one
        with text counts as zero, as in a spreadsheet.

    Raises:
        CircularFormula: A formula refers to itself or to a cell that is not there.
        DoubleCell: Two rows of a table, or two tables, have the same id.
    """
    cells: dict[Ref, Content] = {}
    for ref, content in _cells(tables):
        if ref in cells:
            raise DoubleCell(ref)
        cells[ref] = content
    return Values(tables, work_out(cells))


def _cells(tables: Iterable[Table]) -> Iterator[tuple[Ref, Content]]:
    for table in tables:
        for row in table.rows:
            for column, content in row.cells.items():
                yield Ref(table.id, row.id, column), content
