"""On which days of a period somebody was a member, and which of them count."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.periods import DAY
from coopbooks.members.status import Course

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.members.status import Status
    from coopbooks.members.terms import MemberEvent


class Span(NamedTuple):
    """Days in a row on which a member was the same.

    Attributes:
        begin: The first day.
        end: The day after the last.
        status: What they were.
    """

    begin: datetime.date
    end: datetime.date
    status: Status

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.begin).days


def spans(events: Sequence[MemberEvent], period: Period) -> list[Span]:
    """A member's way through a period.

    Args:
        events: The member's events in their order, as known.
        period: The period.

    Returns:
        The spans in which they belonged, in order, without gaps but for the days on
        which they did not belong.
    """
    if not events or events[0].date >= period.end:
        return []
    course = Course(events[0].member)
    found: list[Span] = []
    cuts = _cuts(events, period)
    place = 0
    for begin, end in itertools.pairwise(cuts):
        while place < len(events) and events[place].date <= begin:
            course.apply(events[place])
            place += 1
        course.pass_to(begin)
        status = course.status()
        if status is not None and status.belongs:
            found.append(Span(begin, end, status))
    return found


def _cuts(events: Iterable[MemberEvent], period: Period) -> list[datetime.date]:
    """The days of a period on which something may change, with its two ends."""
    inside: set[datetime.date] = {period.begin, period.end}
    for event in events:
        if period.begin < event.date < period.end:
            inside.add(event.date)
        if event.until and period.begin < event.until + DAY < period.end:
            inside.add(event.until + DAY)
    return sorted(inside)


def counting(found: Sequence[Span], *, paused: bool, suspended: bool) -> list[Span]:
    """The spans that count for dues.

    Args:
        found: What `spans` gave.
        paused: Whether days of a pause count.
        suspended: Whether days of a suspension count.

    Returns:
        Those of them that count.
    """
    states = {"active"}
    if paused:
        states.add("paused")
    if suspended:
        states.add("suspended")
    return [span for span in found if span.status.state in states]


def days_of(found: Iterable[Span]) -> int:
    """How many days spans have together."""
    return sum(span.days for span in found)


def months_of(found: Iterable[Span]) -> int:
    """How many months of the calendar have a day in spans."""
    months: set[tuple[int, int]] = set()
    for span in found:
        day = span.begin.replace(day=1)
        while day < span.end:
            months.add((day.year, day.month))
            day = (day + 31 * DAY).replace(day=1)
    return len(months)
