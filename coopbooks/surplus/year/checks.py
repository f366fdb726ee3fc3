"""What keeps a year from being shared: hours missing, or of nobody, and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.forms import near
from coopbooks.members.status import course
from coopbooks.surplus.year.measured import known_measures
from coopbooks.surplus.year.names import EQUAL
from coopbooks.surplus.year.names import measures_of
from coopbooks.surplus.year.names import patronage_of
from coopbooks.surplus.year.names import shares_with_everybody
from coopbooks.surplus.year.people import is_missing
from coopbooks.surplus.year.presence import part_of_year
from coopbooks.surplus.year.work import check_work
from coopbooks.surplus.year.work import measures_of_work

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.measured import Measured

# How many members a sentence names before it only counts them.
NAMED = 3


def check_measured(
    terms: SurplusTerms, rule: Group, figures: YearFigures, found: Measured
) -> Iterator[LedgerError]:
    """Find what is wrong with what members, and others, worked in a year.

    Args:
        terms: What the book says.
        rule: The rule.
        figures: What the year gives to share.
        found: What each measure came to for everybody.

    Yields:
        An error for each measure that can't be told, that the book does not have, or
        that a member lacks; for what somebody has who was no member; and where the rule
        does not say what who joined or left gets.
    """
    yield from found.problems
    yield from check_work(rule, found)
    known = known_measures(terms)
    for name in _needed(rule, found):
        if name not in known:
            yield _unknown(rule, name, known)
            continue
        for person in figures.people:
            if is_missing(person, name, rule):
                yield _missing(terms, person, name, figures.year)
            elif _is_stranger(person, name, rule):
                yield _stranger(terms, person, name, figures.year, found)
    yield from _part_year(terms, rule, figures)


def check_specials(figures: YearFigures) -> Iterator[LedgerError]:
    """Find what is wrong with what single members get before the split.

    Args:
        figures: What the year gives to share.

    Yields:
        An error for each that is of nobody, or gives nothing.
    """
    members = {one.member for one in figures.people if one.joined is not None}
    for one in figures.specials:
        if one.member not in members:
            problem = f"{one.member} was no member in {figures.year.name}."
            yield LedgerError(one.source, f"coop-surplus-special: {problem}")
        if one.number <= 0:
            problem = f"{one.member} would get {one.number:f}; name more than nothing."
            yield LedgerError(one.source, f"coop-surplus-special: {problem}")


def _needed(rule: Group, found: Measured) -> list[str]:
    """The measures that members must have: for their parts, and for members' work.

    Where what members worked stands on its account without `member:`, nobody's lacks.
    """
    members, others = measures_of_work(rule)
    of_work = found.whole.get(members) == found.total(members) and bool(others)
    return list(dict.fromkeys([*measures_of(rule), *([members] if of_work else [])]))


def _unknown(rule: Group, name: str, known: Iterable[str]) -> LedgerError:
    """That the book has no measure by which members' parts are to go."""
    return LedgerError(
        rule.header.source,
        f"coop-surplus: '{rule.name}' splits by {name}, and no coop-measure says where "
        f"they are counted.{near(name, known)}",
    )


def _missing(
    terms: SurplusTerms, person: Person, name: str, year: Period
) -> LedgerError:
    problem = (
        f"{person.member}: no {name} for {year.name}. Post or declare them, be they 0; "
        'or let who has none count for nothing with missing: "nothing" in the rule.'
    )
    return LedgerError(_joined_at(terms, person.member, year), problem)


def _is_stranger(person: Person, name: str, rule: Group) -> bool:
    """Whether somebody was no member and has some of a measure of members alone."""
    of_all = rule.header.meta.get("others-work") == name or shares_with_everybody(rule)
    return person.joined is None and bool(person.measures.get(name)) and not of_all


def _stranger(
    terms: SurplusTerms, person: Person, name: str, year: Period, found: Measured
) -> LedgerError:
    """That somebody has hours who was no member."""
    member, history = person.member, terms.histories.get(person.member, ())
    gone = course(member, history, year.last)
    why = f"joined after {year.name}" if history else f"was no member in {year.name}"
    if gone.stints and gone.stints[-1].end is not None:
        why = f"left on {gone.stints[-1].end}"
    unit = found.units.get(name) or ""
    words = f"{person.measures[name]:f} {unit}".strip()
    problem = (
        f"{member} has {words} of {name} in {year.name}, but {why}. Mend the posting, "
        "or say with coop-member when they belonged."
    )
    return LedgerError(found.sources[name, member], problem)


def _part_year(
    terms: SurplusTerms, rule: Group, figures: YearFigures
) -> Iterator[LedgerError]:
    """That the rule does not say what who was a member for a part of the year gets."""
    year = figures.year
    if EQUAL not in patronage_of(rule) or rule.header.meta.get("part-year"):
        return
    found = [
        person.member
        for person in figures.people
        if person.joined is not None
        and not person.why_not
        and not part_of_year(
            course(person.member, terms.histories[person.member], year.last).stints,
            year,
            "nothing",
        )
    ]
    if not found:
        return
    names = ", ".join(found[:NAMED])
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    yield LedgerError(
        rule.header.source,
        f"coop-surplus: '{rule.name}' splits in equal parts, and {names}{more} joined "
        f"or left in {year.name}. Say with part-year: what they get: whole, by-month, "
        "by-day or nothing.",
    )


def _joined_at(terms: SurplusTerms, member: str, year: Period) -> data.Meta:
    """Where it stands that a member joined, the last time by the year's end."""
    joins = [
        event
        for event in terms.histories[member]
        if event.event == "join" and event.date < year.end
    ]
    return joins[-1].source
