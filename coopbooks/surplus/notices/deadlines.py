"""Until when what members get of a year must be paid, cashed and reported.

In the United States, from the Internal Revenue Code (26 USC):

- 1382(d): what is to count as paid for a year is paid, in money and in notices, from
  its first day to the 15th day of the 9th month after it.
- 1388(c)(2)(C): who agrees by a qualified check cashes it on or before the 90th day
  after that.
- 1388(c)(3)(A): who agrees in writing does so in the year that it is for, or earlier.
- General Instructions for Certain Information Returns: Form 1099-PATR goes to who was
  paid by 31 January after the calendar year of the payment, and to the tax office by
  28 February on paper or 31 March online; from a weekend to the next business day (26
  USC 7503).

Elsewhere the rule's `pay-within:` says it, counted from the year's last day.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.periods import DAY
from coopbooks.surplus.terms import LOSS
from coopbooks.surplus.terms import STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period

UNITED_STATES = ("US", "USA")
# 26 USC 1388(c)(2)(C).
DAYS_TO_CASH = datetime.timedelta(days=90)
SATURDAY = 5
RETURNS = "General Instructions for Certain Information Returns"


class Deadline(NamedTuple):
    """A day by which something must be done.

    Attributes:
        id: What it is, in one word: `consent`, `pay`, `pay-by-rule`, `cashed`,
            `forms-to-members`, `forms-on-paper` or `forms-online`.
        day: The last day on which it can be done.
        words: What is to be done.
        law: What it rests on.
    """

    id: str
    day: datetime.date
    words: str
    law: str


def in_the_united_states(country: str, rule: Group | None = None) -> bool:
    """Whether Subchapter T of the United States (26 USC 1381-1388) holds.

    Args:
        country: The country, as the book's `coop-entity` says; empty if it does not.
        rule: The rule by which the year is shared, if there is one.

    Returns:
        Whether the book says so; of one that says no country, whether a step of the
        rule gives notices, which that law alone knows.
    """
    if country or rule is None:
        return country.strip().upper() in UNITED_STATES
    lines = [*rule.of(STEP.kind), *rule.of(LOSS.kind)]
    return any(line.meta.get("notice") for line in lines)


def payment_period_ends(year: Period) -> datetime.date:
    """The last day on which what is paid counts for a year (26 USC 1382(d)).

    Args:
        year: The fiscal year.

    Returns:
        The 15th day of the 9th month after the year.
    """
    return year.last + relativedelta(months=9, day=15)


def to_be_cashed(year: Period) -> datetime.date:
    """The last day to cash a check by which a member agrees (26 USC 1388(c)(2)(C)).

    Args:
        year: The fiscal year.

    Returns:
        The 90th day after the payment period.
    """
    return payment_period_ends(year) + DAYS_TO_CASH


def pay_by(
    year: Period, country: str = "", rule: Group | None = None
) -> datetime.date | None:
    """The last day to pay what is due in cash.

    Args:
        year: The fiscal year.
        country: The country, as the book says; empty if it does not.
        rule: The rule by which the year is shared, if there is one.

    Returns:
        The earliest of what law and rule say; None where neither says anything.
    """
    found = deadlines(year, country, rule)
    days = [one.day for one in found if one.id in {"pay", "pay-by-rule"}]
    return min(days, default=None)


def deadlines(
    year: Period,
    country: str = "",
    rule: Group | None = None,
    paid: datetime.date | None = None,
) -> tuple[Deadline, ...]:
    """The days by which things must be done for a year that is shared.

    Args:
        year: The fiscal year.
        country: The country, as the book says; empty if it does not.
        rule: The rule by which the year is shared, if there is one.
        paid: When members got their notices and cash; None as long as nobody knows,
            when the last day of the payment period is taken.

    Returns:
        By day; none where neither law nor rule says anything.
    """
    found = list(_by_rule(year, rule))
    if in_the_united_states(country, rule):
        found += _by_subchapter_t(year, rule)
        found += _forms((paid or payment_period_ends(year)).year)
    return tuple(sorted(found, key=lambda one: (one.day, one.id)))


def _by_rule(year: Period, rule: Group | None) -> Iterator[Deadline]:
    within = rule.header.meta.get("pay-within") if rule else None
    if rule is None or within is None or within.number is None:
        return
    count = int(within.number)
    if within.currency == "MONTH":
        # From the day after the year, so that months end where months end.
        day = year.end + relativedelta(months=count) - DAY
        unit = "month"
    else:
        day = year.last + datetime.timedelta(days=count)
        unit = "day"
    many = "" if count == 1 else "s"
    yield Deadline(
        "pay-by-rule",
        day,
        f"Pay members what is due in cash: {count} {unit}{many} after the year",
        str(rule.header.meta.get("authority") or f"rule '{rule.name}'"),
    )


def _by_subchapter_t(year: Period, rule: Group | None) -> Iterator[Deadline]:
    how = rule.header.meta.get("consent") if rule else None
    if how == "written":
        yield Deadline(
            "consent",
            year.last,
            "Have the written consent of each member to whom qualified notices go",
            "26 USC 1388(c)(3)(A)(i)",
        )
    yield Deadline(
        "pay",
        payment_period_ends(year),
        "Pay members what is due in cash, and give them their notices",
        "26 USC 1382(d)",
    )
    yield Deadline(
        "cashed",
        to_be_cashed(year),
        "Checks by which members agree are cashed",
        "26 USC 1388(c)(2)(C)",
    )


def _forms(calendar_year: int) -> Iterator[Deadline]:
    """When the forms for payments of a calendar year are due."""
    form, after = f"Form 1099-PATR for {calendar_year}", calendar_year + 1
    yield Deadline(
        "forms-to-members",
        _business_day(datetime.date(after, 1, 31)),
        f"Give each member {form}",
        RETURNS,
    )
    yield Deadline(
        "forms-on-paper",
        _business_day(datetime.date(after, 2, 28)),
        f"Send {form} to the tax office, if on paper",
        RETURNS,
    )
    yield Deadline(
        "forms-online",
        _business_day(datetime.date(after, 3, 31)),
        f"Send {form} to the tax office, if online",
        RETURNS,
    )


def _business_day(day: datetime.date) -> datetime.date:
    """The day itself, or the Monday after a weekend; no holiday falls on these days."""
    weekday = day.weekday()
    return day + (7 - weekday) * DAY if weekday >= SATURDAY else day
