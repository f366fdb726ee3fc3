"""Joining fees as a table: what was paid, what is overdue, what is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.surplus.capital.accounttables import down

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.surplus.capital.joining import Joining

FEES = "fees"
AMOUNTS = {
    "fee": "Fee",
    "paid": "Paid",
    "overdue": "Overdue",
    "to-come": "Still to come",
}


def joining_table(
    found: Sequence[Joining], on: datetime.date, currency: str, *, every: bool
) -> Table:
    """Members' joining fees.

    Args:
        found: The fees.
        on: The day.
        currency: The book's currency.
        every: Whether those are listed, too, who have paid all of it.

    Returns:
        A line for each: since when, the fee, what was paid, what is overdue, what is
        still to come, and the day of the next instalment.
    """
    shown = [one for one in found if every or one.overdue or one.to_come]
    rows = [_row(one) for one in shown]
    total: dict[str, Content] = {name: down(FEES, rows, name) for name in AMOUNTS}
    if rows:
        rows.append(Row("all", {"label": "Together", **total}, RowKind.TOTAL))
    done = len(found) - len(shown)
    lead = []
    if not found:
        lead.append("No member joined a class that has a joining fee.")
    elif done:
        verb = "member has" if done == 1 else "members have"
        lead.append(f"{done} {verb} paid all of it.")
    return Table(
        FEES,
        f"Joining fees, {long_date(on)}",
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("since", "Since", ColumnKind.DATE),
            *(Column(name, title) for name, title in AMOUNTS.items()),
            Column("next", "Next due", ColumnKind.DATE),
        ),
        tuple(rows),
        currency,
        lead=tuple(map(Sentence, lead)),
    )


def _row(one: Joining) -> Row:
    """One member's fee."""
    following = one.next_due
    cells: dict[str, Content] = {
        "label": one.member,
        "since": one.begin.isoformat(),
        "fee": one.fee,
        "paid": one.paid or None,
        "overdue": one.overdue or None,
        "to-come": one.to_come or None,
        "next": following.day.isoformat() if following else "",
    }
    return Row(one.member, cells)
