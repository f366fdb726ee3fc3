"""What those pay who pay more or less often than the dues say."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantum
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.amounts import rounded_by
from coopbooks.dues.rules.amounts import rounded_total
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import said
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.directives import Directive
    from coopbooks.dues.rules.schedules import Schedule
    from coopbooks.dues.rules.working import Working

_IN_WORDS = {
    "two-weeks": "two weeks",
    "four-weeks": "four weeks",
    "pay-period": "pay",
}


def starts_of(schedule: Schedule, each: str) -> datetime.date:
    """A day on which two or four weeks begin: `starts:`, else the schedule's date."""
    line = schedule.line(forms.CADENCE, each)
    starts = line.meta.get("starts") if line else None
    return starts or schedule.group.date


def converted(work: Working, schedule: Schedule, each: str, member: str) -> None:
    """Turn dues into what is paid in another cadence.

    Args:
        work: The dues as the schedule says them.
        schedule: The schedule with its `coop-dues-cadence` lines.
        each: How often the member pays: a word of `PER`.
        member: The member's id, for errors.

    Raises:
        CannotCharge: No line says how, or the lines go round in a circle.
    """
    _convert(work, schedule, each, member, ())


def _convert(
    work: Working, schedule: Schedule, each: str, member: str, above: tuple[str, ...]
) -> None:
    line = schedule.line(forms.CADENCE, each)
    if line is None or each in above:
        raise _cannot(schedule, each, member, line)
    number, of, by = (line.values.get(key) for key in ("number", "of", "by"))
    name = _IN_WORDS.get(each, each)
    if isinstance(number, amount.Amount) and of is None:
        work.set(number.number or ZERO)
        words = f"{said_amount(number)} each {name}"
    elif not isinstance(number, Decimal) or isinstance(by, str) is (of == "over"):
        raise _cannot(schedule, each, member, line)
    elif isinstance(by, str):
        if by in {"dues", schedule.per}:
            rounded_total(work, schedule)
        else:
            _convert(work, schedule, by, member, (*above, each))
        words = f"{said(number, '')} times {said(work.number, work.unit)} each {name}"
        work.times(number)
    elif by:
        words = f"{said(number, '')} over {said(by, '')} of it each {name}"
        work.times(number, by)
    else:
        raise _cannot(schedule, each, member, line)
    work.note(words, line.source, str(line.meta.get("authority") or schedule.authority))
    rounded_by(work, schedule, "converted")
    to = line.meta.get("round-to")
    how = str(line.meta.get("round") or "half-up")
    work.round(how, to.number if to else quantum(work.unit), line.source)


def _cannot(
    schedule: Schedule, each: str, member: str, line: Directive | None
) -> CannotCharge:
    example = f'coop-dues-cadence "{schedule.name}" "{each}" 12 "over" 52'
    if line is None:
        return CannotCharge(
            schedule.source,
            f"{member}: pays each {each}, and {schedule.place} does not say how much "
            f"that is; add a line such as {example}.",
        )
    return CannotCharge(
        line.source,
        f"{member}: this can't be worked out; write a number over a number, such as "
        f'{example}, or a number times another cadence, such as 4 "times" "week".',
    )
