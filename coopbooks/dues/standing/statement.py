"""Everything about one member's dues, in order: for the member, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.settling import turn
from coopbooks.dues.standing.standing import standings_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.application import Use
    from coopbooks.dues.standing.standing import Standing
    from coopbooks.dues.terms import DuesTerms


class Line(NamedTuple):
    """Something that moved, with what was owed after it.

    Attributes:
        item: What moved.
        paid: Of a payment: what it paid, in the order in which it was used.
        balance: What the member owed after it; negative where paid ahead.
        expected: What an employer was still to take from pay after it.
    """

    item: Item
    paid: tuple[Use, ...]
    balance: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class Statement:
    """What a member owes, and how it came to that.

    Attributes:
        member: The member's id.
        begin: The first day that is shown; None for all.
        on: The last day.
        currency: The currency.
        start: What the member owed before the first day.
        start_expected: What an employer was to take from pay before the first day.
        lines: What moved since, in order.
        standing: How the member stands on the last day, and what restores it.
        pledged: What came in of a pledge, which nobody owed, in order.
    """

    member: str
    begin: datetime.date | None
    on: datetime.date
    currency: str
    start: Decimal
    start_expected: Decimal
    lines: tuple[Line, ...]
    standing: Standing
    pledged: tuple[Item, ...]

    @property
    def balance(self) -> Decimal:
        """What the member owes at the end; negative where paid ahead."""
        return self.lines[-1].balance if self.lines else self.start


def statements(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    members: Collection[str] | None = None,
    begin: datetime.date | None = None,
) -> dict[str, Statement]:
    """Put together what members owe and how it came to that.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, in any order.
        on: The last day that counts.
        members: The ids of those to look at; None for everybody.
        begin: The first day to show; what was before is one figure. None for all.

    Returns:
        A statement for each member, by id.
    """
    accounts = read_accounts(terms, entries, on, None, members)
    return {
        member: _statement(accounts, standing, begin)
        for member, standing in standings_of(accounts, members).items()
    }


def _statement(
    accounts: Accounts, standing: Standing, begin: datetime.date | None
) -> Statement:
    member, currency = standing.member, standing.currency
    items = _in(accounts.items.get(member, ()), currency)
    uses = _uses(accounts, member, currency)
    before = [item for item in items if begin is not None and item.date < begin]
    start, start_expected = _sums(before)
    balance, expected = start, start_expected
    lines: list[Line] = []
    for item in items[len(before) :]:
        if item.employer:
            expected = total_of((expected, item.number))
        else:
            balance = total_of((balance, item.number))
        paid = tuple(use for use in uses if use.payment is item)
        lines.append(Line(item, paid, balance, expected))
    pledged = _in(accounts.outside.get(member, ()), currency)
    return Statement(
        member,
        begin,
        accounts.on,
        currency,
        start,
        start_expected,
        tuple(lines),
        standing,
        tuple(one for one in pledged if begin is None or one.date >= begin),
    )


def _in(items: Iterable[Item], currency: str) -> list[Item]:
    """The items in one currency, in their order."""
    return sorted((item for item in items if item.currency == currency), key=turn)


def _uses(accounts: Accounts, member: str, currency: str) -> list[Use]:
    """What payments paid, those of the member and those of an employer."""
    return [
        use
        for employer in (False, True)
        for use in accounts.applied(
            member, currency, accounts.on, employer=employer
        ).uses
    ]


def _sums(items: Iterable[Item]) -> tuple[Decimal, Decimal]:
    """What items come to for the member, and for an employer."""
    own, employer = [ZERO], [ZERO]
    for item in items:
        (employer if item.employer else own).append(item.number)
    return total_of(own), total_of(employer)
