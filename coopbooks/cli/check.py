"""`coopbooks check`: what is wrong in a book, and where."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import one_line
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import errors_in_words
from coopbooks.cli.reading import open_book
from coopbooks.controls.language import check
from coopbooks.core.directives import coop_customs
from coopbooks.core.errors import in_folder
from coopbooks.core.ledger import resting_collector
from coopbooks.core.vetting.loading import load_vetted
from coopbooks.core.vetting.vetting import vet
from coopbooks.sharing.views import view_of
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.core.vetting.vetting import Vetted

MOST_LINES = 50


@click.command(
    name="check",
    epilog=options.example(
        "coopbooks check ledgers/harbor/tidewater-bakery",
        "coopbooks check received/eastport --untrusted",
    ),
)
@options.BOOK
@click.option(
    "--untrusted",
    is_flag=True,
    help="It comes from others: look at it as text first, and run nothing of it.",
)
@options.TEXT_OR_JSON
def command(book: Path, untrusted: bool, form: str) -> int:
    """List what is wrong in a book, each with its file and line.

    Besides what Beancount finds, everything that the book says about members, terms,
    funds and decisions is checked, and whether help in times of need was paid as it was
    decided. It ends with 1 if anything is wrong.

    Of a book from others every file is only parsed first. It is refused, with each
    reason, if it names a program, an option or a directive that is not on the list of
    what such a book may say, reaches outside its folder, or holds links, scripts or
    caches. Only what passed is loaded, as data.
    """
    if untrusted:
        found = vet(book)
        if not found.passed:
            click.echo(_refused(found, form))
            return 1
        opened = load_vetted(found)
        opened.errors.extend(check(opened.entries, opened.options))
    else:
        opened = open_book(book)
    opened = replace(opened, errors=[*opened.errors, *_help(opened)])
    click.echo(_as_json(opened) if form == "json" else _as_text(opened))
    return 1 if opened.errors else 0


def _help(book: Book) -> Iterator[LedgerError]:
    """Help that was paid otherwise than it was decided, or than the terms give."""
    if any(one.type == BENEFIT.kind for one in coop_customs(book.entries)):
        from coopbooks.support.need.against import paid_against_terms

        with doing("Looking at what was paid in times of need"), resting_collector():
            view = view_of(book)
            yield from paid_against_terms(view, terms_of(view))


def _refused(found: Vetted, form: str) -> str:
    """Why a book from others is refused."""
    if form == "json":
        problems = [
            {"file": one.file, "line": one.line or None, "message": one.words}
            for one in found.problems
        ]
        refused = {"book": str(found.folder), "refused": True, "errors": problems}
        return json.dumps(refused, ensure_ascii=False, indent=2)
    count = len(found.problems)
    what = "1 reason" if count == 1 else f"{count} reasons"
    lines = [one_line(str(problem)) for problem in found.problems[:MOST_LINES]]
    if count > MOST_LINES:
        lines.append(f"... and {count - MOST_LINES} more.")
    return "\n".join([*lines, f"{found.folder.name}: refused for {what}; nothing ran."])


def _as_text(book: Book) -> str:
    """A line for each error, and how many there are."""
    lines = [
        f"{in_folder(error.source, book.folder)}: {one_line(error.message)}"
        for error in book.errors
    ]
    return "\n".join([*lines, f"{one_line(book.title)}: {errors_in_words(book)}"])


def _as_json(book: Book) -> str:
    """The same for programs; `file` and `line` are null where none is known."""
    errors = [
        {
            **_place(in_folder(error.source, book.folder)),
            "message": one_line(error.message),
        }
        for error in book.errors
    ]
    found = {"book": str(book.path), "title": book.title, "errors": errors}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _place(words: str) -> dict[str, str | int | None]:
    """The parts of `file:line`, or of `-` for no place."""
    match = re.fullmatch(r"(?P<file>.*?)(?::(?P<line>[0-9]+))?", words)
    file, line = match.group("file", "line") if match else (None, None)
    return {"file": None if file == "-" else file, "line": line and int(line)}
