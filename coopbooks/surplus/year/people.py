"""Who may have a part in a year, and why somebody has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.money import ZERO
from coopbooks.members.status import course
from coopbooks.surplus.figures import Person
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.year.names import classes_of
from coopbooks.surplus.year.names import measures_of
from coopbooks.surplus.year.presence import part_of_year
from coopbooks.surplus.year.presence import too_short

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.members.status import Course
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.holdings import Holdings
    from coopbooks.surplus.year.measured import Measured

NO_MEMBER = "was no member"
NOTHING = "nothing"
COUNTED = {"HOUR": "hour", "DAY": "day", "MONTH": "month"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What decides whether somebody counts.

    Attributes:
        rule: The rule.
        year: The year.
        found: What each measure came to.
        held: What stood in members' accounts.
        needed: The measures that members must have.
        classes: The classes with a part; None for all.
        consents: Who agreed to pay tax on what is kept for them.
    """

    rule: Group
    year: Period
    found: Measured
    held: Holdings
    needed: Collection[str]
    classes: Collection[str] | None
    consents: Collection[str]


def people_of(
    terms: SurplusTerms, rule: Group, year: Period, found: Measured, held: Holdings
) -> tuple[Person, ...]:
    """Find who may have a part in a year.

    Args:
        terms: What the book says.
        rule: The rule.
        year: The year.
        found: What each measure came to for everybody.
        held: What stood in members' accounts.

    Returns:
        Everybody who was a member on a day of the year, and who was not but has
        something of a measure by which members' parts go; by id. Who does not count is
        among them, with the reason. Who was no member has one, too, and counts only in
        a step `among: "everybody"`.
    """
    asked = _Asked(
        rule,
        year,
        found,
        held,
        measures_of(rule),
        classes_of(rule, terms.roles),
        consents(terms, rule, year),
    )
    people: dict[str, Person] = {}
    for member, history in terms.histories.items():
        gone = course(member, history, year.last, terms.dues.known)
        if part_of_year(gone.stints, year, "by-day"):
            people[member] = _member(asked, gone)
    for name in asked.needed:
        for member, number in found.of.get(name, {}).items():
            if number and member not in people:
                people[member] = Person(
                    member,
                    measures=_measures(asked, member),
                    why_not=NO_MEMBER,
                    capital=_capital(asked, member),
                    lots=held.find(member).lots,
                )
    return tuple(people[member] for member in sorted(people))


def is_missing(person: Person, name: str, rule: Group) -> bool:
    """Whether a measure that somebody needs for their part is not in the book.

    Args:
        person: A member, or somebody else.
        name: The measure.
        rule: The rule, which may say that who has nothing counts for nothing.

    Returns:
        Whether it is missing.
    """
    return (
        person.joined is not None
        and not person.why_not
        and name not in person.measures
        and rule.header.meta.get("missing") != NOTHING
    )


def _member(asked: _Asked, gone: Course) -> Person:
    """A member, as they stood at the end of the year."""
    header, stint = asked.rule.header.meta, gone.stints[-1]
    measures = _measures(asked, gone.member)
    how = str(header.get("part-year") or "by-day")
    return Person(
        gone.member,
        gone.member_class,
        stint.begin,
        stint.end,
        measures,
        part_of_year(gone.stints, asked.year, how),
        _why_not(asked, gone, measures),
        _capital(asked, gone.member),
        gone.member in asked.consents,
        asked.held.find(gone.member).lots,
    )


def _measures(asked: _Asked, member: str) -> dict[str, Decimal]:
    """What each measure was for somebody; nothing where the rule says so."""
    found = {
        name: numbers[member]
        for name, numbers in asked.found.of.items()
        if member in numbers
    }
    if asked.rule.header.meta.get("missing") == NOTHING:
        found = dict.fromkeys(asked.needed, ZERO) | found
    return found


def _capital(asked: _Asked, member: str) -> dict[str, Decimal]:
    days = (asked.year.end - asked.year.begin).days
    return asked.held.find(member).figures(days)


def _why_not(asked: _Asked, gone: Course, measures: Mapping[str, Decimal]) -> str:
    """Why a member has no part; empty if they have one."""
    header, stint = asked.rule.header.meta, gone.stints[-1]
    if asked.classes is not None and gone.member_class not in asked.classes:
        named = f"of the class '{gone.member_class}'" if gone.member_class else ""
        return f"is {named or 'of no class'}, and the rule names others"
    if stint.end is not None and header.get("left-in-year") == NOTHING:
        return f"left on {stint.end}, and the rule gives nothing to who left"
    present: Amount | None = header.get("present")
    if present is not None and too_short(stint, asked.year, present):
        return f"was a member for less than {_plain(present)}"
    return _too_little(asked, measures)


def _too_little(asked: _Asked, measures: Mapping[str, Decimal]) -> str:
    """That a member has less of a measure than counts; empty if it is enough."""
    minimum = asked.rule.header.meta.get("minimum")
    if minimum is None:
        return ""
    unit, least = "", minimum
    if isinstance(minimum, Amount):
        unit, least = minimum.currency, minimum.number
    name = _measure_in(asked, unit)
    number: Decimal | None = measures.get(name)
    if number is None or number >= least:
        return ""
    return f"has {number:f} {name}, and parts begin at {_plain(minimum)}"


def _measure_in(asked: _Asked, unit: str) -> str:
    """The measure that a minimum is of: the first in its unit, else the first."""
    names = list(dict.fromkeys([*asked.needed, *asked.found.of]))
    in_unit = [name for name in names if unit and asked.found.units.get(name) == unit]
    return next(iter([*in_unit, *names]), "")


def _plain(value: Amount | Decimal) -> str:
    """An amount as people read it: `16 hours`, `3 months`, `500 USD`."""
    if not isinstance(value, Amount):
        return f"{value:f}"
    unit = COUNTED.get(value.currency)
    if unit is None:
        return f"{value.number:,f} {value.currency}"
    return f"{value.number:f} {unit}{'' if value.number == 1 else 's'}"
