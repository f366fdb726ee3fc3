"""What stands on every page of a pack, taken from the book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.review.sealed import sealed
from coopbooks.controls.review.signing import sign_off
from coopbooks.controls.review.terms import read_reviews
from coopbooks.core.contenthash import book_code
from coopbooks.core.contenthash import short
from coopbooks.packs.pack import Heading

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope


def heading_of(book: Book, scope: Scope, now: datetime.datetime) -> Heading:
    """What stands on every page of a pack about a book.

    Args:
        book: The book.
        scope: The book for the period.
        now: When the pack is made.

    Returns:
        Whose it is, of when, counted how, and what is wrong with it.
    """
    code = book_code(book, scope.period.end)
    marks: list[str] = []
    if book.errors:
        number = len(book.errors)
        what = "1 error" if number == 1 else f"{number} errors"
        marks.append(f"THE BOOK HAS {what.upper()}: figures may be incomplete")
    if now.date() < scope.period.end:
        marks.append(f"NOT OVER YET: {scope.period.label} ends later")
    # Reviews and closings are customs; a large book has few of them.
    customs: list[data.Directive] = [
        one for one in book.entries if isinstance(one, data.Custom)
    ]
    said = replace(book, entries=customs)
    closed = [one for one in sealed(said) if one.period.name == scope.period.name]
    if any(one.seal != code for one in closed[-1:]):
        marks.append("CHANGED SINCE IT WAS CLOSED: coopbooks changed-since-close tells")
    return Heading(
        book.title,
        scope.entity.kind_in_words,
        scope.period.label,
        scope.currency,
        scope.entity.basis_in_words,
        sign_off(book, read_reviews(customs)[0], scope.period, code).words,
        short(code),
        now,
        tuple(marks),
    )
