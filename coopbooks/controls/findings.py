"""What a treasurer or a committee should look at, found in a period's entries.

Each finding has a code, says in plain words what was found, and where it stands. They
are no verdicts: many have a good explanation.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.limits import limit_on
from coopbooks.controls.limits import read_limits
from coopbooks.controls.surplusfindings import fee_findings
from coopbooks.controls.surplusfindings import surplus_findings
from coopbooks.controls.withheld import overdue
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows
from coopbooks.statements.cash import bank_accounts
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.decisions import Use
    from coopbooks.statements.funds import Figures
    from coopbooks.statements.scope import Scope

__all__ = ["Finding", "findings"]


def findings(scope: Scope, figures: Figures | None) -> list[Finding]:
    """Everything to look at in a period.

    Args:
        scope: The book for the period.
        figures: The figures of its funds, for a book that has any.

    Returns:
        The findings, by kind and then by date.
    """
    return [
        *_without_receipt(scope),
        *_decisions(scope),
        *_funds(figures or {}),
        *_money(scope),
        *_withheld(scope),
        *surplus_findings(scope),
        *fee_findings(scope),
        *_flagged(scope),
        *_without_price(scope),
    ]


def _in_period(scope: Scope) -> Iterator[data.Transaction]:
    for entry in scope.entries:
        if isinstance(entry, data.Transaction) and entry.date in scope.period:
            yield entry


def _words(entry: data.Transaction) -> str:
    return entry.narration or entry.payee or "an entry without words"


def _without_receipt(scope: Scope) -> Iterator[Finding]:
    """Costs paid or billed, from the limit on, to which no document is linked."""
    limits, _ = read_limits(scope.entries, "no-receipt")
    if not limits:
        return
    linked = {
        link
        for entry in scope.entries
        if isinstance(entry, data.Document)
        for link in entry.links or ()
    }
    for entry in _in_period(scope):
        if _has_document(entry) or linked & entry.links:
            continue
        spent = _spent(scope, entry)
        limit = limit_on(limits, entry.date)
        if limit is not None and limit.covers(spent):
            words = f"No receipt: {_words(entry)}, {long_date(entry.date)}"
            yield Finding("no-receipt", words, scope.rounded(spent), entry)


def _has_document(entry: data.Transaction) -> bool:
    metas = (entry.meta, *(posting.meta or {} for posting in entry.postings))
    return any(key.startswith("document") for meta in metas for key in meta)


def _spent(scope: Scope, entry: data.Transaction) -> Decimal:
    """What a transaction spent on costs: of own money, or by a bill to be paid.

    Zero for costs of which nobody sends a paper, such as wear of equipment.
    """
    found = list(rows([entry]))
    paid = any(
        one.number < 0
        and (
            scope.roles.is_money(one.account)
            or scope.roles.of(one.account) == "payable"
        )
        for one in found
    )
    if not paid:
        return Decimal(0)
    costs = (
        scope.valuation.of_posting(one.posting, entry.date)
        for one in found
        if scope.roles.type_of(one.account) == "Expenses"
    )
    return sum(costs, Decimal(0))


def _decisions(scope: Scope) -> Iterator[Finding]:
    """Decisions that were overspent, or used after their end."""
    decisions, _ = read_decisions(scope.entries)
    for use in uses(
        scope.entries, decisions, scope.roles, scope.currency, scope.period.end
    ):
        yield from _of_use(scope, use)


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
                f"{_words(entry)}, {long_date(entry.date)}"
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
    """Entries that someone marked with a `!` to look at."""
    for entry in _in_period(scope):
        if entry.flag == "!":
            words = f"Marked to look at: {_words(entry)}, {long_date(entry.date)}"
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
