"""Resources as tables: promised, requested, delivered, still to come, the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.substance import amounts
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import Times
from coopbooks.core.table import without
from coopbooks.support.resources.recognising import is_recognised

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.support.resources.compare import Compared
    from coopbooks.support.resources.provided import Provided
    from coopbooks.support.resources.provided import Resources

TEXT, NUMBER = ColumnKind.TEXT, ColumnKind.NUMBER
COLUMNS = (
    Column("label", "", TEXT),
    Column("promised", "Promised", NUMBER),
    Column("requested", "Requested", NUMBER),
    Column("delivered", "Delivered", NUMBER),
    Column("left", "Still to come", NUMBER),
    Column("each", "Value of one"),
    Column("value", "Value delivered"),
    Column("how", "", TEXT),
)
MEMO = "A value is what was stated. It is no money: it counts in no share and no cash."


def resources_table(found: Resources, currency: str) -> Table:
    """What is provided, in quantities and at its stated value.

    Args:
        found: What is provided.
        currency: What values in this currency come to; what has no stated value, or one
            in another currency, stands in the same table without a sum.

    Returns:
        A line for each resource and period under its body, what we give first.
    """
    table = f"resources:{currency}"
    rows: list[Row] = []
    shown = [row for row in found.rows if row.currency in {"", currency}]
    keys = dict.fromkeys((row.thing.ours, row.thing.other) for row in shown)
    for ours, other in keys:
        heading = f"We give {other}" if ours else f"{other} gives us"
        rows.append(Row(f"with:{ours}:{other}", {"label": heading}, RowKind.HEADING))
        lines = [
            row for row in shown if (row.thing.ours, row.thing.other) == (ours, other)
        ]
        rows += [_line(row, table) for row in lines]
        refs = tuple(
            Ref(table, _id(row), "value") for row in lines if row.each is not None
        )
        if refs:
            total: dict[str, Content] = {"label": "Together", "value": Sum(refs)}
            rows.append(Row(f"total:{ours}:{other}", total, RowKind.SUBTOTAL))
    sources = dict.fromkeys(_sources(shown))
    notes = (*(Sentence(one) for one in sources), Sentence(MEMO)) if rows else ()
    title = f"Resources, {found.asked.label}"
    made = Table(table, title, COLUMNS, tuple(rows), currency, notes=notes)
    unused = [] if any(row.requested for row in shown) else ["requested"]
    if not any(is_recognised(row.group) for row in shown):
        unused.append("how")
    if not any(row.each is not None for row in shown):
        unused += ["each", "value"]
    return without(made, unused)


def _id(row: Provided) -> str:
    thing = row.thing
    side = "given" if thing.ours else "received"
    parts = side, thing.other, thing.name, thing.resource, thing.unit, row.period.name
    return ":".join(parts)


def _line(row: Provided, table: str) -> Row:
    thing, key = row.thing, _id(row)
    cells: dict[str, Content] = {
        "label": f"{thing.resource or 'not said'} ({thing.unit}), {row.period.label}",
        "promised": row.promised,
        "requested": row.requested or None,
        "delivered": row.delivered,
        "left": row.to_come,
    }
    if row.each is not None:
        cells["each"] = row.each
        by = Ref(table, key, "delivered"), Ref(table, key, "each")
        cells["value"] = Times(*by)
    if is_recognised(row.group):
        cells["how"] = "memo here" if thing.ours else "income and cost"
    return Row(key, cells, depth=1)


def _sources(rows: Sequence[Provided]) -> Iterator[str]:
    """Where stated values come from."""
    for row in rows:
        said = row.line.meta.get("value-from") if row.line else None
        if said and row.each is not None:
            yield (
                f"{row.thing.resource}: {row.each:,} {row.currency} for one "
                f"{row.thing.unit}: {said}."
            )


def resource_differences(found: Compared) -> Table:
    """What differs between the books.

    Args:
        found: Both books compared.

    Returns:
        A line for each difference, and one for each transaction that only one has.
    """
    table = "resource-differences"
    columns = (
        Column("label", "What differs between the books", TEXT),
        Column("here", "In this book", NUMBER),
        Column("there", "In the other", NUMBER),
        Column("difference", "Difference", NUMBER),
        Column("unit", "", TEXT),
        Column("entry", "Only in the book of", TEXT),
    )
    rows: list[Row] = []
    for number, one in enumerate(found.differences):
        row = f"difference:{number}"
        words = f"{one.resource or 'not said'}, {one.period.label}, with {one.other}"
        cells: dict[str, Content] = {"label": f"{words}: {one.words}", "unit": one.unit}
        figures = one.here is not None or one.there is not None
        if figures:
            refs = [Ref(table, row, key) for key in ("here", "there")]
            cells |= {"here": one.here, "there": one.there}
            cells["difference"] = Sum((refs[0],), (refs[1],))
        rows.append(Row(row, cells))
        for place, (body, entry) in enumerate(one.entries):
            said = " ".join(filter(None, (entry.payee, entry.narration)))
            label = f"{entry.date} {said}: {amounts(entry)}"
            cells = {"label": label, "entry": body}
            key = f"{row}:{place}"
            rows.append(Row(key, cells, depth=1, entry=hash_entry(entry)))
    lead = []
    if found.compared and not rows:
        lead.append(f"Both books say the same: {', '.join(found.compared)}.")
    if found.missing:
        lead.append(
            f"Not compared, the book is not at hand: {', '.join(found.missing)}."
        )
    notes = tuple(Sentence(words) for words in lead)
    return Table(table, "Both books", columns, tuple(rows), notes=notes)


def deliveries_table(found: Resources) -> Table:
    """Every quantity that counted.

    Args:
        found: What is provided.

    Returns:
        A line for each posting, under its resource and period.
    """
    columns = (
        Column("label", "What", TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("stage", "", TEXT),
        Column("number", "How much", NUMBER),
        Column("unit", "", TEXT),
    )
    rows: list[Row] = []
    for row in found.rows:
        if not row.entries:
            continue
        thing = row.thing
        title = (
            f"{thing.resource or 'not said'}, {row.period.label}, with {thing.other}"
        )
        rows.append(Row(f"of:{_id(row)}", {"label": title}, RowKind.HEADING))
        for number, memo in enumerate(row.entries):
            entry = memo.entry
            cells: dict[str, Content] = {
                "label": " ".join(filter(None, (entry.payee, entry.narration))),
                "date": entry.date.isoformat(),
                "stage": memo.stage,
                "number": memo.number,
                "unit": thing.unit,
            }
            key = f"{_id(row)}:{number}"
            rows.append(Row(key, cells, depth=1, entry=hash_entry(entry)))
    return Table("deliveries", "What was counted", columns, tuple(rows))
