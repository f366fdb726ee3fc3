"""A general journal: lines that belong together by their number, and balance."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from coopbooks.core.directives import near
from coopbooks.core.money import total_of
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Part
from coopbooks.imports.drafts import leg
from coopbooks.imports.drafts import plain
from coopbooks.imports.drafts import transaction
from coopbooks.imports.drafts import unusable
from coopbooks.imports.rows import BadCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow


def drafts(
    rows: Sequence[SheetRow], context: Context, meta: Mapping[str, Any] | None = None
) -> Iterator[Outcome]:
    """Make a draft of the lines of each entry.

    Args:
        rows: The lines.
        context: What they are read with.
        meta: Metadata of each entry.

    Yields:
        For each number and day, or for lines that can't be used, an outcome.
    """
    groups: dict[str, list[SheetRow]] = {}
    for row in rows:
        number = plain(context.cell(row, "entry").text)
        groups.setdefault(number, []).append(row)
    for lines in groups.values():
        try:
            yield _draft(lines, context, meta or {})
        except BadCell as bad:
            yield unusable(bad, lines, context)


def account_of(row: SheetRow, context: Context) -> str:
    """The account of a row, as bookkeeping programs also write it.

    Args:
        row: The row.
        context: What it is read with.

    Returns:
        The book's account. A rule may give it for the sender's own name.

    Raises:
        BadCell: The book does not open it.
    """
    cell = context.cell(row, "account")
    rule = context.rule(row)
    given = rule.account if rule and rule.column == "account" else ""
    said = given or context.text(row, "account")
    account = ":".join(part.strip().replace(" ", "-") for part in said.split(":"))
    opened = context.known.opened
    if account not in opened:
        hint = near(account, opened).rstrip("?")
        why = f"'{said}' is no account of the book" if said else "names no account"
        raise BadCell(cell.place, f"{why}.{hint}" if hint else why)
    return account


def debit_less_credit(row: SheetRow, context: Context) -> Decimal:
    """A line's amount as it stands in a book: debit above zero.

    Raises:
        BadCell: There is none, or one in both columns.
    """
    if "amount" in row.cells and context.cell(row, "amount").text:
        return context.number(row, "amount")
    return -context.signed(row)


def _draft(
    lines: Sequence[SheetRow], context: Context, meta: Mapping[str, Any]
) -> Draft:
    first = lines[0]
    number = context.text(first, "entry")
    if not number:
        place = context.cell(first, "entry").place
        raise BadCell(place, "has no number that says which lines belong together")
    day = context.day(first)
    amounts = [debit_less_credit(line, context) for line in lines]
    if off := total_of(amounts):
        raise BadCell(first.place, f"entry {number} is out of balance by {off}")
    legs = []
    for line, amount in zip(lines, amounts, strict=True):
        if context.day(line) != day:
            place = context.cell(line, "date").place
            raise BadCell(place, f"entry {number} has another date, {day}")
        legs.append(_leg(line, amount, context))
    text = context.text(first, "text")
    if not text or context.known.names.has_part(text):
        text = f"Journal entry {number}"
    entry = transaction(day, context.profile.payee, text, legs, meta)
    values = sorted(f"{one.account} {one.units}" for one in legs)
    parts = tuple(
        Part(line.place, max(amount, Decimal(0)))
        for line, amount in zip(lines, amounts, strict=True)
    )
    return Draft(parts, entry, (str(day), *values), number, context.currency)


def _leg(line: SheetRow, amount: Decimal, context: Context) -> data.Posting:
    tags = {name: context.text(line, name) for name in ("fund", "with")}
    if context.text(line, "member"):
        tags["member"] = context.member(line)
    kept = {name: text for name, text in tags.items() if text}
    return leg(account_of(line, context), amount, context.currency, **kept)
