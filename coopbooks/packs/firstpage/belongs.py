"""What page one says of what belongs to members: their accounts, and what is theirs.

New York's Cooperative Corporations Law, section 93, wants members' accounts and the
collective account to equal what is left at every period's end; page one shows them so.
"""

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
from coopbooks.surplus.overview import tables as capital
from coopbooks.surplus.year import valuetables as value

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.core.table import Values

BELONGS = "page-belongs"
SHEET = "balance"
# What stands beside members' accounts, by the rows of the balance sheet.
BESIDE = ("collective", "reserve", "result", "earlier", "this-year", "change")
COLUMNS = (Column("label", "", ColumnKind.TEXT), Column("amount", ""))


def belongs_table(values: Values) -> Table:
    """What belongs to members, from the start of the period to its end.

    Args:
        values: The tables behind page one, worked out.

    Returns:
        The section; without rows for a book that has no members' accounts.
    """
    rows: list[Row] = []
    by_id = {table.id: table for table in values.tables}
    moved = by_id.get(capital.CAPITAL)
    if moved is None:
        return Table(BELONGS, "What belongs to members", COLUMNS, ())
    for row in moved.rows:
        ref = Ref(capital.CAPITAL, row.id, "month")
        always = row.id in {capital.START, capital.END}
        if row.kind is RowKind.CHECK or not (always or values[ref]):
            continue
        kind = RowKind.SUBTOTAL if row.id == capital.END else RowKind.LINE
        cells: dict[str, Content] = {"label": row.cells["label"], "amount": Sum((ref,))}
        rows.append(Row(row.id, cells, kind, depth=int(not always)))
    parts = [Ref(BELONGS, capital.END, "amount")]
    for row in by_id[SHEET].rows:
        ref = Ref(SHEET, row.id, "end")
        if row.id not in BESIDE or not values[ref]:
            continue
        cells = {"label": row.cells["label"], "amount": Sum((ref,))}
        rows.append(Row(row.id, cells))
        parts.append(Ref(BELONGS, row.id, "amount"))
    total: dict[str, Content] = {"label": "Together", "amount": Sum(tuple(parts))}
    rows.append(Row("together", total, RowKind.TOTAL))
    return Table(
        BELONGS,
        "What belongs to members",
        COLUMNS,
        tuple(rows),
        moved.currency,
        notes=tuple(_paid(values)),
    )


def _paid(values: Values) -> list[Sentence]:
    """What members had for their work, so that it is not taken for a loss."""
    wages, hourly, benefits = (
        Ref(value.VALUE, row, column)
        for row, column in (
            ("wages", value.AMOUNT),
            ("wages", value.AN_HOUR),
            ("benefits", value.AMOUNT),
        )
    )
    if not values[wages]:
        return []
    words, refs = "What is left is not all: members received {} in wages", [wages]
    if values[hourly]:
        words += ", {} an hour"
        refs.append(hourly)
    if values[benefits]:
        words += ", and {} in benefits"
        refs.append(benefits)
    return [Sentence(f"{words}.", tuple(refs))]
