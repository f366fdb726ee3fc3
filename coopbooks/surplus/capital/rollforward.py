"""Members' accounts over a stretch of days: from what was there to what is there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.moves import lot_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.capital.lots import MoveKind

# In the order of the columns, after what was there before.
CHANGES: tuple[MoveKind, ...] = (
    "opening",
    "paid-in",
    "allocated",
    "interest",
    "loss",
    "redeemed",
    "left",
    "moved",
)


class LotLine(NamedTuple):
    """One lot of a member's account over a stretch of days.

    Attributes:
        member: Whose it is; empty where nothing says it.
        lot: Which lot; empty where nothing says it.
        opening: What it held before the first day.
        changes: What changed it since, by reason; what lowers it is negative.
    """

    member: str
    lot: str
    opening: Decimal
    changes: Mapping[MoveKind, Decimal]

    @property
    def closing(self) -> Decimal:
        """What it holds at the end of the last day."""
        return total_of((self.opening, *self.changes.values()))

    def of(self, kind: MoveKind) -> Decimal:
        """What changed it for one reason."""
        return self.changes.get(kind, ZERO)


@dataclass(frozen=True, slots=True)
class RollForward:
    """Members' accounts over a stretch of days.

    Attributes:
        period: The days.
        lines: The lots, by member, fees first and then by year; those that held nothing
            at the beginning and had no change since are left out.
    """

    period: Period
    lines: tuple[LotLine, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """Whose accounts they are, by id."""
        return tuple(dict.fromkeys(line.member for line in self.lines))

    @property
    def kinds(self) -> tuple[MoveKind, ...]:
        """For which reasons anything changed, in their order."""
        return tuple(
            kind for kind in CHANGES if any(line.of(kind) for line in self.lines)
        )

    def of_member(self, member: str) -> tuple[LotLine, ...]:
        """The lots of one member."""
        return tuple(line for line in self.lines if line.member == member)

    def by_member(self) -> tuple[LotLine, ...]:
        """A line for each member, with an empty lot: all of their lots together."""
        return tuple(
            _together(member, "", self.of_member(member)) for member in self.members
        )

    def by_lot(self) -> tuple[LotLine, ...]:
        """A line for each lot, of nobody: what all members have of it together."""
        lots = sorted({line.lot for line in self.lines}, key=lot_order)
        return tuple(
            _together("", lot, [line for line in self.lines if line.lot == lot])
            for lot in lots
        )

    def total(self) -> LotLine:
        """All lots of all members together."""
        return _together("", "", self.lines)


def roll_forward(moves: Iterable[Move], period: Period) -> RollForward:
    """Follow members' accounts over a stretch of days.

    Args:
        moves: What moved on them, in any order; what is after the period does not
            count.
        period: The days.

    Returns:
        Each lot from what it held before the first day to what it holds at the end of
        the last one.
    """
    before: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    since: dict[tuple[str, str], dict[MoveKind, Decimal]] = {}
    for move in moves:
        key = (move.member, move.lot)
        if move.date >= period.end:
            continue
        if move.date < period.begin:
            before[key] = total_of((before[key], move.number))
        else:
            sums = since.setdefault(key, {})
            sums[move.kind] = total_of((sums.get(move.kind, ZERO), move.number))
    keys = {key for key, number in before.items() if number} | since.keys()
    lines = (
        LotLine(*key, before.get(key, ZERO), since.get(key, {}))
        for key in sorted(keys, key=lambda key: (key[0], lot_order(key[1])))
    )
    return RollForward(period, tuple(lines))


def _together(member: str, lot: str, lines: Iterable[LotLine]) -> LotLine:
    """Several lines as one."""
    lines = tuple(lines)
    changes = {
        kind: total_of(line.of(kind) for line in lines)
        for kind in CHANGES
        if any(kind in line.changes for line in lines)
    }
    return LotLine(member, lot, total_of(line.opening for line in lines), changes)
