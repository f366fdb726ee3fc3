"""Who may have a part in a year: members and, if a rule says so, others who worked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.members.status import course
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.figures import Person
from coopbooks.surplus.forms.people import CONSENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.members.status import Course
    from coopbooks.surplus.terms import SurplusTerms

NOT_A_MEMBER = "no member"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of everybody.

    Attributes:
        terms: What the book says.
        rule: The rule.
        year: The year.
        measures: The measures of all members.
        names: The measures that the rule names and that the book has.
        needed: The measure that every member must have; empty if none.
        everybody: Whether who is no member may have a part, too.
    """

    terms: SurplusTerms
    rule: Group
    year: Period
    measures: Measures
    names: tuple[str, ...]
    needed: str
    everybody: bool


class Holdings(NamedTuple):
    """What members' accounts hold, and who consents.

    Attributes:
        capital: What each account held, by member and word.
        lots: What each lot of it held at the year's end.
        consents: Who agreed to qualified notices, or had taken that back.
    """

    capital: Mapping[str, Mapping[str, Decimal]]
    lots: Mapping[str, Mapping[str, Decimal]]
    consents: Mapping[str, bool]


def people_of(
    asking: Asking, capital: Sequence[Row]
) -> tuple[tuple[Person, ...], list[LedgerError]]:
    """Find everybody who may have a part.

    Args:
        asking: What is asked of them.
        capital: The postings on members' accounts.

    Returns:
        Everybody who was a member on a day of the year, and everybody with a measure
        in it, by id; and what is wrong: a measure that is missing or is somebody's who
        was no member, in two currencies or below zero.
    """
    problems: list[LedgerError] = []
    held = Holdings(
        capital_of(capital, asking.year),
        lots_of(capital, asking.year),
        _consents(asking),
    )
    ids = {*asking.terms.histories, *_measured(asking)}
    people = []
    for member in sorted(ids):
        history = asking.terms.histories.get(member, ())
        then = course(member, history, asking.year.last)
        days = days_in(then, asking.year)
        values, wrong = _values(asking, member)
        problems += wrong
        if not days and not any(values.values()):
            continue
        if not wrong:
            problems += _misfits(asking, member, values, days, then)
        people.append(_person(asking, member, then, days, values, held))
    return tuple(people), problems


def days_in(then: Course, year: Period) -> int:
    """On how many days of a year somebody was a member."""
    return sum(
        max(
            (min(stint.end or year.end, year.end) - max(stint.begin, year.begin)).days,
            0,
        )
        for stint in then.stints
    )


def capital_of(
    capital: Iterable[Row], year: Period
) -> Mapping[str, Mapping[str, Decimal]]:
    """What members' accounts held: at both ends of a year and on average.

    Args:
        capital: The postings on members' accounts.
        year: The year.

    Returns:
        By member: `opening`, `closing`, `average` over the year's days and `paid-in`
        (fees, at its end); positive when it is theirs.
    """
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    length = Decimal((year.end - year.begin).days)
    for row in capital:
        if row.date >= year.end:
            continue
        member = row.tag("member") or row.account.rsplit(":", 1)[-1]
        account = found[member]
        number = -row.number
        account["closing"] += number
        if row.date < year.begin:
            account["opening"] += number
        days = (year.end - max(row.date, year.begin)).days
        account["average"] += number * days / length
        if row.tag("lot") == FEE:
            account["paid-in"] += number
    return found


def lots_of(
    capital: Iterable[Row], year: Period
) -> Mapping[str, Mapping[str, Decimal]]:
    """What each lot of members' accounts held at the end of a year, by member."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in capital:
        if row.date < year.end:
            member = row.tag("member") or row.account.rsplit(":", 1)[-1]
            found[member][row.tag("lot") or ""] -= row.number
    return found


def _measured(asking: Asking) -> set[str]:
    """Who has any of the measures."""
    found = {
        member
        for name in asking.names
        for member in asking.measures.posted.get(name, ())
    }
    return found | {
        member for name, member in asking.measures.declared if name in asking.names
    }


def _values(
    asking: Asking, member: str
) -> tuple[dict[str, Decimal], list[LedgerError]]:
    """What each measure came to for somebody."""
    values: dict[str, Decimal] = {}
    problems: list[LedgerError] = []
    for name in asking.names:
        try:
            found = asking.measures.find(name, member, asking.year, asking.year.last)
        except CannotCharge as error:
            problems.append(error.error)
            continue
        if found is not None:
            values[name] = found.number
    return values, problems


def _misfits(
    asking: Asking,
    member: str,
    values: Mapping[str, Decimal],
    days: int,
    then: Course,
) -> list[LedgerError]:
    """A measure that is missing, or that is somebody's who was no member."""
    place = where(asking.rule.header.source)
    name, year = asking.needed, asking.year.name
    if not name:
        return []
    if days and name not in values and asking.rule.header.meta.get("missing") is None:
        source = then.last.source if then.last else asking.rule.header.source
        return [
            LedgerError(
                source,
                f"{member}: no '{name}' for {year}, asked by coop-surplus "
                f"'{asking.rule.name}' at {place}. Add them, or say below it "
                'missing: "nothing".',
            )
        ]
    if not days and values.get(name) and not asking.everybody:
        source = _posted_at(asking, name, member)
        return [
            LedgerError(
                source,
                f"{member}: has '{name}' for {year} and was no member in it. Mend the "
                "posting, or add the coop-member.",
            )
        ]
    return []


def _posted_at(asking: Asking, name: str, member: str) -> dict[str, object]:
    posted = asking.measures.posted.get(name, {}).get(member, ())
    inside = [one.source for one in posted if one.lies_in(asking.year)]
    return inside[0] if inside else asking.rule.header.source


def _person(
    asking: Asking,
    member: str,
    then: Course,
    days: int,
    values: Mapping[str, Decimal],
    held: Holdings,
) -> Person:
    status = then.status()
    left = then.stints[-1].end if then.stints else None
    return Person(
        member,
        status.member_class if status else "",
        status.joined if status else None,
        left,
        values,
        Decimal(days) / Decimal((asking.year.end - asking.year.begin).days),
        _why_not(asking, then, days, values),
        held.capital.get(member, {}),
        held.consents.get(member, asking.rule.header.meta.get("consent") == "bylaws"),
        held.lots.get(member, {}),
    )


def _why_not(
    asking: Asking, then: Course, days: int, values: Mapping[str, Decimal]
) -> str:
    """Why somebody has no part; empty if they have."""
    meta, year = asking.rule.header.meta, asking.year
    if not days:
        return NOT_A_MEMBER
    status = then.status()
    classes = {one.strip() for one in str(meta.get("classes") or "").split(",")} - {""}
    if classes and status is not None and status.member_class not in classes:
        return f"class {status.member_class or 'not said'}"
    left = then.stints[-1].end
    if left is not None and left < year.end and meta.get("left-in-year") == "nothing":
        return f"left on {left}"
    present = meta.get("present")
    if present is not None and _days_of(then, year) < _span(present, year):
        return f"a member for less than {present.number:f} {present.currency}"
    least = meta.get("minimum")
    number = getattr(least, "number", least)
    if number is not None and values.get(asking.needed, ZERO) < number:
        return f"less than {number:f} {asking.needed}"
    return ""


def _days_of(then: Course, year: Period) -> int:
    """For how many days somebody had been a member by the end of a year."""
    return sum(
        (min(stint.end or year.end, year.end) - stint.begin).days
        for stint in then.stints
    )


def _span(present: object, year: Period) -> int:
    """So many days or months up to the end of a year, in days."""
    number = int(getattr(present, "number", 0) or 0)
    if getattr(present, "currency", "") == "DAY":
        return number
    return (year.end - (year.end - relativedelta(months=number))).days


def _consents(asking: Asking) -> Mapping[str, bool]:
    """Whose consent was in force at the end of the year, or had ended."""
    found: dict[str, bool] = {}
    for one in asking.terms.of(CONSENT.kind):
        period = one.meta.get("period")
        named = period is not None and str(period) == asking.year.name
        in_force = period is None and one.date <= asking.year.last
        if named or in_force or one.values["how"] == "check":
            found[one.name] = one.values["how"] != "ends"
    return found


def total(people: Iterable[Person], name: str) -> Decimal:
    """What a measure comes to for everybody."""
    return total_of(person.measures.get(name, ZERO) for person in people)
