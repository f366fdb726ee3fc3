"""What moved on members' accounts, lot by lot, and why.

Why an account changed follows from what stands opposite: money is paid in or paid back,
the result is allocated, a debt to who left was their account before.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.runs import unpacked
from coopbooks.surplus.capital.kinds import KindOf
from coopbooks.surplus.capital.kinds import first_day
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import Move
from coopbooks.surplus.capital.lots import year_of
from coopbooks.surplus.capital.owners import CAPITAL
from coopbooks.surplus.capital.owners import owner_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.terms import SurplusTerms


def read_moves(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    end: datetime.date,
    currency: str | None = None,
) -> list[Move]:
    """Find what moved on members' accounts.

    Args:
        terms: What the book says.
        entries: A book's entries.
        end: The day after the last that counts.
        currency: Only what is in it counts; None for all that is money.

    Returns:
        What moved before `end`, by date and then in the order of the entries: one for
        each posting on an account with the role `member-capital`.
    """
    accounts = capital_accounts(entries, terms.roles)
    why = KindOf(terms, first_day(terms, entries))
    counted = measures(entries)
    found = [
        move
        for entry in entries
        if isinstance(entry, data.Transaction) and entry.date < end
        if any(posting.account in accounts for posting in entry.postings)
        for move in _moves(entry, accounts, why)
    ]
    wanted = [
        move for move, unit in found if unit not in counted and currency in {None, unit}
    ]
    return sorted(wanted, key=lambda move: move.date)


def _moves(
    entry: data.Transaction, accounts: Collection[str], why: KindOf
) -> Iterator[tuple[Move, str]]:
    """What a transaction moves on members' accounts, and in which currency."""
    terms = why.terms
    for piece in _pieces(entry):
        for posting in piece.postings:
            if posting.account not in accounts or posting.units is None:
                continue
            number = ZERO - (posting.units.number or ZERO)
            owner = owner_of(piece, posting, terms.roles, terms.histories.keys())
            move = Move(
                entry.date,
                owner.member,
                owner.lot,
                posting.account,
                number,
                why.of(piece, posting, number, owner),
                entry,
                posting.meta or entry.meta,
            )
            yield move, posting.units.currency


def balances_on(
    moves: Iterable[Move], day: datetime.date
) -> dict[str, dict[str, Decimal]]:
    """What members' accounts hold at the end of a day.

    Args:
        moves: What moved on them, in any order.
        day: The day.

    Returns:
        The lots of each member, by id; fees first, then by year. Lots that hold nothing
        are left out, and members without any.
    """
    held: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for move in moves:
        if move.date <= day:
            held[move.member, move.lot] += move.number
    found: dict[str, dict[str, Decimal]] = {}
    for member, lot in sorted(held, key=lambda key: (key[0], lot_order(key[1]))):
        if held[member, lot]:
            found.setdefault(member, {})[lot] = held[member, lot]
    return found


def lot_order(lot: str) -> tuple[bool, str, str]:
    """Where a lot stands among others: fees first, then by year and letter.

    Args:
        lot: Its name.

    Returns:
        What lots are sorted by.
    """
    return lot != FEE, year_of(lot).removeprefix("FY"), lot


def capital_accounts(entries: Iterable[data.Directive], roles: Roles) -> frozenset[str]:
    """The accounts of a book that belong to members.

    Args:
        entries: A book's entries.
        roles: What its accounts are for.

    Returns:
        The open ones with the role `member-capital`, and those below them.
    """
    return frozenset(
        entry.account
        for entry in entries
        if isinstance(entry, data.Open) and roles.of(entry.account) == CAPITAL
    )


def _pieces(entry: data.Transaction) -> Iterator[data.Transaction]:
    """A transaction, or those that it was put together from."""
    for piece in unpacked(entry):
        if isinstance(piece, data.Transaction):
            yield piece
