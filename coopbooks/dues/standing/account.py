"""All that a book says of each member's dues, read once for all who ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.dues.checkoff.lists import recorded
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.rules.choosing import Schedules
from coopbooks.dues.rules.currency import currency_of
from coopbooks.dues.rules.reliefs import AllReliefs
from coopbooks.dues.rules.reliefs import read_reliefs
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.standing.application import apply
from coopbooks.dues.standing.computed import computed
from coopbooks.dues.standing.computed import item_of
from coopbooks.dues.standing.feesdue import fees_due
from coopbooks.dues.standing.feesdue import has_fees
from coopbooks.dues.standing.items import read_items
from coopbooks.dues.standing.lines import Lines
from coopbooks.dues.standing.priorities import Priorities
from coopbooks.dues.terms import read_terms
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Excused
    from coopbooks.dues.item import Item
    from coopbooks.dues.rules.schedules import Schedule
    from coopbooks.dues.standing.application import Application
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status


@dataclass(slots=True)
class Accounts:
    """The dues of all members up to a day.

    Attributes:
        terms: What the book says about dues, as known.
        entries: The book's entries, as known.
        on: The day.
        items: What moved by then, by member; in a book by cash with the charges that
            are worked out.
        outside: Payments of what nobody owed, in a book by cash: what was pledged, and
            periods before the book began.
        currency: The currency of the book's dues; may be empty.
        problems: What could not be worked out.
    """

    terms: DuesTerms
    entries: Sequence[data.Directive]
    on: datetime.date
    items: Mapping[str, Sequence[Item]]
    outside: Mapping[str, Sequence[Item]]
    currency: str
    problems: tuple[LedgerError, ...] = ()
    schedules: Schedules = field(init=False)
    reliefs: AllReliefs = field(init=False)
    priorities: Priorities = field(init=False)

    def __post_init__(self) -> None:
        """Read what is the same for everybody."""
        self.schedules = Schedules(self.terms.schedules)
        self.reliefs = read_reliefs(self.terms.of(MEMBER_DUES.kind))
        self.priorities = Priorities(self.terms)

    def status(self, member: str, day: datetime.date) -> Status | None:
        """What a member was on a day; None before they joined."""
        return status_on(self.terms.histories, member, day, self.terms.known)

    def schedule(self, status: Status | None, day: datetime.date) -> Schedule | None:
        """The schedule that a member is under on a day; None where none or two fit."""
        if status is None:
            return None
        by = self.reliefs.of(status.member).word("by", day)
        if by:
            return self.schedules.named(by, day)
        try:
            place = (status.member_class, status.workplace)
            return self.schedules.under(status.member, *place, day)
        except CannotCharge:
            return None

    def applied(
        self, member: str, currency: str, day: datetime.date, *, employer: bool = False
    ) -> Application:
        """How a member's payments were used up to a day.

        Args:
            member: The member's id.
            currency: The currency.
            day: The day, not after `on`.
            employer: Whether on accounts that an employer pays from wages.

        Returns:
            The application.
        """
        some = [
            item
            for item in self.items.get(member, ())
            if item.currency == currency and item.employer == employer
        ]
        return apply(some, self.priorities, day)


def read_accounts(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
    members: Collection[str] | None = None,
) -> Accounts:
    """Read the dues of all members up to a day.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, in any order.
        on: The last day that counts.
        known: Only what had been recorded by then counts; None for as `terms` has it.
        members: The ids of those to look at; None for everybody.

    Returns:
        The accounts.
    """
    known = terms.known if known is None else known
    if known != terms.known:
        terms = read_terms(entries, terms.roles.types, known)
    wanted = None if members is None else set(members)
    items = [
        item
        for item in read_items(entries, terms, known)
        if item.date <= on and (wanted is None or item.member in wanted)
    ]
    if known is not None:
        entries = [one for one in entries if _is_known(one, known)]
    if terms.basis(on) == "cash":
        return _by_cash(terms, entries, on, items, wanted)
    # By cash nothing is charged: what came in then pays nothing of now.
    items = [one for one in items if not _is_by_cash(terms, one)]
    currency = currency_of(terms, entries) or (items[0].currency if items else "")
    return Accounts(terms, entries, on, _by_member(items), {}, currency)


def _by_cash(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    items: Sequence[Item],
    members: Collection[str] | None,
) -> Accounts:
    """The dues of members where nothing is charged: all charges are worked out."""
    made = computed(terms, entries, on, items, members)
    apart = set(map(id, made.outside))
    mine = _by_member([*(one for one in items if id(one) not in apart), *made.items])
    currency = currency_of(terms, entries) or (items[0].currency if items else "")
    problems = made.charges.problems
    outside = _by_member(made.outside)
    accounts = Accounts(terms, entries, on, mine, outside, currency, problems)
    if made.span is None or not has_fees(terms):
        return accounts
    lines = Lines(terms)
    # Month by month, because a fee takes money that later dues would have had; what is
    # added to `mine` the accounts see.
    for month in made.span.months():
        for charge in fees_due(accounts, _until(month, on)).charges:
            mine.setdefault(charge.member, []).append(item_of(charge, lines))
    return accounts


def _until(month: Period, on: datetime.date) -> Period:
    """A month, as far as it has come."""
    return named(month.begin, min(month.end, on + DAY))


def excused_on(accounts: Accounts, statuses: Iterable[Status]) -> Mapping[str, Excused]:
    """Who owes nothing for the period that a day lies in.

    Args:
        accounts: The dues of all members up to that day.
        statuses: What members are on it.

    Returns:
        Why, by member id.
    """
    on = accounts.on
    some = {
        one.member
        for one in statuses
        if one.state in {"paused", "suspended"}
        or accounts.reliefs.of(one.member).excuses()
    }
    if not some:
        return {}
    found = expected(accounts.terms, accounts.entries, month_of(on), some)
    return {one.member: one for one in found.excused if on in one.period}


def _is_known(entry: data.Directive, known: datetime.date) -> bool:
    """Whether something may have been in the book by a day.

    What is said apart from transactions is sorted out where it is read.
    """
    return not isinstance(entry, data.Transaction) or recorded(entry) <= known


def _is_by_cash(terms: DuesTerms, item: Item) -> bool:
    """Whether money came straight to income while the book was kept by cash."""
    if terms.roles.type_of(item.account) != "Income":
        return False
    return terms.basis(item.date) == "cash"


def _by_member(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.member].append(item)
    return dict(found)
