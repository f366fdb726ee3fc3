"""What a book says about its members: who joined, changed, paused and left, and when.

Members are opaque ids; their names live in the private roster only.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from beancount.core import data

    from coopbooks.core.directives import Directive

EVENTS = ("join", "change", "pause", "resume", "suspend", "reinstate", "leave")
# On one day they count in this order, whatever the order of lines: who comes back and
# goes on leave again on one day is on leave.
_RANK = ("join", "reinstate", "resume", "change", "pause", "suspend", "leave")
ENDS_BY_ITSELF = ("pause", "suspend")

MEMBER = Form(
    "coop-member",
    "A member, by an opaque id, joins, changes class or workplace, pauses or resumes, "
    "is suspended or reinstated, or leaves.",
    """\
2026-01-01 custom "coop-member" "M-0042" "join"
  class: "standard"
  workplace: "harbor-foods\"""",
    (Slot("member"), Slot("event", words=EVENTS)),
    {
        "class": Slot("class", needed=False),
        "workplace": Slot("workplace", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (MEMBER,)

_OPAQUE = re.compile(r"[^\s@]+")


@dataclass(frozen=True, slots=True)
class MemberEvent:
    """Something that changes what a member is.

    Attributes:
        member: The member's id.
        event: A word of `EVENTS`.
        date: From when it holds.
        recorded: The day it entered the book.
        member_class: The class it says; empty if it says none.
        workplace: The workplace it says; empty if it says none.
        until: Of a pause or suspension: the last day, if it ends by itself.
        decision: The id of the members' decision; empty if it names none.
        source: Where it stands in the book.
    """

    member: str
    event: str
    date: datetime.date
    recorded: datetime.date
    member_class: str
    workplace: str
    until: datetime.date | None
    decision: str
    source: data.Meta

    @property
    def order(self) -> tuple[datetime.date, int]:
        """Its place among the events of its member."""
        return self.date, _RANK.index(self.event)


Histories = dict[str, tuple[MemberEvent, ...]]


def read_members(
    entries: Iterable[data.Directive],
) -> tuple[Histories, list[LedgerError]]:
    """Read what a book says about its members.

    Args:
        entries: A book's entries.

    Returns:
        The events of each member, by id, each history in its order; and the errors: an
        id that is not opaque, an `until:` where nothing ends by itself or before it
        begins, a change of nothing, an event said twice for a day. One that was
        recorded later stands beside the one that it corrects, and is no error.
    """
    directives, errors = parse(entries, FORMS)
    found: dict[str, list[MemberEvent]] = defaultdict(list)
    said: dict[tuple[object, ...], Directive] = {}
    for directive in directives:
        problem = _problem(directive)
        if problem is None:
            event = _event(directive)
            first = said.setdefault(
                (event.member, *event.order, event.recorded), directive
            )
            if first is directive:
                found[event.member].append(event)
                continue
            problem = _twice(event, first)
        errors.append(LedgerError(directive.source, f"coop-member: {problem}"))
    return {
        member: tuple(sorted(found[member], key=_then_recorded))
        for member in sorted(found)
    }, errors


def as_known(
    history: Iterable[MemberEvent], known: datetime.date | None = None
) -> list[MemberEvent]:
    """A member's events as they were known on a day.

    Args:
        history: The events of one member, in their order.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The events in their order. Of those for the same day and of the same kind only
        the one that was recorded last.
    """
    last: dict[tuple[datetime.date, int], MemberEvent] = {}
    for event in history:
        if known is None or event.recorded <= known:
            last[event.order] = event
    return list(last.values())


def _then_recorded(event: MemberEvent) -> tuple[tuple[datetime.date, int], object]:
    return event.order, event.recorded


def _problem(directive: Directive) -> str | None:
    """What is wrong with an event by itself; None if nothing is."""
    member, event, meta = directive.name, directive.values["event"], directive.meta
    until: datetime.date | None = meta.get("until")
    if not _OPAQUE.fullmatch(member):
        return (
            f"'{member}' is no id. Ids are opaque, such as M-0042; names belong in "
            "private/roster.csv."
        )
    if until is not None and event not in ENDS_BY_ITSELF:
        return f"'until:' is for pause and suspend; it has no place below '{event}'."
    if until is not None and until < directive.date:
        return f"'{member}': '{event}' ends on {until}, before it begins."
    if event == "change" and not (meta.get("class") or meta.get("workplace")):
        return f"'{member}': a change names the new class: or the new workplace:."
    return None


def _twice(event: MemberEvent, first: Directive) -> str:
    return (
        f"'{event.member}' '{event.event}' of {event.date} was said before, at "
        f"{where(first.source)}. Take one out, or say in recorded: when the later one "
        "was written."
    )


def _event(directive: Directive) -> MemberEvent:
    meta: Mapping[str, object] = directive.meta
    until = meta.get("until")
    return MemberEvent(
        directive.name,
        directive.values["event"],
        directive.date,
        directive.recorded,
        str(meta.get("class") or ""),
        str(meta.get("workplace") or ""),
        until if isinstance(until, datetime.date) else None,
        str(meta.get("decision") or ""),
        directive.source,
    )
