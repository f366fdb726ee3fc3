"""Which period a page of Fava is about."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

import flask
from dateutil.relativedelta import relativedelta
from fava.helpers import FavaAPIError

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from fava.core import FavaLedger

    from coopbooks.core.periods import Period


class BadTimeFilter(CoopbooksError):
    """Fava's time filter holds words that name no period."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What the filter holds.
        """
        super().__init__(
            f"Fava's time filter '{text}' names no period. Write for example 2026-03, "
            "2026-Q1, FY2026 or 2026-01 - 2026-02, or empty it."
        )


class NothingYet(CoopbooksError):
    """The book has no transactions, so that there is no period to show."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "This book has no transactions yet. The page begins with the first month "
            "that has some."
        )


class Choice(NamedTuple):
    """The period of a page, and those beside it.

    Attributes:
        period: The period.
        chosen: Whether a person chose it; else it is the last whole month.
        before: The period before it, if the book reaches back so far.
        after: The period after it, if the book goes on so long.
    """

    period: Period
    chosen: bool
    before: Period | None
    after: Period | None


def choose(ledger: FavaLedger, text: str) -> Choice:
    """Choose the period of a page.

    Args:
        ledger: Fava's ledger.
        text: Fava's time filter; blank if there is none.

    Returns:
        The period that the filter names; without one the last whole month.

    Raises:
        BadTimeFilter: The filter names no period.
        NothingYet: The book has no transactions.
    """
    by_type = ledger.all_entries_by_type
    dates = [entry.date for entry in by_type.Transaction]
    if not dates:
        raise NothingYet
    chosen = bool(text.strip())
    compared = [entry.date for entry in by_type.Balance]
    period = (
        filtered_period(ledger, text)
        if chosen
        else last_whole_month(dates, max(dates[-1:] + compared[-1:]))
    )
    inside = period.begin <= dates[-1] and dates[0] < period.end
    return Choice(
        period,
        chosen,
        period.previous() if inside and dates[0] < period.begin else None,
        following(period) if inside and period.end <= dates[-1] else None,
    )


def filtered_period(ledger: FavaLedger, text: str) -> Period:
    """The period that Fava understands its time filter to be.

    Args:
        ledger: Fava's ledger, which knows the end of the fiscal year.
        text: Fava's time filter.

    Returns:
        The period, named by its days.

    Raises:
        BadTimeFilter: The filter names no period.
    """
    try:
        # Called as Fava calls it, so that one result serves both.
        found = ledger.get_filtered(account="", filter="", time=text).date_range
    except (FavaAPIError, ValueError, OverflowError) as error:
        raise BadTimeFilter(text) from error
    if found is None:
        raise BadTimeFilter(text)
    return named(found.begin, found.end)


def last_whole_month(dates: Sequence[datetime.date], reached: datetime.date) -> Period:
    """The last month of a book that is over, as far as the book itself can tell.

    It is over when something was entered for its last day or for a later one. What is
    typed ahead of time, such as a budget, does not count.

    Args:
        dates: The dates of the book's transactions, at least one.
        reached: The date of the last transaction or comparison with a statement.

    Returns:
        The last such month with a transaction; in a book that has none, the last
        month with one.
    """
    months = {(day.year, day.month): month_of(day) for day in sorted(dates)}
    whole = [month for month in months.values() if month.last <= reached]
    return (whole or list(months.values()))[-1]


def following(period: Period) -> Period:
    """The period of the same length just after: April after March.

    Args:
        period: A period; its length is counted in months if it is one of months.

    Returns:
        The period that begins where it ends.
    """
    begin = period.end
    if period.begin.day == period.end.day:
        months = 12 * (period.end.year - period.begin.year)
        months += period.end.month - period.begin.month
        return named(begin, begin + relativedelta(months=months))
    return named(begin, begin + (period.end - period.begin))


def time_filter(period: Period) -> str:
    """A period as Fava's time filter takes it.

    Args:
        period: The period.

    Returns:
        For example `2026-03`, or `2026-03-05 - 2026-03-20`.
    """
    return period.name.replace("..", " - ")


def month_page(period: Period) -> str:
    """The address of the page Month, which has every table of a period.

    Args:
        period: The period.

    Returns:
        A path on the same site; without the filters that it does not obey.
    """
    return flask.url_for(
        "extension_report", extension_name="Month", time=time_filter(period)
    )
