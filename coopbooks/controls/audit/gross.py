"""Receipts and disbursements, gross: strictly cash, nothing netted.

Money that comes into an own account is a receipt, money that leaves one a disbursement.
An advance of 1,000 of which 200 come back is a disbursement of 1,000 and a receipt of
200, also where one transaction says both. What is only moved between own accounts is
neither, also where it was on its way for some days over an account with the role
`clearing`; nor is what a book began with.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.statements.scope import Scope

# Money that leaves one own account is in the other one so much later.
ON_ITS_WAY = datetime.timedelta(days=10)


class Flow(NamedTuple):
    """What one transaction brought into an own account, or took out of it.

    Attributes:
        entry: The transaction.
        account: The own account.
        other: The account on the other side; the own one where there is none.
        number: How much, in the reporting currency; negative for a disbursement.
    """

    entry: data.Transaction
    account: str
    other: str
    number: Decimal


@dataclass(slots=True)
class Gross:
    """What moved in a period, in the reporting currency.

    Attributes:
        flows: Receipts and disbursements, by date.
        moved: By own account: what was moved from and to other own accounts. What it
            adds up to is on its way between them.
        opened: By own account: what was brought in from before the book.
        changed: By own account: what other currencies gained or lost, and rounding.
    """

    flows: list[Flow] = field(default_factory=list)
    moved: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    opened: dict[str, Decimal] = field(
        default_factory=lambda: defaultdict(lambda: ZERO)
    )
    changed: dict[str, Decimal] = field(
        default_factory=lambda: defaultdict(lambda: ZERO)
    )

    @property
    def receipts(self) -> list[Flow]:
        """What came in."""
        return [one for one in self.flows if one.number > 0]

    @property
    def disbursements(self) -> list[Flow]:
        """What went out."""
        return [one for one in self.flows if one.number < 0]


def gross_flows(scope: Scope) -> Gross:
    """Find all receipts and disbursements of a period.

    Args:
        scope: The book for the period.

    Returns:
        The flows. Within a transaction they are shared among the accounts on the other
        side by largest remainder, so that they add up to what moved exactly.
    """
    found = Gross()
    on_way = on_their_way(scope)
    for entry in scope.entries:
        if isinstance(entry, data.Transaction) and entry.date in scope.period:
            _add(scope, entry, found, moves=id(entry) in on_way)
    _revalue(scope, found)
    return found


def _add(scope: Scope, entry: data.Transaction, found: Gross, *, moves: bool) -> None:
    """Add what one transaction moved."""
    came: dict[str, Decimal] = {}
    went: dict[str, Decimal] = {}
    others: dict[str, Decimal] = {}
    for posting in entry.postings:
        if posting.units is None or posting.units.currency in scope.valuation.measures:
            continue
        worth = scope.valuation.of_posting(posting, entry.date)
        if scope.roles.is_money(posting.account):
            rounded = scope.rounded(worth)
            side = came if rounded > 0 else went
            side[posting.account] = side.get(posting.account, ZERO) + abs(rounded)
        else:
            name = scope.roles.root_of(posting.account)
            others[name] = others.get(name, ZERO) + worth
    if not came and not went:
        return
    if moves:
        _move_all(came, went, found)
        return
    moved = transferred(came, went)
    for account, number in moved.items():
        found.moved[account] += number
    if moved and not others:
        # Own money of two currencies, at rates that are not those of the book.
        for sign, side in ((1, came), (-1, went)):
            for account, number in side.items():
                found.changed[account] += sign * number
        return
    _flow(scope, entry, came, others, found, sign=1)
    _flow(scope, entry, went, others, found, sign=-1)


def _move_all(
    came: Mapping[str, Decimal], went: Mapping[str, Decimal], found: Gross
) -> None:
    for account, number in came.items():
        found.moved[account] += number
    for account, number in went.items():
        found.moved[account] -= number


def transferred(
    came: dict[str, Decimal], went: dict[str, Decimal]
) -> dict[str, Decimal]:
    """Take what was moved between own accounts out of what came and went.

    Args:
        came: By own account what one transaction brought in; what was moved is taken
            off.
        went: The same of what it took out, positive.

    Returns:
        By own account what was moved into it, or out of it as a negative; it adds up
        to zero. What comes and goes on one account is not moved between two.
    """
    moved: dict[str, Decimal] = {}

    def weight(account: str) -> tuple[Decimal, str]:
        # Who comes on both sides has the fewest partners left, and chooses first.
        both = came.get(account, ZERO) + went.get(account, ZERO)
        return -both, account

    accounts = sorted({*came, *went}, key=weight)
    for first in accounts:
        for second in accounts:
            if first == second:
                continue
            for to, source in ((first, second), (second, first)):
                number = min(came.get(to, ZERO), went.get(source, ZERO))
                if number:
                    came[to] -= number
                    went[source] -= number
                    moved[to] = moved.get(to, ZERO) + number
                    moved[source] = moved.get(source, ZERO) - number
    return moved


def _flow(
    scope: Scope,
    entry: data.Transaction,
    money: Mapping[str, Decimal],
    others: Mapping[str, Decimal],
    found: Gross,
    *,
    sign: int,
) -> None:
    """Share what came in, or went out, among the accounts on the other side."""
    # The other side of what comes in is credited, of what goes out debited; where
    # a transaction holds both, the smaller of them has only the other one's side.
    sources = {name: abs(of) for name, of in others.items() if of * sign < 0}
    sources = sources or {name: abs(of) for name, of in others.items() if of}
    for account, number in money.items():
        if not number:
            continue
        weights = sources or {account: number}
        for other, part in allocate(number, weights, scope.currency).items():
            if part and scope.roles.is_opening(other):
                found.opened[account] += sign * part
            elif part:
                found.flows.append(Flow(entry, account, other, sign * part))


def _revalue(scope: Scope, found: Gross) -> None:
    """What own accounts gained or lost without a transaction, from their balances.

    It is worked out of what the postings come to, not of what is left over, so that a
    transaction which the flows miss fails the check.
    """
    posted: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in scope.period:
            continue
        for posting in entry.postings:
            units = posting.units
            if units is None or units.currency in scope.valuation.measures:
                continue
            if scope.roles.is_money(posting.account):
                worth = scope.valuation.of_posting(posting, entry.date)
                posted[posting.account] += scope.rounded(worth)
    for account in scope.activity.accounts("Assets"):
        if scope.roles.is_money(account):
            begin = scope.worth(account, scope.period.begin)
            end = scope.worth(account, scope.period.end)
            found.changed[account] += end - begin - posted[account]


class _Leg(NamedTuple):
    """One half of a transfer that may be on its way."""

    date: datetime.date
    account: str
    number: Decimal
    entry: data.Transaction


def on_their_way(scope: Scope) -> set[int]:
    """Find transfers that went over a clearing account, in two transactions.

    Args:
        scope: The book.

    Returns:
        The `id()` of both transactions of each: one took from an own account what the
        other brought to one, all of it over the same clearing account, within ten days.
    """
    found: set[int] = set()
    waiting: dict[tuple[str, Decimal], list[_Leg]] = defaultdict(list)
    for leg in _legs(scope):
        twins = waiting[leg.account, -leg.number]
        twin = next((one for one in twins if leg.date - one.date <= ON_ITS_WAY), None)
        if twin is None:
            waiting[leg.account, leg.number].append(leg)
        else:
            twins.remove(twin)
            found |= {id(twin.entry), id(leg.entry)}
    return found


def _legs(scope: Scope) -> Iterator[_Leg]:
    """Transactions of nothing but own money and one clearing account."""
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction):
            continue
        others = [
            one
            for one in entry.postings
            if one.units is not None and not scope.roles.is_money(one.account)
        ]
        names = {one.account for one in others}
        if len(names) != 1 or len(others) == len(entry.postings):
            continue
        (name,) = names
        if scope.roles.of(name) == "clearing":
            number = total_of(
                scope.valuation.of_posting(one, entry.date) for one in others
            )
            if number:
                yield _Leg(entry.date, name, number, entry)
