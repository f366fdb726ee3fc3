"""Shares and support in the monthly pack: their tables and their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.sharingfindings import sharing_findings
from coopbooks.controls.supportfindings import support_findings
from coopbooks.core.ledger import resting_collector
from coopbooks.packs.pack import Picture
from coopbooks.sharing.overview import months
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.overview.tables import sharing_tables
from coopbooks.support.overview import exchanged
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import read as read_support
from coopbooks.support.overview.reading import view_on
from coopbooks.support.overview.tables import support_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.controls.finding import Finding
    from coopbooks.core.table import Table
    from coopbooks.sharing.overview.reading import Sharing
    from coopbooks.statements.scope import Scope
    from coopbooks.support.overview.reading import Support


class Between(NamedTuple):
    """What a pack says of this body and others.

    Attributes:
        sharing: What they share; None without an agreement.
        support: What they provide, lend and pay in need.
    """

    sharing: Sharing | None
    support: Support


def read_between(scope: Scope) -> Between | None:
    """Read what bodies share, provide and lend, for a pack.

    Args:
        scope: The book for the period.

    Returns:
        What there is of it; None for a book that says nothing of agreements or
        support, of which nothing else is read.
    """
    if not concerns(scope):
        return None
    with resting_collector():
        view, terms = view_on(scope)
        return Between(read(scope, view), read_support(scope, view, terms))


def between_pages(found: Between | None) -> list[Table]:
    """The tables of shares, and then those of support.

    Args:
        found: What was read; None for a book without any.

    Returns:
        Those that there is something to say in.
    """
    if found is None:
        return []
    shares = sharing_tables(found.sharing) if found.sharing is not None else []
    return [*shares, *support_tables(found.support)]


def between_findings(found: Between) -> list[Finding]:
    """What there is to look at about shares and support.

    Args:
        found: What was read.

    Returns:
        The findings, those of shares first.
    """
    shares = sharing_findings(found.sharing) if found.sharing is not None else ()
    return [*shares, *support_findings(found.support)]


def between_pictures(tables: Iterable[Table]) -> list[Picture]:
    """The pictures of shares and support, of the tables that there are.

    Args:
        tables: The tables of a pack.

    Returns:
        Shares by body and month; what was contributed and received.
    """
    tables = list(tables)
    return [*sharing_pictures(tables), *support_pictures(tables)]


def support_pictures(tables: Iterable[Table]) -> list[Picture]:
    """The pictures of what was given and received.

    Args:
        tables: The tables of a pack.

    Returns:
        By month and by body, as far as there are such tables.
    """
    columns = (exchanged.GAVE, exchanged.GOT)
    by_id = {table.id: table for table in tables}
    found = []
    if twelve := by_id.get(exchanged.TWELVE):
        name, title = "given-by-month", twelve.title
        found.append(Picture(name, title, "columns", twelve.id, columns))
    if year := by_id.get(exchanged.EXCHANGE):
        name, title = "given-and-received", f"{year.title}, by body"
        found.append(Picture(name, title, "bars", year.id, columns))
    return found


def sharing_pictures(tables: Iterable[Table]) -> list[Picture]:
    """The pictures of shares, of the tables that there are.

    Args:
        tables: The tables of a pack.

    Returns:
        Shares by body and month.
    """
    by_id = {table.id: table for table in tables}
    found = []
    if twelve := by_id.get(months.TWELVE):
        columns = tuple(column.id for column in twelve.columns[1:])
        title = twelve.title
        found.append(Picture("shares-by-month", title, "columns", twelve.id, columns))
    return found
