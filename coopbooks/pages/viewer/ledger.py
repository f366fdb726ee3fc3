"""Fava's ledger of a book that was vetted: made of the bytes that were looked at.

Fava's own ledger loads files and whatever programs they name. This one is filled from a
book that is loaded already; of Fava's parts that read files or run programs, three are
replaced, and the one for imports is left empty.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import cast

from fava.beans.abc import Balance
from fava.beans.abc import Transaction
from fava.beans.funcs import get_position
from fava.beans.prices import FavaPriceMap
from fava.beans.str import to_string
from fava.core import FavaLedger
from fava.core.extensions import ExtensionModule
from fava.core.fava_options import parse_options
from fava.core.file import FileModule
from fava.core.file import GeneratedEntryError
from fava.core.file import NonSourceFileError
from fava.core.file import find_entry_lines
from fava.core.filters import FilterError
from fava.core.group_entries import group_entries_by_type
from fava.core.watcher import WatcherBase
from fava.ext import FavaExtensionBase
from markupsafe import Markup

from coopbooks import pages
from coopbooks.pages.viewer.queries import ReadingQueries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from fava.beans.abc import Directive
    from fava.core import FilteredLedger
    from fava.helpers import BeancountError

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.core.vetting.vetting import Vetted

# Padding and the like, which no file says: left out of what is exported.
_MADE = frozenset("PSTCURM")


@dataclass(frozen=True, slots=True)
class Opened:
    """A book that was vetted and loaded.

    Attributes:
        vetted: What was looked at.
        book: What was loaded of it.
    """

    vetted: Vetted
    book: Book


class Still(WatcherBase):
    """Fava's watcher, which watches nothing: the book is looked after as a whole."""

    def __init__(self, moment: int) -> None:
        """Begin at a moment.

        Args:
            moment: In nanoseconds; windows that show an earlier one read anew.
        """
        self.last_checked = moment
        self.last_notified = moment

    def update(self, files: Iterable[Path], folders: Iterable[Path]) -> None:
        """Watch nothing."""

    def _get_latest_mtime(self) -> int:
        return self.last_checked


class OurPages(ExtensionModule):
    """Fava's module of extensions, with our pages, whatever the book says.

    Fava would look for a module of any name in the book's folder first.
    """

    def load_file(self) -> None:
        """Make each of our pages once."""
        self.errors = []
        for name in pages.__all__:
            page = getattr(pages, name)
            if isinstance(page, type) and issubclass(page, FavaExtensionBase):
                # Private to Fava: where it keeps its extensions by name.
                self._instances.setdefault(name, page(self.ledger))


class VettedFiles(FileModule):
    """Fava's module of source files, which shows those that were looked at."""

    ledger: ShownLedger

    def get_source(self, path: Path) -> tuple[str, str]:
        """Show a file of the book.

        Args:
            path: The file.

        Returns:
            Its text, and the SHA-256 of it.

        Raises:
            NonSourceFileError: It is none of the book's.
        """
        text = self.ledger.texts.get(str(path))
        if text is None:
            raise NonSourceFileError(path)
        return text, _digest(text)

    def lines_of(self, entry: Directive) -> tuple[str, str]:
        """The lines of an entry.

        Args:
            entry: The entry.

        Returns:
            Its lines, and the SHA-256 of them.

        Raises:
            GeneratedEntryError: No file says it.
        """
        filename, number = get_position(entry)
        lines = self.ledger.texts.get(filename, "").splitlines(keepends=True)
        if not 0 < number <= len(lines):
            raise GeneratedEntryError
        text = "".join(find_entry_lines(lines, number - 1)).rstrip("\n")
        return text, _digest(text)

    def render_entries(self, entries: Sequence[Directive]) -> Iterable[Markup]:
        """Write transactions and balances as the book says them.

        Args:
            entries: The entries.

        Yields:
            The lines of each.
        """
        options = self.ledger.fava_options
        for entry in entries:
            if not isinstance(entry, (Balance, Transaction)):
                continue
            if isinstance(entry, Transaction) and entry.flag in _MADE:
                continue
            try:
                text = self.lines_of(entry)[0] + "\n"
            except GeneratedEntryError:
                text = to_string(entry, options.currency_column, options.indent)
            # Fava puts them into a text file.
            yield Markup(text)  # noqa: S704


class ShownLedger(FavaLedger):
    """Fava's ledger, filled from a book that was vetted.

    Attributes:
        opened: The book.
        texts: The texts of its files, as they were looked at, by their paths.
        notice: What is to be told about it beside its own errors, if anything.
    """

    def __init__(self, opened: Opened, moment: int) -> None:
        """Fill the ledger.

        Args:
            opened: The book.
            moment: When, in nanoseconds.
        """
        self.opened = opened
        self.notice: LedgerError | None = None
        folder = opened.vetted.folder
        self.texts = {
            str(folder / file.name): _text(file.content) for file in opened.vetted.files
        }
        self._moment = moment
        super().__init__(str(opened.book.path), poll_watcher=True)

    def load_file(self) -> None:
        """Fill every part, as Fava's ledger does it, from what was loaded."""
        book = self.opened.book
        self.extensions = OurPages(self)
        self.file = VettedFiles(self)
        self.query_shell = ReadingQueries(self)
        self.watcher = Still(self._moment)  # type: ignore[assignment]
        # Of Beancount's own kinds, which Fava's stand for.
        self.all_entries = book.entries  # type: ignore[assignment]
        self.load_errors = [*book.errors, *book.notices]  # type: ignore[list-item]
        self.options = book.options  # type: ignore[assignment]
        self.get_filtered.cache_clear()
        self.get_entry.cache_clear()
        self.all_entries_by_type = group_entries_by_type(self.all_entries)
        self.prices = FavaPriceMap(self.all_entries_by_type.Price)
        self.fava_options, self.fava_options_errors = parse_options(
            self.all_entries_by_type.Custom
        )
        # All but `ingest`, which would run a program.
        self.accounts.load_file()
        self.attributes.load_file()
        self.budgets.load_file()
        self.charts.load_file()
        self.commodities.load_file()
        self.extensions.load_file()
        self.file.load_file()
        self.format_decimal.load_file()
        self.misc.load_file()
        self.query_shell.load_file()
        self.extensions.after_load_file()

    def _get_filtered(
        self,
        account: str | None = None,
        filter: str | None = None,  # noqa: A002 - Fava's name
        time: str | None = None,
    ) -> FilteredLedger:
        """Filter the book; a filter that is none is told as such, not as our fault.

        Raises:
            FilterError: One of them can't be understood.
        """
        try:
            return super()._get_filtered(account, filter, time)
        except (re.error, ArithmeticError, RecursionError, ValueError) as error:
            raise FilterError("filter", f"This filter is none: {error}") from error

    def changed(self) -> bool:
        """Never: a changed book is a ledger of its own."""
        return False

    @property
    def errors(self) -> Sequence[BeancountError]:
        """What is wrong in the book, the notice first."""
        notices = [self.notice] if self.notice is not None else []
        return cast("list[BeancountError]", [*notices, *super().errors])

    def tell(self, notice: LedgerError | None, moment: int) -> None:
        """Tell something about the book, or take it back.

        Args:
            notice: What is told; None for nothing.
            moment: When, in nanoseconds.
        """
        self.notice = notice
        self.watcher.last_checked = moment
        # Pages that were worked out say which errors there are.
        self.extensions.after_load_file()


def _text(content: bytes) -> str:
    """The text of a file, with the ends of lines that programs have."""
    return content.decode("utf-8").replace("\r\n", "\n")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
