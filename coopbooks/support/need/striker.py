"""What strikers get for a week: each of them, and all on a strike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Step
    from coopbooks.support.need.strikepay import WeekOfStrike


class Striker(NamedTuple):
    """What one striker gets for a week.

    Attributes:
        member: The member's id.
        number: How much they are entitled to for the week; zero for who is not.
        because: Why nothing, or less; empty if they get what the week pays.
        steps: How the week's pay came about.
        paid: What the book has for this week already.
        year: What they had in the fiscal year for other weeks.
        pays: What is to be paid to them now.
    """

    member: str
    number: Decimal
    because: str
    steps: tuple[Step, ...]
    paid: Decimal
    year: Decimal
    pays: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class StrikePay:
    """The strike pay of a week for one strike.

    Attributes:
        benefit: The `coop-benefit`.
        strike: The `coop-strike`.
        week: The week.
        days: The days of the strike that lie in it.
        people: Everybody who was on strike, by id.
        currency: The currency.
        year: The fiscal year that the week ends in.
        before: What all had of the benefit in that year, without this week.
    """

    benefit: Group
    strike: Directive
    week: Period
    days: WeekOfStrike
    people: tuple[Striker, ...]
    currency: str
    year: Period
    before: Decimal

    @property
    def together(self) -> Decimal:
        """What is to be paid now."""
        return total_of(one.pays for one in self.people)

    @property
    def entitled(self) -> Decimal:
        """What the week comes to for all who are entitled."""
        return total_of(one.number for one in self.people)

    @property
    def paid(self) -> Decimal:
        """What the book has for this week already."""
        return total_of(one.paid for one in self.people)

    @property
    def problems(self) -> list[LedgerError]:
        """Who was paid more than the terms give."""
        return [
            LedgerError(
                self.strike.source,
                f"{one.member}: the book has {one.paid:,.2f} {self.currency} for "
                f"{self.week.name}, by the terms it is {one.number:,.2f}"
                f"{f' ({one.because})' if one.because else ''}. Is it to come back?",
            )
            for one in self.people
            if one.paid > one.number
        ]
