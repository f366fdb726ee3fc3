"""For which periods a member owes nothing, and keeps standing."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.periods import DAY
from coopbooks.dues.forms.standing import EXCUSE
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.dues.rules.presence import Span
    from coopbooks.dues.rules.reliefs import Reliefs
    from coopbooks.dues.rules.schedules import Schedule

# The longest row of excused periods that is looked back through.
LONGEST = 1200


class Excuse(NamedTuple):
    """Why a member owes nothing for a period, or does again.

    Attributes:
        words: The reason in plain words.
        rule: Where it is said.
        holds: Whether it holds; if not, it has lasted as long as it may.
    """

    words: str
    rule: data.Meta
    holds: bool


def excused(
    member: str,
    reliefs: Reliefs,
    schedule: Schedule,
    period: Period,
    days: Sequence[Span],
    measures: Measures,
) -> Excuse | None:
    """Find out whether a member is excused for a period.

    Args:
        member: The member's id.
        reliefs: What holds for the member.
        schedule: The schedule, which says for how many months in a row.
        period: The charge period.
        days: The days that would count in it.
        measures: The measures, for excuses of who has no pay.

    Returns:
        The excuse; None where there is none. One that has lasted as long as it may is
        given back too, and does not hold.

    Raises:
        CannotCharge: There is neither a rule nor a decision behind it.
    """
    spells = reliefs.excuses()
    by_reason: dict[str, list[tuple[datetime.date, datetime.date]]] = {}
    lines: dict[str, Directive] = {}
    for reason, line, last in spells:
        by_reason.setdefault(reason, []).append((line.date, last or datetime.date.max))
        if line.date < period.end and (last is None or last >= period.begin):
            lines[reason] = line
    spent: Excuse | None = None
    for reason, said in lines.items():
        rule = _rule(member, schedule, reason, said)
        without = str(rule.meta.get("only-without") or "") if rule else ""
        row = _Row(by_reason[reason], member, without, measures)
        if not row.covers(period, [(span.begin, span.end) for span in days]):
            continue
        if rule is None:
            return Excuse(f"excused: {reason}", said.source, holds=True)
        found = _within(reason, rule, said, row, period)
        if found.holds:
            return found
        spent = found
    return spent


def _rule(
    member: str, schedule: Schedule, reason: str, said: Directive
) -> Directive | None:
    """The line about a reason; None where a decision stands in for it."""
    rule = schedule.line(EXCUSE, reason)
    if rule is None and not said.meta.get("decision"):
        raise CannotCharge(
            said.source,
            f"{member}: excused for '{reason}', and {schedule.place} has no "
            "coop-dues-excuse for it; add one, or decision: here.",
        )
    return rule


def _within(
    reason: str, rule: Directive, said: Directive, row: _Row, period: Period
) -> Excuse:
    """An excuse by how many months it has lasted."""
    most = int(rule.values["months"].number)
    begin = row.begin(period)
    if begin + relativedelta(months=most) <= period.begin:
        words = f"excused for {reason} {most} months already"
        return Excuse(words, rule.source, holds=False)
    past = relativedelta(period.begin, begin)
    month = past.years * 12 + past.months + 1
    return Excuse(f"{reason}, month {month} of {most}", said.source, holds=True)


class _Row(NamedTuple):
    """Excuses of one member for one reason.

    Attributes:
        spells: First and last days.
        member: The member's id.
        without: The measure that must be missing; empty if none must.
        measures: The measures.
    """

    spells: Sequence[tuple[datetime.date, datetime.date]]
    member: str
    without: str
    measures: Measures

    def covers(
        self, period: Period, days: Sequence[tuple[datetime.date, datetime.date]]
    ) -> bool:
        """Whether a period is excused: wholly, or for who has no pay in any part."""
        if not self.without:
            return bool(days) and all(self._holds(begin, end) for begin, end in days)
        touched = any(
            since < period.end and until >= period.begin for since, until in self.spells
        )
        if not touched:
            return False
        paid = self.measures.find(self.without, self.member, period, period.last)
        return paid is None or not paid.number

    def _holds(self, begin: datetime.date, end: datetime.date) -> bool:
        """Whether the excuses cover all days of a stretch."""
        day = begin
        for since, until in sorted(self.spells):
            if since <= day <= until:
                day = min(until, end) + DAY
        return day >= end

    def begin(self, period: Period) -> datetime.date:
        """The first day of the excused periods in a row up to one."""
        first = period
        for _ in range(LONGEST):
            before = _before(first)
            if not self.covers(before, [(before.begin, before.end)]):
                break
            first = before
        return first.begin


def _before(period: Period) -> Period:
    """The charge period before one."""
    days = (period.end - period.begin).days
    per = {7: "week", 28: "four-weeks"}.get(days, "month")
    if period.begin.day == 1 and period.end.day == 1:
        return period.previous()
    return period_of(per, period.begin - DAY, period.begin)
