"""The last year that is over: how it was shared, or how it could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.fiscalyear import DAY
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.surplus.notices.deadlines import pay_by
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.overview.shared import shared_years
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms
from coopbooks.surplus.year.rule import rule_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.overview.shared import Shared
    from coopbooks.surplus.terms import SurplusTerms

RESULTS = ("Income", "Expenses")


@dataclass(frozen=True, slots=True)
class LastYear:
    """The last fiscal year that is over on a day.

    Attributes:
        year: The fiscal year.
        shared: How it was shared; None if it was not.
        proposal: How it could be shared; None where it was, or where the book's rules
            do not say how.
        why_not: Why there is no proposal for a year that was not shared; else empty.
        pay_by: Until when what is due in cash must be paid, if law or rule say it.
    """

    year: Period
    shared: Shared | None = None
    proposal: Allocation | None = None
    why_not: str = ""
    pay_by: datetime.date | None = None

    @property
    def is_loss(self) -> bool:
        """Whether the year lost, as far as is known."""
        if self.shared is not None:
            return self.shared.total < 0
        return self.proposal is not None and self.proposal.is_loss

    @property
    def title(self) -> str:
        """What is shared: `surplus of 2025`, `loss of 2025`."""
        return f"{'loss' if self.is_loss else 'surplus'} of {self.year.name}"


def last_year(
    entries: Sequence[data.Directive],
    types: Mapping[str, str],
    currency: str,
    end: datetime.date,
    today: datetime.date,
) -> LastYear | None:
    """Look at the last fiscal year that is over by a day.

    Args:
        entries: A book's entries, as far as they are to count.
        types: The account types by the names that the book gives them.
        currency: The book's currency.
        end: The day by which the year is over.
        today: The day of asking.

    Returns:
        The year; None for a book that says nothing of sharing a surplus, and before
        its first year is over.
    """
    terms = read_terms(entries, types)
    shared = shared_years(terms, entries, currency)
    year = _year_before(terms, entries, end)
    if year is None or not (terms.rules or shared):
        return None
    entity = terms.entity_on(year.last)
    fye = entity.fiscal_year_end if entity else DECEMBER
    done = next((one for name, one in shared.items() if means(name, year, fye)), None)
    if done is not None:
        return LastYear(year, done, pay_by=_pay_by(terms, year))
    try:
        proposal = propose(terms, entries, year, today)
    except CoopbooksError as error:
        return LastYear(year, why_not=str(error))
    return LastYear(year, None, proposal, pay_by=_pay_by(terms, year, proposal.rule))


def _year_before(
    terms: SurplusTerms, entries: Sequence[data.Directive], end: datetime.date
) -> Period | None:
    """The last fiscal year that is over by a day, if the book has something of it."""
    entity = terms.entity_on(end - DAY)
    fye = entity.fiscal_year_end if entity else DECEMBER
    name = fye.year_of(end) - 1
    year = parse_period(f"{name}" if fye == DECEMBER else f"FY{name}", fye)
    # What a book began with on the evening before is nothing of that year.
    of_year = (
        terms.roles.type_of(row.account) in RESULTS
        for row in rows(entries)
        if row.date in year
    )
    return year if any(of_year) else None


def _pay_by(
    terms: SurplusTerms, year: Period, rule: Group | None = None
) -> datetime.date | None:
    """Until when members must be paid, by the law of the country or the rule."""
    entity = terms.entity_on(year.last)
    if rule is None:
        try:
            rule = rule_of(terms, year)
        except CoopbooksError:
            rule = None
    return pay_by(year, entity.country if entity else "", rule)
