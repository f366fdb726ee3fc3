"""Why a new book can't be started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from pathlib import Path


class BadCurrency(CoopbooksError):
    """What was given is no currency's code."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given.
        """
        super().__init__(
            f"'{text}' is not a currency's code. Write it in capitals, such as USD."
        )


class BadName(CoopbooksError):
    """A short name has letters that it may not have."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given, or made of the folder's name.
        """
        super().__init__(
            f"'{text}' is not a short name. Give one with --name: small letters, "
            "digits and hyphens, such as tidewater-bakery."
        )


class BadTitle(CoopbooksError):
    """A title is empty, or does not fit on one line."""

    def __init__(self, text: str) -> None:
        """Build the message.

        Args:
            text: What was given.
        """
        super().__init__(f"{text!r} is not a title. Give one line of plain text.")


class FolderInUse(CoopbooksError):
    """There is something where a new book was to be."""

    def __init__(self, folder: Path, words: str) -> None:
        """Build the message.

        Args:
            folder: The place, as it was typed.
            words: What is there, and what to do.
        """
        super().__init__(f"{folder} {words}. Nothing was written.")


class NoFolderThere(CoopbooksError):
    """The folder that was to hold a new book is not there."""

    def __init__(self, folder: Path, above: Path) -> None:
        """Build the message.

        Args:
            folder: The place, as it was typed.
            above: The folder that should hold it.
        """
        super().__init__(
            f"{folder} can't be made: there is no folder {above}. Make that one first."
        )


class CannotStart(CoopbooksError):
    """The system refuses to write a new book."""

    def __init__(self, folder: Path, error: OSError) -> None:
        """Build the message.

        Args:
            folder: The place, as it was typed.
            error: What the system said.
        """
        reason = error.strerror or type(error).__name__
        super().__init__(f"{folder} can't be written: {reason}. Nothing was written.")
