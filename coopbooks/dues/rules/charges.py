"""What everybody owes for a period: from the roster, the schedules and the measures."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import named
from coopbooks.dues.charge import Charge
from coopbooks.dues.charge import Charges
from coopbooks.dues.charge import Excused
from coopbooks.dues.forms.people import MEASURE
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.rules.charger import Charger
from coopbooks.dues.rules.choosing import Schedules
from coopbooks.dues.rules.currency import currency_of
from coopbooks.dues.rules.feecharges import initiation
from coopbooks.dues.rules.feecharges import reinstatement
from coopbooks.dues.rules.individual import Amounts
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.dues.rules.receivables import Receivables
from coopbooks.dues.rules.reliefs import read_reliefs
from coopbooks.dues.rules.schedules import measures_of
from coopbooks.dues.rules.stretches import begun_too_late
from coopbooks.dues.rules.stretches import cadences
from coopbooks.dues.rules.stretches import ended
from coopbooks.dues.rules.stretches import stretches
from coopbooks.dues.rules.turn import Turn
from coopbooks.dues.rules.turns import Person
from coopbooks.dues.rules.turns import Turns
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.terms import DuesTerms


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
    run = _run(terms, entries, period)
    reliefs = read_reliefs(terms.of(MEMBER_DUES.kind))
    ids = terms.histories if members is None else sorted(set(members))
    with localcontext(prec=PRECISION):
        for member in ids:
            events = as_known(terms.histories.get(member, ()), terms.known)
            if events:
                run.take(Person(member, events, reliefs.of(member)))
    problems = [*run.problems, *begun_too_late(terms, period), *ended(terms, period)]
    return Charges(
        tuple(sorted(run.charges, key=_order)),
        tuple(sorted(run.excused, key=lambda one: (one.member, one.period.begin))),
        tuple(sorted(problems, key=_place)),
    )


@dataclass(slots=True)
class _Run:
    """Everybody's turns, one after the other, and what came of them."""

    turns: Turns
    charger: Charger
    within: Callable[[Period], Turns]
    before: dict[datetime.date, Turns] = field(default_factory=dict)
    charges: list[Charge] = field(default_factory=list)
    excused: list[Excused] = field(default_factory=list)
    problems: list[LedgerError] = field(default_factory=list)

    def take(self, person: Person) -> None:
        """Charge one member for all that falls into the period."""
        told: dict[str, CannotCharge] = {}
        for turn in self.turns.of(person):
            try:
                if isinstance(turn, CannotCharge):
                    raise turn
                self._charge(turn, person)
            except CannotCharge as problem:
                # The same for each of several weeks is said once.
                told.setdefault(str(problem), problem)
        for event in person.events:
            if event.event == "reinstate" and event.date in self.turns.period:
                try:
                    back = self.turns.back(person, event.date)
                    fee = reinstatement(self.charger, back) if back else None
                    self.charges += [fee] if fee else []
                except CannotCharge as problem:
                    told.setdefault(str(problem), problem)
        self.problems += [problem.error for problem in told.values()]

    def _charge(self, turn: Turn, person: Person) -> None:
        if turn.schedule.meta.get("maximum-a-year"):
            turn = turn._replace(earlier=self._earlier(turn, person))
        made = self.charger.charge(turn)
        if isinstance(made, Excused):
            self.excused.append(made)
        elif made is not None:
            self.charges.append(made)
            fee = initiation(self.charger, turn, person.events)
            self.charges += [fee] if fee else []

    def _earlier(self, turn: Turn, person: Person) -> Decimal:
        """What a member owes by a schedule for earlier periods of the same year."""
        year = turn.period.begin.replace(month=1, day=1)
        if year == turn.period.begin:
            return ZERO
        if turn.period.begin not in self.before:
            self.before[turn.period.begin] = self.within(named(year, turn.period.begin))
        found = [
            self.charger.charge(one)
            for one in self.before[turn.period.begin].of(person)
            if isinstance(one, Turn) and one.schedule.name == turn.schedule.name
        ]
        return total_of(one.number for one in found if isinstance(one, Charge))


def _run(terms: DuesTerms, entries: Sequence[data.Directive], period: Period) -> _Run:
    """Read once what is the same for everybody."""
    asked = {name for group in terms.schedules for name in measures_of(group)}
    if "pay-period" in cadences(terms):
        # What is paid tells when, whatever the dues go by.
        asked |= {line.name for line in terms.of(MEASURE.kind)}
    measures = read_measures(terms, entries, frozenset(asked))
    accounts = Receivables(terms, entries)
    schedules = Schedules(terms.schedules)

    def within(period: Period) -> Turns:
        return Turns(period, stretches(terms, period), schedules, measures, accounts)

    amounts = Amounts(measures, currency_of(terms, entries), accounts.dues())
    return _Run(within(period), Charger(amounts, accounts), within)


def _order(charge: Charge) -> tuple[object, ...]:
    period = charge.period
    return charge.member, period.begin, period.end, charge.schedule, charge.kind


def _place(problem: LedgerError) -> tuple[object, ...]:
    """By file and line, and by what it says."""
    source = problem.source
    place = (str(source.get("filename") or ""), int(source.get("lineno") or 0))
    return *place, problem.message
