"""Periods: a month, a quarter, a year, a week or a day; always half-open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.fiscalyear import DAY
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import FiscalYearEnd

__all__ = [
    "DAY",
    "DECEMBER",
    "WEEK",
    "BadPeriod",
    "FiscalYearEnd",
    "Period",
    "long_date",
    "month_of",
    "named",
    "parse_period",
    "year_to_date",
]

FORMS = (
    "a month 2026-03, a quarter 2026-Q1, a year 2026, a fiscal year FY2026, "
    "a week 2026-W12, a day 2026-03-05, or two of them with .. between"
)
WEEK = datetime.timedelta(days=7)


class BadPeriod(CoopbooksError):
    """A period was asked for in words that name none."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given.
        """
        super().__init__(f"'{text}' is not a period. Write {FORMS}.")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days.

    Attributes:
        name: As a person would type it, such as `2026-03`.
        begin: The first day.
        end: The day after the last.
    """

    name: str
    begin: datetime.date
    end: datetime.date

    @property
    def last(self) -> datetime.date:
        """The last day that is in the period."""
        return self.end - DAY

    @property
    def label(self) -> str:
        """How a person says it: `March 2026`, `January to March 2026`."""
        if self.begin.day == 1 and self.end.day == 1:
            return _in_months(self.begin, self.last)
        return _in_days(self.begin, self.last)

    def __contains__(self, day: datetime.date) -> bool:
        """Whether a day lies in the period."""
        return self.begin <= day < self.end

    def months(self) -> list[Period]:
        """The months that the period touches, in order, each whole."""
        first = self.begin.replace(day=1)
        found: list[Period] = []
        while (begin := first + relativedelta(months=len(found))) < self.end:
            found.append(month_of(begin))
        return found

    def previous(self) -> Period:
        """The period of the same length just before: February before March.

        The length is in months where the period is one of months, also of months that
        begin in their middle, as a fiscal year from 6 April does; else in days.
        """
        if self.begin.day == self.end.day:
            months = 12 * (self.end.year - self.begin.year)
            months += self.end.month - self.begin.month
            return named(self.begin - relativedelta(months=months), self.begin)
        return named(self.begin - (self.end - self.begin), self.begin)

    def a_year_before(self) -> Period:
        """The same period one year earlier: March 2025 for March 2026.

        What ends with a month ends with that month, so that February 2024 has its
        29 days. A week is compared with the one 52 weeks before, from Monday on; the
        day 29 February with the 28th.
        """
        if _is_week(self.begin, self.end):
            return named(self.begin - 52 * WEEK, self.end - 52 * WEEK)
        year = relativedelta(years=1)
        within_a_month = self.begin > self.last.replace(day=1)
        if self.end.day == 1 and not within_a_month:
            return named(self.begin - year, self.end - year)
        return named(self.begin - year, self.last - year + DAY)


def long_date(day: datetime.date) -> str:
    """Write a day as on the first page, `8 April 2026`.

    Args:
        day: The day.

    Returns:
        Day, month in words and year, without a leading zero.
    """
    return f"{day.day} {day:%B %Y}"


def _in_days(begin: datetime.date, last: datetime.date) -> str:
    if begin == last:
        return long_date(begin)
    if (begin.year, begin.month) == (last.year, last.month):
        return f"{begin.day} to {long_date(last)}"
    return f"{long_date(begin)} to {long_date(last)}"


def _in_months(begin: datetime.date, last: datetime.date) -> str:
    if begin.year != last.year:
        return f"{begin:%B %Y} to {last:%B %Y}"
    if begin.month == last.month:
        return f"{begin:%B %Y}"
    if (begin.month, last.month) == (1, 12):
        return f"{begin:%Y}"
    return f"{begin:%B} to {last:%B %Y}"


def named(begin: datetime.date, end: datetime.date) -> Period:
    """The period between two days, with the shortest name that it has.

    Args:
        begin: The first day.
        end: The day after the last.

    Returns:
        A day, week, month, quarter or year where the days fit one; else a span.
    """
    months = (end.year - begin.year) * 12 + end.month - begin.month
    whole = begin.day == 1 and end.day == 1
    if whole and months == 1:
        name = f"{begin:%Y-%m}"
    elif whole and months == 3 and begin.month % 3 == 1:
        name = f"{begin.year}-Q{(begin.month + 2) // 3}"
    elif whole and months == 12 and begin.month == 1:
        name = f"{begin.year}"
    elif _is_week(begin, end):
        year, week, _ = begin.isocalendar()
        name = f"{year}-W{week:02}"
    elif end - begin == DAY:
        name = f"{begin}"
    else:
        name = f"{begin}..{end - DAY}"
    return Period(name, begin, end)


def _is_week(begin: datetime.date, end: datetime.date) -> bool:
    """Whether two days bound a week from Monday to Sunday."""
    return end - begin == WEEK and begin.weekday() == 0


def month_of(day: datetime.date) -> Period:
    """The month that a day lies in.

    Args:
        day: Any day.

    Returns:
        That month, such as `2026-03`.
    """
    begin = day.replace(day=1)
    return named(begin, begin + relativedelta(months=1))


def year_to_date(period: Period, fye: FiscalYearEnd = DECEMBER) -> Period:
    """From the start of the fiscal year to the end of a period.

    Args:
        period: The period that ends the span.
        fye: The end of the fiscal year.

    Returns:
        The span; its fiscal year is that of the period's last day.
    """
    begin = fye.begin_of(fye.year_of(period.last))
    return named(begin, period.end)


def parse_period(text: str, fye: FiscalYearEnd = DECEMBER) -> Period:
    """Read a period as a person types it.

    Args:
        text: `2026-03`, `2026-Q1`, `2026`, `FY2026`, `FY2026-Q1`, `2026-W12`,
            `2026-03-05`, or two of these with `..` between, both included, as in
            `2026-03-05..2026-03-20`. As in Fava a plain year is the calendar's, and
            `FY2026` is the fiscal year that ends in 2026.
        fye: The end of the fiscal year.

    Returns:
        The period, half-open.

    Raises:
        BadPeriod: The text names no period of the years 1000 to 2999.
    """
    first, dots, last = text.strip().upper().partition("..")
    try:
        period = _parse(first, fye)
        if dots:
            period = named(period.begin, _parse(last, fye).end)
    except ValueError as error:
        raise BadPeriod(text) from error
    if period.end <= period.begin:
        raise BadPeriod(text)
    return period


def _parse(text: str, fye: FiscalYearEnd) -> Period:
    """Read one period; ValueError where the text names none."""
    if match := re.fullmatch(r"(FY)?([12]\d{3})(?:-Q([1-4]))?", text):
        bounds = _quarters(fye if match[1] else DECEMBER, int(match[2]))
        first, last = (int(match[3]) - 1, int(match[3])) if match[3] else (0, 4)
        return Period(text, bounds[first], bounds[last])
    if match := re.fullmatch(r"([12]\d{3})-(\d\d)", text):
        return month_of(datetime.date(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"([12]\d{3})-W(\d\d)", text):
        begin = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return named(begin, begin + WEEK)
    if re.fullmatch(r"[12]\d{3}-\d\d-\d\d", text):
        begin = datetime.date.fromisoformat(text)
        return named(begin, begin + DAY)
    raise ValueError(text)


def _quarters(fye: FiscalYearEnd, year: int) -> list[datetime.date]:
    """Where the quarters of a year begin, and where the last one ends."""
    # All from the year's first day, so that they leave no gap where months are short.
    begin = fye.begin_of(year)
    begins = [begin + relativedelta(months=3 * number) for number in range(4)]
    return [*begins, fye.begin_of(year + 1)]
