"""The steps of a month about dues: charging them, and what goes up to parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.step import Step
from coopbooks.core.closing import ends_of
from coopbooks.core.difference import difference
from coopbooks.core.errors import in_folder
from coopbooks.core.money import ZERO
from coopbooks.core.proposal import Proposal
from coopbooks.dues.percapita.entries import batch_of
from coopbooks.dues.percapita.entries import entries_of
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.posting.problemtables import gathered
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.controls.month import Month
    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.terms import DuesTerms

# More than so many problems are only counted.
MOST = 5


def charged(month: Month) -> Step | None:
    """Whether the book has the dues of the period, as its rules have them."""
    terms = _terms(month)
    entries, label = month.scope.entries, month.period.label
    if not terms.schedules or terms.basis(month.period.last) == "cash":
        return None
    if month.today < month.period.begin:
        return Step("charged", "awaited", f"Charging the dues of {label}")
    run = charge(terms, entries, month.period, month.today, ends_of(entries).soft)
    owed = [one for one in run.charges.charges if not one.pledged]
    command = ("dues", "charge", "BOOK", "--period", month.period.name)
    if run.problems:
        words = f"Not all dues of {label} can be worked out"
        return Step("charged", "todo", words, command, _told(month, run.problems))
    if not owed:
        return None
    lacking = sum(run.missing(one) != ZERO for one in owed)
    if not lacking and not run.difference.changes:
        return Step("charged", "done", f"The dues of {label} are charged")
    many = "1 member" if lacking == 1 else f"{lacking} members"
    words = f"The dues of {label} are not charged as the rules say, for {many}"
    return Step("charged", "todo", words, (*command, "--write"))


def owed_up(month: Month) -> Step | None:
    """Whether the book has what is owed up to parents for the period."""
    terms = _terms(month)
    if not terms.per_capitas or terms.basis(month.period.last) == "cash":
        return None
    label = month.period.label
    if not month.is_over:
        return Step("owed-up", "awaited", f"What is owed up per member for {label}")
    found = per_capita(terms, month.scope.entries, month.period)
    if not found.lines:
        return None
    proposal = Proposal(batch_of(month.period), entries_of(found))
    entries = month.scope.entries
    if not difference(proposal, entries, ends_of(entries).soft).changes:
        words = f"What is owed up per member for {label} is in the book"
        return Step("owed-up", "done", words)
    words = (
        f"What is owed up per member for {label} is not in the book as the rules say"
    )
    command = ("dues", "per-capita", "BOOK", "--period", month.period.name, "--write")
    return Step("owed-up", "todo", words, command)


def _terms(month: Month) -> DuesTerms:
    return read_terms(month.scope.entries, month.scope.roles.types)


def _told(month: Month, problems: Sequence[LedgerError]) -> tuple[str, ...]:
    """Problems with their places in the book, as many as can be read at once."""
    found = gathered(problems)
    told = [f"{in_folder(one.source, month.folder)}: {one.message}" for one in found]
    more = len(told) - MOST
    return (*told[:MOST], f"and {more} more") if more > 0 else tuple(told)
