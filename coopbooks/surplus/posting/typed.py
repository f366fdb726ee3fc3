"""What a book shares of a year already, by entries that somebody typed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.core.postings import tag
from coopbooks.core.proposal import in_batch
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.posting.places import CAPITAL
from coopbooks.surplus.posting.places import RESULT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.periods import Period


class Place(NamedTuple):
    """Where something was posted: the account, whose it is, in which lot."""

    account: str
    member: str
    lot: str

    def __str__(self) -> str:
        """The place in words: the account, and the member and the lot if any."""
        return " ".join(filter(None, self))


def without_batch(
    entries: Iterable[data.Directive], batch: str
) -> list[data.Directive]:
    """The entries of a book but for those of one batch.

    Args:
        entries: A book's entries.
        batch: The batch.

    Returns:
        All others, in their order.
    """
    return [
        one for one in entries if not in_batch((one.meta or {}).get("batch"), batch)
    ]


def sharing(
    entries: Iterable[data.Directive],
    roles: Roles,
    year: Period,
    fye: FiscalYearEnd,
) -> list[data.Transaction]:
    """The transactions that share a year's result.

    Args:
        entries: A book's entries.
        roles: What its accounts are for.
        year: The fiscal year.
        fye: The end of the fiscal year, for names such as FY2026.

    Returns:
        Those that move something on an account of the result and say with `period:`
        that it is this year's, from its beginning on.
    """
    return [
        entry
        for entry in entries
        if isinstance(entry, data.Transaction)
        and entry.date >= year.begin
        and any(
            roles.of(one.account) == RESULT
            and means(tag(entry, one, "period") or "", year, fye)
            for one in entry.postings
        )
    ]


def beyond_results(
    entries: Iterable[data.Directive], roles: Roles
) -> list[data.Transaction]:
    """The transactions that move something beyond the accounts of the result.

    Args:
        entries: Entries.
        roles: What the book's accounts are for.

    Returns:
        All but those that carry a loss from one account of the result to another, or
        make it good there: by these alone nothing is shared.
    """
    return [
        entry
        for entry in entries
        if isinstance(entry, data.Transaction)
        and any(roles.of(one.account) != RESULT for one in entry.postings)
    ]


def posted(entries: Iterable[data.Directive], roles: Roles) -> dict[Place, Decimal]:
    """What some transactions come to, by place.

    Args:
        entries: Transactions.
        roles: What the book's accounts are for; lots count in members' accounts only.

    Returns:
        The sum of each place that is not zero.
    """
    sums: dict[Place, list[Decimal]] = defaultdict(list)
    for row in rows(entries):
        account = row.account
        member = row.tag("member") or ""
        lot = row.tag("lot") or "" if roles.of(account) == CAPITAL else ""
        # The account may say whose it is; what comes out of the result is nobody's.
        own = account.endswith(f":{member}") or roles.of(account) == RESULT
        sums[Place(account, "" if own else member, lot)].append(row.number)
    totals = {place: total_of(found) for place, found in sums.items()}
    return {place: number for place, number in totals.items() if number}


def differing(
    typed: Mapping[Place, Decimal], proposed: Mapping[Place, Decimal]
) -> list[tuple[Place, Decimal, Decimal]]:
    """Where what was typed is not what is proposed.

    Args:
        typed: What was typed, by place.
        proposed: What is proposed, by place.

    Returns:
        Each place with what was typed and what is proposed, by account.
    """
    places = sorted(typed.keys() | proposed.keys())
    pairs = ((one, typed.get(one, ZERO), proposed.get(one, ZERO)) for one in places)
    return [pair for pair in pairs if pair[1] != pair[2]]
