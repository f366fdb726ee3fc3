"""Small groups left out of what others read, so that nobody in them is found out.

What a report says of a group of two says it of both of them. A group of fewer than five
is shown by that word alone; and if everybody else can be taken from the total, another
group is left out beside it, until what can be worked out that way is about five people
or more in at least two groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping

# Fewer members than this are no crowd to hide in.
LEAST = 5
FEWER = "fewer than 5"
KEPT_BACK = "not shown"


def hidden(sizes: Mapping[str, int], least: int = LEAST) -> dict[str, str]:
    """Find the groups of a whole of which nothing may be said.

    Args:
        sizes: How many people are in each group; the groups make up a whole whose
            total is shown.
        least: How many make a group that may be shown.

    Returns:
        What to say in place of their figures, by group: `fewer than 5`, or `not shown`
        for a larger one that would give a smaller one away. Groups of nobody have
        nothing to hide.
    """
    there = {name: size for name, size in sizes.items() if size}
    small = {name for name, size in there.items() if size < least}
    kept_back: set[str] = set()
    order = sorted(there.keys() - small, key=lambda name: (there[name], name))
    while small and order and _found_out(there, small | kept_back, least):
        kept_back.add(order.pop(0))
    said = dict.fromkeys(sorted(small), FEWER if least == LEAST else _fewer(least))
    return said | dict.fromkeys(sorted(kept_back), KEPT_BACK)


def _fewer(least: int) -> str:
    return f"fewer than {least}"


def _found_out(sizes: Mapping[str, int], out: Collection[str], least: int) -> bool:
    """Whether the total less what is shown says something of a small group."""
    return len(out) < 2 or sum(sizes[name] for name in out) < least


def people(*rolls: Iterable[str]) -> int:
    """Count people once, also those who are in several bodies.

    Args:
        *rolls: The ids of each body's members. A person has one id in all books of a
            federation.

    Returns:
        How many people there are.
    """
    return len(set().union(*rolls))
