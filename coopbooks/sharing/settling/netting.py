"""Setting off: of what two bodies owe each other, what is paid without money.

Only what is paid changes; what each owes stays gross. Only agreements that allow it
take part, each currency by itself, what is due first before what is due later. Nothing
is converted and nothing is rounded, so that both sides come to the same cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import total_of
from coopbooks.funds.balances import GENERAL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.sharing.settling.items import Item


class Line(NamedTuple):
    """An open item, and how it is paid.

    Attributes:
        item: The item.
        ours: Whether it is this body that owes it.
        set_off: What of it is paid by setting off.
    """

    item: Item
    ours: bool
    set_off: Decimal

    @property
    def left(self) -> Decimal:
        """What is left to be paid with money."""
        return self.item.number - self.set_off


@dataclass(frozen=True, slots=True)
class Netting:
    """What is open with another body in one currency, and how it is paid.

    Attributes:
        other: The other body.
        currency: The currency.
        lines: What we owe first, then what is owed to us, each by due day.
    """

    other: str
    currency: str
    lines: tuple[Line, ...]

    def total(self, *, ours: bool) -> Decimal:
        """What one side owes, gross."""
        return total_of(one.item.number for one in self.lines if one.ours is ours)

    @property
    def set_off(self) -> Decimal:
        """What is paid by setting off: the same on both sides."""
        return total_of(one.set_off for one in self.lines if one.ours)

    @property
    def to_pay(self) -> Decimal:
        """What we pay with money."""
        return total_of(one.left for one in self.lines if one.ours)

    @property
    def to_get(self) -> Decimal:
        """What the other body pays with money."""
        return total_of(one.left for one in self.lines if not one.ours)


def nettings(body: str, items: Iterable[Item]) -> list[Netting]:
    """Set off what may be set off.

    Args:
        body: Whose book it is.
        items: What is open, in the order in which it is to be paid.

    Returns:
        One for each other body and currency, by name.
    """
    pairs: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        other = item.receiver if item.giver == body else item.giver
        pairs.setdefault((other, item.currency), []).append(item)
    return [
        _netting(body, other, currency, found)
        for (other, currency), found in sorted(pairs.items())
    ]


def _netting(body: str, other: str, currency: str, items: Sequence[Item]) -> Netting:
    ours = [item for item in items if item.giver == body]
    theirs = [item for item in items if item.giver != body]
    most = min(_allowed(ours), _allowed(theirs))
    lines = [*_lines(ours, most, ours=True), *_lines(theirs, most, ours=False)]
    return Netting(other, currency, tuple(lines))


def _allowed(items: Iterable[Item]) -> Decimal:
    return total_of(item.number for item in items if item.sets_off)


def _lines(items: Iterable[Item], most: Decimal, *, ours: bool) -> list[Line]:
    """Each item with what is set off of it, as far as there is something to do so."""
    found = []
    for item in items:
        part = min(item.number, most) if item.sets_off else ZERO
        most -= part
        found.append(Line(item, ours, part))
    return found


def between_funds(netting: Netting) -> Mapping[str, Decimal]:
    """What each fund paid or got without money, when something was set off.

    A fund whose debt was set off still has the money that it owed; it belongs to the
    funds whose claim was given up for it.

    Args:
        netting: What was set off.

    Returns:
        By fund what it has to give up (above zero) or to get (below); they come to
        zero. Funds with nothing to move are left out.
    """
    moved: dict[str, Decimal] = {}
    for line in netting.lines:
        weights = line.item.funds or {GENERAL: line.item.number}
        if not line.set_off or not any(weights.values()):
            continue
        for fund, part in allocate(line.set_off, weights, netting.currency).items():
            sign = 1 if line.ours else -1
            moved[fund] = moved.get(fund, ZERO) + sign * part
    return {fund: number for fund, number in sorted(moved.items()) if number}
