"""Small groups left out of what bodies side by side show, also by way of a total.

What is said of a group of two is said of both. A figure about fewer people than the
federation file says is shown as `few`; where a total would give it away another body's
is left out beside it (`not shown`), until what is left out is about as many people or
more in at least two bodies. Statistical offices do the same and call it a threshold
rule with complementary suppression; five is the number that many of them use (UNECE and
Eurostat, Glossary of Statistical Disclosure Control, 2005, threshold rule).
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.dues.suppression import KEPT_BACK
from coopbooks.dues.suppression import hidden

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

FEW = "few"
NOT_SHOWN = KEPT_BACK


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of a column.

    Attributes:
        words: What to say in place of a figure, by body.
        together: Whether what is left out may be said together, and so in a total.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    together: bool = True

    def __contains__(self, body: str) -> bool:
        """Whether a body's figure is left out."""
        return body in self.words

    @property
    def sums(self) -> bool:
        """Whether there is a sum of what is left out to be shown."""
        return bool(self.words) and self.together


def hide(
    sizes: Mapping[str, int], least: int, out: Collection[str] = frozenset()
) -> Hidden:
    """Find whose figure is left out of a column.

    Args:
        sizes: How many people each body's figure is about; zero for nobody, less where
            the book does not say.
        least: Of how many people a figure may be shown.
        out: Bodies that are left out anyway, since another column tells of theirs.

    Returns:
        What is left out. Whose book does not say how many it is about is left out as
        few are, without the word.
    """
    known = {
        name: _size(size, least, name in out) for name, size in sizes.items() if size
    }
    words = {
        name: FEW if 0 < sizes[name] < least else NOT_SHOWN
        for name in hidden(known, least)
    }
    people = sum(known[name] for name in words)
    return Hidden(words, not words or (len(words) > 1 and people >= least))


def _size(size: int, least: int, out: bool) -> int:
    """How many people count: one where nobody knows, few where it is left out."""
    if size < 0:
        return 1
    return min(size, least - 1) if out else size
