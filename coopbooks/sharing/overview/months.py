"""Shares by the other body and month: the year, and twelve months to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.sharing.overview.words import titled
from coopbooks.sharing.posting.entries import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

MONTHS, TWELVE = "shares-months", "shares-twelve"
YEAR, OTHERS = "year", "others"
SIDES = ((True, "given", "We share with"), (False, "received", "Shared with us by"))
TITLES = {True: "Shares to others, twelve months", False: "Shares to us, twelve months"}
MOST = 3


def affiliates_table(found: Sharing, currency: str) -> Table:
    """The shares of the year, by the other body and the month in which they ended.

    Args:
        found: The agreements of a book.
        currency: The currency that they are owed in.

    Returns:
        The table, with a column for each month and one for the year so far.
    """
    table = MONTHS if currency == found.view.currency else f"{MONTHS}:{currency}"
    months = found.year.months()
    rows: list[Row] = []
    for giving, side, heading in SIDES:
        lines = [
            one
            for one in found.of_year
            if one.giving is giving and one.currency == currency
        ]
        others = sorted({one.other for one in lines})
        if not others:
            continue
        rows.append(Row(side, {"label": heading}, RowKind.HEADING))
        own = []
        for other in others:
            of_other = [one for one in lines if one.other == other]
            own.append(_body_row(found, f"{side}:{other}", of_other, months, table))
        rows += own
        if len(own) > 1:
            rows.append(_together(table, side, own, months))
    columns = (
        Column("label", "", ColumnKind.TEXT),
        *(Column(one.name, f"{one.begin:%b %Y}") for one in months),
        Column(YEAR, "This year so far"),
    )
    if len(months) == 1:
        columns = columns[:-1]
    title = titled("Shares by body and month", currency, found)
    return Table(table, title, columns, tuple(rows), currency)


def _body_row(
    found: Sharing,
    row: str,
    lines: Sequence[Line],
    months: Sequence[Period],
    table: str,
) -> Row:
    cells: dict[str, Content] = {"label": title_of(found.view, lines[0].other)}
    for month in months:
        if number := _of_month(lines, month):
            cells[month.name] = number
    if len(months) > 1:
        cells[YEAR] = Sum(tuple(Ref(table, row, one.name) for one in months))
        for month in months:
            cells.setdefault(month.name, None)
    return Row(row, cells, depth=1)


def _together(
    table: str, side: str, rows: Sequence[Row], months: Sequence[Period]
) -> Row:
    cells: dict[str, Content] = {"label": "Together"}
    for name in (*(one.name for one in months), *([YEAR] if len(months) > 1 else [])):
        refs = [Ref(table, row.id, name) for row in rows if name in row.cells]
        cells[name] = Sum(tuple(refs))
    return Row(f"{side}:all", cells, RowKind.SUBTOTAL)


def twelve_table(found: Sharing, currency: str) -> Table:
    """Twelve months of shares, by the other body.

    Args:
        found: The agreements of a book.
        currency: The currency that they are owed in.

    Returns:
        A row for each month; the three bodies with the largest shares and all others
        together as columns. What is given or what is received, whichever is more; no
        rows where it is all of one month.
    """
    months = _twelve(found)
    span = named(months[0].begin, months[-1].end)
    lines = [
        one
        for one in found.lines
        if one.currency == currency and one.period and one.period.last in span
    ]
    sums = {
        giving: total_of(one.amount for one in lines if one.giving is giving)
        for giving in (True, False)
    }
    giving = sums[True] >= sums[False]
    lines = [one for one in lines if one.giving is giving]
    shown = {month_of(one.period.last) for one in lines if one.period and one.amount}
    columns = _columns(found, lines)
    rows = []
    if len(shown) > 1:
        rows = [_month_row(month, lines, columns) for month in months]
    label = Column("label", "", ColumnKind.TEXT)
    title = titled(TITLES[giving], currency, found)
    return Table(TWELVE, title, (label, *columns), tuple(rows), currency)


def _twelve(found: Sharing) -> list[Period]:
    """The twelve months that end with the period."""
    months = [month_of(found.period.last)]
    while len(months) < 12:
        months.insert(0, months[0].previous())
    return months


def _columns(found: Sharing, lines: Sequence[Line]) -> list[Column]:
    sums: dict[str, Decimal] = {}
    for other in sorted({one.other for one in lines}):
        sums[other] = total_of(one.amount for one in lines if one.other == other)
    largest = sorted(sums, key=lambda one: (-sums[one], one))
    kept = largest if len(largest) <= MOST + 1 else largest[:MOST]
    columns = [Column(f"body:{one}", title_of(found.view, one)) for one in kept]
    if len(kept) < len(largest):
        columns.append(Column(OTHERS, "Others"))
    return columns


def _month_row(month: Period, lines: Sequence[Line], columns: Sequence[Column]) -> Row:
    cells: dict[str, Content] = {"label": month.label}
    named_ones = {one.id.removeprefix("body:") for one in columns}
    for column in columns:
        name = column.id.removeprefix("body:")
        own = [
            one
            for one in lines
            if (one.other == name if name != OTHERS else one.other not in named_ones)
        ]
        cells[column.id] = _of_month(own, month)
    return Row(month.name, cells)


def _of_month(lines: Sequence[Line], month: Period) -> Decimal:
    return total_of(
        one.amount for one in lines if one.period and one.period.last in month
    )
