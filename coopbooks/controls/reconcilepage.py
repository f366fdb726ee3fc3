"""A reconciliation as a table: from the statement, step by step, to the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.reconcile import reconcile
from coopbooks.core.errors import in_folder
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
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.controls.reconcile import Line
    from coopbooks.controls.reconcile import Reconciliation
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

TABLE = "reconciliation"
STATEMENT, BOOK, AGREES, REST = "statement", "book", "agrees", "unexplained"
# Each list with its title, and whether it is added to the statement or taken off it.
LISTS = {
    "outstanding": ("Not yet taken out by the bank", True),
    "in_transit": ("Not yet credited by the bank", True),
    "later": ("At the bank by then, in the book later", False),
}


def reconciliation_tables(scope: Scope, folder: Path) -> list[Table]:
    """The reconciliations of a period's end, for its pack.

    Args:
        scope: The book for the period.
        folder: The book's folder.

    Returns:
        A table for each account and currency that was reconciled with the statement of
        the period's last day.
    """
    return [
        reconciliation_table(
            reconcile(
                scope.entries, account, agreed.currency, agreed.day, agreed.statement
            ),
            scope.roles.name_of(account),
            folder,
        )
        for account in money_accounts(scope)
        for agreed in agreements(scope.entries, account)
        if agreed.day == scope.period.last
    ]


def reconciliation_table(
    found: Reconciliation, name: str, folder: Path, *, whole: bool = False
) -> Table:
    """A reconciliation as a table.

    Args:
        found: The reconciliation.
        name: What people call the account.
        folder: The book's folder.
        whole: Whether what the bank has seen is listed too.

    Returns:
        The statement's balance, what the bank has not seen and the book's balance;
        that they agree is a check.
    """
    table = f"{TABLE}:{found.account}:{found.currency}"
    day = long_date(found.on)
    parts = {part: getattr(found, part) for part in LISTS if getattr(found, part)}
    rows = [_row(STATEMENT, f"The statement of {day} shows", found.statement)]
    for part, lines in parts.items():
        rows += _list(table, part, lines, folder)
    if found.unexplained:
        rows.append(_row(REST, "Unexplained", -found.unexplained, RowKind.SUBTOTAL))
    rows.append(_row(BOOK, f"The book has on {day}", found.book, RowKind.TOTAL))
    plus = [STATEMENT, *(part for part in parts if LISTS[part][1])]
    minus = [part for part in parts if not LISTS[part][1]]
    agree = Agree(_sum(table, plus, minus), _sum(table, [BOOK]))
    label = "Statement and book agree?"
    rows.append(Row(AGREES, {"label": label, "amount": agree}, RowKind.CHECK))
    if whole:
        rows += _seen(table, found, folder)
    return Table(
        table,
        f"Bank reconciliation: {name}",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("date", "Date", ColumnKind.DATE),
            Column("seen", "At the bank", ColumnKind.DATE),
            Column("amount", "Amount"),
        ),
        tuple(rows),
        found.currency,
        notes=tuple(map(Sentence, _notes(found))),
    )


def _row(
    row: str, label: str, amount: Content, kind: RowKind = RowKind.LINE, depth: int = 0
) -> Row:
    return Row(row, {"label": label, "amount": amount}, kind, depth)


def _sum(table: str, plus: Sequence[str], minus: Sequence[str] = ()) -> Sum:
    return Sum(
        tuple(Ref(table, row, "amount") for row in plus),
        tuple(Ref(table, row, "amount") for row in minus),
    )


def _list(table: str, part: str, lines: Sequence[Line], folder: Path) -> Iterator[Row]:
    """The entries of one list with their sum."""
    title = LISTS[part][0]
    yield Row(f"{part}:heading", {"label": title}, RowKind.HEADING)
    ids = [f"{part}:{number}" for number in range(1, len(lines) + 1)]
    for row, line in zip(ids, lines, strict=True):
        yield _line(row, line, folder)
    yield _row(part, f"{title}, together", _sum(table, ids), RowKind.SUBTOTAL)


def _line(row: str, line: Line, folder: Path) -> Row:
    """An entry."""
    cells: dict[str, Content] = {
        "label": line.movement.words,
        "date": line.movement.date.isoformat(),
        "seen": line.seen.isoformat() if line.seen else "",
        "amount": line.number,
    }
    place = in_folder(line.movement.entry.meta, folder)
    return Row(row, cells, RowKind.LINE, 1, where=place)


def _seen(table: str, found: Reconciliation, folder: Path) -> Iterator[Row]:
    """What the bank moved since the last time, to be ticked off."""
    yield Row("cleared:heading", {"label": "What the bank has seen"}, RowKind.HEADING)
    yield _row("before", "Before, and confirmed", found.before, RowKind.LINE, 1)
    ids = ["before"]
    for number, line in enumerate(found.cleared, start=1):
        ids.append(f"cleared:{number}")
        yield _line(ids[-1], line, folder)
    yield _row("cleared", "Seen, together", _sum(table, ids), RowKind.SUBTOTAL)


def _notes(found: Reconciliation) -> Iterator[str]:
    """What people should know of a reconciliation."""
    if not found.imported:
        yield (
            "No statement was imported for this time: the bank counts as having seen "
            "all entries but those whose posting says cleared: with a later day."
        )
    for ours, rows in found.same:
        entries = " and ".join(f"{one.words} ({one.number})" for one in ours)
        shown = " and ".join(f"{one.words} ({one.number})" for one in rows)
        yield f"Perhaps the same money, written twice: {entries}; {shown}."
    if found.missing:
        entries = " and ".join(
            f"{one.words} ({one.number}), {long_date(one.date)}"
            for one in found.missing
        )
        yield (
            f"The rest would be explained if the bank had not seen: {entries}. If so, "
            "write the day on which it did below the posting: cleared: DATE."
        )
    for lost in found.lost:
        moved, dated = lost.values["amount"], lost.values["dated"]
        yield (
            f"The book says that the bank moved {moved} of an entry of "
            f"{long_date(dated)}; there is none any more."
        )
