"""Members' accounts in the monthly pack: their tables, their picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.ledger import resting_collector
from coopbooks.packs.pack import Picture
from coopbooks.surplus.capital.owners import CAPITAL
from coopbooks.surplus.overview.reading import read
from coopbooks.surplus.overview.tables import overview_tables
from coopbooks.surplus.overview.years import YEARS
from coopbooks.surplus.terms import read_terms
from coopbooks.surplus.year.value import value_to_members
from coopbooks.surplus.year.valuetables import value_tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.table import Table
    from coopbooks.statements.scope import Scope


def capital_pages(scope: Scope) -> list[Table]:
    """Work out members' accounts for a pack, and what the period brought to members.

    Args:
        scope: The book for the period.

    Returns:
        Their tables; none for a book that has no accounts for members' capital.
    """
    if CAPITAL not in scope.roles.said.values():
        return []
    terms = read_terms(scope.entries, scope.roles.types)
    with resting_collector():
        found = read(terms, scope)
    tables = overview_tables(found)
    value = value_to_members(terms, scope.entries, scope.period, scope.currency)
    if value.pay:
        # Its sentence stands on page one, with figures that can be hidden.
        tables.append(replace(value_tables(value)[0], lead=()))
    return tables


def capital_pictures(tables: Iterable[Table]) -> list[Picture]:
    """What members have, year by year, where there is more than one year.

    Args:
        tables: The tables behind page one.

    Returns:
        The picture, or none.
    """
    return [
        Picture(
            "capital-by-year",
            "What members have, at the end of each year",
            "columns",
            YEARS,
            ("members", "together"),
        )
        for table in tables
        if table.id == YEARS and len(table.rows) > 1
    ]
