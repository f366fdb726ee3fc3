"""From what a period's share comes to, to what is owed now, of it and to whom.

In this order: a condition that is not met holds it back; what was held back comes in
when it is; it waits for a threshold; a decision takes off of it; it is turned into the
currency that it is owed in, and split into its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.dues.charge import Step
from coopbooks.sharing.shares.exchange import NoRate
from coopbooks.sharing.shares.exchange import converted
from coopbooks.sharing.shares.parts import split
from coopbooks.sharing.shares.relief import offs_of
from coopbooks.sharing.shares.relief import reliefs
from coopbooks.sharing.shares.relief import taken_off
from coopbooks.sharing.shares.relief import unmet

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.brought import Off
    from coopbooks.sharing.share import Base
    from coopbooks.sharing.share import SharePart
    from coopbooks.sharing.shares.amounts import Amount
    from coopbooks.sharing.shares.state import State
    from coopbooks.sharing.terms import SharingTerms


class Asked(NamedTuple):
    """What is asked for.

    Attributes:
        group: The agreement, as it holds for the period.
        period: The period.
        due: The day by which it is to be paid; None if not said.
        fye: The end of the giver's fiscal year.
        currency: The currency of the asking book.
    """

    group: Group
    period: Period
    due: datetime.date | None
    fye: FiscalYearEnd
    currency: str


class Owed(NamedTuple):
    """What is owed: see `Share`, of which these are the attributes."""

    number: Decimal
    currency: str
    steps: tuple[Step, ...]
    parts: tuple[SharePart, ...]
    before_relief: Decimal
    relief: Decimal
    unmet: tuple[str, ...]
    lost: bool
    book_number: Decimal
    book_currency: str
    rate: str
    offs: tuple[Off, ...]
    at_rate: Decimal | None
    problems: tuple[LedgerError, ...]


def owed_of(
    asked: Asked,
    terms: SharingTerms,
    base: Base,
    amount: Amount | None,
    state: State,
    prices: Sequence[Sequence[data.Directive]],
) -> Owed:
    """Work out what is owed, once it is known what a period's share comes to.

    Args:
        asked: What is asked for.
        terms: What the asking book says about agreements.
        base: What counted.
        amount: What the period's share comes to; None where that cannot be said.
        state: What earlier periods left; changed.
        prices: The entries of the books that may have prices.

    Returns:
        What is owed, with every step from the base on.
    """
    group, period = asked.group, asked.period
    unit = amount.currency if amount else base.unit
    line = _Line(group, unit, list(amount.steps) if amount else [])
    number = amount.number if amount else ZERO
    missing = unmet(terms, group, period.last)
    number = _waiting(_held_back(missing, number, line, state), line, state)
    found = reliefs(terms, group.name, period, asked.fye)
    offs = offs_of(found, state)
    off = _relieved(found, number, line, state)
    turned = _converted(asked, number - off, line, prices)
    own = unit == asked.currency
    return Owed(
        turned.number,
        turned.currency,
        tuple(line.steps),
        _split(group, turned.number, turned.currency, state),
        before_relief=number,
        relief=off,
        unmet=tuple(str(one.values["condition"]) for one in missing),
        lost=any(one.meta.get("late") == "is-lost" for one in missing),
        book_number=number - off if own else turned.number,
        book_currency=asked.currency if own else turned.currency,
        rate=turned.words,
        offs=offs,
        at_rate=turned.rate,
        problems=turned.problems,
    )


class _Turned(NamedTuple):
    """A share in the currency that it is owed in, and by which rate."""

    number: Decimal
    currency: str
    words: str = ""
    rate: Decimal | None = None
    problems: tuple[LedgerError, ...] = ()


class _Line(NamedTuple):
    """An agreement's steps so far, in the unit that they are in."""

    group: Group
    unit: str
    steps: list[Step]

    def add(self, words: str, number: Decimal, unit: str = "") -> None:
        step = Step(words, number, unit or self.unit, self.group.header.source)
        self.steps.append(step)


def _split(
    group: Group, owed: Decimal, currency: str, state: State
) -> tuple[SharePart, ...]:
    """Who receives it; what each had is remembered for the year."""
    parts = split(group, owed, currency, state.parts)
    for part in parts:
        state.add_parts(part.name, part.number)
    return parts


def _held_back(
    missing: Sequence[Directive], number: Decimal, line: _Line, state: State
) -> Decimal:
    """Nothing is owed while a condition is not met; it is kept for later, or lost."""
    if not missing:
        if state.held:
            number += state.held
            state.held = ZERO
            line.add("with what was held back before", number)
        return number
    if not any(one.meta.get("late") == "is-lost" for one in missing):
        state.held += number
    words = "a condition is not met: nothing is owed now"
    line.steps.append(Step(words, ZERO, line.unit, missing[0].source))
    return ZERO


def _waiting(number: Decimal, line: _Line, state: State) -> Decimal:
    """Nothing is charged until more than a threshold has come together."""
    threshold = line.group.header.meta.get("threshold")
    if threshold is None:
        return number
    together = state.waiting + number
    if together > (threshold.number or 0):
        if state.waiting:
            line.add("with what waited before", together)
        state.waiting = ZERO
        return together
    state.waiting = together
    if together:
        most = f"{threshold.number:,f}"
        line.add(f"{together:,f} waits: charged when it is more than {most}", ZERO)
    return ZERO


def _relieved(
    found: Sequence[Directive], number: Decimal, line: _Line, state: State
) -> Decimal:
    """What decisions take off."""
    off = taken_off(found, number, line.unit, state)
    if off:
        decisions = ", ".join(str(one.meta["decision"]) for one in found)
        words = f"taken off by decision {decisions}"
        line.steps.append(Step(words, number - off, line.unit, found[0].source))
    return off


def _converted(
    asked: Asked,
    number: Decimal,
    line: _Line,
    prices: Sequence[Sequence[data.Directive]],
) -> _Turned:
    """The share in the currency that it is owed in, and by which rate.

    Who bears what the rate does until it is paid follows from the currency of the debt:
    the giver where it is fixed in the receiver's, the receiver where it stays as it was
    counted.
    """
    wanted = str(asked.group.header.meta.get("currency") or line.unit)
    if wanted == line.unit:
        return _Turned(number, wanted)
    stays = asked.group.header.meta.get("difference") == "to"
    pair = (line.unit, wanted)
    try:
        found = converted(asked.group, number, pair, asked.period, asked.due, prices)
    except NoRate as error:
        if number:
            return _Turned(number, line.unit, problems=(error.problem,))
        # Nothing is nothing at any rate.
        return _Turned(number, line.unit if stays else wanted)
    if stays:
        # Owed in what was counted, so that the receiver bears what the rate does.
        words = f"owed in {line.unit}; worth {found.number:,f} {wanted}: {found.words}"
        line.add(words, number)
        return _Turned(number, line.unit, words)
    line.add(found.words, found.number, wanted)
    return _Turned(found.number, wanted, found.words, found.rate)
