"""Ids of imported entries: the same row always gets the same one.

A row that has a reference of its sender's has its id from that and the year, since
references may begin anew each year. Another has it from what it says and a counter
among the rows of its file that say the same: two equal payments both stay, and it does
not matter in which order or in which row they stand.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from coopbooks.imports.profile import Profile

PREFIX = "imp-"
DIGITS = 12


class Identity(NamedTuple):
    """What makes a row the same as one of another day.

    Attributes:
        by: `reference` or `values`.
        parts: The reference and its year, or what the row says.
        number: Which of the equal rows it is, from 1; they can be interchanged. 0 for
            one with a reference.
    """

    by: str
    parts: tuple[str, ...]
    number: int = 0

    def id_for(self, profile: Profile) -> str:
        """The id of the row's entry.

        Args:
            profile: The sender's profile.

        Returns:
            Such as `imp-harbor-foods-3f9a1c22d0e1`.
        """
        number = (str(self.number),) if self.number else ()
        # As a list in JSON, so that no two lists of texts run together.
        parts = [profile.kind, profile.sender, self.by, *self.parts, *number]
        text = json.dumps(parts, ensure_ascii=True)
        digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
        return f"{prefix_of(profile)}{digest}"


def prefix_of(profile: Profile) -> str:
    """How the ids of a sender's rows begin."""
    return f"{PREFIX}{profile.sender}-"


def by_reference(reference: str, year: int) -> Identity:
    """The identity of a row that has a reference of its own.

    Args:
        reference: The sender's reference, one for each row of a year.
        year: The year of the row.

    Returns:
        The identity.
    """
    return Identity("reference", (str(year), reference))


def by_values(values: tuple[str, ...], number: int) -> Identity:
    """The identity of a row that has no reference.

    Args:
        values: What the row says, in the one form of `drafts.plain`.
        number: Which of the equal rows it is, from 1.

    Returns:
        The identity.
    """
    return Identity("values", values, number)
