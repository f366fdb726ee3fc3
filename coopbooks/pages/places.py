"""Places that Fava can open: a line of the book, a receipt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import compare
from beancount.core import data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period


class Place(NamedTuple):
    """A line of a book's file.

    Attributes:
        path: The file, as Fava knows it.
        line: The line, from 1.
    """

    path: str
    line: str


def source(where: str, book: Book) -> Place | None:
    """The line that a row of a pack names.

    Args:
        where: A file, seen from the book's folder, and a line: `2026.beancount:12`.
        book: The book.

    Returns:
        The line, if Fava's editor shows that file; else None.
    """
    name, _, line = where.rpartition(":")
    path = str(book.folder / name)
    return Place(path, line) if path in book.options.get("include", ()) else None


def receipts(
    entries: Iterable[data.Directive], period: Period
) -> dict[str, tuple[str, ...]]:
    """The entries of a period that name a document which the book has.

    Args:
        entries: The book's directives.
        period: The period.

    Returns:
        By an entry's hash the keys of its metadata that Fava opens as documents.
    """
    entries = list(entries)
    there = {
        Path(one.filename).name for one in entries if isinstance(one, data.Document)
    }
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date not in period:
            continue
        keys = tuple(
            key
            for key, value in entry.meta.items()
            if key.startswith("document") and Path(str(value)).name in there
        )
        if keys:
            found[compare.hash_entry(entry)] = keys
    return found
