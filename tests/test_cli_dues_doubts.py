"""Doubtful dues and those written off, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

TERMS = """
2026-01-01 custom "coop-dues-allowance" "more-than" 30 DAY 20 PERCENT
  expense: Expenses:Doubtful
  to: Assets:Receivable:Allowance
2026-01-01 custom "coop-dues-allowance" "more-than" 60 DAY 50 PERCENT
  expense: Expenses:Doubtful
  to: Assets:Receivable:Allowance
2026-03-20 custom "coop-decision" "2026-03/5" "Written off for M-0002"
  body: "executive board"
  limit: 60.00 USD
"""
MARCH = ("--on", "2026-03-31", *NOW)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    book = union_book(tmp_path / "book", more=TERMS)
    run("dues", "charge", book, "--period", "2026-02", *NOW, "--write")
    run("dues", "charge", book, "--period", "2026-01", *NOW, "--write")
    return book


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_is_doubtful_is_written_once_and_taken_out_again(book: Path) -> None:
    # January is 89 days old on 31 March, February 58: two pay themselves in January,
    # three in February; who works at the plant has an employer that owes it.
    before = tree(book)
    done = run("dues", "allowance", book, *MARCH, "--write")
    said = lines(done.stdout)
    assert done.exit_code == 0
    assert any("more than 60 days 60.00 50 percent 30.00" in one for one in said)
    assert any("more than 30 days 90.00 20 percent 18.00" in one for one in said)
    assert "To add 48.00" in said
    assert coopbooks.load(book).errors == []
    after = tree(book)
    again = run("dues", "allowance", book, *MARCH, "--write")
    assert "nothing was written" in again.stderr
    assert tree(book) == after
    run("import", "undo", book, "2026-03-31-allowance")
    assert tree(book) == before


def test_a_book_that_says_nothing_of_doubts_says_how_to(tmp_path: Path) -> None:
    book = union_book(tmp_path / "book")
    told = refused("dues", "allowance", book, *MARCH)
    assert "this book does not say which old dues are" in told
    assert "Say with coop-dues-allowance" in told


def test_what_a_member_owes_is_written_off_by_decision(book: Path) -> None:
    before = tree(book)
    words = ("dues", "write-off", book, "M-0002", "--decision", "2026-03/5", *MARCH)
    done = run(*words)
    assert "PROPOSAL" in done.stdout
    assert "Together 60.00" in lines(done.stdout)
    assert tree(book) == before
    assert run(*words, "--write").exit_code == 0
    assert coopbooks.load(book).errors == []
    after = tree(book)
    assert "nothing was written" in run(*words, "--write").stderr
    assert tree(book) == after
    [batch] = [
        path.stem
        for path in (book / "generated" / "2026").iterdir()
        if "written-off" in path.name
    ]
    run("import", "undo", book, batch)
    assert tree(book) == before


def test_what_is_not_decided_or_not_owed_is_refused(book: Path) -> None:
    words = ("dues", "write-off", book)
    told = refused(*words, "M-0002", "--decision", "2026-03/9", *MARCH)
    assert "is not in this book" in told
    told = refused(*words, "M-0003", "--decision", "2026-03/5", *MARCH)
    assert "owes nothing on 2026-03-31 that could be written off" in told
    told = refused(*words, "M-0099", "--decision", "2026-03/5", *MARCH)
    assert "never joined" in told
    main = book / "main.beancount"
    text = main.read_text(encoding="utf-8").replace("limit: 60.00 USD", "limit: 5 USD")
    main.write_text(text, encoding="utf-8", newline="\n")
    told = refused(*words, "M-0002", "--decision", "2026-03/5", *MARCH)
    assert "leaves 5.00 USD; this is 60.00" in told
