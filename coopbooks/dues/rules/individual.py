"""What one member pays: the rule's amount, with what holds for them and the period."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.amounts import rounded_by
from coopbooks.dues.rules.amounts import rounded_total
from coopbooks.dues.rules.amounts import worked_out
from coopbooks.dues.rules.cadence import converted
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.facts import Facts
from coopbooks.dues.rules.limits import at_most_a_year
from coopbooks.dues.rules.parts import split
from coopbooks.dues.rules.reliefs import relieved
from coopbooks.dues.rules.reliefs import replaced
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import Working

if TYPE_CHECKING:
    from coopbooks.dues.charge import Step
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.dues.rules.turn import Turn
    from coopbooks.dues.rules.turn import Weight


class Worked(NamedTuple):
    """An amount that has been worked out, with its parts before any choice."""

    number: Decimal
    currency: str
    steps: tuple[Step, ...]
    shares: dict[str, Decimal]


@dataclass(slots=True)
class Amounts:
    """Works out amounts, once for all who pay the same.

    Attributes:
        measures: The measures of all members.
        currency: The book's currency, for rules that name none.
        dues_account: Where goes what no part of the dues names; empty if nowhere.
    """

    measures: Measures
    currency: str
    dues_account: str
    _same: dict[tuple[object, ...], Worked] = field(default_factory=dict)

    def worked(self, turn: Turn, weight: Weight, *, actual: bool = False) -> Worked:
        """Work out an amount, or take it from another member who pays the same.

        Args:
            turn: Who, by what, for when.
            weight: How much of the period counts.
            actual: Whether to leave out what the measure is at least.

        Raises:
            CannotCharge: It can't be worked out.
        """
        schedule, status = turn.schedule, turn.spans[0].status
        key: tuple[object, ...] | None = None
        plain = not schedule.measures and not turn.reliefs.lines
        if plain and not schedule.meta.get("maximum-a-year"):
            place = (status.member_class, status.workplace)
            key = (schedule, turn.each, *weight[:2], *place)
            if key in self._same:
                return self._same[key]
        work = self._work(turn, weight, actual=actual)
        lines = schedule.group.of(forms.PART.kind)
        number = work.number
        try:
            shares = split(number, work.unit, lines, self.dues_account)
        except CannotCharge as problem:
            words = f"{turn.member}: {problem}"
            raise CannotCharge(problem.source or schedule.source, words) from problem
        worked = Worked(number, work.unit, tuple(work.steps), shares)
        if key is not None:
            self._same[key] = worked
        return worked

    def facts(self, turn: Turn) -> Facts:
        """What is known of a member for a charge."""
        per, status = turn.schedule.per, turn.spans[0].status
        counted = turn.period
        if turn.each not in {per, "pay-period"} and per != "pay-period":
            counted = period_of(per, turn.period.begin, turn.schedule.group.date)
        return Facts(
            turn.member,
            status.member_class,
            status.workplace,
            turn.schedule,
            counted,
            turn.period.last,
            self.measures,
            self.currency,
        )

    def _work(self, turn: Turn, weight: Weight, *, actual: bool) -> Working:
        """An amount in all its steps."""
        schedule, facts = turn.schedule, self.facts(turn)
        own: tuple[str, ...] = () if schedule.besides else ("pays", "less")
        if turn.pledges:
            own = (*own, "pledges")
        instead = replaced(turn.reliefs, turn.since, own)
        if instead is None:
            work = worked_out(facts, guaranteed=not actual)
        else:
            currency = schedule.currency or instead.values["value"].currency
            work = Working(currency, ZERO)
        relieved(work, facts, turn.reliefs, turn.since, own)
        rounded_by(work, schedule, "less")
        if weight.words:
            work.times(Decimal(weight.top), Decimal(weight.bottom))
            work.note(weight.words, schedule.source, schedule.authority)
        rounded_by(work, schedule, "prorated")
        if turn.each != schedule.per:
            converted(work, schedule, turn.each, turn.member)
        rounded_total(work, schedule)
        at_most_a_year(work, facts, turn.earlier)
        return work
