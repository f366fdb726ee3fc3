"""When a body's fiscal year ends, and so when it begins."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.errors import CoopbooksError

DAY = datetime.timedelta(days=1)


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
    """The last day of a fiscal year, such as 30 June.

    As in Fava, both 02-28 and 02-29 mean the end of February, and a month beyond 12
    names the year by the calendar year before its end: 15-31 ends `FY2025` on
    31 March 2026.
    """

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
        fye = cls(int(match[1]), int(match[2]))
        years, month = fye._split()
        try:
            datetime.date(2024, month, fye.day)
        except ValueError as error:
            raise BadFiscalYearEnd(text) from error
        if years not in {0, 1}:
            raise BadFiscalYearEnd(text)
        return fye

    def begin_of(self, name: int) -> datetime.date:
        """The first day of a fiscal year.

        Args:
            name: Its name: the calendar year in which it ends, with months up to 12.

        Returns:
            The day after the fiscal year's end one year before.
        """
        years, month = self._split()
        ends_february = month == 2 and self.day >= 28
        # relativedelta cuts a day that the month does not have to its last one.
        at_end = relativedelta(day=31 if ends_february else self.day)
        return datetime.date(name - 1 + years, month, 1) + at_end + DAY

    def year_of(self, day: datetime.date) -> int:
        """The name of the fiscal year that a day lies in.

        Args:
            day: Any day.

        Returns:
            The name, as `begin_of` takes it.
        """
        latest = day.year + 1
        return next(
            name
            for name in (latest, latest - 1, latest - 2)
            if self.begin_of(name) <= day
        )

    def _split(self) -> tuple[int, int]:
        """How many years after the one it is named by it ends, and in which month."""
        years, month = divmod(self.month - 1, 12)
        return years, month + 1


DECEMBER = FiscalYearEnd()
