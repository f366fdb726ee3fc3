"""What a body contributed and what it received, in money and in kind, side by side.

That exchange is what an arrangement between a party and its affiliates is about. Shares
and per capita count as contributed when they are charged; what is paid stands beside
it. Loans are neither: they are lent and paid back, only their interest counts.
Quantities have no value but the one that was stated.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.sharing.forms.actions import RELIEF
from coopbooks.sharing.posting.posted import HELD
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.shares.shares import share_of
from coopbooks.support.exchange.flows import BESIDE
from coopbooks.support.exchange.flows import flows
from coopbooks.support.exchange.quantities import quantities
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.loans.booked import booked
from coopbooks.support.loans.booked import loans_of
from coopbooks.support.resources.memos import memos

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.exchange.flows import Flow
    from coopbooks.support.exchange.quantities import Quantity
    from coopbooks.support.terms import SupportTerms

NOBODY: Mapping[str, View] = {}


class Money(NamedTuple):
    """What was charged and paid by an agreement.

    Attributes:
        what: The agreement's name.
        ours: Whether this body gives it.
        charged: What was charged.
        paid: What was paid.
        currency: Its currency.
        relief: What was taken off by decision before it was charged.
    """

    what: str
    ours: bool
    charged: Decimal
    paid: Decimal
    currency: str
    relief: Decimal = ZERO


class Lent(NamedTuple):
    """What happened with a loan.

    Attributes:
        what: Its name.
        ours: Whether this body lent it.
        lent: What was lent; zero for what was only brought into the book.
        repaid: What was paid back.
        interest: The interest that was booked.
        owed: What is owed at the end of the span.
        currency: Its currency.
    """

    what: str
    ours: bool
    lent: Decimal
    repaid: Decimal
    interest: Decimal
    owed: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What this body and another gave one another in a span.

    Attributes:
        other: The other body.
        period: The span.
        flows: All that was given and received, by date.
        beside: What was bought and sold, and what rates did; it counts in no sum.
        money: Charged and paid, by agreement.
        quantities: What was provided in kind.
        loans: What was lent and paid back.
        problems: What can't be told, by file and line.
    """

    other: str
    period: Period
    flows: tuple[Flow, ...]
    beside: tuple[Flow, ...]
    money: tuple[Money, ...]
    quantities: tuple[Quantity, ...]
    loans: tuple[Lent, ...]
    problems: tuple[LedgerError, ...]

    @property
    def currencies(self) -> list[str]:
        """The currencies of what was given and received, by name."""
        return sorted({one.currency for one in self.flows})

    def total(
        self, currency: str, *, ours: bool, span: Period | None = None, kind: str = ""
    ) -> Decimal:
        """What was given or received.

        Args:
            currency: In this currency.
            ours: Whether what this body gave; else what it got.
            span: Only in this part of the span; None for all of it.
            kind: Only of this kind; empty for all.

        Returns:
            The sum.
        """
        return total_of(
            one.number
            for one in self.flows
            if one.currency == currency
            and one.ours is ours
            and (span is None or one.date in span)
            and kind in {"", one.kind}
        )


def exchange(
    view: View,
    terms: SupportTerms,
    other: str,
    period: Period,
    others: Mapping[str, View] = NOBODY,
) -> Exchange:
    """Add up what this body and another gave one another.

    Args:
        view: This body's book.
        terms: What it says about support.
        other: The other body's name.
        period: Any span.
        others: The books of other bodies at hand, by name; what was taken off a share
            by decision may have to be counted there.

    Returns:
        The exchange, as this book has it.
    """
    found = flows(view, terms, other, period)
    read = memos(view, terms, period.end)
    reliefs, problems = _reliefs(view, other, period, others)
    return Exchange(
        other,
        period,
        tuple(one for one in found if one.kind not in BESIDE),
        tuple(one for one in found if one.kind in BESIDE),
        tuple(_money(view, terms, other, period, reliefs)),
        tuple(quantities(view, terms, read.found, other, period)),
        tuple(_loans(view, terms, other, period)),
        (*read.problems, *problems),
    )


def _money(
    view: View,
    terms: SupportTerms,
    other: str,
    span: Period,
    reliefs: Mapping[tuple[str, bool, str], Decimal],
) -> Iterator[Money]:
    """Shares and per capita by agreement, charged and paid in the span."""
    loans = {line.name for line in terms.of(LOAN.kind)}
    loans |= {
        one.name for one in view.terms.agreements if one.header.values["of"] == "loan"
    }
    inside = [
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction)
        and entry.date in span
        and _is_with(entry, other)
        and not _is_held(view, entry)
    ]
    narrowed = type(view)(view.name, view.terms, inside, view.currency, view.title)
    sums: dict[tuple[str, bool, str], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for one in posted(narrowed):
        if one.name not in loans:
            both = sums[one.name, one.side == "payable", one.currency]
            both[0] += one.charged
            both[1] += one.settled
    for key in sorted({*sums, *reliefs}):
        charged, paid = sums[key]
        name, ours, currency = key
        relief = reliefs.get(key, ZERO)
        yield Money(name, ours, charged, paid, currency, relief)


def _is_with(entry: data.Transaction, other: str) -> bool:
    if entry.meta.get("with") == other:
        return True
    return any((one.meta or {}).get("with") == other for one in entry.postings)


def _is_held(view: View, entry: data.Transaction) -> bool:
    """Whether it is money that was never ours, such as what is held for others."""
    return any(view.terms.roles.of(one.account) in HELD for one in entry.postings)


def _reliefs(
    view: View, other: str, span: Period, others: Mapping[str, View]
) -> tuple[dict[tuple[str, bool, str], Decimal], list[LedgerError]]:
    """What was taken off shares by decision, and what of it can't be worked out."""
    found: dict[tuple[str, bool, str], Decimal] = defaultdict(Decimal)
    problems: list[LedgerError] = []
    for name in sorted({one.name for one in view.terms.of(RELIEF.kind)}):
        for share in share_of(view, name, span, others):
            if other not in {share.giver, share.receiver}:
                continue
            problems += share.problems
            if share.relief:
                key = name, share.giver == view.name, share.currency
                found[key] += share.relief
    return found, problems


def _loans(view: View, terms: SupportTerms, other: str, span: Period) -> Iterator[Lent]:
    """What was lent and paid back in the span, and what is owed at its end."""
    for line in loans_of(view, terms, span.last):
        if other not in {line.meta["from"], line.meta["to"]}:
            continue
        whole = booked(view, terms, line, span.last)
        inside = [one for one in whole.moves if one.date in span]
        yield Lent(
            line.name,
            whole.ours,
            ZERO if whole.is_older else total_of(one.lent for one in inside),
            total_of(one.principal for one in inside),
            total_of(one.interest for one in inside),
            whole.owed(),
            str(line.values["amount"].currency),
        )
