"""Since when somebody has been behind, without a day between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import DAY
from coopbooks.dues.standing.arrears import held_from

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.arrears import Rule
    from coopbooks.dues.standing.settling import Debt


def since(
    accounts: Accounts,
    member: str,
    rules: Sequence[Rule],
    level: int,
    debts: Sequence[Debt],
) -> datetime.date | None:
    """Find the first day from which somebody has been as far behind as they are.

    While nothing is paid nobody comes nearer to good standing, so that only the days
    before something changed need to be looked at, the last one first.

    Args:
        accounts: The dues of all members.
        member: The member's id.
        rules: The rules of the schedule that they are under.
        level: How far they are behind, as in `Rule.level`.
        debts: What is open on the day of the accounts.

    Returns:
        The day; None where they are not that far behind.
    """
    begun = held_from(rules, level, debts)
    if begun is None or begun > accounts.on:
        return None
    for day in _changes(accounts, member):
        if begun > day:
            return begun
        before = day - DAY
        open_ = _open_on(accounts, member, before)
        earlier = held_from(rules, level, open_)
        if earlier is None or earlier > before:
            return day
        begun = earlier
    return begun


def _changes(accounts: Accounts, member: str) -> list[datetime.date]:
    """The days on which something other than a charge that fell due came, latest first.

    A charge that came after it was due is such a change, too.
    """
    days = {
        item.date
        for item in accounts.items.get(member, ())
        if not item.employer
        and (item.kind != "charged" or item.number < 0 or item.date > item.due)
    }
    return sorted(days, reverse=True)


def _open_on(accounts: Accounts, member: str, day: datetime.date) -> list[Debt]:
    """What was open on a member's own accounts at the end of a day."""
    used = {item.currency for item in accounts.items.get(member, ())}
    return [
        debt
        for currency in sorted(used)
        for debt in accounts.applied(member, currency, day).open
    ]
