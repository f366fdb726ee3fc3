"""Dues paid ahead: set aside as a debt to the member, and used when their month comes.

Who pays more than they owe, or for a month that is still to come, is owed that by the
union. At the end of a period it is moved from what members owe to what is owed to them;
when something is charged later, it is moved back as far as it reaches. What an employer
hands over too much is a matter between it and the union, and stays where it is.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.entries import posting
from coopbooks.dues.posting.entries import transaction

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.periods import Period
    from coopbooks.dues.item import Item

PREPAID = "dues-prepaid"
PAYEE = "Dues paid ahead"


class Side(NamedTuple):
    """What one member has on their own accounts of dues.

    Attributes:
        member: The member's id.
        owed: The items on accounts that the member owes on, not those of employers.
        prepaid: The items on accounts for dues paid ahead.
    """

    member: str
    owed: list[Item]
    prepaid: list[Item]

    @property
    def has_paid(self) -> bool:
        """Whether there may be anything to use or to set aside."""
        return bool(self.prepaid) or any(item.number < 0 for item in self.owed)


class Move(NamedTuple):
    """What was paid ahead and is used, or is set aside for later.

    Attributes:
        member: The member's id.
        number: How much.
        currency: Of what.
        used: Whether it is used for what is charged; else it is set aside.
        entry: What is posted.
    """

    member: str
    number: Decimal
    currency: str
    used: bool
    entry: data.Transaction


def prepaid_account(
    roles: Roles, entries: Iterable[data.Directive]
) -> tuple[str, LedgerError | None]:
    """The account that dues paid ahead are set aside on.

    Args:
        roles: What the book's accounts are for.
        entries: The book's entries.

    Returns:
        The account, or an empty text with what is to be done about it.
    """
    found = sorted(
        entry.account
        for entry in entries
        if isinstance(entry, data.Open) and roles.of(entry.account) == PREPAID
    )
    whole = [account for account in found if roles.root_of(account) == account]
    if len(whole or found) == 1:
        return (whole or found)[0], None
    problem = (
        f"{' and '.join(found)} both have the role 'dues-prepaid'; leave it to one."
        if found
        else "dues were paid ahead, and no account has the role 'dues-prepaid': open "
        "one under Liabilities and say so in a coop-account."
    )
    return "", LedgerError({}, problem)


def sides(roles: Roles, items: Iterable[Item]) -> list[Side]:
    """Put the items of each member and currency together.

    Args:
        roles: What the book's accounts are for.
        items: Items.

    Returns:
        One for each member and currency, by id; items of employers are left out.
    """
    found: dict[tuple[str, str], Side] = {}
    for item in items:
        if item.employer:
            continue
        side = found.setdefault((item.member, item.currency), Side(item.member, [], []))
        ahead = roles.of(item.account) == PREPAID
        (side.prepaid if ahead else side.owed).append(item)
    return [found[key] for key in sorted(found)]


def released(side: Side, period: Period, account: str) -> list[Move]:
    """What was paid ahead and is used for what is charged in a period.

    Args:
        side: A member's items, with what is charged for the period.
        period: The period.
        account: The account of dues paid ahead.

    Returns:
        A move for each period that is charged, as far as there is money.
    """
    made: list[Move] = []
    for item in _charged(side, period):
        ahead = _ahead(side, item.date, period) - total_of(one.number for one in made)
        owed = _balance(side.owed, item.account, item.date)
        number = min(ahead, owed - _moved(made, item.account))
        if number <= 0:
            continue
        name = item.period or period.name
        nth = sum(one.entry.meta["period"] == name for one in made) + 1
        meta = {
            "id": f"prepaid-{name}-{side.member}" + (f"-{nth}" if nth > 1 else ""),
            "member": side.member,
            "period": name,
        }
        texts = (PAYEE, f"Used for {_label(name)}")
        legs = _legs(account, item.account, number, item.currency)
        entry = transaction(item.date, texts, period, meta, legs)
        made.append(Move(side.member, number, item.currency, True, entry))
    return made


def set_aside(
    side: Side,
    period: Period,
    account: str,
    used: Sequence[Move] = (),
) -> Iterator[Move]:
    """What a member has paid ahead by the end of a period.

    Args:
        side: The member's items, with what is charged for the period.
        period: The period, which is over.
        account: The account of dues paid ahead.
        used: What is used of it in the period, from `released`.

    Yields:
        A move for each later period that a payment names, and one for what is paid too
        much and names none.
    """
    texts = (PAYEE, f"Set aside at the end of {period.label}")
    for place, owed_on in enumerate(sorted({item.account for item in side.owed}), 1):
        mine = [item for item in side.owed if item.account == owed_on]
        mine = [item for item in mine if item.date < period.end]
        balance = total_of(item.number for item in mine) - _moved(used, owed_on)
        named = _named_later(mine, period)
        rest = -(balance + total_of(named.values()))
        where = f"-{place}" if place > 1 else ""
        for name, number in sorted({**named, "": rest}.items()):
            if number <= 0:
                continue
            id_ = f"prepaid-{period.name}-{side.member}-ahead{where}"
            meta = {"id": f"{id_}-{name}" if name else id_, "member": side.member}
            meta |= {"period": name} if name else {}
            currency = mine[0].currency
            legs = _legs(owed_on, account, number, currency)
            entry = transaction(period.last, texts, period, meta, legs)
            yield Move(side.member, number, currency, False, entry)


def _charged(side: Side, period: Period) -> list[Item]:
    """What is charged in a period, the last of each account and name."""
    last: dict[tuple[str, str], Item] = {}
    for item in sorted(side.owed, key=lambda one: (one.date, one.number)):
        if item.kind == "charged" and item.date in period:
            last[item.period, item.account] = item
    return sorted(last.values(), key=lambda one: (one.date, one.period, one.account))


def _ahead(side: Side, day: datetime.date, period: Period) -> Decimal:
    """What is there to be used on a day, and is not for a later period.

    What was used, or given back, later in the period by somebody's own hand is not
    there any more.
    """
    found = []
    for end in (day, period.last):
        items = [item for item in side.prepaid if item.date <= end]
        later = total_of(_named_later(items, period).values())
        found.append(-total_of(item.number for item in items) - later)
    return max(min(found), ZERO)


def _balance(items: Iterable[Item], account: str, day: datetime.date) -> Decimal:
    """What a member owes on an account at the end of a day."""
    return total_of(
        item.number for item in items if item.account == account and item.date <= day
    )


def _named_later(items: Iterable[Item], period: Period) -> dict[str, Decimal]:
    """What was paid for each later period, by the period's name."""
    found: dict[str, Decimal] = {}
    for item in items:
        if item.period and _begin(item.period) >= period.end:
            found[item.period] = total_of((found.get(item.period, ZERO), -item.number))
    return {name: number for name, number in found.items() if number > 0}


def _begin(name: str) -> datetime.date:
    """The first day of a named period; long past for a name that is none."""
    try:
        return parse_period(name).begin
    except BadPeriod:
        return datetime.date.min


def _label(name: str) -> str:
    try:
        return parse_period(name).label
    except BadPeriod:
        return name


def _moved(used: Iterable[Move], account: str) -> Decimal:
    """How much of what is used is taken off what is owed on an account."""
    return total_of(
        one.number for one in used if one.entry.postings[-1].account == account
    )


def _legs(
    to: str, source: str, number: Decimal, currency: str
) -> tuple[data.Posting, data.Posting]:
    """A move from one account to another."""
    return posting(to, number, currency), posting(source, -number, currency)
