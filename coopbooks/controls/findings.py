"""What a treasurer or a committee should look at, found in a period's entries.

Each finding has a code, says in plain words what was found, and where it stands. They
are no verdicts: many have a good explanation.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.limits import every_limit
from coopbooks.controls.limits import foreign
from coopbooks.controls.rules.look import look_at
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.registry import RULES
from coopbooks.controls.rules.registry import found_in
from coopbooks.controls.rules.registry import place
from coopbooks.controls.rules.standing import negative_balances
from coopbooks.controls.rules.standing import unmatched
from coopbooks.controls.surplusfindings import fee_findings
from coopbooks.controls.surplusfindings import surplus_findings
from coopbooks.controls.withheld import overdue
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.periods import long_date
from coopbooks.statements.cash import bank_accounts
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.decisions import Use
    from coopbooks.members.names import Names
    from coopbooks.statements.funds import Figures
    from coopbooks.statements.scope import Scope

__all__ = ["Finding", "findings"]

FIRST = "no-receipt"
LATER = tuple(code for code, rule in RULES.items() if rule.find and code != FIRST)


def findings(
    scope: Scope, figures: Figures | None, names: Names | None = None
) -> list[Finding]:
    """Everything to look at in a period, before it is held against the waivers.

    Args:
        scope: The book for the period.
        figures: The figures of its funds, for a book that has any.
        names: The names of the private roster, if they are at hand.

    Returns:
        The findings, by kind and then by date, in an order that does not depend on
        that of files and lines.
    """
    refused = list(foreign(scope.entries, scope.currency, scope.period.end))
    look = look_at(scope, every_limit(scope.entries, refused), names)
    return [
        *refused,
        *found_in(look, FIRST),
        *sorted(_decisions(scope), key=_as_decided),
        *found_in(look, *LATER),
        *_funds(figures or {}),
        *_money(scope),
        *_withheld(scope),
        *negative_balances(scope),
        *unmatched(scope),
        *surplus_findings(scope),
        *fee_findings(scope),
        *sorted(_flagged(scope), key=place),
        *_without_price(scope),
    ]


def _in_period(scope: Scope) -> Iterator[data.Transaction]:
    for entry in scope.entries:
        if isinstance(entry, data.Transaction) and entry.date in scope.period:
            yield entry


def _decisions(scope: Scope) -> Iterator[Finding]:
    """Decisions that were overspent, or used after their end."""
    decisions, _ = read_decisions(scope.entries)
    for use in uses(
        scope.entries, decisions, scope.roles, scope.currency, scope.period.end
    ):
        yield from _of_use(scope, use)


def _as_decided(finding: Finding) -> tuple[bool, tuple[str, str, str]]:
    """What is overspent before what is too late."""
    return finding.code != "over-limit", place(finding)


def _of_use(scope: Scope, use: Use) -> Iterator[Finding]:
    decision = use.decision
    if use.left is not None and use.left < 0:
        over = scope.rounded(-use.left)
        words = f"Decision {decision.id} ({decision.title}) is overspent"
        yield Finding("over-limit", words, over)
    for entry in use.late:
        if entry.date in scope.period:
            words = (
                f"Decision {decision.id} ended on {long_date(decision.until)}: "
                f"{words_of(entry)}, {long_date(entry.date)}"
                if decision.until
                else ""
            )
            yield Finding("after-end", words, None, entry)


def _funds(figures: Figures) -> Iterator[Finding]:
    """Funds that were spent beyond what they hold."""
    for name, of_fund in figures.items():
        balance = sum(of_fund.values(), Decimal(0))
        if balance < 0:
            yield Finding("fund-overspent", f"The {name} fund is overspent", -balance)


def _money(scope: Scope) -> Iterator[Finding]:
    """Accounts of money below zero, or not confirmed by a statement."""
    banks = bank_accounts(scope)
    for account in money_accounts(scope):
        name = scope.roles.name_of(account)
        balance = scope.worth(account, scope.period.end)
        if balance < 0:
            yield Finding("below-zero", f"{name} is below zero", balance)
        if account in banks:
            yield from _confirmation(scope, account, name)


def _confirmation(scope: Scope, account: str, name: str) -> Iterator[Finding]:
    day = long_date(scope.period.last)
    match confirmed(scope, account):
        case "NO":
            yield Finding("bank-differs", f"{name} differs from its statement of {day}")
        case "not yet":
            yield Finding(
                "not-confirmed", f"{name} is not yet confirmed by a statement of {day}"
            )


def _withheld(scope: Scope) -> Iterator[Finding]:
    """Taxes that are owed for longer than the book allows."""
    for account, late in overdue(scope):
        words = f"{scope.roles.name_of(account)}: withheld or owed, and overdue"
        yield Finding("withholding-overdue", words, late)


def _flagged(scope: Scope) -> Iterator[Finding]:
    """Entries that someone marked with a `!` to look at, or a posting of theirs."""
    for entry in _in_period(scope):
        if "!" in {entry.flag, *(posting.flag for posting in entry.postings)}:
            words = f"Marked to look at: {words_of(entry)}, {long_date(entry.date)}"
            yield Finding("flagged", words, None, entry)


def _without_price(scope: Scope) -> Iterator[Finding]:
    """Currencies that could not be valued, once the statements have been made."""
    days: dict[tuple[str, bool], list[datetime.date]] = {}
    for missing in sorted(scope.valuation.missing):
        days.setdefault((missing.currency, missing.at_cost), []).append(missing.day)
    for (currency, at_cost), wanted in days.items():
        how = "counted at what it cost" if at_cost else "left out of the totals"
        more = len(wanted) - 1
        also = {0: "", 1: " and 1 earlier day"}.get(more, f" and {more} earlier days")
        words = (
            f"No price of {currency} in {scope.currency} for {long_date(wanted[-1])}"
            f"{also}: {how}"
        )
        yield Finding("no-price", words)
