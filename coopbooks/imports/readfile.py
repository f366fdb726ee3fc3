"""A file from a sender, read, with drafts of its rows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports import kinds
from coopbooks.imports.context import Context
from coopbooks.imports.context import found_around
from coopbooks.imports.drafts import Draft
from coopbooks.imports.sheets.files import read

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.imports.context import Known
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.profile import Profile


@dataclass(slots=True)
class ReadFile:
    """A file as it was read.

    Attributes:
        path: The file.
        digest: Its SHA-256.
        contexts: Its sheets, each with what its rows are read with.
        outcomes: What its rows come to, in the order of its sheets.
        trouble: Why it can't be read, without a full stop; empty if it can.
    """

    path: Path
    digest: str = ""
    contexts: list[Context] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    trouble: str = ""

    @property
    def drafts(self) -> list[Draft]:
        """What can be used."""
        return [one for one in self.outcomes if isinstance(one, Draft)]


def read_file(path: Path, profile: Profile, known: Known) -> ReadFile:
    """Read a file and make drafts of its rows.

    Args:
        path: The file.
        profile: The sender's profile.
        known: What the book knows.

    Returns:
        The file as it was read; what keeps it from being read is in it.
    """
    file = ReadFile(path)
    try:
        file.digest = digest_of(path)
        for sheet in read(path, profile.reading):
            context = Context(profile, known, sheet, found_around(profile, sheet))
            file.contexts.append(context)
            file.outcomes += kinds.drafts(sheet.rows, context)
    except CoopbooksError as error:
        file.trouble = str(error).rstrip(".")
    except OSError as error:
        file.trouble = f"{path.name} can't be read: {error.strerror}"
    return file


def digest_of(path: Path) -> str:
    """The SHA-256 of what a file holds.

    Args:
        path: The file.

    Returns:
        64 hexadecimal digits.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()
