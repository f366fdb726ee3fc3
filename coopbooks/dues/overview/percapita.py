"""What is owed up per member, and what is left of the dues, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.overview.employers import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.statements.scope import Scope

PER_CAPITA, LEFT = "dues-per-capita", "left"
LABEL = Column("label", "", ColumnKind.TEXT)


def per_capita_table(scope: Scope, terms: DuesTerms) -> Table:
    """What is owed up per member, and what is left of the dues, as the book has it.

    Args:
        scope: The book for the period.
        terms: What it says about dues.

    Returns:
        The table `dues-per-capita` with the columns `month` and `year`; without rows
        where no `coop-per-capita` has begun.
    """
    spans = {"month": scope.period, "year": scope.year}
    begun = [one for one in terms.per_capitas if one.date < scope.period.end]
    accounts = _accounts(begun)
    moved = _moved(scope, accounts)
    rows: list[Row] = []
    for account, names in accounts.items():
        rows += _parent(scope, account, names, moved)
    if begun:
        rows += _margin(scope, spans)
    columns = (
        LABEL,
        Column("month", scope.period.label),
        Column("year", "This year so far"),
    )
    return Table(PER_CAPITA, "Per capita", columns, tuple(rows), scope.currency)


def _accounts(groups: Iterable[Group]) -> dict[str, list[str]]:
    """The accounts that per capita is owed on, with the names of the rules."""
    found: dict[str, list[str]] = {}
    for group in groups:
        names = found.setdefault(str(group.header.meta.get("to") or ""), [])
        if group.name not in names:
            names.append(group.name)
    return found


_Moves = dict[tuple[str, bool], "Decimal"]


def _moved(scope: Scope, accounts: Iterable[str]) -> dict[str, _Moves]:
    """What became owed on each account, and what was paid of it, by column."""
    owed = {
        name: account
        for account in accounts
        for name in scope.activity.accounts("Liabilities")
        if is_under(name, account)
    }
    found: dict[str, _Moves] = {"month": {}, "year": {}}
    begin, end = min(scope.year.begin, scope.period.begin), scope.period.end
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or not begin <= entry.date < end:
            continue
        for posting in entry.postings:
            account, units = owed.get(posting.account), posting.units
            if account and units and units.number and units.currency == scope.currency:
                for name, span in (("month", scope.period), ("year", scope.year)):
                    if entry.date in span:
                        key = (account, units.number < 0)
                        before = found[name].get(key, ZERO)
                        found[name][key] = total_of((before, -units.number))
    return found


def _parent(
    scope: Scope, account: str, names: Iterable[str], moved: Mapping[str, _Moves]
) -> list[Row]:
    """From what was owed to a parent to what is owed to it now."""
    below = [
        name
        for name in scope.activity.accounts("Liabilities")
        if is_under(name, account)
    ]
    spans = {"month": scope.period, "year": scope.year}
    heading = ", ".join(title_of(name) for name in names)

    def line(row: str, label: str, of: Mapping[str, Content]) -> Row:
        return Row(f"{account}:{row}", {"label": label, **of}, RowKind.LINE, 1)

    start: dict[str, Content] = {
        name: -total_of(scope.worth(one, span.begin) for one in below)
        for name, span in spans.items()
    }
    rows = [line("start", "Owed at the start", start)]
    for row, label, is_credit in (("added", "Added", True), ("paid", "Paid", False)):
        sums: dict[str, Content] = {
            name: scope.rounded(moved[name].get((account, is_credit), ZERO))
            for name in spans
        }
        rows.append(line(row, label, sums))
    if not any(row.cells[name] for row in rows for name in spans):
        # By cash nothing is ever owed up; it is paid.
        return []
    end: dict[str, Content] = {
        name: Sum(tuple(Ref(PER_CAPITA, row.id, name) for row in rows))
        for name in spans
    }
    label = f"Owed on {long_date(scope.period.last)}"
    total = Row(f"{account}:end", {"label": label, **end}, RowKind.SUBTOTAL, 1)
    return [Row(account, {"label": heading}, RowKind.HEADING), *rows, total]


def _margin(scope: Scope, spans: Mapping[str, Period]) -> list[Row]:
    """What is left of the dues: income of dues less what per capita costs."""

    def of_role(role: str, kind: str) -> dict[str, Content]:
        accounts = [
            one for one in scope.activity.accounts(kind) if scope.roles.of(one) == role
        ]
        return {
            name: total_of(scope.earned(one, span) for one in accounts)
            for name, span in spans.items()
        }

    parts = (
        Row("income", {"label": "Our dues", **of_role("dues", "Income")}, depth=1),
        Row(
            "cost",
            {"label": "Per capita", **of_role("per-capita", "Expenses")},
            depth=1,
        ),
    )
    left: dict[str, Content] = {
        name: Sum(tuple(Ref(PER_CAPITA, row.id, name) for row in parts))
        for name in spans
    }
    heading = Row("margin", {"label": "Left to us of the dues"}, RowKind.HEADING)
    return [
        heading,
        *parts,
        Row(LEFT, {"label": "Left to us", **left}, RowKind.TOTAL),
    ]
