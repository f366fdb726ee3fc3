"""Receipts and disbursements as worksheets: reconciled, by kind and by month."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements.cash import money_accounts
from coopbooks.statements.cashflows import Line
from coopbooks.statements.cashwords import labels

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.controls.audit.gross import Flow
    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

CASH, MONTHS = "audit-cash", "audit-months"
RECEIPTS, DISBURSEMENTS = "audit-receipts", "audit-disbursements"
START, IN, OUT, END, ADDS_UP = "start", "receipts", "disbursements", "end", "adds-up"
OPENED, TOTAL = "opened", "total"
GROSS = (
    "Strictly cash: what came into own accounts and what left them, each in full. What "
    "was moved between own accounts is neither; an advance and what came back of it "
    "are both here."
)


def cash_table(scope: Scope, gross: Gross) -> Table:
    """Cash at the start, with receipts and less disbursements, is cash at the end.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.

    Returns:
        A column for all money together and one for each own account, and the check.
    """
    accounts = money_accounts(scope)
    first, last = long_date(scope.period.begin), long_date(scope.period.last)
    start = {name: scope.worth(name, scope.period.begin) for name in accounts}
    parts = {
        START: (f"Cash at the start of {first}", start),
        OPENED: ("Brought in from before the book", gross.opened),
        IN: ("Receipts", _by_account(gross.receipts)),
        OUT: ("Disbursements", _by_account(gross.disbursements)),
        "moved": ("Moved between own accounts", gross.moved),
        "changed": ("Change in value of other currencies", gross.changed),
    }
    needed = (START, IN, OUT)
    parts = {
        row: part
        for row, part in parts.items()
        if row in needed or any(part[1].values())
    }
    rows = [
        _row(row, words, accounts, amounts) for row, (words, amounts) in parts.items()
    ]
    end = {name: scope.worth(name, scope.period.end) for name in accounts}
    label = f"Cash at the end of {last}, by the accounts"
    rows.append(_row(END, label, accounts, end, RowKind.TOTAL))
    rows.append(_check(list(parts), accounts))
    return Table(
        CASH,
        "Receipts and disbursements reconciled",
        (
            Column("label", "", ColumnKind.TEXT),
            Column(TOTAL, "All money"),
            *(Column(name, scope.roles.name_of(name)) for name in accounts),
        ),
        tuple(rows),
        scope.currency,
        lead=(Sentence(GROSS),),
        notes=_on_its_way(gross),
    )


def _on_its_way(gross: Gross) -> tuple[Sentence, ...]:
    left = total_of(gross.moved.values())
    if not left:
        return ()
    words = (
        "What was moved between own accounts does not come to zero: some of it was on "
        "its way at the start or at the end."
    )
    return (Sentence(words),)


def _by_account(flows: Sequence[Flow]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for one in flows:
        found[one.account] = found.get(one.account, ZERO) + one.number
    return found


def _row(
    row: str,
    label: str,
    accounts: Sequence[str],
    amounts: Mapping[str, Decimal],
    kind: RowKind = RowKind.LINE,
) -> Row:
    cells: dict[str, Content] = {"label": label}
    cells[TOTAL] = Sum(tuple(Ref(CASH, row, name) for name in accounts))
    cells |= {name: amounts.get(name, ZERO) + 0 for name in accounts}
    return Row(row, cells, kind)


def _check(parts: Sequence[str], accounts: Sequence[str]) -> Row:
    cells: dict[str, Content] = {"label": "Start + receipts - disbursements = end?"}
    for column in (TOTAL, *accounts):
        left = Sum(tuple(Ref(CASH, part, column) for part in parts))
        cells[column] = Agree(left, Sum((Ref(CASH, END, column),)))
    return Row(ADDS_UP, cells, RowKind.CHECK)


def kinds_table(scope: Scope, gross: Gross, *, came_in: bool) -> Table:
    """Receipts by source, or disbursements by kind.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        came_in: Whether receipts are wanted.

    Returns:
        A line for each account on the other side, the largest first, how many entries
        it has, and that they come to what the reconciliation has.
    """
    table = RECEIPTS if came_in else DISBURSEMENTS
    said = "Receipts" if came_in else "Disbursements"
    rows = _kinds(scope, gross.receipts if came_in else gross.disbursements, table)
    total = Sum(tuple(Ref(table, row.id, "amount") for row in rows))
    label = f"{said}, together"
    rows.append(Row(TOTAL, {"label": label, "amount": total}, RowKind.TOTAL))
    whole = Ref(CASH, IN if came_in else OUT, TOTAL)
    in_cash = Sum((whole,)) if came_in else Sum((), (whole,))
    check = Agree(Sum((Ref(table, TOTAL, "amount"),)), in_cash)
    label = "As in the reconciliation?"
    rows.append(Row("agrees", {"label": label, "amount": check}, RowKind.CHECK))
    return Table(
        table,
        "Receipts by source" if came_in else "Disbursements by kind",
        (
            Column("label", "Where from" if came_in else "What for", ColumnKind.TEXT),
            Column("entries", "Entries", ColumnKind.NUMBER),
            Column("amount", "Amount"),
            Column("part", "Part", ColumnKind.PERCENT),
        ),
        tuple(rows),
        scope.currency,
    )


def _kinds(scope: Scope, flows: Sequence[Flow], table: str) -> list[Row]:
    """A row for each account on the other side, the largest first."""
    sums: dict[str, Decimal] = {}
    entries: dict[str, set[int]] = {}
    for one in flows:
        sums[one.other] = sums.get(one.other, ZERO) + abs(one.number)
        entries.setdefault(one.other, set()).add(id(one.entry))
    words = labels(scope.roles, [Line(name, table == RECEIPTS) for name in sums])
    total = Ref(table, TOTAL, "amount")
    return [
        Row(
            line.account,
            {
                "label": said,
                "entries": Decimal(len(entries[line.account])),
                "amount": sums[line.account],
                "part": Percent(Ref(table, line.account, "amount"), total),
            },
            account=line.account,
        )
        for line, said in sorted(
            words.items(), key=lambda pair: (-sums[pair[0].account], pair[0].account)
        )
    ]


def months_table(scope: Scope, gross: Gross) -> Table:
    """Receipts and disbursements, month by month, each month from the one before.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.

    Returns:
        A line for each month, and that the last one ends as the accounts do.
    """
    months = scope.period.months()
    rows: list[Row] = []
    for number, month in enumerate(months):
        came = total_of(one.number for one in gross.receipts if one.entry.date in month)
        went = total_of(
            -one.number for one in gross.disbursements if one.entry.date in month
        )
        before = Ref(MONTHS, months[number - 1].name, END)
        cells: dict[str, Content] = {
            "label": month.label,
            START: Sum((before,)) if number else Sum((Ref(CASH, START, TOTAL),)),
            IN: came,
            OUT: went,
            END: Sum(
                (Ref(MONTHS, month.name, START), Ref(MONTHS, month.name, IN)),
                (Ref(MONTHS, month.name, OUT),),
            ),
        }
        rows.append(Row(month.name, cells))
    total: dict[str, Content] = {"label": "Together"}
    for column in (IN, OUT):
        total[column] = Sum(tuple(Ref(MONTHS, row.id, column) for row in rows))
    rows.append(Row(TOTAL, total, RowKind.TOTAL))
    rows.append(_months_check(gross))
    return Table(
        MONTHS,
        "Receipts and disbursements by month",
        (
            Column("label", "Month", ColumnKind.TEXT),
            Column(START, "At the start"),
            Column(IN, "Receipts"),
            Column(OUT, "Disbursements"),
            Column(END, "Left"),
        ),
        tuple(rows),
        scope.currency,
        notes=_beside(gross),
    )


def _months_check(gross: Gross) -> Row:
    """That all months together come to what the reconciliation has."""
    checks: dict[str, Content] = {"label": "As in the reconciliation?"}
    for column, sign in ((IN, 1), (OUT, -1)):
        whole = (Ref(CASH, column, TOTAL),)
        right = Sum(whole) if sign > 0 else Sum((), whole)
        checks[column] = Agree(Sum((Ref(MONTHS, TOTAL, column),)), right)
    return Row(ADDS_UP, checks, RowKind.CHECK)


def _beside(gross: Gross) -> tuple[Sentence, ...]:
    """Why the last month may not end as the accounts do."""
    on_its_way = total_of(gross.moved.values())
    others = (*gross.opened.values(), *gross.changed.values())
    if not on_its_way and not any(others):
        return ()
    words = (
        "What was brought in from before the book, was on its way between own accounts "
        "or changed in value is not in the months."
    )
    return (Sentence(words),)
