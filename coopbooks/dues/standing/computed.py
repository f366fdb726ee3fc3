"""Charges of a book by cash, which posts none: what members owe is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.dues.charge import Charges
from coopbooks.dues.item import Item
from coopbooks.dues.rules.calendar import MONTHS
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.lines import Lines
from coopbooks.dues.standing.moves import TAKEN
from coopbooks.dues.standing.moves import period_named

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.terms import DuesTerms


class Computed(NamedTuple):
    """What a book by cash does not post.

    Attributes:
        charges: What was worked out since dues are kept.
        span: Which days may matter; None where dues are not charged yet.
        items: The charges as items, without what is only pledged.
        outside: Payments for earlier periods, and of who pledges: nobody owed them.
    """

    charges: Charges
    span: Period | None
    items: list[Item]
    outside: list[Item]


def computed(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    items: Iterable[Item],
    members: Collection[str] | None = None,
) -> Computed:
    """Work out what members of a book by cash were to pay up to a day.

    Args:
        terms: What the book says about dues.
        entries: The book's entries.
        on: The last day.
        items: What was paid.
        members: The ids of those to look at; None for everybody.

    Returns:
        The charges of all periods that began by then, since dues are charged and the
        book is kept, and what the payments are that pay none of them.
    """
    since = _since(terms, entries)
    if since is None or since > on:
        return Computed(Charges(), None, [], [])
    begin = min(
        _begin(group.header.meta.get("per"), since) for group in terms.schedules
    )
    span = named(begin, max(month_of(on).end, on + DAY))
    found = expected(terms, entries, span, members)
    charges = [one for one in found.charges if one.period.end > since]
    charges = [one for one in charges if one.period.begin <= on]
    pledged = [one for one in charges if one.pledged]
    lines = Lines(terms)
    made = [item_of(one, lines) for one in charges if one.number and not one.pledged]
    outside = list(_outside(items, pledged, since))
    return Computed(found, span, made, outside)


def _since(terms: DuesTerms, entries: Iterable[data.Directive]) -> datetime.date | None:
    """The first day of the month from which dues are charged in this book."""
    kept = (one.date for one in entries if isinstance(one, data.Transaction))
    first = min(kept, default=None)
    schedules = min((group.date for group in terms.schedules), default=None)
    if first is None or schedules is None:
        return None
    return month_of(max(first, schedules)).begin


def _begin(per: str | None, day: datetime.date) -> datetime.date:
    """The first day of a charge period that a day lies in."""
    per = per or "month"
    return period_of(per, day).begin if per in MONTHS else day


def item_of(charge: Charge, lines: Lines) -> Item:
    """A charge as an item, which is in no entry.

    Args:
        charge: The charge.
        lines: The accounts of the book, and how members' dues are collected.

    Returns:
        The item.
    """
    taken = charge.kind in TAKEN and lines.from_pay(charge.member, charge.date)
    return Item(
        charge.member,
        "charged",
        charge.kind,
        # Dues are owed from the day on which they are due, whenever that is.
        min(charge.date, charge.due),
        charge.due,
        charge.date,
        charge.period.name,
        charge.number,
        charge.currency,
        charge.receivable,
        taken,
        _nowhere(charge),
    )


def _nowhere(charge: Charge) -> data.Transaction:
    """What stands for the entry of a charge that none has: its rule."""
    words = f"{charge.period.label}, {charge.schedule}"
    return data.Transaction(
        charge.rule, charge.date, "*", None, words, frozenset(), frozenset(), []
    )


def _outside(
    items: Iterable[Item], pledged: Iterable[Charge], since: datetime.date
) -> Iterator[Item]:
    """Payments for what is not charged: what was before, and what is pledged."""
    promised: dict[str, list[Charge]] = {}
    for charge in pledged:
        promised.setdefault(charge.member, []).append(charge)
    for item in items:
        period = period_named(item.period)
        if period and period.end <= since:
            yield item
            continue
        day = period.begin if period else item.date
        if any(day in one.period for one in promised.get(item.member, ())):
            yield item
