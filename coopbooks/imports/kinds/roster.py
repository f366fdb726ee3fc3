"""Changes of the roster: who joins, changes, pauses and leaves, by numbers only.

Names and addresses never reach the book. When a batch is written, those of people who
join go to the private roster.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser.grammar import ValueType

from coopbooks.core.directives import near
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Left
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import unusable
from coopbooks.imports.rows import BadCell
from coopbooks.members.roster import COLUMNS
from coopbooks.members.roster import Person
from coopbooks.members.status import Course
from coopbooks.members.terms import ENDS_BY_ITSELF
from coopbooks.members.terms import EVENTS
from coopbooks.members.terms import MemberEvent
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow

A_DAY = datetime.timedelta(days=1)
# An id has a digit; what has none is a name.
ID = re.compile(r"(?=.*\d)[\w-]+")


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each change, held against those before it, by date."""
    events: dict[str, list[MemberEvent]] = {}
    outcomes: dict[int, Outcome] = {}
    made = []
    for index, row in enumerate(rows):
        try:
            made.append((_event(row, context), index, row))
        except BadCell as bad:
            outcomes[index] = unusable(bad, [row], context)
    for event, index, row in sorted(made, key=lambda one: (one[0].order, one[1])):
        before = events.setdefault(event.member, [])
        try:
            if _ended_by_itself(event, before, context):
                why = "the book has it already: the leave ended the day before"
                outcomes[index] = Left((row.place,), why)
                continue
            _check(event, before, row, context)
            before.append(event)
            outcomes[index] = _draft(event, row)
        except BadCell as bad:
            outcomes[index] = unusable(bad, [row], context)
    yield from (outcomes[index] for index in range(len(rows)))


def person(row: SheetRow, context: Context) -> Person:
    """The line of the private roster for a row, for somebody who joins."""
    texts = {name: context.text(row, name) for name in COLUMNS}
    return Person(**{**texts, "member": _id(row, context)})


def _id(row: SheetRow, context: Context) -> str:
    text = context.text(row, "member")
    if text in context.known.histories:
        return text
    return context.profile.member.format(text) if text else ""


def _event(row: SheetRow, context: Context) -> MemberEvent:
    member, cell = _id(row, context), context.cell(row, "event")
    event = context.text(row, "event").casefold()
    if not ID.fullmatch(member):
        why = f"is no member's number: {context.cell(row, 'member').text or 'empty'}"
        raise BadCell(context.cell(row, "member").place, why)
    if event not in EVENTS:
        hint = near(event, EVENTS).strip().rstrip("?")
        known = hint or f"It is one of {', '.join(EVENTS)}"
        raise BadCell(cell.place, f"'{event}' is no change of a roster. {known}")
    until = context.day_or_none(row, "until")
    if until and event not in ENDS_BY_ITSELF:
        raise BadCell(context.cell(row, "until").place, f"a {event} has no end")
    day = context.day(row)
    class_, workplace = context.text(row, "class"), context.text(row, "workplace")
    if event == "change" and not class_ and not workplace:
        raise BadCell(cell.place, "a change names a new class or workplace")
    decision = context.text(row, "decision")
    return MemberEvent(member, event, day, day, class_, workplace, until, decision, {})


def _course(
    event: MemberEvent, before: Sequence[MemberEvent], context: Context
) -> Course:
    """How things stood with a member before an event."""
    history = as_known(context.known.histories.get(event.member, ()))
    found = Course(event.member)
    for earlier in sorted([*history, *before], key=lambda one: one.order):
        if earlier.order <= event.order:
            found.apply(earlier)
    return found


def _ended_by_itself(
    event: MemberEvent, before: Sequence[MemberEvent], context: Context
) -> bool:
    """Whether a pause or suspension ends by itself on the day when its end is told."""
    course = _course(event, before, context)
    holds = {"resume": course.pause, "reinstate": course.suspension}
    held = holds.get(event.event)
    return held is not None and held.until == event.date - A_DAY


def _check(
    event: MemberEvent, before: Sequence[MemberEvent], row: SheetRow, context: Context
) -> None:
    """Hold an event against what the book and earlier rows say of the member."""
    history = context.known.histories.get(event.member, ())
    if any(known.order == event.order for known in history):
        return  # The book has it already; what became of it, matching tells.
    place = context.cell(row, "member").place
    if problem := _course(event, before, context).apply(event):
        raise BadCell(place, f"{event.member} {problem.rstrip('.')}")


def _draft(event: MemberEvent, row: SheetRow) -> Draft:
    meta = {
        "class": event.member_class,
        "workplace": event.workplace,
        "until": event.until,
        "decision": event.decision,
    }
    entry = data.Custom(
        {key: value for key, value in meta.items() if value},
        event.date,
        "coop-member",
        [ValueType(event.member, str), ValueType(event.event, str)],
    )
    return Draft(
        (Part(row.place, None),),
        entry,
        (),
        f"{event.member} {event.event} {event.date}",
        member=event.member,
    )
