"""How every member stands at the end of a period, and what is open for them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.dues.forms.standing import STANDING
from coopbooks.dues.standing.account import excused_on
from coopbooks.dues.standing.standing import standings_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.dues.overview.open import Left
    from coopbooks.dues.overview.overview import Open
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status

# The fewest days that one of a unit can have; of periods their number counts.
LEAST_DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 28}
ARREARS = ("behind", "suspended", "dropped")


class Stand(NamedTuple):
    """How one member stands.

    Attributes:
        state: `good`, or a word of `coop-dues-standing`.
        since: Since when; None in good standing.
        excused: Whether nothing is due for now, and standing is kept.
        pledges: Whether they only pledged.
        open: What is owed, the oldest first.
        ahead: What was paid ahead.
    """

    state: str = "good"
    since: datetime.date | None = None
    excused: bool = False
    pledges: bool = False
    open: tuple[Open, ...] = ()
    ahead: Decimal = ZERO


GOOD = Stand()


@dataclass(frozen=True, slots=True)
class Stands:
    """How everybody stands.

    Attributes:
        by_member: The stand of each who owes, paid ahead, is excused or pledges.
    """

    by_member: Mapping[str, Stand] = field(default_factory=dict)

    def of(self, member: str) -> Stand:
        """How a member stands; well, if nothing is known."""
        return self.by_member.get(member, GOOD)


def stands_of(
    accounts: Accounts,
    left: Mapping[str, Left],
    pledging: Collection[str],
    statuses: Mapping[str, Status],
) -> Stands:
    """Find how everybody stands at the end of a period.

    Args:
        accounts: The dues, up to its last day, of all members who may be behind.
        left: What is open for each member, and what is paid ahead.
        pledging: Who only pledges.
        statuses: What members are on that day.

    Returns:
        The stands. The rules are asked only about those whose oldest debt is as old as
        any rule wants it: of ten thousand members few are.
    """
    found = {
        member: Stand(open=one.open, ahead=one.ahead) for member, one in left.items()
    }
    asked = late(accounts.terms, left, accounts.on)
    for member, standing in standings_of(accounts, asked).items() if asked else ():
        if standing.state in ARREARS:
            found[member] = found[member]._replace(
                state=standing.state, since=standing.since
            )
    for member in excused_on(accounts, statuses.values()):
        found[member] = found.get(member, GOOD)._replace(excused=True)
    for member in pledging:
        found[member] = found.get(member, GOOD)._replace(pledges=True)
    return Stands(found)


def late(terms: DuesTerms, left: Mapping[str, Left], on: datetime.date) -> set[str]:
    """Find members with a debt of their own that may be too old.

    Args:
        terms: What the book says about dues.
        left: What is open for each member.
        on: The day.

    Returns:
        Their ids; nobody where no rule says from when on somebody is behind.
    """
    days = min(
        (
            int(line.values["age"].number) * LEAST_DAYS.get(unit, 0)
            for group in terms.schedules
            for line in group.of(STANDING.kind)
            if (unit := line.values["age"].currency)
        ),
        default=None,
    )
    if days is None:
        return set()
    return {
        member
        for member, one in left.items()
        if any(not debt.employer and (on - debt.due).days >= days for debt in one.open)
    }
