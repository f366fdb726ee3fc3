"""On which accounts stands what members have, and what is owed to them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.capital.lots import year_of
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.forms.capital import REDEMPTION
from coopbooks.surplus.notices.given import CAPITAL
from coopbooks.surplus.notices.given import LEFT
from coopbooks.surplus.notices.given import PAYABLE
from coopbooks.surplus.notices.given import TAXES
from coopbooks.surplus.notices.owing import Piece
from coopbooks.surplus.notices.owing import take

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.postings import Row
    from coopbooks.surplus.notices.owing import Of
    from coopbooks.surplus.terms import SurplusTerms

Kind = Literal["owed", "capital", "tax", "money", "debt", "ours", "other"]
# Where rules name the accounts on which members are owed something.
KEYS = ("payable", "payable-later", "owed-to-leavers")
KINDS: dict[str, Kind] = {
    PAYABLE: "owed",
    LEFT: "owed",
    CAPITAL: "capital",
    TAXES: "tax",
    "bank": "money",
    "cash": "money",
}
# What an account is for that has no such role, by its type.
OTHERS: dict[str, Kind] = {"Liabilities": "debt", "Equity": "ours", "Income": "ours"}


class Places:
    """Tells what a posting's account is for, each account looked at once."""

    def __init__(self, terms: SurplusTerms) -> None:
        """Read what the book says of its accounts.

        Args:
            terms: What the book says.
        """
        self._roles = terms.roles
        self._members = frozenset(terms.histories)
        self._named = frozenset(_named(terms))
        self._kinds: dict[str, Kind] = {}

    def concerns(self, account: str) -> bool:
        """Whether it stands for what members have or are owed."""
        return self._kind(account) in {"owed", "capital"}

    def learn(self, found: Sequence[Row]) -> None:
        """See where members are owed something that neither role nor rule names.

        Args:
            found: The postings of a transaction. What leaves a member's account and
                goes to a debt is owed there to that member from now on.
        """
        leaving = {
            self.member_of(row)
            for row in found
            if row.number > 0 and self._kind(row.account) == "capital"
        }
        for row in found:
            debt = self._kind(row.account) == "debt" and row.number < 0
            if debt and self.member_of(row) in leaving - {""}:
                self._kinds[row.account] = "owed"

    def owes(self, account: str) -> None:
        """Note that members are owed a part of a year on an account."""
        if self._kind(account) == "debt":
            self._kinds[account] = "owed"

    def is_owed(self, account: str) -> bool:
        """Whether what stands there is owed to members."""
        return self._kind(account) == "owed"

    def is_tax(self, account: str) -> bool:
        """Whether taxes are owed there."""
        return self._kind(account) == "tax"

    def is_money(self, account: str) -> bool:
        """Whether it is cash or in a bank."""
        return self._kind(account) == "money"

    def is_paying(self, account: str) -> bool:
        """Whether members are paid from it, now or later, where a year is shared."""
        return self._kind(account) in {"owed", "money"}

    def member_of(self, row: Row) -> str:
        """Whom a posting concerns, by its words, else by its account; or nobody."""
        last = row.account.rpartition(":")[2]
        return row.tag("member") or (last if last in self._members else "")

    def owed_of(self, row: Row) -> Of:
        """What is owed where nothing but the account and its words tell it."""
        if kind_of(row.tag("lot") or "") == "nonqualified":
            return "redeemed"
        return "patronage" if self._roles.of(row.account) == PAYABLE else "other"

    def lots_out(self, mine: Iterable[Row]) -> list[Piece]:
        """What leaves a member's lots, the oldest first.

        Args:
            mine: The postings of a transaction that concern the member.

        Returns:
            A piece for each lot, without what only goes from lot to lot.
        """
        out: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for row in mine:
            if self._kind(row.account) == "capital":
                out[row.tag("lot") or ""] += row.number
        found = [
            Piece("redeemed" if _nonqualified(lot) else "other", number, "", lot)
            for lot, number in sorted(out.items(), key=lambda one: _age(one[0]))
            if number > 0
        ]
        return take(found, max(total_of(out.values()), ZERO))[0]

    def given_back(self, mine: Iterable[Row]) -> Decimal:
        """What of a member's goes to the co-op itself: to its reserves, its income."""
        return total_of(
            -row.number
            for row in mine
            if row.number < 0 and self._kind(row.account) == "ours"
        )

    def _kind(self, account: str) -> Kind:
        if account not in self._kinds:
            self._kinds[account] = self._found(account)
        return self._kinds[account]

    def _found(self, account: str) -> Kind:
        if any(is_under(account, one) for one in self._named):
            return "owed"
        root = self._roles.type_of(account)
        return KINDS.get(self._roles.of(account) or "", OTHERS.get(root, "other"))


def _named(terms: SurplusTerms) -> Iterator[str]:
    """The accounts that rules name for what is owed to members."""
    others = [*terms.of(REDEMPTION.kind), *terms.of(LEAVING.kind)]
    for directive in (*(rule.header for rule in terms.rules), *others):
        yield from (str(directive.meta[key]) for key in KEYS if directive.meta.get(key))


def _nonqualified(lot: str) -> bool:
    return kind_of(lot) == "nonqualified"


def _age(lot: str) -> tuple[str, str]:
    """Where a lot stands: by year, what is of no year such as fees last."""
    return year_of(lot).removeprefix("FY") or "9999", lot
