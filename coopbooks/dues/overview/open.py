"""What is open of each member's dues: quickly where it is plain, exactly elsewhere.

Ten thousand members pay what they were charged, month by month, and each payment says
for which month. What is open is then the difference for each month, and no payment has
to be followed. Where anything else happened, payments are followed one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.dues.overview.overview import Open
from coopbooks.dues.standing.application import apply

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.priorities import Priorities


class Left(NamedTuple):
    """What is left when a member's payments are used.

    Attributes:
        open: What is owed, the oldest first.
        ahead: What was paid ahead.
    """

    open: tuple[Open, ...]
    ahead: Decimal


def left_of(
    items: Mapping[str, Sequence[Item]],
    currency: str,
    rules: Priorities,
    on: datetime.date,
) -> dict[str, Left]:
    """Use every member's payments for what they were charged.

    Args:
        items: The items of each member by date.
        currency: The currency that counts.
        rules: What payments go to first.
        on: The day as of which it is asked.

    Returns:
        What is left of those who owe something or paid ahead, by member. What an
        employer takes from pay and what members pay themselves are kept apart.
    """
    found: dict[str, Left] = {}
    for member, every in items.items():
        own = [one for one in every if one.currency == currency]
        taken = [one for one in own if one.employer]
        rest = own
        if taken:
            rest = [one for one in own if not one.employer]
        lefts = [
            _left(some, rules, on, employer=by)
            for some, by in ((taken, True), (rest, False))
            if some
        ]
        open_ = tuple(sorted(one for left in lefts for one in left.open))
        ahead = sum((left.ahead for left in lefts), ZERO)
        if open_ or ahead:
            found[member] = Left(open_, ahead)
    return found


def _left(
    items: Sequence[Item], rules: Priorities, on: datetime.date, *, employer: bool
) -> Left:
    """What is left of the items of one side."""
    left = _plain(items, employer=employer)
    if left is None:
        left = _followed(items, rules, on, employer=employer)
    return left


def _plain(items: Sequence[Item], *, employer: bool) -> Left | None:
    """What is left where each payment names what it pays; None where that is not so.

    Every payment names a period that was charged once by then, by one due day, and no
    period is paid by more than was charged for it.
    """
    charged: dict[str, datetime.date] = {}
    sums: dict[str, Decimal] = {}
    for item in items:
        name, kind = item.period, item.kind
        if not name or item.about != "dues":
            return None
        if kind == "charged" and item.number > 0:
            if charged.setdefault(name, item.due) != item.due:
                return None
        elif name not in charged or kind not in {"paid", "deducted"} or item.number > 0:
            return None
        number = sums.get(name, ZERO) + item.number
        if number < 0:
            return None
        sums[name] = number
    left = [
        Open(charged[name], number, employer) for name, number in sums.items() if number
    ]
    return Left(tuple(sorted(left)), ZERO)


def _followed(
    items: Sequence[Item], rules: Priorities, on: datetime.date, *, employer: bool
) -> Left:
    """What is left when every payment is followed."""
    found = apply(items, rules, on)
    open_ = (Open(debt.due, debt.open, employer) for debt in found.open)
    return Left(tuple(sorted(open_)), found.prepaid)
