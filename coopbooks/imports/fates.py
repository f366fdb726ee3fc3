"""What becomes of each row: the one thing that a preview shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from pathlib import Path

    from beancount.core import data

    from coopbooks.imports.profile import Profile
    from coopbooks.imports.rows import Place


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "NEW"
    SAME = "SAME"
    CHANGED = "CHANGED"
    MATCHES = "MATCHES"
    DUPLICATE = "DUPLICATE?"
    REJECTED = "REJECTED"
    SKIPPED = "SKIPPED"


class Fated(NamedTuple):
    """A row with its fate.

    Attributes:
        place: Where the row stands; a cell where one is the reason.
        fate: What becomes of it.
        reason: Why, in one plain sentence without a full stop.
        amount: What it comes to, in `currency`; None for a row without an amount.
        currency: The currency of the amount.
        writes: What makes what would be written for it; None for a row that writes
            nothing.
        match: The entry of the book that it is the same as, changes or matches.
    """

    place: Place
    fate: Fate
    reason: str
    amount: Decimal | None = None
    currency: str = ""
    writes: Callable[[], tuple[data.Directive, ...]] | None = None
    match: data.Directive | None = None

    @property
    def entries(self) -> tuple[data.Directive, ...]:
        """What would be written for it, each leg written out.

        Each carries `id` and `source`. They are made at each asking, since most rows of
        a long preview are only counted.
        """
        return self.writes() if self.writes else ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of some files would do.

    Attributes:
        batch: The name that the batch would have.
        fates: The rows of all files, in order.
        stops: Why nothing can be written at all, a plain sentence each: totals that do
            not agree, a header that is missing, a closed period.
        notes: What people should know besides.
        unmatched: Members, as the sender names them, that the book does not know, with
            ids that are near.
        sources: The SHA-256 of each file, by its name.
        profile: The profile by which the files were read; None where none could be.
        files: The files themselves, in the order of `sources`.
    """

    batch: str
    fates: tuple[Fated, ...]
    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unmatched: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    profile: Profile | None = None
    files: tuple[Path, ...] = ()

    @property
    def entries(self) -> tuple[data.Directive, ...]:
        """Everything that would be written, in the order of the rows."""
        return tuple(entry for fated in self.fates for entry in fated.entries)

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return sum(fated.fate is fate for fated in self.fates)
