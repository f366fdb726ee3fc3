"""Parts in which a debt to who left is paid: how much, when, with what interest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive

SPANS = {
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "half-year": relativedelta(months=6),
    "year": relativedelta(years=1),
}
UNITS = {
    "DAY": relativedelta(days=1),
    "MONTH": relativedelta(months=1),
    "YEAR": relativedelta(years=1),
}
DAYS = Decimal(365)
IN_A_YEAR = {
    "week": DAYS / 7,
    "month": Decimal(12),
    "quarter": Decimal(4),
    "half-year": Decimal(2),
    "year": Decimal(1),
}


class Instalment(NamedTuple):
    """One part of what is paid out.

    Attributes:
        number: Its number, from 1.
        begin: The day from which its interest counts.
        due: The day on which it is due.
        years: For how long that is, in years: one for yearly parts, a twelfth for
            monthly ones, however many days they have.
        opening: What was still owed from that day on.
        principal: The part itself.
        interest: The interest on what was still owed.
    """

    number: int
    begin: datetime.date
    due: datetime.date
    years: Decimal
    opening: Decimal
    principal: Decimal
    interest: Decimal

    @property
    def payment(self) -> Decimal:
        """What is paid."""
        return self.principal + self.interest

    @property
    def closing(self) -> Decimal:
        """What is still owed then."""
        return self.opening - self.principal


def instalments(
    rule: Directive,
    day: datetime.date,
    debt: Decimal,
    currency: str,
    account: Decimal,
    fee: Decimal = ZERO,
) -> tuple[Instalment, ...]:
    """When what of a debt is paid, with what interest.

    Args:
        rule: The `coop-leaving` that holds.
        day: The day on which it became a debt.
        debt: The debt.
        currency: Its currency.
        account: What the account held, which says whether it is paid at once.
        fee: What of it was a joining fee.

    Returns:
        The parts, in order: equal ones, the first larger by a cent where they can't be.
        Interest goes by what is owed from one part to the next, so much a year, rounded
        half up. None where there is no debt.
    """
    principals = [*_principals(rule, day, debt, currency, account, fee)]
    found: list[Instalment] = []
    opening, begin = debt, day
    for number, (due, principal, years) in enumerate(principals, start=1):
        interest = interest_on(rule, opening, years, currency)
        found.append(
            Instalment(number, begin, due, years, opening, principal, interest)
        )
        opening, begin = opening - principal, due
    return tuple(found)


def interest_on(
    rule: Directive, number: Decimal, years: Decimal, currency: str
) -> Decimal:
    """The interest on what is owed.

    Args:
        rule: The `coop-leaving` that holds.
        number: What is owed.
        years: For how long, in years.
        currency: The currency.

    Returns:
        The interest, rounded half up; zero where the rule says none.
    """
    rate = rule.meta.get("interest")
    if rate is None:
        return ZERO
    exact = PRECISE.multiply(PRECISE.multiply(number, rate.number), years) / 100
    return quantize(exact, currency)


def _principals(
    rule: Directive,
    day: datetime.date,
    debt: Decimal,
    currency: str,
    account: Decimal,
    fee: Decimal,
) -> Iterator[tuple[datetime.date, Decimal, Decimal]]:
    """The day, the amount, and how many years its interest counts, of each part."""
    if debt <= 0:
        return
    at_once = rule.meta.get("at-once-up-to")
    if at_once is not None and account <= at_once.number:
        yield day, debt, ZERO
        return
    if rule.meta.get("fee") == "at-once" and fee > 0:
        first = min(fee, debt)
        yield day, first, ZERO
        debt -= first
    if not debt:
        return
    parts = int(rule.meta.get("parts") or 1)
    span = SPANS[str(rule.meta.get("each") or "year")]
    first_after = rule.meta.get("first-after")
    if first_after is not None:
        start = day + UNITS[first_after.currency] * int(first_after.number)
    else:
        start = day + span if parts > 1 else day
    numbers = allocate(debt, {number: Decimal(1) for number in range(parts)}, currency)
    for number, principal in numbers.items():
        years = _each_years(rule) if number else _first_years(rule)
        yield start + span * number, principal, years


def _first_years(rule: Directive) -> Decimal:
    """How long the first part waits, in years."""
    first_after = rule.meta.get("first-after")
    if first_after is None:
        return _each_years(rule) if int(rule.meta.get("parts") or 1) > 1 else ZERO
    a_year = {"DAY": DAYS, "MONTH": Decimal(12), "YEAR": Decimal(1)}
    number: Decimal = first_after.number
    return PRECISE.divide(number, a_year[first_after.currency])


def _each_years(rule: Directive) -> Decimal:
    """How long each other part waits, in years."""
    each = str(rule.meta.get("each") or "year")
    return PRECISE.divide(Decimal(1), IN_A_YEAR[each])
