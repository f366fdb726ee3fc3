from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

HEAD = """\
2026-01-01 open Assets:Bank USD
2026-01-01 open Expenses:Office USD
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "main.beancount"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_book_is_said_to_be_sound(harbor: Path) -> None:
    done = run("check", harbor / "tidewater-bakery")
    assert done.exit_code == 0
    assert done.stdout == "Tidewater Bakery (made-up example): no errors\n"


def test_a_file_will_do_as_well_as_its_folder(harbor: Path) -> None:
    folder = harbor / "lanternworks"
    by_file = run("check", folder / "main.beancount")
    assert by_file.stdout == run("check", folder).stdout


def test_each_error_has_its_file_seen_from_the_book(tmp_path: Path) -> None:
    (tmp_path / "2026").mkdir()
    month = tmp_path / "2026" / "2026-03.beancount"
    month.write_text(
        '2026-03-01 * "Paper"\n  Assets:Bank  -5 USD\n  Expenses:Office  4 USD\n',
        encoding="utf-8",
    )
    book = written(tmp_path, f'{HEAD}include "2026/2026-03.beancount"\n')
    done = run("check", book)
    assert done.exit_code == 1
    first, last = done.stdout.splitlines()
    assert first.startswith("2026/2026-03.beancount:1: ")
    assert "does not balance" in first
    assert last == "main: 1 error"


@pytest.mark.parametrize("plugin", ["", 'plugin "coopbooks.plugins.all"\n'])
def test_terms_are_checked_once_with_the_plugin_or_without(
    plugin: str, tmp_path: Path
) -> None:
    wrong = '2026-01-01 custom "coop-found" "strike" "set-aside"\n'
    done = run("check", written(tmp_path, f"{HEAD}{wrong}{plugin}"))
    assert done.exit_code == 1
    first, last = done.stdout.splitlines()
    assert first.startswith("main.beancount:3: coop-found is no directive")
    assert "'coop-fund'" in first
    assert last == "main: 1 error"


# One of each kind; that every wrong directive is found is tested with the language.
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('custom "coop-format" "one"', "must be a number"),
        ('custom "coop-fund" "strike" "setaside"', "Did you mean 'set-aside'?"),
        ('custom "coop-dues-band" "x" "up-to" 5 USD "pays" 1 USD', "coop-dues"),
        ("open Assets:Bank EUR", "Duplicate open"),
        ("open Assets:bank", "nvalid"),
        ('* "x"\n  Assets:Bank  1 USD {{', "syntax error"),
    ],
)
def test_what_is_wrong_is_listed_without_a_traceback(
    lines: str, told: str, tmp_path: Path
) -> None:
    done = run("check", written(tmp_path, f"{HEAD}2026-01-01 {lines}\n"))
    assert done.exit_code == 1
    assert done.stderr == ""
    *found, last = done.stdout.splitlines()
    assert any(told in line for line in found)
    assert all(line.startswith("main.beancount:") for line in found)
    assert last.startswith("main: ")


def test_words_of_a_book_do_not_steer_the_terminal(tmp_path: Path) -> None:
    title = 'option "title" "a\x1b[31m\nb"\n'
    entry = '2026-01-01 note Assets:\x1b "x"\n'
    done = run("check", written(tmp_path, title + entry))
    assert "\x1b" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("a [31m b: ")


def test_json_for_programs(tmp_path: Path) -> None:
    done = run("check", written(tmp_path, 'plugin "no.such"\noops\n'), "--format=json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert found["title"] == "main"
    places = [(error["file"], error["line"]) for error in found["errors"]]
    assert ("main.beancount", 2) in places
    assert (None, None) in places
    assert all(error["message"] for error in found["errors"])


def test_json_of_a_sound_book(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    """
    done = run("check", book_doc.path, "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["errors"] == []


def test_nothing_there(tmp_path: Path) -> None:
    assert "There is no book at" in refused("check", tmp_path / "none.beancount")


def test_a_folder_without_a_book(tmp_path: Path) -> None:
    assert "is a folder without a main.beancount" in refused("check", tmp_path)


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "photo.beancount"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    assert "can't be read" in refused("check", path)
