"""Posting a year: the proposal, the decision on it, and what the book lacks of it.

Only what was decided is posted: the decision names the code of the proposal, which is
worked out again from the book. What somebody typed that says the same is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.decisions import read_decisions
from coopbooks.core.difference import difference
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.forms import near
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.core.proposal import Proposal
from coopbooks.surplus.notices.years import year_end_of
from coopbooks.surplus.posting.batches import batch_of
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.entries import Posting
from coopbooks.surplus.posting.entries import proposal_of
from coopbooks.surplus.posting.places import RESULT
from coopbooks.surplus.posting.places import read_places
from coopbooks.surplus.posting.places import used_to_share
from coopbooks.surplus.posting.refusals import refusals_of
from coopbooks.surplus.posting.typed import differing
from coopbooks.surplus.posting.typed import posted
from coopbooks.surplus.posting.typed import sharing
from coopbooks.surplus.posting.typed import without_batch
from coopbooks.surplus.proposing import propose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.closing import Ends
    from coopbooks.core.decisions import Decision
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
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


class DecisionNotThere(CoopbooksError):
    """A surplus is to be posted under a decision that the book does not have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Build the message.

        Args:
            name: The id that was given.
            known: The ids of the book's decisions.
        """
        super().__init__(
            f"Decision '{name}' is not in this book; add its coop-decision."
            f"{near(name, known)}"
        )


@dataclass(frozen=True, slots=True)
class Run:
    """A year's proposal against the book and the decision on it.

    Attributes:
        allocation: How the year's surplus or loss is shared.
        code: The proposal's code.
        decision: The decision that it is posted under.
        proposal: What the batch is to hold.
        difference: That against the book.
        typed: The transactions, not ours, that share the year and say the same.
        refusals: Why it can't be posted, by file and line.
    """

    allocation: Allocation
    code: str
    decision: Decision
    proposal: Proposal
    difference: Difference
    typed: tuple[data.Transaction, ...]
    refusals: tuple[LedgerError, ...]


def post(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    year: Period,
    today: datetime.date,
    decision: str,
    ends: Ends,
    rule: str | None = None,
) -> Run:
    """Work out what is posted of a year, and whether it may be.

    Args:
        terms: What the book says.
        entries: The book's entries.
        year: The fiscal year.
        today: The day.
        decision: The id of the decision.
        ends: How far the book is closed.
        rule: The name of the rule, where two are in force; None for the only one.

    Returns:
        The run. Posting again proposes the same, whatever is in the book of it.

    Raises:
        DecisionNotThere: The book has no such decision.
        CoopbooksError: No rule is in force, or several.
    """
    decided = _decision(entries, decision)
    others = without_batch(entries, batch_of(year.name))
    allocation = propose(terms, others, year, today, rule=rule)
    proposal, problems = entries_for(
        terms, others, allocation, decided.id, decided.date, ends
    )
    typed = sharing(others, terms.roles, year, year_end_of(terms, year))
    unlike = _unlike(terms, typed, proposal)
    same = tuple(typed) if typed and not unlike else ()
    if same:
        proposal = Proposal(proposal.batch, ())
    in_year = any(one.date < year.end for one in proposal.entries)
    found = difference(proposal, entries, ends.hard if in_year else ends.soft)
    code = code_of(allocation)
    refusals = [
        *refusals_of(allocation, code, decided, today, ends, there=bool(same)),
        *(() if same else problems),
        *unlike,
    ]
    return Run(allocation, code, decided, proposal, found, same, tuple(refusals))


def _decision(entries: Sequence[data.Directive], name: str) -> Decision:
    decisions = {one.id: one for one in read_decisions(entries)[0]}
    if name not in decisions:
        raise DecisionNotThere(name, decisions)
    return decisions[name]


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
        entries: The book's entries without what posting this year wrote.
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


def _unlike(
    terms: SurplusTerms, typed: Sequence[data.Transaction], proposal: Proposal
) -> list[LedgerError]:
    """Where entries that share the year already say something else."""
    if not typed:
        return []
    made = [one for one in proposal.entries if isinstance(one, data.Transaction)]
    pairs = differing(posted(typed, terms.roles), posted(made, terms.roles))
    if not pairs:
        return []
    place, had, wanted = pairs[0]
    more = f", and {len(pairs) - 1} more differ" if len(pairs) > 1 else ""
    return [
        LedgerError(
            typed[0].meta,
            f"{proposal.batch.partition('-')[0]} was shared already, here: {place} is "
            f"{had:f}, and the rule gives {wanted:f}{more}. Take the entry out, or "
            "correct it by hand.",
            typed[0],
        )
    ]
