"""The book behind the viewer: vetted before every load, and kept as it was."""

from __future__ import annotations

import gc
import inspect
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import wait
from threading import Event
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from beancount.core import compare
from fava.beans.funcs import hash_entry
from fava.core import FavaLedger
from fava.core.extensions import ExtensionModule
from fava.core.file import FileModule
from fava.core.query_shell import QueryShell

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import load
from coopbooks.core.vetting.vetting import vet
from coopbooks.pages.viewer import books
from coopbooks.pages.viewer.books import OneBook
from coopbooks.pages.viewer.ledger import ShownLedger
from tests.support.viewing import MONTH
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.vetting.rules import Rules
    from coopbooks.core.vetting.vetting import Vetted

KEPT = "The book was changed, and is shown as it was before."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def viewer(book: Path) -> Viewer:
    return Viewer(book)


def add(book: Path, text: str, name: str = "main.beancount") -> None:
    path = book / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def errors(viewer: Viewer) -> list[str]:
    return [one["message"] for one in viewer.data("api/errors")]


def test_a_book_is_shown_as_it_loads_otherwise(harbor: Path) -> None:
    for name in ("tidewater-bakery", "harbor-foods-local-12", "harbor-federation"):
        ledger = OneBook(harbor / name).current()
        stock = load(harbor / name)
        hashes = [compare.hash_entry(one) for one in stock.entries]
        assert list(map(hash_entry, ledger.all_entries)) == hashes
        assert [one.meta["filename"] for one in ledger.all_entries] == [
            one.meta["filename"] for one in stock.entries
        ]
        assert [one.message for one in ledger.errors] == [
            one.message for one in stock.errors
        ]
        for option in ("filename", "operating_currency", "title"):
            assert ledger.options[option] == stock.options[option]
        assert sorted(ledger.options["include"]) == sorted(stock.options["include"])


def test_whoever_comes_while_it_is_read_waits_for_it(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Somebody signs, another window asks first: both see that it is signed.
    shown = OneBook(book)
    before = shown.current()
    reading, go_on = Event(), Event()

    def slowly(path: Path, rules: Rules) -> Vetted:
        reading.set()
        assert go_on.wait(timeout=30)
        return vet(path, rules)

    monkeypatch.setattr(books, "vet", slowly)
    add(book, '2026-03-30 note Assets:Bank "Counted"\n')
    with ThreadPoolExecutor() as threads:
        first = threads.submit(shown.current)
        assert reading.wait(timeout=30)
        second = threads.submit(shown.current)
        assert wait([second], timeout=0.2).done == set()
        go_on.set()
        assert first.result() is second.result() is not before


def test_our_pages_are_there_whether_the_book_asks_or_not(viewer: Viewer) -> None:
    details = viewer.data("api/ledger_data")["extensions"]
    names = {one["report_title"] for one in details}
    assert {"Month", "Dues", "Support"} <= names


def test_what_is_added_is_shown_after_it_was_vetted(viewer: Viewer, book: Path) -> None:
    before = viewer.json("api/journal")
    assert len(before["data"]) == 7
    add(book, MONTH.replace("Landlord", "Harbour"), "2026/02.beancount")
    after = viewer.json("api/journal")
    assert (len(after["data"]), errors(viewer)) == (9, [])
    assert int(after["mtime"]) > int(before["mtime"])
    (book / "2026" / "02.beancount").unlink()
    assert len(viewer.data("api/journal")) == 7


HOSTILE = {
    'plugin "evil"\n': "plugin 'evil' is a program",
    'option "insert_pythonpath" "TRUE"\nplugin "evil"\n': "'insert_pythonpath'",
    '2026-01-01 custom "fava-extension" "evil"\n': "fava-extension 'evil'",
    '2026-01-01 custom "fava-option" "import-config" "evil.py"\n': "'import-config'",
    '2026-01-01 custom "fava-option" "import-dirs" "/"\n': "'import-dirs'",
    'include "/etc/passwd"\n': "is outside the folder",
    'include "../outside/secret.txt"\n': "is outside the folder",
    'include "private/roster.csv"\n': "is not there",
    'include "linked.beancount"\n': "is a link",
    'include "more/*.beancount"\n': "is a link",
    'option "documents" "/etc"\n': "lies outside the folder",
    "; \u202e hidden\n": "the character U+202E",
}


@pytest.mark.parametrize("name", ["main.beancount", "2026/01.beancount"])
@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:40])
def test_what_is_added_never_runs(
    tmp_path: Path, book: Path, line: str, name: str
) -> None:
    mark = tmp_path / "mark"
    code = f"open({str(mark)!r}, 'w').close()\n"
    for place in ("evil.py", "2026/evil.py", "coopbooks/pages/__init__.py"):
        add(book, code, place)
    (book / "linked.beancount").symlink_to(tmp_path / "outside" / "secret.txt")
    (book / "2026" / "linked.beancount").with_suffix(".txt").touch()
    (book / "more").symlink_to(tmp_path / "outside")
    (book / "2026" / "more").symlink_to(tmp_path / "outside")
    viewer = Viewer(book)
    shown = viewer.data("api/journal")
    assert errors(viewer) == []
    add(book, line, name)
    assert viewer.data("api/journal") == shown
    said = errors(viewer)[0]
    assert said.startswith(KEPT)
    if name == "main.beancount":
        assert HOSTILE[line] in said
    page = viewer.page("journal/").text
    assert 'role="alert"' in page
    assert KEPT in page
    assert viewer.page("extension/Month/").status_code == 200
    assert not mark.exists()
    with pytest.raises(CoopbooksError, match="book can't be shown: "):
        Viewer(book)
    assert not mark.exists()


def test_it_is_shown_again_when_it_is_mended(viewer: Viewer, book: Path) -> None:
    text = (book / "main.beancount").read_text(encoding="utf-8")
    add(book, 'plugin "evil"\n')
    assert errors(viewer)
    assert KEPT in viewer.page("extension/Month/").text
    month = viewer.page("extension/Month/?time=2026-02&partial=true").text
    assert "THE BOOK HAS 1 ERROR" in month
    (book / "main.beancount").write_text(text, encoding="utf-8")
    assert errors(viewer) == []
    assert KEPT not in viewer.page("extension/Month/").text


def test_a_book_that_goes_away_is_shown_as_it_was(viewer: Viewer, book: Path) -> None:
    (book / "main.beancount").unlink()
    assert errors(viewer)[0].startswith(f"{KEPT} There is no book at ")
    assert len(viewer.data("api/journal")) == 7


def test_a_mistake_in_the_book_is_an_error_in_it(viewer: Viewer, book: Path) -> None:
    add(book, "2026-03-01 opne Assets:Cash\n")
    assert any("opne" in one or "syntax" in one for one in errors(viewer))
    assert viewer.guard.books.notice == ""


def test_what_breaks_a_part_of_fava_is_told(viewer: Viewer, book: Path) -> None:
    add(book, '2026-03-01 custom "fava-sidebar-link" "x"\n')
    said = errors(viewer)[0]
    assert said.startswith(f"{KEPT} The book can't be worked out (IndexError")
    assert len(viewer.data("api/journal")) == 7


def test_sources_are_those_that_were_looked_at(viewer: Viewer, book: Path) -> None:
    path = book / "2026" / "01.beancount"
    query = f"entry_hash={viewer.hash_of_rent()}"
    original = path.read_text(encoding="utf-8")
    lines = viewer.data(f"api/source_slice?{query}")["slice"]
    assert lines == "\n".join(original.splitlines()[3:])
    source = viewer.data(f"api/source?filename={quote(str(path))}")
    assert source["source"] == original
    exported = viewer.page("download-journal/").text
    assert lines in exported
    # Changed to what may not be shown: the old text is what is shown.
    add(book, 'plugin "evil"\n; Secret\n', "2026/01.beancount")
    source = viewer.data(f"api/source?filename={quote(str(path))}")
    assert source["source"] == original
    assert "Secret" not in viewer.page("download-journal/").text
    again = viewer.data(f"api/source_slice?{query}")["slice"]
    assert again == lines


def test_scripts_beside_a_book_do_no_harm(book: Path) -> None:
    add(book, "raise SystemExit\n", "imports/bank.py")
    (book / ".venv").mkdir()
    (book / ".venv" / "python").symlink_to("/usr/bin/python3")
    viewer = Viewer(book)
    assert errors(viewer) == []


def test_nothing_is_written_by_looking(tmp_path: Path, book: Path) -> None:
    before = tree(tmp_path)
    viewer = Viewer(book)
    for page in ("journal/", "extension/Month/", "api/errors", "download-journal/"):
        assert viewer.page(page).status_code == 200
    assert tree(tmp_path) == before


def test_a_book_that_was_shown_before_is_forgotten(viewer: Viewer, book: Path) -> None:
    first = weakref.ref(viewer.guard.books.current())
    add(book, MONTH, "2026/02.beancount")
    assert len(viewer.data("api/journal")) == 9
    gc.collect()
    assert first() is None


@pytest.mark.parametrize("title", ["static", "jump", "", "///", "Stätic Coöp"])
def test_any_title_has_an_address(book: Path, title: str) -> None:
    main = book / "main.beancount"
    text = main.read_text(encoding="utf-8").replace("Our union", title)
    main.write_text(text, encoding="utf-8")
    viewer = Viewer(book)
    assert viewer.slug not in {"", "static", "jump"}
    assert viewer.ask("/").status_code == 302
    assert viewer.page("journal/").status_code == 200


def test_the_parts_of_favas_ledger_are_those_we_know() -> None:
    """Fava's own way of loading, which we go instead of it, is as it was."""
    loads = re.compile(r"self\.(\w+)\.load_file\(\)")
    stock = loads.findall(inspect.getsource(FavaLedger.load_file))
    ours = loads.findall(inspect.getsource(ShownLedger.load_file))
    assert [one for one in stock if one != "ingest"] == ours
    assert "self._get_filtered" in inspect.getsource(FavaLedger.__init__)
    assert "_instances" in inspect.getsource(ExtensionModule.__init__)
    # What of Fava's reads files or runs what it is told, and is replaced.
    assert "get_entry_slice" in inspect.getsource(FileModule.render_entries)
    public = {name for name in vars(QueryShell) if not name.startswith("_")}
    assert public == {"execute_query_serialised", "query_to_file"}
