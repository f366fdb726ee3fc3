"""Bodies added up, as tables: a column for each, what is taken out, and the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.federation.combining.chart import Line
    from coopbooks.federation.combining.combined import Combined
    from coopbooks.federation.combining.eliminating import Elimination

NOT_POOLED = (
    "Adding up is not pooling: every body keeps its own money, its own books and its "
    "own say over both."
)
OUT, TOTAL = "out", "total"
HEADINGS = {
    "Assets": "What they own",
    "Liabilities": "What they owe",
    "Income": "Income",
    "Expenses": "Costs",
}


def combined_tables(found: Combined) -> list[Table]:
    """The tables of bodies added up.

    Args:
        found: The bodies.

    Returns:
        What they own and owe, income and costs, how what is left came about, and what
        was taken out by pair; then what stands on one side only.
    """
    tables = [
        _lines(found, "owned", ("Assets", "Liabilities"), "Left after debts"),
        _lines(found, "earned", ("Income", "Expenses"), "Left of the period"),
        _changes(found),
        _pairs(found),
        _left(found),
        _unmapped(found),
    ]
    return [table for table in tables if table.rows]


def _columns(found: Combined) -> list[Column]:
    titles = {one.name: one.title for one in found.federation.members}
    return [
        Column("label", "", ColumnKind.TEXT),
        *(Column(one.name, titles.get(one.name, one.name)) for one in found.bodies),
        Column(OUT, "Taken out"),
        Column(TOTAL, "All together"),
    ]


def _lines(found: Combined, table: str, types: tuple[str, str], left: str) -> Table:
    """Two types of lines, and the one less the other."""
    names = [one.name for one in found.bodies]
    rows: list[Row] = []
    totals: list[str] = []
    for kind in types:
        lines = [line for line in found.lines if line.type == kind]
        if not lines:
            continue
        rows.append(Row(kind, {"label": HEADINGS[kind]}, RowKind.HEADING))
        rows += [_line(found, table, line, names) for line in lines]
        total = f"{kind}:total"
        cells: dict[str, Content] = {"label": f"{HEADINGS[kind]}, together"}
        for column in (*names, OUT, TOTAL):
            refs = tuple(Ref(table, line.key, column) for line in lines)
            cells[column] = Sum(refs)
        rows.append(Row(total, cells, RowKind.SUBTOTAL))
        totals.append(total)
    if len(totals) == len(types):
        rest: dict[str, Content] = {"label": left}
        for column in (*names, OUT, TOTAL):
            more, less = (Ref(table, total, column) for total in totals)
            rest[column] = Sum((more,), (less,))
        rows.append(Row("left", rest, RowKind.TOTAL))
    title = {"owned": "What they own and owe", "earned": "Income and costs"}[table]
    notes = (Sentence(NOT_POOLED),) if table == "owned" else ()
    currency = found.federation.currency
    return Table(
        table, title, tuple(_columns(found)), tuple(rows), currency, notes=notes
    )


def _line(found: Combined, table: str, line: Line, names: Sequence[str]) -> Row:
    cells: dict[str, Content] = {"label": line.label}
    for name in names:
        cells[name] = found.numbers.get((line.key, name), ZERO)
    cells[OUT] = found.taken_out.get(line.key, ZERO)
    cells[TOTAL] = Sum(tuple(Ref(table, line.key, one) for one in (*names, OUT)))
    return Row(line.key, cells, depth=1)


CHANGES = {
    "opening": "At the beginning, as carried",
    "result": "Left of the period",
    "equity": "Paid in, paid out, shared",
    "worked_out": "Owed by agreement, worked out",
    "rates": "What rates of exchange did",
}


def _changes(found: Combined) -> Table:
    """How what is left after debts came about, body by body."""
    table = "changes"
    names = [one.name for one in found.bodies]
    rows = []
    for key, label in CHANGES.items():
        numbers = {name: getattr(found.changes[name], key) for name in names}
        if not any(numbers.values()):
            continue
        cells: dict[str, Content] = {"label": label, **numbers}
        cells[TOTAL] = Sum(tuple(Ref(table, key, name) for name in names))
        rows.append(Row(key, cells))
    total: dict[str, Content] = {"label": "At the end"}
    for column in (*names, TOTAL):
        total[column] = Sum(tuple(Ref(table, row.id, column) for row in rows))
    rows.append(Row("closing", total, RowKind.TOTAL))
    columns = [one for one in _columns(found) if one.id != OUT]
    title = "How what is left came about"
    return Table(table, title, tuple(columns), tuple(rows), found.federation.currency)


PAIRS = (
    Column("label", "", ColumnKind.TEXT),
    Column("credit", "Who owes, or had the income", ColumnKind.TEXT),
    Column("agreement", "Agreement", ColumnKind.TEXT),
    Column("number", "Taken out of both"),
    Column("currency", "", ColumnKind.TEXT),
)
KINDS = {"balance": "What one owes the other", "flow": "What one paid the other"}


def _pairs(found: Combined) -> Table:
    """What was taken out of both sides, by pair."""
    rows: list[Row] = []
    for kind, heading in KINDS.items():
        taken = [one for one in found.eliminations if one.kind == kind and one.number]
        if taken:
            rows.append(Row(kind, {"label": heading}, RowKind.HEADING))
            rows += [_pair(one) for one in taken]
    note = Sentence(
        "The same money stands in two books: as a claim and a debt, as an income and a "
        "cost. It is counted once where both are added up, so it is taken out of both."
    )
    currency = found.federation.currency
    return Table(
        "pairs", "What is counted twice", PAIRS, tuple(rows), currency, notes=(note,)
    )


def _key(one: Elimination) -> str:
    return (
        f"{one.kind}:{one.debit.body}:{one.credit.body}:{one.agreement}:{one.currency}"
    )


def _pair(one: Elimination) -> Row:
    return Row(
        _key(one),
        {
            "label": one.debit.body,
            "credit": one.credit.body,
            "agreement": one.agreement or "none named",
            "number": quantize(one.number, one.currency),
            "currency": one.currency,
        },
        depth=1,
    )


LEFT = (
    Column("label", "", ColumnKind.TEXT),
    Column("other", "With", ColumnKind.TEXT),
    Column("agreement", "Agreement", ColumnKind.TEXT),
    Column("number", "On one side only"),
    Column("currency", "", ColumnKind.TEXT),
)


def _left(found: Combined) -> Table:
    """What only one of two books has: it stays in the total until it is explained."""
    rows: list[Row] = []
    for kind, heading in KINDS.items():
        open_ones = [one for one in found.eliminations if one.kind == kind and one.left]
        if open_ones:
            rows.append(Row(kind, {"label": heading}, RowKind.HEADING))
            rows += [_open(one) for one in open_ones]
    note = Sentence(
        "coopbooks share prove shows the entries of a pair, and who must act; what is "
        "bought and sold without an agreement is for the two treasurers."
    )
    currency = found.federation.currency
    title = "What could not be taken out"
    return Table("left", title, LEFT, tuple(rows), currency, notes=(note,))


def _open(one: Elimination) -> Row:
    has, other = (one.debit, one.credit) if one.left > 0 else (one.credit, one.debit)
    return Row(
        _key(one),
        {
            "label": has.body,
            "other": other.body,
            "agreement": one.agreement or "none named",
            "number": quantize(abs(one.left), one.currency),
            "currency": one.currency,
        },
        depth=1,
    )


def _unmapped(found: Combined) -> Table:
    """Accounts that neither a role nor the map puts on a line, the largest first."""
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column("body", "In the book of", ColumnKind.TEXT),
        Column("number", "Amount"),
    )
    rows = [
        Row(
            f"{one.body}:{one.account}",
            {"label": one.account, "body": one.body, "number": abs(one.number)},
        )
        for one in found.unmapped
    ]
    note = Sentence("They count among other income and costs; map them to say where.")
    currency = found.federation.currency
    title = "Accounts on no line of the common chart"
    return Table("unmapped", title, columns, tuple(rows), currency, notes=(note,))


def currencies_used(found: Combined) -> Iterator[str]:
    """The rates at which bodies' books were turned into the federation's currency."""
    for name, rates in found.rates.items():
        for (currency, what), rate in sorted(rates.used.items()):
            yield f"{name}: {what} rate of 1 {currency}: {rate:.6f}"
