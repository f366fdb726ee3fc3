"""Proposals: what a calculation would write, and what of it is not in the book yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    import datetime

    from beancount.core import data

# Begins with a year, so that it sorts by time and is no name that Windows keeps for
# itself; small letters, because some systems don't tell them from capitals. What is
# written later to the same batch gets a dot and a number.
BATCH = re.compile(r"\d{4}(-[a-z0-9]+)+")
LONGEST_BATCH = 100

Kind = Literal["new", "changed", "gone"]


class BadBatchName(CoopbooksError):
    """A batch is to be named in a way that makes no good file name."""

    def __init__(self, name: str) -> None:
        """Build the message.

        Args:
            name: The name.
        """
        super().__init__(
            f"'{name}' can't name a batch. Begin with the year; use small letters, "
            "digits and hyphens: 2026-03-dues."
        )


class EntryWithoutId(CoopbooksError):
    """An entry was proposed that could not be found again."""

    def __init__(self, entry: data.Directive) -> None:
        """Build the message.

        Args:
            entry: The entry.
        """
        kind = type(entry).__name__.lower()
        super().__init__(
            f"The {kind} proposed for {entry.date} has no id, so that it could not be "
            "found again. Give it metadata 'id:'."
        )


class IdTwice(CoopbooksError):
    """Two entries were proposed under one id."""

    def __init__(self, id_: str) -> None:
        """Build the message.

        Args:
            id_: The id.
        """
        super().__init__(
            f"Two entries are proposed with the id '{id_}'; give one each."
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a calculation would write.

    Attributes:
        batch: Its name, such as `2026-03-dues`, which becomes a file's.
        entries: Directives, each with its own `id` in its metadata. The transactions
            of a run are small ones, each for one member, with a link in common.

    Raises:
        BadBatchName: The name makes no good file name.
        EntryWithoutId: An entry has no id.
        IdTwice: Two entries have the same.
    """

    batch: str
    entries: tuple[data.Directive, ...]

    def __post_init__(self) -> None:
        """Hold the rules that the rest relies on."""
        if not BATCH.fullmatch(self.batch) or len(self.batch) > LONGEST_BATCH:
            raise BadBatchName(self.batch)
        seen: set[str] = set()
        for entry in self.entries:
            id_ = (entry.meta or {}).get("id")
            if not isinstance(id_, str) or not id_:
                raise EntryWithoutId(entry)
            if id_ in seen:
                raise IdTwice(id_)
            seen.add(id_)


class Change(NamedTuple):
    """One entry that is not in the book as it is proposed.

    Attributes:
        id: The id under which it is proposed.
        before: What the book has; None if nothing.
        after: What is proposed, under the id that it would be written with; None if
            nothing.
        words: What differs, a phrase each, where there is a before and an after.
        closed: Whether it touches a closed period, so that it can only be made up for
            in the open one.
    """

    id: str
    before: data.Directive | None
    after: data.Directive | None
    words: tuple[str, ...]
    closed: bool

    @property
    def kind(self) -> Kind:
        """Whether it is new, changed or gone."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A proposal against a book.

    Attributes:
        batch: The proposal's batch.
        changes: What is not in the book as proposed: first as proposed, in its order,
            then what is no longer proposed, in the book's.
        same: The entries that are in the book as proposed.
        hard: The day after the last that is closed hard.
    """

    batch: str
    changes: tuple[Change, ...]
    same: tuple[data.Directive, ...]
    hard: datetime.date

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind in open periods."""
        return tuple(one for one in self.changes if one.kind == kind and not one.closed)

    @property
    def closed(self) -> tuple[Change, ...]:
        """The changes that touch a closed period."""
        return tuple(one for one in self.changes if one.closed)

    def new(self) -> Proposal:
        """What is to be written: only what is new, in open periods."""
        entries = (one.after for one in self.of("new"))
        return Proposal(self.batch, tuple(one for one in entries if one is not None))


def in_batch(name: object, batch: str) -> bool:
    """Whether something was written to a batch, at first or later.

    Args:
        name: The `batch` of an entry: `2026-03-dues`, later `2026-03-dues.2`.
        batch: The name of the batch.

    Returns:
        Whether it is that batch.
    """
    return isinstance(name, str) and (name == batch or name.startswith(f"{batch}."))
