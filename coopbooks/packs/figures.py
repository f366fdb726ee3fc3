"""Amounts and cells in words: the one place that decides how a figure is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.core.table import Row
    from coopbooks.core.table import Sentence
    from coopbooks.core.table import Table
    from coopbooks.core.table import Value
    from coopbooks.packs.pack import Pack

LABEL = "label"
WHERE = Column("where", "Where", ColumnKind.TEXT)
MEASURES = (ColumnKind.AMOUNT, ColumnKind.NUMBER)


class Piece(NamedTuple):
    """A part of a sentence: words, or a figure and the cell that it comes from."""

    text: str
    ref: Ref | None = None


def amount(number: Decimal, currency: str) -> str:
    """Write an amount as everywhere in the packs.

    Args:
        number: An amount in `currency`, rounded half up if it has more digits.
        currency: Its currency, which decides the number of decimals.

    Returns:
        For example `-1,234.50`; `-1,235` in JPY.
    """
    if number.is_zero() or not number.same_quantum(quantum(currency)):
        number = quantize(number, currency)
    return f"{number:,f}"


def plain(number: Decimal) -> str:
    """Write a number for programs: all its digits, no separators, no exponent.

    Args:
        number: Any finite number.

    Returns:
        For example `-1234.50`.
    """
    return f"{number:f}"


def kind_of(column: Column, content: Content) -> ColumnKind:
    """What a cell holds; a check or a percentage may stand among amounts.

    Args:
        column: The cell's column.
        content: What was put into the cell.

    Returns:
        The kind to set it as.
    """
    match content:
        case Agree():
            return ColumnKind.CHECK
        case Percent():
            return ColumnKind.PERCENT
        case _:
            return column.kind


def shown(value: Value, kind: ColumnKind, currency: str) -> str:
    """Write what a cell comes to.

    Args:
        value: Text, a number or None.
        kind: What the cell holds.
        currency: The currency of its table.

    Returns:
        Text as it is, numbers by their kind, and nothing for None.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    match kind:
        case ColumnKind.AMOUNT:
            return amount(value, currency)
        case ColumnKind.PERCENT:
            return f"{value:,f} %"
        case ColumnKind.NUMBER:
            return f"{value:,f}"
        case _:
            return plain(value)


def columns(table: Table) -> tuple[Column, ...]:
    """A table's columns, and one for where in the book, if only the rows know it.

    Args:
        table: The table.

    Returns:
        The columns to show, the labels first.
    """
    taken = any(column.id == WHERE.id for column in table.columns)
    said = all(row.where in row.cells.values() for row in table.rows if row.where)
    return table.columns if taken or said else (*table.columns, WHERE)


def content(row: Row, column: Column) -> Content:
    """What was put into a cell, the place in the book included.

    Args:
        row: The row.
        column: One of `columns(table)`.

    Returns:
        A value or a formula; None for an empty cell.
    """
    if column.id in row.cells:
        return row.cells[column.id]
    return row.where if column is WHERE else None


def only_words(row: Row, shown_columns: tuple[Column, ...]) -> bool:
    """Whether a row has nothing but its label.

    Args:
        row: The row.
        shown_columns: The columns that are shown.

    Returns:
        True if every other cell is empty.
    """
    return all(content(row, column) is None for column in shown_columns[1:])


def label(row: Row) -> str:
    """The words on the left of a row."""
    words = row.cells.get(LABEL)
    return words if isinstance(words, str) else ""


def single_measure(table: Table) -> bool:
    """Whether a table has one column of amounts only, as a list has.

    Args:
        table: The table.

    Returns:
        True if details may be set in to the left of what they add up to.
    """
    return sum(column.kind in MEASURES for column in table.columns) == 1


def inner_rows(table: Table) -> frozenset[str]:
    """The rows whose amounts explain another row's, rather than stand beside it.

    They are set in on the first page, as people do with pen and paper: `Came in` has
    its amount on the right, what came in stands inside. A deeper row that is added up
    together with shallower ones is no explanation but a part, and stays outside.

    Args:
        table: A table of the first page.

    Returns:
        Ids of rows; none in a table that compares several amounts.
    """
    if not single_measure(table):
        return frozenset()
    depths = {row.id: row.depth for row in table.rows}
    outside = set()
    for row in table.rows:
        for formula in row.cells.values():
            if isinstance(formula, Sum):
                used = [*formula.plus, *formula.minus]
                parts = {ref.row for ref in used if ref.table == table.id}
                if len({depths.get(part, 0) for part in parts}) > 1:
                    outside |= parts
    return frozenset(
        row.id
        for row in table.rows
        if row.depth > 0 and row.id not in outside and row.kind is RowKind.LINE
    )


class Reader:
    """Reads a pack's cells and sentences aloud."""

    def __init__(self, pack: Pack) -> None:
        """Look up every column once, because sentences lead anywhere.

        Args:
            pack: The pack to read from.
        """
        self.values = pack.values
        self.home = pack.heading.currency
        self._tables = {table.id: table for table in pack.values.tables}
        self._kinds = {
            (table.id, column.id): column.kind
            for table in pack.values.tables
            for column in table.columns
        }

    def cell(self, table: Table, row: Row, column: Column) -> str:
        """What a cell says, as text.

        Args:
            table: The table.
            row: One of its rows.
            column: One of `columns(table)`.

        Returns:
            Its text; empty for an empty cell.
        """
        inside = content(row, column)
        if column is WHERE:
            return row.where or ""
        value = self.values[Ref(table.id, row.id, column.id)]
        return shown(value, kind_of(column, inside), table.currency)

    def figure(self, ref: Ref) -> str:
        """A cell's value inside a sentence, with its currency if not the pack's.

        Args:
            ref: The cell.

        Returns:
            Its text; an empty amount reads as zero.
        """
        value = self.values[ref]
        kind = self._kinds.get((ref.table, ref.column), ColumnKind.TEXT)
        table = self._tables.get(ref.table)
        currency = table.currency if table and table.currency else self.home
        if value is None and kind is ColumnKind.AMOUNT:
            value = Decimal(0)
        text = shown(value, kind, currency)
        foreign = kind is ColumnKind.AMOUNT and currency != self.home
        return f"{text} {currency}" if foreign else text

    def pieces(self, sentence: Sentence) -> list[Piece]:
        """Put the figures into the places of a sentence.

        Args:
            sentence: Its words and cells. Places beyond the cells given stay as they
                are: a payee's name may hold braces.

        Returns:
            Words and figures, in order.
        """
        words = sentence.text.split("{}", maxsplit=len(sentence.refs))
        found = [Piece(words[0])]
        for ref, rest in zip(sentence.refs, words[1:], strict=False):
            found += [Piece(self.figure(ref), ref), Piece(rest)]
        return [piece for piece in found if piece.text]

    def sentence(self, sentence: Sentence) -> str:
        """A whole sentence, as text.

        Args:
            sentence: Its words and cells.

        Returns:
            The words with every figure in its place.
        """
        return "".join(piece.text for piece in self.pieces(sentence))
