"""Books from others: what passes is data, what does not is named, and nothing runs."""

from __future__ import annotations

import json
import os
import pickle
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

from coopbooks.controls.language import check
from coopbooks.core.ledger import load
from coopbooks.core.vetting.loading import BookRefused
from coopbooks.core.vetting.loading import load_vetted
from coopbooks.core.vetting.vetting import vet
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

BOOK = """\
option "title" "From others"
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
include "2026/*.beancount"
2025-12-31 open Assets:Bank USD
2025-12-31 open Income:Dues USD
2026-01-01 custom "coop-format" 1
"""
MONTH = """\
2026-01-05 * "Dues"
  Assets:Bank   20.00 USD
  Income:Dues
"""
DEMO = (
    "coldstore-workers",
    "dockhands-union",
    "eastport",
    "harbor-federation",
    "harbor-foods-local-12",
    "kilmore-abroad",
    "lanternworks",
    "tidewater-bakery",
)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder that somebody sent, which passes."""
    folder = tmp_path / "sent"
    (folder / "2026").mkdir(parents=True)
    (folder / "main.beancount").write_text(BOOK, encoding="utf-8")
    (folder / "2026" / "01.beancount").write_text(MONTH, encoding="utf-8")
    return folder


def told(folder: Path) -> list[str]:
    found = vet(folder)
    assert found.passed is (found.problems == ())
    assert bool(found.files) is found.passed
    return [str(problem) for problem in found.problems]


def add(folder: Path, text: str, name: str = "main.beancount") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


@pytest.mark.parametrize("name", DEMO)
def test_the_demo_s_books_pass_and_come_out_as_they_load(
    harbor: Path, name: str
) -> None:
    found = vet(harbor / name)
    assert found.problems == ()
    assert not any("private" in file.name for file in found.files)
    book, usual = load_vetted(found), load(harbor / name)
    assert book.errors == []
    assert check(book.entries, book.options) == []
    assert book.currency == usual.currency
    assert substance(book.entries) == substance(usual.entries)


def substance(entries: list[data.Directive]) -> list[str]:
    """What entries say, without where they stand."""
    found = []
    for entry in entries:
        if isinstance(entry, data.Document):
            continue
        bare = entry._replace(meta=said(entry.meta))
        if isinstance(bare, data.Transaction):
            bare = bare._replace(
                postings=[one._replace(meta=said(one.meta)) for one in bare.postings]
            )
        found.append(repr(bare))
    return sorted(found)


def said(meta: data.Meta | None) -> dict[str, object]:
    return {
        key: value
        for key, value in sorted((meta or {}).items())
        if key not in {"filename", "lineno"} and not key.startswith("__")
    }


def test_a_book_that_passes(sent: Path) -> None:
    assert told(sent) == []
    book = load_vetted(vet(sent))
    assert [type(one).__name__ for one in book.entries] == [
        "Open",
        "Open",
        "Custom",
        "Transaction",
    ]


SAID = {
    'plugin "evil"': "plugin 'evil' is a program",
    'option "insert_pythonpath" "TRUE"': "option 'insert_pythonpath' is not allowed",
    'option "plugin_processing_mode" "raw"': "'plugin_processing_mode'",
    '2026-01-01 custom "fava-extension" "evil"': "fava-extension 'evil' is a program",
    '2026-01-01 custom "fava-option" "import-config" "evil.py"': "'import-config'",
    '2026-01-01 custom "fava-option" "import-dirs" "/"': "'import-dirs'",
    '2026-01-01 custom "other-tool" "x"': "custom 'other-tool' is not read",
    '2026-01-01 query "all" "SELECT account"': "a query is not read",
    'include "/etc/passwd"': 'include "/etc/passwd" is outside the folder',
    'include "../../secret.beancount"': "is outside the folder",
    'include "x/../../../secret.beancount"': "is outside the folder",
    'include "none.beancount"': 'include "none.beancount" is not there',
    '2026-01-01 document Assets:Bank "/etc/passwd"': "lies outside the folder",
    '2026-01-01 document Assets:Bank "../secret.pdf"': "lies outside the folder",
    'option "documents" "/etc"': "lies outside the folder",
    "2026-01-01 open": "syntax error",
    "; \u202e hidden": "the character U+202E",
    "; \x1b[2J": "the character U+001B",
    f"; {'x' * 10_001}": "a line of more than 10000 characters",
}


@pytest.mark.parametrize("line", SAID, ids=lambda line: line[:30])
@pytest.mark.parametrize("name", ["main.beancount", "2026/01.beancount"])
def test_what_a_book_may_not_say(sent: Path, line: str, name: str) -> None:
    add(sent, f"{line}\n", name)
    found = told(sent)
    assert any(SAID[line] in one for one in found)
    with pytest.raises(BookRefused, match="sent is refused"):
        load_vetted(vet(sent))


def test_nothing_of_a_hostile_book_runs(sent: Path, tmp_path: Path) -> None:
    """Whatever it tries, no mark is left."""
    mark = tmp_path / "mark"
    code = f"open({str(mark)!r}, 'w').close()\n"
    for name in ("evil.py", "2026/evil.py", "coopbooks/plugins/all.py"):
        add(sent, code, name)
    add(sent, 'plugin "evil"\noption "insert_pythonpath" "TRUE"\n')
    add(sent, '2026-01-01 custom "fava-extension" "evil"\n', "2026/01.beancount")

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str, str]]:
            return open, (str(mark), "w")

    (sent / ".main.beancount.picklecache").write_bytes(pickle.dumps(Evil()))
    found = told(sent)
    assert not mark.exists()
    for name in ("evil.py", "2026/evil.py", ".main.beancount.picklecache"):
        assert any(one.startswith(f"{name}: ") for one in found)
    with pytest.raises(BookRefused):
        load_vetted(vet(sent))
    assert not mark.exists()


def test_links_are_refused_whatever_they_point_at(sent: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.beancount").write_text(MONTH, encoding="utf-8")
    (sent / "2026" / "02.beancount").symlink_to(outside / "secret.beancount")
    (sent / "2027").symlink_to(outside)
    os.link(outside / "secret.beancount", sent / "2026" / "03.beancount")
    linked = "is a link. Send the file itself: nothing outside is looked at."
    assert told(sent) == [
        f"2026/02.beancount: {linked}",
        "2026/03.beancount: is one file under two names. Send a copy of its own.",
        f"2027: {linked}",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_does_not_make_it_wait(sent: Path) -> None:
    os.mkfifo(sent / "2026" / "02.beancount")
    assert told(sent) == ["2026/02.beancount: is neither a file nor a folder."]


def test_what_is_too_large_is_not_read(
    sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopbooks.core.vetting.files.LARGEST_FILE", 100)
    found = told(sent)
    assert found == ["main.beancount: is too large: 0 MB a file, 100 MB a book."]


def test_no_text_is_refused(sent: Path) -> None:
    (sent / "2026" / "02.beancount").write_bytes(b"\xff\xfe2\x00")
    assert told(sent) == ["2026/02.beancount: is not UTF-8 text. Save it as UTF-8."]


def test_what_changes_after_it_was_looked_at_is_not_loaded(sent: Path) -> None:
    found = vet(sent)
    add(sent, 'plugin "evil"\n')
    (sent / "2026" / "01.beancount").unlink()
    assert len(load_vetted(found).entries) == 4


def test_the_private_folder_is_not_looked_into(sent: Path) -> None:
    add(sent, "member,name\n", "private/roster.csv")
    add(sent, "import os\n", "private/notes.py")
    assert told(sent) == []
    add(sent, 'include "private/roster.csv"\n')
    assert told(sent) == ['main.beancount: include "private/roster.csv" is not there.']


def test_the_command_refuses_and_says_why(sent: Path) -> None:
    passed = run("check", sent, "--untrusted")
    assert (passed.exit_code, passed.stdout) == (0, "From others: no errors\n")
    add(sent, 'plugin "evil"\n')
    refused = run("check", sent, "--untrusted")
    assert refused.exit_code == 1
    assert refused.stdout.endswith("sent: refused for 1 reason; nothing ran.\n")
    told_as_json = run("check", sent, "--untrusted", "--format", "json")
    (error,) = json.loads(told_as_json.stdout)["errors"]
    assert error["file"] == "main.beancount"
    assert "There is no book at" in run("check", sent / "no", "--untrusted").stderr
