"""What was paid in times of need, by benefit, and how long its fund lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.groups import in_force
from coopbooks.core.money import total_of
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.cover import covers
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.paid import paid_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.statements.scope import Scope
    from coopbooks.support.terms import SupportTerms


class Need(NamedTuple):
    """A benefit in a period; nobody who had it is named.

    Attributes:
        benefit: Its `coop-benefit`.
        fund: The fund that it is paid from.
        currency: The currency of all amounts.
        held: What that fund holds at the end of the period.
        paid: What was paid in the period.
        year: What was paid in the year so far.
        waiting: How many requests nothing was decided on.
        weeks: For how many weeks of the strikes that last the fund lasts; None where
            there is none.
    """

    benefit: Group
    fund: str
    currency: str
    held: Decimal
    paid: Decimal
    year: Decimal
    waiting: int
    weeks: int | None


def needs_of(view: View, terms: SupportTerms, scope: Scope) -> Iterator[Need]:
    """See what was paid in times of need.

    Args:
        view: The book, as it was at the end of the period.
        terms: What it says about support.
        scope: The book for the period.

    Yields:
        One for each benefit that holds on the last day.
    """
    last = scope.period.last
    lasting = _weeks(view, terms, scope)
    for name in sorted({one.name for one in terms.benefits}):
        benefit = in_force(terms.benefits, name, last)
        if benefit is None:
            continue
        money = fund_money(view, benefit, last)
        paid = [(one.entry.date, one.number) for one in paid_of(view, terms, benefit)]
        yield Need(
            benefit,
            money.fund,
            money.currency,
            money.held,
            total_of(number for day, number in paid if day in scope.period),
            total_of(number for day, number in paid if day in scope.year),
            _waiting(terms, name),
            lasting.get((money.fund, money.currency)),
        )


def _weeks(
    view: View, terms: SupportTerms, scope: Scope
) -> dict[tuple[str, str], int | None]:
    """How long funds last; nothing is worked out where no strike lasts."""
    last = scope.period.last
    strikes = terms.of(STRIKE.kind)
    if not any((one.meta.get("until") or last) >= last for one in strikes):
        return {}
    found, _ = covers(view, terms, last)
    return {(one.money.fund, one.money.currency): one.weeks for one in found}


def _waiting(terms: SupportTerms, benefit: str) -> int:
    decided = {one.name for one in terms.of(GRANTED.kind)}
    return sum(
        one.values["benefit"] == benefit and one.name not in decided
        for one in terms.of(REQUEST.kind)
    )
