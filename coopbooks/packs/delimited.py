"""A pack as one tidy CSV file: a line for each cell, for any program."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.packs import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Table
    from coopbooks.core.table import Value
    from coopbooks.packs.pack import Pack

HEADER = (
    "table",
    "row",
    "kind",
    "label",
    "account",
    "column",
    "holds",
    "value",
    "currency",
    "where",
)

# What a spreadsheet program may take for a formula when it opens a CSV file.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def delimited(pack: Pack) -> str:
    """Write every cell of a pack as a line of CSV.

    There is one header, lines end in a line feed, and text is quoted as in RFC 4180.
    The first lines, of the table `pack`, say whose figures these are. `kind` is the
    row's (line, subtotal, total ...), so that nothing is counted twice; `holds` is
    the cell's (amount, percent, text ...). Amounts are plain numbers without
    separators beside their currency. A text that a spreadsheet program would take for
    a formula gets an apostrophe in front; numbers never do.

    Args:
        pack: The pack.

    Returns:
        The file's text; the same pack gives the same text.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_heading(pack))
    for table in pack.values.tables:
        writer.writerows(_cells(pack, table))
    return out.getvalue()


def harmless(text: str) -> str:
    """Keep a text from being taken for a formula.

    Args:
        text: Any text.

    Returns:
        The text, with an apostrophe in front where it starts like a formula.
    """
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _heading(pack: Pack) -> Iterator[tuple[str, ...]]:
    """What stands on every page, as lines."""
    heading = pack.heading
    said = [
        ("title", heading.title),
        ("kind", heading.kind),
        ("period", heading.period),
        ("currency", heading.currency),
        ("basis", heading.basis),
        ("state", heading.state),
        ("version", heading.version),
        ("printed", heading.printed.isoformat(timespec="seconds")),
        *((f"mark {n}", mark) for n, mark in enumerate(heading.marks, 1)),
    ]
    for row, words in said:
        value = harmless(words)
        yield ("pack", row, "note", row, "", figures.LABEL, "text", value, "", "")


def _cells(pack: Pack, table: Table) -> Iterator[tuple[str, ...]]:
    """A table's cells as lines; a row of words only gives one line."""
    for row in table.rows:
        label = harmless(figures.label(row))
        account = harmless(row.account or "")
        names = (harmless(table.id), harmless(row.id))
        front = (*names, row.kind.value, label, account)
        where = harmless(row.where or "")
        empty = True
        for column in table.columns[1:]:
            content = row.cells.get(column.id)
            if content is None:
                continue
            empty = False
            value = pack.values[Ref(table.id, row.id, column.id)]
            holds = figures.kind_of(column, content)
            money = holds is ColumnKind.AMOUNT and isinstance(value, Decimal)
            currency = table.currency if money else ""
            name = harmless(column.id)
            yield (*front, name, holds.value, _written(value), currency, where)
        if empty:
            yield (*front, figures.LABEL, ColumnKind.TEXT.value, label, "", where)


def _written(value: Value) -> str:
    """A value for programs."""
    if isinstance(value, Decimal):
        return figures.plain(value)
    return harmless(value or "")
