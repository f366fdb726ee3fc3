"""Members' accounts year by year, and how each year was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import named
from coopbooks.core.postings import rows as postings
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.surplus.overview.shared import CASH

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.surplus.overview.reading import Capital
    from coopbooks.surplus.overview.shared import Shared

YEARS, SHARED = "capital-years", "capital-shared"
# The columns that a year's total is made of.
PARTS = ("earlier", "together", "cash", "kept", "owed")
TOGETHER = ("collective", "reserve")
LABEL = Column("label", "", ColumnKind.TEXT)


def years_table(found: Capital) -> Table:
    """What members have and what stays together, at the end of each fiscal year.

    Args:
        found: Members' accounts.

    Returns:
        The table `capital-years`: for each year of the book, the running one at the end
        of the period, what `members` hold in their accounts, and what is held
        `together` on the collective account and in reserves. Its rows are named by the
        days of their years, so that they can be drawn along time.
    """
    scope = found.scope
    together = _together(found)
    rows = []
    for year in fiscal_years(found):
        held = [one.number for one in found.moves if one.date < year.end]
        kept = [number for day, number in together if day < year.end]
        cells: dict[str, Content] = {
            "label": year.last.isoformat(),
            "members": scope.rounded(total_of(held)),
            "together": scope.rounded(total_of(kept)),
        }
        rows.append(Row(year.name, cells))
    return Table(
        YEARS,
        "Year by year",
        (
            Column("label", "At the end of", ColumnKind.TEXT),
            Column("members", "Members' accounts"),
            Column("together", "Collective account and reserves"),
        ),
        tuple(rows),
        scope.currency,
    )


def fiscal_years(found: Capital) -> list[Period]:
    """The fiscal years of a book, the last one cut at the end of the period.

    Args:
        found: Members' accounts.

    Returns:
        The years from that of the first transaction on, by their days.
    """
    scope = found.scope
    fye = scope.entity.fiscal_year_end
    first = min(scope.first, scope.period.last)
    years = range(fye.year_of(first), fye.year_of(scope.period.last) + 1)
    return [
        named(fye.begin_of(year), min(fye.begin_of(year + 1), scope.period.end))
        for year in years
    ]


def _together(found: Capital) -> list[tuple[datetime.date, Decimal]]:
    """What moved on the accounts that belong to all members together."""
    roles, currency = found.terms.roles, found.scope.currency
    return [
        (row.date, ZERO - row.number)
        for row in postings(found.scope.entries)
        if roles.of(row.account) in TOGETHER and row.units.currency == currency
    ]


def shared_table(found: Capital) -> Table:
    """How each year was shared, as the book has it.

    Args:
        found: Members' accounts.

    Returns:
        The table `capital-shared`: for each year the `total` that was shared, what of
        it stays `together` or went to funds and taxes, and what members have: in
        `cash`, `kept` in their accounts, and `owed` to those who left; and what made
        `earlier` losses good.
    """
    shared = found.shared.values()
    used = {
        "earlier": any(one.earlier for one in shared),
        "owed": any(one.of("owed") for one in shared),
    }
    unused = [name for name, one in used.items() if not one]
    parts = [name for name in PARTS if name not in unused]
    rows = [_shared(one, parts) for one in shared]
    columns = [
        LABEL,
        Column("date", "On", ColumnKind.DATE),
        Column("decision", "Decision", ColumnKind.TEXT),
        Column("earlier", "Made good of earlier losses"),
        Column("together", "Not for single members"),
        Column("cash", "To members in cash"),
        Column("kept", "Kept for members"),
        Column("owed", "Owed to who left"),
        Column("total", "Together"),
    ]
    title = "How each year was shared"
    table = Table(SHARED, title, tuple(columns), tuple(rows), found.scope.currency)
    return without(table, unused)


def _shared(one: Shared, parts: Sequence[str]) -> Row:
    cells: dict[str, Content] = {
        "label": _named(one),
        "date": one.date.isoformat(),
        "decision": ", ".join(one.decisions),
        "earlier": one.earlier or None,
        "together": one.apart,
        "cash": one.of(*CASH),
        "kept": one.of("kept"),
        "owed": one.of("owed") or None,
        "total": Sum(tuple(Ref(SHARED, one.year, part) for part in parts)),
    }
    return Row(one.year, cells)


def _named(one: Shared) -> str:
    return f"Loss of {one.year}" if one.total < 0 else f"Surplus of {one.year}"
