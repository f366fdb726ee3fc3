"""What one member was charged and paid, taken day by day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.periods import month_of
from coopbooks.dues.standing.moves import period_named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.priorities import Priorities

# Money that came in, and what takes off a debt without money.
CAME_IN = ("paid", "deducted", "opening", "moved")
TAKEN_BACK = ("bounced", "refunded", "paid", "deducted", "written-off")


@dataclass(slots=True, eq=False)
class Debt:
    """Something that was charged, with what is still open of it.

    Attributes:
        about: What it is.
        due: The day on which it was due.
        period: The period that it is for; the month in which it was due if it names
            none.
        name: The name of the period as the book has it; empty if it names none.
        charged: How much was charged.
        open: How much of it is not paid.
    """

    about: ChargeKind
    due: datetime.date
    period: Period
    name: str
    charged: Decimal
    open: Decimal


@dataclass(slots=True, eq=False)
class Credit:
    """Money that came in, or what else takes off what is owed.

    Attributes:
        item: The payment.
        left: How much of it is not used.
        period: The period that it is kept for; None once it may go anywhere.
        uses: What it paid, and how much of each.
    """

    item: Item
    left: Decimal
    period: Period | None
    uses: list[tuple[Debt, Decimal]] = field(default_factory=list)


@dataclass(slots=True)
class Ledger:
    """What one member was charged and paid so far, in one currency.

    Attributes:
        rules: What payments go to first.
        debts: What was charged.
        credits: What came in.
    """

    rules: Priorities
    debts: list[Debt] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    _by_key: dict[tuple[str, str, datetime.date], Debt] = field(default_factory=dict)

    def take(self, item: Item) -> None:
        """Take the next item; items come in the order of `turn`."""
        self.release(item.date)
        if item.number > 0 and item.kind in TAKEN_BACK:
            self._take_back(item)
        elif item.number > 0:
            self._charge(item, item.number)
        elif item.kind == "reversed":
            self._reverse(item)
        else:
            self._pay(item, -item.number)

    def release(self, day: datetime.date) -> None:
        """Let what was kept for periods that are over by a day go anywhere."""
        for credit in self.credits:
            if credit.left and credit.period and credit.period.end <= day:
                credit.period = None
                self._spend(credit, self.debts, day)

    def _charge(self, item: Item, number: Decimal) -> None:
        key = (item.about, item.period, item.due)
        debt = self._by_key.get(key)
        if debt is None:
            period = period_named(item.period) or month_of(item.due)
            debt = Debt(item.about, item.due, period, item.period, ZERO, ZERO)
            self._by_key[key] = debt
            self.debts.append(debt)
        debt.charged += number
        debt.open += number
        ready = [credit for credit in self.credits if credit.left]
        for credit in ready:
            if credit.period is not None and _within(debt, credit.period):
                self._spend(credit, [debt], item.date)
        for credit in ready:
            if credit.period is None:
                self._spend(credit, [debt], item.date)

    def _pay(self, item: Item, number: Decimal) -> None:
        credit = Credit(item, number, period_named(item.period))
        self.credits.append(credit)
        if period := credit.period:
            named = [debt for debt in self.debts if _within(debt, period)]
            self._spend(credit, named, item.date)
            if period.end > item.date and not _is_whole(named, period):
                return
            credit.period = None
        elif item.about != "dues":
            said = [debt for debt in self.debts if debt.about == item.about]
            self._spend(credit, said, item.date)
        self._spend(credit, self.debts, item.date)

    def _spend(self, credit: Credit, debts: Iterable[Debt], day: datetime.date) -> None:
        """Use a payment for some debts, in their order."""
        if not credit.left:
            return
        open_ = [debt for debt in debts if debt.open]
        if len(open_) > 1:
            open_.sort(key=self.rules.on(day).place)
        for debt in open_:
            part = min(credit.left, debt.open)
            if part:
                credit.left -= part
                debt.open -= part
                credit.uses.append((debt, part))

    def _reverse(self, item: Item) -> None:
        """Take off what was charged; what had been paid for it is free again."""
        left = -item.number
        for debt in sorted(self._reversed(item), key=age, reverse=True):
            part = min(left, debt.charged)
            for credit, freed in self._free(debt, part - debt.open):
                credit.left += freed
            debt.charged -= part
            debt.open -= part
            left -= part
        for credit in self.credits:
            if credit.left and credit.period is None:
                self._spend(credit, self.debts, item.date)
        if left:
            self._pay(item, left)

    def _reversed(self, item: Item) -> list[Debt]:
        """What was charged that an item takes back."""
        same = [debt for debt in self.debts if debt.about == item.about]
        if item.period:
            return [debt for debt in same if debt.name == item.period]
        same = [debt for debt in same if not debt.name]
        return [debt for debt in same if debt.due == item.due] or [
            debt for debt in same if debt.charged == -item.number
        ][-1:]

    def _take_back(self, item: Item) -> None:
        """Money that went back: from its own payment, what is ahead, the last paid."""
        left = item.number
        for credit in self._payments_of(item):
            left -= self._undo(credit, left)
        ahead = [credit for credit in self.credits if credit.left]
        for credit in sorted(ahead, key=_freedom, reverse=True):
            part = min(left, credit.left)
            credit.left -= part
            left -= part
        for debt in sorted(self.debts, key=age, reverse=True):
            left -= sum((freed for _, freed in self._free(debt, left)), ZERO)
        if left:
            self._charge(item, left)

    def _payments_of(self, item: Item) -> list[Credit]:
        """The payments that money went back of, where that can be told."""
        kinds = ("written-off",) if item.kind == "written-off" else CAME_IN
        some = [one for one in self.credits if one.item.kind in kinds]
        if reverses := item.entry.meta.get("reverses"):
            return [one for one in some if one.item.entry.meta.get("id") == reverses]
        if item.period:
            return [one for one in some if one.item.period == item.period][::-1]
        if item.kind == "bounced":
            return [one for one in some if one.item.number == -item.number][-1:]
        return []

    def _undo(self, credit: Credit, most: Decimal) -> Decimal:
        """Take a payment back: first what is left of it, then what it paid last."""
        undone = min(most, credit.left)
        credit.left -= undone
        for debt, _ in reversed(list(credit.uses)):
            for _, freed in self._free(debt, most - undone, credit):
                undone += freed
        return undone

    def _free(
        self, debt: Debt, most: Decimal, only: Credit | None = None
    ) -> Iterator[tuple[Credit, Decimal]]:
        """Open a debt again, as far as it was paid, by the last payments first."""
        for credit in [only] if only else reversed(self.credits):
            for place in reversed(range(len(credit.uses))):
                used, number = credit.uses[place]
                part = min(most, number)
                if used is not debt or part <= 0:
                    continue
                if part == number:
                    del credit.uses[place]
                else:
                    credit.uses[place] = (used, number - part)
                debt.open += part
                most -= part
                yield credit, part


def turn(item: Item) -> tuple[object, ...]:
    """The order of items: on one day what is charged, taken off, paid, given back.

    Args:
        item: An item.

    Returns:
        What to sort by.
    """
    if item.number > 0:
        rank = 3 if item.kind in TAKEN_BACK else 0
    else:
        rank = 1 if item.kind == "reversed" else 2
    key = (item.due, item.period, item.about, -abs(item.number), item.account)
    return (item.date, rank, *key, item.kind)


def age(debt: Debt) -> tuple[object, ...]:
    """What debts are sorted by, the oldest first."""
    return debt.due, debt.period.begin, debt.about, debt.name


def _within(debt: Debt, period: Period) -> bool:
    """Whether something was charged for a period, or for one that begins in it."""
    return debt.period.begin in period


def _is_whole(debts: Sequence[Debt], period: Period) -> bool:
    """Whether all that a period is charged for has been charged."""
    return any(debt.period.end >= period.end for debt in debts)


def _freedom(credit: Credit) -> tuple[bool, object]:
    """What is given back first: what is kept for nothing, then for the last period."""
    begin = credit.period.begin if credit.period else datetime.date.max
    return credit.period is None, begin
