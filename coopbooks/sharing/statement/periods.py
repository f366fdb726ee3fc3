"""The way from what counts to what is owed, of one period or of several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.sharing.statement import ladder
from coopbooks.sharing.statement.base import base_of
from coopbooks.sharing.statement.carried import Part
from coopbooks.sharing.statement.carried import begun
from coopbooks.sharing.statement.carried import carried_on
from coopbooks.sharing.statement.course import Course
from coopbooks.sharing.statement.ladder import LADDER
from coopbooks.sharing.statement.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.statement.carried import Carried

OWED, PERIODS = "owed", "periods"
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("rate", "Rate", ColumnKind.NUMBER),
    Column("by", "By", ColumnKind.NUMBER),
    Column("amount", "Amount"),
)
LONG = (*ladder.COLUMNS[:3], COLUMNS[2], ladder.COLUMNS[3])


def one_period(share: Share) -> tuple[Table, list[Row]]:
    """The ladder of a share, and the rows from there to what is owed.

    Args:
        share: A share that is counted over one period.

    Returns:
        The ladder's table, without rows where there is none; and the rows.
    """
    before = begun(share)
    base = base_of(share, 0)
    rungs = ladder.ladder_rows(share, base, Place(LADDER), before)
    total = Ref(LADDER, "total", "amount") if rungs else None
    course = Course(share, total, Place(OWED), before)
    title = "The ladder"
    table = Table(LADDER, title, ladder.COLUMNS, tuple(rungs), share.currency)
    return table, course.rows


def period_rows(share: Share, *, live: bool) -> tuple[Table, list[Row]]:
    """The way to what is owed for each of the periods that are charged together.

    Args:
        share: A share that is put together from shorter periods.
        live: Whether the table is shown, so that what is owed leads to it.

    Returns:
        A table with the ladder and the rows of each period; and a row for each with
        what it comes to.
    """
    rows: list[Row] = []
    owed: list[Row] = []
    before: Carried | None = None
    left: Carried | None = None
    for number, piece in enumerate(share.pieces):
        at, base = Place(PERIODS, f"{number}:"), base_of(share, number)
        if left is None:
            before = begun(piece)
        else:
            before = carried_on(piece, share.pieces[number - 1], left)
        rungs = ladder.ladder_rows(piece, base, at, before)
        course = Course(piece, at.ref("total", "amount") if rungs else None, at, before)
        title = piece.period.label
        rows.append(Row(f"{number}:title", {"label": title}, RowKind.HEADING))
        rows += (*rungs, *course.rows)
        left = _left(piece, base, at, before, course.left)
        amount: Content = Sum((course.last,)) if live else piece.number
        owed.append(Row(f"{number}:owed", {"label": title, "amount": amount}, depth=1))
    title = "The way to what is owed, by period"
    return Table(PERIODS, title, LONG, tuple(rows), share.currency), owed


def _left(
    share: Share, base: Ref, at: Place, before: Carried, left: Carried
) -> Carried:
    """What a period leaves, with what it lost and what counted in it."""
    meta = share.group.header.meta
    bases = Part(before.bases.number + share.base.number, (*before.bases.plus, base))
    if meta.get("losses") != "carry" or meta.get("losses-at") == "share":
        return replace(left, bases=bases)
    lost = (at.ref("loss", "part"),) if before.loss.is_there else ()
    loss = Part(plus=lost, minus=(base,), positive=True)
    return replace(left, bases=bases, loss=loss)


def last_of(rows: Sequence[Row]) -> Ref:
    """The cell of what is owed: the last row that changes the share."""
    row = next(row for row in reversed(rows) if "amount" in row.cells)
    return Ref(OWED, row.id, "amount")
