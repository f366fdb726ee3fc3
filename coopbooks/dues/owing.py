"""What members owe themselves, by age: never what an employer is to hand over.

A payment that names its period goes there; what is left of it, and what names none,
goes to the oldest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows as rows_of
from coopbooks.core.runs import ids_of
from coopbooks.dues.legs import Legs
from coopbooks.dues.lists import period_of
from coopbooks.dues.lists import recorded
from coopbooks.dues.workplaces import Whose
from coopbooks.dues.workplaces import workplaces_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from decimal import Decimal

    from coopbooks.core.postings import Row
    from coopbooks.dues.terms import DuesTerms

OWED = ("dues-receivable", "check-off-receivable")


@dataclass(slots=True)
class Owing:
    """One charge of which something is open.

    Attributes:
        member: The member's id.
        account: The account on which it is owed.
        period: For which period, by its name.
        due: The day on which it was due.
        number: How much is open.
        currency: Its currency.
    """

    member: str
    account: str
    period: str
    due: datetime.date
    number: Decimal
    currency: str


def owing(
    terms: DuesTerms,
    entries: Iterable[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
    without: str = "",
) -> list[Owing]:
    """What members owe themselves on a day.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        on: The day; what is dated later does not count.
        known: Only what had been recorded by then counts; None for all.
        without: Entries whose id begins so are passed over; empty for none.

    Returns:
        The open charges by member, then by age. What was charged on an account on
        which an employer's part is waited for is not among them (29 CFR 452.87).
    """
    whose = Whose(terms, workplaces_on(terms, on))
    legs = Legs.of(whose)
    found: dict[tuple[str, str], list[Row]] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date > on:
            continue
        if known is not None and recorded(entry) > known:
            continue
        if without and _is(entry, without):
            continue
        for row in rows_of([entry]):
            member = row.tag("member")
            owed = row.account in legs.receivables
            owed = owed or terms.roles.of(row.account) in OWED
            if member and owed and not whose.is_awaited(row.account):
                found.setdefault((member, row.units.currency), []).append(row)
    return [one for key in sorted(found) for one in _open(found[key])]


def _is(entry: data.Transaction, prefix: str) -> bool:
    """Whether a transaction has an id that begins so, or takes such a one back."""
    told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
    return any(id_.startswith(prefix) for id_ in told)


def _open(rows: list[Row]) -> list[Owing]:
    """What is open of one member's charges in one currency, the oldest first."""
    charges = [
        Owing(
            row.tag("member") or "",
            row.account,
            period_of(row),
            _due(row),
            row.number,
            row.units.currency,
        )
        for row in rows
        if row.number > 0
    ]
    charges.sort(key=lambda one: (one.due, one.period, one.account, one.number))
    paid = [row for row in rows if row.number < 0]
    left = ZERO
    for row in paid:
        named = period_of(row) if row.tag("period") else ""
        same = [one for one in charges if one.period == named]
        left += _pay(same, -row.number)
    _pay(charges, left)
    return [one for one in charges if one.number]


def _pay(charges: list[Owing], number: Decimal) -> Decimal:
    """Pay charges in their order; what is left is given back."""
    for one in charges:
        part = min(one.number, number)
        one.number -= part
        number -= part
    return number


def _due(row: Row) -> datetime.date:
    """When a charge was due: as it or its transaction says, else on its date."""
    meta = row.posting.meta or {}
    due: datetime.date | None = meta.get("due") or row.entry.meta.get("due")
    return due or row.date
