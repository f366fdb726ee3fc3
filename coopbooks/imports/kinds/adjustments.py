"""Year-end adjustments: a journal for the last day of the year, marked `adjusting:`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Unusable
from coopbooks.imports.kinds import journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of the lines of each adjustment.

    Args:
        rows: The lines.
        context: What they are read with.

    Yields:
        As for a journal; what is not dated on the last day of a fiscal year can't be
        used.
    """
    end = context.known.year_end
    month = (end.month - 1) % 12 + 1  # Fava counts on beyond December
    for outcome in journal.drafts(rows, context, {"adjusting": True}):
        if isinstance(outcome, Draft):
            day = outcome.entry.date
            if (day.month, day.day) != (month, end.day):
                places = tuple(part.place for part in outcome.parts)
                why = f"is dated {day}, not on the last day of the year"
                yield Unusable(places, why)
                continue
        yield outcome
