"""The one loader: every book comes in through here.

Beancount's pickle cache stays off: it runs what a file from others says, and it does
not notice when a plugin has changed. The garbage collector rests while a book loads,
since what a load makes stays: that alone saves a quarter of the time.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from beancount import loader
from beancount.core import data

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import Notice
from coopbooks.core.loaderrors import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.errors import LedgerError

ENTRY_FILE = "main.beancount"
NO_TEXT = "it is not UTF-8 text. Save it as UTF-8"


class BookNotFound(CoopbooksError):
    """There is no such file."""

    def __init__(self, path: Path) -> None:
        """Build the message.

        Args:
            path: What was asked for.
        """
        super().__init__(
            f"There is no book at {path}. Give the path of a .beancount file."
        )


class BookIsFolder(CoopbooksError):
    """A folder was given that has no entry file."""

    def __init__(self, path: Path) -> None:
        """Build the message.

        Args:
            path: The folder.
        """
        super().__init__(
            f"{path} is a folder without a {ENTRY_FILE}. "
            "Give the book's entry file, or start one: coopbooks init DIR."
        )


class BookUnreadable(CoopbooksError):
    """The file is there and can't be read."""

    def __init__(self, path: Path, reason: str) -> None:
        """Build the message.

        Args:
            path: The file.
            reason: Why, in the system's words.
        """
        super().__init__(f"{path} can't be read: {reason.rstrip('.')}.")


@dataclass(frozen=True, slots=True)
class Book:
    """A loaded book.

    Attributes:
        path: Its entry file, absolute.
        entries: Its directives, sorted by date, as Beancount and its plugins left them.
        errors: What is wrong in it, each with a source and a message of one line.
        options: Beancount's options.
        notices: What plugins say is to be looked at, and is no error.
    """

    path: Path
    entries: list[data.Directive] = field(repr=False)
    errors: list[data.BeancountError] = field(repr=False)
    options: dict[str, Any] = field(repr=False)
    notices: list[data.BeancountError] = field(repr=False, default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder of the entry file."""
        return self.path.parent

    @property
    def title(self) -> str:
        """The book's title; the name of its file where it has none."""
        title = str(self.options.get("title") or "")
        return self.path.stem if title in {"", "Beancount"} else title

    @property
    def currency(self) -> str:
        """The currency of its reports: its first operating currency.

        A book that names none is reported in the currency that its entries use most.
        """
        return currency_of(self.entries, self.options)

    def told(self, found: Iterable[LedgerError]) -> Book:
        """The book with more of what was found in it.

        Args:
            found: Errors and notices.

        Returns:
            A book of its own; this one stays as it is.
        """
        found = list(found)
        errors = [one for one in found if not isinstance(one, Notice)]
        notices = [one for one in found if isinstance(one, Notice)]
        return replace(
            self,
            errors=[*self.errors, *errors],
            notices=[*self.notices, *notices],
        )


def currency_of(entries: Iterable[data.Directive], options: Mapping[str, Any]) -> str:
    """The currency in which a book is reported.

    Args:
        entries: The book's entries.
        options: Beancount's options.

    Returns:
        Its first operating currency; where it names none, the currency of most of its
        postings, ties by name; empty for an empty book.
    """
    declared = options.get("operating_currency") or []
    if declared:
        return str(declared[0])
    counts = Counter(
        posting.units.currency
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.units is not None
    )
    return min(counts, key=lambda name: (-counts[name], name), default="")


@contextmanager
def resting_collector() -> Iterator[None]:
    """Turn the garbage collector off, and set what was made aside afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def entry_file(path: Path) -> Path:
    """The entry file that a path means.

    Args:
        path: A file, or a folder that holds `main.beancount`.

    Returns:
        The absolute path of the file.

    Raises:
        BookNotFound: There is nothing.
        BookIsFolder: It is a folder without an entry file.
        BookUnreadable: It is there and can't be read, or is no UTF-8 text.
    """
    try:
        if path.is_dir():
            if not (path / ENTRY_FILE).exists():
                raise BookIsFolder(path)
            path = path / ENTRY_FILE
        if not path.exists():
            raise BookNotFound(path)
        if not path.is_file():
            raise BookUnreadable(path, "it is no file")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BookUnreadable(path, NO_TEXT) from error
    except OSError as error:
        raise BookUnreadable(path, _reason(error)) from error
    if "\0" in text:
        raise BookUnreadable(path, NO_TEXT)
    return path.resolve()


def _reason(error: OSError) -> str:
    """Why the system refuses, in one line."""
    return error.strerror or (str(error).splitlines() or ["no reason given"])[0]


def load(path: str | Path) -> Book:
    """Open a book.

    Args:
        path: Its entry file, or the folder that holds a `main.beancount`.

    Returns:
        The book. What is wrong in it is in `errors`, with file and line; a book with
        errors is still a book.

    Raises:
        BookNotFound: There is nothing at the path.
        BookIsFolder: It is a folder without an entry file.
        BookUnreadable: The file, or one that it includes, can't be read.
    """
    file = entry_file(Path(path))
    try:
        with resting_collector():
            # As Fava does: the public function would delete a pickle cache.
            entries, errors, options = loader._load(
                [(str(file), True)], None, None, None
            )
    except OSError as error:
        raise BookUnreadable(Path(error.filename or file), _reason(error)) from error
    notices: list[data.BeancountError] = [
        one for one in errors if isinstance(one, Notice)
    ]
    wrong = [one for one in errors if not isinstance(one, Notice)]
    plain = in_plain_words(wrong, options["include"])
    return Book(file, entries, plain, options, notices)
