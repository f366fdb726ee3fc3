"""What one period leaves to the next, as cells of a statement.

A statement of one period begins with numbers. Where periods are charged together, what
one leaves is a formula for the next, so that a change in January is felt in March.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.table import Bounded
from coopbooks.core.table import Sum

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.core.table import Ref
    from coopbooks.sharing.share import Share


class Part(NamedTuple):
    """Something that is carried on: a number, and cells that change it.

    Attributes:
        number: The number.
        plus: Cells that are added to it.
        minus: Cells that are taken off.
        positive: Whether it is zero where it would be below.
    """

    number: Decimal = ZERO
    plus: tuple[Ref, ...] = ()
    minus: tuple[Ref, ...] = ()
    positive: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is anything to carry."""
        return bool(self.number or self.plus or self.minus)

    def content(self, number: Ref | None = None) -> Content:
        """What stands in its cell.

        Args:
            number: Where the number stands, if cells change it.

        Returns:
            The number, or a formula.
        """
        if not self.plus and not self.minus:
            return self.number
        first = (number,) if number is not None else ()
        cells = Sum((*first, *self.plus), self.minus)
        return Bounded(cells, positive=True) if self.positive else cells


NOTHING = Part()


@dataclass(frozen=True, slots=True)
class Carried:
    """What a period begins with, and what it leaves.

    Attributes:
        loss: What was lost before at the base, positive.
        share_loss: The same at the share.
        earlier: What is taken off of the year to date.
        charged: What the year's earlier periods came to.
        ahead: What was guaranteed beyond earlier shares.
        waiting: What was below the threshold.
        held: What a condition held back.
        bases: What counted in the year's periods that are charged together.
    """

    loss: Part = NOTHING
    share_loss: Part = NOTHING
    earlier: Part = NOTHING
    charged: Part = NOTHING
    ahead: Part = NOTHING
    waiting: Part = NOTHING
    held: Part = NOTHING
    bases: Part = NOTHING


def begun(share: Share) -> Carried:
    """What a period begins with where nothing is known but the numbers.

    Args:
        share: The share of the period.

    Returns:
        The numbers that it began with.
    """
    brought, meta = share.brought, share.group.header.meta
    carries = meta.get("losses") == "carry"
    at_share = meta.get("losses-at") == "share"
    return Carried(
        Part(-brought.loss) if carries and not at_share else NOTHING,
        Part(-brought.share_loss) if at_share else NOTHING,
        Part(brought.charged - brought.beyond),
        Part(brought.charged),
        Part(brought.ahead),
        Part(brought.waiting),
        Part(brought.held),
    )


def carried_on(share: Share, before: Share, left: Carried) -> Carried:
    """What a period begins with, by the cells of the one before it.

    Args:
        share: The share of the period.
        before: The share of the one before it.
        left: What that one leaves.

    Returns:
        It, with formulas where the one before it decides; the numbers where the terms
        are others, or the year is new.
    """
    found = begun(share)
    if share.group is not before.group:
        return found
    found = replace(found, ahead=left.ahead, waiting=left.waiting, held=left.held)
    if not share.brought.to_date:
        found = replace(found, loss=left.loss, share_loss=left.share_loss)
    if share.brought.year != before.brought.year:
        return found
    return replace(found, charged=left.charged, earlier=left.earlier, bases=left.bases)
