"""The last twelve months of dues, and how much of what was charged came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.overview.overview import Month
    from coopbooks.dues.overview.overview import Overview

MONTHS, ALL = "dues-months", "all"
WORDS = (
    "What came in during a month, as a part of what was charged in it. It is more than "
    "100 % where old dues were paid, or dues ahead of time."
)


def months_table(found: Overview) -> Table:
    """The last twelve months: charged, come in, and the one as a part of the other.

    Args:
        found: The dues of a period.

    Returns:
        The table `dues-months`: for each month what was `charged` or pledged, `paid`
        by members, `deducted` from pay where any was, `collected` together, and the
        `rate` of that in per cent.
    """
    taken = any(month.flow.of("deducted") for month in found.months)
    parts = ("paid", "deducted") if taken else ("paid",)
    rows = [_month(month, parts) for month in found.months]
    total: dict[str, Content] = {"label": "Together"}
    for column in ("charged", *parts, "collected"):
        total[column] = Sum(tuple(Ref(MONTHS, row.id, column) for row in rows))
    rows.append(Row(ALL, total | _rate(ALL), RowKind.TOTAL))
    pledged = any(month.pledged for month in found.months)
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column("charged", "Charged or pledged" if pledged else "Charged"),
        Column("paid", "Paid by members"),
        *((Column("deducted", "Taken from pay"),) if taken else ()),
        Column("collected", "Came in"),
        Column("rate", "Came in, %", ColumnKind.PERCENT),
    )
    return Table(
        MONTHS,
        "Dues, twelve months",
        columns,
        tuple(rows),
        found.currency,
        notes=(Sentence(WORDS),),
    )


def _month(month: Month, parts: Sequence[str]) -> Row:
    name, flow = month.period.name, month.flow
    came = {
        "paid": -flow.of("paid", "bounced") + month.received,
        "deducted": -flow.of("deducted"),
    }
    cells: dict[str, Content] = {
        "label": f"{month.period.begin:%B %Y}",
        "charged": flow.charged + month.pledged,
        **{part: came[part] for part in parts},
        "collected": Sum(tuple(Ref(MONTHS, name, part) for part in parts)),
    }
    return Row(name, cells | _rate(name))


def _rate(row: str) -> dict[str, Content]:
    """What came in as a part of what was charged."""
    return {"rate": Percent(Ref(MONTHS, row, "collected"), Ref(MONTHS, row, "charged"))}
