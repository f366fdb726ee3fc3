"""Whom to remind of what, once the payments of the period are in the book.

Nobody is reminded of what they have paid: reminders wait until each account on which
dues come in has been looked at through the period's last day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.directives import parse
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.dues.standing.items import read_items
from coopbooks.dues.standing.standing import standings
from coopbooks.statements.bankterms import RECONCILIATION

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.dues.standing.standing import OpenItem
    from coopbooks.dues.standing.standing import Standing
    from coopbooks.dues.terms import DuesTerms


class Reminder(NamedTuple):
    """What one member is to be reminded of.

    Attributes:
        member: The member's id.
        items: What is past due, the oldest first; nothing that an employer takes.
        total: What that comes to, in the currency of the standing.
        standing: How the member stands, with what restores it.
    """

    member: str
    items: tuple[OpenItem, ...]
    total: Decimal
    standing: Standing


class Waiting(NamedTuple):
    """An account that has not been looked at through the period's end.

    Attributes:
        account: The account.
        until: The last day through which it has been; None for never.
        words: What is missing, in plain words.
    """

    account: str
    until: datetime.date | None
    words: str


@dataclass(frozen=True, slots=True)
class Reminders:
    """The reminders of a period.

    Attributes:
        period: The period.
        on: The day as of which something is past due.
        waiting: What has to come in first; empty where nothing has.
        reminders: Whom to remind of what, by id; none while something is awaited.
    """

    period: Period
    on: datetime.date
    waiting: tuple[Waiting, ...]
    reminders: tuple[Reminder, ...]

    @property
    def ready(self) -> bool:
        """Whether the payments of the period are in."""
        return not self.waiting


def reminders(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    on: datetime.date | None = None,
) -> Reminders:
    """Say whom to remind of what after a period.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, in any order.
        period: The period whose payments must be in.
        on: The day as of which something is past due; None for the day after the
            period.

    Returns:
        The reminders; or what they wait for. Who left, only pledges, or paid as much
        ahead is not reminded.
    """
    day = on or period.end
    waiting = tuple(_waiting(terms, entries, period))
    if waiting:
        return Reminders(period, day, waiting, ())
    made = [_reminder(one) for one in standings(terms, entries, day).values()]
    return Reminders(period, day, (), tuple(one for one in made if one is not None))


def _reminder(standing: Standing) -> Reminder | None:
    if standing.state in {"left", "pledged"}:
        return None
    items = tuple(one for one in standing.open if not one.employer and one.days > 0)
    total = total_of(one.open for one in items if one.currency == standing.currency)
    if not items or standing.prepaid >= total > 0:
        return None
    return Reminder(standing.member, items, total, standing)


def _waiting(
    terms: DuesTerms, entries: Sequence[data.Directive], period: Period
) -> Iterable[Waiting]:
    """The accounts on which dues come in that lack the end of a period."""
    last = _last_days(terms, entries)
    for account in sorted(_used(terms, entries, period)):
        until = last.get(account)
        if until is None or until < period.last:
            name = terms.roles.name_of(account)
            have = f"; they end on {long_date(until)}" if until else ""
            words = (
                f"The payments on {name} through {long_date(period.last)} are not in "
                f"the book{have}. Import the statement, or reconcile the account."
            )
            yield Waiting(account, until, words)


def _used(
    terms: DuesTerms, entries: Sequence[data.Directive], period: Period
) -> set[str]:
    """The accounts of money on which members paid dues, in the year up to a period."""
    since = period.end - 366 * DAY
    found: set[str] = set()
    for item in read_items(entries, terms):
        if item.kind == "paid" and since <= item.date < period.end:
            found |= {
                one.account
                for one in item.entry.postings
                if terms.roles.is_money(one.account)
            }
    if found:
        return found
    opened = (one.account for one in entries if isinstance(one, data.Open))
    return {account for account in opened if terms.roles.of(account) == "bank"}


def _last_days(
    terms: DuesTerms, entries: Iterable[data.Directive]
) -> Mapping[str, datetime.date]:
    """Through which day each account of money has been looked at."""
    entries = list(entries)
    found: dict[str, datetime.date] = {}

    def seen(account: str, day: datetime.date) -> None:
        found[account] = max(found.get(account, day), day)

    for entry in entries:
        if isinstance(entry, data.Balance):
            # A balance is that of the morning.
            seen(entry.account, entry.date - DAY)
        elif isinstance(entry, data.Transaction):
            for posting in entry.postings:
                if terms.roles.is_money(posting.account):
                    seen(posting.account, entry.date)
    for one in parse(entries, (RECONCILIATION,))[0]:
        seen(one.name, one.date)
    return found
