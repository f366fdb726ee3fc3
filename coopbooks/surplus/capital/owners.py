"""Whose money on members' accounts is, and of which lot."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.postings import tag
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import year_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.accounts import Roles

CAPITAL = "member-capital"


class Owner(NamedTuple):
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
