from __future__ import annotations

import errno
import gc
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount import loader

import coopbooks
from coopbooks.core.ledger import BookIsFolder
from coopbooks.core.ledger import BookNotFound
from coopbooks.core.ledger import BookUnreadable
from coopbooks.core.ledger import load
from coopbooks.core.ledger import resting_collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.ledger import Book

BANK = "2026-01-01 open Assets:Bank USD\n"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    """The path of an entry file that is not there yet."""
    return tmp_path / "main.beancount"


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Which file a path means


def test_a_book_is_opened_by_its_file(main: Path) -> None:
    book = load(written(main, BANK))
    assert book.path == main.resolve()
    assert book.folder == main.parent.resolve()
    assert len(book.entries) == 1
    assert not book.errors


def test_a_book_is_opened_by_its_folder(main: Path) -> None:
    written(main, BANK)
    assert load(main.parent).path == main.resolve()
    assert load(str(main.parent)).path == main.resolve()


def test_a_path_is_seen_from_where_one_is(
    main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(main, BANK)
    monkeypatch.chdir(main.parent)
    assert load("main.beancount").path.is_absolute()
    assert load(".").folder == main.parent.resolve()


def test_a_dollar_in_a_path_is_no_variable(tmp_path: Path) -> None:
    folder = tmp_path / "$HOME 100%"
    folder.mkdir()
    written(folder / "main.beancount", BANK)
    assert len(load(folder).entries) == 1


def test_the_door_for_python_users_is_the_same(main: Path) -> None:
    assert coopbooks.load is load
    assert coopbooks.load(str(written(main, BANK))).path == main.resolve()


def test_importing_the_package_loads_no_beancount() -> None:
    code = "import coopbooks, sys; sys.exit('beancount' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# What can't be opened


def test_a_book_that_is_not_there(main: Path) -> None:
    with pytest.raises(BookNotFound) as raised:
        load(main)
    assert str(raised.value) == (
        f"There is no book at {main}. Give the path of a .beancount file."
    )


def test_a_folder_without_a_book(tmp_path: Path) -> None:
    with pytest.raises(BookIsFolder) as raised:
        load(tmp_path)
    assert str(raised.value) == (
        f"{tmp_path} is a folder without a main.beancount. Give the book's entry file, "
        "or start one: coopbooks init DIR."
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"2026-01-01 open Assets:Bank\x00\n",
        'option "title" "Café"\n'.encode("latin-1"),
        BANK.encode("utf-16"),
    ],
    ids=["picture", "zero bytes", "latin-1", "utf-16"],
)
def test_a_file_that_is_no_text(main: Path, content: bytes) -> None:
    with pytest.raises(BookUnreadable) as raised:
        load(written(main, content))
    assert str(raised.value) == (
        f"{main} can't be read: it is not UTF-8 text. Save it as UTF-8."
    )


def test_a_folder_by_the_name_of_an_entry_file(main: Path) -> None:
    main.mkdir()
    with pytest.raises(BookUnreadable, match=r"can't be read: it is no file\.$"):
        load(main.parent)


@pytest.mark.parametrize("method", ["is_dir", "read_text"])
def test_a_file_that_is_not_ours_to_read(
    main: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    written(main, BANK)
    monkeypatch.setattr(Path, method, refuse)
    with pytest.raises(BookUnreadable) as raised:
        load(main)
    assert str(raised.value) == f"{main} can't be read: Permission denied."


def test_an_include_that_the_system_refuses(main: Path) -> None:
    (main.parent / "2026").mkdir()
    written(main, 'include "2026"\n')
    with pytest.raises(BookUnreadable, match=r"2026 can't be read: .+\.$"):
        load(main)


# What is wrong in a book does not keep it from being opened


def test_an_empty_book(main: Path) -> None:
    book = load(written(main, ""))
    assert (book.entries, book.errors) == ([], [])
    assert book.title == "main"
    assert book.currency == ""


def test_a_book_with_errors_is_still_a_book(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-02 balance Assets:Bank 5.00 USD
    2026-01-03 * "Nothing on the other side"
      Assets:Bank  1.00 USD
    2026-01-04 oops
    """
    assert len(book_doc.entries) == 3
    assert {error.source["lineno"] for error in book_doc.errors} == {2, 3, 5}


# Title and currency


def test_title_and_currency_are_the_books_own(book_doc: Book) -> None:
    """
    option "title" "Tidewater Bakery"
    option "operating_currency" "EUR"
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    """
    assert book_doc.title == "Tidewater Bakery"
    assert book_doc.currency == "EUR"


def test_without_a_currency_the_most_used_counts(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-02 * "Dues"
      Assets:Bank  10.00 USD
      Income:Dues
    2026-01-03 * "Dues"
      Assets:Bank  10.00 EUR
      Income:Dues
    """
    assert book_doc.title == "main"
    assert book_doc.currency == "EUR"


# The pickle cache and the garbage collector


def test_a_pickle_cache_is_neither_read_nor_written_nor_taken_away(
    main: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(main, BANK)
    monkeypatch.setattr(loader, "PICKLE_CACHE_THRESHOLD", 0.0)
    loader.initialize(use_cache=True)
    cache = main.parent / ".main.beancount.picklecache"
    content = pickle.dumps(([], [], {"include": [], "input_hash": "anything"}))
    cache.write_bytes(content)
    assert len(load(main).entries) == 1
    assert cache.read_bytes() == content
    cache.unlink()
    load(main)
    assert not cache.exists()


@pytest.fixture
def collecting() -> Iterator[None]:
    """Whatever a test does, the collector works again after it."""
    yield
    gc.enable()


@pytest.mark.usefixtures("collecting")
@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
def test_the_collector_is_left_as_it_was(
    main: Path, monkeypatch: pytest.MonkeyPatch, *, on: bool
) -> None:
    while_loading: list[bool] = []

    def watched(*_: object) -> tuple[list[object], list[object], dict[str, object]]:
        while_loading.append(gc.isenabled())
        return [], [], {"include": []}

    monkeypatch.setattr(loader, "_load", watched)
    written(main, BANK)
    if not on:
        gc.disable()
    load(main)
    assert while_loading == [False]
    assert gc.isenabled() is on


@pytest.mark.usefixtures("collecting")
def test_the_collector_works_again_after_a_failure() -> None:
    def fail() -> None:
        with resting_collector():
            raise MemoryError

    with pytest.raises(MemoryError):
        fail()
    assert gc.isenabled()
