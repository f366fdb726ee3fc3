"""Whether postings and funds fit together."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import near
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.postings import saying
from coopbooks.core.postings import tag
from coopbooks.funds.balances import GENERAL

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.funds.terms import Campaign
    from coopbooks.funds.terms import Fund

MOVES = {
    "fund-transfer": "moved between funds",
    "fund-release": "released from a fund",
    "fund-borrowing": "lent between funds",
}


def unknown_funds(
    entries: Iterable[data.Directive], funds: Iterable[Fund]
) -> list[LedgerError]:
    """Find entries that name a fund which the book does not have, or not yet.

    Args:
        entries: A book's entries.
        funds: Its funds.

    Returns:
        An error for each `fund:` of a transaction or posting, at its line.
    """
    begun = _begun(funds)
    return _unknown(entries, "fund", begun, "coop-fund", also=(GENERAL,))


def unknown_campaigns(
    entries: Iterable[data.Directive], campaigns: Iterable[Campaign]
) -> list[LedgerError]:
    """Find entries that name a campaign which the book does not have, or not yet.

    Args:
        entries: A book's entries.
        campaigns: Its campaigns.

    Returns:
        An error for each `campaign:` of a transaction or posting, at its line.
    """
    return _unknown(entries, "campaign", _begun(campaigns), "coop-campaign")


def uneven_moves(entries: Iterable[data.Directive], roles: Roles) -> list[LedgerError]:
    """Find moves between funds that do not name their funds or do not cancel out.

    Args:
        entries: A book's entries.
        roles: The roles of its accounts.

    Returns:
        An error for each posting to an account for moves that names no fund; and for
        each transaction whose postings to accounts of one such role do not come to
        zero in each currency, or all name the same fund.
    """
    errors: list[LedgerError] = []
    known: dict[str, str | None] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        legs: dict[str, list[data.Posting]] = {}
        for posting in entry.postings:
            account = posting.account
            if account not in known:
                role = roles.of(account)
                known[account] = role if role in MOVES else None
            if move := known[account]:
                legs.setdefault(move, []).append(posting)
        for move, postings in legs.items():
            errors += _uneven(entry, move, postings)
    return errors


def _uneven(
    entry: data.Transaction, role: str, postings: Sequence[data.Posting]
) -> list[LedgerError]:
    """What is wrong with one move between funds."""
    names = [tag(entry, posting, "fund") for posting in postings]
    nameless = [
        LedgerError(
            placed(posting.meta, entry.meta),
            f"{posting.account} is for what is {MOVES[role]}: say fund: on each of its "
            f'postings; general money is fund: "{GENERAL}".',
            entry,
        )
        for posting, name in zip(postings, names, strict=True)
        if name is None
    ]
    if nameless:
        return nameless
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for posting in postings:
        if posting.units is not None and posting.units.number is not None:
            sums[posting.units.currency] += posting.units.number
    left = [f"{number} {currency}" for currency, number in sums.items() if number]
    if left:
        problem = f"what is {MOVES[role]} must come to zero; {', '.join(left)} is left."
    elif len(set(names)) == 1:
        problem = f"what is {MOVES[role]} names '{names[0]}' only; name both funds."
    else:
        return []
    return [LedgerError(entry.meta, problem, entry)]


def _begun(said: Iterable[Fund] | Iterable[Campaign]) -> dict[str, datetime.date]:
    """Since when each name has been known."""
    begun: dict[str, datetime.date] = {}
    for one in said:
        begun[one.name] = min(one.date, begun.get(one.name, one.date))
    return begun


def _unknown(
    entries: Iterable[data.Directive],
    key: str,
    begun: Mapping[str, datetime.date],
    kind: str,
    also: Sequence[str] = (),
) -> list[LedgerError]:
    """Find names in metadata that are not known, or not known yet."""
    errors: list[LedgerError] = []
    for entry, meta in saying(entries, key):
        if meta[key] is None or (name := str(meta[key])) in also:
            continue
        if name not in begun:
            hint = near(name, [*begun, *also])
            problem = f"{key} '{name}' is not in this book; add its {kind}.{hint}"
        elif entry.date < begun[name]:
            problem = f"{key} '{name}' begins on {begun[name]} only."
        else:
            continue
        errors.append(LedgerError(placed(meta, entry.meta), problem, entry))
    return errors
