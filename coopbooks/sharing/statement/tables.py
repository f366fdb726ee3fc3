"""A statement of a share: what counted, what did not and why, and how it comes about.

It holds all that the other side needs to work the share out again by itself.
"""

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
from coopbooks.core.table import without
from coopbooks.dues.steprows import STEP_COLUMNS
from coopbooks.dues.steprows import step_rows
from coopbooks.sharing.statement.base import base_table
from coopbooks.sharing.statement.base import entries_table
from coopbooks.sharing.statement.booked import booked_table
from coopbooks.sharing.statement.periods import COLUMNS
from coopbooks.sharing.statement.periods import OWED
from coopbooks.sharing.statement.periods import last_of
from coopbooks.sharing.statement.periods import one_period
from coopbooks.sharing.statement.periods import period_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share

STEPS, PARTS = "steps", "parts"
TEXT = ColumnKind.TEXT


def statement_tables(
    share: Share, roles: Roles, have: Iterable[Posted], folder: Path, *, whole: bool
) -> tuple[list[Table], list[Table]]:
    """A share as tables.

    Args:
        share: The share.
        roles: What accounts are called.
        have: What the book has of the agreement.
        folder: The folder of the book.
        whole: Whether every entry and every period is listed; what counts then adds
            them up live.

    Returns:
        The tables of page one: what counted by account, the ladder, what is owed, who
        receives it, what the book has of it; and those behind it: the way to what is
        owed for each period, every step with its rule, every entry that was looked at.
    """
    front = [base_table(share, roles, live=whole)]
    behind = []
    if share.problems:
        front.append(_owed(share, []))
    elif share.pieces:
        periods, rows = period_rows(share, live=whole)
        front.append(_owed(share, rows))
        behind += [periods] if whole else []
    else:
        rungs, rows = one_period(share)
        front += [rungs, _owed(share, rows)]
    if share.parts:
        front.append(_parts(share))
    front.append(booked_table(share, have))
    steps = step_rows(share.steps, folder)
    title = "How it comes about, step by step"
    behind.append(Table(STEPS, title, STEP_COLUMNS, tuple(steps)))
    if whole:
        behind.append(entries_table(share))
    return [one for one in front if one.rows], behind


def _owed(share: Share, rows: list[Row]) -> Table:
    """From the ladder to what is owed, and by when."""
    content: Content = share.number
    if share.pieces:
        content = Sum(tuple(Ref(OWED, row.id, "amount") for row in rows))
    elif rows:
        content = Sum((last_of(rows),))
    due = f", to be paid by {long_date(share.due)}" if share.due else ""
    total: dict[str, Content] = {
        "label": f"Owed for {share.period.label}{due}",
        "amount": content,
    }
    notes = [Sentence(f"Not owed until it is met: {one}.") for one in share.unmet]
    notes += [Sentence(one) for one in share.notes]
    title = f"What {share.giver} owes {share.receiver}"
    every = (*rows, Row("owed", total, RowKind.TOTAL))
    used = {key for one in rows for key in one.cells}
    table = Table(OWED, title, COLUMNS, every, share.currency, notes=tuple(notes))
    return without(table, {"rate", "by"} - used)


def _parts(share: Share) -> Table:
    """Who receives it; the parts add up to it."""
    columns = (
        Column("label", "For", TEXT),
        Column("body", "Body", TEXT),
        Column("fund", "Fund", TEXT),
        Column("amount", "Amount"),
    )
    rows = [
        Row(
            f"part:{part.name}",
            {
                "label": part.name,
                "body": part.body or share.receiver,
                "fund": part.fund,
                "amount": part.number,
            },
            depth=1,
        )
        for part in share.parts
    ]
    sums = Sum(tuple(Ref(PARTS, row.id, "amount") for row in rows))
    cells: dict[str, Content] = {"label": "Together", "amount": sums}
    check = Agree(
        Sum((Ref(PARTS, "all", "amount"),)), Sum((Ref(OWED, "owed", "amount"),))
    )
    rows.append(Row("all", cells, RowKind.TOTAL))
    told: dict[str, Content] = {"label": "That is what is owed", "amount": check}
    rows.append(Row("check", told, RowKind.CHECK))
    return Table(PARTS, "Who receives it", columns, tuple(rows), share.currency)
