"""An employer's list for a period, tied to what is expected and to the money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.dues.checkoff.expecting import in_period

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.checkoff.differences import CheckOffRow
    from coopbooks.dues.checkoff.differences import Difference
    from coopbooks.dues.checkoff.ties import Tie
    from coopbooks.dues.rules.workplaces import Workplace


class Owed(NamedTuple):
    """What is still owed for a member, and by whom.

    Attributes:
        member: The member's id.
        number: How much.
        by: The employer, while the deduction is its duty.
    """

    member: str
    number: Decimal
    by: str


@dataclass(frozen=True, slots=True)
class CheckOff:
    """An employer's list for a period, tied to what is expected and to the money.

    Attributes:
        employer: The employer.
        period: The period.
        currency: The currency of all figures.
        rows: A row for each member, by id; first those with an id.
        ties: The lists that have to do with the period, with their deposits.
        places: The employer's workplaces.
        unapplied_account: Where what is not matched waits; empty where no account has
            the role `dues-unapplied`.
        keeps: What the parent that collects is due of it: parts of the charges that
            go to the `keeps:` account; zero where no parent collects.
        problems: What could not be worked out, by file and line.
    """

    employer: str
    period: Period
    currency: str
    rows: tuple[CheckOffRow, ...]
    ties: tuple[Tie, ...]
    places: tuple[Workplace, ...]
    unapplied_account: str
    keeps: Decimal
    problems: tuple[LedgerError, ...]

    @property
    def expected(self) -> Decimal:
        """What the employer was to take from pay."""
        return total_of(row.expected for row in self.rows)

    @property
    def listed(self) -> Decimal:
        """What the employer lists."""
        return total_of(row.listed for row in self.rows)

    @property
    def difference(self) -> Decimal:
        """Listed less expected."""
        return self.listed - self.expected

    @property
    def applied(self) -> Decimal:
        """What of the list pays what members owe."""
        return total_of(row.applied for row in self.rows)

    @property
    def unapplied(self) -> Decimal:
        """What of the list waits for an answer: a liability."""
        return self.listed - self.applied

    @property
    def own_ties(self) -> tuple[Tie, ...]:
        """The ties of lists mostly for this period; others have late lines of it."""
        return tuple(
            one
            for one in self.ties
            if not one.papers
            or any(in_period(name, self.period) for name in one.periods)
        )

    @property
    def deposited(self) -> Decimal:
        """What money came in for these lists."""
        return total_of(one.deposited for one in self.own_ties)

    @property
    def kept(self) -> Decimal:
        """What the parent that collects kept, as the book has it."""
        return total_of(one.kept for one in self.own_ties)

    @property
    def costs(self) -> Decimal:
        """What was taken off the deposits for costs, such as bank charges."""
        return total_of(one.costs for one in self.own_ties)

    @property
    def unexplained(self) -> Decimal:
        """What lies between lists and deposits; positive where money is missing."""
        return total_of(one.unexplained for one in self.own_ties)

    @property
    def waiting(self) -> Decimal:
        """What is listed and has not come in at all."""
        return total_of(one.waiting for one in self.own_ties)

    @property
    def elsewhere(self) -> Decimal:
        """What the same deposits bring for other lists, less lines in lists of others.

        `listed` and this are `deposited`, `kept`, `costs`, `waiting` and `unexplained`.
        """
        return total_of(one.listed for one in self.own_ties) - self.listed

    @property
    def owed(self) -> tuple[Owed, ...]:
        """What is still owed, by member: by the employer, never by the member."""
        return tuple(
            Owed(row.member, row.owed, self.employer) for row in self.rows if row.owed
        )

    def of(self, kind: Difference) -> tuple[CheckOffRow, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)
