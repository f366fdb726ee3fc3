"""Leaving as tables: the account, what comes off, the plan; and all who are owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.capital.accounttables import down
from coopbooks.surplus.capital.plan import A_YEAR
from coopbooks.surplus.overview.words import lot_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.surplus.capital.debts import Debt
    from coopbooks.surplus.capital.instalments import Instalment
    from coopbooks.surplus.capital.plan import Plan

ACCOUNT, PLAN, OWED = "account", "plan", "owed"
AMOUNTS = {
    "opening": "Owed before",
    "principal": "Part",
    "interest": "Interest",
    "payment": "To be paid",
}


def plan_tables(found: Plan) -> list[Table]:
    """What becomes of one account.

    Args:
        found: The plan for it.

    Returns:
        What the account holds and what comes off (`account`), and when what is paid
        (`plan`), if anything is.
    """
    tables = [_account(found)]
    if found.instalments:
        title = f"When {found.member} is paid"
        tables.append(instalments_table(PLAN, title, found.instalments, found.currency))
    return tables


def _account(found: Plan) -> Table:
    """The lots, what is given up, what is taken off, and what becomes a debt."""
    rows = [
        Row(lot or "none", {"label": lot_words(lot), "n": number})
        for lot, number in found.lots.items()
    ]
    held = [row.id for row in rows]
    minus: list[str] = []
    if found.forfeited:
        minus.append("forfeited")
        rows.append(Row("forfeited", {"label": "Given up", "n": found.forfeited}))
    for at, one in enumerate(found.set_offs):
        minus.append(f"owes-{at}")
        label = "Owed by them, taken off"
        cells: dict[str, Content] = {"label": label, "n": one.number}
        rows.append(Row(f"owes-{at}", cells, account=one.account))
    debt = Sum(
        tuple(Ref(ACCOUNT, name, "n") for name in held),
        tuple(Ref(ACCOUNT, name, "n") for name in minus),
    )
    label = "Becomes a debt to them"
    if found.account < 0:
        label = "Below nothing: no debt to them"
    if rows:
        rows.append(Row("all", {"label": label, "n": debt}, RowKind.TOTAL))
    lead = () if rows else (Sentence("Nothing is in the account."),)
    return Table(
        ACCOUNT,
        f"The account of {found.member}, {long_date(found.day)}",
        (Column("label", "", ColumnKind.TEXT), Column("n", "")),
        tuple(rows),
        found.currency,
        lead=lead,
    )


def instalments_table(
    name: str, title: str, parts: Sequence[Instalment], currency: str
) -> Table:
    """When what of a debt is paid.

    Args:
        name: The table's id.
        title: Its title.
        parts: The parts.
        currency: Their currency.

    Returns:
        A line for each part: what was owed before, the part, the interest on what was
        owed, and what is to be paid.
    """
    rows: list[Row] = []
    for one in parts:
        row = f"part-{one.number}"
        cells: dict[str, Content] = {
            "label": str(one.number),
            "due": one.due.isoformat(),
            "opening": one.opening,
            "principal": one.principal,
            "interest": one.interest,
            "payment": Sum((Ref(name, row, "principal"), Ref(name, row, "interest"))),
        }
        rows.append(Row(row, cells))
    total: dict[str, Content] = {
        column: down(name, rows, column) for column in AMOUNTS if column != "opening"
    }
    rows.append(Row("all", {"label": "Together", **total}, RowKind.TOTAL))
    columns = (
        Column("label", "Part", ColumnKind.TEXT),
        Column("due", "Due", ColumnKind.DATE),
        *(Column(column, words) for column, words in AMOUNTS.items()),
    )
    return Table(name, title, columns, tuple(rows), currency)


def owed_table(debts: Sequence[Debt], on: datetime.date, currency: str) -> Table:
    """What accounts of members who left became, and what falls due next.

    Args:
        debts: What they became.
        on: The day.
        currency: The book's currency.

    Returns:
        A line for each: since when, the debt, what the plan pays by the day, within
        twelve months after it and later, and the next day on which something is due.
    """
    rows = [_owed(f"debt-{at}", debt, on) for at, debt in enumerate(debts)]
    total: dict[str, Content] = {
        name: down(OWED, rows, name) for name in ("debt", "by", "soon", "later")
    }
    if rows:
        rows.append(Row("all", {"label": "Together", **total}, RowKind.TOTAL))
    lead = () if rows else (Sentence("Nobody who left is owed anything on a plan."),)
    return Table(
        OWED,
        f"Members who left, {long_date(on)}",
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("since", "Since", ColumnKind.DATE),
            Column("debt", "Became owed"),
            Column("by", "Due by now"),
            Column("soon", "In twelve months"),
            Column("later", "Later"),
            Column("next", "Next due", ColumnKind.DATE),
            Column("payment", "With interest"),
        ),
        tuple(rows),
        currency,
        lead=lead,
    )


def _owed(row: str, debt: Debt, on: datetime.date) -> Row:
    """What one account became, and what falls due when."""
    sums = {"by": ZERO, "soon": ZERO, "later": ZERO}
    for one in debt.instalments:
        soon = one.due <= on + A_YEAR
        sums["by" if one.due <= on else "soon" if soon else "later"] += one.principal
    following = next((one for one in debt.instalments if one.due > on), None)
    cells: dict[str, Content] = {
        "label": debt.member,
        "since": debt.day.isoformat(),
        "debt": debt.total,
        **{name: number or None for name, number in sums.items()},
        "next": following.due.isoformat() if following else "",
        "payment": following.payment if following else None,
    }
    return Row(row, cells)
