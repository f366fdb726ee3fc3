"""Whether the months of a book are closed, so that a change of them is refused or seen.

A soft closing by itself only warns of what says that it was written later. A seal is a
code of all that the book says up to the end of a period, so that any change is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.controls.review.sealed import closings_of
from coopbooks.controls.review.sealed import fits
from coopbooks.controls.review.sealed import sealed
from coopbooks.core.closing import state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period


@dataclass(frozen=True, slots=True)
class Closed:
    """How far a period of a book is closed.

    Attributes:
        months: Its months.
        hard: Those that are closed hard.
        soft: Those that are closed softly only.
        sealed: Those before the end of a seal that still fits.
        changed: The periods whose seal does not fit any more.
    """

    months: Sequence[Period]
    hard: Sequence[Period]
    soft: Sequence[Period]
    sealed: Sequence[Period]
    changed: Sequence[Period]

    @property
    def holds(self) -> bool:
        """Whether each month is closed hard or sealed, and no seal is broken."""
        kept = {*self.hard, *self.sealed}
        return not self.changed and all(one in kept for one in self.months)

    @property
    def words(self) -> str:
        """How far it is closed, in a few words."""
        if self.changed:
            names = ", ".join(one.label for one in self.changed)
            return (
                f"changed since it was closed: {names} (coopbooks changed-since-close "
                "tells what)"
            )
        kept = [one for one in self.months if one in self.hard or one in self.sealed]
        parts = [f"{len(kept)} of {len(self.months)} months closed hard or sealed"]
        if only := sum(one not in kept for one in self.soft):
            parts.append(f"{only} only softly, without a seal")
        if bare := sum(one not in self.sealed for one in self.hard):
            parts.append(f"{bare} without a seal that shows changes")
        return "; ".join(parts)


def closed(book: Book, period: Period) -> Closed:
    """Look how far a period is closed, and whether seals still fit the book.

    Args:
        book: The book.
        period: The period.

    Returns:
        Its months, those closed hard and softly, and those that are sealed. A seal
        holds for all before its end. One that does not fit any more counts, unless
        what changed lies before the period, or after it.
    """
    seals = [one for one in sealed(book) if one.period.end > period.begin]
    broken = [one for one in seals if not fits(book, one)]
    fitting = [one.period.end for one in seals if one not in broken]
    proven = max(fitting, default=period.begin)
    # The book up to the end of a seal that fits is what it was then. So one that ends
    # later, and fits no more, is about something later.
    later = min((end for end in fitting if end >= period.end), default=None)
    changed = [one.period for one in broken if later is None or one.period.end <= later]
    months, closings = period.months(), closings_of(book)
    states = {one: state_of(one, closings) for one in months}
    return Closed(
        months,
        [one for one, state in states.items() if state == "hard"],
        [one for one, state in states.items() if state == "soft"],
        [one for one in months if one.end <= proven],
        changed,
    )
