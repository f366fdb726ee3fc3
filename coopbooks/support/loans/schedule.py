"""What is to be paid back of a loan, when, and how much of it is interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.support.loans.plan import words_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.support.loans.plan import Words

# No plan goes on for longer: a rule that never pays back is an error elsewhere.
MOST = 1200


class Repaid(NamedTuple):
    """What was paid back of a loan's principal, as a book has it.

    Attributes:
        since: The first day that the book tells of; before it all went as planned.
        before: What had been paid back by then.
        moves: What was paid back from then on, by day.
    """

    since: datetime.date
    before: Decimal
    moves: tuple[tuple[datetime.date, Decimal], ...]

    def by(self, day: datetime.date) -> Decimal:
        """What was paid back by the end of a day."""
        later = (number for moved, number in self.moves if moved <= day)
        return self.before + total_of(later)


class Payment(NamedTuple):
    """A payment of a loan's plan.

    Attributes:
        due: When it is due.
        opening: What is owed before it.
        ahead: What was paid back beyond the plan before it, so that this is not owed
            any more.
        principal: What is paid back.
        interest: The interest, rounded half up.
        closing: What is owed after it.
    """

    due: datetime.date
    opening: Decimal
    ahead: Decimal
    principal: Decimal
    interest: Decimal
    closing: Decimal

    @property
    def together(self) -> Decimal:
        """Principal and interest."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan between two bodies, as its `coop-loan` says.

    Attributes:
        name: Its name.
        lender: The body that lends.
        borrower: The body that borrows.
        words: What its line says.
        payments: The plan; its principals and what was paid ahead add up to the loan.
        line: Where it is said.
    """

    name: str
    lender: str
    borrower: str
    words: Words
    payments: tuple[Payment, ...]
    line: Directive

    @property
    def amount(self) -> Decimal:
        """How much was lent."""
        return self.words.amount

    @property
    def currency(self) -> str:
        """The currency that it was lent in."""
        return self.words.currency

    @property
    def ends(self) -> bool:
        """Whether the plan pays all of it back."""
        return bool(self.payments) and not self.payments[-1].closing

    def planned_on(self, day: datetime.date) -> Decimal:
        """What is still owed by the plan at the end of a day."""
        if day < self.line.date:
            return ZERO
        left = self.amount
        for payment in self.payments:
            if payment.due > day:
                break
            left = payment.closing
        return left


def loan_of(line: Directive, repaid: Repaid | None = None) -> Loan:
    """Work out the plan of a loan.

    Args:
        line: Its `coop-loan`. `repays:` is the principal of each payment, or with
            `plan: "annuity"` principal and interest together; `instalments:` splits
            the loan in equal parts instead; `plan: "at-end"` pays it back at once.
        repaid: What a book has of it. What was paid back beyond the plan by the day of
            a payment bears no interest from then on, and the plan ends earlier.

    Returns:
        The loan with its payments. Their principals add up to it, with what was paid
        ahead. A plan that never ends stops where it no longer pays anything back.
    """
    words = words_of(line)
    return Loan(
        line.name,
        str(line.meta["from"]),
        str(line.meta["to"]),
        words,
        tuple(_payments(words, repaid)),
        line,
    )


def _payments(words: Words, repaid: Repaid | None) -> list[Payment]:
    found: list[Payment] = []
    left, before = words.amount, words.date
    for place in range(MOST):
        if left <= 0:
            break
        ahead = _ahead(repaid, before, words.amount - left, left)
        left -= ahead
        due = words.due(place)
        interest = words.interest(left, before, place)
        principal = words.principal(left, interest, place)
        found.append(Payment(due, left, ahead, principal, interest, left - principal))
        left, before = left - principal, due
        if left and not principal and not _pays_later(words):
            break
    return found


def _ahead(
    repaid: Repaid | None, day: datetime.date, planned: Decimal, left: Decimal
) -> Decimal:
    """What was paid back beyond the plan by a day."""
    if repaid is None or day < repaid.since:
        return ZERO
    return min(max(repaid.by(day) - planned, ZERO), left)


def _pays_later(words: Words) -> bool:
    """Whether some payment pays all that is left."""
    return bool(words.count or words.until)
