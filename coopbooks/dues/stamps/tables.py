"""Stamps as tables: what delegates were given and sold, and the money for it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.table import Agree
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
    from coopbooks.dues.stamps.stamps import Delegate
    from coopbooks.dues.stamps.stamps import Stamps

COUNTED = ("opening", "issued", "returned", "sold")
LABEL = Column("label", "Delegate", ColumnKind.TEXT)


def stamp_tables(found: Stamps) -> list[Table]:
    """The stamps of one kind over a period.

    Args:
        found: What delegates did with them.

    Returns:
        How many each had, was given, gave back, sold and still holds; what those sold
        are worth, what was handed in and what is still to come; and where it goes.
    """
    if not found.delegates:
        words = f"No delegate held or moved any for {found.period.label}."
        lead = (Sentence(words),)
        return [Table(_id(found, "counts"), found.stamp, (LABEL,), (), lead=lead)]
    currencies = sorted({one.currency for one in found.delegates if one.currency})
    tables = [_counts(found)]
    for currency in currencies:
        some = [one for one in found.delegates if one.currency == currency]
        tables.append(_money(found, some, currency))
        tables.append(_parts(found, some, currency))
    return tables


def _id(found: Stamps, name: str) -> str:
    return f"{name}:{found.stamp}"


def _counts(found: Stamps) -> Table:
    """How many stamps each delegate had, got, and has."""
    table = _id(found, "counts")
    rows = []
    for one in found.delegates:
        cells: dict[str, Content] = {"label": one.member or "nobody named"}
        cells |= {key: getattr(one, key) for key in COUNTED}
        plus, minus = ("opening", "issued"), ("returned", "sold")
        cells["closing"] = Sum(
            tuple(Ref(table, one.member, key) for key in plus),
            tuple(Ref(table, one.member, key) for key in minus),
        )
        rows.append(Row(one.member, cells))
    together: dict[str, Content] = {"label": "Together"}
    for key in (*COUNTED, "closing"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("opening", "At the start", ColumnKind.NUMBER),
        Column("issued", "Given out", ColumnKind.NUMBER),
        Column("returned", "Given back", ColumnKind.NUMBER),
        Column("sold", "Sold", ColumnKind.NUMBER),
        Column("closing", "Still held", ColumnKind.NUMBER),
    )
    title = f"Stamps, {found.period.label}"
    return Table(table, title, columns, tuple(rows))


def _money(found: Stamps, delegates: Sequence[Delegate], currency: str) -> Table:
    """What the sold ones are worth, and what was handed in."""
    table = f"{_id(found, 'money')}:{currency}"
    rows = []
    for one in delegates:
        cells: dict[str, Content] = {
            "label": one.member or "nobody named",
            "value": one.value,
            "handed": one.handed_in,
            "left": Sum(
                (Ref(table, one.member, "value"),), (Ref(table, one.member, "handed"),)
            ),
        }
        rows.append(Row(one.member, cells))
    together: dict[str, Content] = {"label": "Together"}
    for key in ("value", "handed", "left"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("value", "Sold for"),
        Column("handed", "Handed in"),
        Column("left", "Still to hand in"),
    )
    return Table(table, "Money for stamps", columns, tuple(rows), currency)


def _parts(found: Stamps, delegates: Sequence[Delegate], currency: str) -> Table:
    """Where the money for stamps goes."""
    table = f"{_id(found, 'parts')}:{currency}"
    names = dict.fromkeys(name for one in delegates for name in one.parts)
    rows = [_part(name, delegates) for name in names]
    whole = total_of(one.value for one in delegates)
    ids = [row.id for row in rows]
    rows += _whole(table, ids, whole)
    columns = (Column("label", "", ColumnKind.TEXT), Column("amount", "Amount"))
    return Table(table, "Where it goes", columns, tuple(rows), currency)


def _part(name: str, delegates: Sequence[Delegate]) -> Row:
    numbers = (one.parts.get(name, Decimal(0)) for one in delegates)
    cells: dict[str, Content] = {"label": name, "amount": total_of(numbers)}
    return Row(f"part:{name}", cells)


def _whole(table: str, ids: Sequence[str], whole: Decimal) -> Iterator[Row]:
    """The sum of the parts, and that it is what was sold."""
    together = Sum(tuple(Ref(table, row, "amount") for row in ids))
    yield Row("all", {"label": "Sold for", "amount": whole}, RowKind.TOTAL)
    agree = Agree(together, Sum((Ref(table, "all", "amount"),)))
    yield Row(
        "check", {"label": "The parts come to it", "amount": agree}, RowKind.CHECK
    )
