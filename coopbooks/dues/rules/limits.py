"""The least and the most that is paid, and what is taken off for other reasons."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.bands import find
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.bandrates import authority
from coopbooks.dues.rules.bandrates import in_words
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import said
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    from coopbooks.core.bands import Band
    from coopbooks.dues.rules.facts import Facts
    from coopbooks.dues.rules.schedules import Tables

ZERO = Decimal(0)


def at_least(work: Working, facts: Facts) -> None:
    """What is paid at least: the header's amount, and tables by other measures."""
    least = facts.schedule.meta.get("minimum")
    if least is not None:
        number = facts.money(least, facts.schedule.source)
        if work.number < number:
            work.set(number)
            noted(work, f"at least {said_amount(least)}", facts)
    for name, band in _tabled(facts.schedule.minimums, facts):
        amount = band.line.values["amount"]
        number = facts.money(amount, band.line.source)
        if work.number < number:
            work.set(number)
            _by_table(work, f"at least {said_amount(amount)}", name, band, facts)


def at_most(work: Working, facts: Facts) -> None:
    """What is paid at most."""
    most = facts.schedule.meta.get("maximum")
    if most is not None:
        number = facts.money(most, facts.schedule.source)
        if work.number > number:
            work.set(number)
            noted(work, f"at most {said_amount(most)}", facts)
    for name, band in _tabled(facts.schedule.maximums, facts):
        amount = band.line.values["amount"]
        number = facts.money(amount, band.line.source)
        if work.number > number:
            work.set(number)
            _by_table(work, f"at most {said_amount(amount)}", name, band, facts)


def at_most_a_year(work: Working, facts: Facts, earlier: Decimal) -> None:
    """What is paid at most in a calendar year.

    Args:
        work: What is owed for this period.
        facts: What is known of the member.
        earlier: What was owed for earlier periods of the year, without this limit.
    """
    most = facts.schedule.meta.get("maximum-a-year")
    if most is None:
        return
    whole = facts.money(most, facts.schedule.source)
    before = min(earlier, whole)
    if work.number > whole - before:
        work.set(whole - before)
        words = f"at most {said_amount(most)} a year"
        if before:
            words += f", and {said(before, facts.unit)} were owed before"
        noted(work, words, facts)


def _tabled(tables: Tables, facts: Facts) -> list[tuple[str, Band]]:
    """The band of each table that the member is in."""
    found: list[tuple[str, Band]] = []
    for name, bands in tables:
        measured = facts.need(name)
        if bands:
            facts.check(measured, name, bands[0].unit)
            facts.check_bands(measured.unit, name, bands[0].unit)
            found.append((name, find(bands, measured.number)))
    return found


def less(work: Working, facts: Facts) -> None:
    """What is taken off by other measures; who declared none has none."""
    whole = Working(work.unit, work.top, work.bottom)
    for name, bands in facts.schedule.lesses:
        measured = facts.get(name)
        if not bands:
            continue
        if measured is not None:
            facts.check_bands(measured.unit, name, bands[0].unit)
        band = find(bands, measured.number if measured else ZERO)
        amount = band.line.values["amount"]
        if not amount.number:
            continue
        if amount.currency == "PERCENT":
            off = whole.number * amount.number / HUNDRED
        else:
            off = facts.money(amount, band.line.source)
        work.plus(-min(off, work.number))
        _by_table(work, f"less {said_amount(amount)}", name, band, facts)


def worked_off(work: Working, facts: Facts) -> None:
    """What a member worked counts as if it were paid."""
    for line in sorted(
        (
            line
            for key, line in facts.schedule.lines.items()
            if key[0] == forms.WORK.kind
        ),
        key=lambda line: str(line.values["measure"]),
    ):
        name = str(line.values["measure"])
        measured = facts.get(name)
        if measured is None or not measured.number or not line.values["each"].number:
            continue
        value = facts.money(line.values["amount"], line.source) * measured.number
        work.plus(-min(value / line.values["each"].number, work.number))
        words = f"less {said(measured.number, measured.unit)} of {name}"
        each = said_amount(line.values["amount"])
        words += f", {each} for {said_amount(line.values['each'])}"
        work.note(words, line.source, authority(line, facts))


def noted(work: Working, words: str, facts: Facts) -> None:
    """Write down a step that the schedule's header says."""
    work.note(words, facts.schedule.source, facts.schedule.authority)


def _by_table(work: Working, words: str, name: str, band: Band, facts: Facts) -> None:
    words = f"{words} ({name} {in_words(band.line)})"
    work.note(words, band.line.source, authority(band.line, facts))
