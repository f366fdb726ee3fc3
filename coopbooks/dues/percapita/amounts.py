"""How much per capita comes to: so much for each head, or a part of the dues."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.dues.charge import Step
from coopbooks.dues.checkoff.received import received
from coopbooks.dues.percapita.heads import HEAD
from coopbooks.dues.percapita.heads import whole
from coopbooks.dues.rules.working import MODES
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from beancount.core.amount import Amount

    from coopbooks.dues.charge import Charges
    from coopbooks.dues.percapita.heads import Counting
    from coopbooks.dues.percapita.heads import Head

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Amounted:
    """How much is owed by one rule for one period.

    Attributes:
        number: How much.
        currency: Its currency.
        steps: How it came about.
        heads: Who was counted.
        count: How many heads that makes, after rounding and the least number.
        base: The dues that it is a part of.
    """

    number: Decimal
    currency: str
    steps: tuple[Step, ...]
    heads: tuple[Head, ...] = ()
    count: Decimal = ZERO
    base: Decimal = ZERO


def by_heads(counting: Counting, charges: Charges) -> Amounted | LedgerError:
    """So much for each head: counted, rounded, at least the least, times the amount.

    Args:
        counting: How heads are counted.
        charges: What everybody owes for the period.

    Returns:
        How much it comes to; an error where the rule does not say how much a head is.
    """
    header = counting.group.header
    each: Amount | None = header.meta.get("each")
    heads = counting.heads(charges)
    amounts = [(one.amount, one.times) for one in heads if one.amount is not None]
    units = [each, *(amount for amount, _ in amounts)]
    currencies = {unit.currency for unit in units if unit is not None}
    if each is None and (not amounts or any(one.counts for one in heads)):
        return _error(counting, "say in each: how much is owed for a head.")
    if len(currencies) > 1:
        return _error(counting, f"is in {' and '.join(sorted(currencies))}; use one.")
    currency = currencies.pop()
    with localcontext(prec=PRECISION):
        counted = total_of(one.counts * one.times for one in heads)
        count = whole(counted, str(header.meta.get("heads") or "exact"))
        steps = [_step(counting, _counted(counting, heads), counted, HEAD)]
        least: Amount | None = header.meta.get("minimum")
        if count != counted:
            words = f"rounded {header.meta['heads']} to whole heads"
            steps.append(_step(counting, words, count, HEAD))
        if least is not None and least.currency == HEAD and count < _number(least):
            count = _number(least)
            steps.append(_step(counting, f"at least {count} heads", count, HEAD))
        number = ZERO
        if each is not None:
            number = count * _number(each)
            steps.append(_step(counting, f"{count} x {each}", number, currency))
        for amount, times in _alike(amounts):
            number += _number(amount) * times
            words = f"and {times} of a class at {amount}"
            steps.append(_step(counting, words, number, currency))
    number = _finished(counting, number, currency, steps)
    return Amounted(number, currency, tuple(steps), heads, count)


def by_dues(counting: Counting, charges: Charges) -> Amounted | LedgerError:
    """A part of the dues that were charged for the period, or came in during it.

    Args:
        counting: For which classes and which period.
        charges: What everybody owes for the period.

    Returns:
        How much it comes to; an error where the rule does not say which part.
    """
    rate: Amount | None = counting.group.header.meta.get("rate")
    if rate is None:
        return _error(counting, "say in rate: which PERCENT of the dues is owed.")
    of = str(counting.group.header.meta.get("of") or "charged")
    found = list(_collected(counting) if of == "collected" else _of(counting, charges))
    currencies = {currency for _, currency in found}
    if len(currencies) > 1:
        return _error(counting, f"dues are in {' and '.join(sorted(currencies))}.")
    least: Amount | None = counting.group.header.meta.get("minimum")
    default = least.currency if least is not None else _usual(charges)
    currency = currencies.pop() if currencies else default
    base = total_of(number for number, _ in found)
    with localcontext(prec=PRECISION):
        number = base * _number(rate) / HUNDRED
    steps = [
        _step(counting, f"dues {of}, {counting.period.label}", base, currency),
        _step(counting, f"{rate} of {base}", number, currency),
    ]
    number = _finished(counting, number, currency, steps)
    return Amounted(number, currency, tuple(steps), base=base)


def _usual(charges: Charges) -> str:
    """The currency in which dues are charged; empty if nobody owes any."""
    return next((one.currency for one in charges.charges if one.kind == "dues"), "")


def _of(counting: Counting, charges: Charges) -> Iterator[tuple[Decimal, str]]:
    """The dues that were charged to members for whom the rule is."""
    for charge in charges.charges:
        if charge.kind == "dues" and _fits(counting, charge.member):
            yield charge.number, charge.currency


def _collected(counting: Counting) -> Iterator[tuple[Decimal, str]]:
    """The dues that came in from members for whom the rule is."""
    terms, entries = counting.terms, counting.entries
    for one in received(terms, entries, counting.period, counting.known):
        if _fits(counting, one.member):
            yield one.number, one.currency


def _fits(counting: Counting, member: str) -> bool:
    histories = counting.terms.histories
    status = status_on(histories, member, counting.period.last, counting.known)
    return counting.has_class(status.member_class if status else "")


def _alike(amounts: list[tuple[Amount, int]]) -> Iterator[tuple[Amount, int]]:
    """Amounts for one of a class, the smallest first, with how often each is owed."""
    for number in sorted({_number(amount) for amount, _ in amounts}):
        same = [(one, times) for one, times in amounts if _number(one) == number]
        yield same[0][0], sum(times for _, times in same)


def _counted(counting: Counting, heads: tuple[Head, ...]) -> str:
    """Who was counted, in words."""
    when = {
        "first-day": f"on {counting.period.begin}",
        "last-day": f"on {counting.period.last}",
        "any-day": f"on any day of {counting.period.label}",
        "charged": f"charged dues for {counting.period.label}",
        "paid": f"paid for, in {counting.period.label}",
    }[counting.counted]
    if counting.counted == "paid":
        return f"{sum(one.times for one in heads)} periods of dues {when}"
    return f"{len(heads)} members {when}"


def _finished(
    counting: Counting, number: Decimal, currency: str, steps: list[Step]
) -> Decimal:
    """The amount, rounded, and at least the least."""
    meta = counting.group.header.meta
    rounded = quantize(number, currency, MODES[str(meta.get("round") or "half-up")])
    if rounded != number:
        how = str(meta.get("round") or "half-up")
        steps.append(_step(counting, f"rounded {how}", rounded, currency))
    least: Amount | None = meta.get("minimum")
    if least is not None and least.currency == currency and rounded < _number(least):
        rounded = _number(least)
        steps.append(_step(counting, f"at least {least}", rounded, currency))
    return rounded


def _number(amount: Amount) -> Decimal:
    return amount.number or ZERO


def _step(counting: Counting, words: str, number: Decimal, unit: str) -> Step:
    header = counting.group.header
    authority = str(header.meta.get("authority") or "")
    return Step(words, number, unit, header.source, authority)


def _error(counting: Counting, problem: str) -> LedgerError:
    source, name = counting.group.header.source, counting.group.name
    return LedgerError(source, f"coop-per-capita '{name}': {problem}")
