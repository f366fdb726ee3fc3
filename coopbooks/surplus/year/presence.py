"""For what part of a year somebody was a member, and for how long by its end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.periods import DAY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core.amount import Amount

    from coopbooks.core.periods import Period
    from coopbooks.members.status import Stint

ONE = Decimal(1)
Days = tuple["datetime.date", "datetime.date"]


def part_of_year(stints: Sequence[Stint], year: Period, how: str) -> Decimal:
    """For what part of a year somebody was a member.

    Args:
        stints: When they were a member.
        year: The year.
        how: `whole`: all of it for who was a member on any day; `by-month`: each month
            of the year with such a day counts; `by-day`; `nothing`: all of it for who
            was a member on every day, else nothing.

    Returns:
        From 0 to 1, exact as far as decimals go; 0 for who was no member in it.
    """
    days = list(_within(stints, (year.begin, year.end)))
    belonged = sum((end - begin).days for begin, end in days)
    all_days = (year.end - year.begin).days
    if not belonged:
        return ZERO
    if how == "whole":
        return ONE
    if how == "nothing":
        return ONE if belonged == all_days else ZERO
    if how == "by-month":
        months = list(_months(year))
        touched = [month for month in months if any(_within(stints, month))]
        return PRECISE.divide(Decimal(len(touched)), Decimal(len(months)))
    return PRECISE.divide(Decimal(belonged), Decimal(all_days))


def too_short(stint: Stint, year: Period, present: Amount) -> bool:
    """Whether somebody had not been a member for long enough by a year's end.

    Args:
        stint: Since when they are a member, and until when they were.
        year: The year.
        present: How long they must have been, in DAY or MONTH.

    Returns:
        Whether it was less, by the day on which they left or the year was over.
    """
    end = min(stint.end or year.end, year.end)
    number = int(present.number or 0)
    if present.currency == "MONTH":
        return stint.begin + relativedelta(months=number) > end
    return stint.begin + number * DAY > end


def _within(stints: Sequence[Stint], span: Days) -> Iterator[Days]:
    """The days of a span on which somebody was a member."""
    for stint in stints:
        begin, end = max(stint.begin, span[0]), min(stint.end or span[1], span[1])
        if begin < end:
            yield begin, end


def _months(year: Period) -> Iterator[Days]:
    """The months of a year, from its own first day on."""
    count = 0
    while (begin := year.begin + relativedelta(months=count)) < year.end:
        count += 1
        yield begin, year.begin + relativedelta(months=count)
