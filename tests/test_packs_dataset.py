from __future__ import annotations

import json
from decimal import Decimal

from coopbooks.core.table import Ref
from coopbooks.packs.dataset import dataset
from tests.support import bakery
from tests.support.workbooks import contents


def test_every_cell_is_there_exactly() -> None:
    pack = bakery.pack()
    made = json.loads(dataset(pack))
    cells = {
        Ref(table["id"], row["id"], column): cell
        for table in made["tables"]
        for row in table["rows"]
        for column, cell in row["cells"].items()
    }
    assert set(cells) == set(contents(pack))
    for ref, cell in cells.items():
        value = pack.values[ref]
        if isinstance(value, str):
            assert cell["text"] == value
        else:
            assert cell["number"] == (None if value is None else f"{value:f}")


def test_formulas_can_be_worked_out_again() -> None:
    made = json.loads(dataset(bakery.pack()))
    tables = {table["id"]: table for table in made["tables"]}
    rows = {row["id"]: row for row in tables["free"]["rows"]}
    left = rows["left"]["cells"]["now"]
    parts = [
        rows[row]["cells"]["now"]["number"]
        for _, row, _ in left["formula"]["sum"]["plus"]
    ]
    assert sum(map(Decimal, parts)) == Decimal(left["number"])
    check = tables["bank"]["rows"][-1]["cells"]["now"]
    assert check["text"] == "YES"
    assert check["formula"]["agree"]["right"]["plus"] == [["bank", "end", "now"]]


def test_the_heading_the_order_and_the_pictures_are_there() -> None:
    made = json.loads(dataset(bakery.pack()))
    assert made["heading"]["printed"] == "2026-04-09T18:20:00+00:00"
    assert made["first_page"][0] == "words"
    assert [picture["kind"] for picture in made["pictures"]] == [
        "columns",
        "line",
        "bars",
    ]


def test_a_row_is_a_line() -> None:
    pack = bakery.pack()
    made = dataset(pack)
    assert made == dataset(pack)
    assert sum('{"id": "Expenses:Rent"' in line for line in made.splitlines()) == 1
    assert "Cafés" in made
