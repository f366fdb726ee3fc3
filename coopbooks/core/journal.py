"""Writing to a book: one new file a batch, there whole or not at all.

A batch is written aside, tried out in a load of the whole book, and then given its
name; taking it out goes the same way back. The treasurer's own files are never touched.
Killed, out of room or refused: the book is as before or as after, and loads.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.parser import parser

from coopbooks.core.aside import alone
from coopbooks.core.aside import beside
from coopbooks.core.aside import named_as
from coopbooks.core.aside import refusing
from coopbooks.core.aside import settle
from coopbooks.core.aside import sweep
from coopbooks.core.aside import write_new
from coopbooks.core.batchfile import stamped
from coopbooks.core.batchfile import state_of
from coopbooks.core.batchfile import text_of
from coopbooks.core.closing import ends_of
from coopbooks.core.errors import LedgerError
from coopbooks.core.includes import files_of
from coopbooks.core.includes import rehearse
from coopbooks.core.refusals import AlreadyInBook
from coopbooks.core.refusals import BatchChanged
from coopbooks.core.refusals import BatchNotFound
from coopbooks.core.refusals import BookHasErrors
from coopbooks.core.refusals import InClosedPeriod
from coopbooks.core.refusals import LastOfInclude
from coopbooks.core.refusals import NotIncluded
from coopbooks.core.refusals import ReversedSince
from coopbooks.core.refusals import WouldNotLoad
from coopbooks.core.runs import ids_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.includes import Files
    from coopbooks.core.ledger import Book
    from coopbooks.core.proposal import Proposal

FOLDER = "generated"
SUFFIX = ".beancount"


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that is in the book now.

    Attributes:
        batch: Its name, with a number if it is a later part of a batch.
        path: Its file.
        entries: The entries as they stand in it.
    """

    batch: str
    path: Path
    entries: tuple[data.Directive, ...]


def write(
    book: Book, proposal: Proposal, *, recorded: datetime.date, made_by: str
) -> Written | None:
    """Write a proposal to a book, all of it, as one new file.

    Args:
        book: The book, loaded without errors.
        proposal: What to write: of a difference its `new()`, or its corrections.
        recorded: The day on which it is written.
        made_by: What made it, in a few words, such as `dues charge --period 2026-03`.

    Returns:
        What was written; None where the proposal is empty and nothing was touched.

    Raises:
        BookHasErrors: The book has errors already.
        BookLocked: Somebody else is writing to it.
        BatchChanged: An earlier part of the batch was changed by hand.
        NotIncluded: No include of the book picks up the new file.
        CannotBeWritten: An entry would not come back from the file as it is.
        InClosedPeriod: An entry's date is in a period that is closed hard.
        AlreadyInBook: An id is in the book already.
        WouldNotLoad: The book would not load without errors.
        CannotWrite: The system refuses.
    """
    if not proposal.entries:
        return None
    if book.errors:
        raise BookHasErrors(book.errors, book.folder)
    with alone(book.folder), refusing(book.folder):
        files = files_of(book.path)
        batch, path = _free(book.folder, proposal.batch)
        if not files.would_pick_up(path):
            raise NotIncluded(book.path, path)
        entries = stamped(proposal, batch, recorded)
        text = text_of(entries, made_by, path)
        with refusing(path), _prepared(files, path, text) as aside:
            _refuse(rehearse(files, [*files.all, aside]), batch, entries)
            aside.replace(path)
            settle(path.parent)
    return Written(batch, path, tuple(entries))


def undo(book: Book, batch: str) -> Path:
    """Take a batch out of a book.

    Args:
        book: The book; it may have errors, if taking the batch out mends them.
        batch: The batch's name, as its entries say in `batch`.

    Returns:
        The file that was taken out.

    Raises:
        BookLocked: Somebody else is writing to the book.
        BatchNotFound: There is no such batch.
        BatchChanged: Its file was changed by hand since it was written.
        InClosedPeriod: An entry of it is in a period that is closed hard.
        ReversedSince: An entry of it was reversed by another batch.
        LastOfInclude: An include would pick up nothing any more.
        WouldNotLoad: The book would not load without errors.
        CannotWrite: The system refuses.
    """
    with alone(book.folder), refusing(book.folder):
        files = files_of(book.path)
        sweep(files.folders)
        path = _file_of(files, batch)
        if state_of(path) != "ours":
            raise BatchChanged(path)
        if starved := files.only_for(path):
            raise LastOfInclude(path, starved[0].pattern)
        entries, _, _ = parser.parse_string(path.read_text("utf-8"), str(path))
        others = [one for one in files.all if one != path]
        rehearsed = rehearse(files, others)
        _refuse_closed(entries, rehearsed.entries)
        _refuse_reversed(entries, rehearsed.entries)
        _refuse_errors(rehearsed, f"without {path.name}")
        _take_out(path)
    return path


def batches(book: Book) -> list[str]:
    """The batches in a book.

    Args:
        book: The book.

    Returns:
        Their names, in order.
    """
    names = {(entry.meta or {}).get("batch") for entry in book.entries}
    return sorted(str(name) for name in names if name)


def _free(folder: Path, batch: str) -> tuple[str, Path]:
    """The name and file for a batch; with a number where it was written to before."""
    number = 1
    while True:
        name = batch if number == 1 else f"{batch}.{number}"
        path = folder / FOLDER / batch[:4] / f"{name}{SUFFIX}"
        if not path.exists():
            return name, path
        if state_of(path) == "changed":
            raise BatchChanged(path)
        number += 1


@contextmanager
def _prepared(files: Files, path: Path, text: str) -> Iterator[Path]:
    """Have the new file written aside; leave nothing if it comes to nothing."""
    made = [one for one in (path.parent, path.parent.parent) if not one.exists()]
    aside = beside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(files.folders | {path.parent})
        write_new(aside, text.encode(), lasting=True)
        yield aside
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # it holds the new file
                folder.rmdir()


def _refuse(rehearsed: Book, batch: str, entries: Sequence[data.Directive]) -> None:
    """Refuse a batch that the book as it is now can't take."""
    others = [
        one for one in rehearsed.entries if (one.meta or {}).get("batch") != batch
    ]
    _refuse_closed(entries, others)
    ids = {id_ for entry in entries for id_ in ids_of(entry)}
    for other in others:
        if taken := ids & ids_of(other):
            raise AlreadyInBook(min(taken), _named(other.meta))
    _refuse_errors(rehearsed, "with the new entries")


def _refuse_closed(
    entries: Iterable[data.Directive], others: Sequence[data.Directive]
) -> None:
    """Refuse entries in a period that the rest of the book has closed hard."""
    hard = ends_of(others).hard
    for entry in entries:
        if entry.date < hard:
            raise InClosedPeriod(entry, hard)


def _refuse_reversed(
    entries: Iterable[data.Directive], others: Iterable[data.Directive]
) -> None:
    """Refuse to take out what would leave a reversal without what it reverses."""
    ids = {id_ for entry in entries for id_ in ids_of(entry)}
    for other in others:
        if (other.meta or {}).get("reverses") in ids:
            raise ReversedSince(other)


def _refuse_errors(rehearsed: Book, how: str) -> None:
    """Refuse what would leave the book with errors."""
    if rehearsed.errors:
        errors = rehearsed.errors
        raise WouldNotLoad(
            how, [LedgerError(_named(one.source), one.message) for one in errors]
        )


def _named(source: data.Meta | None) -> data.Meta:
    """Where something stands, by the name that its file has or will have."""
    filename = (source or {}).get("filename")
    return {**(source or {}), "filename": str(named_as(filename))} if filename else {}


def _file_of(files: Files, batch: str) -> Path:
    """The file of a batch, among those that make the book."""
    name = f"{batch}{SUFFIX}"
    for path in files.all:
        if path.name == name and FOLDER in path.parts and state_of(path) != "theirs":
            return path
    generated = (path for path in files.all if state_of(path) != "theirs")
    raise BatchNotFound(batch, sorted(path.stem for path in generated))


def _take_out(path: Path) -> None:
    """Remove a file in one step, even where others have it open."""
    aside = beside(path)
    path.replace(aside)
    settle(path.parent)
    with suppress(OSError):  # else the next write sweeps it away
        aside.unlink()
    with suppress(OSError):  # other batches are in it
        path.parent.rmdir()
