"""Contributed against received, as tables: by year and kind, step by step, in kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.periods import named
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.rules.calendar import period_of
from coopbooks.support.exchange.flows import KINDS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.support.exchange.ledger import Exchange

TEXT = ColumnKind.TEXT
BOTH = (Column("given", "Contributed"), Column("got", "Received"))
SO_FAR = (
    Column("given-so-far", "Contributed so far"),
    Column("got-so-far", "Received so far"),
)
# As many steps as a picture has room for.
MOST_STEPS = 18


def years_of(span: Period, fye: FiscalYearEnd) -> list[Period]:
    """The fiscal years of a span, the first and the last as far as it goes.

    Args:
        span: The span.
        fye: The end of the fiscal year.

    Returns:
        Them in order.
    """
    found = []
    begin = span.begin
    while begin < span.end:
        end = min(fye.begin_of(fye.year_of(begin) + 1), span.end)
        found.append(named(begin, end))
        begin = end
    return found


def steps_of(span: Period) -> list[Period]:
    """The steps in which a span is drawn: months, quarters or years, not too many.

    Args:
        span: The span.

    Returns:
        Them in order, the first and the last as far as it goes.
    """
    found: list[Period] = []
    for per in ("month", "quarter", "year"):
        found, begin = [], span.begin
        while begin < span.end:
            end = min(period_of(per, begin).end, span.end)
            found.append(named(begin, end))
            begin = end
        if len(found) <= MOST_STEPS:
            break
    return found


def kinds_table(found: Exchange, currency: str, years: Sequence[Period]) -> Table:
    """What was contributed and received, by year and kind, with totals that run on.

    Args:
        found: The exchange.
        currency: The currency.
        years: The years.

    Returns:
        A line for each kind of each year; below each year its sum, and the sum so far.
    """
    table = f"kinds:{currency}"
    rows: list[Row] = []
    sums: list[str] = []
    for year in years:
        lines = [
            Row(
                f"{year.name}:{kind}",
                {
                    "label": title,
                    "given": found.total(currency, ours=True, span=year, kind=kind),
                    "got": found.total(currency, ours=False, span=year, kind=kind),
                },
                depth=1,
            )
            for kind, title in KINDS.items()
            if any(
                one.kind == kind and one.currency == currency and one.date in year
                for one in found.flows
            )
        ]
        rows.append(Row(f"{year.name}:year", {"label": year.label}, RowKind.HEADING))
        rows += lines
        sums.append(f"{year.name}:sum")
        rows.append(_sum(table, sums[-1], f"Together {year.label}", lines))
        if len(sums) > 1:
            rows.append(_so_far(table, f"{year.name}:so-far", sums))
    lead = Sentence(
        "Contributed is what this body gave to the other, received is what came from "
        "there. Shares count when they are charged."
    )
    title = f"Contributed and received, {found.period.label}"
    columns = (Column("label", "", TEXT), *BOTH)
    return Table(table, title, columns, tuple(rows), currency, lead=(lead,))


def _sum(table: str, row: str, label: str, lines: Sequence[Row]) -> Row:
    cells: dict[str, Content] = {"label": label}
    for key in ("given", "got"):
        cells[key] = Sum(tuple(Ref(table, one.id, key) for one in lines))
    return Row(row, cells, RowKind.SUBTOTAL)


def _so_far(table: str, row: str, sums: Sequence[str]) -> Row:
    cells: dict[str, Content] = {"label": "So far"}
    for key in ("given", "got"):
        cells[key] = Sum(tuple(Ref(table, one, key) for one in sums))
    return Row(row, cells, RowKind.TOTAL)


def course_table(found: Exchange, currency: str) -> Table:
    """What was contributed and received, step by step, with totals that run on.

    Args:
        found: The exchange.
        currency: The currency.

    Returns:
        A line for each month, quarter or year, as many as a picture has room for.
    """
    table = f"course:{currency}"
    rows: list[Row] = []
    for step in steps_of(found.period):
        cells: dict[str, Content] = {
            "label": _short(step),
            "given": found.total(currency, ours=True, span=step),
            "got": found.total(currency, ours=False, span=step),
        }
        for key in ("given", "got"):
            before = [Ref(table, rows[-1].id, f"{key}-so-far")] if rows else []
            cells[f"{key}-so-far"] = Sum((*before, Ref(table, step.name, key)))
        rows.append(Row(step.name, cells))
    title = "Contributed against received"
    columns = (Column("label", "", TEXT), *BOTH, *SO_FAR)
    return Table(table, title, columns, tuple(rows), currency)


def _short(step: Period) -> str:
    """A step as a picture says it: quarters by their number."""
    quarter = "-Q" in step.name
    return step.name.replace("-", " ") if quarter else step.label


def whole_span(first: datetime.date, last: datetime.date) -> Period:
    """The months from one day to another, whole.

    Args:
        first: The first day.
        last: The last day.

    Returns:
        The span.
    """
    return named(first.replace(day=1), last.replace(day=1) + relativedelta(months=1))
