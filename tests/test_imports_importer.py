from __future__ import annotations

from typing import TYPE_CHECKING

import beangulp
import pytest
from click.testing import CliRunner

import coopbooks
from coopbooks.imports.importer import SheetStopped
from coopbooks.imports.importer import importers
from coopbooks.imports.writing import write
from tests.support.importing import NOW
from tests.support.importing import kind_book
from tests.support.importing import looked_at

if TYPE_CHECKING:
    from pathlib import Path


def test_an_importer_gives_what_is_new(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    (importer,) = importers(book)
    assert importer.identify(str(sheet))
    assert not importer.identify(str(tmp_path / "other.csv"))
    assert importer.account(str(sheet)) == "Assets:Cash"
    assert str(importer.date(str(sheet))) == "2026-03-09"
    entries = importer.extract(str(sheet), [])
    assert len(entries) == 4
    importer.deduplicate(entries, coopbooks.load(book).entries)
    assert not [entry for entry in entries if "__duplicate__" in entry.meta]


def test_what_the_book_has_is_marked_by_id_on_whatever_day(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    loaded, found = looked_at(book, sheet)
    write(loaded, found, now=NOW)
    (importer,) = importers(book)
    entries = importer.extract(str(sheet), [])
    importer.deduplicate(entries, coopbooks.load(book).entries)
    assert len(entries) == 4
    assert all("__duplicate__" in entry.meta for entry in entries)


def test_a_row_that_cannot_be_used_is_no_silence(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    sheet.write_text(sheet.read_text("utf-8").replace("0002", "0077"), "utf-8")
    (importer,) = importers(book)
    with pytest.raises(SheetStopped, match="0077"):
        importer.extract(str(sheet), [])


def test_it_works_under_beangulps_own_command(tmp_path: Path) -> None:
    book, sheet = kind_book(tmp_path, "dues")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    sheet.rename(inbox / sheet.name)
    command = beangulp.Ingest(importers(book)).cli
    main = str(book / "main.beancount")
    done = CliRunner().invoke(command, ["extract", "-e", main, str(inbox)])
    assert done.exit_code == 0, done.output
    assert done.output.count('"Dues paid"') == 4
    assert "mithee" not in done.output
