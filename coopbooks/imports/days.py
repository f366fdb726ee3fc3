"""On which days an entry may be dated: in open periods, within the book, not ahead."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.closing import ends_of
from coopbooks.core.closing import through
from coopbooks.imports.knowing import begin_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.closing import Ends
    from coopbooks.core.ledger import Book
    from coopbooks.imports.profile import Profile

# How many days ahead a row of a kind may be dated: who joins next month, next year's
# plan; a balance of tonight holds tomorrow morning.
AHEAD = {"roster": 366, "budget": 800, "balances": 1}
# What may be earlier than anything the book has.
EARLIER = ("roster", "budget", "balances")


@dataclass(slots=True)
class Days:
    """Holds what would be written against closed periods and the book's days.

    Attributes:
        kind: The kind of the sheet.
        ends: How far the book is closed.
        begin: The day of the book's first transaction.
        last: The last day on which a row may be dated.
        soft: How many drafts were found in a period that is closed softly.
        problems: Why nothing may have a date, by the dates that were asked for.
    """

    kind: str
    ends: Ends
    begin: datetime.date
    last: datetime.date
    soft: int = 0
    problems: dict[datetime.date, str | None] = field(default_factory=dict)

    def against(self, dates: Sequence[datetime.date]) -> str | None:
        """Why the entries of a draft can't be dated as they are.

        Args:
            dates: Their dates.

        Returns:
            The reason, a sentence without a full stop; None if they can.
        """
        for day in dates:
            if day not in self.problems:
                self.problems[day] = self._problem(day)
            if problem := self.problems[day]:
                return problem
        self.soft += any(day < self.ends.soft for day in dates)
        return None

    def notes(self) -> list[str]:
        """What people should know of it, a sentence each without a full stop."""
        if not self.soft:
            return []
        return [
            f"{self.soft} of what is new is in a period that is closed softly, "
            + through(self.ends.soft)
        ]

    def _problem(self, day: datetime.date) -> str | None:
        if day < self.ends.hard:
            return f"is dated {day}, and the book is closed {through(self.ends.hard)}"
        if day > self.last:
            return f"is dated {day}, which is still to come"
        if day < self.begin and self.kind not in EARLIER:
            return f"is dated {day}, before the book begins on {self.begin}"
        return None


def days_of(book: Book, profile: Profile, now: datetime.date) -> Days:
    """The days on which an import into a book may date entries.

    Args:
        book: The book.
        profile: The sender's profile.
        now: Today.

    Returns:
        What holds rows against them.
    """
    ahead = datetime.timedelta(days=AHEAD.get(profile.kind, 0))
    return Days(profile.kind, ends_of(book.entries), begin_of(book), now + ahead)
