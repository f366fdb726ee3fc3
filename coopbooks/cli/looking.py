"""Why a report is not yet one to rely on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack


def to_look_at(pack: Pack, period: Period, now: datetime.datetime) -> Iterator[str]:
    """Why a report is not yet one to rely on, besides errors in the book.

    Args:
        pack: The report.
        period: Its period.
        now: What the clock shows.

    Yields:
        A sentence for each: what does not add up, and that the period is not over.
    """
    failed = {ref.table for ref in pack.values.failed()}
    if failed:
        titles = [one.title for one in pack.values.tables if one.id in failed]
        yield f"Something does not add up; look for NO in: {', '.join(titles)}."
    if now.date() < period.end:
        yield f"{period.label} is not over before the end of {long_date(period.last)}."
