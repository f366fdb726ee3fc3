"""What moved on members' accounts, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import measures
from coopbooks.core.errors import placed
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.lots import Move
from coopbooks.surplus.capital.lots import kind_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.postings import Row
    from coopbooks.surplus.capital.lots import MoveKind
    from coopbooks.surplus.terms import SurplusTerms

CAPITAL = "member-capital"
SHARED = ("result", "collective", "reserve")


def read_moves(
    terms: SurplusTerms, entries: Sequence[data.Directive], end: datetime.date
) -> list[Move]:
    """Read what moved on members' accounts.

    Args:
        terms: What the book says.
        entries: Its entries.
        end: The day after the last that counts.

    Returns:
        A move for each posting on an account with the role `member-capital`, in the
        order of the book.
    """
    no_money = measures(entries)
    found: list[Move] = []
    first: datetime.date | None = None
    for row in rows(entries):
        first = first or row.date
        if row.date >= end or terms.roles.of(row.account) != CAPITAL:
            continue
        if row.units.currency in no_money:
            continue
        found.append(_move(terms.roles, row, begun=row.date > first))
    return found


def balances_on(
    moves: Iterable[Move], day: datetime.date
) -> dict[tuple[str, str], Decimal]:
    """What each lot of each member held at the end of a day.

    Args:
        moves: What `read_moves` gave.
        day: The day.

    Returns:
        By member and lot, without those that hold nothing.
    """
    found: dict[tuple[str, str], Decimal] = {}
    for move in moves:
        if move.date <= day:
            key = move.member, move.lot
            found[key] = found.get(key, 0 * move.number) + move.number
    return {key: number for key, number in sorted(found.items()) if number}


def _move(roles: Roles, row: Row, *, begun: bool) -> Move:
    member = row.tag("member") or row.account.rsplit(":", 1)[-1]
    lot = row.tag("lot") or ""
    return Move(
        row.date,
        member,
        lot,
        row.account,
        -row.number,
        _why(roles, row, lot, begun=begun),
        row.entry,
        placed(row.posting.meta or {}, row.entry.meta),
    )


def _why(roles: Roles, row: Row, lot: str, *, begun: bool) -> MoveKind:
    """Why an account changed, by the other legs of its transaction."""
    others = [one for one in rows([row.entry]) if one.posting is not row.posting]
    said = {roles.of(one.account) for one in others}
    types = {roles.type_of(one.account) for one in others}
    if not begun or "opening" in said:
        return "opening"
    if said & set(SHARED):
        if row.number > 0:
            return "loss"
        return "interest" if kind_of(lot) == "interest" else "allocated"
    if said == {CAPITAL}:
        return "moved"
    if row.number < 0:
        return "interest" if "Expenses" in types else "paid-in"
    return "left" if "capital-payable" in said and _leaves(row) else "redeemed"


def _leaves(row: Row) -> bool:
    """Whether all of a member's account goes in one transaction: they left."""
    lots = [one for one in rows([row.entry]) if one.account == row.account]
    return len(lots) > 1 or row.tag("lot") == "fee"
