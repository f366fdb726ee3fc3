"""Control totals: what a sheet says of itself, held against its rows."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.imports import numbers
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import LeftOut
from coopbooks.imports.rows import SheetRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.imports.context import Context

# The fields that are added up; what else is a number is a rate, a code or a balance.
SUMMED = ("amount", "debit", "credit", "gross", "fee", "net", "hours", "total")


def check_totals(context: Context) -> Iterator[str]:
    """Hold the totals of a sheet against its rows.

    Args:
        context: The sheet with its profile.

    Yields:
        A sentence for each total that differs, both from all rows above it and from
        those since the total before it.
    """
    if not any(map(_is_total, context.sheet.left_out)):
        return
    fields = dict.fromkeys(_summed(context))
    all_: dict[str, Decimal] = defaultdict(Decimal)
    since: dict[str, Decimal] = defaultdict(Decimal)
    for row in _in_order(context):
        for name in list(fields):
            try:
                number = _number(row, name, context)
            except BadCell as bad:
                # Such a row is rejected and shown; until it is mended nothing that
                # has it in it can be compared. Of a total itself it is told.
                if _is_total(row):
                    yield f"{bad.place}, a total, {bad.reason}"
                else:
                    del fields[name]
                continue
            if number is None:
                continue
            if _is_total(row):
                if number not in {all_[name], since[name]}:
                    place = row.cells[name].place
                    yield (
                        f"{place} says {number:,}, and the rows above it come to "
                        f"{all_[name]:,}"
                    )
            else:
                all_[name] += number
                since[name] += number
        if _is_total(row):
            since.clear()


def check_balances(context: Context) -> Iterator[str]:
    """Hold opening and closing balance of a statement against its rows.

    Args:
        context: The sheet with its profile.

    Yields:
        A sentence where opening and movement do not make up the closing balance, and
        for a balance that can't be read.
    """
    for name in ("opening", "closing"):
        try:
            _balance(context, name)
        except BadCell as bad:
            yield f"{bad.place}, the {name} balance, {bad.reason}"
    opening, closing = balance(context, "opening"), balance(context, "closing")
    if opening is None or closing is None:
        return
    try:
        moved = sum((context.signed(row) for row in context.sheet.rows), Decimal(0))
    except BadCell:
        return  # Its row is rejected and shown; until then nothing can be compared.
    if opening + moved != closing:
        place = context.sheet.named["closing"].place
        yield (
            f"{place} says {closing:,}, and opening {opening:,} with the rows' "
            f"{moved:,} makes {opening + moved:,}"
        )


def balance(context: Context, name: str) -> Decimal | None:
    """The opening or closing balance of a sheet.

    Args:
        context: The sheet with its profile.
        name: `opening` or `closing`.

    Returns:
        The balance; None where the sheet has none that can be read.
    """
    try:
        return _balance(context, name)
    except BadCell:
        return None


def _balance(context: Context, name: str) -> Decimal | None:
    """The same; raises where it is there and can't be read."""
    cell = context.sheet.named.get(name)
    if cell is None or not _is_figure(cell.text):
        return None
    return numbers.amount(cell, context.profile.reading, context.currency)


def _is_figure(text: str) -> bool:
    """Whether a text was meant as a figure, and is no word such as `none`."""
    return any(map(str.isdigit, text))


def _summed(context: Context) -> list[str]:
    profile = context.profile
    more = (*profile.withheld, *profile.employer, *profile.months)
    return [name for name in (*SUMMED, *more) if name in profile.reading.columns]


def _in_order(context: Context) -> list[SheetRow | LeftOut]:
    """Rows and totals as they stand in the sheet."""
    sheet = context.sheet
    totals = filter(_is_total, sheet.left_out)
    return sorted([*sheet.rows, *totals], key=lambda row: row.place.row)


def _is_total(row: SheetRow | LeftOut) -> bool:
    return isinstance(row, LeftOut) and row.reason == "total"


def _number(row: SheetRow | LeftOut, name: str, context: Context) -> Decimal | None:
    currency = context.profile.measure if name == "hours" else context.currency
    if isinstance(row, SheetRow):
        return context.number(row, name, currency) if row.has(name) else None
    cell = row.cells.get(name)
    if cell is None or not _is_figure(cell.text):
        return None
    return numbers.amount(cell, context.profile.reading, currency)
