"""What each posting of a transaction is, where an employer's dues come in."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.accounts import is_under
from coopbooks.core.money import total_of
from coopbooks.dues.forms.schedules import PART
from coopbooks.dues.rules.workplaces import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.postings import Row
    from coopbooks.dues.rules.workplaces import Whose

# `line` is what a member owes or owns; `dues` are dues that count when they come in.
Leg = Literal["line", "money", "kept", "clearing", "dues", "costs", "other"]
LINES = ("check-off-receivable", "dues-receivable", "dues-prepaid", "dues-unapplied")
LINK = "check-off-"


@dataclass(frozen=True, slots=True)
class Legs:
    """What the accounts of a book are, where an employer's dues come in.

    Attributes:
        whose: The workplaces, and whose they are.
        receivables: Accounts named for what is owed.
        lists: Clearing accounts named for employers' lists.
        keeps: Accounts named for what a parent that collects keeps.
        parts: Accounts to which parts of dues go.
    """

    whose: Whose
    receivables: frozenset[str]
    lists: frozenset[str]
    keeps: frozenset[str]
    parts: frozenset[str]
    _told: dict[str, Leg] = field(default_factory=dict, repr=False, compare=False)

    @staticmethod
    def of(whose: Whose) -> Legs:
        """What the workplaces and schedules of a book name."""
        places = whose.places.values()
        schedules = whose.terms.schedules
        receivables = {
            *(place.receivable for place in places),
            *(place.own_receivable for place in places),
            *(str(one.header.meta.get("receivable") or "") for one in schedules),
        }
        parts = {
            str(line.values["account"])
            for one in schedules
            for line in one.of(PART.kind)
        }
        return Legs(
            whose,
            frozenset(receivables - {""}),
            frozenset(place.lists for place in places if place.lists),
            frozenset(place.keeps for place in places if place.keeps),
            frozenset(parts),
        )

    def leg(self, account: str) -> Leg:
        """What a posting on an account is."""
        found = self._told.get(account)
        if found is None:
            found = self._told[account] = self._leg(account)
        return found

    def _leg(self, account: str) -> Leg:
        roles = self.whose.terms.roles
        role = roles.of(account)
        first: tuple[tuple[Leg, bool], ...] = (
            ("kept", any(is_under(account, one) for one in self.keeps)),
            ("clearing", account in self.lists),
            ("line", role in LINES or account in self.receivables),
            ("money", roles.is_money(account)),
            ("clearing", role == "clearing"),
            ("dues", role == "dues" or account in self.parts),
            ("costs", roles.type_of(account) == "Expenses"),
        )
        return next((leg for leg, fits in first if fits), "other")

    def some(self, rows: Sequence[Row], *legs: Leg) -> list[Row]:
        """Those of some postings that are such legs."""
        return [row for row in rows if self.leg(row.account) in legs]

    def sum(self, rows: Sequence[Row], leg: Leg) -> Decimal:
        """What the postings come to that are such legs."""
        return total_of(row.number for row in self.some(rows, leg))

    def lines(self, rows: Sequence[Row]) -> list[Row]:
        """The postings of a list that are its lines.

        Where nothing is ever owed, as in a book by cash, they are the dues themselves.
        """
        return self.some(rows, "line") or self.some(rows, "dues")

    def charges(self, rows: Sequence[Row]) -> bool:
        """Whether a transaction charges dues, or brings in what was owed before."""
        others = [row for row in rows if self.leg(row.account) not in ("line", "costs")]
        return bool(others)

    def is_list(self, rows: Sequence[Row]) -> bool:
        """Whether a transaction says what an employer took from pay.

        Args:
            rows: Its postings.

        Returns:
            Whether it brings money, or the promise of a deposit, for what members owe,
            and tells that this comes from an employer: by a link such as
            ^check-off-2026-03, the clearing account of lists, the payee, or because
            what an employer is to hand over becomes less by it.
        """
        lines = self.lines(rows)
        if not lines or not self.some(rows, "money", "clearing", "kept"):
            return False
        entry = rows[0].entry
        if any(link.startswith(LINK) for link in entry.links or ()):
            return True
        if any(row.account in self.lists for row in rows):
            return True
        payee = plain_name(entry.payee)
        if payee in self.whose.names():
            return True
        own = {plain_name(row.tag("member")) for row in lines}
        if payee in own:
            return False
        return any(self.whose.is_awaited(row.account) for row in lines)
