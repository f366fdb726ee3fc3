"""What pictures show: twelve months, and income and costs by area."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.accounts import plain
from coopbooks.core.roles import ROLES
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements import income
from coopbooks.statements.activity import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

MONTHS, COSTS_BY_AREA, INCOME_BY_AREA = "months", "areas", "sources"


def months_table(scope: Scope) -> Table:
    """Twelve months side by side.

    Args:
        scope: The book for the period.

    Returns:
        For each of the twelve months that end with the period: income, costs, what was
        left, and the money at its end.
    """
    rows = [_month(scope, month) for month in scope.months]
    total: dict[str, Content] = {
        column: Sum(tuple(Ref(MONTHS, row.id, column) for row in rows))
        for column in ("income", "costs", "surplus")
    }
    rows.append(Row("total", {"label": "Together", **total}, RowKind.TOTAL))
    return Table(
        MONTHS,
        "Twelve months",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("income", "Income"),
            Column("costs", "Costs"),
            Column("surplus", "Surplus"),
            Column("money", "Money at the end"),
        ),
        tuple(rows),
        scope.currency,
    )


def _month(scope: Scope, month: Period) -> Row:
    activity = scope.activity
    income_sum = _sum(scope.earned(name, month) for name in activity.accounts("Income"))
    costs = _sum(scope.moved(name, month) for name in activity.accounts("Expenses"))
    money = _sum(
        scope.worth(name, month.end)
        for name in activity.accounts("Assets")
        if scope.roles.is_money(name)
    )
    surplus = Sum(
        (Ref(MONTHS, month.name, "income"),), (Ref(MONTHS, month.name, "costs"),)
    )
    cells: dict[str, Content] = {
        "label": f"{month.begin:%B %Y}",
        "income": income_sum,
        "costs": costs,
        "surplus": surplus,
        "money": money,
    }
    return Row(month.name, cells)


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, ZERO)


def area_of(scope: Scope, account: str) -> str:
    """The area that an income or expense account belongs to, in plain words.

    Args:
        scope: The book.
        account: The account.

    Returns:
        Its role's words where the book gives it one, else the name of its first level.
    """
    root = scope.roles.root_of(account)
    role = scope.roles.of(account)
    if role is not None:
        return scope.roles.names.get(root) or ROLES[role].label
    level = ":".join(account.split(":")[:2])
    return scope.roles.names.get(level) or plain(level.partition(":")[2])


def areas_table(scope: Scope, statement: Table, root: str) -> Table:
    """Income or costs of a period by area, the largest first.

    Args:
        scope: The book for the period.
        statement: The income statement, whose lines each area adds up.
        root: `Income` or `Expenses`.

    Returns:
        A line for each area with the period's figure and, where there is one, the plan
        and the difference.
    """
    costs = root == "Expenses"
    table = COSTS_BY_AREA if costs else INCOME_BY_AREA
    areas = _areas(scope, statement, root)
    columns = [column for column in ("month", "plan") if column in _ids(statement)]
    rows = [Row(area, _area(table, area, areas[area], columns)) for area in areas]
    together = {
        column: Sum(tuple(Ref(table, row.id, column) for row in rows))
        for column in _shown(columns)
    }
    rows.append(Row("total", {"label": "Together", **together}, RowKind.TOTAL))
    titles = {"month": scope.period.label, "plan": "Plan", "difference": "Difference"}
    total = Ref(income.TABLE, income.COSTS if costs else income.INCOME, "month")
    return Table(
        table,
        "Costs by area" if costs else "Income by source",
        (
            Column("label", "", ColumnKind.TEXT),
            *(Column(column, titles[column]) for column in _shown(columns)),
        ),
        tuple(rows),
        scope.currency,
        notes=(Sentence("Together: {} in the statement.", (total,)),),
    )


def _areas(scope: Scope, statement: Table, root: str) -> dict[str, list[Row]]:
    """The statement's lines by area, the largest area first."""
    areas: dict[str, list[Row]] = {}
    for row in statement.rows:
        account = row.account or ""
        moved = any(_number(row, column) for column in ("month", "plan"))
        is_line = row.kind == RowKind.LINE and scope.roles.type_of(account) == root
        if is_line and moved:
            areas.setdefault(area_of(scope, account), []).append(row)

    def size(area: str) -> tuple[Decimal, str]:
        return -_sum(_number(row, "month") for row in areas[area]), area

    return {area: areas[area] for area in sorted(areas, key=size)}


def _ids(table: Table) -> set[str]:
    return {column.id for column in table.columns}


def _shown(columns: Sequence[str]) -> list[str]:
    return [*columns, "difference"] if "plan" in columns else [*columns]


def _number(row: Row, column: str) -> Decimal:
    value = row.cells.get(column)
    return value if isinstance(value, Decimal) else ZERO


def _area(
    table: str, area: str, lines: list[Row], columns: Sequence[str]
) -> dict[str, Content]:
    cells: dict[str, Content] = {"label": area}
    for column in columns:
        cells[column] = Sum(tuple(Ref(income.TABLE, row.id, column) for row in lines))
    if "plan" in columns:
        cells["difference"] = Sum(
            (Ref(table, area, "month"),), (Ref(table, area, "plan"),)
        )
    return cells
