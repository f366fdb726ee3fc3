"""Members' accounts at a glance, as tables: what moved, by lot, by member, by year."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import without
from coopbooks.surplus.capital.moves import lot_order
from coopbooks.surplus.capital.rollforward import roll_forward
from coopbooks.surplus.overview.words import MOVES
from coopbooks.surplus.overview.words import lot_words
from coopbooks.surplus.overview.years import shared_table
from coopbooks.surplus.overview.years import years_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.surplus.overview.reading import Capital
    from coopbooks.surplus.overview.reading import Holder

CAPITAL, LOTS, MEMBERS = "capital", "capital-lots", "capital-members"
START, END, ALL = "start", "end", "all"
LABEL = Column("label", "", ColumnKind.TEXT)
# What always stands there, so that its absence is seen.
ALWAYS = ("paid-in", "redeemed")
TAXED = (
    "Qualified: the member paid tax on it in the year it was kept. Nonqualified: the "
    "member pays tax when it is paid out."
)


def overview_tables(found: Capital) -> list[Table]:
    """What moved, what it is made of, year by year, and by member.

    Args:
        found: Members' accounts.

    Returns:
        The tables that there is something to say in.
    """
    tables = [moved_table(found), lots_table(found)]
    if found.shared:
        tables.append(shared_table(found))
    return [*tables, years_table(found), members_table(found)]


def moved_table(found: Capital) -> Table:
    """What moved on members' accounts in the period and in the year so far.

    Args:
        found: Members' accounts.

    Returns:
        The table `capital` with the columns `month` and `year`: from what they held at
        the `start` over what moved to what they hold at the `end`, and a check that
        this is what the lots hold.
    """
    scope = found.scope
    spans = {
        "month": roll_forward(found.moves, scope.period).total(),
        "year": roll_forward(found.moves, scope.year).total(),
    }
    start: dict[str, Content] = {
        name: scope.rounded(one.opening) for name, one in spans.items()
    }
    rows = [Row(START, {"label": "Members' accounts at the start", **start})]
    for kind, label in MOVES.items():
        sums = {name: scope.rounded(one.of(kind)) for name, one in spans.items()}
        if kind in ALWAYS or any(sums.values()):
            rows.append(Row(kind, {"label": label, **sums}, depth=1))
    together: dict[str, Content] = {
        name: Sum(tuple(Ref(CAPITAL, row.id, name) for row in rows)) for name in spans
    }
    label = f"Members' accounts on {long_date(scope.period.last)}"
    rows.append(Row(END, {"label": label, **together}, RowKind.TOTAL))
    check = Agree(Sum((Ref(CAPITAL, END, "month"),)), Sum((Ref(LOTS, ALL, "number"),)))
    words = "The same, added up by lot"
    rows.append(Row("check", {"label": words, "month": check}, RowKind.CHECK))
    columns = (
        LABEL,
        Column("month", scope.period.label),
        Column("year", "This year so far"),
    )
    return Table(CAPITAL, "Members' accounts", columns, tuple(rows), scope.currency)


def lots_table(found: Capital) -> Table:
    """What members' accounts are made of: what was paid in, and each year's part.

    Args:
        found: Members' accounts.

    Returns:
        The table `capital-lots`: for each lot how many `members` have some of it, and
        its `number`.
    """
    held = {name: one.lots for name, one in found.holders.items()}
    names = sorted({lot for lots in held.values() for lot in lots}, key=lot_order)
    rows = []
    for lot in names:
        numbers = [lots[lot] for lots in held.values() if lot in lots]
        cells: dict[str, Content] = {
            "label": lot_words(lot),
            "members": Decimal(len(numbers)),
            "number": total_of(numbers),
        }
        rows.append(Row(lot or "none", cells))
    total: dict[str, Content] = {
        "label": "Together",
        "members": Decimal(sum(bool(lots) for lots in held.values())),
        "number": _down(LOTS, rows, "number"),
    }
    rows.append(Row(ALL, total, RowKind.TOTAL))
    taxed = any(lot.endswith(("-Q", "-N")) for lot in names)
    return Table(
        LOTS,
        "What it is made of",
        (
            LABEL,
            Column("members", "Members", ColumnKind.NUMBER),
            Column("number", "Holds"),
        ),
        tuple(rows),
        found.scope.currency,
        notes=(Sentence(TAXED),) if taxed else (),
    )


def members_table(found: Capital) -> Table:
    """What each member has, by id alone.

    Args:
        found: Members' accounts.

    Returns:
        The table `capital-members`: what each `paid` in, what was `kept` for them, what
        they `have` in all, and what is owed to them beside it: `due` in cash, and
        `left` since they left. Who has nothing and is no member is not there.
    """
    shown = [one for one in found.holders.values() if _is_shown(one)]
    rows = [_member(one) for one in shown]
    total: dict[str, Content] = {"label": "Together"}
    for name in ("paid", "kept", "have", "due", "left"):
        total[name] = _down(MEMBERS, rows, name)
    rows.append(Row(ALL, total, RowKind.TOTAL))
    columns = [
        Column("label", "Member", ColumnKind.TEXT),
        Column("state", "", ColumnKind.TEXT),
        Column("paid", "Paid in"),
        Column("kept", "Kept for them"),
        Column("have", "In their account"),
        Column("due", "Due in cash"),
        Column("left", "Owed since leaving"),
    ]
    used = {
        "state": not all(one.belongs for one in shown),
        "due": any(one.due for one in shown),
        "left": any(one.owed_left for one in shown),
    }
    table = Table(
        MEMBERS,
        f"By member, {long_date(found.scope.period.last)}",
        tuple(columns),
        tuple(rows),
        found.scope.currency,
    )
    return without(table, [name for name, one in used.items() if not one])


def _is_shown(one: Holder) -> bool:
    return one.belongs or bool(one.lots or one.due or one.owed_left)


def _member(one: Holder) -> Row:
    cells: dict[str, Content] = {
        "label": one.member,
        "state": "" if one.belongs else "left",
        "paid": one.paid_in,
        "kept": one.total - one.paid_in,
        "have": Sum(
            (Ref(MEMBERS, one.member, "paid"), Ref(MEMBERS, one.member, "kept"))
        ),
        "due": one.due or None,
        "left": one.owed_left or None,
    }
    return Row(one.member, cells)


def _down(table: str, rows: Sequence[Row], column: str) -> Sum:
    return Sum(tuple(Ref(table, row.id, column) for row in rows))
