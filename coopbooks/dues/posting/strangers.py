"""Payments for who is no member any more, never was, or is not named at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.money import ZERO
from coopbooks.dues.standing.lines import Lines
from coopbooks.dues.standing.moves import period_named
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.item import Item
    from coopbooks.dues.terms import DuesTerms


def paid_by_strangers(
    terms: DuesTerms, items: Iterable[Item], period: Period
) -> list[LedgerError]:
    """Find payments of a period for who does not belong and owes nothing.

    Who left and pays what they still owed is no stranger. What an employer takes from
    pay is compared with its list instead.

    Args:
        terms: What the book says about dues.
        items: What moved on members' dues, in any order.
        period: The period in which the payment came.

    Returns:
        An error at each such payment, by their days, with what is too much of it.
    """
    left: dict[tuple[str, str], Decimal] = {}
    paid: list[Item] = []
    for one in items:
        if one.date < period.end:
            whose = one.member, one.currency
            left[whose] = left.get(whose, ZERO) - one.number
            if one.kind == "paid" and one.date in period:
                paid.append(one)
    cash = terms.basis(period.last) == "cash"
    found: list[LedgerError] = []
    # The last payment is the one that was too much.
    for one in sorted(paid, key=lambda one: one.date, reverse=True):
        whose = one.member, one.currency
        over = -one.number if cash else min(-one.number, left[whose])
        words = _not_a_member(terms, one.member, one.date)
        if over > ZERO and words and not (cash and _owed(terms, one)):
            left[whose] -= over
            found.append(_for_nobody(one, words, over))
    return found[::-1]


def without_member(
    terms: DuesTerms, entries: Iterable[data.Directive], period: Period
) -> Iterator[LedgerError]:
    """Find payments of a period on what members owe that name no member.

    Args:
        terms: What the book says about dues.
        entries: The book's entries.
        period: The period in which the payment came.

    Yields:
        An error at each such posting.
    """
    lines = Lines(terms)
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date not in period:
            continue
        if entry.meta.get("member"):
            continue
        legs = [lines.of(posting.account).leg for posting in entry.postings]
        if "line" not in legs or "money" not in legs:
            continue
        for posting, leg in zip(entry.postings, legs, strict=True):
            if leg == "line" and not (posting.meta or {}).get("member"):
                yield LedgerError(
                    placed(posting.meta, entry.meta),
                    f"{posting.units} on {posting.account} names no member. Say whose "
                    "dues these are with member:, or let it wait on an account with "
                    "the role dues-unapplied.",
                    entry,
                )


def _for_nobody(item: Item, words: str, over: Decimal) -> LedgerError:
    """A payment of which so much is for nothing that anybody owes."""
    return LedgerError(
        item.entry.meta,
        f"{item.member} {words}, and {over} {item.currency} came in for them that "
        "nobody owes. Ask whose it is, or give it back.",
        item.entry,
    )


def _owed(terms: DuesTerms, item: Item) -> bool:
    """Whether a payment may be for a time at which somebody belonged."""
    named = period_named(item.period)
    if named is None:
        return item.member in terms.histories
    days = (named.begin, named.last)
    return not all(_not_a_member(terms, item.member, day) for day in days)


def _not_a_member(terms: DuesTerms, member: str, day: datetime.date) -> str:
    """Why somebody is no member on a day, in plain words; empty if they are."""
    status = status_on(terms.histories, member, day, terms.known)
    if status is None:
        joined = member in terms.histories
        return f"had not joined on {day}" if joined else "never joined"
    return "" if status.belongs else f"left on {status.since}"
