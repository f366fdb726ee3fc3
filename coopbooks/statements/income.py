"""The income statement: the month, the year so far, the plan and the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.tree import added
from coopbooks.statements.tree import unfold

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope
    from coopbooks.statements.tree import Unfolded

TABLE = "income"
INCOME, COSTS, SURPLUS = "income:total", "costs:total", "surplus"


def income_table(scope: Scope) -> Table:
    """The income statement of a period.

    Args:
        scope: The book for the period.

    Returns:
        Every income and expense account that moved or was planned, with subtotals, in
        the reporting currency, each posting at the rate of its day: the period, its
        plan and the difference where the book has a plan, the fiscal year so far with
        the same, and the same period a year before. Income and costs are both shown
        as positive figures; the surplus is the one less the other.
    """
    income = _side(scope, "Income")
    costs = _side(scope, "Expenses")
    amounts = [column.id for column in _amounts(scope)]
    rows = [
        Row("income", {"label": "Income"}, RowKind.HEADING),
        *income.rows,
        _total(scope, INCOME, "Income, together", added(TABLE, income.tops, amounts)),
        Row("costs", {"label": "Costs"}, RowKind.HEADING),
        *costs.rows,
        _total(scope, COSTS, "Costs, together", added(TABLE, costs.tops, amounts)),
        _total(scope, SURPLUS, "Surplus", _less(INCOME, COSTS, amounts)),
    ]
    return Table(
        TABLE,
        "Income and costs",
        (Column("label", "", ColumnKind.TEXT), *_columns(scope)),
        tuple(rows),
        scope.currency,
        notes=_notes(scope),
    )


def _less(left: str, right: str, columns: list[str]) -> dict[str, Content]:
    """The cells of a row that is one row less another."""
    return {
        column: Sum((Ref(TABLE, left, column),), (Ref(TABLE, right, column),))
        for column in columns
    }


def _total(scope: Scope, row: str, label: str, cells: dict[str, Content]) -> Row:
    return Row(
        row, {"label": label, **cells, **_differences(scope, row)}, RowKind.TOTAL
    )


def _side(scope: Scope, root: str) -> Unfolded:
    """Unfold the accounts of one side that have a figure in any column."""
    amounts = {
        column.id: amount
        for column, amount in zip(_amounts(scope), _figures(scope, root), strict=True)
    }
    planned = {name for name in scope.budgets if scope.roles.type_of(name) == root}
    accounts = planned.union(scope.activity.accounts(root))
    shown = [
        account for account in accounts if any(of(account) for of in amounts.values())
    ]
    return unfold(
        TABLE,
        shown,
        dict(amounts),
        scope.roles,
        lambda row: _differences(scope, row),
    )


def _figures(scope: Scope, root: str) -> list[Callable[[str], Decimal]]:
    """What an account comes to, by amount column, positive as people expect it."""
    figure = scope.earned if root == "Income" else scope.moved
    sign = -1 if root == "Income" else 1

    def actual(period: Period) -> Callable[[str], Decimal]:
        return lambda account: figure(account, period)

    def plan(period: Period) -> Callable[[str], Decimal]:
        return lambda account: sign * scope.plan(account, period) + 0

    figures = [actual(scope.period)]
    if scope.planned:
        figures.append(plan(scope.period))
    figures.append(actual(scope.year))
    if scope.planned:
        figures.append(plan(scope.year))
    if scope.last_year.end > scope.first:
        figures.append(actual(scope.last_year))
    return figures


def _amounts(scope: Scope) -> list[Column]:
    """The columns of amounts that are not worked out from others."""
    return [column for column in _columns(scope) if column.id in _titles(scope)]


def _titles(scope: Scope) -> dict[str, str]:
    return {
        "month": scope.period.label,
        "plan": "Plan",
        "year": f"Year so far, from {scope.year.begin.day} {scope.year.begin:%B}",
        "year-plan": "Plan for it",
        "last-year": scope.last_year.label,
    }


def _columns(scope: Scope) -> list[Column]:
    """All columns behind the labels."""
    title = _titles(scope)
    planned = scope.planned
    columns = [Column("month", title["month"])]
    if planned:
        columns += [
            Column("plan", title["plan"]),
            Column("difference", "Difference"),
            Column("percent", "%", ColumnKind.PERCENT),
        ]
    columns.append(Column("year", title["year"]))
    if planned:
        columns += [
            Column("year-plan", title["year-plan"]),
            Column("year-difference", "Difference"),
            Column("year-percent", "%", ColumnKind.PERCENT),
        ]
    if scope.last_year.end > scope.first:
        columns.append(Column("last-year", title["last-year"]))
    return columns


def _differences(scope: Scope, row: str) -> dict[str, Content]:
    """What a row's plan differs from, in the currency and as a percentage."""
    if not scope.planned:
        return {}
    cells: dict[str, Content] = {}
    for actual, prefix in (("month", ""), ("year", "year-")):
        plan = Ref(TABLE, row, f"{prefix}plan")
        difference = Ref(TABLE, row, f"{prefix}difference")
        cells[difference.column] = Sum((Ref(TABLE, row, actual),), (plan,))
        cells[f"{prefix}percent"] = Percent(difference, plan)
    return cells


def _notes(scope: Scope) -> tuple[Sentence, ...]:
    notes: list[Sentence] = []
    if scope.planned:
        notes.append(
            Sentence(
                "Difference is what happened less the plan: a plus means more income, "
                "or more costs, than planned. The plan is the book's budget, spread "
                "over the days of its months, quarters or years."
            )
        )
    foreign = {
        one.currency
        for budgets in scope.budgets.values()
        for one in budgets
        if one.currency != scope.currency and one.date < scope.period.end
    }
    if foreign:
        words = f"Plans in {', '.join(sorted(foreign))} are left out."
        notes.append(Sentence(words))
    if scope.last_year.end <= scope.first:
        notes.append(
            Sentence(f"The book does not reach back to {scope.last_year.label}.")
        )
    return tuple(notes)
