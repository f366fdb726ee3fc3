"""Charges for joining, with the first dues, and for coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.dues.charge import Part
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.rules import fees
from coopbooks.dues.rules.cadence import starts_of
from coopbooks.dues.rules.charger import Owed
from coopbooks.dues.rules.presence import spans
from coopbooks.dues.rules.turn import Weight
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.rules.charger import Charger
    from coopbooks.dues.rules.turn import Turn
    from coopbooks.dues.rules.working import Working
    from coopbooks.members.terms import MemberEvent

# How many days a charge period has at most.
LONGEST = {
    "month": 31,
    "quarter": 92,
    "half-year": 184,
    "year": 366,
    "week": 7,
    "two-weeks": 14,
    "four-weeks": 28,
}


def initiation(
    charger: Charger, turn: Turn, events: Sequence[MemberEvent]
) -> Charge | None:
    """The initiation fee, or an instalment of it, that falls due with a charge.

    Args:
        charger: What charges members.
        turn: The charge.
        events: The member's events in their order.

    Returns:
        A charge of its own; None where none falls due.

    Raises:
        CannotCharge: It can't be worked out.
    """
    line = turn.schedule.line(FEE, "initiation")
    if line is None or _is_long_past(line, turn, events):
        return None

    def of(period: Period) -> Turn | None:
        found = spans(events, period)
        return turn._replace(period=period, spans=found) if found else None

    def is_charged(period: Period) -> bool:
        then = of(period)
        return then is not None and charger.is_charged(then)

    since = _since_joining(charger, turn)
    place = fees.instalment(line, turn.period, since, is_charged)
    if place is None:
        return None
    first = of(place.first) or turn
    work = _fee(charger, first, line)
    fees.part_of_fee(work, line, place.place)
    whose = charger.whose(turn, work.number)
    if whose.by_employer:
        whose = whose._replace(by_employer=work.number)
    made = charger.made(
        turn, "initiation", _owed(charger, line, work, turn.member), whose
    )
    return made if made.number else None


def reinstatement(charger: Charger, turn: Turn) -> Charge | None:
    """What is paid for coming back.

    Args:
        charger: What charges members.
        turn: The month of coming back, from that day on.

    Returns:
        A charge that is due on that day; None where the schedule asks for nothing.

    Raises:
        CannotCharge: It can't be worked out.
    """
    line = turn.schedule.line(FEE, "reinstatement")
    if line is None:
        return None
    work = _fee(charger, turn, line)
    whose = charger.whose(turn, work.number, shared=False)
    return charger.made(
        turn, "reinstatement", _owed(charger, line, work, turn.member), whose
    )


def _is_long_past(line: Directive, turn: Turn, events: Sequence[MemberEvent]) -> bool:
    """Whether all instalments were charged, without counting them one by one.

    Of who has only ever joined, every period since is charged.
    """
    if len(events) > 1 or turn.reliefs.lines or turn.each == "pay-period":
        return False
    longest = LONGEST[turn.each] * (fees.instalments_of(line) + 1)
    return turn.period.begin - turn.spans[0].status.joined > longest * DAY


def _fee(charger: Charger, turn: Turn, line: Directive) -> Working:
    def whole() -> Decimal:
        return charger.amounts.worked(turn, Weight()).number

    return fees.fee(line, charger.amounts.facts(turn), whole)


def _since_joining(charger: Charger, turn: Turn) -> Iterable[Period]:
    """The charge periods since the member joined."""
    joined = turn.spans[0].status.joined
    if turn.each == "pay-period":
        name = str(turn.schedule.meta.get("measure") or "")
        stretch = named(joined, turn.period.end + DAY)
        found = charger.amounts.measures.pay_periods(name, turn.member, stretch)
        return found or [turn.period]
    return fees.periods_since(turn.each, joined, starts_of(turn.schedule, turn.each))


def _owed(charger: Charger, line: Directive, work: Working, member: str) -> Owed:
    """A fee with the one place where it goes."""
    account = str(line.meta.get("to") or charger.accounts.dues())
    if not account:
        raise CannotCharge(
            line.source,
            f"{member}: coop-dues-fee '{line.name}' does not say where it goes; "
            "add to: and an account.",
        )
    fund = str(line.meta.get("fund") or "")
    part = Part(str(line.values["fee"]), account, work.number, fund)
    parts = (part,) if work.number else ()
    return Owed(work.number, work.unit, parts, tuple(work.steps))
