"""The balance sheet: what is owned, what is owed, and what is left after debts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.equity import equity_rows
from coopbooks.statements.tree import added
from coopbooks.statements.tree import unfold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from coopbooks.core.table import Content
    from coopbooks.statements.funds import Figures
    from coopbooks.statements.scope import Scope
    from coopbooks.statements.tree import Unfolded

TABLE = "balance"
OWNED, OWED, LEFT, BELONGS = "owned:total", "owed:total", "left", "belongs:total"
NOW, LATER = "now", "later"
COLUMNS = ("end", "before")


def balance_table(scope: Scope, figures: Figures | None) -> Table:
    """The balance sheet at the end of a period and at the end of the one before.

    Args:
        scope: The book for the period.
        figures: The figures of the funds, for a book that is shown by fund.

    Returns:
        Assets and liabilities by account at the prices of the two days, current ones
        apart from later ones where the roles say so; then what is left after debts and
        to whom it belongs; and the accounting equation as a check, which is
        worked out from both sides.
    """
    owned = _side(scope, "Assets", "owned", "What we own")
    owed = _side(scope, "Liabilities", "owed", "What we owe")
    left: dict[str, Content] = {
        column: Sum((Ref(TABLE, OWNED, column),), (Ref(TABLE, OWED, column),))
        for column in COLUMNS
    }
    rows = [
        *owned,
        *owed,
        _row(LEFT, "Left after debts (net assets)", left, RowKind.TOTAL),
        *equity_rows(scope, TABLE, BELONGS, figures),
        _equation(),
    ]
    return Table(
        TABLE,
        "What we own, what we owe, what is left",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("end", long_date(scope.period.last)),
            Column("before", long_date(scope.period.previous().last)),
            Column("difference", "Difference"),
        ),
        tuple(rows),
        scope.currency,
    )


def _difference(row: str) -> Sum:
    return Sum((Ref(TABLE, row, "end"),), (Ref(TABLE, row, "before"),))


def _row(row: str, label: str, cells: dict[str, Content], kind: RowKind) -> Row:
    return Row(row, {"label": label, **cells, "difference": _difference(row)}, kind)


def _side(scope: Scope, root: str, part: str, title: str) -> list[Row]:
    """The accounts of one side, current ones first, with their total."""
    sign = 1 if root == "Assets" else -1

    def at(end: datetime.date) -> Callable[[str], Content]:
        return lambda account: sign * scope.worth(account, end) + 0

    amounts = {"end": at(scope.period.end), "before": at(scope.period.begin)}
    accounts = [
        account
        for account in scope.activity.accounts(root)
        if any(of(account) for of in amounts.values())
    ]
    later = [account for account in accounts if scope.roles.is_later(account)]
    now = [account for account in accounts if not scope.roles.is_later(account)]

    def more(row: str) -> dict[str, Content]:
        return {"difference": _difference(row)}

    def unfolded(some: list[str]) -> Unfolded:
        return unfold(TABLE, some, dict(amounts), scope.roles, more)

    rows = [Row(part, {"label": title}, RowKind.HEADING)]
    tops: list[str] = []
    if later:
        for name, label, some in (
            (NOW, "within 12 months", now),
            (LATER, "later than 12 months", later),
        ):
            part_rows = unfolded(some)
            total = f"{part}:{name}"
            cells = added(TABLE, part_rows.tops, COLUMNS)
            rows += part_rows.rows
            rows.append(_row(total, f"{title}, {label}", cells, RowKind.SUBTOTAL))
            tops.append(total)
    else:
        all_rows = unfolded(now)
        rows += all_rows.rows
        tops = all_rows.tops
    total = f"{part}:total"
    cells = added(TABLE, tops, COLUMNS)
    return [*rows, _row(total, f"{title}, together", cells, RowKind.TOTAL)]


def _equation() -> Row:
    """Assets = liabilities + what belongs to whom; each side added up by itself."""
    checks: dict[str, Content] = {
        column: Agree(
            Sum((Ref(TABLE, OWNED, column),)),
            Sum((Ref(TABLE, OWED, column), Ref(TABLE, BELONGS, column))),
        )
        for column in COLUMNS
    }
    label = "Own = owe + what is left?"
    return Row("equation", {"label": label, **checks}, RowKind.CHECK)
