"""For which periods a share is charged, and on which day it is due."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.dues.rules.calendar import period_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator

    from beancount.core.amount import Amount

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period

YEAR_TO_DATE = "year-to-date"


def every(group: Group) -> str:
    """How often a share is charged.

    Args:
        group: The agreement.

    Returns:
        `month`, `quarter`, `half-year` or `year`; empty where it counts the year to
        date and does not say, so that any period may be asked for.
    """
    said = group.header.meta.get("every") or group.header.meta.get("count")
    if said == YEAR_TO_DATE:
        return ""
    return str(said or "month")


def counted_every(group: Group) -> str:
    """Over what a share counts: its `count:`, where that is shorter than `every:`.

    Args:
        group: The agreement.

    Returns:
        As `every`; `month` where it is counted each month and charged each quarter.
    """
    count = str(group.header.meta.get("count") or "month")
    return every(group) if count == YEAR_TO_DATE else count


def own_periods(
    group: Group, asked: Period, fye: FiscalYearEnd = DECEMBER
) -> list[Period]:
    """The periods of a share that end in a period.

    Args:
        group: The agreement.
        asked: The period that was asked for.
        fye: The end of the giver's fiscal year, which years are counted by.

    Returns:
        Them in order; none where the share is charged less often and not now.
    """
    per = every(group)
    if not per:
        return [asked]
    first = period_at(per, asked.begin, fye)
    return [
        one for one in _on_from(per, first, fye, asked.end) if one.end > asked.begin
    ]


def periods_between(
    group: Group, begin: datetime.date, asked: Period, fye: FiscalYearEnd = DECEMBER
) -> list[Period]:
    """The periods of a share from a day on, up to the end of a period.

    Args:
        group: The agreement, as it held at the end.
        begin: Where to begin; the period that this day lies in counts whole. Periods
            are those that it counts over.
        asked: The last period.
        fye: The end of the giver's fiscal year.

    Returns:
        Them in order. Where no period is the agreement's own they are months up to the
        one that was asked for, which comes last.
    """
    per = counted_every(group)
    if per:
        return list(_on_from(per, period_at(per, begin, fye), fye, asked.end))
    months = list(_on_from("month", period_at("month", begin, fye), fye, asked.begin))
    return [*months, asked]


def walked(
    versions: Iterable[tuple[str, datetime.date]],
    begin: datetime.date,
    end: datetime.date,
    fye: FiscalYearEnd = DECEMBER,
) -> list[Period]:
    """Periods one after another, where how long they are may change with the terms.

    Args:
        versions: How long the periods of each version are, such as `quarter`, and the
            day after the last that it is for; by date.
        begin: Where to begin; the period that this day lies in counts whole.
        end: The last period ends before this day.
        fye: The end of the giver's fiscal year.

    Returns:
        Them in order. None is in two of them, and none is left out: where new terms
        begin within a period, the rest goes by the length that the new terms say.
    """
    found: list[Period] = []
    for per, until in versions:
        since = found[-1].end if found else begin
        for one in _on_from(per, period_at(per, since, fye), fye, until):
            fresh = not found or found[-1].end <= one.begin
            found.append(one if fresh else named(found[-1].end, one.end))
    return [one for one in found if one.end <= end]


def year_begin(day: datetime.date, fye: FiscalYearEnd = DECEMBER) -> datetime.date:
    """The first day of the fiscal year that a day lies in."""
    return fye.begin_of(fye.year_of(day))


def due_day(group: Group, period: Period) -> datetime.date | None:
    """The day by which a share is to be paid.

    Months are counted from the anchor, never from the due day before, so that an anchor
    of 31 January gives 28 February and 31 March.

    Args:
        group: The agreement.
        period: The period that it is for.

    Returns:
        So many days after the period, or its months on the anchor's day; None if
        nothing is said.
    """
    after: Amount | None = group.header.meta.get("due")
    if after is None:
        return None
    count = int(after.number or 0)
    if after.currency == "DAY":
        return period.last + count * DAY
    anchor: datetime.date | None = group.header.meta.get("anchor")
    month = period.last.replace(day=1) + relativedelta(months=count)
    wanted = anchor.day if anchor else _day_of(period.last)
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(wanted, last))


def later(day: datetime.date, span: Amount | None) -> datetime.date:
    """A day so many days or months later.

    Args:
        day: The day; the last of its month stays the last of a month.
        span: How much later; None for not at all.

    Returns:
        The day.
    """
    if span is None:
        return day
    count = int(span.number or 0)
    if span.currency == "DAY":
        return day + count * DAY
    return day + relativedelta(months=count, day=_day_of(day))


def _day_of(day: datetime.date) -> int:
    """The day of a month that is meant; 31 for the last of any."""
    return 31 if (day + DAY).day == 1 else day.day


def period_at(per: str, day: datetime.date, fye: FiscalYearEnd) -> Period:
    """The period that a day lies in: of the calendar, but years of the body's own.

    Args:
        per: How long it is: `month`, `quarter`, `half-year` or `year`.
        day: The day.
        fye: The end of the body's fiscal year.

    Returns:
        The period.
    """
    if per == "year":
        name = fye.year_of(day)
        return named(fye.begin_of(name), fye.begin_of(name + 1))
    return period_of(per, day)


def _on_from(
    per: str, first: Period, fye: FiscalYearEnd, end: datetime.date
) -> Iterator[Period]:
    """Periods one after another, as long as they end by a day."""
    one = first
    while one.end <= end:
        yield one
        one = period_at(per, one.end, fye)
