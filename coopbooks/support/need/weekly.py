"""The strike pay of a week: who gets how much after every limit, and what is lacking.

Each is paid once a week, however many strikes they are in and in whatever order weeks
are paid. What the book has of a week counts, whoever wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import rounded_down
from coopbooks.core.periods import named
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.paid import total
from coopbooks.support.need.strikepay import week_of
from coopbooks.support.need.strikepay import week_pay
from coopbooks.support.need.striker import StrikePay
from coopbooks.support.need.striker import Striker
from coopbooks.support.need.strikers import crowd
from coopbooks.support.need.strikers import on_strike
from coopbooks.support.need.weeklylimits import capped
from coopbooks.support.need.weeklylimits import each_once
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import benefit_on
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import kind_of
from coopbooks.support.need.words import money_of
from coopbooks.support.need.words import names_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.need.paid import Paid
    from coopbooks.support.need.strikepay import WeekOfStrike
    from coopbooks.support.terms import SupportTerms


def strike_pay(
    view: View, terms: SupportTerms, week: Period, on: datetime.date
) -> tuple[list[StrikePay], list[LedgerError]]:
    """Work out the strike pay of a week.

    Args:
        view: The book of the body whose members strike.
        terms: What it says about support.
        week: The week.
        on: The day on which it is paid.

    Returns:
        One for each strike that had a day in the week, and what keeps one from being
        worked out.
    """
    found: list[StrikePay] = []
    problems: list[LedgerError] = []
    for strike in terms.of(STRIKE.kind):
        days = week_of(strike, week)
        if days is None:
            continue
        benefit = benefit_of(terms, strike, max(week.begin, strike.date))
        if isinstance(benefit, LedgerError):
            problems.append(benefit)
            continue
        found.append(_pay(view, terms, benefit, strike, days, week, on))
    return capped(view, terms, each_once(found)), problems


def benefit_of(
    terms: SupportTerms, strike: Directive, day: datetime.date
) -> Group | LedgerError:
    """The benefit that a strike is paid by.

    Args:
        terms: What the book says about support.
        strike: The `coop-strike`.
        day: The day on which it must hold.

    Returns:
        The benefit that the strike names, else the only one of kind strike; or what is
        to be done where there is none.
    """
    kinds = [one for one in terms.benefits if kind_of(one) == STRIKE_PAY]
    said = strike.meta.get("benefit")
    names = [str(said)] if said else names_of(kinds)
    if len(names) > 1:
        words = f"say which in benefit: {' or '.join(names)}."
        return LedgerError(strike.source, f"{strike.name}: {words}")
    benefit = benefit_on(terms, names[0], day) if names else None
    if benefit is None or kind_of(benefit) != STRIKE_PAY:
        words = (
            f"{strike.name}: no coop-benefit of kind strike holds on {day}. Add one, "
            "with its coop-benefit-band."
        )
        return LedgerError(strike.source, words)
    return benefit


def year_of(view: View, day: datetime.date) -> Period:
    """The fiscal year that a day lies in."""
    end = fiscal_year_end(view)
    name = end.year_of(day)
    return named(end.begin_of(name), end.begin_of(name + 1))


def _pay(
    view: View,
    terms: SupportTerms,
    benefit: Group,
    strike: Directive,
    days: WeekOfStrike,
    week: Period,
    on: datetime.date,
) -> StrikePay:
    """What everybody on one strike is entitled to, without what others take."""
    members = on_strike(view, strike, week)
    looked = crowd(view, benefit, strike, week, members, on)
    paid, year = paid_of(view, terms, benefit), year_of(view, week.last)
    weeks = _of_week(view, terms, week)
    others = [one for one in paid if one.week != week.name]
    currency = currency_of(benefit, view.currency)
    people = []
    for member in members:
        pay = week_pay(looked.pays(member), days)
        steps = week_pay(looked.bands(member), days).steps
        had = total(others, member, year)
        why_not = looked.why_not(member)
        waits = not any(step.number for step in steps)
        nothing = f"{steps[0].words}: it pays nothing"
        because = nothing if waits or not (pay.number or why_not) else why_not
        number = ZERO if because else pay.number
        number, less = _limited(benefit, number, had, currency)
        people.append(
            Striker(member, number, because or less, steps, total(weeks, member), had)
        )
    before = total(others, year=year)
    return StrikePay(benefit, strike, week, days, tuple(people), currency, year, before)


def _of_week(view: View, terms: SupportTerms, week: Period) -> list[Paid]:
    """What was paid for a week, by whichever benefit, so that nobody is paid twice."""
    held = [benefit_on(terms, name, week.last) for name in names_of(terms.benefits)]
    kinds = [one for one in held if one is not None and kind_of(one) == STRIKE_PAY]
    paid = [one for benefit in kinds for one in paid_of(view, terms, benefit)]
    return [one for one in paid if one.week == week.name]


def _limited(
    benefit: Group, number: Decimal, had: Decimal, currency: str
) -> tuple[Decimal, str]:
    """What is left of it under the most for each, and for each in a year."""
    less = ""
    for key, used, words in (
        ("maximum", ZERO, "the most for a week"),
        ("maximum-a-year", had, "the most for each in a year"),
    ):
        most = money_of(benefit, key)
        if most is None:
            continue
        room = rounded_down(max(most - used, ZERO), currency)
        if number > room:
            number, less = room, f"{words}, {most:,.2f}"
    return number, less
