"""A member's account over a stretch of days, lot by lot: what came in, what went."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import year_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.capital.lots import MoveKind

# What a person tells apart on a statement of their account.
Column = Literal["opening", "paid-in", "kept", "loss", "paid-back", "moved"]
COLUMNS: tuple[Column, ...] = (
    "opening",
    "paid-in",
    "kept",
    "loss",
    "paid-back",
    "moved",
)
COLUMN_OF: Mapping[MoveKind, Column] = {
    "opening": "opening",
    "paid-in": "paid-in",
    "allocated": "kept",
    "interest": "kept",
    "loss": "loss",
    "redeemed": "paid-back",
    "left": "paid-back",
    "moved": "moved",
}


class LotLine(NamedTuple):
    """One lot of an account over a stretch of days.

    Attributes:
        lot: The lot; empty where the book names none.
        changes: What it held before, and what changed it since, by column; what lowers
            it is negative.
    """

    lot: str
    changes: Mapping[Column, Decimal]

    @property
    def closing(self) -> Decimal:
        """What it holds at the end."""
        return total_of(self.changes.values())


def lot_lines(
    moves: Iterable[Move], begin: datetime.date
) -> dict[str, tuple[LotLine, ...]]:
    """Put accounts together, lot by lot.

    Args:
        moves: What moved on all of them to the last day, in any order.
        begin: The first day that is shown; what was before is one figure.

    Returns:
        The lots of each member, fees first, then by year; those that held nothing and
        had no change since are left out.
    """
    sums: dict[tuple[str, str], dict[Column, Decimal]] = defaultdict(
        lambda: defaultdict(lambda: ZERO)
    )
    since: set[tuple[str, str]] = set()
    for move in moves:
        key = (move.member, move.lot)
        before = move.date < begin
        column: Column = "opening" if before else COLUMN_OF[move.kind]
        sums[key][column] += move.number
        if not before:
            since.add(key)
    found: dict[str, list[LotLine]] = defaultdict(list)
    for key in sorted(sums, key=_order):
        member, lot = key
        line = LotLine(lot, dict(sums[key]))
        if key in since or line.closing:
            found[member].append(line)
    return {member: tuple(lines) for member, lines in found.items()}


def _order(key: tuple[str, str]) -> tuple[str, bool, str, str]:
    """Where a lot stands: by member, fees first, then by year."""
    member, lot = key
    return member, lot != FEE, year_of(lot).removeprefix("FY"), lot
