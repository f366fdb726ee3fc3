"""What members owe themselves, by age: never what an employer is to hand over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.runs import ids_of
from coopbooks.dues.standing.application import apply
from coopbooks.dues.standing.items import read_items
from coopbooks.dues.standing.priorities import Priorities

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.settling import Debt
    from coopbooks.dues.terms import DuesTerms


class Owing(NamedTuple):
    """One charge of which something is open.

    Attributes:
        member: The member's id.
        account: The account on which it is owed.
        period: For which period, by its name.
        due: The day on which it was due.
        number: How much is open.
        currency: Its currency.
    """

    member: str
    account: str
    period: str
    due: datetime.date
    number: Decimal
    currency: str


def owing(
    terms: DuesTerms,
    entries: Iterable[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
    without: str = "",
) -> list[Owing]:
    """What members owe themselves on a day.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        on: The day; what is dated later does not count.
        known: Only what had been recorded by then counts; None for all.
        without: Entries whose id begins so are passed over; empty for none.

    Returns:
        The open charges by member, then by age. What was charged on an account on
        which an employer's part is waited for is not among them (29 CFR 452.87).
    """
    kept = [one for one in entries if not (without and _is(one, without))]
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in read_items(kept, terms, known):
        if not item.employer and item.date <= on:
            groups.setdefault((item.member, item.currency), []).append(item)
    rules = Priorities(terms)
    return [
        one
        for (member, currency), items in sorted(groups.items())
        for one in _open(member, currency, items, apply(items, rules, on).open)
    ]


def _is(entry: data.Directive, prefix: str) -> bool:
    """Whether a transaction has an id that begins so, or takes such a one back."""
    told = {*ids_of(entry), str((entry.meta or {}).get("reverses") or "")}
    return any(id_.startswith(prefix) for id_ in told)


def _open(
    member: str, currency: str, items: Sequence[Item], debts: Sequence[Debt]
) -> Iterator[Owing]:
    """What is open of one member's charges in one currency, the oldest first.

    What was charged at once on several accounts is one debt: what is left of it is on
    the last of them, never more than was charged there.
    """
    charged: dict[tuple[object, ...], dict[str, Decimal]] = {}
    for item in items:
        if item.number > 0:
            there = charged.setdefault((item.about, item.due, item.period), {})
            there[item.account] = there.get(item.account, ZERO) + item.number
    usual = min(one.account for one in items)
    for debt in debts:
        accounts = charged.get((debt.about, debt.due, debt.name), {usual: debt.open})
        name, left = debt.name or debt.period.name, debt.open
        for place, account in enumerate(sorted(accounts, reverse=True), start=1):
            last = place == len(accounts)
            part = left if last else min(left, accounts[account])
            left -= part
            if part:
                yield Owing(member, account, name, debt.due, part, currency)
