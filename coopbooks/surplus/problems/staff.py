"""Who is no member, and has a part in the surplus all the same: all staff of a SCOP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.directives import coop_customs
from coopbooks.surplus.forms.rules import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERYBODY = "everybody"


def staff(entries: Sequence[data.Directive]) -> frozenset[str]:
    """Find the ids of people who share in a surplus without being members.

    Args:
        entries: A book's entries.

    Returns:
        Whoever hours or another measure are posted for, where a step of the book is
        shared `among: "everybody"`; nobody where none is.
    """
    shared = any(
        entry.type == STEP.kind and entry.meta.get("among") == EVERYBODY
        for entry in coop_customs(entries)
    )
    if not shared:
        return frozenset()
    counted = measures(entries)
    return frozenset(
        str(member)
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.units is not None and posting.units.currency in counted
        if (member := (posting.meta or {}).get("member") or entry.meta.get("member"))
    )
