"""How a loan stands on a day: what was paid of each payment, what is late, what comes.

What was paid counts for the payments in their order. What was paid beyond them first
pays the next one, and then shortens the loan.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.support.loans.booked import booked
from coopbooks.support.loans.booked import loans_of
from coopbooks.support.loans.plan import months_later
from coopbooks.support.loans.schedule import loan_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.booked import Booked
    from coopbooks.support.loans.schedule import Loan
    from coopbooks.support.loans.schedule import Payment
    from coopbooks.support.terms import SupportTerms

State = Literal["before", "paid", "late", "due", "to-come"]
MONTHS_AHEAD = 12


class Instalment(NamedTuple):
    """A payment of the plan, and what was paid of it.

    Attributes:
        payment: The payment.
        principal: What was paid back of it.
        interest: What was paid of its interest.
        state: `before` the book begins, `paid`, `late`, `due` on that very day, or
            `to-come`.
    """

    payment: Payment
    principal: Decimal
    interest: Decimal
    state: State

    @property
    def open(self) -> Decimal:
        """What is still to be paid of it."""
        return self.payment.together - self.principal - self.interest


@dataclass(frozen=True, slots=True)
class LoanState:
    """How a loan stands on a day.

    Attributes:
        loan: The loan with its plan, as far as it was paid.
        booked: What the book has of it.
        on: The day.
        instalments: Its payments with what was paid of each.
        problems: What does not fit together, by file and line.
    """

    loan: Loan
    booked: Booked
    on: datetime.date
    instalments: tuple[Instalment, ...]
    problems: tuple[LedgerError, ...]

    @property
    def owed(self) -> Decimal:
        """What is still owed of the principal, as the book has it."""
        return self.booked.owed()

    @property
    def late(self) -> Decimal:
        """What is late, principal and interest."""
        return total_of(one.open for one in self.instalments if one.state == "late")

    @property
    def next(self) -> Instalment | None:
        """The next payment from the day on; None where nothing comes any more."""
        ahead = (one for one in self.instalments if one.state in {"due", "to-come"})
        return next((one for one in ahead if one.open), None)

    @property
    def year_ahead(self) -> tuple[Instalment, ...]:
        """What is to be paid in the next twelve months, without what is late."""
        end = months_later(self.on, MONTHS_AHEAD)
        return tuple(
            one
            for one in self.instalments
            if one.state in {"due", "to-come"} and one.payment.due <= end
        )


def loan_states(view: View, terms: SupportTerms, on: datetime.date) -> list[LoanState]:
    """See how the loans of a body stand.

    Args:
        view: Its book.
        terms: What it says about support.
        on: The day.

    Returns:
        One for each loan that it lent or borrowed by then, by date.
    """
    return [loan_state(view, terms, line, on) for line in loans_of(view, terms, on)]


def loan_state(
    view: View,
    terms: SupportTerms,
    line: Directive,
    on: datetime.date,
) -> LoanState:
    """See how a loan stands.

    Args:
        view: The book of the lender or the borrower.
        terms: What it says about support.
        line: The loan.
        on: The day.

    Returns:
        The state.
    """
    found = booked(view, terms, line, on)
    loan = loan_of(line, found.repaid())
    instalments = tuple(_instalments(loan, found, on))
    return LoanState(loan, found, on, instalments, tuple(_problems(loan, found, on)))


def _instalments(loan: Loan, found: Booked, on: datetime.date) -> Iterator[Instalment]:
    """Let what was paid pay for the payments in their order."""
    paid = found.before + total_of(one.principal for one in found.moves)
    paid -= total_of(one.ahead for one in loan.payments)
    interest = found.interest()
    for payment in loan.payments:
        principal = min(max(paid, ZERO), payment.principal)
        paid -= principal
        if found.is_older and payment.due < found.since:
            # Only what was still owed was brought into the book.
            done = payment.interest
        else:
            done = min(max(interest, ZERO), payment.interest)
            interest -= done
        before = found.is_older and payment.due < found.since
        state = _state(payment, principal + done, on, before=before)
        yield Instalment(payment, principal, done, state)


def _state(
    payment: Payment, paid: Decimal, on: datetime.date, *, before: bool
) -> State:
    """What is to be said of a payment on a day."""
    if paid >= payment.together and (payment.together or payment.due <= on):
        return "before" if before else "paid"
    if payment.due < on:
        return "late"
    return "due" if payment.due == on else "to-come"


def _problems(loan: Loan, found: Booked, on: datetime.date) -> Iterator[LedgerError]:
    """What a book has of a loan that its line does not say."""
    name, unit = loan.name, loan.currency
    source = loan.line.source
    if not found.lent and not found.before:
        what = "of the loan" if not found.moves else "of what was lent"
        yield LedgerError(
            source,
            f"{name}: nothing {what} is in the book. What belongs to it says "
            f'agreement: "{name}", or stands on the account: that coop-loan names.',
        )
    elif found.lent > loan.amount:
        yield LedgerError(
            source,
            f"{name}: the book has {found.lent:,.2f} {unit} lent, coop-loan says "
            f"{loan.amount:,.2f}. Give another loan a coop-loan of its own.",
        )
    elif found.lent < loan.amount and not found.is_older:
        yield LedgerError(
            source,
            f"{name}: of {loan.amount:,.2f} {unit} the book has {found.lent:,.2f} lent "
            f"by {on}.",
        )
    if not loan.ends:
        yield LedgerError(
            source,
            f"{name}: what is paid back never pays it off: its interest is as much. "
            "Raise repays:, or say until: when the rest is due.",
        )
    paid = found.before + total_of(one.principal for one in found.moves)
    if paid > loan.amount:
        yield LedgerError(
            source,
            f"{name}: {paid:,.2f} {unit} were paid back of {loan.amount:,.2f}.",
        )
