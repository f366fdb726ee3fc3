"""Dues at a glance, as tables: what moved, how old it is, month by month."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
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
from coopbooks.dues.overview.months import months_table
from coopbooks.dues.overview.overview import ages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.overview.flows import Flow
    from coopbooks.dues.overview.overview import Overview

DUES, AGES = "dues", "dues-ages"
START, END, OWN, AWAITED, AHEAD = "start", "end", "own", "awaited", "ahead"
PLEDGED, RECEIVED = "pledged", "received"
LABEL = Column("label", "", ColumnKind.TEXT)
# What moved, in the order in which people tell it; the first three always stand there.
MOVES: Mapping[ItemKind, str] = {
    "charged": "Charged",
    "paid": "Paid by members",
    "deducted": "Taken from pay",
    "reversed": "Charges taken back",
    "opening": "Brought in from before",
    "bounced": "Payments that bounced",
    "refunded": "Paid back to members",
    "written-off": "Written off",
    "moved": "Moved",
}
ALWAYS = ("charged", "paid")
OLD = ("Not yet due", "Up to 30 days", "31 to 60 days", "61 to 90 days", "Older")


def overview_tables(found: Overview) -> list[Table]:
    """What moved, how old what is owed is, and the last twelve months.

    Args:
        found: The dues of a period.

    Returns:
        The tables that there is something to say in.
    """
    tables = [dues_table(found)]
    if any(one.open for one in found.people):
        tables.append(ages_table(found))
    if found.months and found.is_told_apart:
        tables.append(months_table(found))
    return tables


def dues_table(found: Overview) -> Table:
    """What was charged, came in and is owed.

    Args:
        found: The dues of a period.

    Returns:
        The table `dues` with the columns `month` and `year`: from what was owed at the
        `start` over what moved to what is owed at the `end`; who owes it; and what was
        pledged and received.
    """
    rows: list[Row] = []
    if _has_debts(found):
        rows += _moves(found)
        rows += _who_owes(found)
    rows += _pledges(found)
    columns = (
        LABEL,
        Column("month", found.period.label),
        Column("year", "This year so far"),
    )
    return Table(
        DUES, "Dues", columns, tuple(rows), found.currency, notes=_notes(found)
    )


def _has_debts(found: Overview) -> bool:
    """Whether anything but pledges was ever charged or paid."""
    flows = (found.flow, found.year, *(month.flow for month in found.months))
    return any(flow.moved or flow.start for flow in flows)


def _moves(found: Overview) -> list[Row]:
    """From start to end."""
    flows: dict[str, Flow] = {"month": found.flow, "year": found.year}
    rows = [_line(START, "Owed at the start", {k: f.start for k, f in flows.items()})]
    for kind, label in MOVES.items():
        if kind in ALWAYS or found.year.of(kind) or found.flow.of(kind):
            sums: dict[str, Content] = {name: f.of(kind) for name, f in flows.items()}
            rows.append(_line(kind, label, sums, depth=1))
    together: dict[str, Content] = {
        name: Sum(tuple(Ref(DUES, row.id, name) for row in rows)) for name in flows
    }
    label = f"Owed on {long_date(found.period.last)}"
    return [*rows, _line(END, label, together, RowKind.TOTAL)]


def _who_owes(found: Overview) -> list[Row]:
    """Who owes what is owed at the end; worked out from what is open for each."""
    people = found.people
    own = total_of(one.owed for one in people)
    awaited = total_of(one.awaited for one in people)
    ahead = total_of(one.ahead for one in people)
    rows = [_line(OWN, "by members themselves", {"month": own}, depth=1)]
    if awaited:
        label = "to be taken from pay by employers"
        rows.append(_line(AWAITED, label, {"month": awaited}, depth=1))
    if ahead:
        rows.append(_line(AHEAD, "less paid ahead", {"month": -ahead}, depth=1))
    parts = Sum(tuple(Ref(DUES, row.id, "month") for row in rows))
    check = Agree(parts, Sum((Ref(DUES, END, "month"),)))
    label = "Open for each member, together = owed"
    cells: dict[str, Content] = {"label": label, "month": check}
    heading = Row("who", {"label": "Of this"}, RowKind.HEADING)
    return [heading, *rows, Row("check", cells, RowKind.CHECK)]


def _pledges(found: Overview) -> list[Row]:
    """What was pledged and what came of it, where people pledge."""
    promised = total_of(one.pledged for one in found.people)
    received = total_of(one.received for one in found.people)
    if not (promised or received):
        return []
    rows = [
        Row("pledges", {"label": "Pledged, never owed"}, RowKind.HEADING),
        _line(PLEDGED, "Pledged", {"month": promised}, depth=1),
    ]
    if found.is_told_apart:
        cells = {"month": received}
        rows.append(_line(RECEIVED, "Received of pledges", cells, depth=1))
    return rows


def _notes(found: Overview) -> tuple[Sentence, ...]:
    """What the figures leave out."""
    notes = []
    if found.others:
        named = ", ".join(found.others)
        notes.append(Sentence(f"Dues in {named} are not in these figures."))
    if not found.is_told_apart:
        words = "What came in is not told apart by member in this book."
        notes.append(Sentence(words))
    if found.problems:
        count = len(found.problems)
        what = "1 amount" if count == 1 else f"{count} amounts"
        notes.append(Sentence(f"{what} could not be worked out; the list says why."))
    return tuple(notes)


def _line(
    row: str,
    label: str,
    cells: Mapping[str, Content],
    kind: RowKind = RowKind.LINE,
    depth: int = 0,
) -> Row:
    return Row(row, {"label": label, **cells}, kind, depth)


def ages_table(found: Overview) -> Table:
    """What is owed, by its age on the period's last day.

    Args:
        found: The dues of a period.

    Returns:
        The table `dues-ages`: for each age how many `members` it concerns, what they
        owe themselves (`own`), what employers are to take from pay (`employers`), and
        `both` together.
    """
    rows = []
    with_employers = any(one.awaited for one in found.people)
    aged = ages(found.people, found.period.last)
    for number, (label, one) in enumerate(zip(OLD, aged, strict=True)):
        cells: dict[str, Content] = {"members": Decimal(one.members), "own": one.own}
        if with_employers:
            cells |= {"employers": one.employers, "both": _both(f"age-{number}")}
        rows.append(_line(f"age-{number}", label, cells))
    owing = sum(bool(one.open) for one in found.people)
    total: dict[str, Content] = {"members": Decimal(owing), "own": _down(rows, "own")}
    if with_employers:
        total |= {"employers": _down(rows, "employers"), "both": _both("all")}
    rows.append(_line("all", "Together", total, RowKind.TOTAL))
    columns = [
        LABEL,
        Column("members", "Members", ColumnKind.NUMBER),
        Column("own", "Owed by members"),
        Column("employers", "To be taken from pay"),
        Column("both", "Together"),
    ]
    words = (
        "Counted from the day on which each charge was due. A member with charges of "
        "several ages counts at each of them, and once in the last line."
    )
    return Table(
        AGES,
        "Owed, by age",
        tuple(columns if with_employers else columns[:3]),
        tuple(rows),
        found.currency,
        notes=(Sentence(words),),
    )


def _both(row: str) -> Sum:
    return Sum((Ref(AGES, row, "own"), Ref(AGES, row, "employers")))


def _down(rows: Sequence[Row], column: str) -> Sum:
    return Sum(tuple(Ref(AGES, row.id, column) for row in rows))
