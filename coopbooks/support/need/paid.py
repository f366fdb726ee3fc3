"""What was paid out of a benefit: to whom, for which week or on which request.

What was typed counts like what was written here: by `benefit:` or `request:`, else by
the fund and by what the account is for, where no other benefit could be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import placed
from coopbooks.core.money import total_of
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.core.substance import due_date
from coopbooks.funds.balances import GENERAL
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import fund_of
from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

ROLES = {"strike": "strike-pay", "hardship": "support-given"}
GIVEN = "support-given"


class Paid(NamedTuple):
    """Something that was paid in a time of need.

    Attributes:
        day: For which day it counts: the last of the week that it is for, else its own.
        member: Who got it; empty for a body.
        body: The body that got it; empty for a member.
        number: How much; negative for what came back.
        week: The name of the period that it is for, such as `2026-W12`; empty if it
            says none.
        request: The request that it was paid on; empty if it says none.
        decision: The decision that allows it; empty if it says none.
        fund: The fund that it was paid out of.
        entry: The transaction.
        source: Where it stands: the posting's place, else the transaction's.
    """

    day: datetime.date
    member: str
    body: str
    number: Decimal
    week: str
    request: str
    decision: str
    fund: str
    entry: data.Transaction
    source: data.Meta

    @property
    def who(self) -> str:
        """The member or the body."""
        return self.member or self.body


def paid_of(view: View, terms: SupportTerms, benefit: Group) -> list[Paid]:
    """Find what was paid out of a benefit.

    Args:
        view: The book.
        terms: What it says about support.
        benefit: The benefit.

    Returns:
        What was paid, by date: costs in its currency, whoever wrote them.
    """
    asked = {
        one.name
        for one in terms.of(REQUEST.kind)
        if one.values["benefit"] == benefit.name
    }
    role = ROLES.get(kind_of(benefit), GIVEN)
    alone = _is_alone(terms, benefit, role)
    currency = currency_of(benefit, view.currency)
    found = []
    for row in rows(view.entries):
        if row.units.currency != currency:
            continue
        if view.terms.roles.type_of(row.account) != "Expenses":
            continue
        if _belongs(view, row, benefit, role, asked, alone=alone):
            found.append(_paid(row))
    return found


def total(found: Iterable[Paid], who: str = "", year: Period | None = None) -> Decimal:
    """Add up what was paid.

    Args:
        found: What was paid.
        who: Only to this member or body; empty for all.
        year: Only what counts for this span; None for all.

    Returns:
        The sum.
    """
    return total_of(
        one.number
        for one in found
        if who in {"", one.who} and (year is None or one.day in year)
    )


def _is_alone(terms: SupportTerms, benefit: Group, role: str) -> bool:
    """Whether what names no benefit can only be meant for this one."""
    others = {
        one.name
        for one in terms.benefits
        if fund_of(one) == fund_of(benefit) and ROLES.get(kind_of(one), GIVEN) == role
    }
    return others <= {benefit.name}


def _belongs(
    view: View, row: Row, benefit: Group, role: str, asked: set[str], *, alone: bool
) -> bool:
    named, request = row.tag("benefit"), row.tag("request")
    if named is not None:
        return named == benefit.name
    if request is not None:
        return request in asked
    if not alone or (row.tag("fund") or GENERAL) != fund_of(benefit):
        return False
    expense = benefit.header.meta.get("expense")
    return expense == row.account or view.terms.roles.of(row.account) == role


def _paid(row: Row) -> Paid:
    period = _period_of(row.tag("period") or "")
    member = row.tag("member") or ""
    return Paid(
        period.last if period else due_date(row.entry),
        member,
        "" if member else row.tag("with") or "",
        row.number,
        _named(period) if period else row.tag("period") or "",
        row.tag("request") or "",
        row.tag("decision") or "",
        row.tag("fund") or GENERAL,
        row.entry,
        placed(row.posting.meta, row.entry.meta),
    )


def _period_of(name: str) -> Period | None:
    try:
        return parse_period(name) if name else None
    except BadPeriod:
        return None


def _named(period: Period) -> str:
    """A period's name; of a week one and the same, however it was written."""
    if period.begin.weekday() or period.end - period.begin != WEEK:
        return period.name
    year, week, _ = period.begin.isocalendar()
    return f"{year}-W{week:02d}"
