"""What was paid in times of need, by benefit, and what its fund still holds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.funds.balances import GENERAL
from coopbooks.statements.funds import fund_figures
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.statements.scope import Scope
    from coopbooks.support.terms import SupportTerms

# A benefit's payments, also where an entry names only the fund.
ROLES = ("support-given", "strike-pay")


class Need(NamedTuple):
    """A benefit in a period; nobody who had it is named.

    Attributes:
        benefit: Its `coop-benefit`.
        fund: The fund that it is paid from.
        held: What that fund holds at the end of the period.
        paid: What was paid in the period.
        year: What was paid in the year so far.
        waiting: How many requests nothing was decided on.
    """

    benefit: Group
    fund: str
    held: Decimal
    paid: Decimal
    year: Decimal
    waiting: int


def needs_of(view: View, terms: SupportTerms, scope: Scope) -> Iterator[Need]:
    """See what was paid in times of need.

    Args:
        view: The book, as it was at the end of the period.
        terms: What it says about support.
        scope: The book for the period.

    Yields:
        One for each benefit that holds on the last day.
    """
    names = sorted({one.name for one in terms.benefits})
    held = fund_figures(scope) if names else {}
    for name in names:
        benefit = in_force(terms.benefits, name, scope.period.last)
        if benefit is None:
            continue
        fund = str(benefit.header.meta["fund"])
        alone = sum(_fund(one) == fund for one in terms.benefits) == 1
        yield Need(
            benefit,
            fund,
            total_of(held.get(fund, {}).values()) or ZERO,
            _paid(view, benefit, scope.period, alone=alone),
            _paid(view, benefit, scope.year, alone=alone),
            _waiting(terms, name),
        )


def _fund(benefit: Group) -> str:
    return str(benefit.header.meta["fund"])


def _paid(view: View, benefit: Group, period: Period, *, alone: bool) -> Decimal:
    """What was spent on a benefit in a period, in the book's currency."""
    fund = _fund(benefit)
    inside = (
        entry
        for entry in view.entries
        if hasattr(entry, "postings") and entry.date in period
    )
    roles = view.terms.roles
    return total_of(
        row.number
        for row in rows(inside)
        if row.units.currency == view.currency
        and roles.type_of(row.account) == "Expenses"
        and (
            row.tag("benefit") == benefit.name
            or (
                alone
                and row.tag("benefit") is None
                and (row.tag("fund") or GENERAL) == fund
                and roles.of(row.account) in ROLES
            )
        )
    )


def _waiting(terms: SupportTerms, benefit: str) -> int:
    decided = {one.name for one in terms.of(GRANTED.kind)}
    return sum(
        one.values["benefit"] == benefit and one.name not in decided
        for one in terms.of(REQUEST.kind)
    )
