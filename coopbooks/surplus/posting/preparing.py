"""What a proposal is posted as: which accounts, which day, what is booked already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.posting.entries import Posting
from coopbooks.surplus.posting.entries import proposal_of
from coopbooks.surplus.posting.places import RESULT
from coopbooks.surplus.posting.places import read_places
from coopbooks.surplus.posting.places import used_to_share

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.closing import Ends
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Proposal
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.posting.places import Places
    from coopbooks.surplus.terms import SurplusTerms

# Which roles of costs a rule adds back to the result, by the words of `starts-from:`.
ADDED_BACK = {
    "before-share": {"share"},
    "before-tax": {"income-tax"},
    "before-share-and-tax": {"share", "income-tax"},
}


def entries_for(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    allocation: Allocation,
    decision: str,
    date: datetime.date,
    ends: Ends,
) -> tuple[Proposal, tuple[LedgerError, ...]]:
    """What a proposal is posted as.

    Args:
        terms: What the book says.
        entries: The book's entries without those that share the year.
        allocation: How the year's surplus or loss is shared.
        decision: The id of the decision that the entries name.
        date: Its day, on which they stand unless the rule says the year's last.
        ends: How far the book is closed.

    Returns:
        The batch, and what the book lacks to hold it.
    """
    year = allocation.figures.year
    places = read_places(allocation, entries, terms.roles)
    at_end = allocation.rule.header.meta.get("recognise") == "year-end"
    hard = ends.state(year.last) == "hard"
    earlier = {} if allocation.is_loss else _earlier(terms, entries, year, places)
    posting = Posting(
        year.last if at_end else date,
        decision,
        terms.roles,
        places,
        earlier,
        None if hard else year.last,
        _booked(terms, entries, allocation),
    )
    return proposal_of(allocation, posting), places.problems


def _earlier(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    year: Period,
    places: Places,
) -> dict[str, Decimal]:
    """Where earlier losses stand: accounts of the result with a debit before the year.

    What was shared before is taken from such accounts, too, and is no loss.
    """
    used = {places.allocated, *used_to_share(entries, terms.roles)}
    sums: dict[str, list[Decimal]] = {}
    for row in rows(entries):
        if row.date < year.end and terms.roles.of(row.account) == RESULT:
            sums.setdefault(row.account, []).append(row.number)
    totals = {account: total_of(sums[account]) for account in sorted(sums)}
    return {
        name: sum_ for name, sum_ in totals.items() if sum_ > 0 and name not in used
    }


def _booked(
    terms: SurplusTerms, entries: Sequence[data.Directive], allocation: Allocation
) -> dict[str, Decimal]:
    """What the year's books have already of a cost that a step works out."""
    words = allocation.rule.header.meta.get("starts-from")
    roles = ADDED_BACK.get(str(words), set())
    year = allocation.figures.year

    def booked(step: StepResult) -> Decimal:
        return total_of(
            row.number
            for row in rows(entries)
            if row.date in year and is_under(row.account, step.account)
        )

    return {
        step.account: booked(step)
        for step in allocation.steps
        if step.kind == "expense" and terms.roles.of(step.account) in roles
    }
