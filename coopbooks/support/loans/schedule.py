"""What is to be paid back of a loan, when, and how much of it is interest."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.directives import Directive

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
DAYS_OF_A_YEAR = Decimal(365)
# No plan goes on for longer: a rule that never pays back is an error elsewhere.
MOST = 1200


class Payment(NamedTuple):
    """A payment of a loan's plan.

    Attributes:
        due: When it is due.
        opening: What is owed before it.
        principal: What is paid back.
        interest: The interest, rounded half up.
        closing: What is owed after it.
    """

    due: datetime.date
    opening: Decimal
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
        amount: How much was lent.
        currency: Its currency.
        rate: The yearly interest in percent.
        by_day: Whether interest counts days of 365, not twelfths of a year.
        payments: The plan.
        line: Where it is said.
    """

    name: str
    lender: str
    borrower: str
    amount: Decimal
    currency: str
    rate: Decimal
    by_day: bool
    payments: tuple[Payment, ...]
    line: Directive

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


def loan_of(line: Directive) -> Loan:
    """Work out the plan of a loan.

    Args:
        line: Its `coop-loan`. `repays:` is the principal of each payment, or with
            `plan: "annuity"` principal and interest together; `instalments:` splits
            the loan in equal parts instead; `plan: "at-end"` pays it back at once.

    Returns:
        The loan with its payments. Their principals add up to it.
    """
    meta = line.meta
    amount = line.values["amount"]
    number, currency = Decimal(amount.number or 0), str(amount.currency)
    rate = Decimal(getattr(meta.get("interest"), "number", None) or ZERO)
    by_day = meta.get("interest-by") == "day"
    per = MONTHS[str(meta.get("each") or "month")]
    first = meta.get("first-payment") or line.date + relativedelta(months=per)
    payments: list[Payment] = []
    left, before = number, line.date
    with localcontext(prec=PRECISION):
        for place in range(MOST):
            if left <= 0:
                break
            due = _month_later(first, place * per)
            interest = _interest(left, rate, before, due, by_day, currency, per)
            principal = _principal(line, number, left, interest, place, currency)
            payments.append(Payment(due, left, principal, interest, left - principal))
            left, before = left - principal, due
            if principal <= 0:
                break
    return Loan(
        line.name,
        str(meta["from"]),
        str(meta["to"]),
        number,
        currency,
        rate,
        by_day,
        tuple(payments),
        line,
    )


def _interest(
    left: Decimal,
    rate: Decimal,
    since: datetime.date,
    due: datetime.date,
    by_day: bool,
    currency: str,
    months: int,
) -> Decimal:
    """The interest of a stretch: by its days, or as many twelfths of a year."""
    if by_day:
        exact = left * rate * (due - since).days / (100 * DAYS_OF_A_YEAR)
    else:
        exact = left * rate * months / 1200
    return quantize(exact, currency)


def _principal(
    line: Directive,
    number: Decimal,
    left: Decimal,
    interest: Decimal,
    place: int,
    currency: str,
) -> Decimal:
    """What a payment pays back, never more than is left."""
    meta = line.meta
    plan = str(meta.get("plan") or "equal-parts")
    repays = Decimal(getattr(meta.get("repays"), "number", None) or ZERO)
    count = int(meta.get("instalments") or 0)
    if plan == "at-end":
        return left if not count or place + 1 == count else ZERO
    if plan == "annuity" and repays:
        return min(repays - interest, left)
    if repays:
        return min(repays, left)
    if count:
        parts = allocate(number, dict.fromkeys(range(count), Decimal(1)), currency)
        return parts.get(place, left)
    return left


def _month_later(first: datetime.date, months: int) -> datetime.date:
    """A day so many months after the first, not after the one before."""
    month = first.replace(day=1) + relativedelta(months=months)
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(first.day, last))
