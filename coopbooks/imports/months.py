"""Months as people write them: `2026-03`, `March 2026`, `March`."""

from __future__ import annotations

import calendar
import datetime
import re

MONTH = re.compile(r"(\d{4})-(\d{1,2})")
WORDS = re.compile(r"([A-Za-z]{3,9})\.?(?:\s+(\d{4}))?")
NAMES = [name.casefold() for name in calendar.month_name]


def month_number(word: str) -> int | None:
    """The number of a month.

    Args:
        word: Its English name, or how that begins.

    Returns:
        From 1; None where no month, or more than one, begins so.
    """
    matches = [
        n for n, name in enumerate(NAMES) if n and name.startswith(word.casefold())
    ]
    return matches[0] if len(matches) == 1 else None


def last_day(month: str) -> datetime.date:
    """The last day of a month such as `2026-03`."""
    year, number = map(int, month.split("-"))
    return datetime.date(year, number, calendar.monthrange(year, number)[1])
