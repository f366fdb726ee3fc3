from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.packs import sheets
from coopbooks.packs.formulas import column_name
from coopbooks.packs.sheets import Places
from coopbooks.packs.sheets import TooManyRows
from coopbooks.packs.sheets import sheet_name
from tests.support import bakery


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Income statement", "Income statement"),
        ("What we own: in [March] 2026/27?", "What we own in March 2026 27"),
        ("'Quoted'", "Quoted"),
        ("", "Sheet"),
        ("History", "History 2"),
        ("Sort(by name)", "Sort by name"),
        ("x" * 40, "x" * 31),
    ],
)
def test_names_of_sheets(title: str, name: str) -> None:
    assert sheet_name(title, set()) == name


@given(st.lists(st.text(max_size=40), max_size=12))
def test_names_of_sheets_are_legal_and_unlike(titles: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(title, taken) for title in titles]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_of_columns(column: int, letters: str) -> None:
    assert column_name(column) == letters


def test_a_table_longer_than_a_sheet_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 10)
    pack = bakery.pack()
    with pytest.raises(TooManyRows, match="Choose a shorter period, or csv"):
        Places(replace(pack, first_page=()))
