from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.errors import where
from coopbooks.core.ledger import load

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

BANK = "2026-01-01 open Assets:Bank USD\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """The path of an entry file that is not there yet."""
    return tmp_path / "main.beancount"


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def wrong_in(book: Book) -> list[str]:
    """What is wrong in a book, each with its place."""
    return [f"{where(error.source)} {error.message}" for error in book.errors]


def test_an_include_without_a_file_is_found(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank USD
    include "2026/*.beancount"
    """
    assert wrong_in(book_doc) == [
        'main.beancount:2 There is no file for this include: "2026/*.beancount".'
    ]
    assert len(book_doc.entries) == 1


def test_the_include_may_stand_in_an_included_file(main: Path) -> None:
    written(main, 'include "terms.beancount"\n')
    written(main.parent / "terms.beancount", '\ninclude "(old).beancount"\n')
    assert wrong_in(load(main)) == [
        'terms.beancount:2 There is no file for this include: "(old).beancount".'
    ]


def test_an_included_file_in_latin_1(main: Path) -> None:
    written(main, 'include "bank.beancount"\n')
    line = '2026-01-02 * "Café"\n'.encode("latin-1")
    written(main.parent / "bank.beancount", BANK.encode() + line)
    book = load(main)
    assert wrong_in(book) == [
        "bank.beancount:2 This is not UTF-8 text. Save the file as UTF-8."
    ]


def test_a_byte_order_mark(main: Path) -> None:
    (wrong,) = wrong_in(load(written(main, "\ufeff" + BANK)))
    assert wrong == (
        "main.beancount:1 The file begins with an invisible mark that Beancount can't "
        "read. Save it as UTF-8 without BOM."
    )


def test_a_plugin_that_is_not_there(book_doc: Book) -> None:
    """
    plugin "no.such.plugin"
    """
    (error,) = book_doc.errors
    assert error.message == (
        "Error importing \"no.such.plugin\": ModuleNotFoundError: No module named 'no'"
    )


def test_what_can_not_be_shown_is_not_shown(main: Path) -> None:
    written(main, 'include "old"\n')
    written(main.parent / "old", bytes(range(256)))
    assert all(error.message.isprintable() for error in load(main).errors)
    assert all(len(error.message) < 500 for error in load(main).errors)
