"""`coopbooks check`: what is wrong in a book, and where."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.checkfindings import as_data
from coopbooks.cli.checkfindings import explained
from coopbooks.cli.checkfindings import explained_data
from coopbooks.cli.checkfindings import judged
from coopbooks.cli.checkfindings import lines
from coopbooks.cli.checkfindings import summary
from coopbooks.cli.failures import one_line
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import errors_in_words
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.controls.language import check
from coopbooks.controls.review import sealed
from coopbooks.core.directives import coop_customs
from coopbooks.core.errors import Found
from coopbooks.core.errors import in_folder
from coopbooks.core.ledger import resting_collector
from coopbooks.core.vetting.loading import load_vetted
from coopbooks.core.vetting.vetting import vet
from coopbooks.sharing.views import view_of
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.vetting.vetting import Vetted

MOST_LINES = 50


@click.command(
    name="check",
    epilog=options.example(
        "coopbooks check ledgers/harbor/tidewater-bakery",
        "coopbooks check ledgers/harbor/eastport --period 2026-03",
        "coopbooks check --explain no-receipt",
        "coopbooks check received/eastport --untrusted",
    ),
)
@click.argument("book", type=click.Path(path_type=Path), required=False, metavar="BOOK")
@click.option(
    "--period",
    callback=options.period_name,
    metavar="PERIOD",
    help="Also list what there is to look at in it: 2026-03, 2026-Q1, FY2026 ...",
)
@click.option(
    "--explain",
    metavar="CODE",
    help="Say what a rule finds, with an example, and how to mend it.",
)
@click.option(
    "--untrusted",
    is_flag=True,
    help="It comes from others: look at it as text first, and run nothing of it.",
)
@options.TEXT_OR_JSON
def command(
    book: Path | None,
    period: str | None,
    explain: str | None,
    untrusted: bool,
    form: str,
) -> int:
    """List what is wrong in a book, each with its file and line.

    Besides what Beancount finds, everything that the book says about members, terms,
    funds and decisions is checked, and whether help in times of need was paid as it was
    decided. With --period what there is to look at in that period comes next, each
    with the code of its rule, as the month's report lists it; then what was waived, and
    why. It ends with 1 if anything is wrong, or if there is something to look at in the
    period asked for that is not waived.

    Of a book from others every file is only parsed first. It is refused, with each
    reason, if it names a program, an option or a directive that is not on the list of
    what such a book may say, reaches outside its folder, or holds links, scripts or
    caches. Only what passed is loaded, as data.
    """
    in_json = form == "json"
    if explain is not None:
        words = _in_json(explained_data(explain)) if in_json else explained(explain)
        click.echo(words)
        return 0
    if book is None:
        ctx = click.get_current_context()
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    if untrusted:
        refused = vet(book)
        if not refused.passed:
            click.echo(_refused(refused, form))
            return 1
        opened = load_vetted(refused)
        opened = opened.told(check(opened.entries, opened.options))
    else:
        opened = open_book(book)
    broken = sealed.broken_seal(opened)
    opened = opened.told([*_help(opened), *([broken] if broken else [])])
    if period is None:
        click.echo(_as_json(opened) if in_json else _as_text(opened))
        return 1 if opened.errors else 0
    return _with_findings(opened, period_of(opened, period, options.clock()), form)


def _with_findings(opened: Book, period: Period, form: str) -> int:
    """Tell of errors and of what there is to look at in a period."""
    found = judged(opened, period)
    opened.errors.extend(found.errors)
    # What rules found is listed by itself, with its codes.
    opened.notices[:] = [one for one in opened.notices if not isinstance(one, Found)]
    if form == "json":
        told = _as_data(opened) | {"period": period.name} | as_data(found, opened)
        click.echo(_in_json(told))
    else:
        *wrong, last = _as_text(opened).splitlines()
        last = f"{last}; {summary(found, period)}"
        click.echo("\n".join([*wrong, *lines(found, opened), last]))
    return 1 if opened.errors or found.open else 0


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
        return _in_json(refused)
    count = len(found.problems)
    what = "1 reason" if count == 1 else f"{count} reasons"
    lines = [one_line(str(problem)) for problem in found.problems[:MOST_LINES]]
    if count > MOST_LINES:
        lines.append(f"... and {count - MOST_LINES} more.")
    return "\n".join([*lines, f"{found.folder.name}: refused for {what}; nothing ran."])


def _as_text(book: Book) -> str:
    """A line for each error and notice, and how many there are."""
    lines = [
        f"{in_folder(error.source, book.folder)}: {one_line(error.message)}"
        for error in book.errors
    ]
    lines += [
        f"{in_folder(one.source, book.folder)}: no error, but: {one_line(one.message)}"
        for one in book.notices
    ]
    many = len(book.notices)
    more = f", {many} {'notice' if many == 1 else 'notices'}" if many else ""
    return "\n".join([*lines, f"{one_line(book.title)}: {errors_in_words(book)}{more}"])


def _as_json(book: Book) -> str:
    """The same for programs."""
    return _in_json(_as_data(book))


def _in_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_data(book: Book) -> dict[str, object]:
    """What a program reads; `file` and `line` are null where none is known."""
    errors, notices = (
        [
            {
                **_place(in_folder(one.source, book.folder)),
                "message": one_line(one.message),
            }
            for one in some
        ]
        for some in (book.errors, book.notices)
    )
    told: dict[str, object] = {"book": str(book.path), "title": book.title}
    told["errors"] = errors
    return told | ({"notices": notices} if notices else {})


def _place(words: str) -> dict[str, str | int | None]:
    """The parts of `file:line`, or of `-` for no place."""
    match = re.fullmatch(r"(?P<file>.*?)(?::(?P<line>[0-9]+))?", words)
    file, line = match.group("file", "line") if match else (None, None)
    return {"file": None if file == "-" else file, "line": line and int(line)}
