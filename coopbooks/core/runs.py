"""Runs over many members: small transactions written together, fifty postings at most.

A month's charges are one small transaction a member, each with its id. Written like
that they load slowly; in one huge transaction they show everybody for each one found.
So those that differ only in whom they concern are written together, by workplace then
id, and each posting keeps the id that it belongs to. Taken apart again they are the
same small transactions, so that a member who is added later moves nobody else.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import data

from coopbooks.core.content import PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

MOST_POSTINGS = 50

# A reversal and what replaces it stand for themselves: they say so in these keys.
ALONE = ("reverses", "replaces")


def packed(entries: Iterable[data.Directive]) -> list[data.Directive]:
    """Put the transactions of a run together.

    Those of one date, flag, payee, narration and set of tags and links, with at least
    one link, make a run. What they all say in metadata stays with the transaction, the
    rest goes to their postings, which also get the `id` that they belong to.

    Args:
        entries: Directives, each with an `id`; transactions balance, each by itself.

    Returns:
        The same in as few transactions of at most 50 postings as their order allows,
        by workplace then id; what is in no run comes first, in its own order. A
        transaction that has more postings by itself is left as it is. The result does
        not depend on the order of the transactions of a run.
    """
    alone: list[data.Directive] = []
    runs: dict[tuple[object, ...], list[data.Transaction]] = {}
    for entry in entries:
        if isinstance(entry, data.Transaction) and _can_be_packed(entry):
            runs.setdefault(_run(entry), []).append(entry)
        else:
            alone.append(entry)
    chunks = chain.from_iterable(_chunks(run) for run in runs.values())
    return [*alone, *(_together(chunk) for chunk in chunks)]


def unpacked(entry: data.Directive) -> list[data.Directive]:
    """Take a transaction of a run apart.

    Args:
        entry: A directive of a book.

    Returns:
        The transactions it was put together from, each with its `id`; any other
        directive as it is, alone.
    """
    if not isinstance(entry, data.Transaction) or "batch" not in entry.meta:
        return [entry]
    groups: dict[str, list[data.Posting]] = {}
    for posting in entry.postings:
        groups.setdefault((posting.meta or {}).get("id", ""), []).append(posting)
    if groups.keys() <= {""}:
        return [entry]
    return [
        entry._replace(
            meta={**entry.meta, "id": id_ or entry.meta.get("id")},
            postings=[_without_id(posting) for posting in postings],
        )
        for id_, postings in groups.items()
    ]


def ids_of(entry: data.Directive) -> set[str]:
    """The ids in a directive: its own, or those of the transactions put together.

    Args:
        entry: A directive of a book.

    Returns:
        Its ids; empty where it has none.
    """
    meta = entry.meta or {}
    found = {meta.get("id")}
    if isinstance(entry, data.Transaction) and "batch" in meta:
        ids = {(posting.meta or {}).get("id") for posting in entry.postings}
        found = ids - {None} or found
    return {str(one) for one in found if one}


def _can_be_packed(entry: data.Transaction) -> bool:
    return bool(entry.links) and not any(key in entry.meta for key in ALONE)


def _run(entry: data.Transaction) -> tuple[object, ...]:
    """What the transactions of one run have in common."""
    return (
        entry.date,
        entry.flag,
        entry.payee,
        entry.narration,
        entry.tags,
        entry.links,
    )


def _place(entry: data.Transaction) -> tuple[str, str]:
    """Where a transaction stands in its run: by workplace then id."""
    metas = [entry.meta, *((posting.meta or {}) for posting in entry.postings)]
    workplaces = (str(meta["workplace"]) for meta in metas if meta.get("workplace"))
    return next(workplaces, ""), str(entry.meta["id"])


def _chunks(run: Iterable[data.Transaction]) -> Iterator[list[data.Transaction]]:
    """Cut a run into stretches of at most fifty postings."""
    chunk: list[data.Transaction] = []
    count = 0
    for entry in sorted(run, key=_place):
        if chunk and count + len(entry.postings) > MOST_POSTINGS:
            yield chunk
            chunk, count = [], 0
        chunk.append(entry)
        count += len(entry.postings)
    if chunk:
        yield chunk


def _together(chunk: Sequence[data.Transaction]) -> data.Transaction:
    """One transaction of several, named after the first and the last of them."""
    first, last = chunk[0], chunk[-1]
    if first is last:
        return first
    common = _common([entry.meta for entry in chunk])
    meta = {"id": f"{first.meta['id']}..{last.meta['id']}", **common}
    postings = [
        posting._replace(meta=_below(entry, posting, common))
        for entry in chunk
        for posting in entry.postings
    ]
    return first._replace(meta=meta, postings=postings)


def _common(metas: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The metadata that is the same in all."""
    first, *others = metas
    return {
        key: value
        for key, value in first.items()
        if key not in PLACE
        and not key.startswith("__")
        and all(key in meta and _equal(meta[key], value) for meta in others)
    }


def _equal(one: object, other: object) -> bool:
    """Whether two values are the same, in kind and in how they are written."""
    return type(one) is type(other) and str(one) == str(other)


def _below(
    entry: data.Transaction, posting: data.Posting, common: Mapping[str, Any]
) -> dict[str, Any]:
    """A posting's metadata once what its transaction said has gone there."""
    moved = {
        key: value
        for key, value in entry.meta.items()
        if key not in common and key not in PLACE and not key.startswith("__")
    }
    return {**moved, **(posting.meta or {}), "id": entry.meta["id"]}


def _without_id(posting: data.Posting) -> data.Posting:
    meta = {key: one for key, one in (posting.meta or {}).items() if key != "id"}
    return posting._replace(meta=meta)
