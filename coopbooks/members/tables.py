"""Members as a table: numbers only, no ids, so that it can be shown to anyone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.members import counts
from coopbooks.members.status import STATES

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.members.terms import Histories

ID = "members"
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("start", "At the start", ColumnKind.NUMBER),
    Column("joined", "Joined", ColumnKind.NUMBER),
    Column("left", "Left", ColumnKind.NUMBER),
    Column("moved", "Moved", ColumnKind.NUMBER),
    Column("end", "At the end", ColumnKind.NUMBER),
)


def members_table(
    histories: Histories, period: Period, known: datetime.date | None = None
) -> Table:
    """How many members there are, and how many joined and left.

    Args:
        histories: The events of all members.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The table `members`. Its rows are `all` with everybody; `state-…` for each
        state; `class-…` and `workplace-…` where the book tells members apart; and the
        check `check`, that the start and those who joined, less those who left, are
        those at the end. Columns: `start`, `joined`, `left`, `moved` (came from another
        kind, less went to one) and `end`.
    """
    passages = counts.passages(histories, period, known)
    everyone = counts.counts(passages).get("", counts.Count())
    rows = [_row("all", "Members", everyone, RowKind.TOTAL)]
    rows += _states(counts.counts(passages, counts.state))
    by_class = counts.counts(passages, counts.member_class)
    rows += _group("class", "By class", by_class)
    by_workplace = counts.counts(passages, counts.workplace)
    rows += _group("workplace", "By workplace", by_workplace)
    rows.append(_check())
    return Table(ID, "Members", COLUMNS, tuple(rows))


def _states(by_state: Mapping[str, counts.Count]) -> list[Row]:
    """Rows by state, for start and end alone: people come and go in any state."""
    rows = [_heading("state", "By state")] if by_state else []
    for name in (state for state in STATES if state in by_state):
        count = by_state[name]
        cells: dict[str, Content] = {
            "label": name.capitalize(),
            "start": Decimal(count.start),
            "end": Decimal(count.end),
        }
        rows.append(Row(f"state-{name}", cells, depth=1))
    return rows


def _group(prefix: str, title: str, by: Mapping[str, counts.Count]) -> list[Row]:
    """Rows by class or workplace; none where the book tells nobody apart."""
    if not any(by):
        return []
    rows = [_heading(prefix, title)]
    for name, count in by.items():
        label = name or f"no {prefix}"
        rows.append(_row(f"{prefix}-{name}", label, count, RowKind.LINE))
    return rows


def _heading(prefix: str, title: str) -> Row:
    return Row(f"{prefix}", {"label": title}, RowKind.HEADING)


def _row(name: str, label: str, count: counts.Count, kind: RowKind) -> Row:
    """A row whose end is a formula over the rest, except in the total."""
    cells: dict[str, Content] = {
        "label": label,
        "start": Decimal(count.start),
        "joined": Decimal(count.joined),
        "left": Decimal(count.left),
    }
    if kind is RowKind.TOTAL:
        # Counted by itself, so that the check below can fail.
        cells["end"] = Decimal(count.end)
        return Row(name, cells, kind)
    cells["moved"] = Decimal(count.moved)
    came = (Ref(ID, name, "start"), Ref(ID, name, "joined"), Ref(ID, name, "moved"))
    cells["end"] = Sum(came, (Ref(ID, name, "left"),))
    return Row(name, cells, kind, depth=1)


def _check() -> Row:
    came = (Ref(ID, "all", "start"), Ref(ID, "all", "joined"))
    counted = Sum(came, (Ref(ID, "all", "left"),))
    cells: dict[str, Content] = {
        "label": "At the start, and joined, less left = at the end",
        "end": Agree(counted, Sum((Ref(ID, "all", "end"),))),
    }
    return Row("check", cells, RowKind.CHECK)
