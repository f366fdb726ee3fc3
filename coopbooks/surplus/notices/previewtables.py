"""All notices of a year in one table, by id: what is to be looked at before they go."""

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
from coopbooks.surplus.capital.lots import kind_of

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.surplus.notices.given import Way
    from coopbooks.surplus.notices.notice import Notice
    from coopbooks.surplus.notices.notice import Notices

ID, ALL = "notices", "all"
WAYS: dict[Way, str] = {
    "cash": "In cash",
    "withheld": "Tax withheld",
    "kept": "Kept",
    "owed": "Owed, as they left",
}


def preview_table(found: Notices) -> Table:
    """What the notices of a year say.

    Args:
        found: The notices.

    Returns:
        A line for each member: their part and how they have it, what is still to be
        paid, and what stands in their account; all of them together.
    """
    used = [way for way in WAYS if any(_of(one, way) for one in found.notices)]
    keys = [*used, "part", "due", "account"]
    rows = [_row(one, used) for one in found.notices]
    together: dict[str, Content] = {"label": "Together"}
    for key in keys:
        together[key] = Sum(tuple(Ref(ID, row.id, key) for row in rows))
    rows.append(Row(ALL, together, RowKind.TOTAL))
    columns = (
        Column("label", "Member", ColumnKind.TEXT),
        *(Column(way, WAYS[way]) for way in used),
        Column("part", "Their part"),
        Column("due", "Still to pay"),
        Column("account", "Account now"),
        Column("notice", "Notice", ColumnKind.TEXT),
    )
    count = len(found.notices)
    lead = Sentence(f"{count} notice{'' if count == 1 else 's'}, one a member.")
    title = f"Notices for {found.year.label}"
    return Table(ID, title, columns, tuple(rows), found.currency, lead=(lead,))


def _row(one: Notice, used: list[Way]) -> Row:
    cells: dict[str, Content] = {way: _of(one, way) or None for way in used}
    places = tuple(Ref(ID, f"member:{one.member}", way) for way in used)
    cells |= {
        "label": one.member,
        "part": Sum(places),
        "due": one.due or None,
        "account": total_of(line.closing for line in one.lots),
        "notice": _kinds(one),
    }
    return Row(f"member:{one.member}", cells)


def _of(one: Notice, way: Way) -> Content:
    return one.of("cash", "paid") if way == "cash" else one.of(way)


def _kinds(one: Notice) -> str:
    """Which notices of allocation are in it, in words."""
    lots = [given.lot for given in one.given if given.way == "kept"]
    kinds = {str(kind_of(lot)) for lot in lots}
    return ", ".join(sorted(kinds & {"qualified", "nonqualified"}))
