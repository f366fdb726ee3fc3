"""To whom what is left belongs: by class in a co-op, by fund or by account elsewhere.

New York's Cooperative Corporations Law, section 93, wants of a worker co-op that its
members' accounts and its collective account together equal its net book value at every
period's end. The check holds that for each co-op, with reserves and the result not yet
shared as classes of their own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.funds.balances import GENERAL
from coopbooks.statements import funds
from coopbooks.statements import income
from coopbooks.statements.exchange import change_in_value

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.statements.funds import Figures
    from coopbooks.statements.scope import Scope

BY_FUND = ("union", "chapter", "party", "ally")
CLASSES = {
    "member-capital": "Members' accounts",
    "collective": "Collective account",
    "reserve": "Reserves",
    "result": "Surplus of earlier years, not yet shared",
}
ALWAYS = ("member-capital", "collective")
EARLIER, THIS_YEAR, CHANGE, UNCLASSED = "earlier", "this-year", "change", "unclassed"

Amounts = tuple[Decimal, Decimal]


def equity_rows(
    scope: Scope, table: str, total: str, figures: Figures | None
) -> list[Row]:
    """The rows that say to whom belongs what is left after debts.

    Args:
        scope: The book for the period.
        table: The id of the balance sheet.
        total: The id of the row that adds them up.
        figures: The figures of the funds, for a book that is shown by fund.

    Returns:
        A heading, the lines, the change in value of other currencies and rounding if
        there is any, the total; in a co-op also the check of its classes.
    """
    if figures is not None:
        lines = _by_fund(table, figures)
        amounts = _fund_amounts(figures)
    elif scope.entity.kind == "worker-coop":
        lines, amounts = _by_class(scope, table)
    else:
        lines, amounts = _by_account(scope, table)
    change = _change(scope, table, amounts)
    rows = [Row("belongs", {"label": "To whom it belongs"}, RowKind.HEADING)]
    rows += lines
    rows += change
    parts = [row.id for row in (*lines, *change) if row.kind == RowKind.LINE]
    label = "What is left, together"
    rows.append(_row(table, total, label, _sums(table, parts), RowKind.TOTAL))
    if scope.entity.kind == "worker-coop" and figures is None:
        rows.append(_identity(table, [name for name in parts if _classed(name)]))
    return rows


def _row(
    table: str,
    row: str,
    label: str,
    cells: Mapping[str, Content],
    kind: RowKind = RowKind.LINE,
    account: str | None = None,
) -> Row:
    difference = Sum((Ref(table, row, "end"),), (Ref(table, row, "before"),))
    content = {"label": label, **cells, "difference": difference}
    return Row(row, content, kind, int(kind == RowKind.LINE), account)


def _sums(table: str, rows: Sequence[str]) -> dict[str, Content]:
    return {
        column: Sum(tuple(Ref(table, row, column) for row in rows))
        for column in ("end", "before")
    }


def _cells(amounts: Amounts) -> dict[str, Content]:
    return {"end": amounts[0], "before": amounts[1]}


def _classed(row: str) -> bool:
    return not row.startswith(f"{UNCLASSED}:")


def _by_fund(table: str, figures: Figures) -> list[Row]:
    """A line for each fund, which leads to the table of funds."""
    names = sorted(figures, key=lambda name: (name != GENERAL, name))
    return [
        _row(
            table,
            funds.row_of(name),
            funds.label_of(name),
            {
                "end": Sum((Ref(funds.TABLE, funds.row_of(name), funds.END),)),
                "before": Sum((Ref(funds.TABLE, funds.row_of(name), funds.START),)),
            },
        )
        for name in names
    ]


def _fund_amounts(figures: Figures) -> list[Amounts]:
    """What the funds come to, as their table adds it up."""
    return [
        (sum(of.values(), Decimal(0)), of.get(funds.START, Decimal(0)))
        for of in figures.values()
    ]


def _equity(scope: Scope, account: str) -> Amounts:
    """An equity account at both days, credits positive."""
    period = scope.period
    return (
        -scope.carried(account, period.end) + 0,
        -scope.carried(account, period.begin) + 0,
    )


def _by_class(scope: Scope, table: str) -> tuple[list[Row], list[Amounts]]:
    """A line for each class of a co-op's equity, and one for each unclassed account."""
    of_class: dict[str, list[Amounts]] = {name: [] for name in CLASSES}
    rows: list[Row] = []
    amounts: list[Amounts] = []
    for account in scope.activity.accounts("Equity"):
        both = _equity(scope, account)
        role = scope.roles.of(account)
        if role in of_class:
            of_class[role].append(both)
        elif any(both):
            label = f"Not classed: {account}"
            row = f"{UNCLASSED}:{account}"
            rows.append(_row(table, row, label, _cells(both), account=account))
            amounts.append(both)
    earlier, this_year = _results(scope)
    of_class["result"].append(earlier)
    for name, parts in reversed(of_class.items()):
        both = (_total(parts, 0), _total(parts, 1))
        if name in ALWAYS or any(both):
            rows.insert(0, _row(table, name, CLASSES[name], _cells(both)))
            amounts.append(both)
    return [*rows, _this_year(table, this_year)], [*amounts, this_year]


def _total(parts: Sequence[Amounts], index: int) -> Decimal:
    return sum((part[index] for part in parts), Decimal(0))


def _by_account(scope: Scope, table: str) -> tuple[list[Row], list[Amounts]]:
    """A line for each equity account, and the results."""
    rows: list[Row] = []
    amounts: list[Amounts] = []
    for account in scope.activity.accounts("Equity"):
        both = _equity(scope, account)
        if any(both):
            label = scope.roles.name_of(account)
            rows.append(_row(table, account, label, _cells(both), account=account))
            amounts.append(both)
    earlier, this_year = _results(scope)
    if any(earlier):
        label = "Surplus of earlier years, from income and costs"
        rows.append(_row(table, EARLIER, label, _cells(earlier)))
    return [*rows, _this_year(table, this_year)], [*amounts, earlier, this_year]


def _this_year(table: str, amounts: Amounts) -> Row:
    """This year's result, which leads to the income statement."""
    cells: dict[str, Content] = {
        "end": Sum((Ref(income.TABLE, income.SURPLUS, "year"),)),
        "before": amounts[1],
    }
    return _row(table, THIS_YEAR, "This year's surplus so far", cells)


def _results(scope: Scope) -> tuple[Amounts, Amounts]:
    """What income less costs left: in earlier years, and in this one.

    Beancount books keep no closing entries: income and expense accounts run on over the
    years, and the year's start is where earlier results end.
    """
    year, period = scope.year, scope.period
    accounts = scope.activity.accounts("Income", "Expenses")
    # A period may span two fiscal years; at its start the later one had not begun.
    starts = (year.begin, min(year.begin, period.begin))
    earlier = [
        sum((-scope.carried(account, start) for account in accounts), Decimal(0))
        for start in starts
    ]
    now = sum((scope.earned(account, year) for account in accounts), Decimal(0))
    before = sum(
        (
            _earned_between(scope, account, year.begin, period.begin)
            for account in accounts
        ),
        Decimal(0),
    )
    return (earlier[0], earlier[1]), (now, before)


def _earned_between(
    scope: Scope, account: str, begin: datetime.date, end: datetime.date
) -> Decimal:
    """What an account earned from one day to before another, rounded once."""
    if end <= begin:
        return Decimal(0)
    activity = scope.activity
    return scope.rounded(
        activity.carried(account, begin) - activity.carried(account, end)
    )


def _change(scope: Scope, table: str, amounts: Sequence[Amounts]) -> list[Row]:
    """The change in value of other currencies, and rounding, if there is any."""
    period = scope.period
    both = (
        change_in_value(scope, period.end, _total(amounts, 0)),
        change_in_value(scope, period.begin, _total(amounts, 1)),
    )
    if not any(both):
        return []
    label = "Change in value of other currencies, and rounding"
    return [_row(table, CHANGE, label, _cells(both))]


def _identity(table: str, classed: Sequence[str]) -> Row:
    """Member accounts + collective + reserves + result not shared = net assets."""
    checks: dict[str, Content] = {
        column: Agree(
            Sum(tuple(Ref(table, row, column) for row in classed)),
            Sum((Ref(table, "left", column),)),
        )
        for column in ("end", "before")
    }
    label = "Members + collective + reserves + not shared = left after debts?"
    return Row("identity", {"label": label, **checks}, RowKind.CHECK)
