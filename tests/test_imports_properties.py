"""Any sheet: twice is once, order is nothing, and undo is as before."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.imports.writing import undo
from tests.support.importing import DUES
from tests.support.importing import Row
from tests.support.importing import dues_sheet
from tests.support.importing import imported
from tests.support.importing import on_account
from tests.support.importing import sample_book
from tests.support.importing import whole

if TYPE_CHECKING:
    import pytest

rows_ = st.lists(
    st.tuples(
        st.sampled_from(["2026-03-08", "2026-03-09", "2026-03-10"]),
        st.sampled_from(["M-0001", "M-0002"]),
        st.sampled_from(["10.00", "20.00", "25.00"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=rows_, choice=st.data())
def test_whatever_the_sheet(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row], choice: st.DataObject
) -> None:
    """Twice is once, order is nothing, edits are made up for, undo is as before."""
    folder = tmp_path_factory.mktemp("any")
    book = sample_book(folder / "book", DUES)
    first = whole(book)
    sheet = dues_sheet(folder / "dues.csv", rows)
    assert imported(book, sheet) == ["NEW"] * len(rows)
    once = whole(book)

    shuffled = choice.draw(st.permutations(rows))
    sheet = dues_sheet(sheet, list(shuffled))
    assert imported(book, sheet) == ["SAME"] * len(rows)
    assert whole(book) == once

    place = choice.draw(st.integers(0, len(rows) - 1))
    edited = list(shuffled)
    edited[place] = (*edited[place][:2], "99.00")
    sheet = dues_sheet(sheet, edited)
    expected = ["SAME"] * (len(rows) - 1) + ["CHANGED"]
    assert sorted(imported(book, sheet)) == sorted(expected)
    assert imported(book, sheet) == ["SAME"] * len(rows)
    total = sum((Decimal(row[2]) for row in edited), Decimal(0))
    assert on_account(coopbooks.load(book), "Assets:Clearing:List") == total

    batches = {
        str(entry.meta["batch"])
        for entry in coopbooks.load(book).entries
        if entry.meta and "batch" in entry.meta
    }
    for batch in sorted(batches, reverse=True):
        undo(coopbooks.load(book), batch)
    assert whole(book) == first
