"""Members, what to look at, and decisions that may still be used."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coopbooks.controls import tables as controls
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.members import tables as members
from coopbooks.packs.firstpage.dues import standing_sentences
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.money import single

if TYPE_CHECKING:
    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

MEMBERS, LOOK = "page-members", "page-look"
MOST_FINDINGS = 8


def members_section(values: Values) -> Table:
    """How many members there are, in a sentence.

    Args:
        values: The tables behind page one, worked out.

    Returns:
        A section without rows; without sentences for a book that has no members.
    """

    def ref(row: str, column: str) -> Ref:
        return Ref(members.ID, row, column)

    if ref("all", "end") not in values.cells:
        return Table(MEMBERS, "Members", (LABEL,), ())
    one = values[ref("all", "end")] == 1
    words = ["{} member;" if one else "{} members;", "{} joined, {} left."]
    refs = [ref("all", column) for column in ("end", "joined", "left")]
    for state, said in (("paused", "{} on leave."), ("suspended", "{} suspended.")):
        if values[ref(f"state-{state}", "end")]:
            words.append(said)
            refs.append(ref(f"state-{state}", "end"))
    lead = [Sentence(" ".join(words), tuple(refs)), *standing_sentences(values)]
    return Table(MEMBERS, "Members", (LABEL,), (), lead=tuple(lead))


def look_table(scope: Scope, values: Values) -> Table:
    """What to look at, the first few of the pack's list, and decisions still open.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.

    Returns:
        The section.
    """
    found = next(one for one in values.tables if one.id == controls.FINDINGS).rows
    rows: list[Row] = []
    for number, row in enumerate(found[:MOST_FINDINGS], start=1):
        cells: dict[str, Content] = {"label": f"{number}. {row.cells['label']}"}
        if row.cells.get("amount") is not None:
            cells["amount"] = single(Ref(controls.FINDINGS, row.id, "amount"))
        rows.append(Row(row.id, cells, where=row.where, entry=row.entry))
    notes = _open_decisions(scope, values)
    if more := len(found) - len(rows):
        notes.insert(0, Sentence(f"{more} more stand in the pack."))
    if waived := _waived(values):
        words = "1 more was waived" if waived == 1 else f"{waived} more were waived"
        notes.append(Sentence(f"{words}; the reasons stand in the pack."))
    if not found:
        notes.insert(0, Sentence("Nothing was found to look at."))
    columns = (LABEL, Column("amount", ""))
    return Table(
        LOOK, "Please look at", columns, tuple(rows), scope.currency, notes=tuple(notes)
    )


def _waived(values: Values) -> int:
    """How many findings are waived."""
    tables = (one for one in values.tables if one.id == controls.WAIVED)
    return sum(len(one.rows) for one in tables)


def _open_decisions(scope: Scope, values: Values) -> list[Sentence]:
    """Decisions with a limit that may still be used."""
    table = next((one for one in values.tables if one.id == controls.DECISIONS), None)
    said: list[Sentence] = []
    for row in table.rows if table else ():
        until = str(row.cells.get("until") or "")
        if "limit" in row.cells and until > scope.period.last.isoformat():
            refs = tuple(
                Ref(controls.DECISIONS, row.id, name)
                for name in ("label", "limit", "used", "left")
            )
            end = long_date(date.fromisoformat(until))
            words = f"Decision {{}}: up to {{}} until {end}; {{}} used, {{}} left."
            said.append(Sentence(words, refs))
    return said
