"""How many members there are: at the start, joined, left, at the end."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.members.status import Course
from coopbooks.members.status import Status
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.periods import Period
    from coopbooks.members.terms import Histories
    from coopbooks.members.terms import MemberEvent

Feature = Callable[[Status], str]
_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind there are; `start + joined + moved - left = end`.

    Attributes:
        start: Members on the day before the period.
        joined: Who joined in the period, as many times as they did.
        left: Who left in the period, as many times as they did.
        moved: Who came from another kind, less who went to one, in the period.
        end: Members on the period's last day.
    """

    start: int = 0
    joined: int = 0
    left: int = 0
    moved: int = 0
    end: int = 0


def member_class(status: Status) -> str:
    """The class of a member, to count by."""
    return status.member_class


def workplace(status: Status) -> str:
    """The workplace of a member, to count by."""
    return status.workplace


def state(status: Status) -> str:
    """The state of a member, to count by."""
    return status.state


def everyone(_: Status) -> str:
    """The same for all, to count them together."""
    return ""


class Passage(NamedTuple):
    """One member's way through a period.

    Attributes:
        before: The status at the end of the day before; None before joining.
        joined: The status on each joining in the period.
        left: The status just before each leaving in the period.
        after: The status at the end of the last day; None before joining.
    """

    before: Status | None
    joined: tuple[Status, ...]
    left: tuple[Status, ...]
    after: Status | None


def passages(
    histories: Histories, period: Period, known: datetime.date | None = None
) -> list[Passage]:
    """Follow everybody through a period.

    Args:
        histories: The events of all members.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        A passage for each who had joined by its last day.
    """
    found = (
        _passage(member, as_known(history, known), period)
        for member, history in histories.items()
    )
    return [passage for passage in found if passage.after is not None]


def counts(passages: Iterable[Passage], by: Feature = everyone) -> dict[str, Count]:
    """Count members over a period.

    Args:
        passages: What `passages` gave for the period.
        by: What to count them by, such as `workplace`.

    Returns:
        A count for each value that occurs, in alphabetical order.
    """
    start: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    left: Counter[str] = Counter()
    end: Counter[str] = Counter()
    for passage in passages:
        joined.update(map(by, passage.joined))
        left.update(map(by, passage.left))
        if passage.before and passage.before.belongs:
            start[by(passage.before)] += 1
        if passage.after and passage.after.belongs:
            end[by(passage.after)] += 1
    return {
        key: Count(
            start[key],
            joined[key],
            left[key],
            end[key] - start[key] - joined[key] + left[key],
            end[key],
        )
        for key in sorted({*start, *joined, *left, *end})
    }


def _passage(member: str, events: list[MemberEvent], period: Period) -> Passage:
    """One member's way through a period."""
    course = Course(member)
    earlier = [event for event in events if event.date < period.begin]
    for event in earlier:
        course.apply(event)
    course.pass_to(period.begin - _A_DAY)
    before = course.status()
    joined: list[Status] = []
    left: list[Status] = []
    for event in events[len(earlier) :]:
        if event.date >= period.end:
            break
        was = course.status()
        if course.apply(event) is None:
            if event.event == "join" and (now := course.status()):
                joined.append(now)
            if event.event == "leave" and was:
                left.append(was)
    course.pass_to(period.last)
    return Passage(before, tuple(joined), tuple(left), course.status())
