"""What keeps a year's surplus from being posted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import DECISION
from tests.support.smallcoop import GAIN
from tests.support.smallcoop import LOSS
from tests.support.smallcoop import RULE
from tests.support.smallcoop import YEAR
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post
from tests.support.smallcoop import typed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return coop_book(tmp_path / "small coop")


def told(book: Path, *words: str) -> str:
    before = tree(book)
    done = post(book, "--write", *words)
    assert done.exit_code == 1
    assert "NOTHING IS POSTED" in done.stdout
    assert "PLEASE LOOK AT" in done.stdout
    assert tree(book) == before
    return done.stderr


def test_a_decision_that_the_book_does_not_have(book: Path) -> None:
    decided(book, code(book), "2026-04/12")
    line = refused("surplus", "post", book, *YEAR, *DECISION)
    assert line == (
        "Decision '2026-04/1' is not in this book; add its coop-decision. "
        "Did you mean '2026-04/12'?"
    )


def test_a_decision_that_names_no_proposal_or_another(book: Path) -> None:
    now = code(book)
    decided(book, "")
    assert f'say so below it: proposal: "{now}"' in told(book)
    other = coop_book(book.parent / "other")
    decided(other, "s-2025-00000000")
    assert f"was taken on s-2025-00000000, and the book gives {now} now" in told(other)


def test_a_decision_too_early_too_late_or_still_to_come(book: Path) -> None:
    now = code(book)
    decided(book, now, day="2025-12-30")
    assert "was taken before 2025 was over" in told(book)
    later = coop_book(book.parent / "later")
    decided(later, now, day="2026-05-02")
    assert "is of 2026-05-02, which is still to come" in told(later)
    ended = coop_book(book.parent / "ended")
    decided(ended, now, day="2026-04-02")
    typed(ended, "  until: 2026-04-10\n")
    assert "could be used until 2026-04-10" in told(ended)


def test_a_year_that_is_not_over(book: Path) -> None:
    decided(book, code(book))
    done = run("surplus", "post", book, "--period", "2026", *YEAR[2:], *DECISION)
    assert done.exit_code == 1
    assert "2026 is over on 31 December 2026; post it after that" in done.stderr


def test_a_year_that_is_not_closed(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book", RULE, GAIN)
    shown = run("surplus", "propose", book, *YEAR)
    assert "NOT FINAL: the year is not closed" in shown.stdout
    decided(book, code(book))
    assert "2025 is not closed, so that it may still change" in told(book)


def test_an_account_that_the_book_lacks(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book")
    main = book / "main.beancount"
    text = main.read_text("utf-8").replace(
        '2024-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage\n',
        "",
    )
    main.write_text(text, encoding="utf-8", newline="\n")
    decided(book, code(book))
    assert "no account has the role 'patronage-payable'" in told(book)


def test_a_book_with_errors_is_not_written_to(book: Path) -> None:
    decided(book, code(book))
    typed(book, '\n2026-03-01 custom "coop-fnud" "x"\n')
    done = post(book, "--write")
    assert "Nothing is written to a book that has errors" in done.stderr


def test_what_is_no_fiscal_year(book: Path) -> None:
    line = refused("surplus", "post", book, "--period", "2025-Q4", *DECISION)
    assert "'2025-Q4' is no fiscal year of this book" in line
    assert "--period 2025 for the one that ends on 31 December 2025" in line


def test_a_book_without_a_rule_or_with_two(book: Path) -> None:
    bare = coop_book(book.parent / "bare", "; no rule\n")
    assert "rule" in refused("surplus", "propose", bare, *YEAR)
    both = coop_book(book.parent / "both", RULE + RULE.replace('"law"', '"bylaws"'))
    line = refused("surplus", "propose", both, *YEAR)
    assert "'bylaws'" in line
    assert "'law'" in line
    chosen = run("surplus", "propose", both, *YEAR, "--rule", "law")
    assert chosen.exit_code == 0
    assert "By the rule 'law'" in chosen.stdout


def test_a_loss_that_somebody_carries_by_hand_is_not_shared(tmp_path: Path) -> None:
    carried = """
2024-01-01 open Equity:Result:Earlier USD
2026-04-18 * "Carried" "The loss of 2025"
  period: "2025"
  Equity:Result:Earlier      12000.00 USD
  Equity:Result:Allocated   -12000.00 USD
"""
    rule = "\n".join(RULE.split('2024-01-01 custom "coop-surplus-loss"')[:1])
    book = coop_book(tmp_path / "book", rule, LOSS + CLOSED + carried)
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 0, done.stderr
    assert "By the rule it is carried" in done.stdout
