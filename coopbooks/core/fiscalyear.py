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

    Both 02-28 and 02-29 mean the end of February, as in Fava.
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
        ends_february = self.month == 2 and self.day >= 28
        # relativedelta cuts a day that the month does not have to its last one.
        at_end = relativedelta(day=31 if ends_february else self.day)
        return datetime.date(name - 1, self.month, 1) + at_end + DAY

    def year_of(self, day: datetime.date) -> int:
        """The name of the fiscal year that a day lies in.

        Args:
            day: Any day.

        Returns:
            The calendar year in which that fiscal year ends.
        """
        return day.year if day < self.begin_of(day.year + 1) else day.year + 1


DECEMBER = FiscalYearEnd()
