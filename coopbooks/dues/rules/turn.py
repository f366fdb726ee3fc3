"""A member's turn to be charged, and how much of the period counts for them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.bands import find
from coopbooks.core.money import ZERO
from coopbooks.dues.charge import Excused
from coopbooks.dues.rules.presence import counting
from coopbooks.dues.rules.presence import days_of
from coopbooks.dues.rules.presence import months_of
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.presence import Span
    from coopbooks.dues.rules.reliefs import Reliefs
    from coopbooks.dues.rules.schedules import Schedule


class Turn(NamedTuple):
    """A member's turn to be charged for a period by a schedule.

    Attributes:
        member: The member's id.
        schedule: The schedule.
        period: The charge period.
        each: How often the member pays.
        spans: The days on which they belonged in it.
        reliefs: What holds for the member.
        earlier: What they owe by the schedule for earlier periods of the same year;
            counted only where there is a most for the year.
        pledges: Whether what the member pledges is about this schedule.
    """

    member: str
    schedule: Schedule
    period: Period
    each: str
    spans: Sequence[Span]
    reliefs: Reliefs
    earlier: Decimal = ZERO
    pledges: bool = False

    @property
    def since(self) -> datetime.date:
        """The member's first day in the period."""
        return self.spans[0].begin

    @property
    def workplace(self) -> str:
        """Where they work on that day; empty if not said."""
        return self.spans[0].status.workplace


class Weight(NamedTuple):
    """How much of a period counts: so many of so many days or months."""

    top: int = 1
    bottom: int = 1
    words: str = ""


def weight_of(turn: Turn) -> Weight | Excused | None:
    """How much of a period counts for a member.

    Args:
        turn: Who, by what, for when.

    Returns:
        The weight; or why nothing is owed though they belong; or None.
    """
    meta, period = turn.schedule.meta, turn.period
    how = meta.get("charged") or "any-day"
    found: Sequence[Span] = turn.spans
    if how in {"first-day", "last-day"}:
        day = period.begin if how == "first-day" else period.last
        found = [span for span in found if span.begin <= day < span.end]
        if not found:
            return None
    days = counted(turn, found)
    if not days:
        states = {span.status.state for span in found}
        reason = "on leave" if "paused" in states else "suspended"
        return Excused(turn.member, period, reason, turn.schedule.source)
    if found[0].status.joined in period and turn.schedule.joining:
        return _joining(turn, found[0].status.joined)
    if how == "by-day":
        top, bottom, unit = days_of(days), (period.end - period.begin).days, "days"
    elif how == "by-month":
        top, bottom, unit = months_of(days), len(period.months()), "months"
    else:
        return Weight()
    if top == bottom:
        return Weight()
    return Weight(top, bottom, f"{top} of {bottom} {unit}")


def _joining(turn: Turn, joined: datetime.date) -> Weight:
    """What is paid for the period of joining."""
    day = (joined - turn.period.begin).days + 1
    band = find(turn.schedule.joining, Decimal(day))
    part = band.line.values["amount"]
    words = f"{said_amount(part)} for who joins on day {day}"
    number = Fraction(part.number) / 100
    return Weight(number.numerator, number.denominator, words)


def counted(turn: Turn, found: Sequence[Span]) -> list[Span]:
    """The spans of a turn that count for its dues."""
    meta = turn.schedule.meta
    return counting(
        found,
        paused=meta.get("paused") == "charged",
        suspended=meta.get("suspended") != "excused",
    )
