"""That the bank has seen an entry which was typed before its statement came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.imports.standing import form_of
from coopbooks.statements.bankterms import CLEARED
from coopbooks.statements.bankterms import cleared_entry

if TYPE_CHECKING:
    from beancount.core.amount import Amount

    from coopbooks.imports.drafts import Draft


def cleared(
    draft: Draft, typed: data.Directive, id_: str
) -> tuple[data.Directive, ...]:
    """Say that the bank has seen what was typed, so that it can be reconciled.

    Args:
        draft: The draft of a bank's row.
        typed: The entry that was typed for it.
        id_: The row's id.

    Returns:
        A `coop-cleared` of the bank's day; nothing for a row that moves no money.
    """
    moved = _moved(draft)
    if moved is None:
        return ()
    meta = {"id": id_, "source": str(draft.parts[0].place)}
    return (cleared_entry(draft.entry.date, draft.account, moved, typed.date, meta),)


def says_the_same(before: data.Directive, draft: Draft) -> bool:
    """Whether what stands says what a draft says, or that it was typed before.

    Args:
        before: What the book has under the id of the draft.
        draft: The draft.

    Returns:
        Whether there is nothing to write.
    """
    if isinstance(before, data.Custom) and before.type == CLEARED.kind:
        values = [value.value for value in before.values or ()]
        return bool(before.date == draft.entry.date and values[1] == _moved(draft))
    return form_of(before) == form_of(draft.entry)


def _moved(draft: Draft) -> Amount | None:
    """What a draft moves on the account on which it would be found typed."""
    for posting in getattr(draft.entry, "postings", ()):
        if posting.account == draft.account and posting.units is not None:
            units: Amount = posting.units
            return units
    return None
