"""Periods: a month, a quarter, a year, a week or a day; always half-open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.errors import CoopbooksError

FORMS = "a month 2026-03, a quarter 2026-Q1, a year 2026, a fiscal year FY2026"


class BadPeriod(CoopbooksError):
    """A period was asked for in words that name none."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given.
        """
        super().__init__(f"'{text}' is not a period. Write {FORMS}.")


class BadFiscalYearEnd(CoopbooksError):
    """A fiscal year's end was given in words that name no day."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given.
        """
        super().__init__(
            f"'{text}' is not the end of a fiscal year. Write month and day: 12-31."
        )


class FiscalYearEnd(NamedTuple):
    """The last day of a fiscal year, such as 30 June; 02-29 means end of February."""

    month: int = 12
    day: int = 31

    @classmethod
    def parse(cls, text: str) -> FiscalYearEnd:
        """Read `12-31`, as in `coop-entity` and in Fava's own option.

        Args:
            text: Month and day.

        Returns:
            The fiscal year's end.

        Raises:
            BadFiscalYearEnd: There is no such day.
        """
        match = re.fullmatch(r"(\d\d)-(\d\d)", text)
        if match is None:
            raise BadFiscalYearEnd(text)
        month, day = int(match[1]), int(match[2])
        try:
            datetime.date(2024, month, day)
        except ValueError as error:
            raise BadFiscalYearEnd(text) from error
        return cls(month, day)

    def begin_of(self, name: int) -> datetime.date:
        """The first day of the fiscal year that ends in the calendar year `name`.

        Args:
            name: The calendar year in which the fiscal year ends.

        Returns:
            The day after the fiscal year's end one year before.
        """
        # From the month's first day, so that 02-29 works in every year.
        first = datetime.date(name - 1, self.month, 1)
        last = first + relativedelta(day=self.day)
        return last + datetime.timedelta(days=1)

    def year_of(self, day: datetime.date) -> int:
        """The name of the fiscal year that a day lies in.

        Args:
            day: Any day.

        Returns:
            The calendar year in which that fiscal year ends.
        """
        return day.year if day < self.begin_of(day.year + 1) else day.year + 1


DECEMBER = FiscalYearEnd()


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
        return self.end - datetime.timedelta(days=1)

    @property
    def label(self) -> str:
        """How a person says it: `March 2026`, `January to March 2026`."""
        begin, last = self.begin, self.last
        if begin == last:
            return long_date(begin)
        if begin.day != 1 or self.end.day != 1:
            return f"{long_date(begin)} to {long_date(last)}"
        if (begin.year, begin.month) == (last.year, last.month):
            return f"{begin:%B %Y}"
        if begin.year != last.year:
            return f"{begin:%B %Y} to {last:%B %Y}"
        if (begin.month, last.month) == (1, 12):
            return f"{begin:%Y}"
        return f"{begin:%B} to {last:%B %Y}"

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
        """The period of the same length just before: February before March."""
        return self._moved(-1)

    def a_year_before(self) -> Period:
        """The same period one year earlier: March 2025 for March 2026."""
        begin = self.begin - relativedelta(years=1)
        if self.begin.day == 1 and self.end.day == 1:
            end = self.end - relativedelta(years=1)
        else:
            end = begin + (self.end - self.begin)
        return named(begin, end)

    def _moved(self, steps: int) -> Period:
        """The period `steps` lengths away, in whole months where it is of months."""
        if self.begin.day == 1 and self.end.day == 1:
            months = relativedelta(months=steps * len(self.months()))
            return named(self.begin + months, self.end + months)
        length = (self.end - self.begin) * steps
        return named(self.begin + length, self.end + length)


def long_date(day: datetime.date) -> str:
    """Write a day as on the first page, `8 April 2026`.

    Args:
        day: The day.

    Returns:
        Day, month in words and year, without a leading zero.
    """
    return f"{day.day} {day:%B %Y}"


def named(begin: datetime.date, end: datetime.date) -> Period:
    """The period between two days, with the shortest name that it has.

    Args:
        begin: The first day.
        end: The day after the last.

    Returns:
        A month, quarter or year where the days fit one; else a span.
    """
    months = (end.year - begin.year) * 12 + end.month - begin.month
    whole = begin.day == 1 and end.day == 1
    if whole and months == 1:
        return month_of(begin)
    if whole and months == 3 and begin.month % 3 == 1:
        return Period(f"{begin.year}-Q{(begin.month + 2) // 3}", begin, end)
    if whole and months == 12 and begin.month == 1:
        return Period(f"{begin.year}", begin, end)
    last = end - datetime.timedelta(days=1)
    name = f"{begin}" if begin == last else f"{begin}..{last}"
    return Period(name, begin, end)


def month_of(day: datetime.date) -> Period:
    """The month that a day lies in.

    Args:
        day: Any day.

    Returns:
        That month, such as `2026-03`.
    """
    begin = day.replace(day=1)
    return Period(f"{begin:%Y-%m}", begin, begin + relativedelta(months=1))


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
            `2026-03-05`, or a span of days `2026-03-05..2026-03-20`, both included.
            As in Fava a plain year is the calendar's, and `FY2026` is the fiscal year
            that ends in 2026.
        fye: The end of the fiscal year.

    Returns:
        The period, half-open.

    Raises:
        BadPeriod: The text names no period.
    """
    try:
        return _parse(text.strip(), fye)
    except (ValueError, OverflowError) as error:
        raise BadPeriod(text) from error


def _parse(text: str, fye: FiscalYearEnd) -> Period:
    """Read a period; ValueError where the text names none."""
    if match := re.fullmatch(r"(.+)\.\.(.+)", text):
        begin, last = (datetime.date.fromisoformat(day) for day in match.groups())
        if last < begin:
            raise ValueError(text)
        return named(begin, last + datetime.timedelta(days=1))
    if match := re.fullmatch(r"(FY)?(\d{4})(?:-Q([1-4]))?", text):
        year = int(match[2])
        begin = fye.begin_of(year) if match[1] else datetime.date(year, 1, 1)
        months = 12
        if match[3]:
            begin, months = begin + relativedelta(months=3 * (int(match[3]) - 1)), 3
        return Period(text, begin, begin + relativedelta(months=months))
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return month_of(datetime.date(int(match[1]), int(match[2]), 1))
    if match := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        begin = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Period(text, begin, begin + datetime.timedelta(days=7))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        begin = datetime.date.fromisoformat(text)
        return Period(text, begin, begin + datetime.timedelta(days=1))
    raise ValueError(text)
