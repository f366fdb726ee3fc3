"""Shares as they are worked out, beside what the book has of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.calendar import period_of
from coopbooks.sharing.overview.lines import Line
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.calendar import every
from coopbooks.sharing.shares.calendar import own_periods
from coopbooks.sharing.shares.shares import share_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View
    from coopbooks.statements.scope import Scope

Key = tuple[str, str, str]
# What agreements whose year is counted to date are asked for, where they do not say.
QUARTER = "quarter"


def lines_of(view: View, scope: Scope, groups: Sequence[Group]) -> list[Line]:
    """Set what is worked out beside what the book has.

    Args:
        view: The book, as it was at the end of the period.
        scope: The book for the period.
        groups: This body's agreements.

    Returns:
        A line for each agreement, period and currency: what ended in the fiscal year
        or in the twelve months up to the end of the period, and what is open of
        others; by their ends.
    """
    span = named(min(scope.year.begin, scope.months[0].begin), scope.period.end)
    names = {one.name for one in groups}
    have = {
        (one.name, one.period, one.currency): one
        for one in posted(view)
        if one.name in names
    }
    shares: dict[Key, Share | None] = {}
    for name in sorted(names):
        for key, share in _worked_out(view, name, span, have, scope):
            shares[key] = share
    lines = []
    for key in sorted({*have, *shares}):
        line = _line(view, key, shares.get(key), have.get(key), scope)
        ended = line.period is not None and span.begin < line.period.end <= span.end
        if ended or line.open:
            lines.append(line)
    return sorted(lines, key=lambda one: one.period.end if one.period else one.on)


def _worked_out(
    view: View, name: str, span: Period, have: Iterable[Key], scope: Scope
) -> Iterator[tuple[Key, Share | None]]:
    """The shares of an agreement, under the keys by which the book has them.

    Yields:
        None for a share of which what counts stands in another body's book.
    """
    booked = [(period, currency) for of, period, currency in have if of == name]
    for asked in _asked(view, name, span, booked, scope):
        for share in share_of(view, name, asked):
            unseen = share.base.known_from == "other-book" and share.base.problems
            currencies = [unit for one, unit in booked if one == share.period.name]
            unit = share.currency
            if unseen:
                said = share.group.header.meta.get("currency")
                unit = currencies[0] if currencies else str(said or view.currency)
            yield (name, share.period.name, unit), None if unseen else share


def _asked(
    view: View,
    name: str,
    span: Period,
    booked: Iterable[tuple[str, str]],
    scope: Scope,
) -> list[Period]:
    """The periods to ask for: the span, or its quarters where any would do."""
    last = _group(view, name, span)
    if every(last):
        return [span]
    found = [_period(one, scope) for one, _ in booked]
    inside = [one for one in found if one and span.begin < one.end <= span.end]
    per = "month" if any(len(one.months()) == 1 for one in inside) else QUARTER
    fye = scope.entity.fiscal_year_end
    periods = [period_of(per, month.begin) for month in span.months()]
    return [
        one
        for one in dict.fromkeys(periods)
        if one.end <= span.end and own_periods(last, one, fye)
    ]


def _line(
    view: View, key: Key, share: Share | None, have: Posted | None, scope: Scope
) -> Line:
    name, said, currency = key
    period = share.period if share else _period(said, scope)
    group = share.group if share else _group(view, name, period or scope.period)
    entries = have.entries if have else ()
    dues = [one.meta["due"] for one in entries if one.meta.get("due")]
    counted = due_day(group, period) if period else None
    return Line(
        name,
        period,
        said,
        group,
        giving=group.header.meta["from"] == view.name,
        currency=currency,
        basis=view.terms.dues.basis(scope.period.last),
        on=scope.period.last,
        share=share,
        charged=have.charged if have else ZERO,
        paid=have.settled if have else ZERO,
        due=min(dues, default=counted),
        entries=entries,
    )


def _group(view: View, name: str, period: Period) -> Group:
    """An agreement as it held for a period, or as it was first said."""
    group = in_force(view.terms.agreements, name, period.last)
    if group is not None:
        return group
    return next(one for one in view.terms.agreements if one.name == name)


def _period(name: str, scope: Scope) -> Period | None:
    try:
        return parse_period(name, scope.entity.fiscal_year_end)
    except BadPeriod:
        return None
