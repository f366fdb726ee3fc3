"""How much capital a rule lets go in a year, and how much of that has gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import rounded_down
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.year.balances import cash_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.terms import SurplusTerms


def most_of(
    rule: Directive,
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    moves: Sequence[Move],
    day: datetime.date,
    currency: str,
    fye: FiscalYearEnd,
) -> Decimal | None:
    """The most that a rule still lets go on a day.

    Args:
        rule: A `coop-redemption`.
        terms: What the book says.
        entries: Its entries, without those that are worked out now.
        moves: What moved on members' accounts in them.
        day: The day.
        currency: The book's currency.
        fye: The end of its fiscal year.

    Returns:
        Its `maximum:`, of the surplus of the last year that was over, of members'
        accounts or of the cash at the end of the day, rounded down, less what was paid
        back in the fiscal year so far; never below zero. None where it has none.
    """
    maximum = rule.meta.get("maximum")
    if maximum is None:
        return None
    number: Decimal = maximum.number
    if maximum.currency == "PERCENT":
        of = rule.meta.get("maximum-of")
        if of == "surplus":
            whole = _surplus_before(terms, entries, day, currency, fye)
        elif of == "cash":
            whole = cash_on(terms, entries, currency, day)
        else:
            whole = total_of(move.number for move in moves if move.date <= day)
        number = number * max(whole, ZERO) / 100
    gone = paid_back(moves, fye.begin_of(fye.year_of(day)), day)
    return max(rounded_down(number - gone, currency), ZERO)


def paid_back(
    moves: Iterable[Move], begin: datetime.date, day: datetime.date
) -> Decimal:
    """What was paid back to members from one day to the end of another.

    Args:
        moves: What moved on their accounts.
        begin: The first day.
        day: The last one.

    Returns:
        The sum, positive; what is owed as paid back counts when it became owed, and of
        who left nothing does.
    """
    return -total_of(
        move.number
        for move in moves
        if move.kind == "redeemed" and begin <= move.date <= day
    )


def _surplus_before(
    terms: SurplusTerms,
    entries: Iterable[data.Directive],
    day: datetime.date,
    currency: str,
    fye: FiscalYearEnd,
) -> Decimal:
    """Income less expenses of the last fiscal year that was over."""
    this = fye.year_of(day)
    begin, end = fye.begin_of(this - 1), fye.begin_of(this)
    return -total_of(
        row.number
        for row in rows(entries)
        if begin <= row.date < end
        and row.units.currency == currency
        and terms.roles.type_of(row.account) in {"Income", "Expenses"}
    )
