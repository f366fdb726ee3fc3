"""A book's support at a glance: what is provided, lent, paid in need, and exchanged."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.periods import named
from coopbooks.sharing.forms.agreements import AGREEMENT
from coopbooks.sharing.share import View
from coopbooks.support.exchange.flows import BESIDE
from coopbooks.support.exchange.flows import flows
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.forms.resources import RESOURCES
from coopbooks.support.loans.state import loan_states
from coopbooks.support.need.against import paid_against_terms
from coopbooks.support.overview.need import needs_of
from coopbooks.support.resources.provided import resources
from coopbooks.support.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.statements.scope import Scope
    from coopbooks.support.exchange.flows import Flow
    from coopbooks.support.loans.state import LoanState
    from coopbooks.support.overview.need import Need
    from coopbooks.support.resources.provided import Resources
    from coopbooks.support.terms import SupportTerms

ABOUT = frozenset(one.kind for one in (AGREEMENT, RESOURCES, LOAN, BENEFIT, REQUEST))


@dataclass(frozen=True, slots=True)
class Support:
    """A book's support at the end of a period.

    Attributes:
        view: The book, as it was then.
        terms: What it says about support.
        period: The period.
        year: The fiscal year up to the end of the period.
        provided: What is promised, requested and delivered in kind in the period.
        of_year: The same of the year.
        loans: The loans of which something is owed, or was in the year.
        needs: What is paid in times of need, by benefit.
        flows: What this body and each other gave one another in the year or the
            twelve months up to the end of the period, by the other's name; only of
            those with which something was exchanged.
        months: The twelve months up to the end of the period.
        against: What was paid in the period otherwise than it was decided, or than the
            terms give; at its entries.
    """

    view: View
    terms: SupportTerms
    period: Period
    year: Period
    provided: Resources
    of_year: Resources
    loans: tuple[LoanState, ...]
    needs: tuple[Need, ...]
    flows: Mapping[str, Sequence[Flow]]
    months: Sequence[Period]
    against: tuple[LedgerError, ...]


def concerns(scope: Scope) -> bool:
    """Whether a book says anything of agreements or support by the end of a period."""
    return any(
        entry.type in ABOUT and entry.date < scope.period.end
        for entry in scope.entries
        if isinstance(entry, data.Custom)
    )


def view_on(scope: Scope) -> tuple[View, SupportTerms]:
    """Look at a book as it was at the end of a period.

    Args:
        scope: The book for the period.

    Returns:
        The view, and what the book says about support.
    """
    known = [entry for entry in scope.entries if entry.date < scope.period.end]
    terms = read_terms(known, scope.roles.types)
    return View(scope.entity.name, terms.sharing, known, scope.currency), terms


def read(scope: Scope, view: View, terms: SupportTerms) -> Support:
    """Read the support of a book for a pack.

    Args:
        scope: The book for the period.
        view: It as it was at the end of the period.
        terms: What it says about support.

    Returns:
        What there is of it.
    """
    dealt = [
        entry
        for entry in view.entries
        if not isinstance(entry, data.Transaction) or _names_a_body(entry)
    ]
    inner = replace(view, entries=dealt)
    year = named(min(scope.year.begin, scope.period.begin), scope.period.end)
    span = named(min(year.begin, scope.months[0].begin), year.end)
    bodies = _bodies(inner, terms, span)
    exchanged = {other: _flows(inner, terms, other, span) for other in bodies}
    of_year = resources(view, terms, year)
    touching = [one for one in of_year.rows if one.period.end > scope.period.begin]
    return Support(
        view,
        terms,
        scope.period,
        scope.year,
        replace(of_year, asked=scope.period, rows=tuple(touching)),
        of_year,
        tuple(_loans(view, terms, scope)),
        tuple(needs_of(view, terms, scope)),
        {other: found for other, found in exchanged.items() if found},
        scope.months,
        tuple(paid_against_terms(view, terms, scope.period)),
    )


def _flows(view: View, terms: SupportTerms, other: str, span: Period) -> list[Flow]:
    """What was given and received; not what was bought and sold."""
    found = flows(view, terms, other, span)
    return [one for one in found if one.kind not in BESIDE]


def _names_a_body(entry: data.Transaction) -> bool:
    if "with" in entry.meta:
        return True
    return any("with" in (one.meta or ()) for one in entry.postings)


def _bodies(view: View, terms: SupportTerms, span: Period) -> list[str]:
    """The bodies that this one deals with in a span."""
    found: set[str] = set()
    groups = (*view.terms.agreements, *terms.resources)
    for group in groups:
        found |= {str(group.header.meta[key]) for key in ("from", "to")}
    for entry in view.entries:
        if isinstance(entry, data.Transaction) and entry.date in span:
            metas = [entry.meta, *(one.meta or {} for one in entry.postings)]
            found |= {str(meta["with"]) for meta in metas if meta.get("with")}
    return sorted(found - {view.name})


def _loans(view: View, terms: SupportTerms, scope: Scope) -> Iterable[LoanState]:
    """The loans that are open, or were at some time of the year."""
    if not terms.of(LOAN.kind):
        return []
    states = loan_states(view, terms, scope.period.last)
    return [one for one in states if one.owed or _moved(one, scope.year)]


def _moved(state: LoanState, year: Period) -> bool:
    return any(one.date in year for one in state.booked.moves)
