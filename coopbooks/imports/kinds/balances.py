"""A trial balance: confirmed with the book, or what a new book begins with.

With an account `opening` in its profile it is one entry that opens the book, and what
is missing comes from there. Without, each row becomes a `balance` of the next morning,
once the book holds as much; rows of types that `asserts` leaves out say nothing, since
other programs begin income and costs anew each year. With `years = "closed"` these are
compared with the book's since its fiscal year began, and the account `result`, into
which such programs close their years, with what it holds and the years before.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.accounttypes import type_of
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Left
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import transaction
from coopbooks.imports.drafts import unusable
from coopbooks.imports.kinds.journal import account_of
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow

RESULTS = ("Income", "Expenses")
A_DAY = datetime.timedelta(days=1)


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make the drafts of a trial balance.

    Args:
        rows: Its rows, one for each account.
        context: What they are read with.

    Yields:
        One draft of all rows that opens a book, or an outcome for each row.
    """
    if context.account("opening"):
        try:
            yield _opening(rows, context)
        except BadCell as bad:
            yield unusable(bad, rows, context)
        return
    for row in rows:
        try:
            yield _assertion(row, context)
        except BadCell as bad:
            yield unusable(bad, [row], context)


def _number(row: SheetRow, context: Context) -> Decimal:
    """What an account holds: debit above zero."""
    if "amount" in row.cells:
        return context.number(row, "amount")
    debit = context.number_or_zero(row, "debit")
    return debit - context.number_or_zero(row, "credit")


def _assertion(row: SheetRow, context: Context) -> Draft | Left:
    day, currency = context.day(row), context.currency
    account, number = account_of(row, context), _number(row, context)
    if type_of(account, context.known.types) not in context.profile.asserts:
        return Left((row.place,), "the profile leaves accounts of this type out")
    held = context.known.held(account, day + A_DAY, currency)
    shown, words = _as_shown(account, day, held, context)
    if shown != number:
        why = f"is {number:,}, and the book has {shown:,} on {long_date(day)}{words}"
        raise BadCell(row.place, why)
    entry = data.Balance(
        {}, day + A_DAY, account, amount.Amount(held, currency), None, None
    )
    return Draft((Part(row.place, number),), entry, (), f"{account} {day}", currency)


def _as_shown(
    account: str, day: datetime.date, held: Decimal, context: Context
) -> tuple[Decimal, str]:
    """What the sheet should show of what an account holds, and words of what it is."""
    if context.profile.years != "closed":
        return held, ""
    known, currency = context.known, context.currency
    begin = known.year_end.begin_of(known.year_end.year_of(day))
    if type_of(account, known.types) in RESULTS:
        return held - known.held(account, begin, currency), f" since {long_date(begin)}"
    if account == context.account("result"):
        names = (name for name, type_ in known.types.items() if type_ in RESULTS)
        earlier = total_of(known.held(name, begin, currency) for name in names)
        return held + earlier, f" with the results before {long_date(begin)}"
    return held, ""


def _opening(rows: Sequence[SheetRow], context: Context) -> Draft:
    day, currency = context.day(rows[0]), context.currency
    numbers = [_number(row, context) for row in rows]
    legs = [
        leg(account_of(row, context), number, currency)
        for row, number in zip(rows, numbers, strict=True)
    ]
    legs.append(leg(context.account("opening"), -total_of(numbers), currency))
    parts = zip(rows, numbers, strict=True)
    return Draft(
        tuple(Part(row.place, number) for row, number in parts),
        transaction(day, context.profile.payee or "Opening", "Brought over", legs),
        (),
        f"opening {day}",
        currency,
    )
