"""Dues that are doubtful, and those that are written off, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.steprows import figure

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.dues.doubts.allowance import Allowance
    from coopbooks.dues.doubts.writeoff import WriteOff

LABEL = Column("label", "", ColumnKind.TEXT)


def allowance_table(found: Allowance, folder: Path) -> Table:
    """What is not expected to come in, by age, against what is set aside for it.

    Args:
        found: What was worked out for an account and a currency.
        folder: The book's folder.

    Returns:
        A line for each age, with the rule's part and place; then what the account holds
        and what is to be added.
    """
    table = f"allowance:{found.account}:{found.currency}"
    rows = []
    for number, row in enumerate(found.rows, start=1):
        rule = in_folder(row.rule, folder)
        cells: dict[str, Content] = {
            "label": f"Due for {row.words}",
            "open": row.open,
            "part": f"{figure(row.percent)} percent",
            "number": row.number,
            "rule": rule,
        }
        rows.append(Row(f"age:{number}", cells, where=rule))
    ids = [row.id for row in rows]
    total: dict[str, Content] = {"label": "Not expected to come in"}
    for key in ("open", "number"):
        total[key] = Sum(tuple(Ref(table, row, key) for row in ids))
    rows.append(Row("all", total, RowKind.TOTAL))
    held: dict[str, Content] = {"label": "In the book so far", "number": found.held}
    rows.append(Row("held", held))
    change: dict[str, Content] = {
        "label": "To add" if found.change >= 0 else "To take back",
        "number": Sum((Ref(table, "all", "number"),), (Ref(table, "held", "number"),)),
    }
    rows.append(Row("change", change, RowKind.TOTAL))
    return Table(
        table,
        f"Doubtful dues, {long_date(found.on)}",
        (
            LABEL,
            Column("open", "Owed"),
            Column("part", "Of it", ColumnKind.TEXT),
            Column("number", "Doubtful"),
            Column("rule", "Rule", ColumnKind.TEXT),
        ),
        tuple(rows),
        found.currency,
        notes=(Sentence("What employers are to hand over is not among it."),),
    )


def write_off_table(found: WriteOff, currency: str) -> Table:
    """What is written off for a member, in one currency.

    Args:
        found: What is to be written off.
        currency: The currency.

    Returns:
        A line for each charge that is open, the oldest first.
    """
    table = f"write-off:{currency}"
    rows = []
    for number, row in enumerate(found.rows, start=1):
        if row.currency == currency:
            cells: dict[str, Content] = {
                "label": row.period or "no period",
                "due": row.due.isoformat(),
                "account": row.account,
                "number": row.number,
            }
            rows.append(Row(f"open:{number}", cells))
    together = Sum(tuple(Ref(table, row.id, "number") for row in rows))
    rows.append(Row("all", {"label": "Together", "number": together}, RowKind.TOTAL))
    notes = (
        f"By decision {found.decision}; a cost on {found.expense}.",
        "It is owed no more, and makes nobody behind; membership does not end by it.",
    )
    return Table(
        table,
        f"To write off for {found.member}, {long_date(found.on)}",
        (
            Column("label", "Period", ColumnKind.TEXT),
            Column("due", "Due on", ColumnKind.DATE),
            Column("account", "On", ColumnKind.TEXT),
            Column("number", "Owed"),
        ),
        tuple(rows),
        currency,
        notes=tuple(map(Sentence, notes)),
    )
