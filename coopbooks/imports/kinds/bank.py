"""A bank statement: what came in and went out, the other side by the rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beancount.core import amount

from coopbooks.imports import numbers
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import each
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.kinds.sides import filled
from coopbooks.imports.kinds.sides import other_legs
from coopbooks.imports.kinds.sides import words
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.profile import Rule
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each row of a statement."""
    return each(rows, context, _draft)


def _draft(row: SheetRow, context: Context) -> Draft:
    currency = _currency(row, context)
    number = context.signed(row, currency)
    day = context.day(row)
    cell = context.cell(row, "text")
    if not number:
        raise BadCell(row.place, "comes to nothing")
    rule = context.rule(row, number)
    built = f"Money {'in' if number > 0 else 'out'}{'' if rule else ', not sorted yet'}"
    said = words(row, context, rule, built)
    account = filled(_account(row, context, rule), said.member, cell, context)
    tags = {"member": said.member} if said.member else {}
    money = context.account("money")
    entry = transaction(
        day,
        said.payee,
        said.narration,
        [
            leg(money, number, currency, cleared=day),
            *_others(cell, context, rule, account, -number, tags),
        ],
        rule.tags if rule else {},
        flag="*" if rule else "!",
    )
    # Without the text: it may have a name in it, and ids must not tell of names.
    values = (day.isoformat(), plain(number), currency, said.member)
    reference = context.text(row, "reference")
    return Draft(
        (Part(row.place, number),),
        entry,
        values,
        reference,
        currency,
        money,
        "" if rule else "no rule fits, so that it has to be sorted",
        said.member,
    )


def _others(
    cell: Cell,
    context: Context,
    rule: Rule | None,
    account: str,
    number: Decimal,
    tags: Mapping[str, str],
) -> list[data.Posting]:
    """The other side, in the currency that the bank changed it to if it did."""
    currency = context.currency
    if rule is None or not rule.foreign:
        return other_legs(account, number, currency, rule, tags, cell)
    found = re.search(rule.foreign, cell.text)
    if found is None or len(found.groups()) != 2:
        raise BadCell(cell.place, "does not say which amount the bank changed")
    changed = Cell(cell.place, found[2])
    units = numbers.amount(changed, context.profile.reading, found[1])
    if not units:
        raise BadCell(cell.place, "says that the bank changed nothing")
    units = units.copy_sign(number)
    price = amount.Amount(number / units, currency)
    return [leg(account, units, found[1], **tags)._replace(price=price)]


def _currency(row: SheetRow, context: Context) -> str:
    currency = context.text(row, "currency").upper() or context.currency
    if currency != context.currency:
        place = context.cell(row, "currency").place
        raise BadCell(place, f"is {currency}, and the account is in {context.currency}")
    return currency


def _account(row: SheetRow, context: Context, rule: Rule | None) -> str:
    account = (rule.account if rule else "") or context.account("unsorted")
    if not account:
        place = context.cell(row, "text").place
        why = "no rule fits, and the profile names no account 'unsorted'"
        raise BadCell(place, why)
    return account
