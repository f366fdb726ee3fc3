"""What keeps a period's share from being worked out, and what its end leaves over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.periods import long_date
from coopbooks.sharing.shares.calendar import year_begin
from coopbooks.sharing.shares.ladder import bands_of

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Base


def other_unit(group: Group, base: Base) -> LedgerError | None:
    """That what counts is in another unit than the agreement's bands.

    Args:
        group: The agreement.
        base: What counts.

    Returns:
        The problem; None where they are in one unit, or nothing counts.
    """
    bands = bands_of(group)
    if not bands or bands[0].unit == base.unit or not base.number:
        return None
    return LedgerError(
        group.header.source,
        f"{group.name}: its bands are in {bands[0].unit}, and what counts is in "
        f"{base.unit}. Write the bands in {base.unit}.",
    )


def two_years(group: Group, period: Period, fye: FiscalYearEnd) -> LedgerError | None:
    """That a period lies in two years, of which one would be counted in part.

    Args:
        group: The agreement.
        period: The period that counts.
        fye: The end of the giver's fiscal year.

    Returns:
        The problem; None where nothing counts over the year, or it lies in one.
    """
    meta = group.header.meta
    if meta.get("count") != "year-to-date" and meta.get("true-up") is not True:
        return None
    if year_begin(period.begin, fye) == year_begin(period.last, fye):
        return None
    return LedgerError(
        group.header.source,
        f"{group.name}: a new fiscal year begins within {period.label}, so that "
        'the year cannot be counted up to its end. Write every: "month".',
    )


def left_over(group: Group, unshared: Period | None) -> list[str]:
    """That an agreement ends within a period, of which nothing is shared then.

    Args:
        group: The agreement.
        unshared: The next period, where it gets no share any more; else None.

    Returns:
        A sentence; none where it ends with a period.
    """
    until: datetime.date | None = group.header.meta.get("until")
    if unshared is None or until is None or until not in unshared:
        return []
    told = (
        f"It ends on {long_date(until)}, within {unshared.label}: what counts from "
        f"{long_date(unshared.begin)} on is not shared. To share it, let it end on "
        f"{long_date(unshared.last)}."
    )
    return [told]
