"""What entries about members' capital have in common: accounts, names, legs."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.proposal import LONGEST_BATCH

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.capital.lots import Move


def slug(*words: str, year: int) -> str:
    """Words as a part of batch names, ids and links.

    Args:
        *words: Such as a decision's id.
        year: The year that it begins with, unless the words begin with one.

    Returns:
        Small letters, digits and hyphens, such as `2026-03-4`.
    """
    name = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
    if not re.match(r"\d{4}(-|$)", name):
        name = f"{year}-{name}"
    return name[: LONGEST_BATCH - len("-redemption")].strip("-")


def of_member(root: str, member: str, opened: Collection[str]) -> str:
    """The account of one member below another, where it is open; else that one.

    Args:
        root: An account on which members are owed something.
        member: The member's id.
        opened: The accounts that are open.

    Returns:
        The account.
    """
    own = f"{root}:{member}"
    return own if own in opened else root


def opened_in(entries: Iterable[data.Directive]) -> frozenset[str]:
    """The accounts that a book opens and does not close.

    Args:
        entries: Its entries.

    Returns:
        The accounts.
    """
    found: set[str] = set()
    for entry in entries:
        if isinstance(entry, data.Open):
            found.add(entry.account)
        elif isinstance(entry, data.Close):
            found.discard(entry.account)
    return frozenset(found)


def with_role(roles: Roles, opened: Collection[str], *wanted: str) -> str:
    """The only account with the first of some roles that any account has.

    Args:
        roles: What the book's accounts are for.
        opened: The accounts that are open.
        *wanted: Roles, the best first.

    Returns:
        The account; empty where none or several have it.
    """
    for role in wanted:
        mine = (one for one in opened if roles.of(one) == role)
        roots = {roles.root_of(one) for one in mine}
        if roots:
            return roots.pop() if len(roots) == 1 else ""
    return ""


def accounts_of(
    moves: Iterable[Move], day: datetime.date
) -> dict[tuple[str, str], dict[str, Decimal]]:
    """On which accounts members' lots stand.

    Args:
        moves: What moved on them.
        day: At the end of this day.

    Returns:
        Of each member and lot what stands where.
    """
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for move in moves:
        if move.date <= day:
            held = found[move.member, move.lot]
            held[move.account] = held.get(move.account, ZERO) + move.number
    return found


def taken_from(
    places: dict[str, Decimal], number: Decimal
) -> Iterator[tuple[str, Decimal]]:
    """Take an amount from where a lot stands.

    Args:
        places: What stands on which account.
        number: How much; what they don't hold is taken from the first.

    Yields:
        An account and what is taken from it.
    """
    left = number
    for account, held in sorted(places.items()):
        part = min(held, left)
        if part > 0:
            yield account, part
            left -= part
    if left and places:
        yield min(places), left


def leg(
    account: str, number: Decimal, currency: str, **meta: str | None
) -> data.Posting:
    """A posting.

    Args:
        account: Its account.
        number: How much; a debit is positive.
        currency: The currency.
        **meta: What it says, as far as there is anything.

    Returns:
        The posting.
    """
    said = {key: value for key, value in meta.items() if value}
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, said)


def transaction(
    id_: str,
    date: datetime.date,
    words: tuple[str, str],
    link: str,
    meta: dict[str, str | None],
    legs: Iterable[data.Posting],
) -> data.Transaction:
    """A transaction that can be written to a batch.

    Args:
        id_: Its id.
        date: Its day.
        words: Payee and narration.
        link: What it is linked with.
        meta: What it says, as far as there is anything.
        legs: Its postings; those of nothing are left out.

    Returns:
        The transaction.
    """
    said = {"id": id_, **{key: value for key, value in meta.items() if value}}
    kept = [one for one in legs if one.units and one.units.number]
    payee, narration = words
    links = frozenset({link})
    return data.Transaction(said, date, "*", payee, narration, frozenset(), links, kept)
