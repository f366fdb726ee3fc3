"""What counts for an agreement: from this book, from another one, or as reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.sharing.bases.cash import came_in
from coopbooks.sharing.bases.cash import collected
from coopbooks.sharing.bases.counting import base_from
from coopbooks.sharing.bases.counting import on_accounts
from coopbooks.sharing.bases.heads import headcount
from coopbooks.sharing.bases.others import is_measure
from coopbooks.sharing.bases.others import measured
from coopbooks.sharing.bases.reports import not_reported
from coopbooks.sharing.bases.reports import reported
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.forms.agreements import OF
from coopbooks.sharing.forms.agreements import ON_ACCOUNTS
from coopbooks.sharing.share import Base
from coopbooks.sharing.share import Counted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View

# What another agreement's share for a period is: its number, its currency, and what
# could not be worked out of it.
ShareOf = Callable[
    [str, "Period"], "tuple[Decimal, str, tuple[LedgerError, ...]] | None"
]
# A share of these counts the heads of the body that receives it.
DOWNWARDS = ("party", "chapter")


@dataclass(frozen=True, slots=True)
class Bases:
    """Where what counts is to be found.

    Attributes:
        view: The book that asks.
        others: The books of other bodies at hand, by name.
        share_of: Another agreement's share for a period.
        known: Only what had been recorded by then counts; None for all.
        found: What was counted before, by agreement, its date and period.
    """

    view: View
    others: Mapping[str, View]
    share_of: ShareOf
    known: datetime.date | None = None
    found: dict[tuple[str, datetime.date, Period], Base] = field(default_factory=dict)

    def base_of(self, group: Group, period: Period) -> Base:
        """What counts for an agreement in a period.

        Args:
            group: The agreement.
            period: The period.

        Returns:
            The base; with a problem where the book that has it is not at hand and
            nothing was reported.
        """
        key = group.name, group.date, period
        if key not in self.found:
            self.found[key] = self._base(group, period)
        return self.found[key]

    def _base(self, group: Group, period: Period) -> Base:
        of = str(group.header.values["of"])
        if of in {"fixed", "loan"}:
            return Base(ZERO, self.view.currency, period)
        # A word of the language is that word, whatever agreements are called.
        names = {one.name for one in self.view.terms.agreements}
        if of in names and of not in OF:
            return self._share(group, of, period)
        owner = base_owner(self.view, group)
        view = self.view if owner == self.view.name else self.others.get(owner)
        if view is None:
            return self._unseen(group, owner, period)
        return self._counted(view, group, of, period)

    def _counted(self, view: View, group: Group, of: str, period: Period) -> Base:
        if of == "headcount":
            return headcount(view, group, period, self.known)
        if of not in ON_ACCOUNTS and is_measure(view, of):
            bands = group.of(BAND.kind)
            unit = str(bands[0].values["bound"].currency) if bands else ""
            return measured(view, group, period, unit, self.known)
        if group.header.meta.get("basis") == "cash" and _basis(view, period) != "cash":
            if of == "dues":
                return collected(view, group, period, self.known)
            return came_in(view, group, period, self.known)
        return on_accounts(view, group, period, self.known)

    def _share(self, group: Group, of: str, period: Period) -> Base:
        """A share of another share: what that one comes to for the period."""
        found = self.share_of(of, period)
        if found is None:
            return base_from([], self.view.currency, period)
        number, currency, problems = found
        words = f"the share of '{of}' for {period.label}"
        counted = Counted(None, "", number, currency, counts=True, because=words)
        return base_from([counted], currency, period, problems)

    def _unseen(self, group: Group, owner: str, period: Period) -> Base:
        """What counts in a book that is not at hand: as reported, or unknown."""
        found = reported(self.view, group, period)
        if found is not None:
            return found
        missing = not_reported(self.view, group, period)
        words = (
            f"{group.name}: what counts for {missing.name} stands in the book of "
            f"'{owner}', which is not at hand. Name that book with --with, or add what "
            f'it reported: coop-agreement-reported "{group.name}" "{missing.name}".'
        )
        if not self.view.name:
            words = (
                f"{group.name}: this book does not say whose it is. If it is the book "
                f"of '{owner}', add its coop-entity."
            )
        problem = LedgerError(group.header.source, words)
        return Base(ZERO, self.view.currency, period, (), "other-book", (problem,))


def base_owner(view: View, group: Group) -> str:
    """The body in whose book stands what counts.

    Args:
        view: The book that asks.
        group: The agreement.

    Returns:
        `base-of:`, else the giver; of heads that a party pays for to a chapter the
        receiver.
    """
    meta = group.header.meta
    if meta.get("base-of"):
        return str(meta["base-of"])
    giver, receiver = str(meta["from"]), str(meta["to"])
    if group.header.values["of"] == "headcount" and group.header.meta.get("each"):
        return receiver
    return giver


def _basis(view: View, period: Period) -> str:
    return view.terms.dues.basis(period.last)
