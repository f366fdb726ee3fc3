"""What is settled with another body, as tables: all of it gross, then what is paid."""

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
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.core.table import Content
    from coopbooks.sharing.settling.netting import Line
    from coopbooks.sharing.settling.settling import Settlement

COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("period", "For", ColumnKind.TEXT),
    Column("due", "Due", ColumnKind.TEXT),
    Column("open", "Open"),
    Column("set-off", "Set off"),
    Column("left", "To pay"),
)
FUNDS = (Column("label", "", ColumnKind.TEXT), Column("moved", "Gives, or gets"))
MIRROR = (
    Column("label", "", ColumnKind.TEXT),
    Column("agreement", "Agreement", ColumnKind.TEXT),
    Column("amount", "Amount"),
)


def settlement_tables(found: Settlement) -> list[Table]:
    """The tables of what is settled with one body.

    Args:
        found: The settlement.

    Returns:
        What each owes, gross, and how it is paid; what moves between funds for it; and
        what the other body's book is to have.
    """
    netting = found.netting
    key = f"{netting.other}:{netting.currency}"
    tables = [_items(found, f"settle:{key}")]
    if found.between:
        tables.append(_funds(found, f"settle-funds:{key}"))
    tables += [
        _mirror(entry, f"settle-mirror:{key}:{entry.meta['id']}", found)
        for entry in found.mirror
    ]
    return tables


def _items(found: Settlement, table: str) -> Table:
    """What each side owes, and what of it is set off."""
    netting = found.netting
    sides = {
        True: f"We owe {netting.other}",
        False: f"{netting.other} owes us",
    }
    rows: list[Row] = []
    for ours, heading in sides.items():
        lines = [line for line in netting.lines if line.ours is ours]
        if not lines:
            continue
        rows.append(Row(f"side:{ours}", {"label": heading}, RowKind.HEADING))
        rows += [Row(line.item.id, _cells(line, table), depth=1) for line in lines]
        total: dict[str, Content] = {"label": "Together"}
        for key in ("open", "set-off", "left"):
            total[key] = Sum(tuple(Ref(table, one.item.id, key) for one in lines))
        rows.append(Row(f"total:{ours}", total, RowKind.SUBTOTAL))
    notes = tuple(Sentence(words) for words in (*_paid(found), *found.notes))
    title = f"With {netting.other}"
    return Table(table, title, COLUMNS, tuple(rows), netting.currency, notes=notes)


def _cells(line: Line, table: str) -> Mapping[str, Content]:
    item = line.item
    refs = Ref(table, item.id, "open"), Ref(table, item.id, "set-off")
    return {
        "label": item.name,
        "period": item.period.label,
        "due": long_date(item.due) if item.due else "",
        "open": item.number,
        "set-off": line.set_off,
        "left": Sum((refs[0],), (refs[1],)),
    }


def _paid(found: Settlement) -> Iterator[str]:
    """Who pays what, in a sentence."""
    netting = found.netting
    unit = netting.currency
    if netting.set_off:
        yield (
            f"{netting.set_off:,.2f} {unit} is paid by setting off: each side's debts "
            "stay as they are above, and so much of both is paid."
        )
    if netting.to_pay:
        paid = any(one.meta["id"].startswith("paid-") for one in found.proposal.entries)
        more = "" if paid else " Name the bank account with --bank to book it."
        yield f"We pay {netting.to_pay:,.2f} {unit} to {netting.other}.{more}"
    if netting.to_get:
        yield f"{netting.other} pays {netting.to_get:,.2f} {unit} to us."


def _funds(found: Settlement, table: str) -> Table:
    """What moves between funds, because a fund's debt was paid with others' claims."""
    rows = [
        Row(fund, {"label": fund, "moved": -number})
        for fund, number in found.between.items()
    ]
    refs = tuple(Ref(table, one.id, "moved") for one in rows)
    rows.append(Row("total", {"label": "Together", "moved": Sum(refs)}, RowKind.TOTAL))
    moved = any(one.meta["id"].startswith("moved-") for one in found.proposal.entries)
    words = (
        "The accounts on which their money is kept change by as much."
        if moved
        else "Their money lies on one account, so that none is moved between accounts."
    )
    note = Sentence(
        "What a fund owed was paid with what others were owed; it gives them the money "
        f"that it kept. {words}"
    )
    title = "Between funds"
    return Table(
        table, title, FUNDS, tuple(rows), found.netting.currency, notes=(note,)
    )


def _mirror(entry: data.Transaction, table: str, found: Settlement) -> Table:
    """An entry as the other body's book is to have it."""
    rows = []
    for place, posting in enumerate(entry.postings):
        meta = posting.meta or {}
        units = posting.units
        rows.append(
            Row(
                f"{place}",
                {
                    "label": posting.account,
                    "agreement": f"{meta.get('agreement')} {meta.get('period')}",
                    "amount": (units.number if units else None) or ZERO,
                },
            )
        )
    title = f"In the book of {found.netting.other}, {long_date(entry.date)}"
    note = Sentence(
        f"{entry.narration}, id {entry.meta['id']}. They get it as a file by --mirror."
    )
    return Table(
        table, title, MIRROR, tuple(rows), found.netting.currency, notes=(note,)
    )
