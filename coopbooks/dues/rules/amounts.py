"""How much dues are: one amount, step by step, in the order in which rules are read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import quantum
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.bandrates import by_band
from coopbooks.dues.rules.facts import NoMeasure
from coopbooks.dues.rules.limits import at_least
from coopbooks.dues.rules.limits import at_most
from coopbooks.dues.rules.limits import less
from coopbooks.dues.rules.limits import noted
from coopbooks.dues.rules.limits import worked_off
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import said
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    from coopbooks.dues.rules.facts import Facts
    from coopbooks.dues.rules.schedules import Schedule

ZERO = Decimal(0)


def worked_out(facts: Facts, *, guaranteed: bool = True) -> Working:
    """Work out what the rule says, before anything that holds for one member only.

    Args:
        facts: What is known of the member.
        guaranteed: Whether what the measure is at least counts (`at-least-of:`); an
            employer takes dues from what was actually paid.

    Returns:
        The amount with its steps, not yet rounded to what can be paid.

    Raises:
        CannotCharge: A measure is missing or in another currency, or the rule says too
            little.
    """
    try:
        work = _product(facts, guaranteed=guaranteed)
        rounded_by(work, facts.schedule, "product")
        _plus(work, facts)
    except NoMeasure as missing:
        work = _without(facts, missing)
    else:
        at_least(work, facts)
        at_most(work, facts)
        less(work, facts)
        worked_off(work, facts)
        rounded_by(work, facts.schedule, "less")
    return work


def rounded_by(work: Working, schedule: Schedule, step: str) -> None:
    """Round a step if the schedule says how.

    Args:
        work: What is worked out.
        schedule: The schedule.
        step: A word of `STEPS`.
    """
    if line := schedule.line(forms.ROUND, step):
        to = line.values.get("to")
        work.round(
            str(line.values["how"]),
            to.number if to else quantum(work.unit),
            line.source,
            str(line.meta.get("authority") or schedule.authority),
        )


def rounded_total(work: Working, schedule: Schedule) -> None:
    """Round to what can be paid, as the schedule says; else half up."""
    rounded_by(work, schedule, "total")
    to = schedule.meta.get("round-to")
    how = str(schedule.meta.get("round") or "half-up")
    step = to.number if to else quantum(work.unit)
    work.round(how, step, schedule.source, schedule.authority)
    if step % quantum(work.unit):
        work.round("half-up", quantum(work.unit))


def _product(facts: Facts, *, guaranteed: bool) -> Working:
    """The amount by the schedule's own way, before what is added."""
    schedule = facts.schedule
    work = _base(facts, guaranteed=guaranteed)
    rounded_by(work, schedule, "base")
    if schedule.how == "by-band":
        return by_band(work, facts)
    rate = schedule.meta.get("rate")
    if rate is None and schedule.how == "hours-of-pay":
        rate = schedule.meta.get("amount")
    if rate is None and schedule.how in {"percentage", "hours-of-pay"}:
        raise _says_no("rate", facts)
    if each := schedule.meta.get("each"):
        before = said(work.number, work.unit)
        work.times(facts.money(each, schedule.source))
        work.unit = facts.unit
        noted(work, f"{before} at {said_amount(each)} each", facts)
    if rate is not None and schedule.how != "flat":
        before = said(work.number, work.unit)
        work.times(rate.number, HUNDRED if rate.currency == "PERCENT" else Decimal(1))
        work.unit = facts.unit
        words = "of" if rate.currency == "PERCENT" else "of pay at"
        noted(work, f"{said_amount(rate)} {words} {before}", facts)
    work.unit = facts.unit
    return work


def _base(facts: Facts, *, guaranteed: bool) -> Working:
    """The measure, or the flat amount, with what it is multiplied by."""
    meta = facts.schedule.meta
    work = (
        _flat(facts)
        if facts.schedule.how == "flat"
        else _measure(facts, guaranteed=guaranteed)
    )
    if name := meta.get("multiplied-by"):
        found = facts.need(str(name))
        work.times(found.number)
        work.unit = found.currency or work.unit
        noted(work, f"times {said(found.number, found.unit)} ({name})", facts)
    if (times := meta.get("times")) is not None:
        work.times(times)
        noted(work, f"times {said(times, '')}", facts)
    if (parts := meta.get("divided-by")) is not None:
        if not parts:
            raise _says_no("divided-by", facts)
        work.times(Decimal(1), parts)
        noted(work, f"divided by {said(parts, '')}", facts)
    if name := meta.get("share"):
        found, full = facts.need(str(name)), meta.get("full-share")
        if full is None or not full.number:
            raise _says_no("full-share", facts)
        work.times(found.number, full.number)
        noted(work, f"{said(found.number, '')} of {said_amount(full)} ({name})", facts)
    return work


def _flat(facts: Facts) -> Working:
    amount = facts.schedule.meta.get("amount")
    if amount is None:
        raise _says_no("amount", facts)
    if amount.currency == "HOUR" and facts.schedule.meta.get("hourly"):
        work = Working(facts.unit, facts.money(amount, facts.schedule.source))
    else:
        work = Working(amount.currency, amount.number)
    noted(work, said_amount(amount), facts)
    return work


def _measure(facts: Facts, *, guaranteed: bool) -> Working:
    """The measure, or what it is at least."""
    schedule = facts.schedule
    name = schedule.meta.get("measure")
    if name is None and schedule.how == "hours-of-pay":
        name = facts.hourly
    if name is None:
        raise _says_no("measure", facts)
    least_name = schedule.meta.get("at-least-of")
    least = facts.get(str(least_name)) if least_name else None
    optional = least or schedule.meta.get("missing") == "zero"
    found = facts.get(str(name)) if optional else facts.need(str(name))
    for measured, called in ((found, name), (least, least_name)):
        if measured is not None:
            facts.check(measured, str(called), _compared_with(facts))
    if found is None or found is least:
        work = Working(least.unit if least else "", ZERO)
    else:
        work = Working(found.unit, found.number)
    words = f"{name}: {said(work.top, work.unit)}"
    if found is None:
        words = f"no {name} for {facts.period.name}: counts as {said(ZERO, work.unit)}"
    work.note(words, found.source if found else None)
    if guaranteed and least and least.number > work.number:
        work.set(least.number)
        work.note(f"at least {least_name}: {said(work.top, work.unit)}", least.source)
    _between(work, facts)
    return work


def _between(work: Working, facts: Facts) -> None:
    """How little and how much of a measure counts."""
    least, most = (facts.schedule.meta.get(key) for key in ("at-least", "at-most"))
    if least is not None and work.number < least.number:
        work.set(least.number)
        noted(work, f"counted as at least {said_amount(least)}", facts)
    if most is not None and work.number > most.number:
        work.set(most.number)
        noted(work, f"of which {said_amount(most)} count", facts)


def _compared_with(facts: Facts) -> str:
    """The currency that a measure must be in if it is money."""
    bands = facts.schedule.bands
    return bands[0].unit if bands else facts.schedule.currency


def _plus(work: Working, facts: Facts) -> None:
    if plus := facts.schedule.meta.get("plus"):
        work.plus(facts.money(plus, facts.schedule.source))
        noted(work, f"plus {said_amount(plus)}", facts)


def _without(facts: Facts, missing: NoMeasure) -> Working:
    """What is paid where a measure is missing, if the schedule says it."""
    how = facts.schedule.meta.get("missing") or "error"
    if how == "error":
        raise missing
    work = Working(facts.unit, ZERO)
    if how == "minimum":
        at_least(work, facts)
    if not work.steps:
        noted(work, "nothing", facts)
    last = work.steps.pop()
    words = f"no {missing.name} for {facts.period.name}: {last.words}"
    work.steps.append(last._replace(words=words))
    return work


def _says_no(key: str, facts: Facts) -> CannotCharge:
    schedule = facts.schedule
    return CannotCharge(
        schedule.source,
        f"{facts.member}: {schedule.place} is '{schedule.how}' and says no {key}:.",
    )
