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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.imports.profile import Profile

PREFIX = "imp-"
DIGITS = 12


def id_by_reference(profile: Profile, reference: str, year: int) -> str:
    """The id of a row that has a reference.

    Args:
        profile: The sender's profile.
        reference: The sender's reference, one for each row of a year.
        year: The year of the row.

    Returns:
        Such as `imp-harbor-foods-3f9a1c22d0e1`.
    """
    return _id(profile, ["reference", str(year), reference])


def id_by_values(profile: Profile, values: Iterable[str], number: int) -> str:
    """The id of a row that has no reference.

    Args:
        profile: The sender's profile.
        values: What the row says, in the one form of `drafts.plain`.
        number: Which of the equal rows it is, from 1; they can be interchanged.

    Returns:
        Such as `imp-harbor-foods-3f9a1c22d0e1`.
    """
    return _id(profile, ["values", *values, str(number)])


def _id(profile: Profile, parts: list[str]) -> str:
    # As a list in JSON, so that no two lists of texts run together.
    text = json.dumps([profile.kind, profile.sender, *parts], ensure_ascii=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    return f"{PREFIX}{profile.sender}-{digest}"
