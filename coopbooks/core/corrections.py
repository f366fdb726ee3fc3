"""Making up for what turned out wrong: reversed and written anew, never edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.content import PLACE
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.proposal import Proposal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.proposal import Change
    from coopbooks.core.proposal import Difference

# A reversal has these of its own.
OF_ITS_OWN = PLACE | {"id", "batch", "recorded", "replaces", "for-date"}


class NotReversible(CoopbooksError):
    """Something has to be made up for that is no transaction."""

    def __init__(self, entry: data.Directive) -> None:
        """Build the message.

        Args:
            entry: The directive.
        """
        kind = type(entry).__name__.lower()
        super().__init__(
            f"The {kind} '{entry.meta.get('id')}' of {entry.date} can't be made up "
            "for: only transactions can be reversed or dated later. Take its batch "
            "out, or change it by hand."
        )


def corrections(difference: Difference, on: datetime.date) -> Proposal:
    """What to write so that a book comes to say what was proposed.

    What is new is written as it is. What changed is reversed and written anew, what is
    no longer due is reversed. An entry of an open period keeps its date, so that its
    period comes right; one of a closed period is dated `on`, and says in `for-date:`
    when it was due.

    Args:
        difference: A proposal against the book.
        on: A day in the open period.

    Returns:
        A proposal of what is to be written. Once it is, the same proposal as before
        finds nothing more.

    Raises:
        NotReversible: Something that is no transaction changed, is no longer due, or
            is new in a closed period.
    """
    entries = (
        entry
        for change in difference.changes
        for entry in _correction(change, difference.hard, on)
    )
    return Proposal(difference.batch, tuple(entries))


def reversal(entry: data.Directive, on: datetime.date) -> data.Transaction:
    """The transaction that takes another back.

    Args:
        entry: A transaction with an id, as it stands in the book.
        on: The date of the reversal.

    Returns:
        Its postings with the opposite sign and the same metadata, under the id
        `ID~reversed`; `reverses:` names the transaction.

    Raises:
        NotReversible: It is no transaction.
    """
    if not isinstance(entry, data.Transaction):
        raise NotReversible(entry)
    id_ = entry.meta["id"]
    kept = {key: one for key, one in entry.meta.items() if key not in OF_ITS_OWN}
    return entry._replace(
        meta={"id": f"{id_}~reversed", "reverses": id_, **kept},
        date=on,
        narration=f"Reversed: {entry.narration or entry.date}",
        postings=[_opposite(posting) for posting in entry.postings],
    )


def _correction(
    change: Change, hard: datetime.date, on: datetime.date
) -> Iterator[data.Directive]:
    """What makes up for one change."""
    before, after = change.before, change.after
    if before is not None:
        yield reversal(before, on if before.date < hard else before.date)
    if after is not None:
        yield _dated(after, on) if after.date < hard else after


def _dated(entry: data.Directive, on: datetime.date) -> data.Directive:
    """An entry with a later date, which says when it was due."""
    if not isinstance(entry, data.Transaction):
        raise NotReversible(entry)
    return entry._replace(date=on, meta={**entry.meta, "for-date": entry.date})


def _opposite(posting: data.Posting) -> data.Posting:
    """A posting with the opposite sign."""
    units = posting.units
    if units is None or units.number is None:
        return posting
    opposite = units.number.copy_negate()  # exact, however many digits
    return posting._replace(units=amount.Amount(opposite, units.currency))
