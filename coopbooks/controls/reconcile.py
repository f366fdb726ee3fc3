"""Reconciling: what a bank's statement shows against what the book says.

    statement = book - what the bank has not seen + what the book has later - a rest

The rest is unexplained, and while there is one nothing is confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.together import Group
from coopbooks.controls.together import Part
from coopbooks.controls.together import groups
from coopbooks.core.money import ZERO
from coopbooks.statements.clearings import Movement
from coopbooks.statements.clearings import agreements
from coopbooks.statements.clearings import confirmed_to
from coopbooks.statements.clearings import movements

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive


class Line(NamedTuple):
    """An entry of a reconciliation.

    Attributes:
        movement: What the entry moves.
        number: How much of it stands in this list.
        seen: The day on which the bank moved it; None where the book does not say.
    """

    movement: Movement
    number: Decimal
    seen: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A statement against the book.

    Attributes:
        account: The account.
        currency: Its currency.
        on: The statement's day.
        statement: What it shows at the end of the day.
        book: The book's balance then.
        since: The last day that was confirmed before; `date.min` for none.
        imported: Whether the book has rows of statements since then. If it has, what
            none of them shows is outstanding; if not, the book was typed from the
            statement, and the bank has seen what nothing says otherwise.
        before: What the bank had seen through that day.
        cleared: What it moved since then.
        outstanding: What it has not taken out yet: cheques on their way.
        in_transit: What it has not credited yet: deposits on their way.
        later: What it moved by the day and the book has under a later date.
        lost: What the book says of entries that are not there.
        same: Outstanding entries that may be what rows of the statement show.
    """

    account: str
    currency: str
    on: datetime.date
    statement: Decimal
    book: Decimal
    since: datetime.date
    imported: bool
    before: Decimal
    cleared: tuple[Line, ...]
    outstanding: tuple[Line, ...]
    in_transit: tuple[Line, ...]
    later: tuple[Line, ...]
    lost: tuple[Directive, ...]
    same: tuple[tuple[tuple[Movement, ...], tuple[Movement, ...]], ...]

    @property
    def unexplained(self) -> Decimal:
        """What the statement shows beyond everything that is known."""
        on_its_way = total(self.outstanding) + total(self.in_transit)
        return self.statement - (self.book - on_its_way + total(self.later))

    @property
    def missing(self) -> tuple[Movement, ...]:
        """The one set of entries that would explain the rest, if unseen by the bank."""
        wanted = -self.unexplained
        likely = [line.movement for line in self.cleared if not line.movement.seen]
        alone = [one for one in likely if one.number == wanted]
        if not wanted or alone:
            return tuple(alone) if len(alone) == 1 else ()
        parts = [Part(at, one.date, one.number) for at, one in enumerate(likely)]
        found = groups(parts, [Part(0, self.on, wanted)])
        return tuple(likely[part.key] for one in found for part in one.wanted)

    @property
    def is_explained(self) -> bool:
        """Whether the book and the statement agree."""
        return self.unexplained == 0


def total(lines: Iterable[Line]) -> Decimal:
    """Add lines up."""
    return sum((line.number for line in lines), ZERO)


def reconcile(
    entries: Sequence[data.Directive],
    account: str,
    currency: str,
    on: datetime.date,
    statement: Decimal,
) -> Reconciliation:
    """Compare a bank's statement with the book.

    The bank has seen a posting that says `cleared:`, and what a `coop-cleared` names;
    also everything up to the last confirmed balance but what the last reconciliation
    lists as outstanding.

    Args:
        entries: A book's entries.
        account: The account of the bank.
        currency: Its currency.
        on: The statement's day.
        statement: What it shows at the end of the day.

    Returns:
        The reconciliation. What the bank has seen and what is on its way come to the
        balance of the book.
    """
    moved, lost = movements(entries, account, currency)
    since = confirmed_to(entries, account, on)
    imported = any(
        seen.imported and since < seen.day <= on for one in moved for seen in one.seen
    )
    ours = [one for one in moved if one.date <= on]
    held = _held(entries, account, currency, on)
    waiting = _waiting(ours, on, since if imported else on, held)
    cleared = _cleared(ours, on, since, waiting)
    book = sum((one.number for one in ours), ZERO)
    return Reconciliation(
        account,
        currency,
        on,
        statement,
        book,
        since,
        imported,
        book - total(waiting) - total(cleared),
        tuple(cleared),
        tuple(line for line in waiting if line.number < 0),
        tuple(line for line in waiting if line.number > 0),
        tuple(_later(moved, on)),
        tuple(lost),
        tuple(_same(waiting, [one.movement for one in cleared if _is_row(one)])),
    )


def _held(
    entries: Sequence[data.Directive], account: str, currency: str, on: datetime.date
) -> list[tuple[datetime.date, Decimal]]:
    """What the last reconciliation before a day left outstanding."""
    agreed = [
        one
        for one in agreements(entries, account)
        if one.day < on and one.currency == currency
    ]
    return list(agreed[-1].outstanding) if agreed else []


def _waiting(
    ours: Iterable[Movement],
    on: datetime.date,
    presumed: datetime.date,
    held: list[tuple[datetime.date, Decimal]],
) -> list[Line]:
    """What the bank has not seen of entries by a day.

    Of what the book says nothing about, the bank has seen what is not after `presumed`
    and not held from the last reconciliation.
    """
    lines = []
    for one in ours:
        rest = one.unseen(on)
        if not one.seen and one.date <= presumed:
            if (one.date, one.number) not in held:
                continue
            held.remove((one.date, one.number))
        if rest:
            lines.append(Line(one, rest))
    return lines


def _cleared(
    ours: Iterable[Movement],
    on: datetime.date,
    since: datetime.date,
    waiting: Iterable[Line],
) -> list[Line]:
    """What the bank moved since a day, with the part of what waits that it moved."""
    rests = {id(line.movement): line.number for line in waiting}
    lines = [
        Line(one, one.number - rests.get(id(one), ZERO), _last(one, on))
        for one in ours
        if _is_new(one, since)
    ]
    return [line for line in lines if line.number]


def _is_new(movement: Movement, since: datetime.date) -> bool:
    """Whether the bank moved something after a day, as far as is known."""
    return max((seen.day for seen in movement.seen), default=movement.date) > since


def _last(movement: Movement, on: datetime.date) -> datetime.date | None:
    return max((seen.day for seen in movement.seen if seen.day <= on), default=None)


def _later(moved: Iterable[Movement], on: datetime.date) -> Iterable[Line]:
    """What the bank moved by a day of entries that the book has later."""
    for one in moved:
        number = one.number - one.unseen(on)
        if one.date > on and number:
            yield Line(one, number, _last(one, on))


def _is_row(line: Line) -> bool:
    """Whether an entry is a row of a statement, which nobody typed."""
    movement = line.movement
    imported = any(seen.imported for seen in movement.seen)
    return imported and "source" in movement.entry.meta


def _same(
    waiting: Sequence[Line], rows: Sequence[Movement]
) -> list[tuple[tuple[Movement, ...], tuple[Movement, ...]]]:
    """Entries that may be what rows of the statement show once more."""
    wanted = [
        Part(at, line.movement.date, line.number) for at, line in enumerate(waiting)
    ]
    offered = [Part(at, one.date, one.number) for at, one in enumerate(rows)]

    def of(group: Group) -> tuple[tuple[Movement, ...], tuple[Movement, ...]]:
        ours = tuple(waiting[part.key].movement for part in group.wanted)
        return ours, tuple(rows[part.key] for part in group.offered)

    return [of(group) for group in groups(wanted, offered)]
