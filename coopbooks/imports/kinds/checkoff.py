"""An employer's list of dues taken from pay: for which month, when taken, received.

The money stands on the account `money`, a clearing account, until the bank statement
has it; so a list and what was handed over are held against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import UnknownMember
from coopbooks.imports.drafts import each
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make a draft of each row of a check-off list."""
    return each(rows, context, _draft)


def _draft(row: SheetRow, context: Context) -> Draft:
    number, currency = context.number(row, "amount"), context.currency
    rule = context.rule(row)
    received = context.day_or_none(row, "received")
    deducted = context.day_or_none(row, "deducted")
    tags = dict(rule.tags) if rule else {}
    period = tags.pop("period", "") or context.period(row, received or deducted)
    if not period:
        raise BadCell(row.place, "does not say for which month it is")
    day = received or deducted or parse_period(period).last
    account = (rule.account if rule else "") or context.account("receivable")
    note = unmatched = ""
    try:
        member = context.member(row)
        tags["member"] = member
    except UnknownMember as unknown:
        if context.profile.unknown == "reject" or not context.account("unapplied"):
            raise
        member, note = "", f"not applied: {unknown.reason}"
        unmatched = unknown.unmatched
        account, tags = context.account("unapplied"), {}
    said = period if len(period) != len("2026-03") else parse_period(period).label
    entry = transaction(
        day,
        context.profile.payee,
        f"Dues taken from pay, {said}"
        if member
        else "Taken from pay, for nobody known",
        [
            leg(context.account("money"), number, currency),
            leg(account, -number, currency, **tags),
        ],
        _meta(period, deducted, received),
        link=f"check-off-{period}",
    )
    who = member or plain(context.text(row, "member"))
    return Draft(
        (Part(row.place, number),),
        entry,
        (day.isoformat(), who, plain(number), period, plain(tags.get("workplace"))),
        context.text(row, "reference"),
        currency,
        context.account("money"),
        note,
        member,
        unmatched,
    )


def _meta(
    period: str, deducted: datetime.date | None, received: datetime.date | None
) -> dict[str, object]:
    """For which month it is, when it was taken from pay and when it came in."""
    days = {"deducted": deducted, "received": received}
    return {"period": period, **{key: day for key, day in days.items() if day}}
