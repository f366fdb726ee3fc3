"""A proposal against the book, by id: new, changed, gone, and the same.

Entries are matched by id and compared by substance: what they say, not who wrote them
when and where. Nothing in a book is edited. What turns out wrong is reversed and
written anew, under an id of its own that says what it `replaces:`; so the book still
tells what was known when, and the same proposal again finds nothing more to write.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser import printer

from coopbooks.core.proposal import Change
from coopbooks.core.proposal import Difference
from coopbooks.core.proposal import in_batch
from coopbooks.core.runs import ids_of
from coopbooks.core.runs import unpacked
from coopbooks.core.substance import amounts
from coopbooks.core.substance import substance
from coopbooks.core.substance import what_differs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.proposal import Proposal

# What a list shows of one kind before it only counts.
MOST_LINES = 20


def describe(difference: Difference, most: int | None = MOST_LINES) -> list[str]:
    """Tell people what a difference is.

    Args:
        difference: A difference.
        most: How many of each kind to show; None for all.

    Returns:
        Lines of plain text: counts first, then a line for each entry, with what
        differs below it.
    """
    new, changed, gone = (
        len(difference.of(kind)) for kind in ("new", "changed", "gone")
    )
    same, closed = len(difference.same), len(difference.closed)
    counts = f"{new} new, {changed} changed, {gone} no longer due, {same} as before"
    if closed:
        counts += f", {closed} in a closed period"
    lines = [f"{difference.batch}: {counts}."]
    for kind in ("new", "changed", "gone"):
        lines += _listed(kind.upper(), difference.of(kind), most)
    lines += _listed("CLOSED", difference.closed, most)
    if closed:
        lines.append(
            "  What is closed is not changed: it can be made up for in the open period."
        )
    return lines


def _listed(title: str, changes: tuple[Change, ...], most: int | None) -> Iterator[str]:
    """A line for each change, as far as there is room, and what differs below it."""
    for change in changes[:most]:
        yield f"  {title:<7}  {_headline(change)}  [{change.id}]"
        yield from (f"           {words}" for words in change.words)
    if most is not None and len(changes) > most:
        yield f"  {title:<7}  and {len(changes) - most} more"


def _headline(change: Change) -> str:
    """What an entry is, on one line: as proposed, or as it was."""
    entry = change.before if change.after is None else change.after
    if entry is None:
        return ""
    if isinstance(entry, data.Transaction):
        texts = " ".join(filter(None, (entry.payee, entry.narration)))
        return f"{entry.date}  {texts}  {amounts(entry)}"
    return printer.format_entry(entry).splitlines()[0]


def difference(
    proposal: Proposal,
    entries: Iterable[data.Directive],
    hard: datetime.date = datetime.date.min,
) -> Difference:
    """Compare a proposal with a book, by id and substance.

    Args:
        proposal: What is proposed: all that the batch should hold, not only what is
            missing.
        entries: The book's entries.
        hard: The day after the last that is closed hard, from `closing.closed_to`.

    Returns:
        What is new, changed and gone, and what is the same. Ids count in the whole
        book; gone is what only this batch has written. The order of entries makes no
        difference.
    """
    wanted = {entry.meta["id"]: entry for entry in proposal.entries}
    book = _standing(entries, wanted, proposal.batch)
    changes: list[Change] = []
    same: list[data.Directive] = []
    for id_, entry in wanted.items():
        before, used = book.pop(id_, (None, 0))
        if before is not None and substance(before) == substance(entry):
            same.append(entry)
        else:
            changes.append(_change(id_, before, _renamed(entry, used), hard))
    for id_, (before, _) in book.items():
        if before is not None and in_batch(before.meta.get("batch"), proposal.batch):
            changes.append(_change(id_, before, None, hard))
    return Difference(proposal.batch, tuple(changes), tuple(same), hard)


def _standing(
    entries: Iterable[data.Directive],
    wanted: Mapping[str, data.Directive],
    batch: str,
) -> dict[str, tuple[data.Directive | None, int]]:
    """What stands in the book under each id, and how many were written under it.

    Nothing stands where all that was written has been reversed.
    """
    reversed_ids: set[str] = set()
    written: dict[str, list[data.Directive]] = {}
    for entry in entries:
        if not entry.meta or not _concerned(entry, wanted, batch):
            continue
        for piece in unpacked(entry):
            if reverses := piece.meta.get("reverses"):
                reversed_ids.add(str(reverses))
                continue
            id_ = piece.meta.get("replaces") or piece.meta.get("id")
            if id_ in wanted or (id_ and in_batch(entry.meta.get("batch"), batch)):
                written.setdefault(str(id_), []).append(piece)
    return {
        id_: (
            next((one for one in all_ if one.meta["id"] not in reversed_ids), None),
            len(all_),
        )
        for id_, all_ in written.items()
    }


def _concerned(
    entry: data.Directive, wanted: Mapping[str, data.Directive], batch: str
) -> bool:
    """Whether a directive of the book has to do with a proposal."""
    if in_batch(entry.meta.get("batch"), batch) or "reverses" in entry.meta:
        return True
    return entry.meta.get("replaces") in wanted or not wanted.keys().isdisjoint(
        ids_of(entry)
    )


def _renamed(entry: data.Directive, used: int) -> data.Directive:
    """A proposed entry under an id that is free, where its own is taken."""
    if not used:
        return entry
    id_ = entry.meta["id"]
    meta = {**entry.meta, "id": f"{id_}~{used + 1}", "replaces": id_}
    return entry._replace(meta=meta)


def _change(
    id_: str,
    before: data.Directive | None,
    after: data.Directive | None,
    hard: datetime.date,
) -> Change:
    closed = any(one is not None and one.date < hard for one in (before, after))
    words = what_differs(before, after) if before and after else ()
    return Change(id_, before, after, words, closed)
