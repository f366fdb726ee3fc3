"""Who may sign for a period, and who steps aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import read_entities
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows
from coopbooks.members.status import status_on
from coopbooks.members.terms import read_members

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.controls.review.terms import Rule
    from coopbooks.controls.review.terms import Signature
    from coopbooks.core.ledger import Book
    from coopbooks.core.officers import Term
    from coopbooks.core.periods import Period

# An id says nothing of a person, and has no blanks; a guest's may have the body first.
ID = re.compile(r"[\w.-]+(?:/[\w.-]+)?")


class May:
    """Who may sign for a period."""

    def __init__(self, book: Book, rule: Rule, period: Period) -> None:
        """Read who holds which office, and who was paid.

        Args:
            book: The book.
            rule: Who signs.
            period: The period.
        """
        self.rule = rule
        self.period = period
        self.terms: list[Term] = read_officers(book.entries)[0]
        self.members = read_members(book.entries)[0]
        self.own = {one.name for one in read_entities(book.entries)[0]}
        self.paid = paid_in(book, period) if rule.recuse_paid else frozenset[str]()

    def why_not(self, one: Signature, before: Sequence[Signature]) -> str:
        """Why a signature does not count.

        Args:
            one: The signature.
            before: Those that count, made before it.

        Returns:
            A sentence without a full stop; empty where it counts.
        """
        if any(each.by == one.by for each in before):
            return f"{one.by} signed before; nobody counts twice"
        if one.of:
            return self._guest(one, before)
        if self._prepares(one.by, one.date):
            return (
                f"{one.by} prepares the books ({self.rule.prepares}), and does not "
                "sign for them"
            )
        if one.by in self.paid:
            return f"{one.by} was paid in {self.period.label}, and steps aside"
        return self._no_office(one)

    def _guest(self, one: Signature, before: Sequence[Signature]) -> str:
        """Why somebody from another body does not count; empty where they do."""
        others = sum(bool(each.of) for each in before)
        if others >= self.rule.other_bodies:
            return (
                f"{one.by} is from {one.of}, and the rule lets "
                f"{self.rule.other_bodies or 'nobody'} sign from other bodies"
            )
        if one.of in self.own:
            return f"{one.of} is this body itself"
        if one.by in self.known:
            return (
                f"{one.by} is an id of this body; somebody of {one.of} with the same "
                f"id signs as {one.of}/{one.by}"
            )
        if not (ID.fullmatch(one.by) and ID.fullmatch(one.of)):
            return "a guest has an id, such as eastport/M-0042, and a body's short name"
        return ""

    @property
    def known(self) -> set[str]:
        """The ids of this body's members and officers."""
        return {term.member for term in self.terms} | set(self.members)

    def _no_office(self, one: Signature) -> str:
        held = self.offices(one.by, one.date)
        if self.rule.offices:
            if held & set(self.rule.offices):
                return ""
            wanted = " or ".join(self.rule.offices)
            return f"{one.by} was not {wanted} on {long_date(one.date)}"
        status = status_on(self.members, one.by, one.date)
        if held or (status is not None and status.belongs):
            return ""
        return f"{one.by} was no member and held no office on {long_date(one.date)}"

    def offices(self, member: str, day: datetime.date) -> set[str]:
        """The offices that somebody holds on a day.

        Args:
            member: The id.
            day: The day.

        Returns:
            Their names.
        """
        return {
            term.office
            for term in self.terms
            if term.member == member
            and term.begin <= day
            and (term.end is None or day < term.end)
        }

    def _prepares(self, member: str, day: datetime.date) -> bool:
        """Whether somebody prepared the books, in the period or now."""
        return any(
            term.member == member
            and term.office == self.rule.prepares
            and term.begin <= day
            and (term.end is None or self.period.begin < term.end)
            for term in self.terms
        )


def paid_in(book: Book, period: Period) -> frozenset[str]:
    """Who was paid out of costs in a period, or what was billed for them.

    Args:
        book: The book.
        period: The period.

    Returns:
        The ids that stand on costs, or on bills that were paid, as members or payees,
        and those that such a transaction names in `paid-to:`.
    """
    roles, _ = read_roles(book.entries, types_of(book.options))
    found: set[str] = set()
    for entry in book.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in period:
            continue
        spent = [
            row
            for row in rows([entry])
            if roles.type_of(row.account) == "Expenses"
            or (roles.of(row.account) == "payable" and row.number > 0)
        ]
        for row in spent:
            found |= {row.tag("member") or "", row.tag("payee") or ""}
            found |= {str((row.posting.meta or {}).get("paid-to") or "")}
        if spent:
            found.add(str(entry.meta.get("paid-to") or ""))
    return frozenset(found - {""})


def named_in(entry: data.Directive) -> frozenset[str]:
    """Who is named in an entry, as a member or as somebody who was paid.

    Args:
        entry: Any entry.

    Returns:
        The words of `member:`, `payee:` and `paid-to:`, ids among them.
    """
    metas = [entry.meta or {}]
    if isinstance(entry, data.Transaction):
        metas += [posting.meta or {} for posting in entry.postings]
    keys = ("member", "payee", "paid-to")
    return frozenset(str(meta[key]) for meta in metas for key in keys if meta.get(key))
