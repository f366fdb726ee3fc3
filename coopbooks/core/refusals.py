"""Why a batch is not written or not taken out, one cause each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.closing import through
from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import in_folder
from coopbooks.core.errors import where

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

# How many errors of a book a message shows.
MOST_ERRORS = 5


class BookHasErrors(CoopbooksError):
    """A book with errors is not written to."""

    exit_code = 1

    def __init__(self, errors: Sequence[data.BeancountError], folder: Path) -> None:
        """Build the message.

        Args:
            errors: Its errors.
            folder: The folder of its entry file, from which places are told.
        """
        super().__init__(
            "Nothing is written to a book that has errors. Mend these first:"
            f"{_listed(errors, folder)}"
        )


class WouldNotLoad(CoopbooksError):
    """The book would have errors afterwards."""

    exit_code = 1

    def __init__(self, how: str, errors: Sequence[data.BeancountError]) -> None:
        """Build the message.

        Args:
            how: `with the new entries`, or without what.
            errors: The errors it would have.
        """
        super().__init__(
            f"The book would have errors {how}, so it is left as it was:"
            f"{_listed(errors)}"
        )


class NotIncluded(CoopbooksError):
    """The new file would not be part of the book."""

    def __init__(self, main: Path, path: Path) -> None:
        """Build the message.

        Args:
            main: The book's entry file.
            path: The new file.
        """
        folder = path.parent.parent.name
        super().__init__(
            f"{main.name} does not include {folder}/{path.parent.name}/{path.name}. "
            f'Add this line to it: include "{folder}/**/*.beancount"; and put a file '
            f"with only a comment at {folder}/placeholder.beancount, because an "
            "include that finds no file is an error."
        )


class LastOfInclude(CoopbooksError):
    """Without a batch an include would find no file, which Beancount takes amiss."""

    def __init__(self, path: Path, pattern: str) -> None:
        """Build the message.

        Args:
            path: The batch's file.
            pattern: What the include says.
        """
        super().__init__(
            f'{path.name} is the only file that include "{pattern}" finds, and one '
            "that finds none is an error. Put a file with only a comment there, then "
            "take the batch out."
        )


class InClosedPeriod(CoopbooksError):
    """An entry's date is in a period that is closed hard."""

    def __init__(self, entry: data.Directive, hard: datetime.date) -> None:
        """Build the message.

        Args:
            entry: The entry.
            hard: The day after the last that is closed.
        """
        id_ = entry.meta.get("id") or where(entry.meta)
        super().__init__(
            f"'{id_}' is dated {entry.date}, and the book is closed {through(hard)}. "
            "Make up for it in the open period, or reopen by a decision."
        )


class AlreadyInBook(CoopbooksError):
    """An id is in the book already."""

    def __init__(self, id_: str, source: data.Meta) -> None:
        """Build the message.

        Args:
            id_: The id.
            source: Where it stands.
        """
        super().__init__(
            f"'{id_}' is in the book already, at {where(source)}. "
            "Look at the difference again: the book has changed."
        )


class ReversedSince(CoopbooksError):
    """An entry of a batch was reversed by a later one."""

    def __init__(self, entry: data.Directive) -> None:
        """Build the message.

        Args:
            entry: The reversal.
        """
        meta = entry.meta
        super().__init__(
            f"'{meta['reverses']}' was reversed since, by '{meta.get('id')}' of the "
            f"batch {meta.get('batch')}. Take that batch out first."
        )


class BatchNotFound(CoopbooksError):
    """There is no such batch."""

    def __init__(self, batch: str, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            batch: What was asked for.
            known: The batches in the book.
        """
        super().__init__(f"The book has no batch '{batch}'.{near(batch, known)}")


class BatchChanged(CoopbooksError):
    """A batch was changed by hand since it was written."""

    def __init__(self, path: Path) -> None:
        """Build the message.

        Args:
            path: Its file.
        """
        super().__init__(
            f"{path} was changed by hand since it was written. Put it back as it was; "
            "or, if the change is right, take its first lines out (those that begin "
            "with ';'), and it is a file of your own."
        )


def _listed(errors: Sequence[data.BeancountError], folder: Path | None = None) -> str:
    """Errors with file and line, a line each."""
    lines = [
        f"\n  {in_folder(one.source, folder) if folder else where(one.source)}: "
        f"{one.message.splitlines()[0]}"
        for one in errors[:MOST_ERRORS]
    ]
    if len(errors) > MOST_ERRORS:
        lines.append(f"\n  and {len(errors) - MOST_ERRORS} more")
    return "".join(lines)
