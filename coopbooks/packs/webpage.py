"""A pack as one web page that needs no network, no script and no second file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment
from jinja2 import FileSystemLoader
from jinja2 import StrictUndefined

from coopbooks.core.formulas import refs_of
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Formula
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind
from coopbooks.packs import captions
from coopbooks.packs import figures
from coopbooks.packs.drawings import drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.table import Column
    from coopbooks.core.table import Content
    from coopbooks.core.table import Row
    from coopbooks.core.table import Sentence
    from coopbooks.core.table import Table
    from coopbooks.packs.figures import Reader
    from coopbooks.packs.pack import Pack

TEMPLATES = Path(__file__).parent / "templates"
# From so many columns on a table is printed on paper lying down.
WIDE = 7


class Words(NamedTuple):
    """Some words, which may lead somewhere."""

    text: str
    href: str = ""


class Cell(NamedTuple):
    """A cell beside the label: its class, its text, where it leads, columns taken."""

    look: str
    text: str
    href: str = ""
    span: int = 1


EMPTY = Cell("", "")


class Line(NamedTuple):
    """A row: its anchor and class, its label, and its other cells."""

    anchor: str
    look: str
    label: Cell
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """A table as the template needs it."""

    id: str
    title: str
    caption: str
    columns: list[Cell]
    lines: list[Line]
    lead: list[list[Words]]
    notes: list[list[Words]]
    wide: bool


def webpage(pack: Pack) -> str:
    """Write a pack as a web page.

    Page one comes first, then the pictures, then every table. A figure on page one
    leads to the row that it comes from; an account leads to its part of the general
    ledger. On paper every table starts a page and repeats whose it is.

    Args:
        pack: The pack.

    Returns:
        The page; the same pack gives the same text.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["css"] = css_string
    sections = Sections(pack)
    return environment.get_template("pack.html").render(
        heading=pack.heading,
        name=captions.name(pack.heading),
        period=captions.period(pack.heading),
        version=captions.version(pack.heading),
        caption=captions.caption(pack.heading),
        front=[sections.of(table) for table in pack.front],
        pictures=[drawing(pack, picture) for picture in pack.pictures],
        tables=[sections.of(table) for table in pack.pages],
        style=(TEMPLATES / "pack.css").read_text(encoding="utf-8"),
    )


def css_string(text: str) -> str:
    """Write a text as a string of a style sheet.

    Args:
        text: Any text.

    Returns:
        The string in quotes, with everything but letters, digits and blanks written
        as a number, so that it can end neither the string nor the style sheet.
    """
    letters = (
        letter
        if letter == " " or (letter.isascii() and letter.isalnum())
        # A style sheet ends the number at the blank, which it drops.
        else f"\\{ord(letter):x} "
        for letter in text
    )
    return f'"{"".join(letters)}"'


def anchor(table: str, row: str = "") -> str:
    """The name of a place in the page.

    Args:
        table: A table's id.
        row: The id of one of its rows; empty for the table itself.

    Returns:
        A name without blanks, such as `income.Income:Dues`.
    """
    return re.sub(r"\s", "_", f"{table}.{row}" if row else table)


def leads_to(ref: Ref) -> str:
    """The link to the row that a cell stands in."""
    return "#" + quote(anchor(ref.table, ref.row), safe=":/.-_~")


class Sections:
    """Makes tables into what the template needs."""

    def __init__(self, pack: Pack) -> None:
        """Find where each account has its part of the general ledger.

        Args:
            pack: The pack.
        """
        self.heading = pack.heading
        self.front = frozenset(pack.first_page)
        self.reader: Reader = figures.Reader(pack)
        self.ledgers = {
            row.account: Ref(table.id, row.id, figures.LABEL)
            for table in pack.pages
            for row in table.rows
            if row.account and row.kind is RowKind.HEADING
        }

    def of(self, table: Table) -> Section:
        """One table.

        Args:
            table: The table.

        Returns:
            What the template needs.
        """
        front = table.id in self.front
        columns = table.columns if front else figures.columns(table)
        inner = figures.inner_rows(table) if front else frozenset[str]()
        return Section(
            id=anchor(table.id),
            title=table.title,
            caption=captions.caption(self.heading, table),
            columns=[Cell(look_of(column.kind), column.title) for column in columns],
            lines=[self._line(table, row, columns, inner) for row in table.rows],
            lead=self._sentences(table.lead),
            notes=self._sentences(table.notes),
            wide=len(columns) >= WIDE,
        )

    def _line(
        self,
        table: Table,
        row: Row,
        columns: tuple[Column, ...],
        inner: frozenset[str],
    ) -> Line:
        """One row."""
        look = f"{row.kind.value} inner" if row.id in inner else row.kind.value
        label = Cell(f"d{row.depth}", figures.label(row), self._ledger(table, row))
        cells = [self._cell(table, row, column) for column in columns[1:]]
        if figures.only_words(row, columns):
            # A heading keeps to its column, where it stays in sight on a phone.
            heading = row.kind is RowKind.HEADING and len(columns) > 1
            cells = [Cell("", "", span=len(columns) - 1)] if heading else []
            label = label._replace(span=1 if heading else len(columns))
        return Line(anchor(table.id, row.id), look, label, cells)

    def _cell(self, table: Table, row: Row, column: Column) -> Cell:
        """One cell beside the label."""
        content = figures.content(row, column)
        if content is None:
            return EMPTY
        text = self.reader.cell(table, row, column)
        look = look_of(figures.kind_of(column, content))
        if look == "check" and text == "NO":
            look = "check no"
        return Cell(look, text, self._source(table, content))

    def _ledger(self, table: Table, row: Row) -> str:
        """Where an account's entries stand, if they stand in another table."""
        if row.account is None or row.account not in self.ledgers:
            return ""
        there = self.ledgers[row.account]
        return "" if there.table == table.id else leads_to(there)

    def _source(self, table: Table, content: Content) -> str:
        """Where a figure comes from: the first of its cells in another table.

        On page one a cell of the same table will do.
        """
        refs = _sources(content)
        away = [ref for ref in refs if ref.table != table.id]
        chosen = away or (list(refs) if table.id in self.front else [])
        return leads_to(chosen[0]) if chosen else ""

    def _sentences(self, sentences: Iterable[Sentence]) -> list[list[Words]]:
        """Sentences, each figure with where it comes from."""
        return [
            [
                Words(piece.text, leads_to(piece.ref) if piece.ref else "")
                for piece in self.reader.pieces(sentence)
            ]
            for sentence in sentences
        ]


def look_of(kind: ColumnKind) -> str:
    """The class of a cell in the style sheet."""
    match kind:
        case ColumnKind.TEXT | ColumnKind.DATE | ColumnKind.CHECK:
            return kind.value
        case _:
            return "number"


def _sources(content: Content) -> tuple[Ref, ...]:
    """The cells that a formula uses, in order."""
    return refs_of(content) if isinstance(content, Formula) else ()
