"""What everybody owes for a period: from the roster, the schedules and the measures."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.dues import scheduleforms as forms
from coopbooks.dues.cadence import starts_of
from coopbooks.dues.calendar import FOUR_WEEKS
from coopbooks.dues.calendar import MONTHS
from coopbooks.dues.calendar import charge_periods
from coopbooks.dues.calendar import period_of
from coopbooks.dues.charge import Charges
from coopbooks.dues.charge import Excused
from coopbooks.dues.charger import Charger
from coopbooks.dues.charger import Turn
from coopbooks.dues.choosing import Schedules
from coopbooks.dues.choosing import begun_within
from coopbooks.dues.choosing import mid_period
from coopbooks.dues.currency import currency_of
from coopbooks.dues.feecharges import initiation
from coopbooks.dues.feecharges import reinstatement
from coopbooks.dues.measuring import read_measures
from coopbooks.dues.personforms import MEMBER_DUES
from coopbooks.dues.personforms import WORKPLACE
from coopbooks.dues.presence import spans
from coopbooks.dues.receivables import Receivables
from coopbooks.dues.reliefs import read_reliefs
from coopbooks.dues.schedules import measures_of
from coopbooks.dues.schedules import read_schedule
from coopbooks.dues.working import CannotCharge
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.presence import Span
    from coopbooks.dues.reliefs import AllReliefs
    from coopbooks.dues.reliefs import Reliefs
    from coopbooks.dues.schedules import Schedule
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status
    from coopbooks.members.terms import MemberEvent


def expected(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    members: Collection[str] | None = None,
) -> Charges:
    """Work out what everybody owes for a period.

    Args:
        terms: What the book says about dues, as known on a day.
        entries: The book's entries, for the measures on its accounts.
        period: The period. Charges are those whose own period begins in it, and of who
            joins in the middle of a longer one, with the day of joining in it.
        members: The ids of those to charge; None for everybody.

    Returns:
        The charges and who is excused, by member, period and schedule; and what could
        not be worked out.
    """
    run = _Run(terms, period, _charger(terms, entries))
    ids = terms.histories if members is None else sorted(set(members))
    with localcontext(prec=PRECISION):
        for member in ids:
            if member in terms.histories:
                run.take(member)
    run.problems += [
        mid_period(group, period_of(_per(group), group.date).begin)
        for group in terms.schedules
        if _begins_within(group, period)
    ]
    charges = sorted(run.charges, key=_order)
    excuses = sorted(run.excused, key=lambda one: (one.member, one.period.begin))
    return Charges(tuple(charges), tuple(excuses), tuple(_in_order(run.problems)))


@dataclass(slots=True)
class _Run:
    """Everybody's turns, one after the other, and what came of them."""

    terms: DuesTerms
    period: Period
    charger: Charger
    charges: list[Charge] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    problems: list[LedgerError] = field(default_factory=list)
    schedules: Schedules = field(init=False)
    reliefs: AllReliefs = field(init=False)
    stretches: list[tuple[str, Period]] = field(init=False)

    def __post_init__(self) -> None:
        """Read what is the same for everybody."""
        self.schedules = Schedules(self.terms.schedules)
        self.reliefs = read_reliefs(self.terms.of(MEMBER_DUES.kind))
        self.stretches = _stretches(self.terms, self.period)

    def take(self, member: str) -> None:
        """Charge one member for all that falls into the period."""
        events = as_known(self.terms.histories[member], self.terms.known)
        reliefs = self.reliefs.of(member)
        told: set[str] = set()
        for turn in self._turns(member, events, reliefs, told):
            try:
                self._charge(turn, events)
            except CannotCharge as problem:
                self._tell(problem, told)
        for event in events:
            if event.event == "reinstate" and event.date in self.period:
                self._reinstated(event, events, reliefs, told)

    def _turns(
        self,
        member: str,
        events: Sequence[MemberEvent],
        reliefs: Reliefs,
        told: set[str],
    ) -> Iterator[Turn]:
        """A member's turns: each charge period that begins with them in the period."""
        for each, stretch in self.stretches:
            found = spans(events, stretch)
            if not found or found[0].begin not in self.period:
                continue
            try:
                schedule = self._schedule(member, found, stretch, reliefs, told)
            except CannotCharge as problem:
                self._tell(problem, told)
                schedule = None
            status = found[0].status
            place = (status.member_class, status.workplace)
            for one in (schedule, *self.schedules.besides(*place, stretch.begin)):
                if one and self._pays(one, each, stretch, found, reliefs):
                    turn = Turn(member, one, stretch, each, found, reliefs)
                    yield from self._by_pay(turn, events)

    def _by_pay(self, turn: Turn, events: Sequence[MemberEvent]) -> Iterator[Turn]:
        """Of who pays with each pay: a turn for each; of others their one turn."""
        paid: list[Period] = []
        if turn.each == "pay-period":
            name = str(turn.schedule.meta.get("measure") or "")
            measures = self.charger.measures
            paid = measures.pay_periods(name, turn.member, turn.period)
        if not paid:
            yield turn
        for stretch in paid:
            # Pay that comes after somebody left is for days on which they belonged.
            found = spans(events, stretch) or turn.spans
            yield turn._replace(period=stretch, spans=found)

    def _schedule(
        self,
        member: str,
        found: Sequence[Span],
        stretch: Period,
        reliefs: Reliefs,
        told: set[str],
    ) -> Schedule | None:
        """The schedule that a member is under."""
        status, day = found[0].status, stretch.begin
        line = reliefs.on("by", found[0].begin) if reliefs.lines else None
        if line is not None:
            name = str(line.values["value"])
            if (by_name := self.schedules.named(name, day)) is None:
                raise CannotCharge(
                    line.source, f"{member}: no coop-dues '{name}' holds on {day}."
                )
            return by_name
        under = self.schedules.under(member, status.member_class, status.workplace, day)
        if under is None and self._is_left_out(status, stretch):
            source = self.terms.histories[member][-1].source
            words = (
                f"class '{status.member_class}'" if status.member_class else "no class"
            )
            raise CannotCharge(
                source, f"{member} ({words}) is under no coop-dues on {day}."
            )
        return under

    def _is_left_out(self, status: Status, stretch: Period) -> bool:
        """Whether others pay dues, and none that begin too late are for this one."""
        if all(one.besides for one in self.schedules.on(stretch.begin)):
            return False
        late = begun_within(self.terms.schedules, stretch.begin, stretch.end)
        place = (status.member_class, status.workplace)
        return not any(read_schedule(group).fits(*place) for group in late)

    def _pays(
        self,
        schedule: Schedule,
        each: str,
        stretch: Period,
        found: Sequence[Span],
        reliefs: Reliefs,
    ) -> bool:
        """Whether a member pays by a schedule for a stretch of this kind."""
        day = found[0].begin
        often = reliefs.word("each", day) if reliefs.lines else ""
        often = often or self.charger.accounts.each(found[0].status.workplace, day)
        if schedule.besides and schedule.line(forms.CADENCE, often) is None:
            often = ""
        often = often or schedule.per
        if often == "four-weeks" == each:
            return not (stretch.begin - starts_of(schedule)) % FOUR_WEEKS
        return often == each

    def _charge(self, turn: Turn, events: Sequence[MemberEvent]) -> None:
        made = self.charger.charge(turn)
        if isinstance(made, Excused):
            self.excused.append(made)
        elif made is not None:
            self.charges.append(made)
            fee = initiation(self.charger, turn, events)
            if fee is not None:
                self.charges.append(fee)

    def _reinstated(
        self,
        event: MemberEvent,
        events: Sequence[MemberEvent],
        reliefs: Reliefs,
        told: set[str],
    ) -> None:
        """Charge for coming back."""
        month = period_of("month", event.date)
        found = [span for span in spans(events, month) if span.begin >= event.date]
        if not found:
            return
        try:
            schedule = self._schedule(event.member, found, month, reliefs, told)
            if schedule is not None:
                turn = Turn(event.member, schedule, month, schedule.per, found, reliefs)
                fee = reinstatement(self.charger, turn)
                self.charges += [fee] if fee else []
        except CannotCharge as problem:
            self._tell(problem, told)

    def _tell(self, problem: CannotCharge, told: set[str]) -> None:
        """Keep a problem, once for each member."""
        if str(problem) not in told:
            told.add(str(problem))
            self.problems.append(problem.error)


def _charger(terms: DuesTerms, entries: Sequence[data.Directive]) -> Charger:
    asked = {name for group in terms.schedules for name in measures_of(group)}
    often = {"pay-period"} & _cadences(terms)
    if often:
        asked |= {one.name for one in terms.of("coop-measure")}
    measures = read_measures(terms, entries, frozenset(asked))
    accounts = Receivables(terms, entries)
    return Charger(measures, accounts, currency_of(terms, entries))


def _cadences(terms: DuesTerms) -> set[str]:
    """All ways of how often somebody may pay."""
    found = {_per(group) for group in terms.schedules}
    for line in terms.of(WORKPLACE.kind):
        found.add(str(line.meta.get("each") or "month"))
    for line in terms.of(MEMBER_DUES.kind):
        if line.values["what"] == "each":
            found.add(str(line.values["value"]))
    return found


def _stretches(terms: DuesTerms, period: Period) -> list[tuple[str, Period]]:
    """The charge periods of all cadences that touch a period, by their first day."""
    found: set[tuple[str, Period]] = set()
    for per in _cadences(terms):
        if per == "pay-period":
            found.add((per, period))
        elif per == "four-weeks":
            for group in terms.schedules:
                starts = starts_of(read_schedule(group))
                found |= {(per, one) for one in charge_periods(per, period, starts)}
        elif per in MONTHS or per == "week":
            found |= {(per, one) for one in charge_periods(per, period)}
    return sorted(found, key=lambda one: (one[1].begin, one[1].end, one[0]))


def _per(group: Group) -> str:
    return str(group.header.meta.get("per") or "month")


def _begins_within(group: Group, period: Period) -> bool:
    """Whether a schedule begins in the middle of a charge period, in a period."""
    per = _per(group)
    if group.date not in period or per not in MONTHS:
        return False
    return period_of(per, group.date).begin != group.date


def _order(charge: Charge) -> tuple[object, ...]:
    return (
        charge.member,
        charge.period.begin,
        charge.period.end,
        charge.schedule,
        charge.kind,
    )


def _in_order(problems: Sequence[LedgerError]) -> list[LedgerError]:
    return sorted(
        problems,
        key=lambda one: (
            str(one.source.get("filename") or ""),
            int(one.source.get("lineno") or 0),
            one.message,
        ),
    )
