"""A year's surplus among the steps of a month, and among what to look at."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.findings import findings
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book

BOOK = """\
option "operating_currency" "USD"
2024-01-01 custom "coop-entity" "mill" "worker-coop"
  basis: "accrual"
  fiscal-year-end: "12-31"
  country: "US"
2024-01-01 commodity HOUR
  measure: TRUE
2024-01-01 open Assets:Bank
2024-01-01 open Income:Sales
2024-01-01 open Liabilities:Payable
2024-01-01 open Equity:Capital:M-0001
2024-01-01 open Equity:Capital:M-0002
2024-01-01 open Equity:Collective
2024-01-01 open Equity:Result
2024-01-01 open Equity:Hours:Members
2024-01-01 open Equity:Hours:All
2024-01-01 custom "coop-account" "bank" Assets:Bank
2024-01-01 custom "coop-account" "sales" Income:Sales
2024-01-01 custom "coop-account" "patronage-payable" Liabilities:Payable
2024-01-01 custom "coop-account" "member-capital" Equity:Capital
2024-01-01 custom "coop-account" "collective" Equity:Collective
2024-01-01 custom "coop-account" "result" Equity:Result
2024-01-01 custom "coop-member" "M-0001" "join"
2024-01-01 custom "coop-member" "M-0002" "join"
2024-01-01 custom "coop-measure" "hours" Equity:Hours:Members "in-period"
2024-01-01 custom "coop-surplus" "mill"
  patronage: "hours"
2024-01-01 custom "coop-surplus-step" "mill" 10 "collective" 50 PERCENT "of" "result"
  to: Equity:Collective
2024-01-01 custom "coop-surplus-step" "mill" 90 "members" "rest" "of" "left"
  to: Equity:Capital
  cash: 20 PERCENT
2025-06-30 * "Sold"
  Assets:Bank     1000.00 USD
  Income:Sales   -1000.00 USD
2025-12-31 * "Worked"
  Equity:Hours:Members   300 HOUR
    member: "M-0001"
  Equity:Hours:Members   100 HOUR
    member: "M-0002"
  Equity:Hours:All      -400 HOUR
2026-03-02 * "Sold"
  Assets:Bank      100.00 USD
  Income:Sales    -100.00 USD
"""
CLOSED = '2026-02-01 custom "coop-close" "2025" "soft"\n'
DECIDED = """\
2026-03-14 custom "coop-decision" "2026-03/2" "2025 shared"
  body: "members' meeting"
  proposal: "{}"
"""
SHARED = """\
2026-03-20 * "Shared"
  period: "2025"
  Equity:Result          1000.00 USD
  Equity:Collective      -500.00 USD
  Liabilities:Payable     -75.00 USD
    member: "M-0001"
  Equity:Capital:M-0001  -300.00 USD
    lot: "2025-Q"
  Liabilities:Payable     -25.00 USD
    member: "M-0002"
  Equity:Capital:M-0002  -100.00 USD
    lot: "2025-Q"
"""
APRIL, SEPTEMBER = datetime.date(2026, 4, 8), datetime.date(2026, 9, 8)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Book]:
    """Loads the mill's book with more lines behind it."""

    def made(*more: str) -> Book:
        path = tmp_path / "main.beancount"
        path.write_text("".join((BOOK, *more)), encoding="utf-8", newline="\n")
        found = coopbooks.load(path)
        assert found.errors == []
        return found

    return made


def taken(
    book: Book, period: str = "2026-03", today: datetime.date = APRIL
) -> dict[str, Step]:
    scope = scope_of(
        book.entries, book.options, book.title, "USD", parse_period(period)
    )
    found = steps(look(scope, 0, "missing", today, book.folder))
    return {step.name: step for step in found}


def looked_at(book: Book, period: str = "2026-03") -> list[str]:
    scope = scope_of(
        book.entries, book.options, book.title, "USD", parse_period(period)
    )
    about = ("surplus", "consent")
    return [
        f"{one.code} | {one.words} | {one.amount}"
        for one in findings(scope, None)
        if one.code.startswith(about)
    ]


def code(book: Book) -> str:
    year = parse_period("2025")
    return code_of(propose(read_terms(book.entries), book.entries, year, APRIL))


def test_a_year_is_closed_proposed_decided_written_and_paid(
    book: Callable[..., Book],
) -> None:
    step = taken(book())["shared"]
    assert step.state == "todo"
    assert step.words.startswith("2025 is not closed")
    close = ("close", "BOOK", "--period", "2025", "--hard", "--write")
    assert (step.command, step.details) == (close, ())

    step = taken(book(CLOSED))["shared"]
    assert step.words.startswith("The surplus of 2025 is not shared yet")
    assert step.command == ("surplus", "propose", "BOOK", "--period", "2025")

    decided = DECIDED.format(code(book(CLOSED)))
    step = taken(book(CLOSED, decided))["shared"]
    assert step.words.startswith("The members decided on the surplus of 2025")
    assert step.command[-3:] == ("--decision", "2026-03/2", "--write")

    found = taken(book(CLOSED, decided, SHARED))
    assert found["shared"].state == "done"
    assert found["paid-out"].state == "awaited"
    assert found["paid-out"].words == (
        "Paying members 100.00 USD of 2025 in cash, by 15 September 2026"
    )
    sold = '2026-08-30 * "Sold"\n  Assets:Bank  1.00 USD\n  Income:Sales  -1.00 USD\n'
    step = taken(book(CLOSED, decided, SHARED, sold), "2026-08", SEPTEMBER)["paid-out"]
    assert step.state == "todo"
    assert step.words == (
        "Pay members what is due to them of 2025 in cash, 100.00 USD, "
        "by 15 September 2026"
    )
    assert "surplus notices" in step.details[0]


def test_a_decision_on_something_else(book: Callable[..., Book]) -> None:
    step = taken(book(CLOSED, DECIDED.format("s-2025-00000000")))["shared"]
    assert step.state == "todo"
    assert step.words.startswith("The book has changed since the members decided")
    assert step.details[0] == "decision 2026-03/2 is about proposal s-2025-00000000"


def test_what_is_in_the_way_is_named(book: Callable[..., Book]) -> None:
    late = '2025-03-01 custom "coop-member" "M-0003" "join"\n'
    step = taken(book(CLOSED, late))["shared"]
    assert step.words == "The surplus of 2025 can't be shared as the book stands"
    assert "M-0003" in " ".join(step.details)
    assert looked_at(book(CLOSED, late))[0].startswith(
        "surplus-not-shared | The surplus of 2025 is not shared yet; "
    )


def test_what_there_is_to_look_at(book: Callable[..., Book]) -> None:
    assert looked_at(book()) == [
        "surplus-not-shared | The surplus of 2025 is not shared yet | 1000.00"
    ]
    # Nobody said that they pay tax on what is kept for them.
    assert looked_at(book(SHARED)) == [
        (
            "consent-missing | 2 members have not agreed to pay tax on what is kept "
            "for them of 2025, though it counts as qualified | None"
        )
    ]
    sold = '2026-09-30 * "Sold"\n  Assets:Bank  1.00 USD\n  Income:Sales  -1.00 USD\n'
    assert looked_at(book(SHARED, sold), "2026-09") == [
        (
            "surplus-unpaid | Cash of 2025 is due to members since 15 September 2026 | "
            "100.00"
        )
    ]


def test_before_the_year_is_over_there_is_nothing_to_share(
    book: Callable[..., Book],
) -> None:
    assert not {"shared", "paid-out"} & taken(book(), "2025-11").keys()
    assert looked_at(book(), "2025-11") == []


def test_a_book_without_a_rule_has_no_such_step(book: Callable[..., Book]) -> None:
    lines = BOOK.splitlines(keepends=True)
    begin = lines.index('2024-01-01 custom "coop-surplus" "mill"\n')
    without = "".join((*lines[:begin], *lines[begin + 7 :]))
    assert "coop-surplus" not in without
    path = book().path
    path.write_text(without, encoding="utf-8", newline="\n")
    assert not {"shared", "paid-out"} & taken(coopbooks.load(path)).keys()
