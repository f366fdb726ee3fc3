"""How alike an entry of the book and a draft are that need not be the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.imports.drafts import Draft

LEVELS = 4


def corrected(
    gone: Sequence[data.Directive], drafts: Mapping[int, Draft]
) -> dict[int, data.Directive]:
    """Find what drafts were before they were corrected.

    Args:
        gone: What the book has from a file that none of its rows is any more.
        drafts: The drafts of its rows that the book does not have, by some number.

    Returns:
        What a draft was, by its number; each entry once. Those of the same day and
        member come first, of the same accounts if there are any; then those of the
        same amounts on the same accounts, and the same day or the same member.
    """
    found: dict[int, data.Directive] = {}
    taken: set[int] = set()
    for level in range(LEVELS if gone else 0):
        waiting: dict[tuple[object, ...], list[data.Directive]] = defaultdict(list)
        for one in reversed(gone):
            if id(one) not in taken:
                waiting[_marks(one)[level]].append(one)
        for number, draft in drafts.items():
            alike = waiting[_marks(draft.entry)[level]] if number not in found else ()
            if alike:
                found[number] = alike.pop()
                taken.add(id(found[number]))
    return found


def _marks(entry: data.Directive) -> tuple[tuple[object, ...], ...]:
    """What an entry has in common with what it may have been, the most likely first."""
    kind, sums = type(entry).__name__, _sums(entry)
    who, accounts = frozenset(_members(entry)), frozenset(sums)
    amounts = tuple(sorted(sums.values()))
    return (
        (kind, entry.date, who, accounts),
        (kind, entry.date, who),
        (kind, accounts, amounts, entry.date),
        (kind, accounts, amounts, who),
    )


def quite_other(before: data.Directive, draft: Draft) -> bool:
    """Whether a draft shares neither its day nor its amounts with an entry.

    Args:
        before: What the book has.
        draft: The draft.

    Returns:
        Whether nothing of it is the same.
    """
    entry = draft.entry
    return before.date != entry.date and _sums(before) != _sums(entry)


def _sums(entry: data.Directive) -> dict[str, str]:
    """What a transaction adds to each account, as text."""
    postings: Iterable[data.Posting] = getattr(entry, "postings", ())
    return {posting.account: str(posting.units) for posting in postings}


def _members(entry: data.Directive) -> set[str]:
    metas = [entry.meta or {}]
    metas += [posting.meta or {} for posting in getattr(entry, "postings", ())]
    return {str(meta["member"]) for meta in metas if meta.get("member")}
