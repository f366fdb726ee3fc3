"""From which amount on a rule asks for something, as `coop-control` says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.terms import FORMS
from coopbooks.core.directives import parse

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError


class Limit(NamedTuple):
    """From when on a rule asks for something, and from which amount.

    Attributes:
        date: The day from which it holds.
        edge: `from` where the amount itself is asked for, `above` where only more is.
        number: The amount, in the book's reporting currency.
    """

    date: datetime.date
    edge: str
    number: Decimal

    def covers(self, number: Decimal) -> bool:
        """Whether something is asked for an amount."""
        return number >= self.number if self.edge == "from" else number > self.number


def read_limits(
    entries: Iterable[data.Directive], rule: str
) -> tuple[list[Limit], list[LedgerError]]:
    """Read the limits of one rule.

    Args:
        entries: A book's entries.
        rule: The rule, such as `no-receipt`.

    Returns:
        Its limits by date, and the errors.
    """
    directives, errors = parse(entries, FORMS)
    limits = [
        Limit(one.date, one.values["edge"], one.values["amount"].number)
        for one in directives
        if one.name == rule
    ]
    return limits, errors


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
