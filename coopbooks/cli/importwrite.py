"""`coopbooks import write` and `undo`: into the book, and out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.previewing import FILES
from coopbooks.cli.previewing import PROFILE
from coopbooks.cli.previewing import previews
from coopbooks.cli.previewing import senders
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.core.refusals import BookHasErrors
from coopbooks.imports.fates import Fate
from coopbooks.imports.writing import undo
from coopbooks.imports.writing import write

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from coopbooks.imports.fates import Preview
    from coopbooks.imports.writing import Imported


@click.command(
    name="write",
    epilog=options.example(
        "coopbooks import write BOOK inbox/statement-2026-04.csv",
        "coopbooks import write BOOK inbox/*.xlsx --partial",
    ),
)
@options.BOOK
@FILES
@PROFILE
@click.option(
    "--partial",
    is_flag=True,
    help="Write the good rows, and the others to a workbook that says why.",
)
@options.NOW
def write_command(
    book: Path,
    files: tuple[Path, ...],
    profile: str | None,
    partial: bool,
    now: datetime.datetime,
) -> int:
    """Write what is new in some files to the book: one batch for each sender.

    All rows of a sender or none are written; with --partial the good ones, and a
    workbook NAME-rejected.xlsx with the others, to be corrected and imported. The same
    files again write nothing. Files of members and pay are kept in private/.

    It ends with 1 if rows are left to look at.
    """
    groups = senders(open_book(book), files, profile)
    left = 0
    for each in groups:
        # Each sender's rows are held against what was written for the one before.
        opened = open_book(book)
        if opened.errors:
            raise BookHasErrors(opened.errors, opened.folder)
        [one] = previews(opened, each, profile, now)
        with doing(f"Writing {one.batch}"):
            done = write(opened, one, now=now.date(), partial=partial)
        click.echo("\n".join(_told(one, done, opened.folder)))
        left += one.count(Fate.REJECTED) + one.count(Fate.DUPLICATE)
    if left:
        say(f"{'1 row is' if left == 1 else f'{left} rows are'} left to look at.")
    return 1 if left else 0


def _told(one: Preview, done: Imported, folder: Path) -> list[str]:
    """What became of the rows, and what was written where."""

    def shown(path: Path) -> str:
        inside = path.is_relative_to(folder)
        return (path.relative_to(folder) if inside else path).as_posix()

    counts = ", ".join(f"{one.count(fate)} {fate}" for fate in Fate if one.count(fate))
    lines = [f"{one.batch}: {counts}"]
    if done.written is None:
        lines.append("  Nothing to write.")
    else:
        lines.append(f"  Written: {shown(done.written.path)}")
    lines += [f"  Kept: {shown(path)}" for path in done.kept]
    lines += [f"  To correct and import: {shown(path)}" for path in done.rejects]
    lines += [f"  {note.rstrip('.')}." for note in one.notes]
    return lines


@click.command(
    name="undo",
    epilog=options.example("coopbooks import undo BOOK 2026-04-harborside-bank"),
)
@options.BOOK
@click.argument("batch")
def undo_command(book: Path, batch: str) -> int:
    """Take a batch out of the book, with what is kept of its files.

    BATCH is its name, as its entries say it; a reconciliation is one too. Nothing is
    taken out where an entry was changed since, or lies in a closed period.
    """
    opened = open_book(book)
    with doing(f"Taking {batch} out"):
        path = undo(opened, batch)
    click.echo(f"Taken out: {path}")
    return 0
