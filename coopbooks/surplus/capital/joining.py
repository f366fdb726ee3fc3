"""Joining fees: who owes which instalments, what was paid, what is still to come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.inforce import holds
from coopbooks.surplus.capital.instalments import SPANS
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.forms.capital import JOINING_FEE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.terms import SurplusTerms


class Due(NamedTuple):
    """An instalment of a joining fee.

    Attributes:
        number: Its number, from 1.
        day: The day on which it is due.
        amount: How much.
    """

    number: int
    day: datetime.date
    amount: Decimal


class Payment(NamedTuple):
    """What a member paid in towards the fee.

    Attributes:
        date: When.
        number: How much, with the reserve's part.
        reserve: What of it went to the reserve.
        account: The member's account.
        entry: The transaction.
    """

    date: datetime.date
    number: Decimal
    reserve: Decimal
    account: str
    entry: data.Transaction


@dataclass(frozen=True, slots=True)
class Joining:
    """One member's joining fee.

    Attributes:
        rule: The `coop-joining-fee` that held when they joined, or came to the class.
        member: The member's id.
        begin: The day from which the fee is due.
        left: The day on which they left; None for who has not.
        on: The day up to which it is counted.
        dues: The instalments; what falls due after they left is not due any more.
        payments: What they paid in by the day.
        opening: What stood as their fee when the book began.
    """

    rule: Directive
    member: str
    begin: datetime.date
    left: datetime.date | None
    on: datetime.date
    dues: tuple[Due, ...]
    payments: tuple[Payment, ...]
    opening: Decimal

    @property
    def fee(self) -> Decimal:
        """The whole fee."""
        number: Decimal = self.rule.values["amount"].number
        return number

    @property
    def paid(self) -> Decimal:
        """What was paid by the day."""
        return total_of((self.opening, *(one.number for one in self.payments)))

    @property
    def due(self) -> Decimal:
        """What was to be paid by the day."""
        return total_of(one.amount for one in self.dues if one.day <= self.on)

    @property
    def overdue(self) -> Decimal:
        """What of it was not paid."""
        return max(self.due - self.paid, ZERO)

    @property
    def to_come(self) -> Decimal:
        """What is still to be paid later."""
        every = total_of(one.amount for one in self.dues)
        return max(every - max(self.due, self.paid), ZERO)

    @property
    def next_due(self) -> Due | None:
        """The first instalment that is not paid in full; None where all are."""
        sum_ = ZERO
        for one in self.dues:
            sum_ += one.amount
            if sum_ > self.paid:
                return one
        return None


def read_joining(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    currency: str,
) -> list[Joining]:
    """Read members' joining fees.

    Args:
        terms: What the book says.
        entries: Its entries.
        on: The day up to which counts.
        currency: The book's currency.

    Returns:
        One for each member who joined a class that has a fee, by id; by the rule that
        held on the day on which they came to it, and since they joined the last time.
    """
    paid: dict[str, list[Move]] = defaultdict(list)
    for move in read_moves(terms, entries, on + DAY, currency):
        if move.lot == FEE:
            paid[move.member].append(move)
    found = []
    for member in sorted(terms.histories):
        begun = _begun(terms, member, on)
        if begun is None:
            continue
        rule, begin = begun.rule, begun.begin
        mine = [move for move in paid.get(member, ()) if move.date > begun.since]
        to = str(rule.meta.get("reserve-to") or "")
        payments = tuple(_payments(mine, to, currency))
        opening = total_of(move.number for move in mine if move.kind == "opening")
        dues = tuple(
            due
            for due in instalments_of(rule, begin, currency)
            if begun.left is None or due.day < begun.left
        )
        found.append(
            Joining(rule, member, begin, begun.left, on, dues, payments, opening)
        )
    return found


def instalments_of(
    rule: Directive, begin: datetime.date, currency: str
) -> Iterator[Due]:
    """The instalments of a fee.

    Args:
        rule: The `coop-joining-fee`.
        begin: The day on which they joined, or came to the class.
        currency: The book's currency.

    Yields:
        Equal instalments, the first ones larger by a cent where they can't be, each due
        by the end of its month, or whatever `each:` says, from that day; without
        `instalments:` the whole fee at once.
    """
    parts = int(rule.meta.get("instalments") or 1)
    span = SPANS[str(rule.meta.get("each") or "month")]
    fee = quantize(rule.values["amount"].number, currency)
    weights = {number: Decimal(1) for number in range(parts)}
    for number, amount in allocate(fee, weights, currency).items():
        day = begin + span * (number + 1) if parts > 1 else begin
        yield Due(number + 1, day, amount)


class _Begun(NamedTuple):
    """By which rule, from when to when a member owes a fee, and since when it counts.

    What was paid before they joined counts too, but nothing of a time before they left.
    """

    rule: Directive
    begin: datetime.date
    left: datetime.date | None
    since: datetime.date


def _begun(terms: SurplusTerms, member: str, on: datetime.date) -> _Begun | None:
    """The fee that a member came to owe by a day; None where they owe none."""
    found: _Begun | None = None
    since, member_class = datetime.date.min, ""
    for event in terms.histories[member]:
        if event.date > on:
            break
        if event.event == "leave":
            found = found._replace(left=event.date) if found else None
            since = event.date
        elif event.event == "join":
            found, member_class = None, ""
        member_class = event.member_class or member_class
        if event.event in {"join", "change"} and found is None:
            rule = _rule_of(terms, member_class, event.date)
            found = _Begun(rule, event.date, None, since) if rule else None
    return found


def _rule_of(
    terms: SurplusTerms, member_class: str, day: datetime.date
) -> Directive | None:
    """The fee of a class that holds on a day."""
    begun = [
        one
        for one in terms.of(JOINING_FEE.kind)
        if one.date <= day and one.values["class"] == member_class
    ]
    return begun[-1] if begun and holds(begun[-1], day) else None


def _payments(moves: Sequence[Move], to: str, currency: str) -> Iterator[Payment]:
    """What a member paid in, with what went to the reserve."""
    for move in moves:
        if move.kind != "paid-in":
            continue
        mine = [
            row
            for row in (rows([move.entry]) if to else ())
            if row.units.currency == currency and is_under(row.account, to)
            if row.tag("member") in {None, move.member}
        ]
        reserve = -total_of(row.number for row in mine)
        number = move.number + reserve
        yield Payment(move.date, number, reserve, move.account, move.entry)
