"""That the bank has seen an entry which was typed before its statement came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.imports.standing import form_of
from coopbooks.statements.bankterms import CLEARED
from coopbooks.statements.bankterms import ROW
from coopbooks.statements.bankterms import SEEN
from coopbooks.statements.bankterms import cleared_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core.amount import Amount

    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.standing import Typed


def cleared(
    draft: Draft, typed: data.Directive, id_: str
) -> tuple[data.Directive, ...]:
    """Say that the bank has seen what was typed, so that it can be reconciled.

    Args:
        draft: The draft of a bank's row.
        typed: The entry that was typed for it.
        id_: The row's id.

    Returns:
        A `coop-cleared` of the bank's day; nothing for a row that moves no money, and
        where the book says it already.
    """
    moved = _moved(draft)
    if moved is None or _says_so(typed, draft.account, moved):
        return ()
    meta = {"id": id_, "source": str(draft.parts[0].place)}
    return (cleared_entry(draft.entry.date, draft.account, moved, typed.date, meta),)


def cleared_in_parts(
    draft: Draft, typed: Sequence[Typed], id_: str
) -> tuple[data.Directive, ...]:
    """Say that the bank has seen entries with one row, or a part of one entry.

    Args:
        draft: The draft of a bank's row.
        typed: The entries of which the row is the sum; or one of which it is a part.
        id_: The row's id; the first directive has it.

    Returns:
        A `coop-cleared` for each; nothing where the book says it already.
    """
    found: list[data.Directive] = []
    for one in typed:
        posting = one.entry.postings[one.at]
        moved, whole = posting.units, posting.units
        meta: dict[str, object] = {"id": id_, "source": str(draft.parts[0].place)}
        if moved is None or SEEN in (posting.meta or {}):
            continue
        if len(typed) == 1:
            moved = _moved(draft) or moved
            meta["of"] = whole
        else:
            meta[ROW] = id_
            meta["id"] = f"{id_}.{len(found) + 1}" if found else id_
        found.append(
            cleared_entry(draft.entry.date, draft.account, moved, one.entry.date, meta)
        )
    return tuple(found)


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


def _says_so(typed: data.Directive, account: str, moved: Amount) -> bool:
    """Whether somebody wrote that the bank has seen what was typed."""
    return not isinstance(typed, data.Transaction) or any(
        (one.account, one.units) == (account, moved) and SEEN in (one.meta or {})
        for one in typed.postings
    )


def _moved(draft: Draft) -> Amount | None:
    """What a draft moves on the account on which it would be found typed."""
    for posting in getattr(draft.entry, "postings", ()):
        if posting.account == draft.account and posting.units is not None:
            units: Amount = posting.units
            return units
    return None
