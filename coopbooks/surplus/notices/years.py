"""Which year is meant where the book names one: `2025` and `FY2025` may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from coopbooks.core.fiscalyear import FiscalYearEnd
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
