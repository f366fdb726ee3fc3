"""Whose turn it is in a period: each member, by each schedule that they are under."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.cadence import starts_of
from coopbooks.dues.rules.calendar import MONTHS
from coopbooks.dues.rules.calendar import WEEKS
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.choosing import begun_within
from coopbooks.dues.rules.presence import spans
from coopbooks.dues.rules.schedules import read_schedule
from coopbooks.dues.rules.turn import Turn
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.choosing import Schedules
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.dues.rules.presence import Span
    from coopbooks.dues.rules.receivables import Receivables
    from coopbooks.dues.rules.reliefs import Reliefs
    from coopbooks.dues.rules.schedules import Schedule
    from coopbooks.members.status import Status
    from coopbooks.members.terms import MemberEvent


class Person(NamedTuple):
    """A member, with what is known of them.

    Attributes:
        member: The id.
        events: The member's events in their order; at least one.
        reliefs: What holds for the member's dues.
    """

    member: str
    events: Sequence[MemberEvent]
    reliefs: Reliefs


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a period.

    Attributes:
        period: The period.
        stretches: The charge periods that touch it, with their cadence.
        schedules: All schedules.
        measures: The measures of all members.
        accounts: Tells how often dues are taken at a workplace.
    """

    period: Period
    stretches: Sequence[tuple[str, Period]]
    schedules: Schedules
    measures: Measures
    accounts: Receivables

    def of(self, person: Person) -> Iterator[Turn | CannotCharge]:
        """The turns of a member: each charge period that begins for them in the period.

        Args:
            person: The member.

        Yields:
            Each turn; or what keeps one from being found.
        """
        for each, stretch in self.stretches:
            found = spans(person.events, stretch)
            if not found or found[0].begin not in self.period:
                continue
            schedule, often = None, ""
            try:
                under = self.schedule(person, found[0], stretch)
                often = self._holding(person, found[0], under)
                schedule = under
            except CannotCharge as problem:
                yield problem
            status = found[0].status
            place = (status.member_class, status.workplace)
            both = (schedule, *self.schedules.besides(*place, stretch.begin))
            held = [one for one in both if one]
            for one in held:
                if _pays(one, often, each, stretch):
                    turn = Turn(
                        person.member, one, stretch, each, found, person.reliefs
                    )
                    if person.reliefs.lines:
                        turn = turn._replace(pledges=one is _pledged(held))
                    yield from self._by_pay(person, turn)

    def back(self, person: Person, day: datetime.date) -> Turn | None:
        """The turn of who comes back on a day: the month, from that day on.

        Raises:
            CannotCharge: It is not clear which schedule they are under.
        """
        month = period_of("month", day)
        found = [one for one in spans(person.events, month) if one.begin >= day]
        schedule = self.schedule(person, found[0], month) if found else None
        if schedule is None:
            return None
        status = found[0].status
        place = (status.member_class, status.workplace)
        held = [schedule, *self.schedules.besides(*place, month.begin)]
        turn = Turn(person.member, schedule, month, schedule.per, found, person.reliefs)
        return turn._replace(pledges=schedule is _pledged(held))

    def schedule(self, person: Person, first: Span, stretch: Period) -> Schedule | None:
        """The schedule that a member is under.

        Args:
            person: The member.
            first: The first days on which they belonged.
            stretch: The charge period.

        Returns:
            The one said for the member, else the one for their class and workplace as
            on their first day; None where nobody pays dues.

        Raises:
            CannotCharge: None is for them, or more than one.
        """
        member, status, day = person.member, first.status, stretch.begin
        line = person.reliefs.on("by", first.begin) if person.reliefs.lines else None
        if line is not None:
            name = str(line.values["value"])
            if (by_name := self.schedules.named(name, day)) is None:
                raise CannotCharge(
                    line.source, f"{member}: no coop-dues '{name}' holds on {day}."
                )
            return by_name
        place = (status.member_class, status.workplace)
        under = self.schedules.under(member, *place, day)
        if under is None and self._is_left_out(status, stretch):
            named = f"class '{place[0]}'" if place[0] else "no class"
            raise CannotCharge(
                person.events[-1].source,
                f"{member} ({named}) is under no coop-dues on {day}.",
            )
        return under

    def _is_left_out(self, status: Status, stretch: Period) -> bool:
        """Whether others pay dues, and none that begin too late are for this one."""
        if all(one.besides for one in self.schedules.on(stretch.begin)):
            return False
        late = begun_within(self.schedules.groups, stretch.begin, stretch.end)
        place = (status.member_class, status.workplace)
        return not any(read_schedule(group).fits(*place) for group in late)

    def _holding(self, person: Person, first: Span, schedule: Schedule | None) -> str:
        """How often a member pays, from the first whole period of it on.

        Until it begins they pay as before, so that no month is left out, and none is
        charged again that a quarter or a year has charged already.
        """
        often = self._often(person, first)
        if schedule is None or not self._may_change(person, first):
            return often
        per, day = schedule.per, first.begin
        for longer in sorted(MONTHS, key=lambda one: -MONTHS[one]):
            if (self._at_first(person, period_of(longer, day)) or per) == longer:
                return longer
        if (often or per) not in MONTHS:
            return often
        return self._at_first(person, period_of(often or per, day))

    def _may_change(self, person: Person, first: Span) -> bool:
        """Whether a member may come to pay more or less often than before."""
        if all(each == self.stretches[0][0] for each, _ in self.stretches):
            return False
        said = {line.values["what"] for line in person.reliefs.lines}
        moved = any(event.event == "change" for event in person.events)
        return (
            bool(said & {"each", "ends"})
            or moved
            or self.accounts.says_each(first.status.workplace)
        )

    def _at_first(self, person: Person, period: Period) -> str:
        """How often a member paid on their first day in a period."""
        return self._often(person, spans(person.events, period)[0])

    def _often(self, person: Person, first: Span) -> str:
        """How often a member pays; empty for as often as the schedule says."""
        line = person.reliefs.on("each", first.begin) if person.reliefs.lines else None
        if line is None:
            return self.accounts.each(first.status.workplace, first.begin)
        often = str(line.values["value"])
        if often not in forms.PER:
            raise CannotCharge(
                line.source,
                f"{person.member}: nobody can pay each '{often}'; say one of "
                f"{', '.join(forms.PER)}.",
            )
        return often

    def _by_pay(self, person: Person, turn: Turn) -> Iterator[Turn]:
        """Of who pays with each pay: a turn for each; of others their one turn."""
        paid: list[Period] = []
        if turn.each == "pay-period":
            name = str(turn.schedule.meta.get("measure") or "")
            paid = self.measures.pay_periods(name, turn.member, turn.period)
        if not paid:
            yield turn
        for stretch in paid:
            # Pay that comes after somebody left is for days on which they belonged.
            found = spans(person.events, stretch) or turn.spans
            yield turn._replace(period=stretch, spans=found)


def _pledged(held: Sequence[Schedule]) -> Schedule | None:
    """The schedule that a member's pledge is about: one that is only promised, if any.

    Dues that are owed besides a pledge go on being owed.
    """
    promised = [one for one in held if one.meta.get("pledged")]
    dues = [one for one in held if not one.besides]
    return next(iter([*promised, *dues]), None)


def _pays(schedule: Schedule, often: str, each: str, stretch: Period) -> bool:
    """Whether who pays so often pays by a schedule for a stretch of this kind."""
    if schedule.besides and schedule.line(forms.CADENCE, often) is None:
        often = ""
    often = often or schedule.per
    if often in WEEKS and often == each:
        return not (stretch.begin - starts_of(schedule, each)) % WEEKS[each]
    return often == each
