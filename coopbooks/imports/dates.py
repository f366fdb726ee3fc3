"""Days as people write them, read without guessing."""

from __future__ import annotations

import datetime
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.rows import Cell

# Co-ops of members who joined in 1950 keep books; what lies outside is a slip, such as
# 1926 for 2026, or the epoch of a number that is no date.
FIRST_YEAR = 1950
LAST_YEAR = 2099

# 2026-03-31, also with a time behind it. Nobody writes the day in the middle.
ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
# Months in words can't be taken for days.
WORDS = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y")
NUMBERS = re.compile(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})\.?", re.ASCII)


class NoDay(ValueError):
    """A text that is no day, or that could be two; its message says why."""


def day(cell: Cell, reading: Reading) -> datetime.date:
    """Read a day.

    Args:
        cell: The cell: a date, or a text in one of the formats that the profile
            declares, as `2026-03-31`, or with the month in English words. A time
            behind the day is dropped.
        reading: How its sender writes dates.

    Returns:
        The day.

    Raises:
        BadCell: It is empty, no date, in a form that is not declared, could be two
            days, or lies before 1950 or after 2099.
    """
    value = cell.value
    if cell.problem:
        raise BadCell(cell.place, cell.problem)
    if isinstance(value, str):
        try:
            found = written(value, reading.dates)
        except NoDay as reason:
            raise BadCell(cell.place, str(reason)) from None
    elif isinstance(value, datetime.datetime):
        found = value.date()
    elif isinstance(value, datetime.date):
        found = value
    else:
        raise BadCell(cell.place, _no_date(value))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell(cell.place, f"is a day in the year {found.year}: {cell.text}")
    return found


def _no_date(value: Decimal | bool | None) -> str:
    """Why a value is no day."""
    if value is None:
        return "is empty where a date should be"
    if isinstance(value, bool):
        return "is yes or no, not a date"
    return f"is the number {value}, not a date: format its column as a date"


@lru_cache(maxsize=16_384)
def written(text: str, formats: tuple[str, ...]) -> datetime.date:
    """Read a day as it is written.

    Args:
        text: The text, such as `31.03.2026`.
        formats: The formats that the profile declares.

    Returns:
        The day.

    Raises:
        NoDay: It is no day, or could be two.
    """
    plain = " ".join(text.split())
    found = _by_formats(plain, formats)
    if not found:
        found = _iso(plain) or _by_formats(plain, WORDS)
    if len(found) > 1:
        days = " or ".join(str(day) for day in sorted(found))
        raise NoDay(
            f'can be {days}: "{_short(plain)}"; declare one format in the profile'
        )
    if found:
        return found.pop()
    raise NoDay(_undeclared(plain, formats))


def _by_formats(text: str, formats: tuple[str, ...]) -> set[datetime.date]:
    found = set()
    for form in formats:
        try:
            found.add(datetime.date(*time.strptime(text, form)[:3]))
        except ValueError:
            continue
    return found


def _iso(text: str) -> set[datetime.date]:
    found = ISO.fullmatch(text)
    try:
        return {datetime.date(*map(int, found.groups()))} if found else set()
    except ValueError:
        return set()


def _undeclared(text: str, formats: tuple[str, ...]) -> str:
    """Say why a text is no day, and what the profile could declare."""
    found = NUMBERS.fullmatch(text)
    if formats or not found:
        known = " or ".join(f'"{form}"' for form in formats)
        return f'is no date{known and f" as {known}"}: "{_short(text)}"'
    mark, year = found[2], "%Y" if len(found[4]) == 4 else "%y"
    forms = (mark.join(("%d", "%m", year)), mark.join(("%m", "%d", year)))
    able = {form: _by_formats(text, (form,)) for form in forms}
    meant = [f"{min(days)} ({form})" for form, days in able.items() if days]
    if len(set().union(*able.values())) > 1:
        which = " or ".join(meant)
        return f'can be {which}: "{_short(text)}"; declare dates in the profile'
    if not meant:
        return f'is no day of any year: "{_short(text)}"'
    return (
        f'is a date in a form that the profile does not declare, {meant[0]}: "{text}"'
    )


def _short(text: str) -> str:
    """The text, as much of it as a message bears."""
    return text if len(text) <= 40 else f"{text[:39]}…"
