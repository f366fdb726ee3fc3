"""A proposal as tables: page one for the meeting, the pages behind it for who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.surplus.figures import Line
from coopbooks.surplus.notices.deadlines import deadlines
from coopbooks.surplus.posting.membertables import MEMBERS
from coopbooks.surplus.posting.membertables import member_tables
from coopbooks.surplus.posting.shorttables import cash_table
from coopbooks.surplus.posting.shorttables import short_table
from coopbooks.surplus.posting.steptables import steps_table
from coopbooks.surplus.posting.words import SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.terms import SurplusTerms

TEXT = ColumnKind.TEXT
EARNED, SOURCES_ID, KNOW = "earned", "sources", "know"

# What members get stands on page one as long as it has room there.
MOST_ROWS, MOST_COLUMNS = 18, 6


def proposal_tables(
    allocation: Allocation, terms: SurplusTerms, folder: Path, code: str
) -> tuple[list[Table], list[Table]]:
    """A proposal as tables.

    Args:
        allocation: How a year's surplus or loss is shared.
        terms: What the book says.
        folder: The book's folder, from which places are named.
        code: The proposal's code; empty for a what-if, which can't be posted.

    Returns:
        The tables of page one, to be read out and voted on, and those behind it: each
        member's part and how the result comes about.
    """
    year = allocation.figures.year
    front = [
        short_table(allocation, code),
        steps_table(allocation, terms.roles, folder),
    ]
    if not allocation.is_loss and allocation.parts:
        entity = terms.entity_on(year.last)
        country = entity.country or "" if entity else ""
        days = deadlines(year, country, allocation.rule)
        front.append(cash_table(allocation, days))
    behind = [*member_tables(allocation), *_year_tables(allocation, terms.roles)]
    if behind[0].id == MEMBERS and _is_small(behind[0]):
        front.append(behind.pop(0))
    front += _notes(allocation)
    if allocation.problems:
        front.insert(0, problems_table(allocation.problems, folder))
    return front, behind


def _is_small(table: Table) -> bool:
    """Whether a table has room on page one."""
    return len(table.rows) <= MOST_ROWS and len(table.columns) <= MOST_COLUMNS


def _notes(allocation: Allocation) -> Iterator[Table]:
    """What people should know beside the figures."""
    said = dict.fromkeys((*allocation.figures.notes, *allocation.notes))
    if said:
        lead = tuple(map(Sentence, said))
        yield Table(KNOW, "Good to know", (Column("label", "", TEXT),), (), lead=lead)


def _year_tables(allocation: Allocation, roles: Roles) -> Iterator[Table]:
    """How the amount comes about that is shared, and by whose work."""
    figures = allocation.figures
    lines = sorted(
        figures.lines or (Line("Result of the year", figures.start),),
        key=lambda line: _rank(line, roles),
    )
    rows = [
        Row(
            f"line:{place}",
            {"label": line.words, "amount": line.number},
            account=line.account or None,
        )
        for place, line in enumerate(lines)
    ]
    added = Sum(tuple(Ref(EARNED, row.id, "amount") for row in rows))
    cells: dict[str, Content] = {"label": "What is shared", "amount": added}
    rows.append(Row("start", cells, RowKind.TOTAL))
    columns = (Column("label", "", TEXT), Column("amount", ""))
    currency = figures.currency
    title = f"What {figures.year.label} brought"
    yield Table(EARNED, title, columns, tuple(rows), currency)
    sources = {name: number for name, number in figures.sources.items() if number}
    if len(sources) > 1 or figures.hours:
        yield _by_source(allocation)


def _rank(line: Line, roles: Roles) -> int:
    """Income before costs, and both before what the rule adds back or leaves out."""
    kinds = ("Income", "Expenses")
    kind = roles.type_of(line.account) if line.account else ""
    return kinds.index(kind) if kind in kinds else len(kinds)


def _by_source(allocation: Allocation) -> Table:
    """Whose work it came from, and by what that was told."""
    figures = allocation.figures
    rows = []
    for name, words in SOURCES.items():
        number = figures.sources.get(name)
        if number is None:
            continue
        cells: dict[str, Content] = {
            "label": words[:1].upper() + words[1:],
            "measure": figures.hours.get(name.partition("-")[0]),
            "amount": number,
        }
        rows.append(Row(f"source:{name}", cells))
    refs = tuple(Ref(SOURCES_ID, row.id, "amount") for row in rows)
    cells = {"label": "Together", "amount": Sum(refs)}
    rows.append(Row("all", cells, RowKind.TOTAL))
    columns = [Column("label", "", TEXT), Column("amount", "")]
    if figures.hours:
        title = (figures.split_by or "measure").capitalize()
        columns.insert(1, Column("measure", title, ColumnKind.NUMBER))
    title = "By whose work"
    return Table(SOURCES_ID, title, tuple(columns), tuple(rows), figures.currency)
