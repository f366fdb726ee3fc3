"""The fate of each row of a file, from what its drafts were found to be."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Left
from coopbooks.imports.drafts import Unusable
from coopbooks.imports.fates import Fate
from coopbooks.imports.fates import Fated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.imports.days import Days
    from coopbooks.imports.matching import Match
    from coopbooks.imports.readfile import ReadFile

WORDS = {
    "blank": "blank",
    "hidden": "hidden",
    "total": "a total, compared with the rows",
    "balance": "a balance",
    "note": "a note",
    "repeated header": "the header again",
}


def fates_of(file: ReadFile, matches: Iterator[Match], days: Days) -> list[Fated]:
    """Say what becomes of each row of a file.

    Args:
        file: The file.
        matches: What its drafts were found to be, in their order.
        days: On which days entries may be dated.

    Returns:
        Its rows as they stand in it, also those that are no data.
    """
    found: list[Fated] = []
    for outcome in file.outcomes:
        match outcome:
            case Draft():
                match_ = next(matches)
                problem = days.against(match_.dates)
                found += _fated(match_, problem)
            case Unusable():
                found += _rejected(outcome, file.contexts[0].currency)
            case Left():
                found += [
                    Fated(place, Fate.SKIPPED, outcome.reason)
                    for place in outcome.places
                ]
    for context in file.contexts:
        for row in context.sheet.left_out:
            found.append(Fated(row.place, Fate.SKIPPED, WORDS[row.reason]))
    found.sort(key=attrgetter("place.row"))
    if len(file.contexts) > 1:
        sheets = [context.sheet.sheet for context in file.contexts]
        found.sort(key=lambda one: sheets.index(one.place.sheet))
    return found


def _fated(match: Match, problem: str | None) -> list[Fated]:
    """The rows of a draft; what would be written stands with the first of them."""
    fate, reason, writes = match.fate, match.reason, match.writes
    if problem:
        fate, reason, writes = Fate.REJECTED, problem, None
    draft = match.draft
    currency, before = draft.currency, match.match
    found = []
    for place, number in draft.parts:
        found.append(Fated(place, fate, reason, number, currency, writes, before))
        writes = None
    return found


def _rejected(outcome: Unusable, currency: str) -> list[Fated]:
    first, *others = outcome.places
    number = outcome.number
    why, unit = outcome.reason, "" if number is None else currency
    found = [Fated(first, Fate.REJECTED, why, number, unit)]
    more = f"belongs with {first}, which {why}"
    return [*found, *(Fated(place, Fate.REJECTED, more) for place in others)]
