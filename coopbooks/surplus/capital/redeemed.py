"""What is paid back of members' accounts, lot by lot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.directives import Directive


class RedemptionLine(NamedTuple):
    """What becomes of one lot.

    Attributes:
        member: Whose it is.
        lot: Which lot.
        held: What it holds.
        number: What of it is paid back.
        why_not: Why it is not paid back at all, by the rule; empty if it may be.
    """

    member: str
    lot: str
    held: Decimal
    number: Decimal
    why_not: str = ""

    @property
    def left(self) -> Decimal:
        """What stays in it."""
        return self.held - self.number


@dataclass(frozen=True, slots=True)
class Redemption:
    """What is paid back with so much money.

    Attributes:
        rule: The rule.
        day: On the accounts as they stand at its end.
        currency: The currency of every amount.
        available: The money that was said to be there.
        most: The most that the rule still lets go in the year; None where it has none.
        budget: What may be paid back: the lesser of both, rounded down.
        lines: Every lot, by member.
        notes: What people should know, a sentence each.
    """

    rule: Directive
    day: datetime.date
    currency: str
    available: Decimal
    most: Decimal | None
    budget: Decimal
    lines: tuple[RedemptionLine, ...]
    notes: tuple[str, ...] = ()

    @property
    def total(self) -> Decimal:
        """What is paid back in all."""
        return total_of(line.number for line in self.lines)

    @property
    def unused(self) -> Decimal:
        """What is left of the budget, because there is nothing more to pay back."""
        return self.budget - self.total

    @property
    def members(self) -> tuple[str, ...]:
        """Who is paid back something, by id."""
        paid = (line.member for line in self.lines if line.number)
        return tuple(dict.fromkeys(paid))

    def of_member(self, member: str) -> tuple[RedemptionLine, ...]:
        """The lots of one member."""
        return tuple(line for line in self.lines if line.member == member)
