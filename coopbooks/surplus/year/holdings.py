"""What stood in members' accounts over a year, and how high capital ever was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.posting.places import CAPITAL

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from coopbooks.core.accounts import Roles
    from coopbooks.core.postings import Row
    from coopbooks.surplus.year.gathering import Gathered


@dataclass(slots=True)
class Holding:
    """What stood in one member's account over a year.

    Attributes:
        opening: When the year began.
        closing: When it was over, before anything of it was shared.
        paid_in: Fees, when it was over.
        by_days: The balance at the end of each day of the year, added up.
        lots: What each lot held when it was over; what names none is under an empty
            name.
    """

    opening: Decimal = ZERO
    closing: Decimal = ZERO
    paid_in: Decimal = ZERO
    by_days: Decimal = ZERO
    lots: dict[str, Decimal] = field(default_factory=dict)

    def figures(self, days: int) -> dict[str, Decimal]:
        """It as a rule's `on:` names it: `opening`, `closing`, `average`, `paid-in`.

        Args:
            days: How many days the year has, over which the average goes.
        """
        return {
            "opening": self.opening,
            "closing": self.closing,
            "average": PRECISE.divide(self.by_days, Decimal(days)),
            "paid-in": self.paid_in,
        }


@dataclass(frozen=True, slots=True)
class Holdings:
    """What stood in members' accounts.

    Attributes:
        of: By member; what names nobody is under an empty id.
        highest: The most that stood there together at the end of a day, up to the end
            of the year, as far as the book goes back.
    """

    of: Mapping[str, Holding] = field(default_factory=dict)
    highest: Decimal = ZERO

    def find(self, member: str) -> Holding:
        """One member's; nothing for who has no account."""
        return self.of.get(member, Holding())

    def total(self) -> Holding:
        """All members' together."""
        found = list(self.of.values())
        return Holding(
            total_of(one.opening for one in found),
            total_of(one.closing for one in found),
            total_of(one.paid_in for one in found),
            total_of(one.by_days for one in found),
        )


def holdings(book: Gathered) -> Holdings:
    """Find what stood in members' accounts.

    Args:
        book: The book, added up.

    Returns:
        What each account held in the book's currency over the year, and the most that
        they held together.
    """
    year, role_of = book.year, cache(book.roles.of)
    of: dict[str, Holding] = defaultdict(Holding)
    by_day: dict[datetime.date, list[Decimal]] = defaultdict(list)
    for row in rows(book.entries):
        if row.date >= year.end or role_of(row.account) != CAPITAL:
            continue
        if row.units.currency != book.currency:
            continue
        one, number = of[holder_of(row, book.roles)], ZERO - row.number
        by_day[row.date].append(number)
        one.closing += number
        if row.date < year.begin:
            one.opening += number
        lot = row.tag("lot") or ""
        one.lots[lot] = one.lots.get(lot, ZERO) + number
        if lot == FEE:
            one.paid_in += number
        # It stands there at the end of its own day, and of all that follow.
        one.by_days += number * (year.end - max(row.date, year.begin)).days
    highest = total = ZERO
    for day in sorted(by_day):
        total += total_of(by_day[day])
        highest = max(highest, total)
    return Holdings(dict(of), highest)


def holder_of(row: Row, roles: Roles) -> str:
    """Whose account a posting on members' capital is on.

    Args:
        row: The posting.
        roles: What the book's accounts are for.

    Returns:
        The member that it names, else the last part of the account; empty where all
        members share one account and it names nobody.
    """
    if member := row.tag("member"):
        return member
    below = row.account != roles.root_of(row.account)
    return row.account.rpartition(":")[2] if below else ""
