"""What entries marked `adjusting:` did to a period: before, by them, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

TABLE = "adjusting"
ADJUSTING = "adjusting"
BALANCES = ("Assets", "Liabilities", "Equity")


def adjusting_table(scope: Scope) -> Table:
    """What adjusting entries did to the accounts that they touch.

    Args:
        scope: The book for the period.

    Returns:
        A row for each account, debits positive, in the reporting currency: what it came
        to before, the adjustment, and after; without rows where there is none.
    """
    before: dict[str, Decimal] = {}
    adjusted: dict[str, Decimal] = {}
    # Most periods have none; then a large book is not added up for it.
    there = any(
        isinstance(one, data.Transaction) and one.date in scope.period and marked(one)
        for one in scope.entries
    )
    for row in rows(scope.entries if there else ()):
        balance = scope.roles.type_of(row.account) in BALANCES
        if row.date >= scope.period.end or not (balance or row.date in scope.period):
            continue
        of_period = row.date in scope.period and marked(row.entry)
        sums = adjusted if of_period else before
        value = scope.valuation.of_posting(row.posting, row.date)
        sums[row.account] = sums.get(row.account, ZERO) + value
    found = [
        _row(scope, account, before.get(account, ZERO), adjusted[account])
        for account in sorted(adjusted)
    ]
    if found:
        total: dict[str, Content] = {"label": "Together"}
        total["adjusted"] = Sum(tuple(Ref(TABLE, row.id, "adjusted") for row in found))
        found.append(Row("total", total, RowKind.TOTAL))
    columns = (
        Column("label", "Account", ColumnKind.TEXT),
        Column("before", "Before"),
        Column("adjusted", "Adjusted by"),
        Column("after", "After"),
    )
    note = Sentence("Debits are above zero, credits below.")
    title = "Adjusting entries: before and after"
    return Table(TABLE, title, columns, tuple(found), scope.currency, notes=(note,))


def marked(entry: data.Transaction) -> bool:
    """Whether an entry is marked as adjusting a year.

    Args:
        entry: A transaction.

    Returns:
        Whether it says `adjusting: TRUE`.
    """
    return entry.meta.get(ADJUSTING) is True


def _row(scope: Scope, account: str, before: Decimal, adjusted: Decimal) -> Row:
    cells: dict[str, Content] = {
        "label": account,
        "before": scope.rounded(before),
        "adjusted": scope.rounded(adjusted),
    }
    refs = tuple(Ref(TABLE, account, one) for one in ("before", "adjusted"))
    return Row(account, {**cells, "after": Sum(refs)}, account=account)
