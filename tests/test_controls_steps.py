from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.month import look
from coopbooks.controls.review.acting import sign
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of
from tests.support.reviewed import MARCH
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.month import Report
    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book


def march(
    book: Book, today: str = "2026-04-08", report: Report = "missing"
) -> dict[str, Step]:
    scope = scope_of(
        book.entries,
        book.options,
        book.title,
        book.currency,
        parse_period("2026-03"),
    )
    day = datetime.date.fromisoformat(today)
    return {
        step.name: step
        for step in steps(look(scope, len(book.errors), report, day, book.folder))
    }


def test_a_month_that_is_all_done(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "budget" Income:Dues "monthly" -100.00 USD
    2026-03-05 * "Dues"
      Assets:Bank    100.00 USD
      Income:Dues
    2026-04-01 balance Assets:Bank  100.00 USD
    2026-04-07 custom "coop-close" "2026-03" "hard"
    """
    found = march(book_doc, report="made")
    assert {step.state for step in found.values()} == {"done"}
    assert "receipts" not in found


def test_the_month_is_not_over(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-03-05 * "Dues"
      Assets:Bank    100.00 USD
      Income:Dues
    """
    found = march(book_doc, today="2026-03-31")
    awaited = {name for name, step in found.items() if step.state == "awaited"}
    assert awaited == {"over", "confirmed", "reported", "closed"}
    assert "31 March 2026" in found["over"].words
    assert march(book_doc, today="2026-04-01")["over"].state == "done"


def test_each_account_of_money_wants_a_balance(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank:Current USD
    2026-01-01 open Assets:Bank:Abroad EUR,USD
    2026-01-01 open Assets:Bank:Never-Used USD
    2026-01-01 open Assets:Cash
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "bank" Assets:Bank
      name: "Bank"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
      name: "Cash box"
    2026-01-01 price EUR 1.10 USD
    2026-03-05 * "Dues"
      Assets:Bank:Current    100.00 USD
      Assets:Bank:Abroad      10.00 EUR
      Assets:Cash              5.00 USD
      Income:Dues           -105.00 USD
      Income:Dues            -10.00 EUR
    2026-04-01 balance Assets:Bank:Current  100.00 USD
    2026-03-31 balance Assets:Cash  5.00 USD
    """
    step = march(book_doc)["confirmed"]
    assert step.state == "todo"
    abroad, cash = step.details
    assert abroad.startswith("2026-04-01 balance Assets:Bank:Abroad ... EUR")
    assert cash == "2026-04-01 balance Assets:Cash ... USD  (Cash box)"


def test_a_balance_that_differs_is_named(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "bank" Assets:Bank
      name: "Harbor Bank"
    2026-03-05 * "Dues"
      Assets:Bank    100.00 USD
      Income:Dues
    2026-04-01 balance Assets:Bank  99.00 USD
    """
    found = march(book_doc)
    assert found["sound"].state == "todo"
    assert found["sound"].command == ("check",)
    assert found["confirmed"].state == "todo"
    assert found["confirmed"].details == ("Harbor Bank",)


def test_marks_and_receipts_have_their_places(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Office
    2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
    2026-03-05 ! "Paper"
      Assets:Bank    -49.99 USD
      Expenses:Office
    2026-03-06 * "Printer"
      Assets:Bank    -50.00 USD
      Expenses:Office
    2026-02-06 ! "Another month's"
      Assets:Bank    -50.00 USD
      Expenses:Office
    """
    found = march(book_doc)
    [flagged] = found["flagged"].details
    assert flagged.startswith("main.beancount:5: ")
    assert "Paper" in flagged
    [receipt] = found["receipts"].details
    assert receipt.startswith("main.beancount:8: ")
    assert "Printer" in receipt


def test_a_plan_is_wanted(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Office
    2026-04-01 custom "budget" Expenses:Office "monthly" 40.00 USD
    2026-03-06 * "Paper"
      Assets:Bank    -50.00 USD
      Expenses:Office
    """
    step = march(book_doc)["plan"]
    assert step.state == "todo"
    assert step.details == (
        '2026-03-01 custom "budget" Expenses:Office "monthly" 40.00 USD',
    )


@pytest.mark.parametrize(
    ("report", "state", "words"),
    [
        ("missing", "todo", "Make the report of March 2026"),
        ("outdated", "todo", "The book has changed since"),
        ("made", "done", "The report of March 2026 is made"),
    ],
)
def test_the_report(book_doc: Book, report: Report, state: str, words: str) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Office
    2026-03-06 * "Paper"
      Assets:Bank    -50.00 USD
      Expenses:Office
    """
    step = march(book_doc, report=report)["reported"]
    assert step.state == state
    assert step.words.startswith(words)


def test_no_report_where_nothing_is_written(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank USD
    """
    found = march(book_doc)
    assert found["written"].state == "todo"
    assert found["reported"].state == "awaited"
    assert found["closed"].state == "awaited"


def test_closed_as_known_on_the_day(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Office
    2026-03-06 * "Paper"
      Assets:Bank    -50.00 USD
      Expenses:Office
    2026-04-10 custom "coop-close" "2026-03" "soft"
    """
    early, late = march(book_doc, "2026-04-09"), march(book_doc, "2026-04-10")
    assert early["closed"].state == "todo"
    assert " ".join(early["closed"].command) == (
        "close BOOK --period 2026-03 --hard --write"
    )
    assert early["closed"].details == ()
    assert late["closed"].state == "done"


def test_who_signs_looks_at_the_packet_before_a_month_is_closed(
    tmp_path: Path,
) -> None:
    main = small_book(tmp_path / "book")

    def step() -> tuple[str, str, tuple[str, ...]]:
        found = march(loaded(main), "2026-04-12")["closed"]
        return found.words, " ".join(found.command), found.details

    packet = "review packet BOOK --period 2026-03"
    close = "close BOOK --period 2026-03 --hard --write"
    then = (f"coopbooks {close}",)
    words = "Let 2 people sign for March 2026, and then close it with"
    assert step() == (words, packet, then)
    sign(loaded(main), MARCH, person(2))
    words = "Let 1 more person sign for March 2026, and then close it with"
    assert step() == (words, packet, then)
    sign(loaded(main), MARCH, person(3))
    words = "Close March 2026 once the committee has seen the report"
    assert step() == (words, close, ())
