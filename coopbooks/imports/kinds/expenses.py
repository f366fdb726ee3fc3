"""Expense claims: what people spent, owed to them or paid at once.

What they write of it is free text of a person, and never reaches the book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import each
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.kinds.sides import other_legs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each claim."""
    return each(rows, context, _draft)


def _draft(row: SheetRow, context: Context) -> Draft:
    number, currency, day = (
        context.number(row, "amount"),
        context.currency,
        context.day(row),
    )
    rule = context.rule(row)
    member = context.member(row) if context.text(row, "member") else ""
    tags = {"member": member} if member else {}
    account = (rule.account if rule else "") or context.account("expense")
    receipt = plain(context.text(row, "receipt"))
    cell = context.cell(row, "amount")
    entry = transaction(
        day,
        (rule.payee if rule else "") or context.profile.payee,
        (rule.narration if rule else "") or "Expense claim",
        [
            *other_legs(account, number, currency, rule, {}, cell),
            leg(context.account("other"), -number, currency, **tags),
        ],
        {**(rule.tags if rule else {}), **({"receipt": receipt} if receipt else {})},
    )
    return Draft(
        (Part(row.place, number),),
        entry,
        (day.isoformat(), member, plain(number), receipt),
        context.text(row, "reference"),
        currency,
        context.account("other"),
        "" if receipt else "without a receipt",
        member,
    )
