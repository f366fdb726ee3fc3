"""Names in texts, found with the private roster, never to be kept or shown."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.members.roster import Roster
from coopbooks.members.roster import RosterColumns
from coopbooks.members.roster import RosterMissing
from coopbooks.members.roster import read_roster

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a book's members.

    Attributes:
        members: The ids by each name, as the set of its words.
        by_word: For each word the names that have it.
    """

    members: Mapping[frozenset[str], tuple[str, ...]] = field(default_factory=dict)
    by_word: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def found(self, text: str) -> tuple[str, ...]:
        """The members whose whole name stands in a text, in whatever order.

        Args:
            text: A text, such as `SMITH, J. DUES`.

        Returns:
            Their ids. Those of the longest name only: `Ann Lee Smith` is not also
            `Ann Smith`.
        """
        words = _words(text)
        names = {name for word in words for name in self.by_word.get(word, ())}
        whole = [name for name in names if name <= words]
        longest = max(map(len, whole), default=0)
        ids = {
            member
            for name in whole
            if len(name) == longest
            for member in self.members[name]
        }
        return tuple(sorted(ids))

    def has_part(self, text: str) -> bool:
        """Whether the last word of a name stands in a text, with a first letter.

        Args:
            text: A text, such as `SMITH J DUES`.

        Returns:
            Whether two of its words could be somebody's name: one of a member's in
            full, and another that is one, or its first letter.
        """
        words = _words(text)
        for word in words:
            for name in self.by_word.get(word, ()):
                others = name - {word}
                initials = {other[0] for other in others}
                if (others | initials) & (words - {word}) or not others:
                    return True
        return False


def read_names(folder: Path) -> Names:
    """Read the names of the private roster.

    Args:
        folder: The book's folder.

    Returns:
        The names; none where there is no roster, or one that can't be read.
    """
    try:
        roster, _ = read_roster(folder)
    except (RosterMissing, RosterColumns):
        return Names()
    return _names(roster)


def _names(roster: Roster) -> Names:
    members: dict[frozenset[str], tuple[str, ...]] = {}
    by_word: dict[str, tuple[frozenset[str], ...]] = {}
    for person in roster.people.values():
        name = frozenset(_words(person.name))
        if not name:
            continue
        if name not in members:
            for word in name:
                by_word[word] = (*by_word.get(word, ()), name)
        members[name] = (*members.get(name, ()), person.member)
    return Names(members, by_word)


def _words(text: str) -> frozenset[str]:
    """The words of a text without case and accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return frozenset(WORD.findall(bare))
