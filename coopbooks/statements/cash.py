"""The cash flow statement: opening, movements, closing, account by account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

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
from coopbooks.statements.activity import A_DAY
from coopbooks.statements.activity import ZERO
from coopbooks.statements.cashflows import Line
from coopbooks.statements.cashflows import cash_flows
from coopbooks.statements.cashwords import labels
from coopbooks.statements.clearings import agreements
from coopbooks.statements.clearings import balance_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.statements.cashflows import CashFlows
    from coopbooks.statements.scope import Scope

TABLE = "cash"
OPENING, CLOSING, IN, OUT = "opening", "closing", "in:total", "out:total"
MOVED, CHANGED, TOTAL = "moved", "changed", "total"


def money_accounts(scope: Scope) -> list[str]:
    """The accounts of money that held or moved any in the period.

    Args:
        scope: The book for the period.

    Returns:
        The accounts, in alphabetical order.
    """
    return [
        account
        for account in scope.activity.accounts("Assets")
        if scope.roles.is_money(account)
        and (
            scope.worth(account, scope.period.begin)
            or scope.worth(account, scope.period.end)
            or scope.activity.moves(account, scope.period)
        )
    ]


def cash_table(scope: Scope) -> Table:
    """The cash flow statement of a period, by the direct method.

    Args:
        scope: The book for the period.

    Returns:
        A column for all money together and one for each account. Opening plus
        movements is worked out from the transactions and compared with the closing
        balance of the accounts, as a check.
    """
    accounts = money_accounts(scope)
    parts = _parts(scope, accounts)
    closing = {name: scope.worth(name, scope.period.end) for name in accounts}
    label = f"At the end of {long_date(scope.period.last)}"
    rows = [
        *(row for rows in parts.values() for row in rows),
        _row(CLOSING, label, accounts, closing, RowKind.TOTAL),
        _check(list(parts), accounts),
    ]
    if banks := bank_accounts(scope):
        rows.append(_statements_row(scope, banks))
    return Table(
        TABLE,
        "Money in and out",
        (
            Column("label", "", ColumnKind.TEXT),
            Column(TOTAL, "All money"),
            *(Column(name, scope.roles.name_of(name)) for name in accounts),
        ),
        tuple(rows),
        scope.currency,
        notes=_notes(scope),
    )


def _parts(scope: Scope, accounts: list[str]) -> dict[str, list[Row]]:
    """What adds up to the closing balance: by the id of each sum the rows of it."""
    found = cash_flows(scope, scope.period)
    opening = {name: scope.worth(name, scope.period.begin) for name in accounts}
    label = f"At the start of {long_date(scope.period.begin)}"
    parts = {
        OPENING: [_row(OPENING, label, accounts, opening, RowKind.TOTAL)],
        IN: _direction(scope, found, accounts, came_in=True),
        OUT: _direction(scope, found, accounts, came_in=False),
    }
    changed = {name: _changed(scope, found, name) for name in accounts}
    for row, label, amounts in (
        (MOVED, "Moved between our own accounts", found.moved),
        (CHANGED, "Change in value of other currencies", changed),
    ):
        if any(amounts.values()):
            parts[row] = [_row(row, label, accounts, amounts)]
    return parts


def _row(
    row: str,
    label: str,
    accounts: list[str],
    amounts: dict[str, Decimal],
    kind: RowKind = RowKind.LINE,
    account: str | None = None,
) -> Row:
    """A row of one figure an account, whose total is a formula."""
    cells: dict[str, Content] = {"label": label}
    cells[TOTAL] = Sum(tuple(Ref(TABLE, row, name) for name in accounts))
    cells |= {name: amounts.get(name, ZERO) + 0 for name in accounts}
    return Row(row, cells, kind, 0 if kind == RowKind.TOTAL else 1, account)


def _direction(
    scope: Scope, found: CashFlows, accounts: list[str], *, came_in: bool
) -> list[Row]:
    """What came in, or went out, by the account on the other side."""
    name, label = ("in", "Came in") if came_in else ("out", "Went out")
    lines = sorted(line for line in found.flows if line.came_in is came_in)
    words = labels(scope.roles, lines)
    rows = [Row(name, {"label": label}, RowKind.HEADING)]
    rows += [
        _row(
            _id(line),
            words[line],
            accounts,
            found.flows[line],
            account=line.account,
        )
        for line in lines
    ]
    cells: dict[str, Content] = {
        column: Sum(tuple(Ref(TABLE, _id(line), column) for line in lines))
        for column in (TOTAL, *accounts)
    }
    total = f"{name}:total"
    rows.append(Row(total, {"label": f"{label}, together", **cells}, RowKind.SUBTOTAL))
    return rows


def _id(line: Line) -> str:
    return f"{'in' if line.came_in else 'out'}:{line.account}"


def _changed(scope: Scope, found: CashFlows, account: str) -> Decimal:
    """What an account's holdings gained at the book's prices, and rounding.

    It is worked out from the balances, not from what is left over, so that a
    transaction which the flows miss fails the check.
    """
    period = scope.period
    revalued = (
        scope.worth(account, period.end)
        - scope.worth(account, period.begin)
        - scope.activity.moved(account, period)
    )
    return scope.rounded(
        revalued - found.rounding.get(account, ZERO) + found.changed.get(account, ZERO)
    )


def _check(parts: list[str], accounts: list[str]) -> Row:
    checks: dict[str, Content] = {
        column: Agree(
            Sum(tuple(Ref(TABLE, part, column) for part in parts)),
            Sum((Ref(TABLE, CLOSING, column),)),
        )
        for column in (TOTAL, *accounts)
    }
    label = "Start + in - out = end?"
    return Row("adds-up", {"label": label, **checks}, RowKind.CHECK)


def bank_accounts(scope: Scope) -> list[str]:
    """The accounts that a bank sends statements of.

    Args:
        scope: The book for the period.

    Returns:
        Those of `money_accounts` with the role `bank`; none where the book does not
        say it: a guess is no ground for telling that a statement agrees.
    """
    if scope.roles.inferred:
        return []
    return [name for name in money_accounts(scope) if scope.roles.of(name) == "bank"]


def _statements_row(scope: Scope, banks: list[str]) -> Row:
    """Whether a balance of each account was confirmed for the end of the period."""
    cells: dict[str, Content] = {
        "label": f"Agrees with the statement of {long_date(scope.period.last)}"
    }
    cells |= {name: confirmed(scope, name) for name in banks}
    return Row("statement", cells, RowKind.NOTE)


def confirmed(scope: Scope, account: str) -> str:
    """Whether the book confirms an account's balance at the end of the period.

    Args:
        scope: The book for the period.
        account: The account.

    Returns:
        `YES` where each currency on the account is confirmed: by a `balance` directive
        of the day after the period that holds, or because the account was reconciled
        with the statement of its last day; `NO` where one of them does not hold any
        more, else `not yet`.
    """
    balances = [
        entry
        for entry in scope.entries
        if isinstance(entry, data.Balance)
        and entry.account == account
        and entry.date == scope.period.last + A_DAY
    ]
    reconciled = [
        one
        for one in agreements(scope.entries, account)
        if one.day == scope.period.last
    ]
    if any(entry.diff_amount is not None for entry in balances) or any(
        one.book != balance_of(scope.entries, account, one.currency, one.day)
        for one in reconciled
    ):
        return "NO"
    said = {entry.amount.currency for entry in balances}
    said |= {one.currency for one in reconciled}
    held = scope.activity.currencies(account, scope.period.end)
    return "YES" if said and held <= said else "not yet"


def _notes(scope: Scope) -> tuple[Sentence, ...]:
    if not scope.roles.inferred:
        return ()
    return (
        Sentence(
            "The book does not say which accounts are cash or bank; these were guessed "
            "from their names. Say it with coop-account to be sure."
        ),
    )
