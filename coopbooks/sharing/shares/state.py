"""What a share remembers from one period to the next."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.money import ZERO
from coopbooks.sharing.brought import Brought
from coopbooks.sharing.forms.agreements import CONDITION
from coopbooks.sharing.forms.agreements import PART

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import Base

Reach = Literal["none", "year", "all"]


@dataclass(slots=True)
class State:
    """What earlier periods left behind.

    Amounts are in the currency of the base, or of the share where it says so.

    Attributes:
        loss: Loss of earlier periods that is carried on, at the base; zero or below.
        share_loss: The same, at the share.
        before: Both, as the fiscal year began with them.
        ahead: What a guarantee paid beyond the share, to be taken off later shares.
        waiting: What has not been charged yet, because it is below the threshold.
        held: What is owed later, because a condition was not met.
        year: The first day of the fiscal year that the next two are about.
        year_share: What this year's periods came to so far, before reliefs, rounded.
        year_ahead: What of it is guaranteed beyond the share and not taken off again,
            so that a share of the year to date does not take it off by itself.
        year_base: What counted in this year's periods so far.
        relieved: What of a relief of an amount was taken off so far, by its file and
            line.
        parts: What each part had of this year's shares, in the share's currency.
    """

    loss: Decimal = ZERO
    share_loss: Decimal = ZERO
    before: tuple[Decimal, Decimal] = (ZERO, ZERO)
    ahead: Decimal = ZERO
    waiting: Decimal = ZERO
    held: Decimal = ZERO
    year: datetime.date | None = None
    year_share: Decimal = ZERO
    year_ahead: Decimal = ZERO
    year_base: Decimal = ZERO
    relieved: dict[tuple[str, int], Decimal] = field(default_factory=dict)
    parts: dict[str, Decimal] = field(default_factory=dict)

    def brought(self, group: Group, base: Base, whole: Base | None) -> Brought:
        """What the next period begins with.

        Args:
            group: The agreement.
            base: What counts for the period.
            whole: What counts for the year, where the period makes up for it.

        Returns:
            It as it is before the period is worked out.
        """
        to_date = whole is not None or group.header.meta.get("count") == "year-to-date"
        loss = (self.loss, self.share_loss) if whole is None else self.before
        return Brought(
            self.year,
            whole.number - base.number if whole is not None else ZERO,
            *loss,
            self.year_share,
            self.year_ahead,
            self.ahead,
            self.waiting,
            self.held,
            to_date,
        )

    def enter(self, year: datetime.date) -> None:
        """Begin a year, if it is another one.

        Args:
            year: The first day of the fiscal year that the next period ends in.
        """
        if self.year != year:
            self.year = year
            self.before = self.loss, self.share_loss
            self.year_share = self.year_ahead = self.year_base = ZERO
            self.parts = {}

    def add_parts(self, name: str, number: Decimal) -> None:
        """Note what a part got.

        Args:
            name: The part.
            number: How much more it got.
        """
        self.parts[name] = self.parts.get(name, ZERO) + number


def reach(group: Group) -> Reach:
    """How far back the periods of an agreement rest on one another.

    Args:
        group: The agreement.

    Returns:
        `all` where a loss, a guarantee, a threshold or a condition is carried on;
        `year` where something counts over the year; else `none`.
    """
    meta = group.header.meta
    carried = meta.get("losses") == "carry" or group.of(CONDITION.kind)
    if carried or meta.get("threshold") or meta.get("recoupable"):
        return "all"
    filled = any(line.meta.get("until") is not None for line in group.of(PART.kind))
    over_the_year = meta.get("count") == "year-to-date" or meta.get("true-up")
    if filled or over_the_year or meta.get("maximum-a-year"):
        return "year"
    return "none"
