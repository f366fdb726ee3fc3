"""What a pack is: tables, pictures and what stands on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.table import Table
    from coopbooks.core.table import Values

PictureKind = Literal["columns", "line", "bars"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of some columns of a table, drawn from its plain lines.

    Attributes:
        id: Its id in the pack.
        title: What it shows, as a sentence without a full stop.
        kind: Columns side by side, a line, or bars lying down, longest first.
        table: The id of the table that it shows.
        columns: The ids of the columns that it shows.
    """

    id: str
    title: str
    kind: PictureKind
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands on every page of a pack.

    Attributes:
        title: The body's name.
        kind: What it is, in plain words: `worker co-op`; empty if the book says not.
        period: The period's label: `March 2026`.
        currency: The reporting currency.
        basis: How things are counted, in plain words.
        state: `NOT YET SIGNED` or who signed.
        version: The book's content hash, short.
        printed: When it was made.
        marks: Warnings that stand on every page, such as errors in the book.
    """

    title: str
    kind: str
    period: str
    currency: str
    basis: str
    state: str
    version: str
    printed: datetime.datetime
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack, ready to be rendered.

    Attributes:
        heading: What stands on every page.
        values: Its tables, worked out.
        first_page: The ids of the tables that make up page one, in order.
        pictures: Its pictures.
    """

    heading: Heading
    values: Values
    first_page: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()

    @property
    def front(self) -> tuple[Table, ...]:
        """The tables that make up page one, in order."""
        tables = {table.id: table for table in self.values.tables}
        return tuple(tables[name] for name in self.first_page)

    @property
    def pages(self) -> tuple[Table, ...]:
        """The tables behind page one, in order."""
        return tuple(
            table for table in self.values.tables if table.id not in self.first_page
        )
