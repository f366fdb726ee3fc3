"""What a year's book gives to share, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.closing import ends_of
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.surplus.figures import Special
from coopbooks.surplus.figures import YearFigures
from coopbooks.surplus.forms.people import SPECIAL
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import WEIGHT
from coopbooks.surplus.forms.rules import WHOLES
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import year_end_of
from coopbooks.surplus.posting.entries import batch_of
from coopbooks.surplus.interim.year.balances import accounts_of
from coopbooks.surplus.interim.year.balances import allocated
from coopbooks.surplus.interim.year.balances import average_shares
from coopbooks.surplus.interim.year.balances import earlier_losses
from coopbooks.surplus.interim.year.balances import figures_of
from coopbooks.surplus.interim.year.people import Asking
from coopbooks.surplus.interim.year.people import people_of
from coopbooks.surplus.interim.year.people import total
from coopbooks.surplus.interim.year.reading import read_postings
from coopbooks.surplus.interim.year.sources import made_good
from coopbooks.surplus.interim.year.sources import split_of
from coopbooks.surplus.interim.year.sources import start_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.interim.year.reading import Reading

# What members' parts can go by without any measure in the book.
WITHOUT_MEASURE = ("equal", "mix")


def read_year(
    terms: SurplusTerms,
    rule: Group,
    entries: Sequence[data.Directive],
    year: Period,
    today: datetime.date,
) -> YearFigures:
    """Read what a year gives to share.

    Args:
        terms: What the book says.
        rule: The rule by which it is shared.
        entries: The book's entries.
        year: The fiscal year.
        today: The day of asking, which tells whether the year is over.

    Returns:
        The figures, with what keeps the year from being shared.
    """
    reading = read_postings(terms, entries, year, batch_of(year.name))
    names = measures_of(rule, terms)
    others = {str(rule.header.meta.get("others-work") or "")} - {""}
    measures = read_measures(terms.dues, entries, frozenset({*names, *others}))
    needed = needed_of(rule)
    asking = Asking(terms, rule, year, measures, names, needed, _everybody(rule))
    people, problems = people_of(asking, reading.capital)
    hours = _hours(rule, measures, reading, people)
    start = start_of(reading, rule, terms.roles)
    sources, more = split_of(start, rule, hours, reading.currency)
    sources, notes = made_good(sources)
    figures = figures_of(terms, reading, rule, year)
    figures |= {name: total(people, name) for name in names}
    accounts = accounts_of(reading, rule)
    shared, places = allocated(terms, reading, year)
    problems += [*more, *_unshareable(rule, year, today, shared, places)]
    return YearFigures(
        year=year,
        currency=reading.currency,
        result=start.result,
        start=start.start,
        lines=start.lines,
        sources=sources,
        hours=hours,
        split_by=str(rule.header.meta.get("others-work") or "") and needed,
        earlier_losses=earlier_losses(terms, reading, year),
        figures=figures,
        accounts=accounts,
        average_shares=average_shares(terms, reading, year, accounts),
        units={name: _unit(measures, name) for name in names},
        people=people,
        specials=_specials(terms, year),
        allocated=shared,
        allocated_at=places,
        over=today >= year.end,
        closed=ends_of(entries).state(year.last),
        problems=tuple(problems),
        notes=tuple(notes),
    )


def measures_of(rule: Group, terms: SurplusTerms) -> tuple[str, ...]:
    """The measures that a rule names, each once.

    Args:
        rule: The rule.
        terms: What the book says.

    Returns:
        Those that the split of the result, members' parts or steps go by.
    """
    meta = rule.header.meta
    named = [meta.get("patronage"), meta.get("members-work")]
    named += [line.meta.get("by") for line in rule.lines]
    named += [line.values["measure"] for line in rule.of(WEIGHT.kind)]
    known = {one.name for one in terms.dues.of("coop-measure")}
    known |= {str(one.values["measure"]) for one in terms.dues.of("coop-declared")}
    named += [line.values.get("whole") for line in rule.lines if _whole(line) in known]
    texts = [str(one) for one in named if one]
    return tuple(dict.fromkeys(one for one in texts if one not in WITHOUT_MEASURE))


def needed_of(rule: Group) -> str:
    """The measure that every member must have; empty where none is needed."""
    first = rule.header.meta.get("patronage")
    if first == "mix":
        weights = [str(line.values["measure"]) for line in rule.of(WEIGHT.kind)]
        found = [one for one in weights if one not in WITHOUT_MEASURE]
        return found[0] if found else ""
    return "" if first is None or first in WITHOUT_MEASURE else str(first)


def _whole(line: object) -> str:
    values = getattr(line, "values", {})
    whole = values.get("whole")
    return "" if whole in WHOLES else str(whole or "")


def _everybody(rule: Group) -> bool:
    """Whether a step is for who is no member, too."""
    return any(line.meta.get("among") == "everybody" for line in rule.of(STEP.kind))


def _hours(
    rule: Group, measures: Measures, reading: Reading, people: Sequence[Person]
) -> dict[str, Decimal]:
    """What members and others worked, where the result is split by that."""
    meta = rule.header.meta
    if not meta.get("others-work"):
        return {}
    members = str(meta.get("members-work") or needed_of(rule))
    return {
        "members": _total(measures, reading, members) or total(people, members),
        "others": _total(measures, reading, str(meta["others-work"])),
    }


def _total(measures: Measures, reading: Reading, name: str) -> Decimal:
    """What a measure's account came to in the year, whoever's it was."""
    line = measures.lines.get(name)
    if line is None:
        return ZERO
    root = str(line.values["account"])
    return total_of(
        number
        for account, units in reading.measured.items()
        if account == root or account.startswith(f"{root}:")
        for number in units.values()
    )


def _unit(measures: Measures, name: str) -> str:
    """What a measure is counted in."""
    line = measures.lines.get(name)
    if line is not None and line.meta.get("unit"):
        return str(line.meta["unit"])
    for posted in measures.posted.get(name, {}).values():
        for one in posted:
            return one.units.currency
    for (said, _), lines in measures.declared.items():
        if said == name and lines:
            return str(getattr(lines[-1].values["value"], "currency", ""))
    return ""


def _specials(terms: SurplusTerms, year: Period) -> tuple[Special, ...]:
    """What single members get before the split."""
    fye = year_end_of(terms, year)
    return tuple(
        Special(
            one.name,
            one.values["amount"].number or ZERO,
            str(one.meta.get("because") or f"decision {one.meta['decision']}"),
            one.source,
        )
        for one in terms.of(SPECIAL.kind)
        if means(str(one.meta["period"]), year, fye)
    )


def _unshareable(
    rule: Group,
    year: Period,
    today: datetime.date,
    shared: Decimal,
    places: Sequence[data.Meta],
) -> list[LedgerError]:
    """That a year is not over, or that it was shared already."""
    found = []
    if today < year.end:
        problem = (
            f"{year.name} is not over: it ends on {long_date(year.last)}. What is "
            "shown is how it stands so far."
        )
        found.append(LedgerError(rule.header.source, problem))
    if shared and places:
        problem = (
            f"{year.name} was shared already: {shared:,f} of it. Take that entry out, "
            "or leave it as it is."
        )
        found.append(LedgerError(places[0], problem))
    return found
