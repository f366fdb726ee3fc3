"""The month: income and costs by area, beside the plan, and the funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.balances import GENERAL
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.money import single
from coopbooks.statements import funds
from coopbooks.statements import income
from coopbooks.statements import overview

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

MONTH, SURPLUS = "page-month", "surplus"
MOST_AREAS = 5
OTHER = ":other"


def month_table(scope: Scope, values: Values, areas: Sequence[Table]) -> Table:
    """The month against its plan: sources of income, areas of costs, what is left.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.
        areas: Income by source and costs by area.

    Returns:
        The section, with what the year has come to so far.
    """
    planned = scope.planned
    rows: list[Row] = []
    for table in areas:
        is_income = table.id == overview.INCOME_BY_AREA
        name = "income" if is_income else "costs"
        rows.append(Row(name, {"label": name.capitalize()}, RowKind.HEADING))
        rows += _area_rows(table, values, planned, name)
    refs = {name: Ref(income.TABLE, income.SURPLUS, name) for name in _columns(planned)}
    cells: dict[str, Content] = {name: single(ref) for name, ref in refs.items()}
    label = "Surplus" if values.amount(*refs["month"]) >= 0 else "Loss"
    if planned:
        cells["words"] = _words(values.amount(*refs["difference"]), "better", "worse")
    rows.append(Row(SURPLUS, {"label": label, **cells}, RowKind.TOTAL))
    columns = [LABEL, Column("month", scope.period.label)]
    if planned:
        columns += [
            Column("plan", "Plan"),
            Column("difference", "Difference"),
            Column("words", "", ColumnKind.TEXT),
        ]
    return Table(
        MONTH,
        "The month" if scope.is_month else "The period",
        tuple(columns),
        tuple(rows),
        scope.currency,
        notes=_so_far(scope, values),
    )


def _columns(planned: bool) -> tuple[str, ...]:
    return ("month", "plan", "difference") if planned else ("month",)


def _words(difference: Decimal, more: str, less: str) -> str:
    """Which way a difference lies, so that it does not rest on a sign."""
    if not difference:
        return "as planned"
    return more if difference > 0 else less


def _area_rows(table: Table, values: Values, planned: bool, side: str) -> list[Row]:
    """The largest areas, and the others as one line."""
    lines = [row for row in table.rows if row.kind == RowKind.LINE]
    most = MOST_AREAS if len(lines) > MOST_AREAS + 1 else MOST_AREAS + 1
    groups = [
        (f"{table.id}:{row.id}", str(row.cells["label"]), [row.id])
        for row in lines[:most]
    ]
    if rest := lines[most:]:
        groups.append((f"{side}{OTHER}", f"Other {side}", [row.id for row in rest]))
    found: list[Row] = []
    for name, label, areas in groups:
        cells: dict[str, Content] = {"label": label}
        for column in _columns(planned):
            cells[column] = Sum(tuple(Ref(table.id, area, column) for area in areas))
        if planned:
            apart = total_of(
                values.amount(table.id, area, "difference") for area in areas
            )
            cells["words"] = _words(apart, "more", "less")
        found.append(Row(name, cells, depth=1))
    return found


def _so_far(scope: Scope, values: Values) -> tuple[Sentence, ...]:
    """What the year has come to, and what moved in funds."""
    year = Ref(income.TABLE, income.SURPLUS, "year")
    begin = long_date(scope.year.begin)
    words = "{} left" if values.amount(*year) >= 0 else "{}, a loss"
    said = Sentence(f"This year so far, from {begin}: {words}.", (year,))
    return (said, *_fund_sentences(values))


def _fund_sentences(values: Values) -> list[Sentence]:
    """What moved in each fund that is kept for a purpose, from its start to its end."""
    table = next((one for one in values.tables if one.id == funds.TABLE), None)
    said: list[Sentence] = []
    for row in table.rows if table else ():
        moved = [kind for kind in funds.MOVES if values[Ref(funds.TABLE, row.id, kind)]]
        kept = row.id.startswith(funds.FUND) and row.id != funds.row_of(GENERAL)
        if kept and moved:
            parts = [f"{funds.MOVES[kind].lower()} {{}}" for kind in moved]
            words = ", ".join(["{} at the start", *parts, "{} at the end"])
            columns = ("label", funds.START, *moved, funds.END)
            refs = tuple(Ref(funds.TABLE, row.id, column) for column in columns)
            said.append(Sentence(f"{{}}: {words}.", refs))
    return said
