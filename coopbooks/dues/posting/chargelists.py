"""A run of charges member by member, and what to look at: for who keeps the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.substance import amounts
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.posting.chargetables import AMOUNTS
from coopbooks.dues.posting.chargetables import EXCUSED
from coopbooks.dues.posting.chargetables import charges_in
from coopbooks.dues.posting.chargetables import columns_of
from coopbooks.dues.posting.chargetables import currencies_of
from coopbooks.dues.posting.chargetables import in_words
from coopbooks.dues.posting.chargetables import table_id
from coopbooks.dues.posting.chargetables import what_of
from coopbooks.dues.posting.entries import member_of
from coopbooks.dues.posting.problemtables import problems_table

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.proposal import Change
    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.posting.charging import Run

# What page one lists of one kind before it only counts.
MOST = 20
MEMBERS, CORRECTIONS, PROBLEMS = "members", "corrections", "problems"


def look_tables(run: Run, folder: Path) -> list[Table]:
    """What is to be looked at in a run.

    Args:
        run: The run.
        folder: The book's folder.

    Returns:
        The first of what is different now, if anything is, and what is a problem.
    """
    changed = corrections_table(run, MOST)
    problems = problems_table(run.problems, folder, table_id(PROBLEMS, run), MOST)
    return [changed, problems] if changed.rows else [problems]


def member_tables(run: Run, folder: Path, *, written: bool = False) -> list[Table]:
    """A run member by member, for who keeps the book.

    Args:
        run: The run.
        folder: The book's folder.
        written: Whether what the book lacked has been written since.

    Returns:
        The charges of each currency, who owes nothing and why, and, where page one has
        no room for all of them, what was wrong before and what to look at.
    """
    tables = [_members(run, currency, written) for currency in currencies_of(run)]
    tables += [_excused(run)] if run.charges.excused else []
    name = table_id(f"all-{PROBLEMS}", run)
    more = (corrections_table(run), problems_table(run.problems, folder, name))
    return [*tables, *(table for table in more if len(table.rows) > MOST)]


def corrections_table(run: Run, most: int | None = None) -> Table:
    """What an earlier run wrote and is different now.

    Args:
        run: The run.
        most: How many are listed; None for all.

    Returns:
        A line for each, which says what differs; it is reversed and written anew.
    """
    wrong = [one for one in run.difference.changes if one.before is not None]
    rows = [Row(one.id, _wrong(one)) for one in wrong[:most]]
    notes = [f"and {len(wrong) - len(rows)} more"] if len(wrong) > len(rows) else []
    notes.append("What was wrong is reversed and written anew, not edited.")
    if any(one.closed for one in wrong):
        notes.append("What is in a closed period is made up for in the open one.")
    return Table(
        table_id(CORRECTIONS if most else f"all-{CORRECTIONS}", run),
        "Written before, and different now",
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("before", "Before", ColumnKind.TEXT),
            Column("now", "Now", ColumnKind.TEXT),
            Column("what", "What", ColumnKind.TEXT),
        ),
        tuple(rows),
        notes=tuple(map(Sentence, notes)),
    )


def _wrong(change: Change) -> dict[str, Content]:
    """One entry that was written before, and what it is to be now."""
    before, after = change.before, change.after
    was = amounts(before) if isinstance(before, data.Transaction) else ""
    now = amounts(after) if isinstance(after, data.Transaction) else "no longer due"
    what = " ".join(getattr(before, "narration", "").split())
    if was == now:
        what = "; ".join(change.words)
    return {
        "label": member_of(before) if before else "",
        "before": was,
        "now": now,
        "what": f"{what}, in a closed period" if change.closed else what,
    }


def _members(run: Run, currency: str, written: bool) -> Table:
    """Each charge, by workplace then id."""
    table = table_id(MEMBERS, run, currency)
    rows = []
    charges = charges_in(run, currency)
    for one in sorted(charges, key=lambda each: (each.workplace, each.id)):
        cells: dict[str, Content] = {
            "label": one.member,
            "workplace": one.workplace,
            "what": _what(one, run),
            "on": one.due.isoformat(),
            "due": one.number,
            "employer": one.by_employer or None,
            "book": run.in_book(one),
            "write": run.missing(one),
        }
        rows.append(Row(one.id, cells))
    ids = [row.id for row in rows]
    total: dict[str, Content] = {"label": "Together"}
    total |= {
        key: Sum(tuple(Ref(table, row, key) for row in ids))
        for key in (*AMOUNTS, "employer")
    }
    rows.append(Row("all", total, RowKind.TOTAL))
    columns = (
        Column("label", "Member", ColumnKind.TEXT),
        Column("workplace", "Workplace", ColumnKind.TEXT),
        Column("what", "What", ColumnKind.TEXT),
        Column("on", "Due on", ColumnKind.DATE),
        Column("due", "Due"),
        Column("employer", "Taken from pay"),
        *columns_of(run, written=written)[3:],
    )
    title = f"Member by member{in_words(run, currency)}"
    return Table(table, title, columns, tuple(rows), currency)


def _what(charge: Charge, run: Run) -> str:
    """What a charge is for, and for when if that is not the whole time."""
    same = charge.period == run.period
    return what_of(charge) if same else f"{what_of(charge)}, {charge.period.name}"


def _excused(run: Run) -> Table:
    """Who owes nothing, and why."""
    rows = []
    told = {(one.member, one.period, one.reason): one for one in run.charges.excused}
    for number, one in enumerate(told.values(), start=1):
        cells: dict[str, Content] = {
            "label": one.member,
            "period": one.period.name,
            "reason": one.reason,
        }
        rows.append(Row(f"{number}", cells))
    columns = (
        Column("label", "Member", ColumnKind.TEXT),
        Column("period", "Period", ColumnKind.TEXT),
        Column("reason", "Why", ColumnKind.TEXT),
    )
    name = table_id(f"{EXCUSED}-members", run)
    return Table(name, "Excused, by member", columns, tuple(rows))
