"""What a member was charged and paid in all: the two lines kept apart."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from coopbooks.dues.item import Item

_PAID = ("paid", "refunded", "bounced")


class Totals(NamedTuple):
    """All that moved on a member's dues, in one currency.

    Attributes:
        charged: What was charged, less what was taken back, with what was brought in at
            the start and what was moved from or to somebody else.
        paid: What was paid, less what was given back or bounced.
        deducted: What an employer took from pay.
        written_off: What was written off.
        expected: What is owed on accounts that an employer pays.
    """

    charged: Decimal
    paid: Decimal
    deducted: Decimal
    written_off: Decimal
    expected: Decimal

    @property
    def owed(self) -> Decimal:
        """Charged less paid, deducted and written off."""
        return self.charged - self.paid - self.deducted - self.written_off


def totals(items: Iterable[Item], outside: Iterable[Item], currency: str) -> Totals:
    """Add up what moved on a member's dues.

    Args:
        items: What moved.
        outside: Payments of what nobody owed: they count as charged, too.
        currency: The currency; what is in others does not count.

    Returns:
        The totals.
    """
    charged = paid = deducted = written_off = expected = ZERO
    with localcontext(prec=PRECISION):
        for item in items:
            if item.currency != currency:
                continue
            if item.employer:
                expected += item.number
            if item.kind in _PAID:
                paid -= item.number
            elif item.kind == "deducted":
                deducted -= item.number
            elif item.kind == "written-off":
                written_off -= item.number
            else:
                charged += item.number
        for item in outside:
            if item.currency == currency:
                charged -= item.number
                paid -= item.number
    return Totals(charged, paid, deducted, written_off, expected)
