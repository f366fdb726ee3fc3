"""What is open between two bodies: each agreement and period, gross."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.periods import year_to_date
from coopbooks.core.postings import rows
from coopbooks.funds.balances import GENERAL
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.shares import shares_of
from coopbooks.sharing.views import fiscal_year_end

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View

RESULT = ("Income", "Expenses")


@dataclass(frozen=True, slots=True)
class Item:
    """What is open of an agreement for a period.

    Attributes:
        name: The agreement's name.
        period: The period.
        giver: Who owes it.
        receiver: Who expects it.
        number: How much is open, above zero.
        currency: Its currency.
        due: The day by which it is to be paid; None if not said.
        group: The agreement.
        sets_off: Whether the agreement allows that it is set off.
        account: Where it stands in the book as a debt or as what is owed to us; empty
            in a book by cash, where it stands nowhere before it is paid.
        funds: What of it is for which fund, as weights; `general` for none.
    """

    name: str
    period: Period
    giver: str
    receiver: str
    number: Decimal
    currency: str
    due: datetime.date | None
    group: Group
    sets_off: bool
    account: str = ""
    funds: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """By which a table finds it."""
        return f"{self.name}:{self.period.name}"


def open_items(view: View, period: Period, others: Mapping[str, View]) -> list[Item]:
    """Find what is open of a book's agreements.

    Args:
        view: The book.
        period: What was owed for it and for what came before it.
        others: The books of other bodies at hand, by name.

    Returns:
        An item for each agreement, period and currency with something open, what is
        due first before what is due later. In a book by cash it is worked out for the
        fiscal year to date, less what was paid.
    """
    if view.terms.dues.basis(period.last) == "cash":
        found = _worked_out(view, period, others)
    else:
        found = _booked(view, period)
    return sorted(found, key=_order)


def _order(item: Item) -> tuple[datetime.date, datetime.date, str]:
    return item.due or item.period.last, item.period.begin, item.name


def _booked(view: View, period: Period) -> list[Item]:
    """What stands in a book as owed."""
    found = []
    fye = fiscal_year_end(view)
    for one in posted(view):
        stretch = _period(one.period, period, fye)
        if one.open <= 0 or stretch is None or stretch.last > period.last:
            continue
        group = _agreement(view, one.name, stretch)
        if group is None or group.header.values["of"] == "loan":
            continue
        ours = view.name == str(group.header.meta["from"])
        if ours is not (one.side == "payable"):
            continue
        found.append(_item(view, one, group, stretch))
    return found


def _item(view: View, one: Posted, group: Group, period: Period) -> Item:
    meta = group.header.meta
    dues = [entry.meta["due"] for entry in one.entries if entry.meta.get("due")]
    return Item(
        one.name,
        period,
        str(meta["from"]),
        str(meta["to"]),
        one.open,
        one.currency,
        min(dues, default=due_day(group, period)),
        group,
        sets_off=meta.get("set-off") is True,
        account=_account(view, one),
        funds=_funds(view, one),
    )


def _period(name: str, asked: Period, fye: FiscalYearEnd) -> Period | None:
    """The period that entries name; the asked one where they name none."""
    if not name:
        return asked
    try:
        return parse_period(name, fye)
    except BadPeriod:
        return None


def _agreement(view: View, name: str, period: Period) -> Group | None:
    """An agreement as it held for a period, or as it was last said."""
    group = in_force(view.terms.agreements, name, period.last)
    if group is not None:
        return group
    said = [one for one in view.terms.agreements if one.name == name]
    return said[-1] if said else None


def _account(view: View, one: Posted) -> str:
    """The account on which it was charged last."""
    kind = "Liabilities" if one.side == "payable" else "Assets"
    roles = view.terms.roles
    account = ""
    for row in rows(one.entries):
        if row.tag("agreement") != one.name or roles.type_of(row.account) != kind:
            continue
        if not roles.is_money(row.account) and roles.of(row.account) != "clearing":
            account = row.account
    return account


def _funds(view: View, one: Posted) -> dict[str, Decimal]:
    """What was charged to which fund."""
    found: dict[str, Decimal] = {}
    for row in rows(one.entries):
        period = row.tag("period") or ""
        if (row.tag("agreement"), period) != (one.name, one.period):
            continue
        if view.terms.roles.type_of(row.account) in RESULT:
            fund = row.tag("fund") or GENERAL
            found[fund] = found.get(fund, ZERO) + abs(row.number)
    return found


def _worked_out(view: View, period: Period, others: Mapping[str, View]) -> list[Item]:
    """What is owed by agreement and not yet paid, in a book by cash."""
    paid = _paid(posted(view))
    span = year_to_date(period, fiscal_year_end(view))
    found = []
    for share in shares_of(view, span, others):
        if view.name not in {share.giver, share.receiver}:
            continue
        key = share.name, share.period.name, share.currency
        rest = share.number - paid.get(key, ZERO)
        if rest > 0 and not share.problems:
            found.append(_of_share(view, share, rest))
    return found


def _paid(found: Iterable[Posted]) -> dict[tuple[str, str, str], Decimal]:
    paid: dict[tuple[str, str, str], Decimal] = {}
    for one in found:
        key = one.name, one.period, one.currency
        paid[key] = paid.get(key, ZERO) + one.settled
    return paid


def _of_share(view: View, share: Share, rest: Decimal) -> Item:
    funds: dict[str, Decimal] = {}
    if view.name == share.receiver:
        for part in share.parts:
            fund = part.fund or GENERAL
            funds[fund] = funds.get(fund, ZERO) + abs(part.number)
    return Item(
        share.name,
        share.period,
        share.giver,
        share.receiver,
        rest,
        share.currency,
        share.due,
        share.group,
        sets_off=share.group.header.meta.get("set-off") is True,
        funds=funds,
    )
