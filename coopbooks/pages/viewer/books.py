"""The one book that is shown: vetted before every load, the last good state kept."""

from __future__ import annotations

import gc
import logging
import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from fava.util import slugify

from coopbooks.controls.language import check
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.ledger import entry_file
from coopbooks.core.vetting.files import Folder
from coopbooks.core.vetting.loading import BookNotShown
from coopbooks.core.vetting.loading import load_shown
from coopbooks.core.vetting.rules import SHOWN
from coopbooks.core.vetting.vetting import vet
from coopbooks.pages.viewer.ledger import Opened
from coopbooks.pages.viewer.ledger import ShownLedger

if TYPE_CHECKING:
    from collections.abc import ItemsView
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.vetting.vetting import Vetted

log = logging.getLogger(__name__)

# How many seconds somebody waits for a book that somebody else made be read.
PATIENCE = 30
# Fava has routes of these names.
TAKEN = frozenset({"static", "jump"})
_AS_BEFORE = "The book was changed, and is shown as it was before."


class NotWorkedOut(CoopbooksError):
    """A book passed, and could not be worked out nevertheless."""

    def __init__(self, error: Exception) -> None:
        """Build the message.

        Args:
            error: What went wrong.
        """
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        super().__init__(f"The book can't be worked out ({what}).")


class OneBook:
    """The book that is shown, in the place of Fava's list of ledgers.

    Attributes:
        slug: The book's part of every address; it stays while the viewer runs.
        notice: Why it is not shown as it is now; empty if it is.
    """

    def __init__(self, path: Path) -> None:
        """Open the book.

        Args:
            path: Its entry file or its folder.

        Raises:
            CoopbooksError: There is none, or it may not be shown.
        """
        self.path = entry_file(path)
        self.notice = ""
        self._lock = Lock()
        self._moment = time.time_ns()
        # Marked before it is read: what comes in between is noticed afterwards.
        self._looked = Folder(self.path.parent, SHOWN.most)
        self._marks = self._marks_now()
        self._ledger = _ledger(vet(self.path, SHOWN), self._moment)
        slug = slugify(self._ledger.opened.book.title)
        self.slug = slug if slug and slug not in TAKEN else "book"

    def current(self) -> ShownLedger:
        """The book as it is now; as it was before where that may not be shown.

        Returns:
            Fava's ledger of it.
        """
        # Whoever comes while it is read waits for it: who has just signed wants to see
        # that. If it takes very long, they see what was there before.
        if self._lock.acquire(timeout=PATIENCE):
            try:
                if self._marks_now() != self._marks:
                    self._read_anew()
            finally:
                self._lock.release()
        return self._ledger

    def _read_anew(self) -> None:
        """Vet the book and take it, or tell why it is not taken."""
        self._moment = max(time.time_ns(), self._moment + 1)
        self._looked = Folder(self.path.parent, SHOWN.most)
        self._marks = self._marks_now()
        source = {"filename": str(self.path), "lineno": 0}
        try:
            vetted = vet(self.path, SHOWN)
            if vetted.problems:
                first = vetted.problems[0]
                place = str(vetted.folder / first.file)
                source = {"filename": place, "lineno": first.line}
            ledger = _ledger(vetted, self._moment)
        except CoopbooksError as error:
            self.notice = f"{_AS_BEFORE} {error}"
            self._ledger.tell(LedgerError(source, self.notice), self._moment)
        else:
            self.notice = ""
            self._ledger = ledger

    def _marks_now(self) -> frozenset[object]:
        """What changes when the book, or what lies in its folder, does."""
        return frozenset(
            (str(path), *_mark(path)) for path in {self.path, *_watched(self._looked)}
        )

    # What Fava asks of its list of ledgers.

    @property
    def ledgers(self) -> list[ShownLedger]:
        """The one ledger."""
        return [self.current()]

    @property
    def ledgers_by_slug(self) -> dict[str, ShownLedger]:
        """The one ledger by its part of every address."""
        return {self.slug: self.current()}

    def first_slug(self) -> str:
        """The book's part of every address."""
        return self.slug

    def items(self) -> ItemsView[str, ShownLedger]:
        """The one ledger with its part of every address."""
        return {self.slug: self._ledger}.items()

    def __getitem__(self, slug: str) -> ShownLedger:
        """The ledger of an address.

        Raises:
            KeyError: It is none of this book's.
        """
        if slug != self.slug:
            raise KeyError(slug)
        return self.current()


def _ledger(vetted: Vetted, moment: int) -> ShownLedger:
    """Load what passed, with what the checks of the ledger language find."""
    if not vetted.passed:
        raise BookNotShown(vetted)
    try:
        with _resting():
            book = load_shown(vetted)
            book = book.told(check(book.entries, book.options))
            return ShownLedger(Opened(vetted, book), moment)
    except CoopbooksError:
        raise
    except Exception as error:
        log.exception("The book could not be worked out")
        raise NotWorkedOut(error) from error


@contextmanager
def _resting() -> Iterator[None]:
    """Turn the garbage collector off for a while; what came before may still go."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _watched(looked: Folder) -> Iterator[Path]:
    """The folders, and the files that books are made of."""
    yield from looked.folders
    for name in looked.found:
        if name.endswith((".beancount", ".bean")):
            yield looked.path / name


def _mark(path: Path) -> tuple[int, ...]:
    """What of a file changes with it; nothing where it is not there."""
    try:
        found = path.lstat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
