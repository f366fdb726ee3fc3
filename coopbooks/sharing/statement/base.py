"""What was looked at for a share: what counted, what did not, and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Counted
    from coopbooks.sharing.share import Share

BASE, ENTRIES = "base", "entries"
TEXT = ColumnKind.TEXT
COUNTED = ("counts", "left-out")
WORDS = {
    "report": "As the other side reported; its book has the entries.",
    "other-book": "What counts stands in the other body's book.",
}


def base_table(share: Share, roles: Roles, *, live: bool) -> Table:
    """What counted and what did not, by account and reason.

    Args:
        share: The share.
        roles: What accounts are called.
        live: Whether the table of entries is there, to be added up.

    Returns:
        A row for each account and reason, and their sum; of periods that are charged
        together the sums of each as well.
    """
    columns = (
        Column("label", "What was looked at", TEXT),
        Column("counts", "Counts"),
        Column("left-out", "Does not count"),
        Column("because", "Why not", TEXT),
    )
    rows: list[Row] = []
    pieces = share.pieces or (share,)
    first = 0
    for number, piece in enumerate(pieces):
        prefix = f"{number}:" if share.pieces else ""
        found = _rows(piece.base.counted, first, prefix, roles, live=live)
        label = f"Together, {share.base.unit}"
        if share.pieces:
            title = piece.base.period.label
            rows.append(Row(f"{prefix}title", {"label": title}, RowKind.HEADING))
            label = f"{title}, {share.base.unit}"
        rows += found
        total = _total(f"{prefix}total", label, [row.id for row in found], found)
        rows.append(total if not share.pieces else _subtotal(total))
        first += len(piece.base.counted)
    if share.pieces:
        totals = [row for row in rows if row.kind is RowKind.SUBTOTAL]
        label = f"Together, {share.base.unit}"
        rows.append(_total("total", label, [row.id for row in totals], totals))
    known_from = share.base.known_from
    notes = [Sentence(WORDS[known_from])] if known_from in WORDS else []
    title = f"What counts, {share.base.period.label}"
    return Table(BASE, title, columns, tuple(rows), share.base.unit, notes=tuple(notes))


def base_of(share: Share, number: int) -> Ref:
    """The cell with what counted.

    Args:
        share: The share.
        number: Which of the periods that are charged together.

    Returns:
        It.
    """
    return Ref(BASE, f"{number}:total" if share.pieces else "total", "counts")


def _subtotal(row: Row) -> Row:
    return Row(row.id, row.cells, RowKind.SUBTOTAL)


def _total(row: str, label: str, ids: Sequence[str], rows: Sequence[Row]) -> Row:
    total: dict[str, Content] = {"label": label}
    for column in COUNTED:
        refs = [
            Ref(BASE, one, column)
            for one, cells in zip(ids, rows, strict=True)
            if column in cells.cells
        ]
        total[column] = Sum(tuple(refs))
    return Row(row, total, RowKind.TOTAL)


def _rows(
    counted: Sequence[Counted], first: int, prefix: str, roles: Roles, *, live: bool
) -> list[Row]:
    """A row for each account and reason of a period."""
    groups: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for place, one in enumerate(counted):
        why = one.because if not one.counts or not one.account else ""
        groups[one.account or one.because, one.counts, why].append(place)
    rows = []
    for number, ((what, counts, why), places) in enumerate(sorted(groups.items())):
        column = "counts" if counts else "left-out"
        found = [counted[one] for one in places]
        sums: Content = total_of(one.number for one in found)
        # Of heads there is no entry: how many of a kind there are is all that is told.
        if live and any(one.account for one in found):
            refs = (Ref(ENTRIES, f"entry:{first + one}", column) for one in places)
            sums = Sum(tuple(refs))
        label = roles.name_of(what) if ":" in what else what
        if not any(one.account for one in found):
            label = f"{len(places)} {what}" if len(places) > 1 else what
        cells: dict[str, Content] = {"label": label, column: sums}
        if not counts:
            cells["because"] = why
        account = what if ":" in what else None
        rows.append(Row(f"{prefix}line:{number}", cells, depth=1, account=account))
    return rows


def entries_table(share: Share) -> Table:
    """Every entry that was looked at, so that the base can be added up again.

    Args:
        share: The share.

    Returns:
        A row for each.
    """
    columns = (
        Column("label", "Entry", TEXT),
        Column("date", "Date", ColumnKind.DATE),
        Column("account", "Account", TEXT),
        Column("counts", "Counts"),
        Column("left-out", "Does not count"),
        Column("because", "Why not", TEXT),
    )
    rows = [
        _entry(place, one, share)
        for place, one in enumerate(share.base.counted)
        if one.account
    ]
    title = "Every entry that was looked at"
    return Table(ENTRIES, title, columns, tuple(rows), share.base.unit)


def _entry(place: int, one: Counted, share: Share) -> Row:
    entry = one.entry
    words = " ".join(
        filter(None, (getattr(entry, "payee", ""), getattr(entry, "narration", "")))
    )
    cells: dict[str, Content] = {
        "label": words or one.because,
        "date": one.date.isoformat() if one.date else None,
        "account": one.account,
        "counts" if one.counts else "left-out": _exact(one.number, share),
        "because": "" if one.counts else one.because,
    }
    hashed = hash_entry(entry) if entry is not None else None
    return Row(f"entry:{place}", cells, entry=hashed)


def _exact(number: Decimal, share: Share) -> Decimal:
    """A number with the digits it has; what a rate made longer is cut for the eye."""
    rounded = quantize(number, share.base.unit)
    return rounded if rounded == number else number
