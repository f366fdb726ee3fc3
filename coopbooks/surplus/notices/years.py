"""Which year the book means, `2025` and `FY2025` being one, and what holds for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.groups import in_force
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms


def year_end_of(terms: SurplusTerms, year: Period) -> FiscalYearEnd:
    """When a book's fiscal year ends.

    Args:
        terms: What the book says.
        year: The year that is asked about.

    Returns:
        As its `coop-entity` said on the year's last day; December where it is silent.
    """
    entity = terms.entity_on(year.last)
    return entity.fiscal_year_end if entity else DECEMBER


def means(text: str, year: Period, fye: FiscalYearEnd = DECEMBER) -> bool:
    """Whether a name in the book means a year.

    Args:
        text: What the book says, such as `2025` or `FY2025`.
        year: The year.
        fye: The end of the book's fiscal year.

    Returns:
        Whether both are the same days, or have the same name.
    """
    if text == year.name:
        return True
    try:
        found = parse_period(text, fye)
    except BadPeriod:
        return False
    return (found.begin, found.end) == (year.begin, year.end)


def year_named(terms: SurplusTerms, text: str) -> Period | None:
    """The year that a name in the book means.

    Args:
        terms: What the book says.
        text: The name, such as `2025`.

    Returns:
        The year; None where the name means none.
    """
    entities = terms.dues.entities
    fye = entities[-1].fiscal_year_end if entities else DECEMBER
    try:
        return parse_period(text, fye)
    except BadPeriod:
        return None


def rules_of(terms: SurplusTerms, year: Period) -> list[Group]:
    """The rules in force on the last day of a year, by name.

    Args:
        terms: What the book says.
        year: The year.

    Returns:
        The last one begun of each name, as far as it has not ended.
    """
    names = sorted({group.name for group in terms.rules})
    found = (in_force(terms.rules, name, year.last) for name in names)
    return [group for group in found if group and _lasts(group, year.last)]


def rule_of(terms: SurplusTerms, year: Period) -> Group | None:
    """The rule in force on the last day of a year.

    Args:
        terms: What the book says.
        year: The year.

    Returns:
        The rule; None where there is none, or where there are several.
    """
    found = rules_of(terms, year)
    return found[0] if len(found) == 1 else None


def country_of(terms: SurplusTerms, year: Period) -> str:
    """The country whose law holds for a year.

    Args:
        terms: What the book says.
        year: The year.

    Returns:
        As its `coop-entity` said on the year's last day; empty where it is silent.
    """
    entity = terms.entity_on(year.last)
    return entity.country if entity else ""


def _lasts(group: Group, day: datetime.date) -> bool:
    until: datetime.date | None = group.header.meta.get("until")
    return until is None or day <= until
