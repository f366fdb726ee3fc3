"""What a body shares, as tables: the last period, what is open, what is held back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import ZERO
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.sharing.overview.held import held_table
from coopbooks.sharing.overview.lines import in_short
from coopbooks.sharing.overview.months import affiliates_table
from coopbooks.sharing.overview.months import twelve_table
from coopbooks.sharing.overview.words import COUNTS
from coopbooks.sharing.overview.words import ELSEWHERE
from coopbooks.sharing.overview.words import counted
from coopbooks.sharing.overview.words import of_what
from coopbooks.sharing.overview.words import state
from coopbooks.sharing.overview.words import titled
from coopbooks.sharing.posting.entries import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

SHARES, OPEN = "shares", "shares-open"
TEXT, NUMBER, DATE = ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE
SIDES = {True: ("given", "We share"), False: ("received", "Shared with us")}
SHARE_COLUMNS = (
    Column("label", "Agreement", TEXT),
    Column("other", "With", TEXT),
    Column("of", "Of what", TEXT),
    Column("for", "For", TEXT),
    Column("counts", "What counts", NUMBER),
    Column("share", "By the agreement"),
    Column("booked", "In the book"),
    Column("paid", "Paid"),
    Column("open", "Open"),
    Column("state", "", TEXT),
)
OPEN_COLUMNS = (
    Column("label", "What", TEXT),
    Column("other", "With", TEXT),
    Column("due", "Due", DATE),
    Column("open", "Open"),
    Column("late", "Days late", NUMBER),
    Column("interest", "Interest so far"),
)


def sharing_tables(found: Sharing) -> list[Table]:
    """All that a pack shows of shares.

    Args:
        found: The agreements of a book.

    Returns:
        The last period of each agreement, what is open, what is held back or taken
        off, the year by the other body and month, twelve months; each but the last
        two and the third once for a currency.
    """
    currencies = currencies_of(found)
    home = found.view.currency
    tables = []
    for currency in currencies:
        tables.append(_shares(found, currency, named(SHARES, currency, home)))
    for currency in currencies:
        tables.append(_open(found, currency, named(OPEN, currency, home)))
    tables.append(held_table(found))
    for currency in currencies:
        tables.append(affiliates_table(found, currency))
    if currencies:
        tables.append(twelve_table(found, currencies[0]))
    return [one for one in tables if one.rows]


def currencies_of(found: Sharing) -> list[str]:
    """The currencies in which shares are owed, the book's own first."""
    every = {one.currency for one in found.lines}
    return sorted(every, key=lambda one: (one != found.view.currency, one))


def named(table: str, currency: str, home: str) -> str:
    """The id of a table: by itself for the book's currency, with another's name."""
    return table if currency == home else f"{table}:{currency}"


def _shares(found: Sharing, currency: str, table: str) -> Table:
    """The last period of each agreement: by its words, and as the book has it."""
    rows: list[Row] = []
    lines = [
        line
        for name in sorted({one.name for one in found.lines})
        for line in found.last_of(name)
        if line.currency == currency
    ]
    for giving, (side, heading) in SIDES.items():
        own = [one for one in lines if one.giving is giving]
        told = [_share_row(found, line, table) for line in own]
        told += _running(found, giving, currency, {one.name for one in own})
        if told:
            rows.append(Row(side, {"label": heading}, RowKind.HEADING))
            rows += told
        if len(own) > 1:
            rows.append(_total(table, f"{side}:all", own, ("booked", "paid", "open")))
    elsewhere = any(one.share is None for one in lines)
    notes = (Sentence(ELSEWHERE),) if elsewhere else ()
    title = titled("Revenue sharing", currency, found)
    made = Table(table, title, SHARE_COLUMNS, tuple(rows), currency, notes=notes)
    if lines and not any(one.basis != "cash" or one.share is None for one in lines):
        # By cash the book has of a share what was paid of it.
        made = without(made, ("booked",))
    return _trimmed(made, ("counts", "share", "state"))


def _share_row(found: Sharing, line: Line, table: str) -> Row:
    names = frozenset(one.name for one in found.view.terms.agreements)
    by_cash = line.basis == "cash" and line.share is not None
    owed = Ref(table, line.id, "share" if by_cash else "booked")
    open_: Content = ZERO
    if line.open:
        open_ = Sum((owed,), (Ref(table, line.id, "paid"),))
    cells: dict[str, Content] = {
        "label": line.name,
        "other": title_of(found.view, line.other),
        "of": _of(line, names),
        "for": line.short,
        "counts": counted(line),
        "share": line.share.number if line.share else None,
        "booked": line.charged,
        "paid": line.paid,
        "open": open_,
        "state": state(line, found),
    }
    return Row(line.id, cells, depth=1)


def _of(line: Line, names: frozenset[str]) -> str:
    """What it is a share of, with the currency of that where it is another one."""
    what = of_what(line.group, names)
    if line.share is None or line.group.header.values["of"] in COUNTS:
        return what
    unit = line.share.base.unit
    return what if unit in {"", line.currency} else f"{what}, {unit}"


def _running(
    found: Sharing, giving: bool, currency: str, shown: Iterable[str]
) -> list[Row]:
    """Agreements of which no period has ended yet."""
    there = {one.name for one in found.lines if one.period} | set(shown)
    rows = []
    for group in found.agreements:
        meta = group.header.meta
        unit = str(meta.get("currency") or found.view.currency)
        ours = meta["from"] == found.view.name
        running = found.running(group)
        if ours is not giving or unit != currency or group.name in there:
            continue
        cells: dict[str, Content] = {
            "label": group.name,
            "other": title_of(found.view, str(meta["to" if ours else "from"])),
            "of": of_what(group),
            "for": f"{in_short(running)}, not over yet" if running else "",
        }
        rows.append(Row(f"{group.name}:running", cells, depth=1))
    return rows


def _open(found: Sharing, currency: str, table: str) -> Table:
    """What is still to be paid, what is due first before what is due later."""
    rows: list[Row] = []
    for giving, heading in ((True, "We still owe"), (False, "Still owed to us")):
        side = SIDES[giving][0]
        own = [
            one
            for one in found.open
            if one.currency == currency and one.giving is giving
        ]
        if not own:
            continue
        rows.append(Row(side, {"label": heading}, RowKind.HEADING))
        rows += [_open_row(found, line) for line in own]
        rows.append(_total(table, f"{side}:all", own, ("open", "interest")))
        late = [one for one in own if one.days_late]
        if late:
            of_it = _total(table, f"{side}:late", late, ("open",))
            rows.append(replace(of_it, cells={**of_it.cells, "label": "Late of it"}))
    title = titled("Shares still to be paid", currency, found)
    made = Table(table, title, OPEN_COLUMNS, tuple(rows), currency)
    return _trimmed(made, ("late", "interest"))


def _open_row(found: Sharing, line: Line) -> Row:
    entry = line.entries[0] if len(line.entries) == 1 else None
    cells: dict[str, Content] = {
        "label": f"{line.name}, {line.short}",
        "other": title_of(found.view, line.other),
        "due": line.due.isoformat() if line.due else "",
        "open": line.open,
        "late": _days(line),
        "interest": line.interest or None,
    }
    hashed = hash_entry(entry) if entry is not None else None
    return Row(line.id, cells, depth=1, entry=hashed)


def _days(line: Line) -> Content:
    return Decimal(line.days_late) if line.days_late else None


def _total(table: str, row: str, lines: Sequence[Line], keys: Iterable[str]) -> Row:
    cells: dict[str, Content] = {"label": "Together"}
    for key in keys:
        cells[key] = Sum(tuple(Ref(table, line.id, key) for line in lines))
    return Row(row, cells, RowKind.SUBTOTAL)


def _trimmed(table: Table, columns: Iterable[str]) -> Table:
    """A table without those of some columns that nothing stands in."""
    unused = [
        column
        for column in columns
        if not any(
            row.cells.get(column) not in (None, "")
            for row in table.rows
            if row.kind is RowKind.LINE
        )
    ]
    return without(table, unused)
