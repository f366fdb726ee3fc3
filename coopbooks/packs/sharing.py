"""Shares in the monthly pack: their tables and their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.ledger import resting_collector
from coopbooks.core.table import RowKind
from coopbooks.packs.pack import Picture
from coopbooks.sharing.overview import months
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.overview.tables import sharing_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.table import Table
    from coopbooks.sharing.overview.reading import Sharing
    from coopbooks.statements.scope import Scope

# A picture of one bar says nothing.
LEAST_BARS = 2


def read_sharing(scope: Scope) -> Sharing | None:
    """Read what a body shares, for a pack.

    Args:
        scope: The book for the period.

    Returns:
        The agreements; None for a book without any.
    """
    with resting_collector():
        return read(scope)


def sharing_pages(found: Sharing | None) -> list[Table]:
    """The tables of shares.

    Args:
        found: The agreements; None for a book without any.

    Returns:
        Those that there is something to say in.
    """
    return sharing_tables(found) if found is not None else []


def sharing_pictures(tables: Iterable[Table]) -> list[Picture]:
    """The pictures of shares, of the tables that there are.

    Args:
        tables: The tables of a pack.

    Returns:
        Shares by body and month, and of the year so far by body.
    """
    by_id = {table.id: table for table in tables}
    found = []
    if twelve := by_id.get(months.TWELVE):
        columns = tuple(column.id for column in twelve.columns[1:])
        title = twelve.title
        found.append(Picture("shares-by-month", title, "columns", twelve.id, columns))
    if year := by_id.get(months.MONTHS):
        lines = [row for row in year.rows if row.kind is RowKind.LINE]
        last = year.columns[-1].id
        if len(lines) >= LEAST_BARS:
            title = "Shares by body, this year so far"
            found.append(Picture("shares-by-body", title, "bars", year.id, (last,)))
    return found
