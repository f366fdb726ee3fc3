"""What a member was on a day, as it was known on a day.

An event holds from its date on. A pause or suspension with `until:` ends by itself
after that day. Who is suspended during a pause is suspended; when that ends, the pause
goes on if it still lasts.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.errors import where
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.members.terms import Histories
    from coopbooks.members.terms import MemberEvent

State = Literal["active", "paused", "suspended", "left"]
STATES: tuple[State, ...] = ("active", "paused", "suspended", "left")
_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Status:
    """What a member was on a day.

    Attributes:
        member: The member's id.
        state: `active`, `paused`, `suspended` or `left`.
        since: Since which day the state had held.
        joined: When the member joined, the last time.
        member_class: The class; empty if none was said. Of who left, the last one.
        workplace: The workplace; empty if none was said. Of who left, the last one.
    """

    member: str
    state: State
    since: datetime.date
    joined: datetime.date
    member_class: str
    workplace: str

    @property
    def belongs(self) -> bool:
        """Whether this is a member: active, paused or suspended."""
        return self.state != "left"


class Stint(NamedTuple):
    """A stretch of days in which somebody was a member.

    Attributes:
        begin: The first day.
        end: The day after the last; None while it lasts.
    """

    begin: datetime.date
    end: datetime.date | None


class Hold(NamedTuple):
    """A pause or a suspension: since when, and its last day if it ends by itself."""

    since: datetime.date
    until: datetime.date | None


@dataclass(slots=True)
class Course:
    """The course of one member's events, up to the last one that was applied.

    Attributes:
        member: The member's id.
        stints: When they were a member, the last one open while they are.
        active_since: Since when nothing has held the membership up.
        pause: The pause, if there is one.
        suspension: The suspension, if there is one.
        member_class: The class, as last said.
        workplace: The workplace, as last said.
        last: The last event that was applied.
    """

    member: str
    stints: list[Stint] = field(default_factory=list)
    active_since: datetime.date = datetime.date.min
    pause: Hold | None = None
    suspension: Hold | None = None
    member_class: str = ""
    workplace: str = ""
    last: MemberEvent | None = None

    @property
    def belongs(self) -> bool:
        """Whether this is a member now."""
        return bool(self.stints) and self.stints[-1].end is None

    def pass_to(self, day: datetime.date) -> None:
        """Let what ends by itself before a day end."""
        if self.pause and self.pause.until and self.pause.until < day:
            self.active_since = max(self.active_since, self.pause.until + _A_DAY)
            self.pause = None
        held = self.suspension
        if held and held.until and held.until < day:
            self.active_since = max(self.active_since, held.until + _A_DAY)
            self.suspension = None

    def apply(self, event: MemberEvent) -> str | None:
        """Take the next event.

        Args:
            event: An event of this member, not before the last one.

        Returns:
            None; or, where the event does not fit, one sentence that says why. It then
            changes nothing.
        """
        self.pass_to(event.date)
        problem = self._misfit(event)
        if problem is None:
            self._take(event)
            self.last = event
        return problem

    def status(self) -> Status | None:
        """What the member is now; None before the first joining."""
        if not self.stints:
            return None
        begin, end = self.stints[-1]
        state, since = self._state(end)
        return Status(
            self.member, state, since, begin, self.member_class, self.workplace
        )

    def _state(self, end: datetime.date | None) -> tuple[State, datetime.date]:
        if end is not None:
            return "left", end
        if self.suspension:
            return "suspended", self.suspension.since
        if self.pause:
            return "paused", max(self.pause.since, self.active_since)
        return "active", self.active_since

    def _misfit(self, event: MemberEvent) -> str | None:
        place = where(self.last.source) if self.last else ""
        if event.event == "join":
            return f"joined before, at {place}." if self.belongs else None
        if not self.stints:
            return f"has not joined by {event.date}; add a join before it."
        if not self.belongs:
            return f"left before, at {place}."
        return self._misfit_of_member(event)

    def _misfit_of_member(self, event: MemberEvent) -> str | None:
        match event.event:
            case "resume" if not self.pause:
                return f"is not paused on {event.date}."
            case "reinstate" if not self.suspension:
                return f"is not suspended on {event.date}."
            case "suspend" if self.suspension:
                return f"is suspended already, since {self.suspension.since}."
        return None

    def _take(self, event: MemberEvent) -> None:
        match event.event:
            case "join":
                self.stints.append(Stint(event.date, None))
                self.active_since = event.date
                self.member_class = self.workplace = ""
            case "leave":
                self.stints[-1] = Stint(self.stints[-1].begin, event.date)
                self.pause = self.suspension = None
            case "pause":
                # Who is on leave and pauses again has the leave made longer or shorter.
                since = self.pause.since if self.pause else event.date
                self.pause = Hold(since, event.until)
            case "resume":
                self.pause, self.active_since = None, event.date
            case "suspend":
                self.suspension = Hold(event.date, event.until)
            case "reinstate":
                self.suspension, self.active_since = None, event.date
        self.member_class = event.member_class or self.member_class
        self.workplace = event.workplace or self.workplace


def course(
    member: str,
    history: Iterable[MemberEvent],
    day: datetime.date,
    known: datetime.date | None = None,
) -> Course:
    """Follow a member's events to a day.

    Args:
        member: The member's id.
        history: The member's events.
        day: The day.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        How things stood at the end of the day. Events that do not fit are passed over.
    """
    found = Course(member)
    for event in as_known(history, known):
        if event.date > day:
            break
        found.apply(event)
    found.pass_to(day)
    return found


def status_on(
    histories: Histories,
    member: str,
    day: datetime.date,
    known: datetime.date | None = None,
) -> Status | None:
    """What a member was on a day.

    Args:
        histories: The events of all members, as `read_members` gives them.
        member: The member's id.
        day: The day.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The status; None for who had not joined by then.
    """
    return course(member, histories.get(member, ()), day, known).status()


def everybody_on(
    histories: Histories, day: datetime.date, known: datetime.date | None = None
) -> dict[str, Status]:
    """What everybody was on a day who had ever joined by then.

    Args:
        histories: The events of all members.
        day: The day.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The status of each, by id, in the order of ids; those who left are among them.
    """
    found = (
        course(member, history, day, known).status()
        for member, history in sorted(histories.items())
    )
    return {status.member: status for status in found if status is not None}
