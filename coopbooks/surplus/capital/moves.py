"""What moved on members' accounts, lot by lot, and why.

Why an account changed follows from what stands opposite: money is paid in or paid back,
the result is allocated, a debt to who left was their account before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.postings import tag
from coopbooks.core.runs import unpacked
from coopbooks.surplus.capital.kinds import KindOf
from coopbooks.surplus.capital.kinds import first_day
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import Move
from coopbooks.surplus.capital.lots import year_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.terms import SurplusTerms

CAPITAL = "member-capital"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a posting on members' accounts is, and which lot it is of.

    Attributes:
        member: The member's id; empty where nothing says it.
        lot: The lot; empty where nothing says it.
        said: The member that the posting or its entry names, if it is another one than
            the account's; else empty.
    """

    member: str
    lot: str
    said: str = ""


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
    roles, known = terms.roles, terms.histories.keys()
    counted = measures(entries)
    accounts = capital_accounts(entries, roles)
    why = KindOf(terms, first_day(terms, entries))
    found: list[Move] = []
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date >= end:
            continue
        if not any(posting.account in accounts for posting in entry.postings):
            continue
        for piece in _pieces(entry):
            for posting in piece.postings:
                units = posting.units
                if posting.account not in accounts or units is None:
                    continue
                if units.currency in counted or currency not in {None, units.currency}:
                    continue
                number = ZERO - (units.number or ZERO)
                owner = owner_of(piece, posting, roles, known)
                kind = why.of(piece, posting, number, owner)
                found.append(
                    Move(
                        entry.date,
                        owner.member,
                        owner.lot,
                        posting.account,
                        number,
                        kind,
                        entry,
                        posting.meta or entry.meta,
                    )
                )
    return sorted(found, key=lambda move: move.date)


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


def owner_of(
    entry: data.Transaction,
    posting: data.Posting,
    roles: Roles,
    known: Collection[str],
) -> Owner:
    """Whose a posting is, and which lot it is of.

    Args:
        entry: A transaction.
        posting: One of its postings, on an account with the role `member-capital`.
        roles: What the book's accounts are for.
        known: The ids of its members.

    Returns:
        The member that the account names, if one of its components below the account
        with the role is a member's id, else the one that the posting or its entry
        names; the lot likewise, which the posting or its entry names first.
    """
    root = roles.root_of(posting.account)
    below = [one for one in posting.account[len(root) :].split(":") if one]
    said = tag(entry, posting, "member") or ""
    own = next((one for one in below if one in known), "")
    lot = tag(entry, posting, "lot") or _lot_among(below)
    return Owner(own or said, lot, said if own and said != own else "")


def _lot_among(components: Iterable[str]) -> str:
    """The lot that an account is for; empty if it names none."""
    for one in components:
        if one.lower() == FEE:
            return FEE
        if year_of(one):
            return one
    return ""


def _pieces(entry: data.Transaction) -> Iterator[data.Transaction]:
    """A transaction, or those that it was put together from."""
    for piece in unpacked(entry):
        if isinstance(piece, data.Transaction):
            yield piece
