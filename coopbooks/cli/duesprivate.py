"""What has names in it: for the person it is about, into private folders only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.cli import output
from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.keeping import write_private
from coopbooks.members.roster import RosterMissing
from coopbooks.members.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.ledger import Book

__all__ = [
    "FOLDER",
    "NotPrivate",
    "RosterMissing",
    "names_of",
    "refuse_others",
    "write",
]

FOLDER = "private"


class NotPrivate(CoopbooksError):
    """Something with names in it was to be written where others may see it."""

    def __init__(self, path: Path) -> None:
        """Build the message.

        Args:
            path: The place.
        """
        super().__init__(
            f"{path} is in no folder called '{FOLDER}', and members' names would stand "
            f"in it. Write it below the book's {FOLDER}/, which is never shared."
        )


def refuse_others(paths: Iterable[Path]) -> None:
    """Refuse places where others may see a name.

    Args:
        paths: Files or folders that are to be written.

    Raises:
        NotPrivate: One of them is in no private folder.
    """
    for path in paths:
        # Where it really is, so that neither a link nor dots lead out of the folder.
        if FOLDER not in Path(path).resolve().parts:
            raise NotPrivate(path)


def names_of(book: Book) -> dict[str, str]:
    """The names behind the ids, from the private roster.

    Args:
        book: The book.

    Returns:
        The name of each member who has one.

    Raises:
        CoopbooksError: There is no roster, or it can't be read.
    """
    roster, _ = read_roster(book.folder)
    return {member: one.name for member, one in roster.people.items() if one.name}


def write(path: Path, content: bytes, *, private: bool) -> None:
    """Write a file, so that only its owner reads it if it is private.

    Args:
        path: The file.
        content: What it is to hold.
        private: Whether names stand in it.

    Raises:
        NotPrivate: It is private, and the place is not.
        CoopbooksError: The system refuses.
    """
    if not private:
        output.write_files({path: content})
        return
    refuse_others([path])
    write_private(path, content)
