"""Dues among the steps of a month."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book

MAY = datetime.date(2026, 5, 2)


def taken(book: Book, today: datetime.date = MAY) -> dict[str, Step]:
    assert book.errors == []
    period = parse_period("2026-04")
    scope = scope_of(book.entries, book.options, book.title, "USD", period)
    found = steps(look(scope, 0, "missing", today, book.folder))
    return {step.name: step for step in found}


def test_dues_and_per_capita_that_are_not_in_the_book(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 open Expenses:PerCapita
    2026-01-01 open Liabilities:PerCapita
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-account" "per-capita" Expenses:PerCapita
    2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:PerCapita
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 26.00 USD
    2026-01-01 custom "coop-per-capita" "national" "headcount"
      each: 12.00 USD
      treatment: "expense"
      expense: Expenses:PerCapita
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-04-01 * "Charged by hand"
      period: "2026-04"
      Assets:Receivable   26.00 USD
        member: "M-0001"
      Income:Dues        -26.00 USD
    """
    found = taken(book_doc)
    charged, owed = found["charged"], found["owed-up"]
    assert (charged.state, owed.state) == ("todo", "todo")
    assert charged.words.endswith("not charged as the rules say, for 1 member")
    command = ("dues", "charge", "BOOK", "--period", "2026-04", "--write")
    assert charged.command == command
    assert owed.command[1] == "per-capita"
    # Before the month begins nothing is charged; before it ends nothing goes up.
    early = taken(book_doc, datetime.date(2026, 3, 31))
    assert (early["charged"].state, early["owed-up"].state) == ("awaited", "awaited")


def test_dues_that_are_in_the_book_and_that_cannot_be_worked_out(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "percentage"
      measure: "pay"
      rate: 1 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-declared" "M-0001" "pay" 2600 USD
    2026-04-01 * "Charged by hand"
      period: "2026-04"
      Assets:Receivable   26.00 USD
        member: "M-0001"
      Income:Dues        -26.00 USD
    """
    step = taken(book_doc)["charged"]
    assert step.state == "todo"
    assert step.words == "Not all dues of April 2026 can be worked out"
    assert step.details[0].startswith("main.beancount:8: M-0002: no 'pay'")
    assert "--write" not in step.command


def test_a_book_by_cash_or_without_dues_has_no_such_step(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 26.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-04-01 * "Paid"
      Assets:Bank   26.00 USD
      Income:Dues  -26.00 USD
        member: "M-0001"
    """
    assert not {"charged", "owed-up"} & taken(book_doc).keys()
