"""A book's year as trustees look at it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.audit.gross import gross_flows
from coopbooks.controls.audit.sampletables import Drawing
from coopbooks.core.periods import parse_period
from coopbooks.core.table import Ref
from coopbooks.packs.audit import audit_pack
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.controls.audit.gross import Flow
    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack
    from coopbooks.statements.scope import Scope

NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")


def scope(book: Book, period: str = "2025") -> Scope:
    """The book for a period."""
    span = parse_period(period)
    return scope_of(book.entries, book.options, book.title, book.currency, span)


def gross(book: Book, period: str = "2025") -> Gross:
    """Its receipts and disbursements."""
    return gross_flows(scope(book, period))


def shown(flows: list[Flow]) -> list[tuple[str, str, Decimal]]:
    """Flows as own account, other account and amount."""
    return [(one.account, one.other, one.number) for one in flows]


def pack(book: Book, period: str = "2025", seed: int = 7, size: int = 25) -> Pack:
    """The worksheets of its audit."""
    return audit_pack(book, parse_period(period), NOW, Drawing(seed, size))


def table(found: Pack, name: str) -> Table:
    """A table of a pack by its id."""
    return next(one for one in found.values.tables if one.id == name)


def lines(found: Pack, name: str, *columns: str) -> list[tuple[object, ...]]:
    """Some columns of a table, row by row, worked out."""
    return [
        tuple(found.values[Ref(name, row.id, column)] for column in columns)
        for row in table(found, name).rows
    ]


def look(found: Pack) -> list[str]:
    """What page one says before trustees begin."""
    return [str(row.cells["label"]) for row in table(found, "audit-look").rows]
