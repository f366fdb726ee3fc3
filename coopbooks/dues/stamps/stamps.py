"""Stamps that delegates sell: what each was given, sold, gave back and handed in.

Stamps are counted in a measure of their own: at the office, with each delegate, and
sold. What they are worth is what those who bought them owe, else the price; it is split
by the parts of the dues (IWW: half to the branch, half to headquarters).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.forms.collecting import STAMPS
from coopbooks.dues.stamps.money import Money
from coopbooks.dues.stamps.money import split_value
from coopbooks.dues.stamps.moves import Moves
from coopbooks.dues.stamps.moves import moves_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.terms import DuesTerms


@dataclass(frozen=True, slots=True)
class Delegate:
    """A delegate's stamps and money over a period.

    Attributes:
        member: The delegate's id.
        opening: Stamps held before.
        issued: Stamps given to the delegate.
        returned: Stamps given back unsold.
        sold: Stamps sold.
        value: What the sold ones are worth, in `currency`.
        handed_in: The money that came in from the delegate.
        currency: The currency; empty where nothing is known of money.
        parts: The value by what it is for.
    """

    member: str
    opening: Decimal
    issued: Decimal
    returned: Decimal
    sold: Decimal
    value: Decimal
    handed_in: Decimal
    currency: str
    parts: Mapping[str, Decimal]

    @property
    def closing(self) -> Decimal:
        """Stamps that the delegate still holds."""
        return self.opening + self.issued - self.returned - self.sold

    @property
    def still_to_hand_in(self) -> Decimal:
        """What the sold stamps are worth beyond what came in; negative if less."""
        return self.value - self.handed_in


@dataclass(frozen=True, slots=True)
class Stamps:
    """One kind of stamps over a period.

    Attributes:
        stamp: The measure in which they are counted, such as `STAMP`.
        period: The period.
        delegates: By id, those who held or moved any.
        problems: What could not be worked out, by file and line.
    """

    stamp: str
    period: Period
    delegates: tuple[Delegate, ...]
    problems: tuple[LedgerError, ...] = field(default=())

    def total(self, figure: str) -> Decimal:
        """A figure of all delegates together.

        Args:
            figure: Its name, such as `sold`, `value` or `closing`.

        Returns:
            The sum.
        """
        return total_of(getattr(one, figure) for one in self.delegates)

    def parts(self) -> dict[str, Decimal]:
        """The value of what all delegates sold, by what it is for."""
        names = dict.fromkeys(name for one in self.delegates for name in one.parts)
        return {
            name: total_of(one.parts.get(name, ZERO) for one in self.delegates)
            for name in names
        }


def stamps_of(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    known: datetime.date | None = None,
) -> tuple[Stamps, ...]:
    """Work out what delegates did with stamps in a period.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The stamps of each `coop-stamps` that has begun by the end of the period.
    """
    latest: dict[str, Directive] = {}
    for directive in sorted(terms.of(STAMPS.kind), key=lambda one: one.date):
        if directive.date < period.end:
            latest[directive.name] = directive
    return tuple(
        _stamps(terms, entries, period, latest[name], known) for name in sorted(latest)
    )


def _stamps(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    directive: Directive,
    known: datetime.date | None,
) -> Stamps:
    """The stamps of one kind."""
    moves = moves_of(directive, entries, period, known)
    name = str(directive.meta.get("dues") or "")
    group = in_force(terms.schedules, name, period.begin) if name else None
    price = directive.meta.get("price")
    if price is None and group is not None:
        price = group.header.meta.get("amount")
    money = Money(terms, entries, period, tuple(moves), known)
    told = []
    if price is None:
        told.append("say in price: what a stamp costs, or in dues: which coop-dues.")
    if name and group is None:
        told.append(f"there is no coop-dues '{name}' on {period.begin}.")
    delegates = [
        _delegate(one, member, money, price, group) for member, one in moves.items()
    ]
    told += [
        f"{one.member} sold or gave back more than they had: {one.closing} left on "
        f"{period.last}. See what was given out to them."
        for one in delegates
        if one.closing < ZERO
    ]
    problems = [
        LedgerError(directive.source, f"coop-stamps '{directive.name}': {words}")
        for words in told
    ]
    return Stamps(
        directive.name,
        period,
        tuple(delegates),
        (*problems, *money.problems(directive.source)),
    )


def _delegate(
    moves: Moves, member: str, money: Money, price: object, group: Group | None
) -> Delegate:
    """One delegate's stamps and money."""
    value, currency = money.value(member, moves.sold, price)
    parts = split_value(value, currency, moves.sold, group)
    return Delegate(
        member,
        moves.opening,
        moves.issued,
        moves.returned,
        moves.sold,
        value,
        money.handed_in(member),
        currency,
        parts,
    )
