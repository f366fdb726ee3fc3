"""What a book has of a share: charged, paid, still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share

TEXT = ColumnKind.TEXT


def booked_table(share: Share, have: Iterable[Posted]) -> Table:
    """What the book has of an agreement for the period, and what is open of others.

    Args:
        share: The share.
        have: What the book has of its agreements.

    Returns:
        A row for each period and side, in the share's currency.
    """
    columns = (
        Column("label", "In this book", TEXT),
        Column("charged", "Charged"),
        Column("settled", "Paid"),
        Column("open", "Open"),
    )
    rows = []
    for one in have:
        if one.name != share.name or one.currency != share.currency:
            continue
        if one.period != share.period.name and one.open <= 0:
            continue
        row = f"{one.side}:{one.period}"
        refs = {key: Ref("booked", row, key) for key in ("charged", "settled")}
        side = "owed by us" if one.side == "payable" else "owed to us"
        cells: dict[str, Content] = {
            "label": f"{one.period or 'without a period'}, {side}",
            "charged": one.charged,
            "settled": one.settled,
            "open": Sum((refs["charged"],), (refs["settled"],)),
        }
        rows.append(Row(row, cells))
    title = "What the book has of it"
    return Table("booked", title, columns, tuple(rows), share.currency)
