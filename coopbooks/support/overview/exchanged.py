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
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.support.exchange.ledger import Exchange
    from coopbooks.support.overview.reading import Support

EXCHANGE = "exchange"
ALL, GAVE, GOT = "all", "gave", "got"
IN_KIND = ("gave-kind", "got-kind")
COLUMNS = (
    Column("label", "Body", ColumnKind.TEXT),
    Column("gave-money", "We gave: money"),
    Column("gave-kind", "in kind"),
    Column(GAVE, "We gave, together"),
    Column("got-money", "We got: money"),
    Column("got-kind", "in kind"),
    Column(GOT, "We got, together"),
)
HOW = (
    "Money counts when it is charged, shares and support alike; loans are neither "
    "given nor got. What came in kind counts at the value that both sides stated."
)


def exchange_tables(found: Support) -> list[Table]:
    """What was exchanged in the year so far, by the other body.

    Args:
        found: The support of a book.

    Returns:
        A table for each currency, the book's own first.
    """
    home = found.view.currency
    every = {one.currency for each in found.exchanges for one in each.money}
    every |= {one.currency for one in found.of_year.rows if one.value}
    currencies = sorted(every - {""}, key=lambda one: (one != home, one))
    return [_table(found, currency) for currency in currencies]


def _table(found: Support, currency: str) -> Table:
    home = currency == found.view.currency
    table = EXCHANGE if home else f"{EXCHANGE}:{currency}"
    bodies = sorted(
        {one.other for one in found.exchanges}
        | {one.thing.other for one in found.of_year.rows}
    )
    by_body = {one.other: one for one in found.exchanges}
    rows = [
        row
        for other in bodies
        if (row := _row(found, other, by_body.get(other), currency, table)) is not None
    ]
    in_kind = any(row.cells.get(key) for row in rows for key in IN_KIND)
    if len(rows) > 1:
        total: dict[str, Content] = {"label": "Together"}
        for column in COLUMNS[1:]:
            refs = tuple(Ref(table, row.id, column.id) for row in rows)
            total[column.id] = Sum(refs)
        rows.append(Row(ALL, total, RowKind.TOTAL))
    title = f"Given and received, {found.year.label}"
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
    found: Support, other: str, given: Exchange | None, currency: str, table: str
) -> Row | None:
    """A body; None where nothing was exchanged with it in that currency."""
    money = {
        ours: total_of(
            one.charged
            for one in (given.money if given else ())
            if one.ours is ours and one.currency == currency
        )
        for ours in (True, False)
    }
    kind = {ours: _in_kind(found, other, currency, ours=ours) for ours in (True, False)}
    if not any((*money.values(), *kind.values())):
        return None
    row = f"body:{other}"
    cells: dict[str, Content] = {"label": title_of(found.view, other)}
    for ours, side in ((True, GAVE), (False, GOT)):
        cells[f"{side}-money"] = money[ours]
        cells[f"{side}-kind"] = kind[ours]
        refs = (Ref(table, row, f"{side}-{how}") for how in ("money", "kind"))
        cells[side] = Sum(tuple(refs))
    return Row(row, cells)


def _in_kind(found: Support, other: str, currency: str, *, ours: bool) -> Decimal:
    """The stated value of what was delivered."""
    return total_of(
        one.value
        for one in found.of_year.rows
        if one.thing.other == other
        and one.thing.ours is ours
        and one.currency == currency
    )


def _money_only(table: Table) -> Table:
    """Where nothing came in kind, what was given in money is all of it."""
    columns = {GAVE: "We gave", GOT: "We got"}
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
