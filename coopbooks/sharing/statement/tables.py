"""A statement of a share: what counted, what did not and why, and how it comes about.

It holds all that the other side needs to work the share out again by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core.compare import hash_entry

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Rounded
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.steprows import STEP_COLUMNS
from coopbooks.dues.steprows import step_rows
from coopbooks.sharing.shares.amounts import EARLIER
from coopbooks.sharing.shares.amounts import EXEMPT
from coopbooks.sharing.shares.ladder import ladder
from coopbooks.sharing.statement.booked import booked_table
from coopbooks.sharing.statement.ladder import LADDER
from coopbooks.sharing.statement.ladder import ladder_base
from coopbooks.sharing.statement.ladder import ladder_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.sharing.share import Counted
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share

BASE, ENTRIES, OWED, STEPS, PARTS = "base", "entries", "owed", "steps", "parts"
TEXT = ColumnKind.TEXT


def statement_tables(
    share: Share, roles: Roles, have: Iterable[Posted], folder: Path, *, whole: bool
) -> tuple[list[Table], list[Table]]:
    """A share as tables.

    Args:
        share: The share.
        roles: What accounts are called.
        have: What the book has of the agreement.
        folder: The folder of the book.
        whole: Whether every entry is listed; what counts then adds them up live.

    Returns:
        The tables of page one: what counted by account, the ladder, what is owed, who
        receives it, what the book has of it; and those behind it: every step with its
        rule, every entry that was looked at.
    """
    base = _base(share, roles, live=whole)
    front = [base]
    rungs = ladder_table(share, Ref(BASE, "total", "counts"))
    if rungs is not None and _is_plain(share):
        front.append(rungs)
    front.append(_owed(share, live=rungs is not None and _is_plain(share)))
    if share.parts:
        front.append(_parts(share))
    front.append(booked_table(share, have))
    steps = Table(
        STEPS,
        "How it comes about, step by step",
        STEP_COLUMNS,
        tuple(step_rows(share.steps, folder)),
    )
    behind = [steps, _entries(share)] if whole else [steps]
    return [one for one in front if one.rows], behind


def _is_plain(share: Share) -> bool:
    """Whether the ladder on what counts gives the share of the period by itself."""
    meta = share.group.header.meta
    changed = ("lag", "true-up", "every")
    taken = (
        step.words
        for step in share.steps[1:]
        if step.words != EARLIER and not step.words.endswith(EXEMPT)
    )
    return (
        share.base.number >= 0
        and not any(words.startswith("less ") for words in taken)
        and not any(meta.get(key) for key in changed if key != "every")
        and share.base.unit != ""
        and not _is_together(share)
    )


def _is_together(share: Share) -> bool:
    return (
        bool(share.steps)
        and share.steps[-1].words == "together"
        and any(": " in step.words for step in share.steps[:-1])
    )


def _base(share: Share, roles: Roles, *, live: bool) -> Table:
    """What counted and what did not, by account and reason."""
    columns = (
        Column("label", "What was looked at", TEXT),
        Column("counts", "Counts"),
        Column("left-out", "Does not count"),
        Column("because", "Why not", TEXT),
    )
    groups: dict[tuple[str, bool, str], list[int]] = defaultdict(list)
    for place, one in enumerate(share.base.counted):
        why = one.because if not one.counts or not one.account else ""
        groups[one.account or one.because, one.counts, why].append(place)
    rows = []
    for number, ((what, counts, why), places) in enumerate(sorted(groups.items())):
        column = "counts" if counts else "left-out"
        sums: Content = total_of(share.base.counted[one].number for one in places)
        # Of heads there is no entry: how many of a kind there are is all that is told.
        if live and any(share.base.counted[one].account for one in places):
            rows_of = (Ref(ENTRIES, f"entry:{place}", column) for place in places)
            sums = Sum(tuple(rows_of))
        label = roles.name_of(what) if ":" in what else what
        if not any(share.base.counted[one].account for one in places):
            label = f"{len(places)} {what}" if len(places) > 1 else what
        cells: dict[str, Content] = {"label": label, column: sums}
        if not counts:
            cells["because"] = why
        account = what if ":" in what else None
        rows.append(Row(f"line:{number}", cells, depth=1, account=account))
    total: dict[str, Content] = {"label": f"Together, {share.base.unit}"}
    for column in ("counts", "left-out"):
        refs = [Ref(BASE, row.id, column) for row in rows if column in row.cells]
        total[column] = Sum(tuple(refs))
    rows.append(Row("total", total, RowKind.TOTAL))
    words = {
        "report": "As the other side reported; its book has the entries.",
        "other-book": "What counts stands in the other body's book.",
    }
    notes = (
        [Sentence(words[share.base.known_from])]
        if (share.base.known_from in words)
        else []
    )
    title = f"What counts, {share.base.period.label}"
    return Table(BASE, title, columns, tuple(rows), share.base.unit, notes=tuple(notes))


def _entries(share: Share) -> Table:
    """Every entry that was looked at, so that the base can be added up again."""
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


def _owed(share: Share, *, live: bool) -> Table:
    """From the ladder to what is owed, and by when."""
    columns = (Column("label", "", TEXT), Column("amount", "Amount"))
    rows: list[Row] = []

    def line(row: str, label: str, content: Content) -> None:
        rows.append(Row(row, {"label": label, "amount": content}, depth=1))

    if live:
        places = max(-int(quantum(share.currency).as_tuple().exponent), 0)
        by_ladder = Rounded(Ref(LADDER, "total", "amount"), places)
        line("ladder", "By the ladder, rounded", by_ladder)
    if share.earlier:
        line("earlier", "Earlier periods of the year", -share.earlier)
    shown = total_before(share, live=live)
    if share.before_relief != shown:
        line("changed", "Other steps, see behind", share.before_relief - shown)
    if share.relief:
        line("relief", "Taken off by decision", -share.relief)
    if share.currency != share.book_currency or share.rate:
        line("rate", f"In {share.currency}: {share.rate}", None)
    ids = [row.id for row in rows if row.cells.get("amount") is not None]
    content: Content = share.number
    if ids and not share.rate:
        content = Sum(tuple(Ref(OWED, row, "amount") for row in ids))
    due = f", to be paid by {long_date(share.due)}" if share.due else ""
    total: dict[str, Content] = {
        "label": f"Owed for {share.period.label}{due}",
        "amount": content,
    }
    rows.append(Row("owed", total, RowKind.TOTAL))
    notes = [Sentence(f"Not owed until it is met: {one}.") for one in share.unmet]
    notes += [Sentence(one) for one in share.notes]
    title = f"What {share.giver} owes {share.receiver}"
    return Table(OWED, title, columns, tuple(rows), share.currency, notes=tuple(notes))


def total_before(share: Share, *, live: bool) -> Decimal:
    """What the rows above come to before other steps are shown."""
    if not live:
        return -share.earlier if share.earlier else ZERO
    counted = max(ladder_base(share), ZERO)
    exact = ladder(share.group, counted, share.base.unit).number
    return quantize(exact, share.currency) - share.earlier


def _parts(share: Share) -> Table:
    """Who receives it; the parts add up to it."""
    columns = (
        Column("label", "For", TEXT),
        Column("body", "Body", TEXT),
        Column("fund", "Fund", TEXT),
        Column("amount", "Amount"),
    )
    rows = [
        Row(
            f"part:{part.name}",
            {
                "label": part.name,
                "body": part.body or share.receiver,
                "fund": part.fund,
                "amount": part.number,
            },
            depth=1,
        )
        for part in share.parts
    ]
    sums = Sum(tuple(Ref(PARTS, row.id, "amount") for row in rows))
    cells: dict[str, Content] = {"label": "Together", "amount": sums}
    check = Agree(
        Sum((Ref(PARTS, "all", "amount"),)), Sum((Ref(OWED, "owed", "amount"),))
    )
    rows.append(Row("all", cells, RowKind.TOTAL))
    told: dict[str, Content] = {"label": "That is what is owed", "amount": check}
    rows.append(Row("check", told, RowKind.CHECK))
    return Table(PARTS, "Who receives it", columns, tuple(rows), share.currency)
