"""What is kept of a book: unparsed it passes where nothing is new, and only there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.core.vetting.rules import EDITION
from coopbooks.core.vetting.vetting import vet
from coopbooks.federation.reading import keeping
from coopbooks.federation.reading import reading
from coopbooks.federation.reading.reading import read_body
from coopbooks.federation.terms import Member

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coopbooks.core.periods import Period
    from coopbooks.federation.reading.reading import Outcome

MARCH, APRIL = parse_period("2026-03"), parse_period("2026-04")
BOOK = """\
option "operating_currency" "USD"
2026-01-01 custom "coop-format" 1
2026-01-01 custom "coop-entity" "chapter" "chapter"
  basis: "cash"
2026-01-01 open Assets:Bank
2026-01-01 open Income:Gifts
include "2026/*.beancount"
"""
GIFT = """\
2026-{:02}-10 * "A gift"
  Assets:Bank   10.00 USD
  Income:Gifts
"""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    folder = tmp_path / "book"
    (folder / "2026").mkdir(parents=True)
    (folder / "main.beancount").write_text(BOOK, encoding="utf-8")
    (folder / "2026" / "03.beancount").write_text(GIFT.format(3), encoding="utf-8")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were looked at by parsing them."""
    found: list[Path] = []

    def counted(folder: Path) -> object:
        found.append(folder)
        return vet(folder)

    monkeypatch.setattr(reading, "vet", counted)
    return found


def read(book: Path, period: Period = MARCH) -> Outcome:
    member = Member("chapter", "chapter", "A chapter", book, "", "", "", {})
    return read_body(member, period)


def add(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def test_what_is_the_same_to_the_letter_is_not_parsed_again(
    book: Path, parsed: list[Path]
) -> None:
    first = read(book)
    assert first.figures is not None
    assert read(book) == first
    assert len(parsed) == 1
    # Another period is another question.
    assert read(book, APRIL).figures != first.figures
    assert len(parsed) == 2
    assert read(book) == first
    assert len(parsed) == 2


def comment(book: Path) -> None:
    add(book / "2026" / "03.beancount", "; looked at\n")


def new_month(book: Path) -> None:
    (book / "2026" / "04.beancount").write_text(GIFT.format(4), encoding="utf-8")


def gone(book: Path) -> None:
    (book / "2026" / "03.beancount").unlink()


def renamed(book: Path) -> None:
    (book / "2026" / "03.beancount").rename(book / "2026" / "3.beancount")


def same_length(book: Path) -> None:
    text = GIFT.format(3).replace("10.00", "99.00")
    (book / "2026" / "03.beancount").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("change", [comment, new_month, gone, renamed, same_length])
def test_what_is_new_is_parsed(
    book: Path, parsed: list[Path], change: Callable[[Path], None]
) -> None:
    before = read(book)
    change(book)
    after = read(book)
    assert len(parsed) == 2
    assert after.figures is not None
    assert after.code != before.code


def linked(book: Path) -> None:
    (book / "2026" / "04.beancount").symlink_to(book / "main.beancount")


def program(book: Path) -> None:
    (book / "evil.py").write_text("pass\n", encoding="utf-8")


def plugin(book: Path) -> None:
    add(book / "main.beancount", 'plugin "evil"\n')


def whole_folder_linked(book: Path) -> None:
    book.rename(book.with_name("elsewhere"))
    book.symlink_to(book.with_name("elsewhere"))


@pytest.mark.parametrize("change", [linked, program, plugin, whole_folder_linked])
def test_what_passed_before_is_refused_when_it_becomes_hostile(
    book: Path, parsed: list[Path], change: Callable[[Path], None]
) -> None:
    assert read(book).figures is not None
    change(book)
    after = read(book)
    assert after.figures is None
    assert "refused" in after.problems[0]
    assert len(parsed) == 2


@pytest.mark.parametrize(
    "noted", ["", "[]", "null", '{"read": 7}', '{"read": ["x"], "among": "y"}']
)
def test_a_note_that_says_something_else_counts_for_nothing(
    book: Path, parsed: list[Path], noted: str
) -> None:
    first = read(book)
    (note,) = (book.parent / "kept" / "federation" / "passed").iterdir()
    said = json.loads(note.read_text(encoding="utf-8"))
    assert sorted(said["read"]) == ["2026/03.beancount", "main.beancount"]
    note.write_text(noted, encoding="utf-8")
    assert read(book) == first
    assert len(parsed) == 2


def test_older_rules_count_for_nothing(
    book: Path, parsed: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(book)
    monkeypatch.setattr(keeping, "EDITION", EDITION + 1)
    assert read(book) == first
    assert len(parsed) == 2
