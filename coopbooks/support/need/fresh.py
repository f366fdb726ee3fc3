"""What a book lacks and gets anew: money that went out is never taken back by itself.

Ids of what stands in the book stay as they are; what comes later gets the next one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.proposal import Change
from coopbooks.core.proposal import Difference
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import ids_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data


def only_new(
    batch: str, entries: Sequence[data.Directive], hard: datetime.date
) -> Difference:
    """Entries as what a book lacks.

    Args:
        batch: The batch that they are written to.
        entries: The entries, each with an id that is free.
        hard: The day after the last that is closed, even softly.

    Returns:
        A difference in which all of them are new and nothing else changes.

    Raises:
        CoopbooksError: The batch or an id is no good.
    """
    proposal = Proposal(batch, tuple(entries))
    changes = tuple(
        Change(str(entry.meta["id"]), None, entry, (), entry.date < hard)
        for entry in proposal.entries
    )
    return Difference(batch, changes, (), hard)


def ids_in(entries: Iterable[data.Directive]) -> set[str]:
    """All ids of a book, without what was added to them for a correction."""
    return {
        one.split("~", 1)[0]
        for entry in entries
        if entry.meta and ("id" in entry.meta or "batch" in entry.meta)
        for one in ids_of(entry)
    }


def free_id(first: str, taken: Collection[str]) -> str:
    """An id that is free: the first one, or with a number.

    Args:
        first: Such as `strike-pay-2026-W12-M-0042`.
        taken: The ids of the book.

    Returns:
        The id; the second one ends in `-2`.
    """
    if first not in taken:
        return first
    number = 2
    while f"{first}-{number}" in taken:
        number += 1
    return f"{first}-{number}"
