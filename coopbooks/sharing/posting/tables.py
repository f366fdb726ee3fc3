"""Shares of a period as a table: what is owed, what the book has, what is to write."""

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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.sharing.posting.accruing import Accrual
    from coopbooks.sharing.share import Share

COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("other", "With", ColumnKind.TEXT),
    Column("due", "Due", ColumnKind.TEXT),
    Column("base", "What counts", ColumnKind.NUMBER),
    Column("share", "Share"),
    Column("typed", "In the book"),
    Column("write", "To write"),
)
SIDES = {True: "We owe", False: "We expect"}


def accrual_tables(found: Accrual) -> list[Table]:
    """The shares of a charged period.

    Args:
        found: The shares against the book.

    Returns:
        A table for each currency: what we owe, then what we expect.
    """
    currencies = sorted({share.currency for share in found.shares})
    return [_table(found, currency) for currency in currencies]


def _table(found: Accrual, currency: str) -> Table:
    table = f"shares:{found.period.name}:{currency}"
    rows: list[Row] = []
    for giving, heading in SIDES.items():
        shares = [
            share
            for share in found.shares
            if share.currency == currency and (share.giver == found.view.name) is giving
        ]
        if not shares:
            continue
        rows.append(Row(f"side:{giving}", {"label": heading}, RowKind.HEADING))
        ids = []
        for share in shares:
            rows.append(Row(share.id, _cells(found, share, table), depth=1))
            ids.append(share.id)
        total: dict[str, Content] = {"label": "Together"}
        for key in ("share", "typed", "write"):
            total[key] = Sum(tuple(Ref(table, one, key) for one in ids))
        rows.append(Row(f"total:{giving}", total, RowKind.SUBTOTAL))
    notes = tuple(map(Sentence, _notes(found, currency)))
    title = f"Shares for {found.period.label}"
    return Table(table, title, COLUMNS, tuple(rows), currency, notes=notes)


def _cells(found: Accrual, share: Share, table: str) -> dict[str, Content]:
    giving = share.giver == found.view.name
    typed = found.typed.get(share.id, ZERO)
    write: Content = ZERO
    if found.basis != "cash" and not share.problems:
        refs = Ref(table, share.id, "share"), Ref(table, share.id, "typed")
        write = Sum((refs[0],), (refs[1],))
    return {
        "label": share.name,
        "other": share.receiver if giving else share.giver,
        "due": long_date(share.due) if share.due else "",
        "base": share.base.number,
        "share": share.number,
        "typed": typed,
        "write": write,
    }


def _notes(found: Accrual, currency: str) -> Iterator[str]:
    if found.basis == "cash":
        yield "This book counts by cash: nothing is owed in it before it is paid."
    for share in found.shares:
        if share.currency != currency:
            continue
        for condition in share.unmet:
            yield f"{share.name}: not owed until '{condition}' is met."
        for note in share.notes:
            yield f"{share.name}: {note}"
