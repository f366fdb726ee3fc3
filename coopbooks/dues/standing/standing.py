"""Who is in good standing on a day, by which rule not, and what would restore it.

Standing on a day goes by what had been paid by that day; who pays later was behind all
the same. What an employer has taken from pay, or is to take, makes nobody behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.dues.standing.account import excused_on
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.arrears import rules_of
from coopbooks.dues.standing.arrears import worst
from coopbooks.dues.standing.places import placed
from coopbooks.dues.standing.restoring import caught_up
from coopbooks.dues.standing.restoring import come_back
from coopbooks.dues.standing.since import since
from coopbooks.dues.standing.totals import totals

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.charge import Excused
    from coopbooks.dues.rules.schedules import Schedule
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.application import Application
    from coopbooks.dues.standing.places import Place
    from coopbooks.dues.standing.places import State
    from coopbooks.dues.standing.restoring import Restored
    from coopbooks.dues.standing.settling import Debt
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.status import Status


class OpenItem(NamedTuple):
    """Something that was charged and is not paid.

    Attributes:
        due: The day on which it was due.
        period: The period that it is for, by its name.
        about: What it is: dues, or a fee.
        charged: How much was charged.
        open: How much of it is not paid.
        currency: The currency.
        employer: Whether an employer is to take it from pay.
        days: How many days it is past due; negative or zero while it is not.
    """

    due: datetime.date
    period: str
    about: ChargeKind
    charged: Decimal
    open: Decimal
    currency: str
    employer: bool
    days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands on a day.

    Attributes:
        member: The member's id.
        on: The day.
        state: `good`, `excused` (nothing is owed for now, and standing is kept),
            `behind`, `suspended`, `dropped`, `pledged` (nothing is ever owed) or
            `left`.
        since: The first day from which that has held; None in good standing.
        rule: Where the rule stands by which they are not in good standing, or are
            excused; None where none does.
        rule_words: That rule in plain words; empty where none does.
        owed: What was charged less all that came in for it, in all; negative where more
            came in.
        expected: The part of `owed` that an employer is to take from pay.
        overdue: What the member owes that is past due and counts by the rule.
        prepaid: What the member paid ahead.
        currency: The currency of all amounts; open items have their own.
        open: What is not paid, the oldest first.
        restores: What to pay to be in good standing again; None for who is, or left.
        restores_words: For what that is; empty where nothing is to be paid.
        charged: All that was charged, with what was brought in at the start.
        paid: All that was paid, less what was given back or bounced.
        deducted: All that an employer took from pay.
        written_off: All that was written off.
        member_class: The member's class; empty if not said.
        workplace: The member's workplace; empty if not said.
    """

    member: str
    on: datetime.date
    state: State
    since: datetime.date | None
    rule: data.Meta | None
    rule_words: str
    owed: Decimal
    expected: Decimal
    overdue: Decimal
    prepaid: Decimal
    currency: str
    open: tuple[OpenItem, ...]
    restores: Decimal | None
    restores_words: str
    charged: Decimal
    paid: Decimal
    deducted: Decimal
    written_off: Decimal
    member_class: str
    workplace: str

    @property
    def own(self) -> Decimal:
        """What the member owes, and no employer."""
        return self.owed - self.expected


def standings(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
    members: Collection[str] | None = None,
) -> dict[str, Standing]:
    """Say how members stand on a day.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, in any order.
        on: The day; what is dated later does not count.
        known: Only what had been recorded by then counts; None for as `terms` has it.
        members: The ids of those to look at; None for everybody.

    Returns:
        The standing of all who ever joined by then, and of who owes or paid something
        without, by id.
    """
    accounts = read_accounts(terms, entries, on, known, members)
    return standings_of(accounts, members)


def standings_of(
    accounts: Accounts, members: Collection[str] | None = None
) -> dict[str, Standing]:
    """The same as `standings`, of accounts that were read before.

    Args:
        accounts: The dues of all members up to the day.
        members: The ids of those to look at; None for everybody.

    Returns:
        The standings by id.
    """
    on, histories = accounts.on, accounts.terms.histories
    ids = {*histories, *accounts.items, *accounts.outside}
    wanted = sorted(ids if members is None else ids & set(members))
    statuses = {
        member: status
        for member in wanted
        if (status := accounts.status(member, on)) is not None
    }
    excused = excused_on(accounts, statuses.values())
    return {
        member: _standing(accounts, member, statuses.get(member), excused.get(member))
        for member in wanted
        if member in statuses or member in accounts.items
    }


def _standing(
    accounts: Accounts, member: str, status: Status | None, excused: Excused | None
) -> Standing:
    on, schedule = accounts.on, accounts.schedule(status, accounts.on)
    items = accounts.items.get(member, ())
    used = {item.currency for item in items}
    currency = _currency(accounts.currency, schedule, used)
    own = {one: accounts.applied(member, one, on) for one in sorted({*used, currency})}
    debts = [debt for one in own.values() for debt in one.open]
    rules = rules_of(schedule.group if schedule else None)
    rule = worst(rules, debts, on)
    place = placed(accounts, member, status, rule, excused)
    if place.behind and rule is not None and place.since is None:
        place = place._replace(since=since(accounts, member, rules, rule.level, debts))
    counting = rule or (rules[-1] if rules else None)
    mine = own[currency].open
    counted = counting.counted(mine) if counting else mine
    sums = totals(items, accounts.outside.get(member, ()), currency)
    back = _back(place, schedule, mine, accounts, currency)
    return Standing(
        member,
        on,
        place.state,
        place.since,
        place.rule,
        place.words,
        sums.owed,
        sums.expected,
        total_of(debt.open for debt in counted if debt.due < on),
        own[currency].prepaid,
        currency,
        tuple(sorted(_open(accounts, member, own), key=_age)),
        back.number if back else None,
        back.words if back else "",
        sums.charged,
        sums.paid,
        sums.deducted,
        sums.written_off,
        status.member_class if status else "",
        status.workplace if status else "",
    )


def _currency(book: str, schedule: Schedule | None, used: Collection[str]) -> str:
    """The currency that a member's dues are told in."""
    said = (schedule.currency if schedule else "") or book
    return said or min(used, default="")


def _back(
    place: Place,
    schedule: Schedule | None,
    debts: Sequence[Debt],
    accounts: Accounts,
    currency: str,
) -> Restored | None:
    """What restores good standing; None for who is in it, or left."""
    if not place.behind:
        return None
    group, on = schedule.group if schedule else None, accounts.on
    rules = rules_of(group)
    if place.state == "behind":
        priority = accounts.priorities.on(on)
        return caught_up(rules, debts, priority, on, currency)
    rule = worst(rules, debts, on) or (rules[-1] if rules else None)
    everything = rule is not None and rule.everything
    return come_back(group, debts, on, currency, everything=everything)


def _open(
    accounts: Accounts, member: str, own: Mapping[str, Application]
) -> Iterator[OpenItem]:
    """What is not paid, by the member or by an employer."""
    for currency, mine in own.items():
        theirs = accounts.applied(member, currency, accounts.on, employer=True)
        for employer, applied in ((False, mine), (True, theirs)):
            for debt in applied.open:
                yield OpenItem(
                    debt.due,
                    debt.name or debt.period.name,
                    debt.about,
                    debt.charged,
                    debt.open,
                    currency,
                    employer,
                    (accounts.on - debt.due).days,
                )


def _age(item: OpenItem) -> tuple[object, ...]:
    return item.due, item.period, item.about, item.currency, item.employer
