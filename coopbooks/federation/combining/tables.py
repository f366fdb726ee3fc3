"""Bodies added up, as tables: a column for each, what is taken out, and the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.federation.combining.chart import Line
    from coopbooks.federation.combining.combined import Combined

NOT_POOLED = (
    "Adding up is not pooling: every body keeps its own money, its own books and its "
    "own say over both."
)
OUT, TOTAL = "out", "total"
OWNED, EARNED, CHANGES = "owned", "earned", "changes"
LEFT = "left"
HEADINGS = {
    "Assets": "What they own",
    "Liabilities": "What they owe",
    "Income": "Income",
    "Expenses": "Costs",
}
LEFTS = {OWNED: "Left after debts", EARNED: "Left of the period"}
TITLES = {OWNED: "What they own and owe", EARNED: "Income and costs"}
KINDS = {OWNED: ("Assets", "Liabilities"), EARNED: ("Income", "Expenses")}


def combined_tables(found: Combined, prefix: str = "", about: str = "") -> list[Table]:
    """The tables of bodies added up, a column for each.

    Args:
        found: The bodies.
        prefix: What the ids of the tables begin with.
        about: What their titles begin with, such as `Consolidated: `.

    Returns:
        What they own and owe, income and costs, and how what is left came about.
    """
    tables = [
        _lines(found, OWNED, prefix, about),
        _lines(found, EARNED, prefix, about),
        _changes(found, prefix, about),
    ]
    return [table for table in tables if table.rows]


def total_row(kind: str) -> str:
    """The id of the row that adds up the lines of a type."""
    return f"{kind}:total"


def _columns(found: Combined) -> list[Column]:
    titles = {one.name: one.title for one in found.federation.members}
    return [
        Column("label", "", ColumnKind.TEXT),
        *(Column(one.name, titles.get(one.name, one.name)) for one in found.bodies),
        Column(OUT, "Counted twice, taken out"),
        Column(TOTAL, "All together"),
    ]


def _lines(found: Combined, which: str, prefix: str, about: str) -> Table:
    """Two types of lines, and the one less the other."""
    table = prefix + which
    names = [one.name for one in found.bodies]
    rows: list[Row] = []
    for kind in KINDS[which]:
        lines = [line for line in found.lines if line.type == kind]
        if lines:
            rows.append(Row(kind, {"label": HEADINGS[kind]}, RowKind.HEADING))
        rows += [_line(found, table, line, names) for line in lines]
        cells: dict[str, Content] = {"label": f"{HEADINGS[kind]}, together"}
        for column in (*names, OUT, TOTAL):
            refs = tuple(Ref(table, line.key, column) for line in lines)
            cells[column] = Sum(refs) if refs else ZERO
        rows.append(Row(total_row(kind), cells, RowKind.SUBTOTAL))
    rest: dict[str, Content] = {"label": LEFTS[which]}
    for column in (*names, OUT, TOTAL):
        more, less = (Ref(table, total_row(kind), column) for kind in KINDS[which])
        rest[column] = Sum((more,), (less,))
    rows.append(Row(LEFT, rest, RowKind.TOTAL))
    return Table(
        table,
        about + TITLES[which],
        tuple(_columns(found)),
        tuple(rows),
        found.federation.currency,
        notes=(Sentence(NOT_POOLED),) if which == OWNED and not prefix else (),
    )


def _line(found: Combined, table: str, line: Line, names: list[str]) -> Row:
    cells: dict[str, Content] = {"label": line.label}
    for name in names:
        cells[name] = found.numbers.get((line.key, name), ZERO)
    cells[OUT] = found.taken_out.get(line.key, ZERO)
    cells[TOTAL] = Sum(tuple(Ref(table, line.key, one) for one in (*names, OUT)))
    return Row(line.key, cells, depth=1)


CHANGE_LABELS = {
    "opening": "At the beginning, as carried",
    "worked_out": "Owed by agreement then, worked out",
    "result": "Left of the period",
    "equity": "Paid in, paid out, shared",
    "rates": "What rates of exchange did",
}


def _changes(found: Combined, prefix: str, about: str) -> Table:
    """How what is left after debts came about, body by body."""
    table = prefix + CHANGES
    names = [one.name for one in found.bodies]
    rows = []
    for key, label in CHANGE_LABELS.items():
        numbers = {name: getattr(found.changes[name], key) for name in names}
        if not any(numbers.values()):
            continue
        cells: dict[str, Content] = {"label": label, **numbers}
        if key == "result":
            # It is the bottom line of income and costs.
            cells |= {n: Sum((Ref(prefix + EARNED, LEFT, n),)) for n in names}
        cells[TOTAL] = Sum(tuple(Ref(table, key, name) for name in names))
        rows.append(Row(key, cells))
    total: dict[str, Content] = {"label": "At the end"}
    for column in (*names, TOTAL):
        total[column] = Sum(tuple(Ref(table, row.id, column) for row in rows))
    rows.append(Row("closing", total, RowKind.TOTAL))
    columns = tuple(one for one in _columns(found) if one.id != OUT)
    title = f"{about}How what is left came about"
    return Table(table, title, columns, tuple(rows), found.federation.currency)
