"""What is still to come: of joining fees to the co-op, and to those who left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.joiningtables import joining_table
from coopbooks.surplus.capital.leavetables import instalments_table
from coopbooks.surplus.capital.leavetables import owed_table

if TYPE_CHECKING:
    from coopbooks.core.table import Table
    from coopbooks.surplus.capital.debts import Debt
    from coopbooks.surplus.capital.joining import Joining
    from coopbooks.surplus.overview.reading import Capital

PLAN = "plan"


def coming_tables(found: Capital) -> list[Table]:
    """What is still to be paid in, and what those who left are still to get.

    Args:
        found: Members' accounts.

    Returns:
        A table of joining fees (`fees`), of those who have not paid all of it, and one
        of the plans for those who left (`owed`), as long as they are owed something;
        none where nothing is to come.
    """
    scope = found.scope
    last, currency = scope.period.last, scope.currency
    tables = []
    fees = _fees(found)
    if any(one.overdue or one.to_come for one in fees):
        tables.append(joining_table(fees, last, currency, every=False))
    owed = [one for one in _debts(found) if found.holders[one.member].owed_left > 0]
    if owed:
        tables.append(owed_table(owed, last, currency))
    return tables


def coming_of(found: Capital, member: str) -> list[Table]:
    """What is still to come from one member, or to them.

    Args:
        found: Members' accounts.
        member: The member's id.

    Returns:
        Their joining fee (`fees`) as long as some of it is to be paid, and the plan for
        each time that they left (`plan-1` and so on), part by part.
    """
    scope = found.scope
    fees = [one for one in _fees(found) if one.member == member]
    tables = []
    if any(one.overdue or one.to_come for one in fees):
        table = joining_table(fees, scope.period.last, scope.currency, every=False)
        rows = tuple(row for row in table.rows if row.id == member)
        tables.append(replace(table, title="Still to be paid in", rows=rows))
    debts = [one for one in _debts(found) if one.member == member]
    for number, debt in enumerate(debts, start=1):
        title = f"Owed since {long_date(debt.day)}, and when it is paid"
        parts = debt.instalments
        name = f"{PLAN}-{number}"
        tables.append(_short(instalments_table(name, title, parts, debt.currency)))
    return tables


def _short(plan: Table) -> Table:
    """A plan that is read on a phone: each part by its day, without what was before."""
    rows = (
        replace(row, cells={**row.cells, "label": row.cells.get("due", "Together")})
        for row in plan.rows
    )
    kept = [one for one in plan.columns if one.id not in {"label", "due", "opening"}]
    label = Column("label", "Due", ColumnKind.TEXT)
    return replace(plan, columns=(label, *kept), rows=tuple(rows))


def _fees(found: Capital) -> list[Joining]:
    """The joining fees of those who are members still."""
    scope = found.scope
    last, currency = scope.period.last, scope.currency
    every = read_joining(found.terms, scope.entries, last, currency)
    return [one for one in every if one.left is None]


def _debts(found: Capital) -> list[Debt]:
    """What accounts became by the end of the period."""
    end = found.scope.period.end
    known = [entry for entry in found.scope.entries if entry.date < end]
    return read_debts(found.terms, known, found.scope.currency)[0]
