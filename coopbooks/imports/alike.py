"""How alike an entry of the book and a draft are that need not be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.imports.drafts import Draft


def could_have_been(before: data.Directive, draft: Draft) -> bool:
    """Whether an entry could be what a draft was before it was corrected.

    Args:
        before: What the book has.
        draft: The draft.

    Returns:
        Whether they have the same accounts, and two of the same day, the same amounts
        and the same member.
    """
    entry = draft.entry
    if type(before) is not type(entry) or _sums(before).keys() != _sums(entry).keys():
        return False
    alike = (
        before.date == entry.date,
        sorted(_sums(before).values()) == sorted(_sums(entry).values()),
        _members(before) == _members(entry),
    )
    return sum(alike) >= 2


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
