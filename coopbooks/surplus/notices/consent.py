"""Who agreed to pay tax on what is kept for them, and for which years it holds.

26 USC 1388(c)(2) and (3) know three ways:

- by the bylaws: who belongs to a co-op whose bylaws say so and who got a copy agrees,
  as long as they belong. Where the rule's header has `consent: "bylaws"` that is every
  member.
- in writing: it holds for the whole fiscal year in which it is given and for those
  after it; one that is taken back still holds to the end of that fiscal year.
- by a check: cashing it by the 90th day after the payment period agrees for that year
  alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.members.status import course
from coopbooks.surplus.forms.people import CONSENT
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.notices.deadlines import to_be_cashed
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import year_end_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms

ENDS = "ends"
WORDS = {
    "bylaws": "by the bylaws",
    "written": "in writing",
    "check": "by cashing a check",
}


class Consent(NamedTuple):
    """That a member agreed for a year.

    Attributes:
        member: The member's id.
        how: `bylaws`, `written` or `check`.
        date: Since when, or when the check was cashed.
        source: Where the book says so: the rule's header where that holds for all.
    """

    member: str
    how: str
    date: datetime.date
    source: data.Meta

    @property
    def words(self) -> str:
        """How they agreed, in plain words."""
        return WORDS[self.how]


def consents(
    terms: SurplusTerms, rule: Group | None, year: Period
) -> dict[str, Consent]:
    """Who agreed to pay tax on what is kept for them of a year.

    Args:
        terms: What the book says.
        rule: The rule by which the year is shared, if there is one.
        year: The fiscal year.

    Returns:
        How each did, by id, in the order of ids; who is missing did not.
    """
    said: dict[str, list[Directive]] = {}
    for directive in terms.of(CONSENT.kind):
        said.setdefault(directive.name, []).append(directive)
    by_all = rule if rule and rule.header.meta.get("consent") == "bylaws" else None
    members = set(said)
    if by_all:
        members |= {one for one in terms.histories if _belonged(terms, one, year)}
    fye = year_end_of(terms, year)
    found: dict[str, Consent] = {}
    for member in sorted(members):
        consent = _of(member, said.get(member, ()), by_all, year, fye)
        if consent:
            found[member] = consent
    return found


def expected(terms: SurplusTerms, rule: Group | None, year: Period) -> set[str]:
    """Who is to have agreed before a year is shared.

    Args:
        terms: What the book says.
        rule: The rule by which the year is shared, if there is one.
        year: The fiscal year.

    Returns:
        Who was a member in the year, if the rule gives qualified notices and members
        do not agree by cashing a check, which comes later; else nobody.
    """
    if rule is None or rule.header.meta.get("consent") == "check":
        return set()
    lines = rule.of(STEP.kind)
    if all(line.meta.get("notice") != "qualified" for line in lines):
        return set()
    return {one for one in terms.histories if _belonged(terms, one, year)}


def _of(
    member: str,
    said: Iterable[Directive],
    by_all: Group | None,
    year: Period,
    fye: FiscalYearEnd,
) -> Consent | None:
    """How a member agreed for a year; None where they did not."""
    found: Consent | None = None
    if by_all:
        header = by_all.header
        found = Consent(member, "bylaws", header.date, header.source)
    for directive in sorted(said, key=lambda one: one.date):
        how = str(directive.values["how"])
        if how == ENDS:
            if _has_ended(found, directive.date, year):
                found = None
        elif _holds(directive, how, year, fye):
            found = Consent(member, how, directive.date, directive.source)
    return found


def _holds(directive: Directive, how: str, year: Period, fye: FiscalYearEnd) -> bool:
    """Whether a consent that was given once holds for a year."""
    day = directive.date
    if how != "check":
        return day <= year.last
    period = directive.meta.get("period")
    if period is not None and not means(str(period), year, fye):
        return False
    first_day = year.begin if period else year.end
    return first_day <= day <= to_be_cashed(year)


def _has_ended(found: Consent | None, day: datetime.date, year: Period) -> bool:
    """Whether what ends on a day holds no more for a year.

    A written consent holds to the end of the fiscal year in which it is taken back (26
    USC 1388(c)(3)(B)(i)), that of the bylaws to the day itself ((B)(ii)). A check that
    was cashed can't be taken back.
    """
    if found is None or found.how == "check":
        return False
    return day < year.begin if found.how == "written" else day <= year.last


def _belonged(terms: SurplusTerms, member: str, year: Period) -> bool:
    """Whether somebody was a member on a day of a year."""
    stints = course(member, terms.histories[member], year.last).stints
    return any(
        stint.begin < year.end and (stint.end is None or stint.end > year.begin)
        for stint in stints
    )
