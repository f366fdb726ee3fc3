from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from coopbooks.core.table import Formula
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sum
from coopbooks.core.table import Values
from coopbooks.core.table import evaluate
from coopbooks.packs.sheets import PARTS
from coopbooks.packs.sheets import PICTURES
from coopbooks.packs.workbook import workbook
from tests.support import bakery
from tests.support.packs import random_pack
from tests.support.workbooks import cell
from tests.support.workbooks import contents
from tests.support.workbooks import differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

    from coopbooks.packs.pack import Pack

    Recalculate = Callable[[Path], Path]

HOSTILE = (
    "=1+1",
    "+1+1",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "{=1}",
    "http://example.org/",
    "<r><t>x</t></r>",
    "007",
    "12.50",
    "TRUE",
    "#REF!",
)


def opened(pack: Pack) -> Workbook:
    return load_workbook(io.BytesIO(workbook(pack)))


def with_rows(name: str, rows: tuple[Row, ...]) -> Pack:
    """The bakery's pack with other rows in one of its tables."""
    pack = bakery.pack()
    tables = tuple(
        replace(table, rows=rows) if table.id == name else table
        for table in pack.values.tables
    )
    return replace(pack, values=evaluate(tables))


def test_page_one_comes_first_then_pictures_then_a_sheet_a_table() -> None:
    assert opened(bakery.pack()).sheetnames == [
        "Page one",
        "Pictures",
        "Income statement",
        "Cash flow",
        "Balance sheet what we own & owe",
        "Twelve months",
        "General ledger",
    ]


def test_every_formula_is_live_beside_its_value() -> None:
    pack = bakery.pack()
    book = opened(pack)
    formulas = [ref for ref, x in contents(pack).items() if isinstance(x, Formula)]
    assert len(formulas) == 70
    assert {cell(pack, book, ref).data_type for ref in formulas} == {"f"}
    assert differences(pack, io.BytesIO(workbook(pack))) == []


@pytest.mark.parametrize(
    ("ref", "formula"),
    [
        (Ref("income", "costs", "now"), "=ROUND(SUM(B11:B16),2)"),
        (Ref("income", "surplus", "now"), "=ROUND(B9-B18,2)"),
        (
            Ref("income", "surplus", "percent"),
            '=IF(D19=0,"",ROUND(100*E19/ABS(D19),1))',
        ),
        (Ref("bank", "start", "now"), "='Cash flow'!D6"),
        (Ref("cash", "end", "total"), "=ROUND(D6+D9+D13,2)"),
        (
            Ref("bank", "adds", "now"),
            '=IF(ROUND(SUM(B8:B9,B12)-B15,2)=0,"YES","NO")',
        ),
    ],
)
def test_formulas_read_as_an_accountant_writes_them(ref: Ref, formula: str) -> None:
    pack = bakery.pack()
    assert cell(pack, opened(pack), ref).value == formula


def test_days_are_days_and_numbers_are_numbers() -> None:
    pack = bakery.pack()
    book = opened(pack)
    day = cell(pack, book, Ref("ledger", "e11", "date")).value
    assert isinstance(day, datetime)
    assert day.date() == date(2026, 3, 2)
    assert cell(pack, book, Ref("ledger", "e11", "in")).value == 4200
    sold = cell(pack, book, Ref("income", "Income:Sales:Shop", "now"))
    assert sold.number_format == "#,##0.00;[Red]-#,##0.00"


def test_text_stays_text() -> None:
    rows = tuple(
        Row(f"h{n}", {"label": text, "words": text, "date": text, "in": text})
        for n, text in enumerate(HOSTILE)
    )
    pack = with_rows("ledger", rows)
    book = opened(pack)
    for n, text in enumerate(HOSTILE):
        for column in ("label", "words", "date", "in"):
            found = cell(pack, book, Ref("ledger", f"h{n}", column))
            assert found.data_type == "s"
            assert str(found.value).strip() == text.strip()


def test_titles_and_marks_stay_text() -> None:
    pack = bakery.pack()
    heading = replace(pack.heading, title="=1+1", marks=("=2+2",), basis="=3&'x'")
    pack = replace(
        pack, heading=heading, pictures=(replace(pack.pictures[0], title="=4"),)
    )
    formulas = [
        found.value
        for sheet in opened(pack)
        for row in sheet.iter_rows(max_row=4)
        for found in row
        if found.data_type == "f"
    ]
    assert formulas == []


def test_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    pack = with_rows("ledger", (Row("long", {"label": "x" * 40_000}),))
    value = cell(pack, opened(pack), Ref("ledger", "long", "label")).value
    assert len(str(value)) == 32_767


def test_the_same_pack_gives_the_same_bytes() -> None:
    made = workbook(bakery.pack())
    assert made == workbook(bakery.pack())
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {1980}
        about = parts.read("docProps/core.xml").decode()
    assert about.count("2026-04-09T18:20:00Z") == 2


def test_every_sheet_says_whose_it_is_on_screen_and_on_paper() -> None:
    for sheet in opened(bakery.pack()):
        said = " ".join(str(sheet.cell(row, 1).value) for row in (1, 2, 3))
        for words in ("March 2026", "USD", "bills when they arrive", "book d4e5f6a"):
            assert words in said
        above, below = sheet.HeaderFooter.oddHeader, sheet.HeaderFooter.oddFooter
        assert above is not None
        assert below is not None
        assert "Tidewater Bakery" in str(above.left.text)
        assert "printed 9 April 2026, 18:20" in str(below.left.text)
        assert below.right.text == "Page &P of &N"


def test_a_sum_too_long_for_one_formula_goes_by_partial_sums() -> None:
    rows = tuple(
        Row(f"{kind}{n}", {"label": "x", "in": Decimal(n), "out": Decimal(n)})
        for n in range(3000)
        for kind in ("counted", "skipped")
    )
    apart = tuple(Ref("ledger", f"counted{n}", "in") for n in range(3000))
    rows = (*rows, Row("all", {"label": "All", "in": Sum(apart)}))
    pack = with_rows("ledger", rows)
    book = opened(pack)
    assert cell(pack, book, Ref("ledger", "all", "in")).value == (
        f"=ROUND(SUM('{PARTS}'!A1:A30),2)"
    )
    formulas = [str(row[0].value) for row in book[PARTS].iter_rows()]
    assert max(map(len, formulas)) < 8192
    assert differences(pack, io.BytesIO(workbook(pack))) == []


def test_pictures_are_native_charts_over_live_cells() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(bakery.pack()))) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/")]
        drawn = [parts.read(name).decode() for name in sorted(charts)]
    assert len(drawn) == 3
    assert "<c:v>72900.0</c:v>" in drawn[0]
    assert f"<c:f>{PICTURES}!$B$7:$B$18</c:f>" in drawn[0]


@given(st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_stored_values_are_the_exact_ones(chance: random.Random) -> None:
    pack = random_pack(chance)
    assert differences(pack, io.BytesIO(workbook(pack))) == []


@pytest.mark.workbook
def test_libreoffice_comes_to_the_same(
    recalculate: Recalculate, tmp_path: Path
) -> None:
    pack = bakery.pack()
    path = tmp_path / "month.xlsx"
    path.write_bytes(workbook(pack))
    assert differences(pack, recalculate(path)) == []


@pytest.mark.workbook
@pytest.mark.parametrize("seed", range(6))
def test_libreoffice_comes_to_the_same_at_random(
    recalculate: Recalculate, tmp_path: Path, seed: int
) -> None:
    pack = random_pack(random.Random(seed))
    path = tmp_path / "random.xlsx"
    path.write_bytes(workbook(pack))
    assert differences(pack, recalculate(path)) == []


@pytest.mark.workbook
def test_a_wrong_stored_value_is_caught(
    recalculate: Recalculate, tmp_path: Path
) -> None:
    right = bakery.pack()
    planted = Ref("income", "costs", "now")
    cells = {**right.values.cells, planted: Decimal("69900.01")}
    wrong = replace(right, values=Values(right.values.tables, cells))
    path = tmp_path / "wrong.xlsx"
    path.write_bytes(workbook(wrong))
    # It stands there as planted; only reckoning again shows it.
    assert differences(wrong, path) == []
    assert differences(wrong, recalculate(path)) == [planted]
