"""Per capita as tables: what is owed up, how it comes about, and what is left."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.steprows import STEP_COLUMNS
from coopbooks.dues.steprows import step_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.percapita.margins import Margin
    from coopbooks.dues.percapita.percapita import PerCapita
    from coopbooks.dues.percapita.percapita import PerCapitaLine

OWED = "owed-up"
LABEL = Column("label", "", ColumnKind.TEXT)
COLUMNS = (
    LABEL,
    Column("count", "Counted", ColumnKind.NUMBER),
    Column("owed", "Owed"),
    Column("parts", "In the dues"),
    Column("typed", "In the book"),
    Column("write", "To write"),
)


def per_capita_tables(found: PerCapita) -> list[Table]:
    """What is owed up for a period.

    Args:
        found: What was worked out.

    Returns:
        What is owed to each parent, in each currency, and what is left of the dues.
        Nobody's id is in it.
    """
    currencies = sorted({line.currency for line in found.lines})
    tables = [_owed(found, currency) for currency in currencies]
    tables = tables or [_nothing(found)]
    return [*tables, *(_margin(one) for one in found.margins if found.lines)]


def heads_table(line: PerCapitaLine) -> Table:
    """Who was counted for a parent, by id.

    Args:
        line: What is owed to it.

    Returns:
        A line for each member, with as how many they count.
    """
    rows = []
    for head in line.heads:
        cells: dict[str, Content] = {
            "label": head.member,
            "class": head.member_class,
            "counts": head.counts * head.times,
        }
        rows.append(Row(head.member, cells))
    return Table(
        f"heads:{line.id}",
        f"Who is counted for {line.name}, {line.period.label}",
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("class", "Class", ColumnKind.TEXT),
            Column("counts", "Counts as", ColumnKind.NUMBER),
        ),
        tuple(rows),
    )


def _owed(found: PerCapita, currency: str) -> Table:
    """What is owed to each parent, and what the book has of it."""
    table = f"{OWED}:{currency}"
    lines = [line for line in found.lines if line.currency == currency]
    rows = [Row(line.id, _cells(found, line), depth=1) for line in lines]
    ids = [row.id for row in rows]
    together: dict[str, Content] = {"label": "Together"}
    for key in ("owed", "parts", "typed", "write"):
        together[key] = Sum(tuple(Ref(table, row, key) for row in ids))
    rows.append(Row("all", together, RowKind.TOTAL))
    title = f"Owed up for {found.period.label}"
    notes = tuple(map(Sentence, _notes(found, lines)))
    return Table(table, title, COLUMNS, tuple(rows), currency, notes=notes)


def _cells(found: PerCapita, line: PerCapitaLine) -> dict[str, Content]:
    due = f", due {long_date(line.due)}" if line.due else ""
    return {
        "label": f"{line.name}, {line.period.label}{due}",
        "count": line.count or None,
        "owed": line.number,
        "parts": line.parts or None,
        "typed": line.typed or None,
        "write": Decimal(0) if found.basis == "cash" else line.proposed,
    }


def _notes(found: PerCapita, lines: list[PerCapitaLine]) -> Iterator[str]:
    if found.basis == "cash":
        yield "This book counts by cash: nothing is owed in it before it is paid."
    for line in lines:
        if line.treatment == "held":
            yield f"{line.name}: it is held for others, and never was our income."


def _nothing(found: PerCapita) -> Table:
    words = f"No coop-per-capita asks for anything for {found.period.label}."
    return Table(OWED, "Owed up", COLUMNS, (), lead=(Sentence(words),))


def _margin(margin: Margin) -> Table:
    """What the local keeps of its dues."""
    table = f"margin:{margin.currency}"
    rows = [
        Row("dues", {"label": "Dues", "amount": margin.dues}),
        Row("parts", {"label": "Parts that go up", "amount": -margin.to_parents}),
        Row("up", {"label": "Per capita", "amount": -margin.per_capita}),
    ]
    left = Sum(tuple(Ref(table, row.id, "amount") for row in rows))
    rows.append(Row("left", {"label": "Left to us", "amount": left}, RowKind.TOTAL))
    columns = (LABEL, Column("amount", "Amount"))
    return Table(table, "What is left", columns, tuple(rows), margin.currency)


def steps_table(line: PerCapitaLine, folder: Path) -> Table:
    """How what is owed to a parent comes about.

    Args:
        line: What is owed to it.
        folder: The book's folder.

    Returns:
        A line for each step, with its rule; nobody's id is in it.
    """
    rows = step_rows(line.steps, folder)
    total: dict[str, Content] = {
        "label": "Owed",
        "amount": line.number,
        "rule": in_folder(line.rule, folder),
    }
    rows.append(Row("all", total, RowKind.TOTAL))
    title = f"How it comes about: {line.name}, {line.period.label}"
    return Table(f"steps:{line.id}", title, STEP_COLUMNS, tuple(rows), line.currency)
