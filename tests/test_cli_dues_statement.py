"""Statements for members, and reminders, from the command line."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import typed
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

PAID = """
2026-01-20 * "M-0001" "Paid"
  member: "M-0001"
  Assets:Bank             130.00 USD
  Assets:Receivable:Dues -130.00 USD
"""
BANK = """
2026-04-01 balance Assets:Bank  130.00 USD
"""
MARCH = ("--on", "2026-03-31", *NOW)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = union_book(tmp_path / "book")
    run("dues", "charge", book, "--period", "2026-Q1", *NOW, "--write")
    typed(book, PAID)
    return book


def said(text: str) -> str:
    return " ".join(text.split())


def test_a_member_reads_in_plain_words_what_they_owe(book: Path) -> None:
    done = run("dues", "statement", book, "M-0002", *MARCH)
    assert done.exit_code == 0
    text = said(done.stdout)
    assert "BEN SAMPLE, M-0002" in text
    assert "You are behind with your dues since 3 March 2026." in text
    assert "You owe 90.00 USD." in text
    assert "To be in good standing again, pay at least 30.00 USD for dues." in text
    assert "Dues for January 2026 2026-01-01 30.00 30.00" in text
    assert "Ada" not in text


def test_what_was_paid_and_what_for(book: Path) -> None:
    text = said(run("dues", "statement", book, "M-0001", *MARCH).stdout)
    assert "You are in good standing. You owe nothing." in text
    assert "You have paid 40.00 USD ahead." in text
    assert "Paid, for January 2026, February 2026 and March 2026, and ahead" in text
    since = ("--since", "2026-02-01")
    text = said(run("dues", "statement", book, "M-0001", *MARCH, *since).stdout)
    assert "Before -100.00" in text
    assert "Dues for January 2026" not in text


def test_what_the_employer_is_to_hand_over_is_told_apart(book: Path) -> None:
    text = said(run("dues", "statement", book, "M-0003", *MARCH).stdout)
    assert "You are in good standing. You owe nothing." in text
    assert "90.00 USD is for your employer to take from your pay" in text


def test_a_file_with_a_name_goes_to_a_private_folder_only(book: Path) -> None:
    words = ("dues", "statement", book, "M-0001", *MARCH)
    told = refused(*words, "--output", book / "ada.html")
    assert "is in no folder called 'private'" in told
    path = book / "private" / "ada.html"
    done = run(*words, "--output", path)
    assert done.exit_code == 0
    assert "Ada Sample" in path.read_text(encoding="utf-8")
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_the_name_it_may_go_anywhere(book: Path) -> None:
    path = book / "m-0001.html"
    words = ("dues", "statement", book, "M-0001", *MARCH, "--no-name")
    assert run(*words, "--output", path).exit_code == 0
    assert "Sample" not in path.read_text(encoding="utf-8")
    assert "Sample" not in run(*words).stdout


def test_everybodys_go_to_the_books_private_folder(book: Path) -> None:
    before = set(tree(book))
    done = run("dues", "statement", book, "--all", *MARCH)
    assert done.exit_code == 0
    assert "Written: 4 statements to " in done.stdout
    made = sorted(set(tree(book)) - before)
    assert made == sorted(
        f"private/statements/2026-03-31/M-000{member}.{suffix}"
        for member in (1, 2, 3, 4)
        for suffix in ("html", "txt")
    )
    assert "Ada" not in done.output
    for name in made:
        text = (book / name).read_text(encoding="utf-8").casefold()
        people = [one for one in ("ada", "ben", "cleo", "dan") if f"{one} sam" in text]
        assert len(people) == 1


def test_all_is_refused_outside_a_private_folder(book: Path) -> None:
    before = tree(book)
    told = refused("dues", "statement", book, "--all", *MARCH, "--output", book / "out")
    assert "is in no folder called 'private'" in told
    link = book / "private" / "out"
    try:
        link.symlink_to(book.parent, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    told = refused("dues", "statement", book, "--all", *MARCH, "--output", link)
    assert "is in no folder called 'private'" in told
    link.unlink()
    assert tree(book) == before


def test_a_book_without_a_roster_has_ids_only(book: Path) -> None:
    (book / "private" / "roster.csv").unlink()
    done = run("dues", "statement", book, "M-0002", *MARCH)
    assert done.exit_code == 0
    assert "can't be read" in done.stderr
    assert "M-0002" in done.stdout


def test_one_member_or_all(book: Path) -> None:
    assert "Name one MEMBER, or write --all" in refused("dues", "statement", book)
    told = refused("dues", "statement", book, "M-0001", "--all")
    assert "Name one MEMBER, or write --all" in told
    assert "never joined" in refused("dues", "statement", book, "M-0099")


def test_reminders_wait_for_the_months_payments(book: Path) -> None:
    words = ("dues", "reminders", book, "--period", "2026-03", "--on", "2026-04-08")
    done = run(*words, *NOW)
    assert done.exit_code == 1
    assert "WAITING FOR PAYMENTS" in done.stdout
    assert "through 31 March 2026 are not in the book" in done.stderr
    assert "M-0002" not in done.stdout
    typed(book, BANK)
    done = run(*words, *NOW)
    assert done.exit_code == 0
    text = said(done.stdout)
    assert "M-0002 Behind 2026-01, 2026-02, 2026-03 97 90.00" in text
    assert "M-0001" not in text
    assert "M-0003" not in text
