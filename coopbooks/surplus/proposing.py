"""A year's proposal: what it gives to share, shared by the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.surplus.figures import Line
from coopbooks.surplus.steps.settings import changed
from coopbooks.surplus.steps.waterfall import share_out
from coopbooks.surplus.year.balances import cash_on
from coopbooks.surplus.year.reading import read_year
from coopbooks.surplus.year.rule import rule_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.terms import SurplusTerms


def propose(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    year: Period,
    today: datetime.date,
    settings: Sequence[str] = (),
    rule: str | None = None,
) -> Allocation:
    """Work out how a year's surplus or loss is shared.

    Args:
        terms: What the book says.
        entries: Its entries.
        year: The fiscal year.
        today: The day of asking.
        settings: What a what-if changes, such as `20=25 PERCENT`.
        rule: The rule's name, where the book has several.

    Returns:
        The proposal. The same book gives the same one, in whatever order it is read.

    Raises:
        NoSurplusRule: The book has no rule for the year.
        SeveralSurplusRules: It has several, and none was named.
        NoSuchRule: The named one is none of those in force.
        BadSetting: A what-if fits nothing.
    """
    found = changed(rule_of(terms, year, rule), settings)
    figures = read_year(terms, found.rule, entries, year, today)
    if found.result is not None:
        figures = with_result(figures, found.result)
    shared = share_out(found.rule, figures, terms.roles, tuple(settings))
    return replace(shared, cash_there=cash_on(terms, entries, figures.currency, today))


def with_result(figures: YearFigures, result: Decimal) -> YearFigures:
    """The same year with another result, for a what-if.

    Args:
        figures: What the year gives.
        result: Where the steps are to begin instead.

    Returns:
        The figures; sources keep their proportions, or all is members' work where the
        year had nothing to go by or another sign.
    """
    sizes = {name: abs(number) for name, number in figures.sources.items()}
    if not any(sizes.values()):
        sizes["members-work"] = abs(result)
    sources = (
        allocate(result, sizes, figures.currency)
        if any(sizes.values())
        else dict.fromkeys(sizes, ZERO)
    )
    more = Line("Changed for this what-if", result - figures.start)
    return replace(
        figures,
        result=result,
        start=result,
        lines=(*figures.lines, more),
        sources=sources,
    )
