"""Who left: when, what they owe, and on which accounts the book owes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.writing import with_role

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.terms import SurplusTerms

OWED_TO_US = frozenset({"receivable", "dues-receivable", "share-receivable"})


class NotLeft(CoopbooksError):
    """An account is to be paid out, and the member is none or has not left."""

    def __init__(self, member: str, *, known: bool) -> None:
        """Build the message.

        Args:
            member: The member's id.
            known: Whether the book knows them.
        """
        super().__init__(
            f"{member} has not left by what the book says. To see what they would get, "
            "give a day with --on."
            if known
            else f"This book knows no member '{member}'. Members are found by their "
            "id, such as M-0042."
        )


def debts_of(
    rule: Directive, terms: SurplusTerms, opened: frozenset[str]
) -> tuple[str, str]:
    """The accounts on which the book owes who left: within a year, and later.

    Args:
        rule: The `coop-leaving` that holds.
        terms: What the book says.
        opened: The accounts that are open.

    Returns:
        The first by the rule, else by its role, empty where there is none; the second
        by the rule, else the first.
    """
    payable = str(rule.meta.get("payable") or "")
    payable = payable or with_role(terms.roles, opened, "capital-payable")
    return payable, str(rule.meta.get("payable-later") or payable)


def owed_by(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    member: str,
    day: datetime.date,
    currency: str,
) -> Mapping[str, Decimal]:
    """What a member owes at the end of a day.

    Args:
        terms: What the book says.
        entries: Its entries.
        member: The member's id.
        day: The day.
        currency: The book's currency.

    Returns:
        What is not yet paid on accounts for what is owed to the co-op, by account.
    """
    sums: dict[str, Decimal] = {}
    for row in rows(entries):
        if row.date > day or row.units.currency != currency:
            continue
        if terms.roles.of(row.account) not in OWED_TO_US:
            continue
        if (row.tag("member") or row.account.rpartition(":")[2]) == member:
            sums[row.account] = sums.get(row.account, ZERO) + row.number
    return {account: number for account, number in sums.items() if number > 0}


def left_on(terms: SurplusTerms, member: str) -> datetime.date | None:
    """When a member left for good; None for who did not.

    Args:
        terms: What the book says.
        member: The member's id.

    Returns:
        The day of the last event of theirs, if it is that they left.
    """
    events = sorted(terms.histories.get(member, ()), key=lambda event: event.order)
    last = [one for one in events if one.event in {"join", "leave"}][-1:]
    return last[0].date if last and last[0].event == "leave" else None
