"""The same imports as plain `beangulp` importers, for Fava's Import page and scripts.

A script of one's own, `ingest.py` beside the book:

    import beangulp
    from coopbooks.imports.importer import importers

    CONFIG = importers("main.beancount")
    if __name__ == "__main__":
        beangulp.Ingest(CONFIG)()

For Fava, name that file in the book, as `import-config` in a `fava-option`.
Entries come with their `id`, and what the book has already is marked as a duplicate by
exactly that, on whatever day it is; no amounts are guessed to be the same.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from beangulp.importer import Importer

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import load
from coopbooks.core.runs import ids_of
from coopbooks.imports.fates import Fate
from coopbooks.imports.knowing import known_of
from coopbooks.imports.knowing import opened_in
from coopbooks.imports.preview import preview
from coopbooks.imports.profiles import NoProfile
from coopbooks.imports.profiles import load_profiles
from coopbooks.imports.profiles import profile_for
from coopbooks.imports.readfile import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.imports.profile import Profile

# The account under which a file is filed, by the first that its profile names.
FILED = ("money", "clearing", "net", "other", "opening")
UNFILED = "Equity:Imports"
# No day is still to come: an importer asks no clock. A few years before the last day
# there is, since some kinds may be dated ahead.
ALWAYS = datetime.date(9990, 1, 1)


class SheetStopped(CoopbooksError):
    """A sheet, or a row of it, can't be imported."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Build the message.

        Args:
            reasons: Why, a sentence each without a full stop.
        """
        super().__init__("; ".join(reasons) + ".")


class SheetImporter(Importer):
    """Imports the sheets of one sender by its profile in the book's folder."""

    def __init__(self, book: Path, profile: Profile) -> None:
        """Import by a profile.

        Args:
            book: The book's entry file.
            profile: The profile.
        """
        self.book = book
        self.profile = profile

    @property
    def name(self) -> str:
        """The importer's name, such as `coopbooks.operating`."""
        return f"coopbooks.{self.profile.name}"

    def identify(self, filepath: str) -> bool:
        """Whether the profile is for a file, by the file's name.

        Args:
            filepath: The file.

        Returns:
            Whether it is, and no other profile is.
        """
        profiles, _ = load_profiles(self.book.parent)
        try:
            return profile_for(Path(filepath), profiles).name == self.profile.name
        except NoProfile:
            return False

    def account(self, filepath: str) -> str:
        """The account under which a file is filed."""
        accounts = self.profile.accounts
        return next((accounts[name] for name in FILED if name in accounts), UNFILED)

    def date(self, filepath: str) -> datetime.date | None:
        """The day of the last row of a file, under which it is filed.

        Args:
            filepath: The file.

        Returns:
            The day; None for a file without rows that can be used.
        """
        book = load(self.book)
        drafts = read_file(Path(filepath), self.profile, known_of(book)).drafts
        return max((draft.date for draft in drafts), default=None)

    def filename(self, filepath: str) -> str | None:
        """The name under which a file is filed: its own."""
        return Path(filepath).name

    def extract(self, filepath: str, existing: data.Entries) -> data.Entries:
        """The entries of a file, each with its id, also those that the book has.

        Args:
            filepath: The file.
            existing: The entries that are known already; the book itself is read anew.

        Returns:
            What is new or changed as it would be written; of what stands in the book
            already, the entry that stands there, so that it can be marked.

        Raises:
            SheetStopped: Totals don't agree, or rows can't be used.
        """
        found = preview(
            load(self.book),
            [Path(filepath)],
            self.profile.name,
            now=ALWAYS,
        )
        rejected = [
            f"{one.place}: {one.reason}"
            for one in found.fates
            if one.fate is Fate.REJECTED
        ]
        if found.stops or rejected:
            raise SheetStopped([*found.stops, *rejected])
        entries: list[data.Directive] = []
        for one in found.fates:
            said = one.entries
            if one.fate is Fate.SAME and one.match is not None:
                said = (one.match,)
            # Beancount sorts by line, also what has none yet.
            place = {"filename": filepath, "lineno": one.place.row}
            entries += [entry._replace(meta={**entry.meta, **place}) for entry in said]
        return list({str(entry.meta.get("id")): entry for entry in entries}.values())

    def deduplicate(self, entries: data.Entries, existing: data.Entries) -> None:
        """Mark entries whose id is known already, on whatever day.

        Args:
            entries: Entries from `extract`; marked in place.
            existing: The entries that are known already, all of them.
        """
        known: dict[str, data.Directive] = {}
        for entry in existing:
            for id_ in ids_of(entry):
                known.setdefault(id_, entry)
        for entry in entries:
            meta: dict[str, Any] = entry.meta
            if (before := known.get(str(meta.get("id")))) is not None:
                meta["__duplicate__"] = before


def importers(book: str | Path) -> list[SheetImporter]:
    """The importers of a book, one for each of its profiles.

    Args:
        book: The book's entry file, or its folder.

    Returns:
        The importers, by the names of their profiles.

    Raises:
        CoopbooksError: The book can't be read.
    """
    loaded = load(book)
    profiles, _ = load_profiles(loaded.folder, opened_in(loaded))
    return [SheetImporter(loaded.path, profile) for profile in profiles]
