"""A pack laid out for a page of Fava: each cell in words, and where it leads."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Sum
from coopbooks.packs import captions
from coopbooks.packs import figures
from coopbooks.pages.places import receipts
from coopbooks.pages.places import source

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Column
    from coopbooks.core.table import Content
    from coopbooks.core.table import Row
    from coopbooks.core.table import Sentence
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack
    from coopbooks.pages.places import Place

TOP = "month"
# A browser takes seconds for more; Fava's journal shows the same entries in pages.
MOST_ROWS = 4000
BROAD = 5
ANSWERS = ("YES", "NO")


class Cell(NamedTuple):
    """What stands in a cell of the page.

    Attributes:
        text: Its words; empty for an empty cell.
        look: How it is set.
        leads: The address of the figure that it was taken from; empty if it stands
            for itself.
        is_number: Whether it is a figure, which Fava can hide from lookers-on.
        place: The line of the book that it names, if it names one that Fava shows.
    """

    text: str
    look: ColumnKind
    leads: str = ""
    is_number: bool = False
    place: Place | None = None


def anchor(*names: str) -> str:
    """The name by which a link leads to a table or a row of the page.

    Fava opens a box for some names (`context-…`, `export`); none begins like these. It
    looks a name up as it stands in the address, so that it must be plain letters.

    Args:
        *names: The id of the table, and that of a row.

    Returns:
        For example `month-income-Expenses:Rent`.
    """
    plain = (re.sub(r"[^A-Za-z0-9:.]", _letter, name) for name in names)
    return "-".join([TOP, *plain])


def _letter(found: re.Match[str]) -> str:
    return f"_{ord(found[0]):x}_"


class Sheet:
    """A pack, and how a template asks about it."""

    def __init__(
        self, pack: Pack, book: Book, period: Period, behind: str = ""
    ) -> None:
        """Look up once what every row asks for.

        Args:
            pack: The pack.
            book: The book that it was made of.
            period: Its period.
            behind: The address of the page that has the tables behind the first page;
                empty where they are on the same page.
        """
        self.pack = pack
        self.behind = behind
        self.reader = figures.Reader(pack)
        self.receipts = receipts(book.entries, period)
        self._book = book
        self._rows = {
            table.id: {row.id for row in table.rows} for table in pack.values.tables
        }
        self._inner = {table.id: figures.inner_rows(table) for table in pack.front}
        self._columns = {table.id: self._shown(table) for table in pack.values.tables}

    @property
    def caption(self) -> str:
        """The period, the currency and how things are counted."""
        return captions.period(self.pack.heading)

    @property
    def version(self) -> str:
        """Signed or not, and which book: what a printed page is compared by."""
        heading = self.pack.heading
        return captions.joined(heading.state, f"book {heading.version}")

    def fits(self, table: Table) -> bool:
        """Whether a browser shows a table without making people wait."""
        return len(table.rows) <= MOST_ROWS

    def has_inner(self, table: Table) -> bool:
        """Whether some amounts of a table are set in, as they explain others."""
        return bool(self._inner.get(table.id))

    def is_broad(self, table: Table) -> bool:
        """Whether a table has more columns than half a screen has room for."""
        return len(self.columns(table)) > BROAD and not self.has_inner(table)

    def columns(self, table: Table) -> tuple[Column, ...]:
        """The columns that the page shows.

        Args:
            table: The table.

        Returns:
            Its own columns but for those that stay empty, and the place in the book,
            if a row has one and no entry: an entry's box in Fava says its place.
        """
        return self._columns[table.id]

    def _shown(self, table: Table) -> tuple[Column, ...]:
        placed = any(row.where and not row.entry for row in table.rows)
        found = figures.columns(table) if placed else table.columns
        first, *rest = found
        return (first, *(one for one in rest if self._is_used(table, one)))

    def _is_used(self, table: Table, column: Column) -> bool:
        return any(self.reader.cell(table, row, column) for row in table.rows)

    def cells(self, table: Table, row: Row) -> list[Cell]:
        """The cells of a row after its label, one for each column of the page.

        Args:
            table: The table.
            row: One of its rows.

        Returns:
            The cells; where some amounts are set in, two for the column of amounts.
        """
        found: list[Cell] = []
        for column in self.columns(table)[1:]:
            cell = self._cell(table, row, column)
            if self.has_inner(table) and column.kind in figures.MEASURES:
                empty = Cell("", cell.look)
                inside = row.id in self._inner[table.id]
                found += [cell, empty] if inside else [empty, cell]
            else:
                found.append(cell)
        return found

    def _cell(self, table: Table, row: Row, column: Column) -> Cell:
        content = figures.content(row, column)
        place = None
        if row.where and content == row.where:
            place = source(row.where, self._book)
        value = self.pack.values[Ref(table.id, row.id, column.id)]
        kind = figures.kind_of(column, content)
        if isinstance(value, str) and kind is not ColumnKind.DATE:
            # Words may stand among amounts: YES, NO, not yet.
            kind = ColumnKind.CHECK if value in ANSWERS else ColumnKind.TEXT
        return Cell(
            self.reader.cell(table, row, column),
            kind,
            self._taken_from(table, content),
            isinstance(value, Decimal),
            place,
        )

    def _taken_from(self, table: Table, content: Content) -> str:
        """Where a figure comes from: a row of another table, or that table."""
        refs = (*content.plus, *content.minus) if isinstance(content, Sum) else ()
        tables = {ref.table for ref in refs}
        if len(tables) != 1 or table.id in tables:
            return ""
        if len(refs) == 1:
            return self.leads(refs[0])
        return f"{self._page(refs[0].table)}#{anchor(refs[0].table)}"

    def leads(self, ref: Ref) -> str:
        """The address of a cell's row; empty if it is not shown."""
        if ref.row in self._rows.get(ref.table, ()):
            return f"{self._page(ref.table)}#{anchor(ref.table, ref.row)}"
        return ""

    def _page(self, table: str) -> str:
        """The address of the page that a table is on; empty for this one."""
        return "" if table in self._inner else self.behind

    def pieces(self, sentence: Sentence) -> list[Cell]:
        """A sentence in pieces, words and figures.

        Args:
            sentence: The sentence.

        Returns:
            The pieces in order; figures lead to their rows.
        """
        return [
            Cell(
                words,
                ColumnKind.TEXT,
                self.leads(ref) if ref else "",
                ref is not None and isinstance(self.pack.values[ref], Decimal),
            )
            for words, ref in self.reader.pieces(sentence)
        ]
