from __future__ import annotations

from pathlib import Path

import pytest

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import in_folder
from coopbooks.core.errors import where


def source(filename: str, lineno: int) -> dict[str, object]:
    return {"filename": filename, "lineno": lineno}


def test_a_place_is_the_files_own_name_and_the_line(tmp_path: Path) -> None:
    assert where(source(str(tmp_path / "terms.beancount"), 12)) == "terms.beancount:12"
    assert where(source("terms.beancount", 0)) == "terms.beancount"
    assert where(source("<string>", 3)) == "<string>:3"


@pytest.mark.parametrize("nowhere", [None, {}, {"filename": ""}, source("<load>", 0)])
def test_no_place_is_a_dash(nowhere: dict[str, object] | None) -> None:
    assert where(nowhere) == "-"
    assert in_folder(nowhere, Path.cwd()) == "-"


def test_a_place_is_seen_from_the_books_folder(tmp_path: Path) -> None:
    march = source(str(tmp_path / "2026" / "2026-03.beancount"), 7)
    assert in_folder(march, tmp_path) == "2026/2026-03.beancount:7"
    assert in_folder(march, tmp_path / "elsewhere") == "2026-03.beancount:7"
    assert in_folder(source("2026-03.beancount", 7), tmp_path) == "2026-03.beancount:7"


def test_an_error_in_a_book_may_concern_no_directive() -> None:
    assert LedgerError({}, "No entity is said.").entry is None


def test_wrong_use_exits_with_two() -> None:
    assert CoopbooksError.exit_code == 2
