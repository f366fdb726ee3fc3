"""Lists of amounts, for tables made up in tests."""

from __future__ import annotations

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

LABEL = Column("label", "", ColumnKind.TEXT)
NOW = Column("now", "")


def line(
    name: str,
    label: str,
    now: Content = None,
    depth: int = 0,
    kind: RowKind = RowKind.LINE,
) -> Row:
    """A row of a list with one amount."""
    return Row(name, {"label": label, "now": now}, kind, depth)


def cell(table: str, row: str, column: str = "now") -> Sum:
    """The same figure as in another table."""
    return Sum((Ref(table, row, column),))


def rows(table: str, *names: str) -> tuple[Ref, ...]:
    """Cells of the list's one column of amounts."""
    return tuple(Ref(table, name, "now") for name in names)


def one(
    name: str,
    title: str,
    *lines: Row,
    lead: tuple[Sentence, ...] = (),
    notes: tuple[Sentence, ...] = (),
) -> Table:
    """A list with one amount, as on page one."""
    return Table(name, title, (LABEL, NOW), lines, "USD", lead, notes)
