"""The calendar of a book's deadlines, as a pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.controls.calendar.collecting import calendar_table
from coopbooks.controls.calendar.collecting import soon_table
from coopbooks.core.periods import long_date
from coopbooks.packs.headings import heading_of
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.controls.calendar.dated import Ahead
    from coopbooks.controls.calendar.dated import Dated
    from coopbooks.packs.pack import Pack


def deadlines_pack(
    ahead: Ahead, found: Sequence[Dated], now: datetime.datetime
) -> Pack:
    """Put together a book's deadlines.

    Args:
        ahead: The book on a day.
        found: The days.
        now: When it is made.

    Returns:
        The pack: what is due within a month on page one, all of it behind. Its code is
        that of what the book says up to the day.
    """
    subject = "Deadlines"
    state = f"AS OF {long_date(ahead.on).upper()}"
    front, behind = [soon_table(found, ahead)], [calendar_table(found, ahead)]
    made = single_pack(ahead.book, subject, front, behind, state=state, now=now)
    version = heading_of(ahead.book, ahead.scope, now).version
    return replace(made, heading=replace(made.heading, version=version))
