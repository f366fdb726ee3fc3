"""The packs in reports/ are what the demo federation's books yield, byte for byte."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.federation.whole import read_whole
from coopbooks.packs.federation import federation_pack
from coopbooks.packs.formats import render
from coopbooks.packs.month import month_pack
from tests.support.workbooks import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.packs.pack import Pack

ROOT = Path(__file__).resolve().parent.parent
PERIOD = "2026-03"
NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")
BOOKS = sorted(path.parent for path in ROOT.glob("ledgers/harbor/*/main.beancount"))
FILES = {"month.txt": "text", "month.html": "html", "month.xlsx": "xlsx"}


def pack_of(book: Path) -> Pack:
    """The pack of a book of the demo federation."""
    return month_pack(coopbooks.load(book), parse_period(PERIOD), NOW)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_committed_packs_are_what_the_books_yield(book: Path) -> None:
    """Made again they are the same; if they are meant to change: scripts/reports.py."""
    folder, pack = ROOT / "reports" / PERIOD / book.name, pack_of(book)
    different = [
        name
        for name, form in FILES.items()
        if (folder / name).read_bytes() != render(pack, form)
    ]
    assert not different, "run python3 scripts/reports.py and look at what changed"


def federation_packs() -> dict[str, Pack]:
    """The packs of the whole, and of the campaign that bodies share."""
    book = coopbooks.load(ROOT / "ledgers" / "harbor" / "federation.beancount")
    whole = read_whole(book, parse_period(PERIOD), 1)
    return {"whole": federation_pack(whole, NOW)}


@pytest.mark.parametrize("form", ["txt", "html", "xlsx"])
def test_the_committed_pack_of_the_whole_is_what_the_books_yield(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path))
    for name, pack in federation_packs().items():
        path = ROOT / "reports" / PERIOD / "harbor" / f"{name}.{form}"
        made = render(pack, {"txt": "text"}.get(form, form))
        assert path.read_bytes() == made, "run python3 scripts/reports.py"


@pytest.mark.slow
@pytest.mark.workbook
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_libreoffice_works_the_workbooks_out_the_same(
    book: Path, recalculate: Callable[[Path], Path]
) -> None:
    """Recalculated from nothing, every cell of a committed workbook is the pack's."""
    workbook = ROOT / "reports" / PERIOD / book.name / "month.xlsx"
    assert differences(pack_of(book), recalculate(workbook)) == []


def test_every_pack_adds_up() -> None:
    """No check of any pack of the demo says NO."""
    assert {book.name: pack_of(book).values.failed() for book in BOOKS} == {
        book.name: [] for book in BOOKS
    }


def test_no_pack_is_of_a_book_that_is_gone() -> None:
    """The folders in reports/ are those of the demo's books, and of all together."""
    folders = sorted(path.name for path in (ROOT / "reports" / PERIOD).iterdir())
    assert folders == sorted([*(book.name for book in BOOKS), "harbor"])
