"""Writing off what one member owes, by a decision; never what an employer owes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.dues.doubts.owing import owing
from coopbooks.dues.rules.workplaces import plain_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.decisions import Use
    from coopbooks.dues.doubts.owing import Owing
    from coopbooks.dues.terms import DuesTerms

ROLE = "dues-written-off"


class NothingOwed(CoopbooksError):
    """What somebody owes is to be written off, and they owe nothing themselves."""

    def __init__(self, member: str, on: datetime.date) -> None:
        """Build the message.

        Args:
            member: The member's id.
            on: The day.
        """
        super().__init__(
            f"{member} owes nothing on {on} that could be written off. What an "
            "employer has not handed over is owed by the employer."
        )


class NotDecided(CoopbooksError):
    """Something is to be written off that the decision named does not allow."""

    def __init__(self, decision: str, reason: str) -> None:
        """Build the message.

        Args:
            decision: The id of the decision.
            reason: What is wrong with it.
        """
        super().__init__(f"Decision '{decision}' {reason}")


class NoAccountForWriteOff(CoopbooksError):
    """The book does not say which account written off dues are a cost on."""

    def __init__(self, found: Sequence[str]) -> None:
        """Build the message.

        Args:
            found: The accounts with the role; none, or several.
        """
        have = f"{' and '.join(found)} have" if found else "No account has"
        super().__init__(
            f"{have} the role {ROLE}; say with one coop-account which one it is."
        )


@dataclass(frozen=True, slots=True)
class WriteOff:
    """What is to be written off for one member.

    Attributes:
        member: The member's id.
        on: The day.
        decision: The id of the decision.
        expense: The account that it is a cost on.
        rows: What is owed, the oldest first, in one currency or several.
    """

    member: str
    on: datetime.date
    decision: str
    expense: str
    rows: tuple[Owing, ...]

    @property
    def id(self) -> str:
        """Under which its entry is found again."""
        return f"written-off-{self.on}-{self.member}"

    @property
    def batch(self) -> str:
        """The batch that it is written to: one for each member and day."""
        return f"{self.on}-written-off-{plain_name(self.member)}"

    def totals(self) -> dict[str, Decimal]:
        """What is written off, by currency."""
        currencies = sorted({row.currency for row in self.rows})
        return {
            currency: total_of(
                row.number for row in self.rows if row.currency == currency
            )
            for currency in currencies
        }

    def entry(self) -> data.Transaction:
        """The transaction to propose."""
        meta = {"id": self.id, "member": self.member, "decision": self.decision}
        postings = [
            _posting(self.expense, number, currency, {})
            for currency, number in self.totals().items()
        ]
        postings += [
            _posting(row.account, -row.number, row.currency, {"period": row.period})
            for row in self.rows
        ]
        none: frozenset[str] = frozenset()
        words = f"Dues written off, {self.member}"
        return data.Transaction(meta, self.on, "*", None, words, none, none, postings)


def write_off(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    member: str,
    on: datetime.date,
    decision: str,
) -> WriteOff:
    """Work out what writing off what a member owes comes to.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        member: The member's id.
        on: The day.
        decision: The id of the members' decision; it is in the book, still to be used
            on that day, and its limit is not used up.

    Returns:
        What is to be written off; the same again once it is written.

    Raises:
        NothingOwed: The member owes nothing, or only the employer does.
        NotDecided: There is no such decision, it is over, or allows less.
        NoAccountForWriteOff: No account has the role `dues-written-off`, or several.
    """
    id_ = f"written-off-{on}-{member}"
    open_ = owing(terms, entries, on, terms.known, without=id_)
    rows = tuple(row for row in open_ if row.member == member)
    if not rows:
        raise NothingOwed(member, on)
    said = terms.roles.said
    accounts = sorted(one for one in said if said[one] == ROLE)
    if len(accounts) != 1:
        raise NoAccountForWriteOff(accounts)
    found = WriteOff(member, on, decision, accounts[0], rows)
    _check(found, terms, entries)
    return found


def _check(
    found: WriteOff, terms: DuesTerms, entries: Sequence[data.Directive]
) -> None:
    """Refuse what the decision does not allow."""
    used = _use(found, terms, entries)
    if used is None:
        raise NotDecided(found.decision, "is not in this book; add its coop-decision.")
    decision = used.decision
    if decision.until is not None and decision.until < found.on:
        raise NotDecided(found.decision, f"could be used until {decision.until}.")
    if decision.limit is None or used.left is None:
        return
    wanted = found.totals().get(decision.limit.currency)
    if wanted is None or len(found.totals()) > 1:
        raise NotDecided(found.decision, f"is about {decision.limit.currency} only.")
    if wanted > used.left:
        left = quantize(used.left, decision.limit.currency)
        reason = f"leaves {left} {decision.limit.currency}; this is {wanted}."
        raise NotDecided(found.decision, reason)


def _use(
    found: WriteOff, terms: DuesTerms, entries: Sequence[data.Directive]
) -> Use | None:
    """The decision with what was spent under it, but for this; None if none."""
    decisions = [
        one
        for one in read_decisions(entries)[0]
        if one.id == found.decision and one.date <= found.on
    ]
    others = [one for one in entries if (one.meta or {}).get("id") != found.id]
    currency = next(iter(found.totals()))
    spent = uses(others, decisions, terms.roles, currency, found.on + DAY)
    return spent[0] if spent else None


def _posting(
    account: str, number: Decimal, currency: str, meta: dict[str, str]
) -> data.Posting:
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, dict(meta))
