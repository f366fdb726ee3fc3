"""What to look at in a co-op: a year not shared, consents, money that is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.forms.capital import JOINING_FEE
from coopbooks.surplus.forms.rules import SURPLUS
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.overview.reading import owed_to_members
from coopbooks.surplus.overview.unshared import last_year
from coopbooks.surplus.terms import read_terms
from coopbooks.surplus.year.rule import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.statements.scope import Scope
    from coopbooks.surplus.overview.unshared import LastYear
    from coopbooks.surplus.terms import SurplusTerms


def surplus_findings(scope: Scope) -> Iterator[Finding]:
    """What to look at about the last year that was over by the end of a period.

    Args:
        scope: The book for the period.

    Yields:
        That the year is not shared, or can't be; that members have not agreed to pay
        tax on what is kept for them; that cash is due to them for longer than law or
        rule allow. How many, never who. Nothing of a book without a rule.
    """
    end = scope.period.end
    known = [entry for entry in scope.entries if entry.date < end]
    customs = (one.type for one in known if isinstance(one, data.Custom))
    if SURPLUS.kind not in customs:
        return
    types = scope.roles.types
    last = last_year(known, types, scope.currency, end, end)
    if last is None:
        return
    if last.shared is None:
        yield from _not_shared(scope, last)
        return
    terms = read_terms(known, types)
    if last.shared.date in scope.period:
        yield from _consents(terms, last)
    owed = owed_to_members(terms, known, scope.currency)
    due = total_of(one.number for one in owed if not one.left)
    if due > 0 and last.pay_by and last.pay_by < end:
        day = long_date(last.pay_by)
        words = f"Cash of {last.year.label} is due to members since {day}"
        yield Finding("surplus-unpaid", words, scope.rounded(due))


def fee_findings(scope: Scope) -> Iterator[Finding]:
    """Joining fees that were due by the end of a period and are not paid.

    Args:
        scope: The book for the period.

    Yields:
        How many members are behind, never who; nothing of a book without such fees.
    """
    customs = (one.type for one in scope.entries if isinstance(one, data.Custom))
    if JOINING_FEE.kind not in customs:
        return
    terms = read_terms(scope.entries, scope.roles.types)
    every = read_joining(terms, scope.entries, scope.period.last, scope.currency)
    behind = [one for one in every if one.left is None and one.overdue]
    if behind:
        many = len(behind)
        who = "1 member is" if many == 1 else f"{many} members are"
        late = scope.rounded(total_of(one.overdue for one in behind))
        yield Finding("joining-fee-overdue", f"{who} behind with joining fees", late)


def _not_shared(scope: Scope, last: LastYear) -> Iterator[Finding]:
    """That the year waits to be shared, and what is in the way."""
    if last.proposal is None:
        why = last.why_not.rstrip(".")
        words = f"How {last.year.label} is shared can't be worked out: {why}"
        yield Finding("surplus-unknown", words)
        return
    start = last.proposal.figures.start
    if not start:
        return
    words = f"The {last.title} is not shared yet"
    if many := len(last.proposal.problems):
        what = "1 thing is" if many == 1 else f"{many} things are"
        words = f"{words}; {what} in the way"
    yield Finding("surplus-not-shared", words, scope.rounded(abs(start)))


def _consents(terms: SurplusTerms, last: LastYear) -> Iterator[Finding]:
    """That what is kept counts as taxed, and members have not agreed to that."""
    try:
        rule = rule_of(terms, last.year)
    except CoopbooksError:
        rule = None
    agreed = consents(terms, rule, last.year)
    given = last.shared.given if last.shared else ()
    taxed = {one.member for one in given if kind_of(one.lot) == "qualified"}
    if many := len(taxed - agreed.keys()):
        who = "1 member has" if many == 1 else f"{many} members have"
        words = (
            f"{who} not agreed to pay tax on what is kept for them of "
            f"{last.year.label}, though it counts as qualified"
        )
        yield Finding("consent-missing", words)
