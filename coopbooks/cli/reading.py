"""Opening the book that a command is about, and the period that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.controls.language import check
from coopbooks.core.entity import Entity
from coopbooks.core.entity import entity_on
from coopbooks.core.entity import favas_year_end
from coopbooks.core.entity import read_entities
from coopbooks.core.ledger import load
from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period


def open_book(path: Path) -> Book:
    """Load a book, and say so to a person who waits.

    Args:
        path: Its entry file or its folder.

    Returns:
        The book, also where it has errors. Those of the ledger language are among
        them, whether or not the book has the plugin that looks for them.

    Raises:
        CoopbooksError: There is none, or it can't be read.
    """
    with doing(f"Reading {path}"):
        book = load(path)
        return book.told(check(book.entries, book.options))


def period_of(book: Book, name: str | None, now: datetime.datetime) -> Period:
    """The period that was asked for.

    Args:
        book: The book, whose fiscal year counts for names such as FY2026.
        name: The period's name; None for the last month that is over.
        now: What the clock shows.

    Returns:
        The period.

    Raises:
        BadPeriod: The name is none.
    """
    if name is None:
        return month_of(now.date()).previous()
    entities, _ = read_entities(book.entries)
    silent = Entity(book.title, fiscal_year_end=favas_year_end(book.entries))
    entity = entity_on(entities, now.date(), silent)
    return parse_period(name, entity.fiscal_year_end)


def last_year(book: Book, now: datetime.datetime) -> Period:
    """The last fiscal year of a book that is over.

    Args:
        book: The book.
        now: What the clock shows.

    Returns:
        The year.
    """
    entities, _ = read_entities(book.entries)
    silent = Entity(book.title, fiscal_year_end=favas_year_end(book.entries))
    end = entity_on(entities, now.date(), silent).fiscal_year_end
    begin = end.begin_of(end.year_of(now.date()))
    return named(end.begin_of(end.year_of(begin - DAY)), begin)


def warn(book: Book, path: Path) -> bool:
    """Tell beside the output that a book has errors.

    Args:
        book: The book.
        path: Its path as it was typed.

    Returns:
        Whether it has any.
    """
    if book.errors:
        say(f"The book has {errors_in_words(book)}. See: coopbooks check {shown(path)}")
    return bool(book.errors)


def errors_in_words(book: Book) -> str:
    """Say how many errors a book has: `no errors`, `1 error`, `2 errors`."""
    number = len(book.errors)
    return f"{number or 'no'} error{'' if number == 1 else 's'}"


def shown(path: Path) -> str:
    """Write a path as a person would type it, also where it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)
