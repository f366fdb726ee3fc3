"""Why a member's account changed, by what stands opposite."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.members.status import status_on
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.posting.places import LINK

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.surplus.capital.lots import MoveKind
    from coopbooks.surplus.capital.owners import Owner
    from coopbooks.surplus.terms import SurplusTerms

PADDING = "P"
# Accounts of the co-op as a whole: what goes there from a member's account, or comes
# from there, belongs to the co-op and was no result of the year.
TOGETHER = frozenset({"collective", "reserve"})
OF_LEAVERS = "capital-payable"
# What our own entries are linked with says it outright.
OUR_LINKS: Mapping[str, MoveKind] = {
    "redemption-": "redeemed",
    "leaving-": "left",
    "joining-": "moved",
}


def first_day(
    terms: SurplusTerms, entries: Sequence[data.Directive]
) -> datetime.date | None:
    """The day on which a book was begun with what an earlier one held.

    Args:
        terms: What the book says.
        entries: Its entries.

    Returns:
        The day of its first transaction, if that is before the book says whose it is;
        else None.
    """
    first = min(
        (one.date for one in entries if isinstance(one, data.Transaction)),
        default=None,
    )
    begun = min((one.date for one in terms.dues.entities), default=None)
    if first is None or begun is None or first >= begun:
        return None
    return first


def leaver_accounts(terms: SurplusTerms) -> frozenset[str]:
    """The accounts on which a book owes those who left, as far as rules name them.

    Args:
        terms: What the book says.

    Returns:
        Those of `coop-leaving` and of the rules for a surplus.
    """
    said = [
        rule.meta.get(key)
        for rule in terms.of(LEAVING.kind)
        for key in ("payable", "payable-later")
    ]
    said += [rule.header.meta.get("owed-to-leavers") for rule in terms.rules]
    return frozenset(one for one in said if isinstance(one, str))


class KindOf:
    """Tells why members' accounts changed."""

    def __init__(self, terms: SurplusTerms, begun: datetime.date | None) -> None:
        """Hold on to what the book says.

        Args:
            terms: What the book says.
            begun: The day on which it was begun with what an earlier one held.
        """
        self.terms = terms
        self.begun = begun
        self.of_leavers = leaver_accounts(terms)
        self._left_by = lru_cache(None)(self._has_left)

    def of(
        self,
        entry: data.Transaction,
        posting: data.Posting,
        number: Decimal,
        owner: Owner,
    ) -> MoveKind:
        """Why a posting changed a member's account.

        Args:
            entry: The transaction, taken apart where it is of a run.
            posting: One of its postings, on a member's account.
            number: By how much the account changed; positive when it grew.
            owner: Whose it is.

        Returns:
            The reason.
        """
        roles = self.terms.roles
        others = [
            one.account
            for one in entry.postings
            if one is not posting and roles.of(one.account) != "member-capital"
        ]
        opposite = {roles.of(one) or "" for one in others}
        if not others:
            return "moved"
        if self._is_opening(entry, opposite):
            return "opening"
        for link, kind in OUR_LINKS.items():
            if any(one.startswith(link) for one in entry.links or ()):
                return kind
        if number < 0:
            return self._lessened(entry, others, opposite, owner)
        return self._grown(entry, others, opposite, owner)

    def _is_opening(self, entry: data.Transaction, opposite: set[str]) -> bool:
        if entry.flag == PADDING or "opening" in opposite:
            return True
        return self.begun is not None and entry.date == self.begun

    def _grown(
        self,
        entry: data.Transaction,
        others: Sequence[str],
        opposite: set[str],
        owner: Owner,
    ) -> MoveKind:
        """Why an account grew."""
        lot = kind_of(owner.lot)
        if lot == "interest":
            return "interest"
        if lot == "loss" and OF_LEAVERS in opposite:
            return "left"
        if "result" in opposite or _is_of_surplus(entry):
            return "allocated"
        return self._brought_in(others, opposite, owner)

    def _brought_in(
        self, others: Sequence[str], opposite: set[str], owner: Owner
    ) -> MoveKind:
        """Why an account grew to which no result was shared."""
        if owner.lot == FEE:
            return "moved" if opposite <= TOGETHER else "paid-in"
        types = self._types(others)
        if types & {"Assets", "Liabilities"}:
            return "paid-in"
        if opposite & TOGETHER:
            return "moved"
        return "allocated" if types & {"Expenses", "Income"} else "moved"

    def _lessened(
        self,
        entry: data.Transaction,
        others: Sequence[str],
        opposite: set[str],
        owner: Owner,
    ) -> MoveKind:
        """Why an account shrank."""
        if "result" in opposite or kind_of(owner.lot) == "loss":
            return "loss"
        owed = OF_LEAVERS in opposite or not self.of_leavers.isdisjoint(others)
        types = self._types(others)
        if types & {"Assets", "Liabilities"}:
            gone = self._left_by(owner.member, entry.date)
            debt = owed or "Liabilities" in types
            return "left" if debt and (gone or owed) else "redeemed"
        if opposite & TOGETHER or "Equity" in types:
            return "moved"
        return "loss"

    def _types(self, accounts: Iterable[str]) -> set[str]:
        return {self.terms.roles.type_of(account) for account in accounts}

    def _has_left(self, member: str, day: datetime.date) -> bool:
        found = status_on(self.terms.histories, member, day)
        return found is not None and not found.belongs


def _is_of_surplus(entry: data.Transaction) -> bool:
    return any(link.startswith(LINK) for link in entry.links or ())
