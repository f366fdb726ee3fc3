"""Texts as people compare them: without case, accents and blanks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What people put around labels and leave out the next time.
AROUND = " .:;,*_-–\"'"


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded.

    Args:
        text: Any text.

    Returns:
        Its words without case, accents, and points around them: `Währung:` gives
        `wahrung`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = plain.replace("_", " ").replace("-", " ")
    return tuple(filter(None, (word.strip(AROUND) for word in plain.split())))


def folded(text: str) -> str:
    """A text as headers are compared.

    Args:
        text: Any text.

    Returns:
        Its folded words without anything between them; empty for a blank one.
    """
    return "".join(words(text))
