"""Taxes that were withheld or owed for too long: other people's money, not yet paid.

What is paid counts for what is oldest; so what is still owed beyond all that came to be
owed in the last days is overdue.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.limits import limit_on
from coopbooks.controls.limits import read_limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.statements.scope import Scope

RULE = "withholding-overdue"


def overdue(scope: Scope) -> Iterator[tuple[str, Decimal]]:
    """Find taxes that are owed for longer than the book allows.

    Args:
        scope: The book for a period. Its rule is said as `coop-control
            "withholding-overdue" "above" 31 DAY`; a book without it has none.

    Yields:
        Each account with the role `tax-payable` on which something is overdue at the
        end of the period, and how much, in the reporting currency.
    """
    end = scope.period.end
    limits, _ = read_limits(scope.entries, RULE)
    limit = limit_on(limits, scope.period.last)
    if limit is None or limit.is_off:
        return
    days = int(limit.number) + (limit.edge == "above")
    since = end - datetime.timedelta(days=days)
    owed: dict[str, Decimal] = {}
    recent: dict[str, Decimal] = {}
    for account, day, number in _moved(scope):
        owed[account] = owed.get(account, Decimal(0)) - number
        if number < 0 and day >= since:
            recent[account] = recent.get(account, Decimal(0)) - number
    for account, number in sorted(owed.items()):
        late = scope.rounded(number - recent.get(account, Decimal(0)))
        if late > 0:
            yield account, late


def oldest_unpaid(scope: Scope) -> dict[str, tuple[datetime.date, Decimal]]:
    """Since when something is owed of taxes, what is paid counting for the oldest.

    Args:
        scope: The book for a period.

    Returns:
        For each account with the role `tax-payable` on which something is owed at the
        end of the period, since when the oldest of it is, and how much in all.
    """
    came: dict[str, list[tuple[datetime.date, Decimal]]] = {}
    paid: dict[str, Decimal] = {}
    for account, day, number in _moved(scope):
        if number < 0:
            came.setdefault(account, []).append((day, -number))
        else:
            paid[account] = paid.get(account, Decimal(0)) + number
    found = {}
    for account in sorted(came):
        rest = paid.get(account, Decimal(0))
        since = None
        owed = -rest
        for day, number in came[account]:
            owed += number
            rest -= number
            if rest < 0 and since is None:
                since = day
        if since is not None and scope.rounded(owed) > 0:
            found[account] = (since, scope.rounded(owed))
    return found


def _moved(scope: Scope) -> Iterator[tuple[str, datetime.date, Decimal]]:
    """What moved on accounts of taxes up to the end of the period."""
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date >= scope.period.end:
            continue
        for posting in entry.postings:
            if scope.roles.of(posting.account) == "tax-payable" and posting.units:
                number = scope.valuation.of_posting(posting, entry.date)
                yield posting.account, entry.date, number
