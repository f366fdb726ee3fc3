"""A book's statements as a reader sees them, for tests that say what is there."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.core.table import Ref
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.packs.month import month_pack
from coopbooks.statements.balance import balance_table
from coopbooks.statements.funds import fund_figures
from coopbooks.statements.funds import funds_table
from coopbooks.statements.income import income_table
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Row
    from coopbooks.core.table import Values
    from coopbooks.packs.pack import Pack
    from coopbooks.statements.scope import Scope

# A pack shows the treasurer's own clock, which says no zone.
NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")


def scope(book: Book, period: str = "2026-03") -> Scope:
    """A book without errors as statements see it.

    Args:
        book: The book.
        period: The period, as a person types it.

    Returns:
        Its scope.
    """
    assert book.errors == []
    asked = parse_period(period)
    return scope_of(book.entries, book.options, book.title, book.currency, asked)


def pack(book: Book, period: str = "2026-03") -> Pack:
    """A book's pack, made on 8 April 2026.

    Args:
        book: The book.
        period: The period, as a person types it.

    Returns:
        The pack.
    """
    return month_pack(book, parse_period(period), NOW)


def sheet(book: Book, period: str = "2026-03", *, by_fund: bool = False) -> Values:
    """A balance sheet, worked out with the tables that it leads to.

    Args:
        book: The book.
        period: The period, as a person types it.
        by_fund: Whether what is left is shown by fund.

    Returns:
        The balance sheet, the income statement and, by fund, the funds.
    """
    seen = scope(book, period)
    figures = fund_figures(seen) if by_fund else None
    tables = [balance_table(seen, figures), income_table(seen)]
    if figures is not None:
        tables.append(funds_table(seen, figures))
    return evaluate(tuple(tables))


def shown(what: Table | Values, *columns: str, table: str = "") -> list[str]:
    """The rows of a table, each on a line.

    Args:
        what: A table that leads to no other, or tables that are worked out.
        *columns: The columns to show behind the labels.
        table: The id of the table to show, of several.

    Returns:
        For example `  Rent | 650.00 | 13.00`; a label is set in by two spaces a level,
        and empty cells at the end are left out.
    """
    values = evaluate((what,)) if isinstance(what, Table) else what
    one = next(one for one in values.tables if not table or one.id == table)
    return [_line(values, one, row, columns) for row in one.rows]


def _line(values: Values, table: Table, row: Row, columns: Iterable[str]) -> str:
    cells = (values[Ref(table.id, row.id, column)] for column in columns)
    texts = [f"{cell:f}" if isinstance(cell, Decimal) else cell or "" for cell in cells]
    label = "  " * row.depth + str(row.cells["label"])
    return " | ".join([label, *texts]).rstrip("| ")


def said(values: Values, table: str) -> list[str]:
    """The sentences around a table, with their figures.

    Args:
        values: Tables, worked out.
        table: The id of the table.

    Returns:
        Those above it and then those below it.
    """
    one = next(one for one in values.tables if one.id == table)
    return [
        sentence.text.format(*(_cell(values, ref) for ref in sentence.refs))
        for sentence in (*one.lead, *one.notes)
    ]


def _cell(values: Values, ref: Ref) -> str:
    """A cell that a sentence leads to, which has to be there."""
    value = values.cells[ref]
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
