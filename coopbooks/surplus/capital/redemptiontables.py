"""What is paid back as tables: in short, by year, by member, and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
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
from coopbooks.surplus.capital.moves import lot_order
from coopbooks.surplus.overview.words import lot_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.capital.redeemed import Redemption
    from coopbooks.surplus.capital.redeemed import RedemptionLine
    from coopbooks.surplus.capital.redeeming import Run

SHORT, LOTS, MEMBERS, EACH, WHAT_IF = "short", "lots", "members", "each", "what-if"
ORDERS = {
    "oldest-first": "the oldest first",
    "newest-first": "the newest first",
    "by-balance": "by what each member has",
}
PARTLY = {
    "within-lot": "the year that there is not enough for is split within itself",
    "by-balance": "what is left then is split by what each member still has",
}
LABEL = Column("label", "", ColumnKind.TEXT)
COLUMNS = (
    Column("held", "Holds"),
    Column("paid", "Paid back"),
    Column("left", "Stays"),
)


def redemption_tables(run: Run) -> tuple[list[Table], list[Table]]:
    """What is paid back with so much money.

    Args:
        run: A redemption against the book.

    Returns:
        For the front it in short, by lot and by member; for behind each lot of each
        member, with why it is not paid back.
    """
    found = run.redemption
    front = [_short(run), _by_lot(found), _by_member(found)]
    return front, [_each(found)]


def what_if_table(runs: Sequence[Run]) -> Table:
    """What members are paid back with one amount of money or another.

    Args:
        runs: Redemptions of the same day by the same rule.

    Returns:
        A line for each member, a column for each amount of money.
    """
    columns = {f"n{at}": run.redemption for at, run in enumerate(runs)}
    members = sorted({one for run in runs for one in run.redemption.members})
    rows = []
    for member in members:
        cells: dict[str, Content] = {"label": member}
        for name, found in columns.items():
            paid = total_of(line.number for line in found.of_member(member))
            cells[name] = paid or None
        rows.append(Row(member, cells))
    total: dict[str, Content] = {name: down(WHAT_IF, rows, name) for name in columns}
    rows.append(Row("all", {"label": "Together", **total}, RowKind.TOTAL))
    return Table(
        WHAT_IF,
        "What if there is so much money?",
        (
            Column("label", "Member", ColumnKind.TEXT),
            *(Column(name, f"{one.available:,}") for name, one in columns.items()),
        ),
        tuple(rows),
        runs[0].redemption.currency,
    )


def rule_words(found: Redemption) -> str:
    """The rule in a sentence."""
    meta = found.rule.meta
    words = f"Capital is paid back {ORDERS[str(meta['order'])]}"
    if meta["order"] != "by-balance":
        words += f"; {PARTLY[str(meta.get('partly') or 'within-lot')]}"
    if meta.get("keeps"):
        words += f"; each account keeps {meta['keeps']}"
    return f"{words}."


def _short(run: Run) -> Table:
    """The money, what the rule lets go, and what becomes of it."""
    found = run.redemption
    lines: dict[str, tuple[str, Decimal | None]] = {
        "available": ("Money for it", found.available),
        "most": ("The rule still lets go this year", found.most),
        "paid": ("Paid back", found.total),
        "unused": ("Left, with nothing more to pay back", found.unused or None),
        "cash": (f"In cash and banks on {long_date(found.day)}", run.cash),
    }
    rows = [
        Row(name, {"label": label, "n": number})
        for name, (label, number) in lines.items()
        if number is not None
    ]
    lead = [rule_words(found), *found.notes]
    if found.total > run.cash:
        lead.append("The book has less in cash and banks than is paid back.")
    return Table(
        SHORT,
        f"Capital paid back, accounts of {long_date(found.day)}",
        (LABEL, Column("n", "")),
        tuple(rows),
        found.currency,
        lead=tuple(map(Sentence, lead)),
    )


def _by_lot(found: Redemption) -> Table:
    """What is paid back of each lot, of all members together."""
    lots = sorted({line.lot for line in found.lines}, key=lot_order)
    rows = [
        _row(
            LOTS,
            lot or "none",
            lot_words(lot),
            [line for line in found.lines if line.lot == lot],
        )
        for lot in lots
    ]
    return _table(LOTS, "By lot", LABEL, rows, found.currency)


def _by_member(found: Redemption) -> Table:
    """What each member is paid back."""
    label = Column("label", "Member", ColumnKind.TEXT)
    rows = [_row(MEMBERS, one, one, found.of_member(one)) for one in found.members]
    return _table(MEMBERS, "By member", label, rows, found.currency)


def _each(found: Redemption) -> Table:
    """Each lot of each member, with why it is not paid back."""
    rows = []
    for line in found.lines:
        label = f"{line.member or 'Nobody named'}: {lot_words(line.lot)}"
        row = _row(EACH, f"{line.member}:{line.lot}", label, [line])
        rows.append(Row(row.id, {**row.cells, "why": line.why_not}))
    why = [Column("why", "Not paid back", ColumnKind.TEXT)]
    columns = why if any(line.why_not for line in found.lines) else []
    table = _table(EACH, "Each lot of each member", LABEL, rows, found.currency)
    return Table(
        table.id, table.title, (*table.columns, *columns), table.rows, table.currency
    )


def _row(table: str, id_: str, label: str, lines: Sequence[RedemptionLine]) -> Row:
    """Some lots together."""
    cells: dict[str, Content] = {
        "label": label,
        "held": total_of(line.held for line in lines),
        "paid": total_of(line.number for line in lines) or None,
        "left": Sum((Ref(table, id_, "held"),), (Ref(table, id_, "paid"),)),
    }
    return Row(id_, cells)


def _table(
    name: str, title: str, label: Column, rows: list[Row], currency: str
) -> Table:
    """A table with its total."""
    sums: dict[str, Content] = {one.id: down(name, rows, one.id) for one in COLUMNS}
    total = Row("all", {"label": "Together", **sums}, RowKind.TOTAL)
    every = (*rows, total) if rows else ()
    return Table(name, title, (label, *COLUMNS), every, currency)
