"""What bands pay: of the whole, or of each part by its own band; by columns, too."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.bands import find
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import said
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    from beancount.core.amount import Amount

    from coopbooks.core.bands import Band
    from coopbooks.core.directives import Directive
    from coopbooks.dues.rules.facts import Facts

_UPPER = re.compile(r"for-(below|up-to)-(\d+)")
_LOWER = re.compile(r"for-(?:(from|above)-(\d+)|(\d+)-or-more)")
_EDGES = {"below": "below", "up-to": "up to", "from": "from", "above": "above"}


class Rate(NamedTuple):
    """What one band pays.

    Attributes:
        amount: How much, or which rate in PERCENT or HOUR.
        at: Whether it is a rate of the measure.
        column: Which column it stands in, in words; empty without columns.
    """

    amount: Amount
    at: bool
    column: str = ""


def by_band(base: Working, facts: Facts) -> Working:
    """Find what the bands of a schedule say.

    Args:
        base: The measure, with what it is multiplied by.
        facts: What is known of the member.

    Returns:
        The amount, with the steps so far.

    Raises:
        CannotCharge: The bands do not fit together, are in another unit or currency
            than the measure, or no column fits.
    """
    bands = facts.schedule.bands
    if not bands:
        raise CannotCharge(
            facts.schedule.source,
            f"{facts.member}: {facts.schedule.place} has no bands that fit together.",
        )
    number = base.number
    facts.check_bands(base.unit, str(facts.schedule.meta["measure"]), bands[0].unit)
    work = Working(facts.unit, Decimal(0), steps=base.steps)
    band = find(bands, number)
    if facts.schedule.meta.get("tiers") == "marginal":
        _marginal(work, base, facts)
    else:
        rate = rate_of(band, facts)
        words = in_words(band.line)
        if rate.at:
            work.set(number)
            _at(work, rate)
            words = f"{said_amount(rate.amount)} of {said(number, base.unit)}, {words}"
        else:
            work.set(facts.money(rate.amount, band.line.source))
        work.note(words + rate.column, band.line.source, authority(band.line, facts))
    if plus := band.line.meta.get("plus"):
        work.plus(facts.money(plus, band.line.source))
        work.note(f"plus {said_amount(plus)}", band.line.source)
    return work


def _marginal(work: Working, base: Working, facts: Facts) -> None:
    """Each part of the measure by its own band."""
    number = base.number
    for band in facts.schedule.bands:
        if band.lower is not None and band.lower.is_above(number):
            break
        rate = rate_of(band, facts)
        words = in_words(band.line)
        if rate.at:
            low = band.lower.bound if band.lower else Decimal(0)
            high = min(number, band.upper.bound) if band.upper else number
            part = Working(work.unit, high - low)
            _at(part, rate)
            words = (
                f"{said_amount(rate.amount)} of {said(high - low, base.unit)}, {words}"
            )
            work.plus(part.number)
        else:
            work.plus(facts.money(rate.amount, band.line.source))
            words = f"plus {said_amount(rate.amount)}, {words}"
        work.note(words + rate.column, band.line.source, authority(band.line, facts))


def _at(work: Working, rate: Rate) -> None:
    """Take a rate of a number: so much of a hundred, or so many hours at it."""
    over = HUNDRED if rate.amount.currency == "PERCENT" else Decimal(1)
    work.times(rate.amount.number or Decimal(0), over)


def rate_of(band: Band, facts: Facts) -> Rate:
    """What a band pays a member: what it says, or what the member's column says."""
    line = band.line
    columns = facts.schedule.meta.get("columns")
    if not columns:
        if line.values.get("amount") is None:
            raise _problem(band, facts, "pays nothing")
        return Rate(line.values["amount"], line.values.get("pays") == "at")
    amount, words = _column(band, str(columns), facts)
    return Rate(amount, amount.currency == "PERCENT", f", {words}")


def _column(band: Band, columns: str, facts: Facts) -> tuple[Amount, str]:
    """The amount in the column of a member, and which one that is."""
    meta = band.line.meta
    if columns in {"class", "workplace"}:
        word = facts.member_class if columns == "class" else facts.workplace
        key = f"for-{re.sub(r'[^a-z0-9]+', '-', word.lower())}"
        found = next((one for one in meta if one.lower() == key), None)
        if not word or found is None:
            raise _problem(band, facts, f"has no column for the {columns} '{word}'")
        return meta[found], f"{columns} {word}"
    # Who declared no dependants has none.
    measured = facts.get(columns)
    number = measured.number if measured else Decimal(0)
    found = column_of(list(meta), number)
    if found is None:
        raise _problem(band, facts, f"has no column for {number} {columns}")
    return meta[found], f"{said(number, '')} {columns}"


def column_of(keys: list[str], number: Decimal) -> str | None:
    """The column that a number falls into.

    Args:
        keys: Keys such as `for-0`, `for-3-or-more`, `for-below-20`, `for-up-to-20`,
            `for-from-20`, `for-above-20`; others are passed over.
        number: The number.

    Returns:
        The column of exactly this number; else of those with an upper edge the lowest
        that it is under, else of those with a lower edge the highest that it is over.
    """
    uppers: list[tuple[Decimal, bool, str]] = []
    lowers: list[tuple[Decimal, bool, str]] = []
    for key in keys:
        if key == f"for-{number.normalize():f}":
            return key
        if match := _UPPER.fullmatch(key):
            bound, included = Decimal(match[2]), match[1] == "up-to"
            if number < bound or (included and number == bound):
                uppers.append((bound, included, key))
        elif match := _LOWER.fullmatch(key):
            bound, included = Decimal(match[2] or match[3]), match[1] != "above"
            if number > bound or (included and number == bound):
                lowers.append((bound, not included, key))
    if uppers:
        return min(uppers)[2]
    return max(lowers)[2] if lowers else None


def in_words(line: Directive) -> str:
    """The edge of a band as people say it: `up to 1,800.00 EUR`."""
    return f"{_EDGES[line.values['edge']]} {said_amount(line.values['bound'])}"


def authority(line: Directive, facts: Facts) -> str:
    """What a line rests on: its own word, else its schedule's."""
    return str(line.meta.get("authority") or facts.schedule.authority)


def _problem(band: Band, facts: Facts, what: str) -> CannotCharge:
    return CannotCharge(
        band.line.source,
        f"{facts.member}: the band '{in_words(band.line)}' of '{band.line.name}' "
        f"{what}.",
    )
