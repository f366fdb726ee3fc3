"""Charging shares: what is owed for a period, and what the book lacks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.difference import difference
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import ids_of
from coopbooks.sharing.posting.entries import batch_of
from coopbooks.sharing.posting.entries import share_entry
from coopbooks.sharing.posting.places import places_of
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.shares.shares import shares_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View


@dataclass(frozen=True, slots=True)
class Accrual:
    """The shares of a period against a book.

    Attributes:
        view: The book.
        period: The period that is charged.
        basis: `accrual`, or `cash` where nothing is posted before it is paid.
        shares: What is owed by each agreement that this body gives or receives by.
        typed: What entries that are not ours have of each share, by its id.
        proposal: What the batch should hold.
        difference: That against the book.
        problems: What could not be worked out or posted, by file and line.
    """

    view: View
    period: Period
    basis: str
    shares: tuple[Share, ...]
    typed: Mapping[str, Decimal]
    proposal: Proposal
    difference: Difference
    problems: tuple[LedgerError, ...]

    def lacking(self, share: Share) -> Decimal:
        """What nobody typed of a share; negative where it is too much."""
        return share.number - self.typed.get(share.id, ZERO)


def accrue(
    view: View,
    period: Period,
    others: Mapping[str, View],
    hard: datetime.date,
    known: datetime.date | None = None,
) -> list[Accrual]:
    """Work out what a book lacks of the shares of a period.

    Args:
        view: The book.
        period: The period.
        others: The books of other bodies at hand, by name.
        hard: The day after the last that is closed, even softly.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        An accrual for each period that is charged: months and the quarter that end
        with the period have batches of their own, so that a share stands in the same
        one however it was asked for. What somebody typed for the agreement and its
        period counts and is never doubled.
    """
    shares = [
        share
        for share in shares_of(view, period, others, known)
        if view.name in {share.giver, share.receiver}
    ]
    found: dict[Period, list[Share]] = {}
    for share in shares:
        found.setdefault(share.period, []).append(share)
    return [
        _accrual(view, one, tuple(found[one]), hard, known)
        for one in sorted(found, key=lambda one: (one.end, one.begin))
    ]


def _accrual(
    view: View,
    period: Period,
    shares: tuple[Share, ...],
    hard: datetime.date,
    known: datetime.date | None,
) -> Accrual:
    """The shares of one charged period against the book."""
    have = posted(view, known, _ours(view.entries, shares))
    typed = {share.id: _typed(view, share, have) for share in shares}
    basis = view.terms.dues.basis(period.last)
    problems = [problem for share in shares for problem in share.problems]
    made: list[data.Transaction] = []
    for share in shares:
        lacking = share.number - typed[share.id]
        if share.problems or not lacking or basis == "cash":
            continue
        places, more = places_of(view, share)
        problems += more
        if places is not None:
            made.append(share_entry(view, share, places, lacking))
    proposal = Proposal(batch_of(period), tuple(made))
    against = difference(proposal, view.entries, hard)
    return Accrual(
        view, period, basis, shares, typed, proposal, against, tuple(problems)
    )


def _ours(
    entries: Sequence[data.Directive], shares: tuple[Share, ...]
) -> frozenset[str]:
    """The ids of entries that charging these shares wrote, or that take such back."""
    wanted = {share.id for share in shares}
    found: set[str] = set()
    for entry in entries:
        if isinstance(entry, data.Transaction) and "id" in entry.meta:
            told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
            if any(one.split("~", 1)[0] in wanted for one in told):
                found.add(str(entry.meta["id"]))
    return frozenset(found)


def _typed(view: View, share: Share, have: list[Posted]) -> Decimal:
    """What is charged by hand for a share's agreement and period."""
    side = "payable" if view.name == share.giver else "receivable"
    return total_of(
        one.charged
        for one in have
        if one.name == share.name
        and one.side == side
        and one.period == share.period.name
        and one.currency == share.currency
    )
