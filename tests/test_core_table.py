from __future__ import annotations

from decimal import Decimal

import pytest

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import DoubleCell
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.core.workedout import CircularFormula

D = Decimal

COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("month", "March"),
    Column("share", "%", ColumnKind.PERCENT),
)


def in_month(row: str, table: str = "income") -> Ref:
    return Ref(table, row, "month")


DUES_SHARE = Percent(in_month("dues"), in_month("total"))
DUES, TOTAL = Sum((in_month("dues"),)), Sum((in_month("total"),))
INCOME = Table(
    "income",
    "Income",
    COLUMNS,
    (
        Row("heading", {"label": "What came in"}, RowKind.HEADING),
        Row("dues", {"label": "Dues", "month": D(750), "share": DUES_SHARE}),
        Row("gifts", {"label": "Gifts", "month": D(250)}),
        Row(
            "total",
            {"label": "Total", "month": Sum((in_month("dues"), in_month("gifts")))},
            RowKind.TOTAL,
        ),
    ),
    "USD",
)
CHECKS = Table(
    "checks",
    "Checks",
    COLUMNS,
    (
        Row("holds", {"month": Agree(TOTAL, TOTAL)}),
        Row("fails", {"month": Agree(TOTAL, DUES)}),
    ),
)


def test_every_cell_is_worked_out() -> None:
    values = evaluate((INCOME,))
    assert values[in_month("total")] == D(1000)
    assert values[Ref("income", "dues", "share")] == D("75.0")
    assert values[Ref("income", "dues", "label")] == "Dues"
    assert values[Ref("income", "heading", "month")] is None


def test_amounts_are_asked_for_by_name() -> None:
    values = evaluate((INCOME,))
    assert values.amount("income", "total", "month") == D(1000)
    assert values.amount("income", "heading", "label") == 0
    assert values.amount("nowhere", "total", "month") == 0


def test_tables_refer_to_one_another_in_any_order() -> None:
    values = evaluate((CHECKS, INCOME))
    assert values == evaluate((CHECKS, INCOME))
    assert values.checks() == [in_month("holds", "checks"), in_month("fails", "checks")]
    assert values.failed() == [in_month("fails", "checks")]
    assert evaluate((INCOME, CHECKS)).cells == values.cells


def test_a_formula_into_a_table_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(CircularFormula, match=r"checks\.holds\.month leads back"):
        evaluate((CHECKS,))


def test_an_id_that_stands_twice_is_a_mistake() -> None:
    with pytest.raises(DoubleCell, match=r"income\.heading\.label stands twice"):
        evaluate((INCOME, INCOME))
