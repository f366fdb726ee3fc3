"""What a body must be to be helped: by agreement, without debts, and in need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data
from dateutil.relativedelta import relativedelta

from coopbooks.core.accounts import measures
from coopbooks.core.closing import ends_of
from coopbooks.core.closing import read_closings
from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import Period
from coopbooks.core.periods import month_of
from coopbooks.core.postings import rows
from coopbooks.core.valuation import of_book
from coopbooks.sharing.bases.selecting import IN_KIND
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.settling.items import open_items
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.need.words import list_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.settling.items import Item
    from coopbooks.sharing.share import View

ANY = "any"
RESULT = ("Income", "Expenses")
# A book that closes spans shorter than this closes its months.
MONTHLY = 100
# Where nothing is closed any more, the end is the first day of all.
FIRST_YEAR = 1000


class Month(NamedTuple):
    """What a month came to.

    Attributes:
        period: The month.
        surplus: Income less costs; negative for a loss.
    """

    period: Period
    surplus: Decimal


def agreement_problem(
    view: View, benefit: Group, day: datetime.date, body: str = ""
) -> str:
    """Why a benefit's agreement does not hold on a day.

    Args:
        view: The book.
        benefit: The benefit.
        day: The day.
        body: The body that asks; empty where it is about this body's own members.

    Returns:
        A sentence with what is to be done; empty where one holds or none is asked for.
    """
    names = list_of(benefit, "agreement")
    if not names or agreements_of(view, benefit, day, body):
        return ""
    which = "an agreement" if names == [ANY] else f"'{' or '.join(names)}'"
    who = f" with {body}" if body else ""
    return f"{benefit.name} rests on {which}{who}; on {day} none is in force."


def agreements_of(
    view: View, benefit: Group, day: datetime.date, body: str = ""
) -> list[Group]:
    """The agreements in force on a day that a benefit may rest on.

    Args:
        view: The book.
        benefit: The benefit, with its `agreement:`: names with commas, or `any`.
        day: The day.
        body: Only those with this body; empty for all of ours.

    Returns:
        Each as it was first said, by name.
    """
    wanted = list_of(benefit, "agreement")
    found = []
    for name in sorted({one.name for one in view.terms.agreements}):
        if wanted != [ANY] and name not in wanted:
            continue
        group = in_force(view.terms.agreements, name, day)
        until = group.header.meta.get("until") if group else None
        if group is None or (until is not None and until < day):
            continue
        pair = {str(group.header.meta[key]) for key in ("from", "to")}
        if body and body not in pair:
            continue
        found.append(
            min(
                (one for one in view.terms.agreements if one.name == name),
                key=lambda one: one.date,
            )
        )
    return found


def overdue(
    view: View, body: str, day: datetime.date, others: Mapping[str, View]
) -> list[str]:
    """What a body owes us past its day, in words.

    Args:
        view: Our book.
        body: The other body.
        day: The day; what is dated later does not count.
        others: The books of other bodies at hand.

    Returns:
        A phrase for each agreement and period: what our book has open, and what the
        body's own book has as owed to us and ours has not charged yet.
    """
    ours = _until(view, day)
    items = [*_open_on(ours, day, others)]
    if other := others.get(body):
        known = {(one.name, one.period) for one in posted(ours)}
        items += [
            one
            for one in _open_on(_until(other, day), day, others)
            if one.receiver == view.name and (one.name, one.period.name) not in known
        ]
    found = {(one.name, one.period.name): one for one in reversed(items)}
    return [
        f"{one.number:,.2f} {one.currency} of '{one.name}' for {one.period.name}, due "
        f"on {one.due}"
        for _, one in sorted(found.items())
        if one.giver == body and one.due is not None and one.due < day
    ]


def _until(view: View, day: datetime.date) -> View:
    """A book as it was at the end of a day."""
    return replace(view, entries=[one for one in view.entries if one.date <= day])


def _open_on(
    view: View, day: datetime.date, others: Mapping[str, View]
) -> Iterator[Item]:
    """What is open in a book on a day, of the fiscal year before as well."""
    end = fiscal_year_end(view)
    for last in (end.begin_of(end.year_of(day)) - DAY, day):
        yield from open_items(view, Period(str(last), last, last + DAY), others)


def last_months(view: View, day: datetime.date, count: int) -> list[Month]:
    """What the last months that are over came to, by a body's own book.

    Args:
        view: The body's book.
        day: The day on which it asks.
        count: How many months.

    Returns:
        The months, the oldest first. In a book that closes its months only those count
        that are closed.
    """
    end = month_of(day).begin
    closings, _ = read_closings(view.entries, fiscal_year_end(view))
    closed = [
        one
        for one in closings
        if one.how != "open" and (one.period.end - one.period.begin).days < MONTHLY
    ]
    if closed:
        soft = ends_of(view.entries).soft
        if soft.year < FIRST_YEAR:
            return []
        end = min(end, soft.replace(day=1))
    first = end - relativedelta(months=count)
    months = [month_of(first + relativedelta(months=at)) for at in range(count)]
    return [Month(one, surplus_of(view, one)) for one in months]


def surplus_of(view: View, period: Period) -> Decimal:
    """What a period came to by a book: income less costs.

    Args:
        view: The book.
        period: The period.

    Returns:
        The surplus in the book's currency; a loss is negative. What only moves a
        year's result to what belongs to members is neither income nor cost, and help
        in times of need that was received is no income here: it must not hide a loss.
    """
    no_money = measures(view.entries)
    valuation = of_book(view.entries, view.currency, no_money)
    roles = view.terms.roles
    found = ZERO
    inside = [
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction)
        and entry.date in period
        and IN_KIND not in entry.meta
        and any(
            roles.type_of(one.account) in {"Assets", "Liabilities"}
            for one in entry.postings
        )
    ]
    for row in rows(inside):
        kind = roles.type_of(row.account)
        if kind == "Income" and (row.tag("benefit") or row.tag("request")):
            continue
        if kind in RESULT and row.units.currency not in no_money:
            worth = valuation.of_posting(row.posting, row.date)
            found = total_of((found, -worth))
    return found
