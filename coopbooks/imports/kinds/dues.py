"""Dues that members paid themselves, as a steward, a delegate or a list has them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import UnknownMember
from coopbooks.imports.drafts import each
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each row of a list of payments."""
    return each(rows, context, _draft)


def _draft(row: SheetRow, context: Context) -> Draft:
    number, currency, day = context.signed(row), context.currency, context.day(row)
    rule = context.rule(row)
    period = context.period(row, day)
    tags = dict(rule.tags) if rule else {}
    account = (rule.account if rule else "") or context.account("dues")
    note = "" if period else "the sheet does not say for which month"
    unmatched = ""
    if context.account("prepaid") and _is_ahead(period, day):
        account = context.account("prepaid")
    try:
        member = context.member(row)
        tags["member"] = member
        if period:
            tags["period"] = period
    except UnknownMember as unknown:
        if context.profile.unknown == "reject" or not context.account("unapplied"):
            raise
        member, note = "", f"not applied: {unknown.reason}"
        unmatched = unknown.unmatched
        account, tags = context.account("unapplied"), {}
    entry = transaction(
        day,
        context.profile.payee,
        "Dues paid" if member else "Paid by nobody known",
        [
            leg(context.account("money"), number, currency),
            leg(account, -number, currency, **tags),
        ],
        link=f"{context.profile.sender}-{day:%Y-%m}",
    )
    who = member or plain(context.text(row, "member"))
    return Draft(
        (Part(row.place, number),),
        entry,
        (day.isoformat(), who, plain(number), period),
        context.text(row, "reference"),
        currency,
        context.account("money"),
        note,
        member,
        unmatched,
    )


def _is_ahead(period: str, day: datetime.date) -> bool:
    """Whether dues are for a month that has not begun on a day."""
    with suppress(BadPeriod):
        return bool(period) and parse_period(period).begin > day
    return False
