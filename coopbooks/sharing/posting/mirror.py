"""What the other body's book is to have of the same shares."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.closing import ends_of
from coopbooks.sharing.posting.accruing import accrue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View


class Mirror(NamedTuple):
    """Entries for another body's book.

    Attributes:
        body: Whose book it is.
        entries: What it lacks of the shares between it and us, under the same ids.
        notes: What keeps them from being written there as they are, in sentences.
    """

    body: str
    entries: tuple[data.Transaction, ...]
    notes: tuple[str, ...]


def mirrors(view: View, period: Period, others: Mapping[str, View]) -> list[Mirror]:
    """Work out what the books of others lack of the shares between them and us.

    Args:
        view: Our book.
        period: The period.
        others: Their books, by name.

    Returns:
        A mirror for each book at hand that shares with us in the period; a book by cash
        gets nothing before it is paid.
    """
    found = []
    for name, other in sorted(others.items()):
        shared = {**others, view.name: view}
        shared.pop(name)
        ends = ends_of(other.entries)
        entries: list[data.Transaction] = []
        notes: list[str] = []
        for one in accrue(other, period, shared, ends.soft):
            ours = [
                share
                for share in one.shares
                if view.name in {share.giver, share.receiver}
            ]
            if ours and one.basis == "cash":
                notes.append(f"{name} counts by cash: nothing before it is paid.")
            ids = {share.id for share in ours}
            entries += [
                entry
                for entry in one.proposal.entries
                if isinstance(entry, data.Transaction) and entry.meta["id"] in ids
            ]
        if any(entry.date < ends.soft for entry in entries):
            notes.append(
                f"The book of {name} is closed up to {ends.soft}: they charge it with "
                "coopbooks share accrue, which posts it in an open period."
            )
        if entries or notes:
            found.append(Mirror(name, tuple(entries), tuple(dict.fromkeys(notes))))
    return found
