"""Resources in both books: what one says it delivered, the other received."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.support.resources.provided import resources
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.memos import Memo
    from coopbooks.support.resources.provided import Provided
    from coopbooks.support.resources.provided import Resources

# What one book counts and the other gets so much later is the same.
NEAR = datetime.timedelta(days=10)
STAGES = ("promised", "requested", "delivered")


class ResourceDifference(NamedTuple):
    """Where two books do not say the same of a resource.

    Attributes:
        other: The other body.
        resource: What it is about.
        period: The period.
        words: What differs, in plain words.
        here: What this book has; None where it is no figure.
        there: What the other has.
        unit: What these are counted in.
        entries: The transactions that only one of them has, each with its body.
    """

    other: str
    resource: str
    period: Period
    words: str
    here: Decimal | None
    there: Decimal | None
    unit: str
    entries: tuple[tuple[str, data.Transaction], ...] = ()


class Compared(NamedTuple):
    """Both books compared.

    Attributes:
        differences: What differs.
        compared: The bodies whose books were at hand.
        missing: Those whose books were not.
    """

    differences: tuple[ResourceDifference, ...]
    compared: tuple[str, ...]
    missing: tuple[str, ...]


def compare(view: View, found: Resources, others: Mapping[str, View]) -> Compared:
    """Hold what this book says of resources against the books of others.

    Args:
        view: This body's book.
        found: What it says.
        others: The books of other bodies at hand, by name.

    Returns:
        What differs, in the order of bodies and resources; looked at from either side
        it is the same.
    """
    bodies = sorted({row.thing.other for row in found.rows})
    differences: list[ResourceDifference] = []
    for body in bodies:
        other = others.get(body)
        if other is None:
            continue
        here = [row for row in found.rows if row.thing.other == body]
        theirs = resources(other, terms_of(other), found.asked, view.name)
        differences += _between(view.name, body, here, theirs.rows)
    return Compared(
        tuple(differences),
        tuple(body for body in bodies if body in others),
        tuple(body for body in bodies if body not in others),
    )


def _between(
    name: str, body: str, here: Sequence[Provided], there: Sequence[Provided]
) -> Iterator[ResourceDifference]:
    """What differs between two books."""
    left = {_key(row, ours=row.thing.ours): row for row in here}
    right = {_key(row, ours=not row.thing.ours): row for row in there}
    for key in sorted({*left, *right}, key=str):
        one, other = left.get(key), right.get(key)
        told = one or other
        if told is None:
            continue
        for words, mine, theirs in _stages(one, other):
            entries = _entries(name, body, one, other, words)
            yield ResourceDifference(
                body,
                told.thing.resource,
                told.period,
                words,
                mine,
                theirs,
                told.thing.unit,
                entries,
            )
        if one is not None and other is not None:
            yield from _values(body, one, other)


def _key(row: Provided, *, ours: bool) -> tuple[str, str, bool, datetime.date]:
    return row.thing.resource, row.thing.unit, ours, row.period.begin


def _stages(
    one: Provided | None, other: Provided | None
) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """The quantities that differ."""
    for stage in STAGES:
        mine = getattr(one, stage, None) or None
        theirs = getattr(other, stage, None) or None
        if mine != theirs:
            yield stage, mine, theirs


def _values(body: str, one: Provided, other: Provided) -> Iterator[ResourceDifference]:
    """Stated values and ways to recognise them that differ."""
    thing, period = one.thing, one.period
    if (one.each, one.currency) != (other.each, other.currency):
        unit = one.currency or other.currency
        words = f"the value of one {thing.unit}"
        if one.currency and other.currency and one.currency != other.currency:
            words += f": here in {one.currency}, there in {other.currency}"
        yield ResourceDifference(
            body, thing.resource, period, words, one.each, other.each, unit
        )
    said = [
        str(row.group.header.meta.get("recognise") or "memo") if row.group else "memo"
        for row in (one, other)
    ]
    if said[0] != said[1]:
        words = f"recognise: here {said[0]}, there {said[1]}"
        yield ResourceDifference(body, thing.resource, period, words, None, None, "")


def _entries(
    name: str, body: str, one: Provided | None, other: Provided | None, stage: str
) -> tuple[tuple[str, data.Transaction], ...]:
    """The quantities that only one of the books has."""
    left = [memo for memo in (one.entries if one else ()) if memo.stage == stage]
    right = [memo for memo in (other.entries if other else ()) if memo.stage == stage]
    alone = []
    for memo in left:
        twin = next((each for each in right if _alike(memo, each)), None)
        if twin is None:
            alone.append((name, memo.entry))
        else:
            right.remove(twin)
    return (*alone, *((body, memo.entry) for memo in right))


def _alike(one: Memo, other: Memo) -> bool:
    near = abs(one.entry.date - other.entry.date) <= NEAR
    return one.number == other.number and near
