"""One agreement by itself: each period, and every entry that charged or paid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows as postings_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.sharing.overview.words import titled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

PERIODS, MOVES = "agreement-periods", "agreement-moves"
TEXT, DATE = ColumnKind.TEXT, ColumnKind.DATE
COLUMNS = (
    Column("label", "For", TEXT),
    Column("due", "Due", DATE),
    Column("share", "Share"),
    Column("paid", "Paid"),
    Column("open", "Open"),
)
ENTRIES = (
    Column("label", "Entry", TEXT),
    Column("date", "Date", DATE),
    Column("for", "For", TEXT),
    Column("account", "Account", TEXT),
    Column("amount", "Amount"),
)


def agreement_tables(found: Sharing, name: str) -> list[Table]:
    """What a book has of one agreement.

    Args:
        found: The agreements of the book.
        name: The agreement's name.

    Returns:
        Its periods of the last twelve months and those that are open, and the entries
        that belong to them; in each currency.
    """
    lines = [one for one in found.lines if one.name == name]
    tables = []
    for currency in dict.fromkeys(one.currency for one in lines):
        own = [one for one in lines if one.currency == currency]
        tables.append(_periods(found, own, currency))
        tables.append(_moves(found, own, currency))
    return [one for one in tables if one.rows]


def _id(table: str, currency: str, found: Sharing) -> str:
    return table if currency == found.view.currency else f"{table}:{currency}"


def _periods(found: Sharing, lines: Sequence[Line], currency: str) -> Table:
    table = _id(PERIODS, currency, found)
    rows = []
    for line in lines:
        row = line.said or "unsaid"
        refs = Ref(table, row, "share"), Ref(table, row, "paid")
        cells: dict[str, Content] = {
            "label": line.label,
            "due": line.due.isoformat() if line.due else "",
            "share": line.amount,
            "paid": line.paid,
            "open": Sum((refs[0],), (refs[1],)) if line.open else ZERO,
        }
        rows.append(Row(row, cells))
    if len(rows) > 1:
        total: dict[str, Content] = {"label": "Together"}
        for key in ("share", "paid", "open"):
            total[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
        rows.append(Row("all", total, RowKind.TOTAL))
    title = titled("Period by period", currency, found)
    return Table(table, title, COLUMNS, tuple(rows), currency)


def _moves(found: Sharing, lines: Iterable[Line], currency: str) -> Table:
    """The entries of an agreement; what they charge or pay, as it is owed."""
    roles = found.view.terms.roles
    rows: list[Row] = []
    for line in lines:
        for entry in line.entries:
            for number, (account, amount) in enumerate(_owed(line, entry, roles)):
                cells: dict[str, Content] = {
                    "label": " ".join(filter(None, (entry.payee, entry.narration))),
                    "date": entry.date.isoformat(),
                    "for": line.label,
                    "account": roles.name_of(account),
                    "amount": amount,
                }
                key = f"{line.said}:{len(rows)}:{number}"
                rows.append(Row(key, cells, entry=hash_entry(entry)))
    rows.sort(key=lambda one: str(one.cells["date"]))
    title = titled("Entries that charged or paid it", currency, found)
    return Table(_id(MOVES, currency, found), title, ENTRIES, tuple(rows), currency)


def _owed(
    line: Line, entry: data.Transaction, roles: Roles
) -> list[tuple[str, Decimal]]:
    """What an entry does to what is owed; by cash what it pays, as a cost or income.

    What is owed by us counts as positive, and so does what is owed to us.
    """
    own = [
        row
        for row in postings_of([entry])
        if row.tag("agreement") == line.name
        and (row.tag("period") or "") == line.said
        and row.units.currency == line.currency
        and not roles.is_money(row.account)
    ]
    sign = -1 if line.giving else 1
    kinds = {"Assets", "Liabilities"}
    owed = [row for row in own if roles.type_of(row.account) in kinds]
    if owed:
        return [(row.account, sign * row.number) for row in owed]
    kinds = {"Income", "Expenses"}
    return [
        (row.account, sign * row.number)
        for row in own
        if roles.type_of(row.account) in kinds
    ]
