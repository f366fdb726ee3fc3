"""The trial balance: every account in debit or credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.activity import ZERO
from coopbooks.statements.exchange import change_in_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

TABLE = "trial"
TOTAL = "total"


def trial_table(scope: Scope) -> Table:
    """The trial balance at the end of a period.

    Args:
        scope: The book for the period.

    Returns:
        A line for each account with a balance: assets and debts at the prices of the
        day, equity as carried, income and costs of the fiscal year so far; what they
        came to in earlier years is one line. Debits and credits are compared.
    """
    rows = [_row(*balance) for balance in _balances(scope) if balance[2]]
    rows += _together(rows)
    return Table(
        TABLE,
        "Trial balance",
        (
            Column("label", "Account", ColumnKind.TEXT),
            Column("debit", "Debit"),
            Column("credit", "Credit"),
        ),
        tuple(rows),
        scope.currency,
        notes=(
            Sentence(
                f"At the end of {long_date(scope.period.last)}; income and expenses "
                f"since {long_date(scope.year.begin)}."
            ),
        ),
    )


def _together(rows: list[Row]) -> list[Row]:
    """The sum of both sides, and whether they are equal."""
    debit, credit = (Ref(TABLE, TOTAL, side) for side in ("debit", "credit"))
    sums: dict[str, Content] = {
        side: Sum(tuple(Ref(TABLE, row.id, side) for row in rows if side in row.cells))
        for side in ("debit", "credit")
    }
    equal = Agree(Sum((debit,)), Sum((credit,)))
    return [
        Row(TOTAL, {"label": "Together", **sums}, RowKind.TOTAL),
        Row("equal", {"label": "Debit = credit?", "debit": equal}, RowKind.CHECK),
    ]


def _balances(scope: Scope) -> list[tuple[str, str, Decimal]]:
    """Row id, label and balance of each line, debits positive."""
    balances = list(_of_accounts(scope))
    shown = -sum(
        (number for name, _, number in balances if not _is_money(scope, name)), ZERO
    )
    change = change_in_value(scope, scope.period.end, shown)
    label = "Change in value of other currencies, and rounding"
    return [*balances, ("change", label, -change)]


def _of_accounts(scope: Scope) -> Iterator[tuple[str, str, Decimal]]:
    """The balance of each account; results of earlier years are one line."""
    activity, end = scope.activity, scope.period.end
    for account in activity.accounts("Assets", "Liabilities"):
        yield account, account, scope.worth(account, end)
    for account in activity.accounts("Equity"):
        yield account, account, scope.carried(account, end)
    results = activity.accounts("Income", "Expenses")
    earlier = (scope.carried(account, scope.year.begin) for account in results)
    yield "earlier", "Income and expenses of earlier years", sum(earlier, ZERO)
    for account in results:
        yield account, account, scope.moved(account, scope.year)


def _is_money(scope: Scope, name: str) -> bool:
    """Whether a row stands at the prices of the day."""
    return scope.roles.type_of(name) in {"Assets", "Liabilities"}


def _row(name: str, label: str, balance: Decimal) -> Row:
    side = "debit" if balance > 0 else "credit"
    account = name if ":" in name else None
    return Row(name, {"label": label, side: abs(balance)}, depth=0, account=account)
