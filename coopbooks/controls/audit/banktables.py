"""Money in accounts at the end of a period, held against the bank's statements."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.controls.reconcile import reconcile
from coopbooks.controls.reconcile import total
from coopbooks.controls.reconcilepage import reconciliation_table
from coopbooks.core.money import ZERO
from coopbooks.core.periods import DAY
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
from coopbooks.statements.cash import money_accounts
from coopbooks.statements.clearings import agreements

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.controls.reconcile import Reconciliation
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

LIQUID = "audit-liquid"
STATEMENT, OUT, IN, LATER = "statement", "outstanding", "in-transit", "later"
BOOK, AGREES, TOTAL = "book", "agrees", "total"
NO_STATEMENT = "no statement"


class Shown(NamedTuple):
    """What a statement, or a count of cash, shows at the end of a day.

    Attributes:
        number: The balance.
        currency: Its currency.
        how: How the book knows: `reconciled`, or `balance` where it only says so.
    """

    number: Decimal
    currency: str
    how: str


def shown_on(scope: Scope, account: str, day: datetime.date) -> list[Shown]:
    """What statements of a day show of an account, as far as the book says so.

    Args:
        scope: The book.
        account: The account.
        day: The last day that counts.

    Returns:
        One for each currency: of the reconciliation with the statement of that day,
        else of the `balance` directive of the day after.
    """
    found = {
        one.currency: Shown(one.statement, one.currency, "reconciled")
        for one in agreements(scope.entries, account)
        if one.day == day
    }
    for entry in scope.entries:
        if (
            isinstance(entry, data.Balance)
            and entry.account == account
            and entry.date == day + DAY
            and entry.amount.currency not in found
        ):
            currency = entry.amount.currency
            found[currency] = Shown(entry.amount.number or ZERO, currency, "balance")
    return [found[currency] for currency in sorted(found)]


def reconciled(scope: Scope, account: str, shown: Shown) -> Reconciliation:
    """Hold an account against what a statement of the period's last day shows."""
    return reconcile(
        scope.entries, account, shown.currency, scope.period.last, shown.number
    )


def liquid_table(scope: Scope) -> Table:
    """All money at the end of the period: what statements show, and what the book has.

    Args:
        scope: The book for the period.

    Returns:
        A line for each account, with what the bank had not seen yet, and whether both
        agree. An account in another currency is shown at its value.
    """
    rows = [_liquid_row(scope, account) for account in money_accounts(scope)]
    sums: dict[str, Content] = {"label": "Together"}
    for column in (BOOK,):
        sums[column] = Sum(tuple(Ref(LIQUID, row.id, column) for row in rows))
    rows.append(Row(TOTAL, sums, RowKind.TOTAL))
    day = long_date(scope.period.last)
    return Table(
        LIQUID,
        "Liquid assets",
        (
            Column("label", "Account", ColumnKind.TEXT),
            Column(STATEMENT, "Statement or count"),
            Column(OUT, "Not yet taken out by the bank"),
            Column(IN, "Not yet credited by the bank"),
            Column(LATER, "In the book later"),
            Column(BOOK, "By the book"),
            Column(AGREES, "Agrees?", ColumnKind.CHECK),
        ),
        tuple(rows),
        scope.currency,
        lead=(
            Sentence(f"What accounts and cash box held at the end of {day}."),
            Sentence("Hold each statement, as the bank sent it, beside its line."),
        ),
    )


def _liquid_row(scope: Scope, account: str) -> Row:
    shown = shown_on(scope, account, scope.period.last)
    label = scope.roles.name_of(account)
    home = [one for one in shown if one.currency == scope.currency]
    cells: dict[str, Content] = {BOOK: scope.worth(account, scope.period.end)}
    foreign = scope.activity.currencies(account, scope.period.end) - {scope.currency}
    if foreign:
        told = " and ".join(f"{one.number:,f} {one.currency}" for one in shown)
        label = f"{label} (in {', '.join(sorted(foreign))}"
        label += f"; statement: {told})" if told else ")"
        cells[AGREES] = _foreign_agrees(scope, account, shown, foreign)
    elif home:
        found = reconciled(scope, account, home[0])
        cells |= {
            STATEMENT: home[0].number,
            OUT: total(found.outstanding) or None,
            IN: total(found.in_transit) or None,
            LATER: -total(found.later) or None,
        }
        parts = (STATEMENT, OUT, IN, LATER)
        left = Sum(tuple(Ref(LIQUID, account, one) for one in parts))
        cells[AGREES] = Agree(left, Sum((Ref(LIQUID, account, BOOK),)))
    else:
        cells[AGREES] = NO_STATEMENT
    return Row(account, {"label": label, **cells}, account=account)


def _foreign_agrees(
    scope: Scope, account: str, shown: list[Shown], held: set[str]
) -> str:
    """Whether each currency of an account agrees with its statement."""
    if not held <= {one.currency for one in shown}:
        return NO_STATEMENT
    explained = [reconciled(scope, account, one).is_explained for one in shown]
    return "YES" if all(explained) else "NO"


def reconciliation_pages(scope: Scope, folder: Path) -> list[Table]:
    """The bank reconciliation of each account at the end of the period.

    Args:
        scope: The book for the period.
        folder: The book's folder.

    Returns:
        One for each account in a bank and currency of which a statement of the last day
        is in the book.
    """
    return [
        reconciliation_table(
            reconciled(scope, account, shown), scope.roles.name_of(account), folder
        )
        for account in money_accounts(scope)
        if scope.roles.of(account) == "bank"
        for shown in shown_on(scope, account, scope.period.last)
    ]
