"""What follows from plans for who left: each year's interest, what falls due soon.

A plan is kept as the book has it: the debt that an account became, whoever typed it,
and the rule that held on that day. Interest becomes owed when a part falls due; a part
moves to what is due within twelve months on the day from which it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.core.proposal import Proposal
from coopbooks.core.proposal import in_batch
from coopbooks.surplus.capital.instalments import interest_on
from coopbooks.surplus.capital.leaving import LINK
from coopbooks.surplus.capital.plan import A_YEAR
from coopbooks.surplus.capital.writing import leg
from coopbooks.surplus.capital.writing import slug
from coopbooks.surplus.capital.writing import transaction

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.surplus.capital.debts import Debt
    from coopbooks.surplus.capital.instalments import Instalment

OURS = re.compile(r"\d{4}-leavers(\.\d+)?")
PAYEE = "A member who left"


def upkeep(
    debts: Sequence[Debt], entries: Sequence[data.Directive], on: datetime.date
) -> Proposal:
    """What follows from plans up to a day.

    Args:
        debts: What accounts became.
        entries: The book's entries.
        on: The day. What the batch has of later days stays.

    Returns:
        The batch of the day's year: the interest of each part that has fallen due, on
        what was still owed, and each part that has come within twelve months. Where
        more was paid than the plan says, interest goes by what the book owes.
    """
    batch = f"{on.year}-leavers"
    written = (one.date for one in entries if in_batch(one.meta.get("batch"), batch))
    until = max((on, *written))
    others = [
        entry
        for entry in entries
        if isinstance(entry, data.Transaction)
        and not OURS.fullmatch(str(entry.meta.get("batch") or ""))
    ]
    made = [
        entry
        for debt in debts
        for entry in (*_moved(debt), *_interest(debt, others))
        if entry.date <= until
    ]
    return Proposal(batch, tuple(sorted(made, key=lambda one: one.date)))


def _moved(debt: Debt) -> Iterator[data.Transaction]:
    """What comes within twelve months after the day on which the debt began."""
    left = debt.owed.get(debt.later, ZERO)
    for one in debt.instalments:
        day = one.due - A_YEAR
        number = min(one.principal, left)
        if day <= debt.day or number <= 0:
            continue
        left -= number
        legs = [
            leg(debt.later, number, debt.currency),
            leg(debt.soon, -number, debt.currency),
        ]
        yield _entry(debt, f"due-{one.number}", day, "Due within twelve months", legs)


def _interest(
    debt: Debt, entries: Sequence[data.Transaction]
) -> Iterator[data.Transaction]:
    """The interest of each part, when it falls due."""
    to = str(debt.rule.meta.get("interest-to") or "")
    accrued = ZERO
    for one in debt.instalments:
        owed = _owed_on(debt, entries, one.begin) + accrued
        number = interest_on(
            debt.rule, min(one.opening, owed), one.years, debt.currency
        )
        if number <= 0 or not to or _typed(debt, entries, one, to):
            continue
        accrued += number
        legs = [
            leg(to, number, debt.currency),
            leg(debt.soon, -number, debt.currency),
        ]
        words = "Interest on what is still owed"
        yield _entry(debt, f"interest-{one.number}", one.due, words, legs)


def _typed(
    debt: Debt, entries: Sequence[data.Transaction], one: Instalment, to: str
) -> bool:
    """Whether somebody typed the interest of a part."""
    return any(
        row.account == to and one.begin < row.date <= one.due
        for row in rows(entries)
        if row.tag("member") == debt.member
    )


def _owed_on(
    debt: Debt, entries: Sequence[data.Transaction], day: datetime.date
) -> Decimal:
    """What the book owes the member of the debt at the end of a day."""
    return -total_of(
        row.number
        for row in rows(entries)
        if row.account in debt.owed
        and row.units.currency == debt.currency
        and row.tag("member") == debt.member
        and (row.entry is debt.entry or debt.day <= row.date <= day)
    )


def _entry(
    debt: Debt,
    suffix: str,
    day: datetime.date,
    words: str,
    legs: Sequence[data.Posting],
) -> data.Transaction:
    """A transaction that belongs to a debt."""
    name = slug(debt.day.isoformat(), debt.member, year=debt.day.year)
    meta: dict[str, str | None] = {"member": debt.member}
    id_ = f"{LINK}{name}-{suffix}"
    return transaction(id_, day, (PAYEE, words), f"{LINK}{name}", meta, legs)
