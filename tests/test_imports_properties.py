"""Any sheet of any kind: twice is once, order is nothing, and undo is as before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.imports.profile import SHAPES
from coopbooks.imports.writing import RowsRejected
from coopbooks.imports.writing import undo
from coopbooks.imports.writing import write
from tests.support.anysheets import KINDS
from tests.support.importing import NOW
from tests.support.importing import SAMPLES
from tests.support.importing import fates
from tests.support.importing import imported
from tests.support.importing import looked_at
from tests.support.importing import on_account
from tests.support.importing import sample_book
from tests.support.importing import whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.anysheets import Fields
    from tests.support.anysheets import Kind


@pytest.mark.parametrize("name", SHAPES)
@settings(
    max_examples=20,
    deadline=None,
    # To make a failing sheet smaller takes minutes, and it is small.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(choice=st.data())
def test_whatever_the_sheet(
    name: str, tmp_path_factory: pytest.TempPathFactory, choice: st.DataObject
) -> None:
    """Twice is once, order is nothing, edits are made up for, undo is as before."""
    kind = KINDS[name]
    folder = tmp_path_factory.mktemp(name)
    profile = (SAMPLES / name / "profile.toml").read_text("utf-8")
    book = sample_book(folder / "book", profile)
    first, begun = whole(book), coopbooks.load(book)
    fields = choice.draw(kind.lists())
    rows = kind.all_rows(fields)
    sheet = kind.write(folder / "sheet.csv", rows)
    assert set(imported(book, sheet)) == {"NEW"}
    once = whole(book)

    kind.write(sheet, choice.draw(st.permutations(rows)))
    assert set(imported(book, sheet)) == {"SAME"}
    assert whole(book) == once

    edited = corrected(kind, fields, choice)
    kind.write(sheet, choice.draw(st.permutations(kind.all_rows(edited))))
    check_edits(kind, book, sheet, (fields, edited))
    if kind.account:
        moved = on_account(coopbooks.load(book), kind.account)
        assert moved - on_account(begun, kind.account) == kind.total(edited)

    for batch in sorted(batches(book), reverse=True):
        undo(coopbooks.load(book), batch)
    assert whole(book) == first


def corrected(
    kind: Kind, fields: Sequence[Fields], choice: st.DataObject
) -> list[Fields]:
    """The same with some of the last fields corrected."""
    values = st.none() | st.sampled_from(kind.values)
    new = choice.draw(st.lists(values, min_size=len(fields), max_size=len(fields)))
    return [
        (*one[:-1], value or one[-1]) for one, value in zip(fields, new, strict=True)
    ]


def check_edits(
    kind: Kind, book: Path, sheet: Path, sheets: tuple[Sequence[Fields], list[Fields]]
) -> None:
    """Import a sheet again of which some rows were corrected; and once more."""
    before, after = (Counter(kind.all_rows(fields)) for fields in sheets)
    changed = (after - before).total()
    loaded, found = looked_at(book, sheet)
    became = Counter(fates(found))
    assert set(became) <= {"SAME", kind.fate}
    if kind.by_row or not changed:
        assert became[kind.fate] == changed
    if became["REJECTED"]:
        held = whole(book)
        with pytest.raises(RowsRejected):
            write(loaded, found, now=NOW)
        assert whole(book) == held
        return
    write(loaded, found, now=NOW)
    held = whole(book)
    assert set(imported(book, sheet)) == {"SAME"}
    assert whole(book) == held


def batches(book: Path) -> set[str]:
    """The batches of a book."""
    return {
        str(entry.meta["batch"])
        for entry in coopbooks.load(book).entries
        if entry.meta and "batch" in entry.meta
    }
