"""A book as sharing reads it: this body's own, or one of another body."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import favas_year_end
from coopbooks.sharing.share import View
from coopbooks.sharing.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.ledger import Book

__all__ = ["first_day", "fiscal_year_end", "others_by_name", "view_of"]


def view_of(book: Book, known: datetime.date | None = None) -> View:
    """Look at a book as sharing reads it.

    Args:
        book: The book.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The view, under the name of the body that the book says it belongs to.
    """
    terms = read_terms(book.entries, types_of(book.options), known)
    entity = terms.entity_on(datetime.date.max)
    name = entity.name if entity else ""
    return View(name, terms, book.entries, book.currency, book.title)


def others_by_name(books: Iterable[Book]) -> dict[str, View]:
    """Look at the books of other bodies.

    Args:
        books: The books.

    Returns:
        A view of each by the body's name; of two with one name the first.
    """
    found: dict[str, View] = {}
    for book in books:
        view = view_of(book)
        found.setdefault(view.name, view)
    return found


def fiscal_year_end(view: View) -> FiscalYearEnd:
    """The end of a body's fiscal year."""
    entity = view.terms.entity_on(datetime.date.max)
    if entity is not None:
        return entity.fiscal_year_end
    return favas_year_end(view.entries)


def first_day(view: View) -> datetime.date | None:
    """The date of a book's first transaction; None for a book without any.

    What is posted for an agreement alone is no beginning.
    """
    for entry in view.entries:
        if isinstance(entry, data.Transaction) and "agreement" not in entry.meta:
            return entry.date
    return None
