"""`coopbooks import preview`: what becomes of each row of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.imports.fates import Fate
from coopbooks.imports.knowing import opened_in
from coopbooks.imports.preview import ProfilesWrong
from coopbooks.imports.preview import preview
from coopbooks.imports.profiles import NoProfile
from coopbooks.imports.profiles import UnknownProfile
from coopbooks.imports.profiles import grouped
from coopbooks.imports.profiles import load_profiles
from coopbooks.imports.tables import front_tables
from coopbooks.imports.tables import rows_table
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.imports.fates import Preview
    from coopbooks.packs.pack import Pack

FORMS = ("text", "html", "json")
# So many rows are shown to people; more of those that need no look are counted.
MOST_ROWS = 1000

FILES = click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path),
)
PROFILE = click.option(
    "--profile",
    metavar="NAME",
    help="The profile to read the files by.  [default: by their names]",
)


@click.command(
    name="preview",
    epilog=options.example(
        "coopbooks import preview BOOK inbox/statement-2026-04.csv",
        "coopbooks import preview BOOK inbox/*.xlsx --output preview.html",
    ),
)
@options.BOOK
@FILES
@PROFILE
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="What to write; without it, what the output's extension says, else text.",
)
@click.option("--output", "out", metavar="PATH", help="A file, instead of the screen.")
def preview_command(
    book: Path,
    files: tuple[Path, ...],
    profile: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Show what would become of each row of some files. Nothing is written to the book.

    A row is NEW, SAME (in the book already), CHANGED, MATCHES (somebody typed it
    before), DUPLICATE? (please look), REJECTED or SKIPPED. It ends with 1 if a row is
    rejected or something keeps all from being written.
    """
    places = output.places(out, form, "preview") if out else {}
    opened = open_book(book)
    errors = warn(opened, book)
    made = previews(opened, files, profile, now)
    if places:
        for path, each in places.items():
            output.deliver(pack_of(opened, made, now, each), {path: each}, each)
    else:
        output.deliver(pack_of(opened, made, now, form), {}, form)
    found = [one for one in made if one.stops or one.count(Fate.REJECTED)]
    for one in found:
        say(trouble(one))
    return 1 if found or errors else 0


def previews(
    book: Book,
    files: Sequence[Path],
    profile: str | None,
    now: datetime.datetime,
) -> list[Preview]:
    """Preview files, those of one sender together.

    Args:
        book: The book.
        files: The files.
        profile: The name of one profile for all; None to go by the files' names.
        now: What the clock shows.

    Returns:
        A preview for each sender.

    Raises:
        CoopbooksError: No profile is for a file, or it can't be used.
    """
    made = []
    for each in senders(book, files, profile):
        with doing(f"Reading {', '.join(path.name for path in each)}"):
            made.append(preview(book, each, profile, now=now.date()))
    return made


def senders(
    book: Book, files: Sequence[Path], profile: str | None
) -> list[tuple[Path, ...]]:
    """Put the files of each sender together, in the order of the files.

    Args:
        book: The book.
        files: The files.
        profile: The name of one profile for all; None to go by the files' names.

    Returns:
        The files of each sender.

    Raises:
        CoopbooksError: No profile is for a file, or it can't be used.
    """
    profiles, errors = load_profiles(book.folder, opened_in(book))
    try:
        return [tuple(each) for _, each in grouped(files, profiles, profile)]
    except (NoProfile, UnknownProfile) as error:
        if errors:
            raise ProfilesWrong(errors) from error
        raise


def pack_of(
    book: Book, made: Sequence[Preview], now: datetime.datetime, form: str | None
) -> Pack:
    """Put previews into a pack.

    Args:
        book: The book.
        made: The previews.
        now: What the clock shows.
        form: The format; only JSON has every row of a very long file.

    Returns:
        Sums, stops and notes on page one, row by row behind it.
    """
    most = None if form == "json" else MOST_ROWS
    with doing("Writing the preview"):
        return single_pack(
            book,
            "Import",
            [table for one in made for table in front_tables(one)],
            [rows_table(one, book.folder, most) for one in made],
            state="PREVIEW: nothing is written",
            now=now,
        )


def trouble(one: Preview) -> str:
    """Say in one line what keeps a preview from being written."""
    if one.stops:
        return f"{one.batch}: {one.stops[0]}."
    number = one.count(Fate.REJECTED)
    rows = "1 row is" if number == 1 else f"{number} rows are"
    return f"{one.batch}: {rows} rejected; look for REJECTED."
