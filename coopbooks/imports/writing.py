"""Writing an import: all of it or nothing, its file kept, and out again by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser.grammar import ValueType

from coopbooks.core import journal
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.proposal import Proposal
from coopbooks.core.sources import SOURCE
from coopbooks.core.sources import read_sources
from coopbooks.imports import keeping
from coopbooks.imports import people
from coopbooks.imports.fates import Fate
from coopbooks.imports.identity import PREFIX
from coopbooks.imports.readfile import digest_of
from coopbooks.imports.rejects import write_rejects

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.journal import Written
    from coopbooks.core.ledger import Book
    from coopbooks.imports.fates import Preview

# How many reasons a message shows.
MOST = 5


class ImportStopped(CoopbooksError):
    """Something about a whole file keeps it from being imported."""

    exit_code = 1

    def __init__(self, stops: Sequence[str]) -> None:
        """Build the message.

        Args:
            stops: What it is, a sentence each without a full stop.
        """
        said = "".join(f"\n  {stop}." for stop in stops)
        super().__init__(f"Nothing is written before this is mended:{said}")


class RowsRejected(CoopbooksError):
    """Some rows can't be used, and all or nothing was to be written."""

    exit_code = 1

    def __init__(self, rows: Sequence[str]) -> None:
        """Build the message.

        Args:
            rows: The rows, each with its place and reason.
        """
        more = f"\n  and {len(rows) - MOST} more" if len(rows) > MOST else ""
        said = "".join(f"\n  {row}" for row in rows[:MOST])
        super().__init__(
            "Nothing is written, because these rows can't be used. Correct them, or "
            f"write the others with --partial:{said}{more}"
        )


class FileChanged(CoopbooksError):
    """A file is no longer what was previewed."""

    def __init__(self, file: str) -> None:
        """Build the message.

        Args:
            file: Its name.
        """
        super().__init__(f"{file} has changed since the preview. Look at it again.")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has written.

    Attributes:
        written: The batch; None where there was nothing to write.
        kept: The files as they are kept in the private folder.
        rejects: The workbooks of the rows that can't be used.
        joined: How many people were added to the private roster.
    """

    written: Written | None
    kept: tuple[Path, ...] = ()
    rejects: tuple[Path, ...] = ()
    joined: int = 0


def write(
    book: Book, preview: Preview, *, now: datetime.date, partial: bool = False
) -> Imported:
    """Write what a preview shows.

    Args:
        book: The book, loaded without errors, as it was for the preview.
        preview: The preview.
        now: Today, the day that entries say in `recorded:`.
        partial: Whether rows that can be used are written though others can't; those
            go to a workbook beside their file, `NAME-rejected.xlsx`, with a column
            `why`, to be corrected and imported.

    Returns:
        What was written. Nothing is, and no file is kept, where no row is new.

    Raises:
        ImportStopped: Totals don't agree, or a file can't be read.
        RowsRejected: Some rows can't be used, and it is all or nothing.
        FileChanged: A file is no longer what was previewed.
        CoopbooksError: The journal refuses; the book is as before.
    """
    _refuse(preview, partial=partial)
    rejects = write_rejects(book, preview) if partial else ()
    if not preview.entries:
        return Imported(None, (), rejects)
    entries = (*preview.entries, *_sources(book, preview, now))
    with keeping.kept(book.folder, preview) as kept:
        written = journal.write(
            book,
            Proposal(preview.batch, entries),
            recorded=now,
            made_by=_made_by(preview),
        )
    batch = written.batch if written else preview.batch
    joined = people.add(book, preview, batch)
    return Imported(written, kept, rejects, joined)


def undo(book: Book, batch: str) -> Path:
    """Take an import out of a book, with what is kept of it.

    Args:
        book: The book.
        batch: The batch's name.

    Returns:
        The file that was taken out of the book. The private roster is as before,
        unless it was changed since: then it stays as it is.

    Raises:
        CoopbooksError: The journal refuses, as `journal.undo` says; all is as before.
    """
    sources, _ = read_sources(book.entries)
    path = journal.undo(book, batch)
    elsewhere = {one.sha256 for one in sources if one.batch != batch}
    for source in sources:
        if source.batch == batch and source.sha256 not in elsewhere:
            keeping.drop(book.folder, source.file, source.sha256)
    people.restore(book.folder, batch)
    keeping.tidy(book.folder)
    return path


def _refuse(preview: Preview, *, partial: bool) -> None:
    """Refuse what must not be written."""
    if preview.stops:
        raise ImportStopped(preview.stops)
    rejected = [
        f"{one.place}: {one.reason}"
        for one in preview.fates
        if one.fate is Fate.REJECTED
    ]
    if rejected and not partial:
        raise RowsRejected(rejected)
    for path, (name, digest) in zip(preview.files, preview.sources, strict=True):
        try:
            same = digest_of(path) == digest
        except OSError:
            same = False
        if not same:
            raise FileChanged(name)


def _sources(
    book: Book, preview: Preview, now: datetime.date
) -> Iterator[data.Directive]:
    """What the book keeps of each file that it does not have yet."""
    have = {one.sha256 for one in read_sources(book.entries)[0]}
    for name, digest in dict(preview.sources).items():
        if digest not in have:
            have.add(digest)
            values = [ValueType(name, str), ValueType(digest, str)]
            meta = {"id": f"{PREFIX}file-{digest[:16]}"}
            yield data.Custom(meta, now, SOURCE.kind, values)


def _made_by(preview: Preview) -> str:
    names = " ".join(name for name, _ in preview.sources)
    profile = f" --profile {preview.profile.name}" if preview.profile else ""
    return f"import write {names}{profile}"
