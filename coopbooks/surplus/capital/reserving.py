"""The reserve's part of joining fees, moved out of members' accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.proposal import Proposal
from coopbooks.core.proposal import in_batch
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.writing import leg
from coopbooks.surplus.capital.writing import slug
from coopbooks.surplus.capital.writing import transaction

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.surplus.capital.joining import Joining
    from coopbooks.surplus.terms import SurplusTerms

LINK = "joining-"


def reserving(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    currency: str,
) -> Proposal:
    """What of what members paid in goes to a reserve, by the rule of their class.

    Args:
        terms: What the book says.
        entries: Its entries.
        on: The day. What the batch has of later days stays.
        currency: The book's currency.

    Returns:
        The batch of the day's year: for each payment what is missing of the reserve's
        part. The parts of all payments of a member together are the rule's part of what
        they paid, rounded half up; beyond the fee nothing goes there.
    """
    batch = f"{on.year}-joining"
    written = (one.date for one in entries if in_batch(one.meta.get("batch"), batch))
    until = max((on, *written))
    made = [
        entry
        for joining in read_joining(terms, entries, until, currency)
        for entry in _of_member(joining, currency)
    ]
    return Proposal(batch, tuple(sorted(made, key=lambda one: one.date)))


def _of_member(joining: Joining, currency: str) -> Iterator[data.Transaction]:
    """What of one member's payments goes to the reserve."""
    part, to = joining.rule.meta.get("reserve"), joining.rule.meta.get("reserve-to")
    if part is None or not to:
        return
    paid = reserved = ZERO
    seen: dict[datetime.date, int] = {}
    for one in joining.payments:
        paid += one.number
        reserved += one.reserve
        exact = min(paid, joining.fee) * part.number / 100
        missing = quantize(exact, currency) - reserved
        seen[one.date] = count = seen.get(one.date, 0) + 1
        if missing <= 0:
            continue
        reserved += missing
        name = slug(one.date.isoformat(), joining.member, year=one.date.year)
        yield transaction(
            f"{LINK}{name}" + (f"-{count}" if count > 1 else ""),
            one.date,
            ("Members", f"Joining fee, {part.number} percent to the reserve"),
            f"{LINK}{one.date.year}",
            {"member": joining.member},
            [
                leg(one.account, missing, currency, lot=FEE),
                leg(str(to), -missing, currency),
            ],
        )
