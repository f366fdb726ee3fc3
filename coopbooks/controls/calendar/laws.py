"""What laws and rules ask for by a day: taxes, a surplus, accounts, reports, audits."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.audit import facts
from coopbooks.controls.calendar.dated import Dated
from coopbooks.controls.limits import limit_on
from coopbooks.controls.limits import read_limits
from coopbooks.controls.withheld import RULE
from coopbooks.controls.withheld import oldest_unpaid
from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.notices.deadlines import deadlines
from coopbooks.surplus.notices.deadlinetables import AGREE
from coopbooks.surplus.notices.deadlinetables import PAY
from coopbooks.surplus.notices.progress import progress
from coopbooks.surplus.notices.years import country_of
from coopbooks.surplus.notices.years import rule_of
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.calendar.dated import Ahead
    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.deadlines import Deadline
    from coopbooks.surplus.notices.progress import Progress


def of_taxes(ahead: Ahead) -> Iterator[Dated]:
    """Taxes withheld or owed, by the book's own rule for how long they may be.

    Args:
        ahead: The book on a day.

    Yields:
        For each account what is owed, by when the oldest of it is to be paid.
    """
    limits, _ = read_limits(ahead.scope.entries, RULE)
    limit = limit_on(limits, ahead.on)
    if limit is None:
        return
    days = int(limit.number) - (limit.edge == "from")
    for account, (since, number) in oldest_unpaid(ahead.scope).items():
        day = since + datetime.timedelta(days=days)
        if ahead.shows(day):
            name = ahead.scope.roles.name_of(account)
            yield Dated(
                day,
                f"Pay what is owed since {since}: {name}",
                "tax",
                number,
                ahead.scope.currency,
                f"coop-control {RULE}",
            )


def years_of(ahead: Ahead) -> list[Period]:
    """The fiscal years whose days may fall into what is looked at.

    Args:
        ahead: The book on a day.

    Returns:
        The two last that were over on the day, and those that end by the end.
    """
    fye = ahead.scope.entity.fiscal_year_end
    running = fye.year_of(ahead.on)
    found = [
        named(fye.begin_of(name), fye.begin_of(name + 1))
        for name in range(running - 2, fye.year_of(ahead.end) + 1)
    ]
    return [
        one for one in found if one.last < ahead.end and one.end > ahead.scope.first
    ]


def of_surplus(ahead: Ahead) -> Iterator[Dated]:
    """Until when what members get of a year is paid, agreed to and reported.

    Args:
        ahead: The book on a day.

    Yields:
        The days of each year that a rule shares, without what is done.
    """
    terms = read_terms(ahead.scope.entries, ahead.scope.roles.types)
    for year in years_of(ahead) if terms.rules else ():
        rule, country = rule_of(terms, year), country_of(terms, year)
        if rule is None:
            continue
        entries, currency = ahead.scope.entries, ahead.scope.currency
        far = progress(terms, entries, currency, year, ahead.on + DAY)
        for one in deadlines(year, country, rule, far.given_on):
            if ahead.shows(one.day) and _is_open(one, far, ahead.on):
                number = far.left if one.id in PAY and far.left > 0 else None
                words = f"{one.words} (of {year.label})"
                yield Dated(
                    one.day,
                    words,
                    "surplus",
                    number,
                    currency,
                    one.law,
                    rule.header.source if one.id == "pay-by-rule" else None,
                )


def _is_open(one: Deadline, far: Progress, on: datetime.date) -> bool:
    """Whether something is still to be done, as far as the book can tell."""
    if one.id in PAY:
        return far.given_on is None or far.left > 0
    if one.id in AGREE:
        return bool(far.silent) or (far.given_on is None and one.day >= on)
    return one.day >= on


def of_capital(ahead: Ahead) -> Iterator[Dated]:
    """When those who left are paid what their accounts became.

    Args:
        ahead: The book on a day.

    Yields:
        Each part from the day on, by the member's id.
    """
    terms = read_terms(ahead.scope.entries, ahead.scope.roles.types)
    known = [one for one in ahead.scope.entries if one.date <= ahead.on]
    for debt in read_debts(terms, known, ahead.scope.currency)[0]:
        for part in debt.instalments:
            if ahead.on <= part.due < ahead.end:
                yield Dated(
                    part.due,
                    f"Pay {debt.member}, who left: part {part.number}",
                    "capital",
                    part.payment,
                    debt.currency,
                    str(debt.rule.meta.get("authority") or ""),
                    debt.rule.source,
                )


def of_years(ahead: Ahead) -> Iterator[Dated]:
    """When fiscal years end and are audited, and unions report.

    Args:
        ahead: The book on a day.

    Yields:
        The last day of each year from the day on, and the day by which a union of the
        United States files its annual report.
    """
    entity = ahead.scope.entity
    for year in years_of(ahead):
        if year.last >= ahead.on:
            words = f"{year.label} ends: close it, and have it audited"
            yield Dated(year.last, words, "audit")
        due = facts.report_due(year)
        if facts.is_covered(entity) and ahead.on <= due < ahead.end:
            forms = ", ".join(one.form for one in facts.thresholds(year.begin))
            words = f"File the annual report of {year.label} ({forms} by receipts)"
            yield Dated(due, words, "report", because=facts.REPORT_LAW)
