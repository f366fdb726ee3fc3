from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.imports.profile import SHAPES
from coopbooks.imports.writing import undo
from coopbooks.imports.writing import write
from tests.support.importing import NOW
from tests.support.importing import fates
from tests.support.importing import kind_book
from tests.support.importing import looked_at
from tests.support.importing import whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

# In every sample sheet where there are people; none may reach a book.
NAMES = ("smithee", "jonesey", "workalot", "newly", "nobody atall")


@pytest.mark.parametrize("kind", SHAPES)
def test_a_sheet_becomes_what_was_looked_at(
    kind: str, tmp_path: Path, golden: Golden
) -> None:
    book, sheet = kind_book(tmp_path, kind)
    before = whole(book)
    loaded, found = looked_at(book, sheet)
    assert whole(book) == before
    assert not found.stops
    assert not {"REJECTED", "CHANGED", "SAME", "DUPLICATE?"} & set(fates(found))
    written = write(loaded, found, now=NOW).written
    assert written is not None
    text = written.path.read_text("utf-8").replace("\r\n", "\n")
    body = text.split("\n\n", 1)[1]
    golden(f"imports/{kind}.beancount", body)
    assert not [name for name in NAMES if name in text.casefold()]

    again, second = looked_at(book, sheet)
    assert set(fates(second)) <= {"SAME", "MATCHES"}
    assert not second.entries
    assert write(again, second, now=NOW).written is None

    undo(coopbooks.load(book), written.batch)
    assert whole(book) == before


def test_names_of_who_joins_go_to_the_private_roster_only(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "roster")
    loaded, found = looked_at(book, sheet)
    assert write(loaded, found, now=NOW).joined == 1
    roster = (book / "private" / "roster.csv").read_text("utf-8")
    assert roster.endswith("M-0003,Dee Newly,,,a friend of Ann\n")


def test_a_roster_changed_since_stays_as_it_is(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "roster")
    loaded, found = looked_at(book, sheet)
    written = write(loaded, found, now=NOW).written
    assert written is not None
    roster = book / "private" / "roster.csv"
    roster.write_text(roster.read_text("utf-8") + "M-0009,Eve Later,,,\n", "utf-8")
    undo(coopbooks.load(book), written.batch)
    assert "Eve Later" in roster.read_text("utf-8")
    assert "Dee Newly" in roster.read_text("utf-8")


def test_the_file_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    loaded, found = looked_at(book, sheet)
    kept = write(loaded, found, now=NOW).kept
    assert [path.read_bytes() for path in kept] == [sheet.read_bytes()]
    assert kept[0].parent == loaded.folder / "private" / "imports"
    assert kept[0].stat().st_mode & 0o077 == 0


def test_two_equal_payments_both_stay(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    _, found = looked_at(book, sheet)
    ids = [entry.meta["id"] for entry in found.entries]
    assert len(ids) == len(set(ids)) == 4
