"""What a share rests on besides what counts: earlier periods, and decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal


class Brought(NamedTuple):
    """What a period began with, of those before it.

    Amounts are in the currency of what counts, or of the share.

    Attributes:
        year: The first day of the fiscal year that it belongs to.
        counted: What counted earlier in the year, where its end makes up for it.
        loss: What was lost before, at the base; zero or below.
        share_loss: The same, at the share.
        charged: What the year's earlier periods came to.
        beyond: What of that is guaranteed beyond the share.
        ahead: What was guaranteed beyond earlier shares.
        waiting: What was below the threshold so far.
        held: What a condition held back so far.
        to_date: Whether what earlier periods came to is taken off.
        unit: The currency of the share before it is turned into another one.
    """

    year: datetime.date | None = None
    counted: Decimal = ZERO
    loss: Decimal = ZERO
    share_loss: Decimal = ZERO
    charged: Decimal = ZERO
    beyond: Decimal = ZERO
    ahead: Decimal = ZERO
    waiting: Decimal = ZERO
    held: Decimal = ZERO
    to_date: bool = False
    unit: str = ""

    @property
    def earlier(self) -> Decimal:
        """What is taken off of the year to date; zero where nothing is."""
        return self.charged - self.beyond if self.to_date else ZERO


NOTHING_BROUGHT = Brought()


class Off(NamedTuple):
    """What a decision takes off a share.

    Attributes:
        decision: The decision.
        number: A percentage, or an amount as far as it was not taken off before.
        percent: Which of the two it is.
    """

    decision: str
    number: Decimal
    percent: bool
