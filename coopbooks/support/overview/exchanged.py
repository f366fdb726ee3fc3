"""What bodies gave one another in a year, in money and in kind, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.sharing.posting.entries import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.support.exchange.flows import Flow
    from coopbooks.support.overview.reading import Support

EXCHANGE, TWELVE = "exchange", "exchange-twelve"
LEAST_MONTHS = 2
ALL, GAVE, GOT = "all", "gave", "got"
# What is delivered in kind, among the kinds of what is given and received.
KIND = "in-kind"
IN_KIND = ("gave-kind", "got-kind")
COLUMNS = (
    Column("label", "Body", ColumnKind.TEXT),
    Column("gave-money", "Contributed: money"),
    Column("gave-kind", "Contributed: in kind"),
    Column(GAVE, "Contributed, together"),
    Column("got-money", "Received: money"),
    Column("got-kind", "Received: in kind"),
    Column(GOT, "Received, together"),
)
HOW = (
    "Contributed is what we gave them, received what they gave us. Money counts when "
    "it is charged, shares and support alike; of loans only the interest. What is "
    "given in kind counts at its stated value. What was bought and sold does not count."
)


def exchange_tables(found: Support) -> list[Table]:
    """What was exchanged in the year so far, by the other body.

    Args:
        found: The support of a book.

    Returns:
        A table for each currency, the book's own first.
    """
    home = found.view.currency
    every = {one.currency for each in found.flows.values() for one in each}
    currencies = sorted(every, key=lambda one: (one != home, one))
    tables = [_table(found, currency) for currency in currencies]
    return [*tables, *(_months(found, currency) for currency in currencies[:1])]


def _months(found: Support, currency: str) -> Table:
    """What was given and received month by month; no rows where it was one month."""
    home = currency == found.view.currency
    flows = [
        one for each in found.flows.values() for one in each if one.currency == currency
    ]
    rows = []
    for month in found.months:
        cells: dict[str, Content] = {"label": month.label}
        for ours, side in ((True, GAVE), (False, GOT)):
            cells[side] = total_of(
                one.number for one in flows if one.ours is ours and one.date in month
            )
        rows.append(Row(month.name, cells))
    if sum(bool(row.cells[GAVE] or row.cells[GOT]) for row in rows) < LEAST_MONTHS:
        rows = []
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column(GAVE, "Contributed"),
        Column(GOT, "Received"),
    )
    title = "Contributed and received, twelve months"
    title = title if home else f"{title}, in {currency}"
    return Table(TWELVE, title, columns, tuple(rows), currency)


def _table(found: Support, currency: str) -> Table:
    home = currency == found.view.currency
    table = EXCHANGE if home else f"{EXCHANGE}:{currency}"
    rows = [
        row
        for other, flows in found.flows.items()
        if (row := _row(found, other, flows, currency, table)) is not None
    ]
    in_kind = any(row.cells.get(key) for row in rows for key in IN_KIND)
    if len(rows) > 1:
        total: dict[str, Content] = {"label": "Together"}
        for column in COLUMNS[1:]:
            refs = tuple(Ref(table, row.id, column.id) for row in rows)
            total[column.id] = Sum(refs)
        rows.append(Row(ALL, total, RowKind.TOTAL))
    title = f"Contributed and received, {found.year.label}"
    made = Table(
        table,
        title if home else f"{title}, in {currency}",
        COLUMNS,
        tuple(rows),
        currency,
        notes=(Sentence(HOW),) if rows else (),
    )
    return made if in_kind else _money_only(made)


def _row(
    found: Support, other: str, flows: Sequence[Flow], currency: str, table: str
) -> Row | None:
    """A body; None where nothing was exchanged with it in that currency."""
    own = [one for one in flows if one.currency == currency and one.date in found.year]
    if not own:
        return None
    row = f"body:{other}"
    cells: dict[str, Content] = {"label": title_of(found.view, other)}
    for ours, side in ((True, GAVE), (False, GOT)):
        kinds = {"money": False, "kind": True}
        for how, in_kind in kinds.items():
            cells[f"{side}-{how}"] = total_of(
                one.number
                for one in own
                if one.ours is ours and (one.kind == KIND) is in_kind
            )
        cells[side] = Sum(tuple(Ref(table, row, f"{side}-{how}") for how in kinds))
    return Row(row, cells)


def _money_only(table: Table) -> Table:
    """Where nothing came in kind, what was given in money is all of it."""
    columns = {GAVE: "Contributed", GOT: "Received"}
    rows = []
    for row in table.rows:
        cells = {"label": row.cells["label"]}
        for side in columns:
            cells[side] = row.cells[f"{side}-money"]
            if row.id == ALL:
                lines = (one.id for one in table.rows if one.id != ALL)
                cells[side] = Sum(tuple(Ref(table.id, one, side) for one in lines))
        rows.append(Row(row.id, cells, row.kind))
    kept = tuple(
        Column(one.id, columns.get(one.id, one.title), one.kind)
        for one in table.columns
        if one.id == "label" or one.id in columns
    )
    return Table(
        table.id, table.title, kept, tuple(rows), table.currency, notes=table.notes
    )
