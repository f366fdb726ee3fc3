"""A few tables as a pack of their own: a preview, a reconciliation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import evaluate
from coopbooks.packs.pack import Heading
from coopbooks.packs.pack import Pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Picture


def single_pack(
    book: Book,
    subject: str,
    front: Sequence[Table],
    behind: Sequence[Table] = (),
    *,
    state: str,
    now: datetime.datetime,
    pictures: Sequence[Picture] = (),
) -> Pack:
    """Put tables together that are no month.

    Args:
        book: The book that they are about.
        subject: What they are, such as `Bank reconciliation, 30 April 2026`.
        front: The tables of page one.
        behind: The tables behind it.
        state: How far it is, such as `PREVIEW: nothing is written`.
        now: When it is made.
        pictures: Pictures of the tables.

    Returns:
        The pack, worked out.
    """
    marks = ("THE BOOK HAS ERRORS: figures may be incomplete",) if book.errors else ()
    heading = Heading(book.title, "", subject, book.currency, "", state, "", now, marks)
    tables = (*front, *behind)
    first = tuple(table.id for table in front)
    return Pack(heading, evaluate(tables), first, tuple(pictures))
