"""What a posting is where dues come in: its transaction says so by its other side.

Money pays or is given back, income charges, a cost is a loss that somebody decided on.
"""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.dues.item import Item
from coopbooks.dues.standing.lines import LINK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.standing.lines import Account
    from coopbooks.dues.standing.lines import Leg as Side
    from coopbooks.dues.standing.lines import Lines

# What an employer takes from pay; fees are paid by members.
TAKEN = ("dues", "besides", "initiation")
_KINDS: tuple[ChargeKind, ...] = (
    "dues",
    "besides",
    "initiation",
    "reinstatement",
    "late",
    "bounced",
)
# What makes somebody owe more, by the other side, where no money moves.
_RISES: dict[str, ItemKind] = {
    "cost": "written-off",
    "opening": "opening",
    "other": "charged",
}


class Leg(NamedTuple):
    """A posting with what its account is.

    Attributes:
        posting: The posting.
        account: What its account is for dues.
        number: How much, in its own currency.
        member: The member that it names; empty if none.
    """

    posting: data.Posting
    account: Account
    number: Decimal
    member: str


@dataclass(frozen=True, slots=True)
class Moves:
    """One transaction, looked at for what its postings are.

    Attributes:
        entry: The transaction.
        legs: Its postings.
        others: Which sides there are among them.
        lines: The accounts of the book.
        known: Only what had been recorded by then counts; None for all.
    """

    entry: data.Transaction
    legs: Sequence[Leg]
    others: set[Side]
    lines: Lines
    known: datetime.date | None

    def kind(self, leg: Leg) -> ItemKind:
        """What a posting on what a member owes is, by the other side."""
        return self._less(leg) if leg.number < 0 else self._more(leg)

    def _less(self, leg: Leg) -> ItemKind:
        if self.others & {"money", "unmatched", "other"}:
            return self._paid(leg)
        if "income" in self.others:
            return "reversed"
        if "cost" in self.others:
            return "written-off"
        return "opening" if "opening" in self.others else "moved"

    def _more(self, leg: Leg) -> ItemKind:
        back = self.others & {"money", "unmatched"} and not self._comes_in()
        if "income" in self.others and (not back or self._about(leg) != "dues"):
            return "charged"
        if self.others & {"money", "unmatched"}:
            return self._given_back(leg)
        for other, kind in _RISES.items():
            if other in self.others:
                return kind
        return "moved"

    def _comes_in(self) -> bool:
        """Whether money comes in, on the whole."""
        sides = [leg for leg in self.legs if leg.account.leg in {"money", "unmatched"}]
        return total_of(leg.number for leg in sides) > 0

    def _paid(self, leg: Leg) -> ItemKind:
        entry = self.entry
        if leg.account.employer or self._said(leg, "deducted"):
            return "deducted"
        linked = any(link.startswith(LINK) for link in entry.links or ())
        listed = any(one.account.list for one in self.legs)
        return "deducted" if linked or listed else "paid"

    def _given_back(self, leg: Leg) -> ItemKind:
        """Money that went back: it bounced, or a payment was not theirs."""
        if self._said(leg, "bounced"):
            return "bounced"
        if self.entry.meta.get("reverses") or "money" not in self.others:
            return self._paid(leg)
        return "refunded"

    def straight(self, legs: Iterable[Leg]) -> Iterator[Item]:
        """Money that went straight to where dues go: its parts are one payment."""
        found: dict[tuple[object, ...], list[Leg]] = {}
        for leg in legs:
            units, period = leg.posting.units, self._said(leg, "period")
            key = (leg.member, period, self._about(leg), units and units.currency)
            found.setdefault(key, []).append(leg)
        cash = self.lines.terms.basis(self.entry.date) == "cash"
        for parts in found.values():
            number = total_of(leg.number for leg in parts)
            leg = parts[0]
            kind = self._paid(leg) if number < 0 else self._given_back(leg)
            for item in self.items(leg, kind) if number else ():
                yield replace(item, number=number)
                if not cash:
                    charged: ItemKind = "charged" if number < 0 else "reversed"
                    yield replace(item, kind=charged, number=-number)

    def items(self, leg: Leg, kind: ItemKind) -> Iterator[Item]:
        """The item of a posting; none where it was not known yet."""
        entry, units = self.entry, leg.posting.units
        recorded = _day(self._said(leg, "recorded")) or entry.date
        if units is None or (self.known is not None and recorded > self.known):
            return
        account, period = leg.account, str(self._said(leg, "period") or "")
        employer = account.employer
        if (account.asks and self._about(leg) in TAKEN) or account.dues:
            employer = self.lines.from_pay(leg.member, entry.date)
        yield Item(
            leg.member,
            kind,
            self._about(leg),
            entry.date,
            self._due(leg, kind, period),
            recorded,
            period,
            leg.number,
            units.currency,
            leg.posting.account,
            employer,
            entry,
        )

    def _due(self, leg: Leg, kind: ItemKind, period: str) -> datetime.date:
        """When a charge was due: as it says, else when it should have been posted."""
        for key in ("due", "for-date"):
            if day := _day(self._said(leg, key)):
                return day
        begun = period_named(period) if kind == "opening" else None
        return min(begun.begin, self.entry.date) if begun else self.entry.date

    def _about(self, leg: Leg) -> ChargeKind:
        said = self._said(leg, "about")
        return next((one for one in _KINDS if one == said), "dues")

    def _said(self, leg: Leg, key: str) -> object:
        value = leg.posting.meta.get(key) if leg.posting.meta else None
        return self.entry.meta.get(key) if value is None else value


@lru_cache(maxsize=4096)
def period_named(name: str) -> Period | None:
    """Read the name of a period.

    Args:
        name: Such as `2026-03`; may be empty.

    Returns:
        The period; None for what names none.
    """
    with suppress(BadPeriod):
        return parse_period(name)
    return None


def _day(value: object) -> datetime.date | None:
    return value if isinstance(value, datetime.date) else None
