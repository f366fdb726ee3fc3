"""The party's share: a cost by agreement, or a step of the rule; both is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import coop_customs
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.surplus.year.names import steps_of
from coopbooks.surplus.year.sources import ADDED_BACK

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.year.gathering import Gathered

AGREEMENT, SURPLUS, SHARE = "coop-agreement", "surplus", "share"


def check_party(
    rule: Group, book: Gathered, entries: Iterable[data.Directive]
) -> Iterator[LedgerError]:
    """Find where the party would get its share of a surplus twice.

    Args:
        rule: The rule.
        book: The book, added up.
        entries: The book's entries.

    Yields:
        An error for each step that shares with somebody with whom an agreement shares
        the surplus, too, and for each where a share was booked as a cost of the year
        that the rule does not add back.
    """
    shared = [line for line in steps_of(rule) if line.meta.get("with")]
    if not shared:
        return
    agreements = _agreements(entries, book.year)
    for line in shared:
        other, named = str(line.meta["with"]), f"step {line.values['step']}"
        for agreement in agreements:
            if other in {agreement.meta.get("to"), agreement.meta.get("from")}:
                name = (agreement.values or [])[0].value
                yield LedgerError(
                    line.source,
                    f"coop-surplus: {named} of '{rule.name}' shares with {other}, and "
                    f"so does agreement '{name}' at {where(agreement.meta)}, as a cost "
                    "of the year. Take one out; both is an error.",
                )
        if source := _booked(rule, book, other):
            yield LedgerError(
                line.source,
                f"coop-surplus: {named} of '{rule.name}' shares with {other}, and a "
                f"share is a cost of {book.year.name} already, at {where(source)}. Say "
                'starts-from: "before-share", or take the step out.',
            )


def _agreements(entries: Iterable[data.Directive], year: Period) -> list[data.Custom]:
    """The agreements in force in a year that share a surplus, one of each name."""
    last: dict[str, data.Custom] = {}
    for entry in coop_customs(entries):
        if entry.type == AGREEMENT and entry.date <= year.last and entry.values:
            last[str(entry.values[0].value)] = entry
    return [one for one in last.values() if _shares_surplus(one, year)]


def _shares_surplus(entry: data.Custom, year: Period) -> bool:
    words = [value.value for value in entry.values or []]
    until: datetime.date | None = entry.meta.get("until")
    return SURPLUS in words[1:] and (until is None or until >= year.begin)


def _booked(rule: Group, book: Gathered, other: str) -> data.Meta | None:
    """Where a share with somebody was booked as a cost that is not added back."""
    if SHARE in ADDED_BACK.get(str(rule.header.meta.get("starts-from")), ()):
        return None
    for entry in book.entries:
        for one in entry.postings:
            if entry.date in book.year and book.roles.of(one.account) == SHARE:
                named = (one.meta or {}).get("with") or entry.meta.get("with")
                if named in (None, other):
                    return entry.meta
    return None
