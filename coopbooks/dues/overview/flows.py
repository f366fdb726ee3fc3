"""What moved on the accounts of dues in some span: charged, paid, taken from pay."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.item import Item
    from coopbooks.dues.item import ItemKind

# What came in for dues; a payment that bounced did not.
COLLECTED: tuple[ItemKind, ...] = ("paid", "deducted", "bounced")
CHARGED: tuple[ItemKind, ...] = ("charged", "reversed")


@dataclass(frozen=True, slots=True)
class Flow:
    """What moved in a span, for all members together; positive where more is owed.

    Attributes:
        start: What was owed before it.
        moved: What each kind of item comes to.
    """

    start: Decimal
    moved: Mapping[ItemKind, Decimal]

    def of(self, *kinds: ItemKind) -> Decimal:
        """What some kinds of item come to together."""
        return total_of(self.moved.get(kind, ZERO) for kind in kinds)

    @property
    def charged(self) -> Decimal:
        """What was charged, less what was taken back."""
        return self.of(*CHARGED)

    @property
    def collected(self) -> Decimal:
        """What was paid and taken from pay, less what bounced; positive."""
        return -self.of(*COLLECTED)

    @property
    def end(self) -> Decimal:
        """What was owed at the end of the span."""
        return self.start + total_of(self.moved.values())


@dataclass(frozen=True, slots=True)
class Flows:
    """What moved on each day, summed once for every span that is asked for.

    Attributes:
        by_day: What each kind of item comes to, by day and kind.
    """

    by_day: Mapping[tuple[datetime.date, ItemKind], Decimal]

    @staticmethod
    def of(
        items: Iterable[Item],
        before: Mapping[tuple[datetime.date, ItemKind], Decimal] | None = None,
    ) -> Flows:
        """Add up items of one currency in one pass.

        Args:
            items: The items.
            before: Sums by day that they are added to.

        Returns:
            The sums by day.
        """
        sums = dict(before or {})
        with localcontext(prec=PRECISION):
            for item in items:
                key = (item.date, item.kind)
                sums[key] = sums.get(key, ZERO) + item.number
        return Flows(sums)

    def within(self, span: Period) -> Flow:
        """What moved in a span.

        Args:
            span: The span.

        Returns:
            The flow, with what was owed before it.
        """
        start = total_of(
            number for (day, _), number in self.by_day.items() if day < span.begin
        )
        moved: dict[ItemKind, Decimal] = {}
        for (day, kind), number in self.by_day.items():
            if day in span:
                moved[kind] = total_of((moved.get(kind, ZERO), number))
        return Flow(start, moved)

    @property
    def first(self) -> datetime.date | None:
        """The day of the first item; None where there is none."""
        return min((day for day, _ in self.by_day), default=None)
