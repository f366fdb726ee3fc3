"""How one member's dues came about, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.commands import refused
from tests.support.commands import run
from tests.support.union import NOW
from tests.support.union import union_book

if TYPE_CHECKING:
    from pathlib import Path

MARCH = ("--period", "2026-03", *NOW)
# 17.06 an hour, 80 hours: 1.83 percent of 1,364.80 is 24.97584, rounded down.
BY_PAY = """
2026-01-01 open Equity:Pay
2026-01-01 open Equity:Counter
2026-01-01 custom "coop-measure" "pay" Equity:Pay "in-period"
2026-01-01 custom "coop-dues" "3800" "percentage"
  class: "full"
  measure: "pay"
  rate: 1.83 PERCENT
  round: "down"
  authority: "bylaws art. 5"
2026-01-01 custom "coop-dues-part" "3800" "strike" 5.00 USD "to" Income:Dues
  fund: "strike"
2026-01-01 custom "coop-dues-part" "3800" "local" "rest" "to" Income:Dues
2026-01-01 custom "coop-fund" "strike" "restricted"
  purpose: "strike pay"
  giver: "friends"
2026-03-01 custom "coop-member" "M-0001" "change"
  class: "full"
2026-03-31 * "Pay of March"
  period: "2026-03"
  Equity:Pay      1364.80 USD
    member: "M-0001"
  Equity:Counter -1364.80 USD
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return union_book(tmp_path / "book", more=BY_PAY)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_each_step_has_its_rule_and_what_it_rests_on(book: Path) -> None:
    done = run("dues", "explain", book, "M-0001", *MARCH)
    assert done.exit_code == 0
    said = "\n".join(lines(done.stdout))
    assert "24.97584 USD main.beancount:" in said
    assert "bylaws art. 5" in said
    assert "To pay 24.97" in said
    assert "strike (fund strike) Income:Dues 5.00" in said
    assert "local Income:Dues 19.97" in said
    assert "3800, March 2026 2026-03-01 24.97" in said
    assert "NOT POSTED YET: the book has nothing of it." in " ".join(said.split())
    assert "Sample" not in done.stdout


def test_once_it_is_charged_the_book_has_it(book: Path) -> None:
    run("dues", "charge", book, *MARCH, "--write")
    done = run("dues", "explain", book, "M-0001", *MARCH)
    assert "The book has all of it." in done.stdout
    page = run("dues", "explain", book, "M-0001", *MARCH, "--format", "html")
    assert "24.97" in page.stdout


def test_who_is_excused_is_told_why_and_where_it_is_said(book: Path) -> None:
    done = run("dues", "explain", book, "M-0004", *MARCH)
    assert done.exit_code == 0
    assert "Nothing to pay for March 2026: on leave." in done.stdout
    assert "main.beancount:" in done.stdout


def test_what_the_employer_takes_is_told(book: Path) -> None:
    done = run("dues", "explain", book, "M-0003", *MARCH)
    assert "30.00 is taken from pay by the employer." in done.stdout


def test_before_joining_nothing_is_due(book: Path) -> None:
    words = ("--period", "2025-12", *NOW)
    done = run("dues", "explain", book, "M-0001", *words)
    assert "nothing is due for December 2025" in " ".join(done.stdout.split())


def test_what_could_not_be_worked_out_is_told_with_its_place(tmp_path: Path) -> None:
    more = BY_PAY.replace('    member: "M-0001"\n', "")
    book = union_book(tmp_path / "book", more=more)
    done = run("dues", "explain", book, "M-0001", *MARCH)
    assert done.exit_code == 1
    assert "It could not be worked out: see below." in done.stdout
    assert "no 'pay' for 2026-03" in " ".join(done.stdout.split())


def test_an_id_that_nobody_has_is_refused(book: Path) -> None:
    told = refused("dues", "explain", book, "M-0009", *MARCH)
    assert "'M-0009' never joined by this book" in told
