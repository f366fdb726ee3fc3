"""From which lots of a member's account a loss is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.surplus.allocation import Taken
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import lot_name
from coopbooks.surplus.capital.lots import year_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

OLDEST, NEWEST, OWN_LOT = "oldest-first", "newest-first", "own-lot"


def taken_from(
    lots: Mapping[str, Decimal], number: Decimal, year: str, order: str
) -> tuple[tuple[Taken, ...], Decimal]:
    """Take a loss out of a member's lots.

    Args:
        lots: What each lot holds.
        number: The member's part of the loss.
        year: The year's name, for the lot of what the others lack.
        order: `oldest-first`, `newest-first` or `own-lot`.

    Returns:
        What is taken from each lot, what has no year and fees last; and what the
        account lacked, which goes to a lot of the loss itself and is to be made good.
        With `own-lot` all of it goes there, and nothing is lacking.
    """
    found: list[Taken] = []
    left = number
    for lot in _in_order(lots, order):
        taken = min(left, max(lots[lot], ZERO))
        if taken:
            found.append(Taken(lot, taken))
            left -= taken
    if left:
        found.append(Taken(lot_name(year, "loss"), left))
    return tuple(found), ZERO if order == OWN_LOT else left


def _in_order(lots: Mapping[str, Decimal], order: str) -> list[str]:
    """The lots from which a loss is taken: by year, those of one year by name."""
    if order == OWN_LOT:
        return []
    dated = sorted(lot for lot in lots if year_of(lot))
    dated.sort(key=year_of, reverse=order == NEWEST)
    others = sorted(lot for lot in lots if not year_of(lot))
    others.sort(key=lambda lot: lot == FEE)
    return [*dated, *others]
