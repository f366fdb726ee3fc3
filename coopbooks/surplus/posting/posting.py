"""Posting a year: the proposal, the decision on it, and what the book lacks of it.

Only what was decided is posted: the decision names the code of the proposal, which is
worked out again from the book. What somebody typed that says the same is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.decisions import read_decisions
from coopbooks.core.difference import difference
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.forms import near
from coopbooks.core.proposal import Proposal
from coopbooks.core.proposal import in_batch
from coopbooks.surplus.notices.years import year_end_of
from coopbooks.surplus.posting.batches import batch_of
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.preparing import entries_for
from coopbooks.surplus.posting.refusals import refusals_of
from coopbooks.surplus.posting.typed import beyond_results
from coopbooks.surplus.posting.typed import differing
from coopbooks.surplus.posting.typed import posted
from coopbooks.surplus.posting.typed import sharing
from coopbooks.surplus.posting.typed import without_batch
from coopbooks.surplus.proposing import propose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.core.closing import Ends
    from coopbooks.core.decisions import Decision
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.terms import SurplusTerms


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
    others, typed, _ = parted(terms, entries, year)
    allocation = propose(terms, others, year, today, rule=rule)
    proposal, problems = entries_for(
        terms, others, allocation, decided.id, decided.date, ends
    )
    unlike = told_unlike(terms, typed, proposal)
    said = bool(beyond_results(typed, terms.roles))
    same = tuple(typed) if said and not unlike else ()
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


def parted(
    terms: SurplusTerms, entries: Iterable[data.Directive], year: Period
) -> tuple[list[data.Directive], list[data.Transaction], list[data.Transaction]]:
    """Part a book into what shares a year and all else.

    A proposal is worked out without what it was posted as, so that it is the same
    before and after.

    Args:
        terms: What the book says.
        entries: The book's entries.
        year: The fiscal year.

    Returns:
        All other entries, those that share the year and were typed, and those that
        posting wrote.
    """
    batch = batch_of(year.name)
    written = [
        entry
        for entry in entries
        if isinstance(entry, data.Transaction)
        and in_batch(entry.meta.get("batch"), batch)
    ]
    others = without_batch(entries, batch)
    typed = sharing(others, terms.roles, year, year_end_of(terms, year))
    ours = {id(entry) for entry in typed}
    return [one for one in others if id(one) not in ours], typed, written


def told_unlike(
    terms: SurplusTerms,
    shared: Sequence[data.Transaction],
    proposal: Proposal,
) -> list[LedgerError]:
    """Tell where entries that share a year say something else than its proposal.

    Args:
        terms: What the book says.
        shared: Entries of the book that share the year.
        proposal: What the year's proposal is posted as.

    Returns:
        An error at the first of them, with the first figure that differs; none where
        they say the same, or there are none.
    """
    shared = beyond_results(shared, terms.roles)
    made = beyond_results(proposal.entries, terms.roles)
    pairs = differing(posted(shared, terms.roles), posted(made, terms.roles))
    if not shared or not pairs:
        return []
    place, had, wanted = pairs[0]
    more = f", and {len(pairs) - 1} more differ" if len(pairs) > 1 else ""
    return [
        LedgerError(
            shared[0].meta,
            f"the year was shared already, here: {place} is {had:f}, and the rule "
            f"gives {wanted:f}{more}. Take the entry out, or correct it by hand.",
            shared[0],
        )
    ]
