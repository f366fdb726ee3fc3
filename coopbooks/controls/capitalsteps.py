"""The steps of a month about members' accounts: joining fees, and who left."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.step import Step
from coopbooks.core.closing import ends_of
from coopbooks.core.difference import difference
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.leavers import left_on
from coopbooks.surplus.capital.moves import balances_on
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.upkeep import upkeep
from coopbooks.surplus.forms.capital import JOINING_FEE
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from coopbooks.controls.month import Month
    from coopbooks.surplus.capital.debts import Debt
    from coopbooks.surplus.terms import SurplusTerms


def paid_in(month: Month) -> Step | None:
    """Whether members have paid the instalments of joining fees that are due."""
    if not _says(month, JOINING_FEE.kind):
        return None
    scope, period = month.scope, month.period
    every = read_joining(_terms(month), scope.entries, period.last, scope.currency)
    found = [one for one in every if one.left is None]
    overdue = [one for one in found if one.overdue]
    day = long_date(period.last)
    if overdue:
        amount = _amount(month, (one.overdue for one in overdue))
        who = _many(len(overdue), "member")
        words = f"Joining fees that were due by {day} are not paid, {who}, {amount}"
        details = tuple(
            f"{one.member}: {_amount(month, [one.overdue])}" for one in overdue
        )
        if not month.is_over:
            words = f"Joining fees due by {day}, {who}, {amount}"
            return Step("paid-in", "awaited", words, (), details)
        command = ("surplus", "joining", "BOOK", "--on", f"{period.last}")
        return Step("paid-in", "todo", words, command, details)
    if any(due.day in period for one in found for due in one.dues):
        return Step("paid-in", "done", f"Joining fees due by {day} are paid")
    return None


def settled(month: Month) -> Step | None:
    """Whether the accounts of those who left became a debt to them."""
    if not _says(month, LEAVING.kind):
        return None
    scope, period, terms = month.scope, month.period, _terms(month)
    gone = {
        member
        for member in terms.histories
        if (day := left_on(terms, member)) is not None and day < period.end
    }
    # As the book is now: it may have been settled after the month.
    ever = datetime.date.max
    held = balances_on(read_moves(terms, scope.entries, ever, scope.currency), ever)
    left = sorted(member for member in gone if held.get(member))
    if not left:
        return None
    verb = "still has" if len(left) == 1 else "still have"
    who = f"{_many(len(left), 'member')} who left {verb} an account"
    words = f"{who}; work out what is owed, and let the members decide"
    command = ("surplus", "leave", "BOOK", "--member", left[0])
    return Step("settled", "todo", words, command, tuple(left))


def kept_up(month: Month) -> Step | None:
    """Whether plans for those who left are kept: interest, what is due, payments."""
    if not _says(month, LEAVING.kind):
        return None
    scope, period = month.scope, month.period
    debts, _ = read_debts(_terms(month), scope.entries, scope.currency)
    debts = [one for one in debts if one.day < period.end]
    if not debts:
        return None
    day = min(period.last, month.today)
    proposal = upkeep(debts, scope.entries, day)
    soft = ends_of(scope.entries).soft
    lacking = difference(proposal, scope.entries, soft).changes
    if lacking:
        words = "What follows from plans for who left is not in the book"
        command = ("surplus", "leave", "BOOK", "--on", f"{day}", "--write")
        return Step("kept-up", "todo", words, command)
    due = [
        (debt.member, part)
        for debt in debts
        for part in debt.instalments
        if part.due in period and _paid(month, debt) < part.principal
    ]
    if not due:
        return None
    amount = _amount(month, (part.payment for _, part in due))
    words = f"Pay who left what falls due in {period.label}, {amount}"
    details = tuple(
        f"{member}: {_amount(month, [part.payment])} on {long_date(part.due)}"
        for member, part in due
    )
    return Step("kept-up", "todo", words, (), details)


def _paid(month: Month, debt: Debt) -> Decimal:
    """What was paid of a debt in the month."""
    roles = month.scope.roles
    return total_of(
        row.number
        for row in rows(month.scope.entries)
        if row.date in month.period
        and row.account in debt.owed
        and row.tag("member") == debt.member
        and any(roles.type_of(one.account) == "Assets" for one in row.entry.postings)
    )


def _says(month: Month, kind: str) -> bool:
    """Whether the book has a rule; without one nothing else is read of it."""
    return any(
        one.type == kind for one in month.scope.entries if isinstance(one, data.Custom)
    )


def _terms(month: Month) -> SurplusTerms:
    return read_terms(month.scope.entries, month.scope.roles.types)


def _amount(month: Month, numbers: Iterable[Decimal]) -> str:
    """Amounts together, as people write them."""
    currency = month.scope.currency
    return f"{quantize(total_of(numbers), currency):,f} {currency}"


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
