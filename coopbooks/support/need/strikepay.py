"""Strike pay of a week: who is entitled, from which day of the strike, to how much.

As in CWA's members' relief fund: from the fifteenth day of a strike 300 a week, from
the twenty-ninth 400, for who was in good standing the day before it began.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.bands import check_bands
from coopbooks.core.bands import find
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.dues.charge import Step
from coopbooks.support.forms.need import BENEFIT_BAND
from coopbooks.support.need.words import currency_of

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period

WEEK_DAYS = Decimal(7)


class WeekOfStrike(NamedTuple):
    """A week of pay as a strike's days see it.

    Attributes:
        first: The number of the strike's day on which the week begins, from 1.
        last: The number of its last day.
        days: On how many of its days there was a strike.
    """

    first: int
    last: int
    days: int


@dataclass(frozen=True, slots=True)
class WeekPay:
    """What a striker is entitled to for a week, before limits of fund and year.

    Attributes:
        number: How much, rounded to the currency.
        currency: Its currency.
        steps: How it came about.
    """

    number: Decimal
    currency: str
    steps: tuple[Step, ...]


def week_of(strike: Directive, week: Period) -> WeekOfStrike | None:
    """Which days of a strike a week has.

    Args:
        strike: The `coop-strike`.
        week: The week.

    Returns:
        The days; None where there was no strike in that week.
    """
    until: datetime.date | None = strike.meta.get("until")
    begin = max(week.begin, strike.date)
    end = week.end if until is None else min(week.end, until + DAY)
    if begin >= end:
        return None
    first = (begin - strike.date).days + 1
    days = (end - begin).days
    return WeekOfStrike(first, first + days - 1, days)


def week_pay(benefit: Group, days: WeekOfStrike) -> WeekPay:
    """What a week of a strike pays.

    The band of each day decides for that day, a week having seven; so a week in which
    the strike reaches the fifteenth day pays by the rule for parts of weeks: nothing
    (`not-counted`, the week in which the whole of it lies beyond counts), all of it
    (`counted`), or a seventh for each day (`by-day`).

    Args:
        benefit: The `coop-benefit` of kind strike, with the striker's bands by day.
        days: The days of the strike that lie in the week.

    Returns:
        The pay, with its steps. With `each: "day"` the bands say what a day pays, and
        the days are added up. Days of `waits:` pay nothing.
    """
    numbers, currency = _by_day(benefit, days)
    how = str(benefit.header.meta.get("part-weeks") or "not-counted")
    words = f"day {days.first} to {days.last} of the strike"
    if benefit.header.meta.get("each") == "day":
        exact = total_of(numbers)
    elif how == "by-day":
        exact = total_of(numbers) / WEEK_DAYS
        words = f"{days.days} days of 7, {words}"
    elif how == "counted":
        exact = max(numbers)
        words += ": a part of a week counts whole"
    else:
        whole = days.days == int(WEEK_DAYS)
        exact = min(numbers) if whole else ZERO
        words += "" if whole else ": a part of a week does not count"
    number = quantize(exact, currency)
    rule = benefit.header
    authority = str(rule.meta.get("authority") or "")
    return WeekPay(
        number, currency, (Step(words, number, currency, rule.source, authority),)
    )


def _by_day(benefit: Group, days: WeekOfStrike) -> tuple[list[Decimal], str]:
    """What the band of each day says, and in which currency."""
    lines = benefit.of(BENEFIT_BAND.kind)
    bands, _ = check_bands(lines)
    if not bands:
        return [ZERO] * days.days, currency_of(benefit, "")
    waits = waiting_days(benefit)
    numbers = []
    for day in range(days.first, days.last + 1):
        rate = find(bands, Decimal(day)).line.values["rate"]
        numbers.append(ZERO if day <= waits else Decimal(rate.number or 0))
    return numbers, str(lines[0].values["rate"].currency)


def waiting_days(benefit: Group) -> int:
    """For how many days a strike pays nothing, by `waits:`."""
    said = benefit.header.meta.get("waits")
    if said is None:
        return 0
    count = int(said.number or 0)
    return count * int(WEEK_DAYS) if said.currency == "WEEK" else count


def rate_on(benefit: Group, day: int) -> Decimal:
    """What the band of a strike's day says, for a week or with `each: "day"` for a day.

    Args:
        benefit: The `coop-benefit`.
        day: The number of the day, from 1.

    Returns:
        The rate; nothing while the strike waits.
    """
    numbers, _ = _by_day(benefit, WeekOfStrike(day, day, 1))
    return numbers[0]


def pay_through(benefit: Group, day: int) -> Decimal:
    """What a strike has paid by the end of one of its days, in weeks from its first.

    Args:
        benefit: The `coop-benefit`.
        day: The number of the day, from 1.

    Returns:
        The pay of all weeks up to that day, the last one as far as it goes.
    """
    weeks = [
        WeekOfStrike(first, min(first + 6, day), min(7, day - first + 1))
        for first in range(1, day + 1, 7)
    ]
    return total_of(week_pay(benefit, week).number for week in weeks)
