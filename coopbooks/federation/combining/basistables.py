"""How books were made alike: basis, currency, chart; and which were not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.combining.workedout import adjustments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.federation.combining.combined import Combined

ADJUSTMENTS, RATES, UNMAPPED = "adjustments", "rates", "unmapped"
LABEL = Column("label", "Body", ColumnKind.TEXT)


def basis_tables(found: Combined) -> list[Table]:
    """How the books were made alike.

    Args:
        found: The bodies added up.

    Returns:
        What was worked out for books by cash, the rates, and the accounts that nothing
        puts on a line; a list without rows is left out.
    """
    tables = (_adjustments(found), _rates(found), _unmapped(found))
    return [table for table in tables if table.rows]


def _adjustments(found: Combined) -> Table:
    """What books by cash owe or are owed, so that all count when it is due."""
    columns = (
        LABEL,
        Column("agreement", "Agreement", ColumnKind.TEXT),
        Column("what", "What it is", ColumnKind.TEXT),
        Column("before", "At the beginning"),
        Column("during", "More in the period"),
        Column("after", "At the end"),
        Column("currency", "", ColumnKind.TEXT),
    )
    rows = []
    for body in found.bodies:
        for one in adjustments(body):
            row = f"{body.name}:{one.type}:{one.agreement}:{one.currency}"
            ends = Ref(ADJUSTMENTS, row, "after"), Ref(ADJUSTMENTS, row, "before")
            owes = one.type == "Liabilities"
            cells: dict[str, Content] = {
                "label": body.name,
                "agreement": one.agreement,
                "what": f"owed to {one.body}" if owes else f"owed by {one.body}",
                "before": quantize(abs(one.before), one.currency),
                "during": Sum((ends[0],), (ends[1],)),
                "after": quantize(abs(one.after), one.currency),
                "currency": one.currency,
            }
            rows.append(Row(row, cells))
    note = Sentence(
        "A book by cash has what is owed only when it is paid. It is worked out from "
        "its agreements and added here, in no book. Unpaid bills of a book by cash are "
        "known to nobody, and are not made up."
    )
    title = "Books by cash, counted when due"
    currency = found.federation.currency
    return Table(ADJUSTMENTS, title, columns, tuple(rows), currency, notes=(note,))


WHICH = {
    "opening": "the day before the period",
    "average": "the average of the period's days",
    "closing": "the last day",
}


def _rates(found: Combined) -> Table:
    """The rates by which other currencies were restated."""
    columns = (
        LABEL,
        Column("what", "Which", ColumnKind.TEXT),
        Column("rate", "Rate", ColumnKind.TEXT),
    )
    rows = [
        Row(
            f"{body}:{currency}:{which}",
            {
                "label": body,
                "what": f"1 {currency}, {words}",
                "rate": f"{rates.used[currency, which]:.6f}",
            },
        )
        for body, rates in found.rates.items()
        for currency in sorted({key[0] for key in rates.used})
        for which, words in WHICH.items()
        if (currency, which) in rates.used
    ]
    note = Sentence(
        "What bodies own and owe counts at the last day's rate, income and costs at "
        "the average, what there was before as it was carried (IAS 21, 39 to 41)."
    )
    currency = found.federation.currency
    return Table(
        RATES, "Rates of exchange", columns, tuple(rows), currency, notes=(note,)
    )


def _unmapped(found: Combined) -> Table:
    """Accounts that neither a role nor the map puts on a line, the largest first."""
    columns = (
        Column("label", "Account", ColumnKind.TEXT),
        Column("body", "In the book of", ColumnKind.TEXT),
        Column("number", "Amount"),
    )
    note = Sentence(
        "They count as other things owned, debts, income or costs. A "
        "coop-federation-map in the federation file says where they belong."
    )
    return Table(
        UNMAPPED,
        "Accounts on no line of the common chart",
        columns,
        tuple(_unmapped_rows(found)),
        found.federation.currency,
        notes=(note,),
    )


def _unmapped_rows(found: Combined) -> Iterator[Row]:
    for one in found.unmapped:
        cells: dict[str, Content] = {"label": one.account, "body": one.body}
        cells["number"] = abs(one.number)
        yield Row(f"{one.body}:{one.account}", cells)
