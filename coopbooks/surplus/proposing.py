"""A year's proposal: what it gives to share, shared by the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.surplus.figures import Line
from coopbooks.surplus.steps.settings import changed
from coopbooks.surplus.steps.settings import refuse_untaken
from coopbooks.surplus.steps.waterfall import share_out
from coopbooks.surplus.year.balances import cash_on
from coopbooks.surplus.year.reading import read_year
from coopbooks.surplus.year.rule import rule_of
from coopbooks.surplus.year.sources import MEMBERS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.terms import SurplusTerms

# What a result that is as large as supposed, and not as booked, would change with it.
WITH_THE_RESULT = ("assets", "equity")


def propose(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    year: Period,
    today: datetime.date,
    settings: Sequence[str] = (),
    rule: str | None = None,
    currency: str = "",
) -> Allocation:
    """Work out how a year's surplus or loss is shared.

    Args:
        terms: What the book says.
        entries: Its entries.
        year: The fiscal year.
        today: The day of asking.
        settings: What a what-if changes, such as `20=25 PERCENT`.
        rule: The rule's name, where the book has several.
        currency: The book's currency; empty for the one that most of its income and
            costs are in.

    Returns:
        The proposal. The same book gives the same one, in whatever order it is read.

    Raises:
        NoSurplusRule: The book has no rule for the year.
        SeveralSurplusRules: It has several, and none was named.
        NoSuchRule: It has none of that name.
        BadSetting: A what-if fits nothing.
    """
    found = changed(rule_of(terms, year, rule), settings)
    figures = read_year(terms, found.rule, entries, year, today, currency)
    if found.result is not None:
        figures = with_result(figures, found.result)
    refuse_untaken(found, figures)
    allocation = share_out(found.rule, figures, terms.roles, settings)
    cash = cash_on(terms, entries, figures.currency, today)
    return replace(allocation, cash_there=cash)


def with_result(figures: YearFigures, result: Decimal) -> YearFigures:
    """The same year with another result, for a what-if.

    Args:
        figures: What the year gives.
        result: Where the steps are to begin instead.

    Returns:
        The figures. Sources keep their proportions; all is members' work where the year
        had nothing to go by. What the co-op owns changes with the result.
    """
    more = result - figures.start
    sizes = {name: abs(number) for name, number in figures.sources.items()}
    if any(sizes.values()):
        sources = allocate(result, sizes, figures.currency)
    else:
        sources = {**dict.fromkeys(sizes, ZERO), MEMBERS: result}
    others = {
        name: number + more
        for name, number in figures.figures.items()
        if name in WITH_THE_RESULT
    }
    return replace(
        figures,
        result=figures.result + more,
        start=result,
        lines=(*figures.lines, Line("Changed for this what-if", more)),
        sources=sources,
        figures={**figures.figures, **others},
    )
