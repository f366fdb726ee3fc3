"""A payment processor's report: payments, fees, refunds, chargebacks and payouts.

What members pay stands on the clearing account until it is paid out. The payout goes to
the account `payout`, from which the bank statement takes it: one more clearing account,
so that what the processor says and what the bank says are held against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Left
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import each
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow

# What processors call these, by what they are.
WORDS = {
    "charge": "charge",
    "payment": "charge",
    "refund": "refund",
    "chargeback": "chargeback",
    "dispute": "chargeback",
    "payout": "payout",
    "transfer": "payout",
    "fee": "fee",
}
# What a profile may say of the processor's own word.
IGNORED = "ignore"
SAID = {
    "charge": "Payments",
    "refund": "Refunds",
    "chargeback": "Chargebacks",
    "payout": "Payout, on its way to the bank",
    "fee": "Fees",
}


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each row of a processor's report."""
    return each(rows, context, _draft)


def _draft(row: SheetRow, context: Context) -> Draft | Left:
    currency = context.text(row, "currency").upper() or context.currency
    kind = _kind(row, context)
    if kind == IGNORED:
        return Left((row.place,), "the profile ignores rows of this type")
    day = context.day(row)
    gross = context.number(row, "gross", currency)
    fee = context.number_or_zero(row, "fee", currency)
    _check_net(row, context, gross - fee, currency)
    entry = transaction(
        day,
        context.profile.payee,
        SAID[kind],
        _legs(row, context, kind, gross, fee, currency),
        link=f"{context.profile.sender}-{day:%Y-%m}",
    )
    values = (day.isoformat(), kind, plain(gross), plain(fee), currency)
    return Draft(
        (Part(row.place, gross - fee),),
        entry,
        values,
        context.text(row, "reference"),
        currency,
        context.account("payout") if kind == "payout" else "",
    )


def _kind(row: SheetRow, context: Context) -> str:
    """What a row is, by the processor's own word for it."""
    cell = context.cell(row, "type")
    known = WORDS | dict(context.profile.types)
    word = context.text(row, "type").casefold()
    kind = known.get(word, "")
    if kind not in SAID and kind != IGNORED:
        why = f"'{cell.text}' is no kind of payment; name it in [types]"
        hint = near(word, known).rstrip("?")
        raise BadCell(cell.place, f"{why}.{hint}" if hint else why)
    return kind


def _check_net(row: SheetRow, context: Context, net: Decimal, currency: str) -> None:
    """What the processor says is left must be what is left."""
    cell = context.cell(row, "net")
    if cell.text and (said := context.number(row, "net", currency)) != net:
        raise BadCell(cell.place, f"is {said}, and gross less fee is {net}")


def _legs(
    row: SheetRow,
    context: Context,
    kind: str,
    gross: Decimal,
    fee: Decimal,
    currency: str,
) -> list[data.Posting]:
    rule = context.rule(row)
    tags = dict(rule.tags) if rule else {}
    income = (rule.account if rule else "") or context.account("income")
    if context.text(row, "member"):
        tags["member"] = context.member(row)
    other = {
        "refund": context.account("refunds") or income,
        "chargeback": context.account("chargebacks") or income,
        "payout": context.account("payout"),
        "fee": context.account("fees"),
    }.get(kind, income)
    return [
        leg(context.account("clearing"), gross - fee, currency),
        leg(context.account("fees"), fee, currency),
        leg(other, -gross, currency, **({} if kind == "payout" else tags)),
    ]
