"""A resolution that was written down as entries, against those that would be posted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.parser import parser

from coopbooks.core.money import ZERO
from coopbooks.surplus.posting.resolution import Finding
from coopbooks.surplus.posting.stated import BadFigure
from coopbooks.surplus.posting.typed import posted

if TYPE_CHECKING:
    from coopbooks.core.accounts import Roles
    from coopbooks.core.proposal import Proposal


def compare_entries(
    text: str, name: str, proposal: Proposal, roles: Roles
) -> list[Finding]:
    """Hold typed entries against those that a proposal is posted as.

    Args:
        text: Entries in Beancount's language, with all amounts.
        name: Their file's name, for errors.
        proposal: What is to be posted.
        roles: What the book's accounts are for.

    Returns:
        A finding for each account, member and lot; credits are positive.

    Raises:
        BadFigure: It is no ledger, or a posting has no amount.
    """
    entries, errors, _ = parser.parse_string(text, name)
    if errors:
        raise BadFigure(errors[0].source, name, f"is no ledger: {errors[0].message}")
    found = [one for one in entries if isinstance(one, data.Transaction)]
    for entry in found:
        for posting in entry.postings:
            if not isinstance(getattr(posting.units, "number", None), Decimal):
                words = "has no amount; write every amount down."
                raise BadFigure(posting.meta or entry.meta, posting.account, words)
    made = [one for one in proposal.entries if isinstance(one, data.Transaction)]
    stated, wanted = posted(found, roles), posted(made, roles)
    return [
        Finding(
            f"{place}",
            -stated[place] if place in stated else None,
            -wanted.get(place, ZERO),
            "the book",
            {},
        )
        for place in sorted(stated.keys() | wanted.keys())
    ]
