"""What goes to employers and parents, from the command line; and stamps."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

import coopbooks
from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import typed
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

MARCH = ("--period", "2026-03", *NOW)
HARBOR = ("--employer", "harbor-foods", *MARCH)
# 26.00 instead of 30.00 for the member at the plant, and 30.00 for somebody unknown;
# 3.00 less came in than the list says.
LIST = """
2026-04-02 * "Harbor Foods" "The list for March" ^check-off-2026-03
  period: "2026-03"
  Assets:Lists              56.00 USD
  Assets:Receivable:Plant  -26.00 USD
    member: "M-0003"
  Assets:Receivable:Plant  -30.00 USD

2026-04-03 * "Harbor Foods" "Transfer"
  Assets:Bank               53.00 USD
  Assets:Lists             -53.00 USD
"""
STAMPS = """
2026-01-01 commodity STAMP
  measure: TRUE
2026-01-01 open Equity:Stamps:Delegates STAMP
2026-01-01 open Equity:Stamps:Office STAMP
2026-01-01 open Equity:Stamps:Sold STAMP
2026-01-01 custom "coop-stamps" "STAMP" Equity:Stamps:Delegates
  office: Equity:Stamps:Office
  sold: Equity:Stamps:Sold
  price: 11.00 USD
2026-03-01 * "Stamps given out"
  Equity:Stamps:Delegates   100 STAMP
    member: "M-0001"
  Equity:Stamps:Office     -100 STAMP
2026-03-20 * "Stamps sold"
  Equity:Stamps:Sold         37 STAMP
  Equity:Stamps:Delegates   -37 STAMP
    member: "M-0001"
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = union_book(tmp_path / "book")
    run("dues", "charge", book, *MARCH, "--write")
    typed(book, LIST)
    return book


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_expected_list_and_deposit_are_tied_three_ways(book: Path) -> None:
    done = run("dues", "reconcile", book, *HARBOR)
    assert done.exit_code == 1
    said = lines(done.stdout)
    assert "Expected, by the dues and the members 30.00" in said
    assert "On the employer's list 56.00" in said
    assert "Came in 53.00" in said
    assert "NOT EXPLAINED: list less deposit 3.00" in said
    assert "M-0003 30.00 26.00 -4.00 26.00 4.00 short" in "\n".join(said)
    assert "Not explained: 3.00 USD." in done.stderr


def test_what_nobody_owes_is_set_right_once(book: Path) -> None:
    before = tree(book)
    done = run("dues", "reconcile", book, *HARBOR, "--write")
    assert "WRITTEN TO THE BOOK" in done.stdout
    found = coopbooks.load(book)
    assert found.errors == []
    after = tree(book)
    assert after != before
    again = run("dues", "reconcile", book, *HARBOR, "--write")
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    run("import", "undo", book, "2026-03-check-off-harbor-foods")
    assert tree(book) == before


def test_the_letter_has_ids_unless_names_are_asked_for(book: Path) -> None:
    done = run("dues", "reconcile", book, *HARBOR, "--letter")
    assert "To: harbor-foods" in done.stdout
    assert "M-0003" in done.stdout
    assert "Sample" not in done.stdout
    named = run("dues", "reconcile", book, *HARBOR, "--letter", "--names")
    assert "Cleo Sample" in named.stdout


def test_a_letter_with_names_goes_to_a_private_folder_only(book: Path) -> None:
    words = ("dues", "reconcile", book, *HARBOR, "--letter", "--names", "--output")
    told = refused(*words, book / "letter.txt")
    assert "is in no folder called 'private'" in told
    told = refused(*words, book / "private" / ".." / "letter.txt")
    assert "is in no folder called 'private'" in told
    assert not (book / "letter.txt").exists()
    path = book / "private" / "letters" / "harbor.txt"
    run(*words, path)
    assert "Cleo Sample" in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 or path.drive


def test_names_without_a_letter_and_unknown_employers_are_refused(book: Path) -> None:
    assert "add --letter" in refused("dues", "reconcile", book, *HARBOR, "--names")
    told = refused("dues", "reconcile", book, "--employer", "harbour", *MARCH)
    assert "this book has harbor-foods" in told


def test_per_capita_is_written_once(book: Path) -> None:
    before = tree(book)
    done = run("dues", "per-capita", book, *MARCH, "--write")
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert "federation, March 2026 3 36.00 36.00" in said
    assert "Left to us 54.00" in said
    after = tree(book)
    again = run("dues", "per-capita", book, *MARCH, "--write")
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    run("import", "undo", book, "2026-03-per-capita")
    assert tree(book) == before


def test_who_is_counted_stands_behind_the_first_page(book: Path) -> None:
    shown = run("dues", "per-capita", book, *MARCH).stdout
    assert "M-0001" not in shown
    shown = run("dues", "per-capita", book, *MARCH, "--format", "csv").stdout
    assert "M-0001" in shown


def test_stamps_and_their_money(tmp_path: Path) -> None:
    book = union_book(tmp_path / "book", more=STAMPS)
    done = run("dues", "stamps", book, *MARCH)
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert "M-0001 0 100 0 37 63" in said
    assert "M-0001 407.00 0.00 407.00" in said


def test_a_book_without_stamps_says_how_to_count_them(book: Path) -> None:
    assert "Say with coop-stamps" in refused("dues", "stamps", book, *MARCH)
