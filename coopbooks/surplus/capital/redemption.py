"""Paying capital back: which lots of which members, with so much money.

The rule says the order: year by year, or by what each member has. Where the money does
not do for a whole year, what there is is split within it by its lots, or by the whole
balances that are left then; always exactly, to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from itertools import groupby
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import rounded_down
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.capital.lots import year_of
from coopbooks.surplus.capital.redeemed import Redemption
from coopbooks.surplus.capital.redeemed import RedemptionLine

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd

Key = tuple[str, str]
# Lots of years come first, then others by their names, fees last.
Group = tuple[int, int, str]


def redemption(
    rule: Directive,
    balances: Mapping[str, Mapping[str, Decimal]],
    day: datetime.date,
    available: Decimal,
    currency: str,
    fye: FiscalYearEnd,
    most: Decimal | None = None,
) -> Redemption:
    """Work out what is paid back with so much money.

    Args:
        rule: The `coop-redemption` that holds.
        balances: What each lot of each member holds on the day; of nobody (an empty id)
            nothing is paid back.
        day: The day.
        available: The money that there is for it, in `currency`.
        currency: The book's currency.
        fye: The end of its fiscal year, from which a wait counts.
        most: The most that the rule still lets go; None where it has none.

    Returns:
        Every lot with what is paid back of it. The order of members makes no
        difference, nobody gets more than they have or less than nothing, and all of the
        budget is used as far as there is something to pay back.
    """
    budget = available if most is None else min(available, most)
    budget = max(rounded_down(budget, currency), ZERO)
    work = _Work(rule, balances, day, currency, fye)
    work.pay(budget)
    lines = tuple(
        RedemptionLine(
            member, lot, held, work.paid.get((member, lot), ZERO), work.why_not(lot)
        )
        for member, lots in sorted(balances.items())
        for lot, held in lots.items()
    )
    return Redemption(
        rule, day, currency, available, most, budget, lines, tuple(work.notes())
    )


@dataclass(slots=True)
class _Work:
    """Pays back lot by lot."""

    rule: Directive
    balances: Mapping[str, Mapping[str, Decimal]]
    day: datetime.date
    currency: str
    fye: FiscalYearEnd
    paid: dict[Key, Decimal] = field(default_factory=dict)

    def pay(self, budget: Decimal) -> None:
        """Pay back as far as the budget goes."""
        room = self._room()
        groups = [*self._groups()]
        if self.rule.meta["order"] == "by-balance":
            self._by_balance([key for keys in groups for key in keys], room, budget)
            return
        for number, keys in enumerate(groups):
            payable = self._payable(keys, dict(room))
            needed = total_of(payable.values())
            if needed > budget:
                if self.rule.meta.get("partly") == "by-balance":
                    rest = [key for keys in groups[number:] for key in keys]
                    self._by_balance(rest, room, budget)
                else:
                    self._take(allocate(budget, payable, self.currency))
                return
            self._take(payable)
            for (member, _), amount in payable.items():
                room[member] -= amount
            budget -= needed

    def why_not(self, lot: str) -> str:
        """Why a lot is not paid back by the rule; empty if it may be."""
        kind, only = kind_of(lot), self.rule.meta.get("kinds", "all")
        if kind == "loss":
            return "a loss"
        if kind == FEE:
            return "" if self.rule.meta.get("fees") else "a fee"
        if only not in {"all", kind}:
            return f"not {only}"
        if self.rule.meta.get("waits") is not None and not _number(lot):
            return "names no year to wait from"
        begin = self._waits_until(lot)
        return f"waits until {begin}" if begin and self.day < begin else ""

    def notes(self) -> Iterator[str]:
        """What people should know."""
        if self.balances.get(""):
            yield "What is on members' accounts and says no member is left out."

    def _room(self) -> dict[str, Decimal]:
        """What each account may give: all that stands above what it keeps.

        A part of a loss that is still in the account is made good first.
        """
        keeps = self.rule.meta.get("keeps")
        least = keeps.number if keeps is not None else ZERO
        return {
            member: max(
                rounded_down(total_of(lots.values()), self.currency) - least, ZERO
            )
            for member, lots in self.balances.items()
            if member
        }

    def _groups(self) -> Iterator[list[Key]]:
        """The lots that may be paid back, those that are paid together, in order."""
        keys = [
            (member, lot)
            for member, lots in self.balances.items()
            for lot, held in lots.items()
            if member and held > 0 and not self.why_not(lot)
        ]
        keys.sort(key=lambda key: (self._group(key[1]), key))
        for _, found in groupby(keys, key=lambda key: self._group(key[1])):
            yield list(found)

    def _group(self, lot: str) -> Group:
        """When a lot's turn comes."""
        if lot == FEE:
            return 2, 0, ""
        if year := _number(lot):
            newest = self.rule.meta["order"] == "newest-first"
            return 0, -year if newest else year, ""
        return 1, 0, lot

    def _payable(
        self, keys: Iterable[Key], room: dict[str, Decimal]
    ) -> dict[Key, Decimal]:
        """What of some lots may be paid back, within what each account may give."""
        found: dict[Key, Decimal] = {}
        for member, lot in keys:
            held = rounded_down(self.balances[member][lot], self.currency)
            found[member, lot] = min(held, room[member])
            room[member] -= found[member, lot]
        return found

    def _by_balance(
        self, keys: Sequence[Key], room: Mapping[str, Decimal], budget: Decimal
    ) -> None:
        """Split what there is by what each member has, and take it in the order."""
        payable = self._payable(keys, dict(room))
        weights: dict[str, Decimal] = {}
        for (member, _), number in payable.items():
            weights[member] = weights.get(member, ZERO) + number
        total = total_of(weights.values())
        if not total:
            return
        parts = allocate(min(budget, total), weights, self.currency)
        for (member, lot), number in payable.items():
            taken = min(number, parts[member])
            self._take({(member, lot): taken})
            parts[member] -= taken

    def _take(self, numbers: Mapping[Key, Decimal]) -> None:
        self.paid |= {key: number for key, number in numbers.items() if number}

    def _waits_until(self, lot: str) -> datetime.date | None:
        """The first day on which a lot may be paid back; None where none is said."""
        waits, year = self.rule.meta.get("waits"), _number(lot)
        if waits is None or not year:
            return None
        months = int(waits.number * 12)
        return self.fye.begin_of(year + 1) + relativedelta(months=months)


def _number(lot: str) -> int:
    """The year of a lot as a number; 0 if it is of none."""
    return int(year_of(lot).removeprefix("FY") or 0)
