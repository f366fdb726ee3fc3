"""What the bank's statements of each month should show as paid in and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.controls.audit.blanks import SHORT
from coopbooks.controls.reconcile import reconcile
from coopbooks.controls.reconcile import total
from coopbooks.core.money import ZERO
from coopbooks.core.periods import DAY
from coopbooks.core.postings import rows as postings_of
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
from coopbooks.statements.clearings import movements

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

TOTAL = "total"
NOTHING = (ZERO, ZERO)
# What stands above the columns of what is paid in, and of what is taken out.
TITLES = {
    "in": ("Paid in by the book", "Not yet credited", "Bank should show paid in"),
    "out": ("Taken out by the book", "Not yet taken", "Bank should show taken out"),
}


class Month(NamedTuple):
    """A month of an account; each pair is of what is paid in and what is taken out.

    Attributes:
        period: The month.
        moved: What the book has.
        before: What the bank had not seen of it by the month's start.
        after: What it had not seen by the month's end.
    """

    period: Period
    moved: tuple[Decimal, Decimal]
    before: tuple[Decimal, Decimal]
    after: tuple[Decimal, Decimal]


def statement_pages(scope: Scope) -> list[Table]:
    """What the statements of each month should show as paid in and taken out.

    Args:
        scope: The book for the period.

    Returns:
        One for each account in a bank, in the reporting currency: the book's months
        and what the bank saw in another month; the last columns are for the trustees.
    """
    return [
        _page(scope, account)
        for account in money_accounts(scope)
        if scope.roles.of(account) == "bank"
        and scope.activity.currencies(account, scope.period.end) <= {scope.currency}
    ]


def _page(scope: Scope, account: str) -> Table:
    table = f"audit-statements:{account}"
    months = _months(scope, account)
    late = [
        side
        for at, side in enumerate(TITLES)
        if any(one.before[at] or one.after[at] for one in months)
    ]
    rows = [_row(table, one, late) for one in months]
    columns = [Column("label", "Month", ColumnKind.TEXT)]
    sums: dict[str, Content] = {"label": "Together"}
    for side, (moved, waits, shows) in TITLES.items():
        columns.append(Column(side, moved))
        if side in late:
            columns.append(Column(f"{side}-before", f"{waits} at the start"))
            columns.append(Column(f"{side}-after", f"{waits} at the end"))
        columns.append(Column(f"{side}-bank", shows))
        columns.append(Column(f"{side}-shown", "It shows", ColumnKind.TEXT))
        for column in (side, f"{side}-bank"):
            sums[column] = Sum(tuple(Ref(table, row.id, column) for row in rows))
    rows.append(Row(TOTAL, sums, RowKind.TOTAL))
    lead = (
        "Write beside each month what its statement shows in all, and explain what "
        "differs. Moves between own accounts are in it."
    )
    return Table(
        table,
        f"By month with the bank: {scope.roles.name_of(account)}",
        tuple(columns),
        tuple(rows),
        scope.currency,
        lead=(Sentence(lead),),
    )


def _months(scope: Scope, account: str) -> list[Month]:
    """The months of an account, each with what was on its way before and after it."""
    own = [one for one in scope.entries if _concerns(one, account)]
    moved = _posted(own, account, scope.currency)
    followed = _is_followed(own, account, scope.currency)

    def on_its_way(day: datetime.date) -> tuple[Decimal, Decimal]:
        if not followed:
            return NOTHING
        found = reconcile(own, account, scope.currency, day, ZERO)
        return total(found.in_transit), -total(found.outstanding)

    found = []
    before = on_its_way(scope.period.begin - DAY)
    for month in scope.period.months():
        after = on_its_way(month.last)
        in_book = moved.get(month.name, NOTHING)
        found.append(Month(month, in_book, before, after))
        before = after
    return found


def _concerns(entry: data.Directive, account: str) -> bool:
    """Whether an entry can say anything of an account; of others nothing is read."""
    if isinstance(entry, data.Transaction):
        return any(one.account == account for one in entry.postings)
    return isinstance(entry, data.Custom | data.Balance)


def _is_followed(
    entries: Sequence[data.Directive], account: str, currency: str
) -> bool:
    """Whether the book says of anything when the bank saw it."""
    if agreements(entries, account):
        return True
    return any(one.seen for one in movements(entries, account, currency)[0])


def _posted(
    entries: Sequence[data.Directive], account: str, currency: str
) -> dict[str, tuple[Decimal, Decimal]]:
    """What the book paid in and took out, each posting in full, by month."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in postings_of(entries):
        if row.account == account and row.units.currency == currency:
            came, went = found.get(f"{row.date:%Y-%m}", NOTHING)
            came, went = came + max(row.number, ZERO), went - min(row.number, ZERO)
            found[f"{row.date:%Y-%m}"] = came, went
    return found


def _row(table: str, month: Month, late: Sequence[str]) -> Row:
    name = month.period.name
    cells: dict[str, Content] = {"label": month.period.label}
    for at, side in enumerate(TITLES):
        cells[side] = month.moved[at]
        cells[f"{side}-shown"] = SHORT
        plus, minus = [Ref(table, name, side)], []
        if side in late:
            cells[f"{side}-before"] = month.before[at]
            cells[f"{side}-after"] = month.after[at]
            plus.append(Ref(table, name, f"{side}-before"))
            minus.append(Ref(table, name, f"{side}-after"))
        cells[f"{side}-bank"] = Sum(tuple(plus), tuple(minus))
    return Row(name, cells)
