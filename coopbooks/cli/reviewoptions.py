"""What the commands of a review have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.controls.review.acting import Person

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

AS = click.option(
    "--as",
    "who",
    required=True,
    metavar="ID",
    help="Who you are, by id. It is taken as typed, and proves nothing.",
)
FROM = click.option(
    "--from", "of", default="", metavar="BODY", help="Another body that you come from."
)
COMMENT = click.option("--comment", default="", help="What you ask or explain.")


def opened(
    book: Path, period: str | None, now: datetime.datetime
) -> tuple[Book, Period]:
    """Open a book for a period.

    Args:
        book: The book as it was typed.
        period: The period as it was typed.
        now: What the clock shows.

    Returns:
        The book and the period.
    """
    found = open_book(book)
    return found, period_of(found, period, now)


def person(who: str, now: datetime.datetime, of: str = "") -> Person:
    """Somebody at their own machine.

    Args:
        who: The id as it was typed.
        now: What the clock shows.
        of: The other body that they come from.

    Returns:
        The person.
    """
    return Person(who, now.date(), "typed", of)
