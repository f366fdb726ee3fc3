"""Rules on members: who they are, what they hold, what came for nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.statements.scope import Scope


def negative_balances(scope: Scope) -> Iterator[Finding]:
    """Members' accounts below zero at the end of a period: how many, never whose.

    Args:
        scope: The book for the period.

    Yields:
        One finding for all of them together.
    """
    below = [
        worth
        for account in scope.activity.accounts("Equity", "Liabilities")
        if scope.roles.of(account) == "member-capital"
        and (worth := scope.worth(account, scope.period.end)) > ZERO
    ]
    if below:
        many = len(below)
        what = "1 member's account is" if many == 1 else f"{many} members' accounts are"
        yield Finding("negative-member-balance", f"{what} below zero", -total_of(below))


def unmatched(scope: Scope) -> Iterator[Finding]:
    """Dues that came in and belong to no member, at the end of a period.

    Args:
        scope: The book for the period.

    Yields:
        One finding for all of it, wherever something is left.
    """
    left = total_of(
        max(-scope.worth(account, scope.period.end), ZERO)
        for account in scope.activity.accounts("Liabilities")
        if scope.roles.of(account) == "dues-unapplied"
    )
    if left:
        words = "Dues came in for no member of ours; ask the sender whose they are"
        yield Finding("check-off-unmatched", words, left)


RULES = (
    Rule(
        "unknown-member",
        "An unknown member",
        "A `member:` that never joined by the book. It is an error, wherever a book "
        "has members, and stands first with the others.",
        "Correct the id, or add the coop-member that is missing.",
        "a rule of this language: members are ids, and each has joined",
        is_error=True,
    ),
    Rule(
        "negative-member-balance",
        "A member's account below zero",
        "Members' capital accounts (role `member-capital`) that are below zero at the "
        "end of the period: how many and how much, never whose.",
        "Look at these accounts in the book: a payment was posted twice, to the wrong "
        "member, or beyond what was there. A loss that was shared needs a decision.",
        "common practice of auditors: a balance on the wrong side is looked into",
        adjusted="amount",
    ),
    Rule(
        "check-off-unmatched",
        "Dues received for nobody",
        "What an employer, a bank or a delegate sent and no member could be found "
        "for, on accounts with the role `dues-unapplied`, at the end of the period.",
        "Ask the sender whose it is, and move it to that member; or send it back.",
        "29 USC 186(c)(4) (US): check-off needs each employee's written assignment",
        adjusted="amount",
    ),
)
