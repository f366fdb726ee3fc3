"""What a book says of dues, read in one pass, and how members stand by it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.dues.overview.computed import may_pledge
from coopbooks.dues.overview.computed import pledges_of
from coopbooks.dues.overview.employers import by_account
from coopbooks.dues.overview.flows import CHARGED
from coopbooks.dues.overview.open import left_of
from coopbooks.dues.overview.runs import Runs
from coopbooks.dues.overview.stands import late
from coopbooks.dues.overview.stands import stands_of
from coopbooks.dues.rules.workplaces import workplaces_on
from coopbooks.dues.standing.account import Accounts
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.items import read_items
from coopbooks.members.status import everybody_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.item import Item
    from coopbooks.dues.overview.stands import Stands
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status
    from coopbooks.statements.scope import Scope


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a book's dues, once for all that is made of it.

    Attributes:
        accounts: The dues of all members up to the end of the period.
        owed: What moved by then, in the book's currency, but for `runs`; in a book by
            cash with the charges that were worked out.
        runs: What is added up of runs already.
        pledged: What was pledged, and what came in of it.
        stands: How members stand at the end of the period.
        statuses: What members are then, by id.
        others: Other currencies and measures in which something moved.
        problems: What could not be worked out.
    """

    accounts: Accounts
    owed: Sequence[Item]
    runs: Runs
    pledged: Sequence[Item]
    stands: Stands
    statuses: Mapping[str, Status]
    others: tuple[str, ...]
    problems: tuple[LedgerError, ...]


def read(terms: DuesTerms, scope: Scope) -> Reading:
    """Read the dues of a book.

    Args:
        terms: What the book says about dues.
        scope: The book for the period.

    Returns:
        What moved, and how members stand.
    """
    last, currency = scope.period.last, scope.currency
    if _in_runs(terms, scope):
        return _read_runs(terms, scope)
    accounts = read_accounts(terms, scope.entries, last)
    pledges = pledges_of(terms, scope)
    owed: list[Item] = []
    pledged = [one for one in pledges.items if one.currency == currency]
    others: set[str] = set()
    for member, items in accounts.items.items():
        for item in items:
            if item.currency != currency:
                others.add(item.currency)
            elif member not in pledges.members:
                owed.append(item)
            elif item.kind not in CHARGED:
                pledged.append(item)
    for member in pledges.members & accounts.outside.keys():
        own = accounts.outside[member]
        pledged += [one for one in own if one.currency == currency]
    statuses = everybody_on(terms.histories, last, terms.known)
    kept = {
        member: items
        for member, items in accounts.items.items()
        if member not in pledges.members
    }
    left = left_of(kept, currency, accounts.priorities, last)
    return Reading(
        accounts,
        owed,
        _no_runs(terms, scope),
        pledged,
        stands_of(accounts, left, pledges.members, statuses),
        statuses,
        tuple(sorted(others)),
        tuple(dict.fromkeys((*accounts.problems, *pledges.problems))),
    )


def _in_runs(terms: DuesTerms, scope: Scope) -> bool:
    """Whether all that is owed stands in the book."""
    bases = {terms.basis(day) for day in (scope.first, scope.period.last)}
    bases |= {one.basis for one in terms.entities if one.basis}
    return bases == {"accrual"} and not may_pledge(terms) and terms.known is None


def _no_runs(terms: DuesTerms, scope: Scope) -> Runs:
    """Nothing added up yet."""
    period = scope.period
    single = by_account(workplaces_on(terms, period.last).values())
    return Runs(period.begin, period.end, scope.currency, single)


def _read_runs(terms: DuesTerms, scope: Scope) -> Reading:
    """Read a book of which most are runs."""
    last, entries = scope.period.last, scope.entries
    runs = _no_runs(terms, scope)
    runs.read(entries, terms)
    rest = [one for one in read_items(runs.rest, terms) if one.date <= last]
    others = {one.currency for one in rest} - {scope.currency}
    owed = [one for one in rest if one.currency == scope.currency]
    # Who is in anything but runs, or owes for long, is looked at item by item.
    runs.unclear |= {one.member for one in owed}
    runs.unclear |= late(terms, runs.left(), last)
    items: dict[str, list[Item]] = defaultdict(list)
    followed = read_items((*runs.rest, *runs.about(runs.unclear)), terms)
    for item in followed:
        if item.member in runs.unclear and item.date <= last:
            items[item.member].append(item)
    accounts = Accounts(terms, entries, last, items, {}, scope.currency)
    left = left_of(items, scope.currency, accounts.priorities, last) | runs.left()
    statuses = everybody_on(terms.histories, last, terms.known)
    stands = stands_of(accounts, left, frozenset(), statuses)
    return Reading(
        accounts, owed, runs, [], stands, statuses, tuple(sorted(others)), ()
    )
