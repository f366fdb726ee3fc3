"""For which periods there are charges, and on which day each is due."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.periods import DAY
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import Period
from coopbooks.core.periods import named

if TYPE_CHECKING:
    from beancount.core.amount import Amount

# Those that begin on a day which a schedule says, and go on from there.
WEEKS = {"two-weeks": 2 * WEEK, "four-weeks": 4 * WEEK}
# How many months each has; the others are counted in weeks or by the days of pay.
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@lru_cache(maxsize=4096)
def period_of(
    per: str, day: datetime.date, starts: datetime.date = datetime.date.min
) -> Period:
    """The charge period that a day lies in.

    Args:
        per: How often dues are charged: `month`, `quarter`, `half-year`, `year` of the
            calendar, `week` from Monday on, `two-weeks` or `four-weeks`.
        day: The day.
        starts: A day on which two or four weeks begin.

    Returns:
        The period, by the shortest name that it has.
    """
    if per in MONTHS:
        size = MONTHS[per]
        begin = datetime.date(day.year, (day.month - 1) // size * size + 1, 1)
        return named(begin, begin + relativedelta(months=size))
    if per == "week":
        begin = day - day.weekday() * DAY
        return named(begin, begin + WEEK)
    length = WEEKS[per]
    begin = day - (day - starts).days % length.days * DAY
    return named(begin, begin + length)


def charge_periods(
    per: str, period: Period, starts: datetime.date = datetime.date.min
) -> list[Period]:
    """The charge periods that touch a period.

    Most of them begin in it. The one that began before is there for those who join
    after it has begun: they are charged with the period in which they join.

    Args:
        per: How often dues are charged, as in `period_of`.
        period: The period.
        starts: A day on which four weeks begin.

    Returns:
        The charge periods, in order.
    """
    found = [period_of(per, period.begin, starts)]
    while found[-1].end < period.end:
        found.append(period_of(per, found[-1].end, starts))
    return found


def due_day(
    charged: Period, due: str | Amount | None, since: datetime.date
) -> datetime.date:
    """The day on which a charge is due.

    Args:
        charged: The charge period.
        due: `first-day`, `last-day`, or an amount: `15 DAY` is the fifteenth day,
            counted from the first; None for the first day.
        since: The member's first day in the period: nobody owes before they joined.

    Returns:
        The day; it may lie behind the period.
    """
    if isinstance(due, str) and due == "last-day":
        return charged.last
    days = 1 if due is None or isinstance(due, str) else int(due.number or 1)
    return max(charged.begin + (days - 1) * DAY, since)


def posting_day(charged: Period, due: datetime.date) -> datetime.date:
    """The day on which an accrual book posts a charge.

    Args:
        charged: The charge period.
        due: The day on which it is due.

    Returns:
        That day if it lies in the period, else the period's last.
    """
    return due if due in charged else charged.last
