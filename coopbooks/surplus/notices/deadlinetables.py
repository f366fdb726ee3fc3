"""Until when something must be done, and how far it is, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.deadlines import Deadline
    from coopbooks.surplus.notices.progress import Progress

PAY = ("pay", "pay-by-rule")
AGREE = ("consent", "cashed")
# So many members are named.
NAMED = 3


def is_late(one: Deadline, far: Progress, today: datetime.date) -> bool:
    """Whether something is not done whose last day has passed.

    Args:
        one: What is to be done.
        far: How far the year is.
        today: The day of asking.

    Returns:
        Whether cash is not paid, or a consent is missing, after the day.
    """
    if one.day >= today:
        return False
    if one.id in PAY:
        return far.given_on is None or far.left > 0
    return one.id in AGREE and bool(far.silent)


def deadline_table(
    year: Period,
    found: Sequence[Deadline],
    far: Progress,
    currency: str,
    today: datetime.date,
) -> Table:
    """The calendar of a year that is shared.

    Args:
        year: The fiscal year.
        found: The days by which things must be done.
        far: How far the year is.
        currency: The book's currency.
        today: The day of asking.

    Returns:
        A line for each, by day, with what it rests on and how far it is.
    """
    rows = [
        Row(
            one.id,
            {
                "label": one.words,
                "day": one.day.isoformat(),
                "far": " ".join(_far(one, far, currency, today)),
                "law": one.law,
            },
        )
        for one in found
    ]
    columns = (
        Column("label", "What", ColumnKind.TEXT),
        Column("day", "By", ColumnKind.DATE),
        Column("far", "So far", ColumnKind.TEXT),
        Column("law", "Because", ColumnKind.TEXT),
    )
    lead = tuple(map(Sentence, _lead(year, found, far)))
    return Table("deadlines", f"For {year.label}", columns, tuple(rows), lead=lead)


def _lead(year: Period, found: Sequence[Deadline], far: Progress) -> Iterator[str]:
    ended = f"The year ended on {long_date(year.last)}."
    if far.given_on is None:
        yield f"{ended} The book does not share it yet."
    else:
        yield f"{ended} It was shared on {long_date(far.given_on)}."
    if not found:
        yield (
            "Neither a law that is known here nor the rule says until when it must be "
            "paid. Add country: to the coop-entity, or pay-within: to the coop-surplus."
        )


def _far(
    one: Deadline, far: Progress, currency: str, today: datetime.date
) -> Iterator[str]:
    """How far something is, in sentences; nothing where the book can't tell."""
    if is_late(one, far, today):
        yield "TOO LATE."
    if one.id in PAY and far.given_on is not None:
        if far.left > 0:
            yield f"{far.left:,} of {far.due:,} {currency} still to be paid."
        elif far.paid_on:
            yield f"All {far.due:,} {currency} paid by {long_date(far.paid_on)}."
        else:
            yield "Nothing is due in cash."
    elif one.id in AGREE and far.silent:
        named = ", ".join(far.silent[:NAMED])
        left = len(far.silent) - NAMED
        more = f" and {left} more" if left > 0 else ""
        yield f"Not from {named}{more}."
    elif one.id in AGREE and far.given_on is not None:
        yield "Everybody agreed who has to."
