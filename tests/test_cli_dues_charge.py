"""Charging dues, as a treasurer does it."""

from __future__ import annotations

import json
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


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return union_book(tmp_path / "our book")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def balance(book: Path, account: str) -> str:
    found = coopbooks.load(book)
    assert found.errors == []
    postings = [
        one.units
        for entry in found.entries
        for one in getattr(entry, "postings", ())
        if one.account == account
    ]
    return str(sum(one.number for one in postings))


def test_what_is_due_is_proposed_and_nothing_is_written(book: Path) -> None:
    before = tree(book)
    done = run("dues", "charge", book, *MARCH)
    assert done.exit_code == 0
    said = lines(done.stdout)
    assert "PROPOSAL: nothing is written" in done.stdout
    assert "DUES FOR MARCH 2026 Members Due In the book To write" in said
    assert "Together 3 90.00 0.00 90.00" in said
    assert "on leave 1" in said
    assert "M-0001" not in done.stdout
    assert tree(book) == before


def test_written_once_and_taken_out_byte_for_byte(book: Path) -> None:
    before = tree(book)
    done = run("dues", "charge", book, *MARCH, "--write")
    assert done.exit_code == 0
    assert "WRITTEN TO THE BOOK" in done.stdout
    assert "Together 3 90.00 0.00 90.00" in lines(done.stdout)
    assert 'coopbooks import undo "' in done.stderr
    assert balance(book, "Income:Dues") == "-90.00"
    assert balance(book, "Assets:Receivable:Plant") == "30.00"
    after = tree(book)
    again = run("dues", "charge", book, *MARCH, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert "Together 3 90.00 90.00 0.00" in lines(again.stdout)
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    assert run("import", "undo", book, "2026-03-dues").exit_code == 0
    assert tree(book) == before


def test_each_member_is_listed_where_it_is_asked_for(book: Path) -> None:
    done = run("dues", "charge", book, *MARCH, "--members")
    assert "M-0003 plant local 2026-03-01 30.00 30.00 0.00 30.00" in lines(done.stdout)
    assert "M-0004 2026-03 on leave" in lines(done.stdout)
    found = json.loads(run("dues", "charge", book, *MARCH, "--format", "json").stdout)
    assert any(one["id"] == "members:2026-03" for one in found["tables"])
    assert "Sample" not in json.dumps(found)


def test_what_was_typed_is_not_doubled(book: Path) -> None:
    typed(
        book,
        """
2026-03-01 * "Dues charged" "by hand"
  Assets:Receivable:Dues   30.00 USD
    member: "M-0001"
  Assets:Receivable:Dues   24.00 USD
    member: "M-0002"
  Income:Dues             -54.00 USD
""",
    )
    done = run("dues", "charge", book, *MARCH, "--write")
    assert "Together 3 90.00 54.00 36.00" in lines(done.stdout)
    assert balance(book, "Assets:Receivable:Dues") == "60.00"


def test_a_charge_by_hand_for_who_owes_nothing_is_told_and_left(book: Path) -> None:
    typed(
        book,
        """
2026-03-01 * "Dues charged" "by hand"
  member: "M-0004"
  Assets:Receivable:Dues   30.00 USD
  Income:Dues             -30.00 USD
""",
    )
    done = run("dues", "charge", book, *MARCH, "--write")
    assert done.exit_code == 1
    assert "months.beancount:3: M-0004: the book charges 30.00 USD" in done.stderr
    assert balance(book, "Assets:Receivable:Dues") == "90.00"


def test_dues_paid_ahead_are_set_aside_and_used_when_their_month_comes(
    book: Path,
) -> None:
    typed(
        book,
        """
2026-03-20 * "M-0001" "Three months at once"
  member: "M-0001"
  Assets:Bank              90.00 USD
  Assets:Receivable:Dues  -90.00 USD
""",
    )
    done = run("dues", "charge", book, *MARCH, "--write")
    assert "Set aside for later 1 60.00" in lines(done.stdout)
    assert balance(book, "Liabilities:Prepaid") == "-60.00"
    april = ("--period", "2026-04", "--now", "2026-04-08T10:00")
    done = run("dues", "charge", book, *april, "--write")
    assert "Used for this time 1 30.00" in lines(done.stdout)
    assert "April 2026 is not over" in done.stdout
    assert balance(book, "Liabilities:Prepaid") == "-30.00"
    for period in (MARCH, april):
        again = run("dues", "charge", book, *period)
        assert "NOTHING TO WRITE" in again.stdout


def test_a_month_that_is_not_over_sets_nothing_aside_yet(book: Path) -> None:
    typed(
        book,
        """
2026-03-02 * "M-0001" "Paid"
  member: "M-0001"
  Assets:Bank              90.00 USD
  Assets:Receivable:Dues  -90.00 USD
""",
    )
    early = ("--period", "2026-03", "--now", "2026-03-05T10:00")
    run("dues", "charge", book, *early, "--write")
    assert balance(book, "Liabilities:Prepaid") == "0"
    run("dues", "charge", book, *MARCH, "--write")
    assert balance(book, "Liabilities:Prepaid") == "-60.00"


def test_a_book_by_cash_shows_what_is_due_and_posts_nothing(tmp_path: Path) -> None:
    book = union_book(tmp_path / "book")
    main = book / "main.beancount"
    text = main.read_text(encoding="utf-8").replace('"accrual"', '"cash"')
    main.write_text(text, encoding="utf-8", newline="\n")
    before = tree(book)
    done = run("dues", "charge", book, *MARCH, "--write")
    assert done.exit_code == 0
    assert "Together 3 90.00" in lines(done.stdout)
    assert "NOTHING IS POSTED: dues count when they are paid" in done.stdout
    assert tree(book) == before


def test_a_quarter_is_charged_month_by_month(book: Path) -> None:
    run("dues", "charge", book, "--period", "2026-Q1", *NOW, "--write")
    written = sorted(path.name for path in (book / "generated" / "2026").iterdir())
    assert written == [f"2026-0{month}-dues.beancount" for month in (1, 2, 3)]
    assert balance(book, "Income:Dues") == "-300.00"
    done = run("dues", "charge", book, *MARCH)
    assert "NOTHING TO WRITE" in done.stdout


def test_problems_are_told_with_their_place_and_the_others_are_charged(
    tmp_path: Path,
) -> None:
    more = """
2026-01-01 custom "coop-dues" "by-pay" "percentage"
  class: "waged"
  measure: "pay"
  rate: 1 PERCENT
2026-03-01 custom "coop-member" "M-0002" "change"
  class: "waged"
"""
    book = union_book(tmp_path / "book", more=more)
    done = run("dues", "charge", book, *MARCH)
    assert done.exit_code == 1
    assert "main.beancount:" in done.stderr
    assert "M-0002" in done.stderr
    assert "Together 2 60.00 0.00 60.00" in lines(done.stdout)


def test_a_book_with_errors_is_shown_but_not_written(book: Path) -> None:
    typed(book, '\n2026-03-01 custom "coop-fnud" "x"\n')
    done = run("dues", "charge", book, *MARCH)
    assert done.exit_code == 1
    assert "The book has 1 error" in done.stderr
    words = ("dues", "charge", book, *MARCH, "--write")
    assert "Nothing is written to a book that has errors" in run(*words).stderr


def test_a_workbook_is_not_for_the_screen_and_a_bad_period_is_told(book: Path) -> None:
    told = refused("dues", "charge", book, "--period", "March")
    assert "'March' is not a period" in told
    path = book.parent / "charges.xlsx"
    done = run("dues", "charge", book, *MARCH, "--output", path)
    assert done.exit_code == 0
    assert path.read_bytes()[:2] == b"PK"
