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
# The heads of a larger body are as its book has them; its dues count them.
MOST_MEMBERS = 2000


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
    """The shares of an agreement that are asked for, under the keys of the book.

    Yields:
        None for a share of which what counts stands in another body's book.
    """
    booked = [(period, currency) for of, period, currency in have if of == name]
    asked = _asked(view, name, span, booked, scope)
    names = {one.name for one in asked}
    if len(asked) > 1 and every(_group(view, name, span)):
        # Each share rests on those before it: all of them in one go.
        asked = [named(asked[0].begin, asked[-1].end)]
    for period in asked:
        for share in share_of(view, name, period):
            if share.period.name not in names:
                continue
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
    """The periods that are worked out: the last one, and those that lack in the year.

    By cash a book has nothing of a share before it is paid, so that the whole year is
    worked out.
    """
    ended = _ended(view, name, span, [one for one, _ in booked], scope)
    if _is_counted_by_dues(view, name):
        return []
    in_book = {one for one, _ in booked}
    by_cash = view.terms.dues.basis(scope.period.last) == "cash"
    return [
        one
        for one in ended
        if one is ended[-1]
        or (one.end > scope.year.begin and (by_cash or one.name not in in_book))
    ]


def _is_counted_by_dues(view: View, name: str) -> bool:
    """Whether the heads of a large body are counted by its dues, which takes long."""
    per_capitas = view.terms.dues.per_capitas
    counted = any(one.header.meta.get("agreement") == name for one in per_capitas)
    return counted and len(view.terms.dues.histories) > MOST_MEMBERS


def _ended(
    view: View, name: str, span: Period, booked: Iterable[str], scope: Scope
) -> list[Period]:
    """The periods of an agreement that ended in a span, as far as it holds for them."""
    fye = scope.entity.fiscal_year_end
    group = _group(view, name, span)
    if every(group):
        periods = own_periods(group, span, fye)
    else:
        found = [_period(one, scope) for one in booked]
        inside = [one for one in found if one and span.begin < one.end <= span.end]
        per = "month" if any(len(one.months()) == 1 for one in inside) else QUARTER
        months = (period_of(per, month.begin) for month in span.months())
        periods = [one for one in dict.fromkeys(months) if one.end <= span.end]
    return [one for one in periods if _holds(view, name, one)]


def _holds(view: View, name: str, period: Period) -> bool:
    group = in_force(view.terms.agreements, name, period.last)
    if group is None:
        return False
    until = group.header.meta.get("until")
    return until is None or until >= period.last


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
