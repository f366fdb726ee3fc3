"""A bank statement: what came in and went out, the other side by the rules."""

from __future__ import annotations

import re
from functools import partial
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
from coopbooks.imports.kinds.sides import member_in
from coopbooks.imports.kinds.sides import other_legs
from coopbooks.imports.kinds.sides import words
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell

if TYPE_CHECKING:
    import datetime
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
    if not number:
        raise BadCell(row.place, "comes to nothing")
    rule = context.rule(row, number)
    account = _account(row, context, rule)
    make = partial(_entry, row, context, rule, account, currency, number, day)
    member = ""
    if rule and rule.member:
        member = member_in(context.text(row, "text"), context)
    # Without the text: it may have a name in it, and ids must not tell of names.
    values = (day.isoformat(), plain(number), currency, member)
    money = context.account("money")
    return Draft(
        (Part(row.place, number),),
        make() if _may_fail(row, rule, account) else make,
        values,
        context.text(row, "reference"),
        currency,
        money,
        "" if rule else "no rule fits, so that it has to be sorted",
        member,
        day=day,
        moved=number,
    )


def _may_fail(row: SheetRow, rule: Rule | None, account: str) -> bool:
    """Whether the entry of a row may turn out not to be possible."""
    parted = rule is not None and (rule.split or rule.foreign)
    return bool(parted or row.odd or "{member}" in account)


def _entry(
    row: SheetRow,
    context: Context,
    rule: Rule | None,
    account: str,
    currency: str,
    number: Decimal,
    day: datetime.date,
) -> data.Transaction:
    cell = context.cell(row, "text")
    built = f"Money {'in' if number > 0 else 'out'}{'' if rule else ', not sorted yet'}"
    said = words(row, context, rule, built)
    account = filled(account, said.member, cell, context)
    tags = {"member": said.member} if said.member else {}
    return transaction(
        day,
        said.payee,
        said.narration,
        [
            leg(context.account("money"), number, currency, cleared=day),
            *_others(cell, context, rule, account, -number, tags),
        ],
        rule.tags if rule else {},
        flag="*" if rule else "!",
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
    if not row.has("currency"):
        return context.currency
    currency = context.text(row, "currency").upper() or context.currency
    if currency != context.currency:
        place = context.cell(row, "currency").place
        raise BadCell(place, f"is {currency}, and the account is in {context.currency}")
    return currency


def _account(row: SheetRow, context: Context, rule: Rule | None) -> str:
    account = (rule.account if rule else "") or context.account("unsorted")
    if not account:
        context.text(row, "text")  # A text that can't be read is the first reason.
        place = context.cell(row, "text").place
        why = "no rule fits, and the profile names no account 'unsorted'"
        raise BadCell(place, why)
    return account
