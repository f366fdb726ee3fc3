"""From which amount on a rule asks for something, and which one holds on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from decimal import Decimal

OFF = "off"


class Limit(NamedTuple):
    """From when on a rule asks for something, and from which amount.

    Attributes:
        date: The day from which it holds.
        edge: `from` where the amount itself is asked for, `above` where only more is,
            `off` where the rule is not looked at.
        number: The amount, in the book's reporting currency, or a number of days; zero
            for `off`.
        accounts: The accounts that the rule is about, where it is about some.
    """

    date: datetime.date
    edge: str
    number: Decimal
    accounts: tuple[str, ...] = ()

    @property
    def is_off(self) -> bool:
        """Whether the rule is not looked at."""
        return self.edge == OFF

    def covers(self, number: Decimal) -> bool:
        """Whether something is asked for an amount."""
        if self.is_off:
            return False
        return number >= self.number if self.edge == "from" else number > self.number


def limit_on(limits: Iterable[Limit], day: datetime.date) -> Limit | None:
    """The limit that holds on a day.

    Args:
        limits: The limits of one rule.
        day: The day.

    Returns:
        The last one that has begun; None before the first.
    """
    begun = [limit for limit in limits if limit.date <= day]
    return max(begun, default=None, key=lambda limit: limit.date)
