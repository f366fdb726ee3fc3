"""A plan by account and month: one line of Fava's own `budget` for each month."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import cast

from beancount.core import account as accounts
from beancount.core import amount
from beancount.core import data
from beancount.parser.grammar import ValueType

from coopbooks.core.accounttypes import type_of
from coopbooks.core.money import total_of
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
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


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each month of each account.

    Args:
        rows: The rows, one for each account.
        context: What they are read with.

    Yields:
        An outcome for each month that has a number, at its cell. Income is written
        with a minus, as in the book, also where the sheet writes it without.
    """
    first: dict[str, int] = {}
    for row in rows:
        try:
            account = account_of(row, context)
            if first.setdefault(account, row.number) != row.number:
                why = f"{account} has a plan in row {first[account]} already"
                raise BadCell(context.cell(row, "account").place, why)
            yield from list(_months(row, context, account))
        except BadCell as bad:
            yield unusable(bad, [row], context)


def _months(row: SheetRow, context: Context, account: str) -> Iterator[Draft]:
    numbers = {}
    for month in context.profile.months:
        cell = context.cell(row, month)
        if cell.text or cell.problem:
            numbers[month] = context.number(row, month)
    total = context.cell(row, "total")
    said = context.number(row, "total") if total.text else None
    if said is not None and said != total_of(numbers.values()):
        why = f"is {said}, and the months come to {total_of(numbers.values())}"
        raise BadCell(total.place, why)
    for month, number in numbers.items():
        yield _draft(row, context, account, month, number)


def _draft(
    row: SheetRow, context: Context, account: str, month: str, number: Decimal
) -> Draft:
    year, of_year = map(int, month.split("-"))
    day = datetime.date(year, of_year, 1)
    place = context.cell(row, month).place
    if (account, day) in context.known.planned:
        why = f"{account} has a plan from {day} on already; take that line out first"
        raise BadCell(place, why)
    is_income = type_of(account, context.known.types) == "Income"
    signed = -number if is_income and number > 0 else number
    entry = data.Custom(
        {},
        day,
        "budget",
        [
            ValueType(account, cast("type", accounts.TYPE)),
            ValueType("monthly", str),
            ValueType(amount.Amount(signed, context.currency), amount.Amount),
        ],
    )
    return Draft(
        (Part(place, number),),
        entry,
        (),
        f"{account} {month}",
        context.currency,
    )
