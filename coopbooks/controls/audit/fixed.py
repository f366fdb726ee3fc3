"""Fixed assets: what was there, bought, sold and worn, and what is there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.core.money import ZERO
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

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

FIXED = "audit-fixed"
OPENING, CLOSING, TOTAL = "opening", "closing", "total"
MOVES = {
    "brought": "Brought in",
    "bought": "Bought",
    "sold": "Sold or given away",
    "worn": "Worn, written off",
    "moved": "Moved",
}
# What it brings when something is sold, now or later.
PROCEEDS = ("bank", "cash", "clearing", "receivable")


def fixed_table(scope: Scope) -> Table:
    """The fixed assets of a period.

    Args:
        scope: The book for the period.

    Returns:
        A line for each account with the role `fixed-asset` that held or moved anything,
        at the values of the book. Each transaction is of one kind as a whole: it adds
        to what there is, or is set off against costs, or brings money.
    """
    moved = _moves(scope)
    kinds = [kind for kind in MOVES if any(of.get(kind) for of in moved.values())]
    accounts = [
        name
        for name in scope.activity.accounts("Assets")
        if scope.roles.of(name) == "fixed-asset"
        and (
            name in moved
            or scope.carried(name, scope.period.begin)
            or scope.carried(name, scope.period.end)
        )
    ]
    rows = [_row(scope, name, kinds, moved.get(name, {})) for name in accounts]
    if rows:
        sums: dict[str, Content] = {"label": "Together"}
        for column in (OPENING, *kinds, CLOSING):
            sums[column] = Sum(tuple(Ref(FIXED, row.id, column) for row in rows))
        rows.append(Row(TOTAL, sums, RowKind.TOTAL))
    begin, last = long_date(scope.period.begin), long_date(scope.period.last)
    return Table(
        FIXED,
        "Fixed assets",
        (
            Column("label", "Account", ColumnKind.TEXT),
            Column(OPENING, f"At the start of {begin}"),
            *(Column(kind, MOVES[kind]) for kind in kinds),
            Column(CLOSING, f"At the end of {last}"),
            Column("adds-up", "Adds up?", ColumnKind.CHECK),
            Column("seen", "Seen where, by whom", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        lead=(Sentence(_lead(scope, bool(rows))),),
    )


def _lead(scope: Scope, there: bool) -> str:
    if there:
        return "Look for each thing, and write down where it is and who saw it."
    if "fixed-asset" in scope.roles.said.values():
        return "The book has no fixed assets."
    return "No account of this book is for fixed assets (coop-account fixed-asset)."


def _row(
    scope: Scope, account: str, kinds: list[str], moved: dict[str, Decimal]
) -> Row:
    cells: dict[str, Content] = {
        "label": scope.roles.name_of(account),
        OPENING: scope.carried(account, scope.period.begin),
    }
    cells |= {kind: moved.get(kind, ZERO) for kind in kinds}
    cells[CLOSING] = scope.carried(account, scope.period.end)
    left = Sum(tuple(Ref(FIXED, account, one) for one in (OPENING, *kinds)))
    cells["seen"] = MIDDLE
    cells["adds-up"] = Agree(left, Sum((Ref(FIXED, account, CLOSING),)))
    return Row(account, cells, account=account)


def _moves(scope: Scope) -> dict[str, dict[str, Decimal]]:
    """What moved on each account, by kind."""
    found: dict[str, dict[str, Decimal]] = {}
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in scope.period:
            continue
        own: list[tuple[str, Decimal]] = []
        proceeds = opening = False
        for posting in entry.postings:
            units = posting.units
            if units is None or units.currency in scope.valuation.measures:
                continue
            worth = scope.valuation.of_posting(posting, entry.date)
            role = scope.roles.of(posting.account)
            if role == "fixed-asset":
                own.append((posting.account, worth))
            proceeds |= role in PROCEEDS and worth > 0
            opening |= scope.roles.is_opening(posting.account)
        net = sum((worth for _, worth in own), ZERO)
        kind = _kind(net, proceeds=proceeds, opening=opening)
        for account, worth in own:
            of = found.setdefault(account, {})
            of[kind] = of.get(kind, ZERO) + scope.rounded(worth)
    return found


def _kind(net: Decimal, *, proceeds: bool, opening: bool) -> str:
    """What a transaction as a whole does to fixed assets."""
    if opening:
        return "brought"
    if not net:
        return "moved"
    if net > 0:
        return "bought"
    return "sold" if proceeds else "worn"
