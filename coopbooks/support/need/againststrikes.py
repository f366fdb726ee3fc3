"""Strike pay that no declared strike gives, or more of it than the terms give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.weekly import strike_pay
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.need.paid import Paid
    from coopbooks.support.need.striker import Striker
    from coopbooks.support.terms import SupportTerms


def strike_pay_against_terms(
    view: View, terms: SupportTerms, inside: Period | None = None
) -> Iterator[LedgerError]:
    """Find strike pay of a week that the terms do not give.

    Args:
        view: The book.
        terms: What it says about support.
        inside: Only weeks of which something was paid in this span; None for all.

    Yields:
        One for each person and week, at the last payment, without who it is. What says
        no week or no member is not looked at.
    """
    for week, paid in sorted(_by_week(view, terms).items()):
        if inside is not None and all(one.entry.date not in inside for one in paid):
            continue
        yield from _of_week(view, terms, parse_period(week), paid)


def _by_week(view: View, terms: SupportTerms) -> dict[str, list[Paid]]:
    """What was paid to members for weeks, by whichever benefit."""
    kinds = {one.name: one for one in terms.benefits if kind_of(one) == STRIKE_PAY}
    found: dict[str, list[Paid]] = {}
    for benefit in kinds.values():
        for one in paid_of(view, terms, benefit):
            if one.member and _is_week(one.week):
                found.setdefault(one.week, []).append(one)
    return found


def _is_week(name: str) -> bool:
    try:
        period = parse_period(name) if name else None
    except BadPeriod:
        return False
    return period is not None and period.end - period.begin == WEEK


def _of_week(
    view: View, terms: SupportTerms, week: Period, paid: Sequence[Paid]
) -> Iterator[LedgerError]:
    """What members had for a week, beside what the terms give them."""
    on = max(one.entry.date for one in paid)
    pays, problems = strike_pay(view, terms, week, on)
    given: dict[str, Striker] = {
        striker.member: striker for one in pays for striker in one.people
    }
    for member in sorted({one.member for one in paid}):
        mine = [one for one in paid if one.member == member]
        had = total_of(one.number for one in mine)
        there = given.get(member)
        number = there.number if there else ZERO
        if had <= number or (there is None and problems):
            continue
        last = max(
            (one for one in mine if one.number > 0), key=lambda one: one.entry.date
        )
        by_terms = (
            f"by the terms it is {number:,.2f}"
            if there
            else "who is on no strike that was declared for it"
        )
        words = (
            f"strike pay for {week.name}: {had:,.2f} for one person, {by_terms}. See "
            f"coopbooks support strike-pay --period {week.name} --members."
        )
        yield LedgerError(last.source, words, last.entry)
