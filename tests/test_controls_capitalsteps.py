"""Members' accounts among the steps of a month: joining fees, and who left."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from beancount.parser.printer import format_entry

import coopbooks
from coopbooks.controls.findings import findings
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.periods import parse_period
from coopbooks.statements.scope import scope_of
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.capital.upkeep import upkeep
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope

BOOK = """\
option "operating_currency" "USD"
2025-01-01 custom "coop-entity" "mill" "worker-coop"
  basis: "accrual"
2024-12-31 open Assets:Bank
2024-12-31 open Expenses:Interest
2024-12-31 open Income:Sales
2024-12-31 open Liabilities:Left:Soon
2024-12-31 open Liabilities:Left:Later
2024-12-31 open Equity:Capital:M-0001
2024-12-31 open Equity:Capital:M-0002
2024-12-31 open Equity:Collective
2024-12-31 custom "coop-account" "bank" Assets:Bank
2024-12-31 custom "coop-account" "capital-payable" Liabilities:Left:Soon
2024-12-31 custom "coop-account" "long-term-loan" Liabilities:Left:Later
2024-12-31 custom "coop-account" "member-capital" Equity:Capital
2024-12-31 custom "coop-account" "collective" Equity:Collective
2020-01-01 custom "coop-joining-fee" "owner" 300.00 USD
  instalments: 3
  each: "month"
2020-01-01 custom "coop-leaving" "mill"
  parts: 2
  each: "year"
  interest: 5 PERCENT
  interest-to: Expenses:Interest
  payable: Liabilities:Left:Soon
  payable-later: Liabilities:Left:Later
2026-01-10 custom "coop-member" "M-0001" "join"
  class: "owner"
2020-01-01 custom "coop-member" "M-0002" "join"
2024-12-31 * "Opening"
  Assets:Bank             1500.00 USD
  Equity:Capital:M-0002  -1000.00 USD
    lot: "fee"
  Equity:Collective       -500.00 USD
2026-02-10 * "Paid in"
  Assets:Bank              100.00 USD
  Equity:Capital:M-0001   -100.00 USD
    lot: "fee"
2027-03-20 * "Sold"
  Assets:Bank                1.00 USD
  Income:Sales              -1.00 USD
"""
LEFT = '2026-03-31 custom "coop-member" "M-0002" "leave"\n'
OWED = """\
2026-03-31 * "Left"
  member: "M-0002"
  Equity:Capital:M-0002   1000.00 USD
    lot: "fee"
  Liabilities:Left:Soon   -500.00 USD
  Liabilities:Left:Later  -500.00 USD
"""
PAID = """\
2027-03-31 * "Paid"
  member: "M-0002"
  Liabilities:Left:Soon    550.00 USD
  Assets:Bank             -550.00 USD
"""


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


def scope(book: Book, period: str) -> Scope:
    found = parse_period(period)
    return scope_of(book.entries, book.options, book.title, "USD", found)


def taken(book: Book, period: str, today: str) -> dict[str, Step]:
    day = datetime.date.fromisoformat(today)
    found = steps(look(scope(book, period), 0, "missing", day, book.folder))
    return {step.name: step for step in found}


def upkept(book: Book, on: str) -> str:
    """What follows from the plans by a day, as it stands in a book."""
    debts, problems = read_debts(read_terms(book.entries), book.entries, "USD")
    assert problems == []
    day = datetime.date.fromisoformat(on)
    entries = upkeep(debts, book.entries, day).entries
    assert entries
    return "".join(format_entry(entry) for entry in entries)


def test_instalments_that_are_due_paid_and_overdue(book: Callable[..., Book]) -> None:
    mill = book()
    assert "paid-in" not in taken(mill, "2026-01", "2026-02-03")
    assert taken(mill, "2026-02", "2026-03-03")["paid-in"].state == "done"
    awaited = taken(mill, "2026-03", "2026-03-12")["paid-in"]
    assert awaited.state == "awaited"
    late = taken(mill, "2026-03", "2026-04-03")["paid-in"]
    assert late.state == "todo"
    assert late.words == (
        "Joining fees that were due by 31 March 2026 are not paid, 1 member, 100.00 USD"
    )
    assert late.command == ("surplus", "joining", "BOOK", "--on", "2026-03-31")
    assert late.details == ("M-0001: 100.00 USD",)
    [found] = [
        one
        for one in findings(scope(mill, "2026-03"), None)
        if one.code == "joining-fee-overdue"
    ]
    assert found.words == "1 member is behind with joining fees"
    assert f"{found.amount}" == "100.00"


def test_an_account_of_somebody_who_left(book: Callable[..., Book]) -> None:
    assert "settled" not in taken(book(), "2026-03", "2026-04-03")
    step = taken(book(LEFT), "2026-03", "2026-04-03")["settled"]
    assert step.state == "todo"
    assert step.words.startswith("1 member who left still has an account; work out")
    assert step.command[-1] == "M-0002"
    assert "settled" not in taken(book(LEFT, OWED), "2026-03", "2026-04-03")
    # Before they left there was nothing to settle.
    assert "settled" not in taken(book(LEFT), "2026-02", "2026-04-03")


def test_a_plan_is_kept_up_and_paid(book: Callable[..., Book]) -> None:
    assert "kept-up" not in taken(book(LEFT, OWED), "2026-04", "2026-05-03")
    step = taken(book(LEFT, OWED), "2027-03", "2027-04-03")["kept-up"]
    assert step.words.startswith("What follows from plans for who left is not in")
    assert step.command[-1] == "--write"
    kept = upkept(book(LEFT, OWED), "2027-03-31")
    step = taken(book(LEFT, OWED, kept), "2027-03", "2027-04-03")["kept-up"]
    assert step.words == "Pay who left what falls due in March 2027, 550.00 USD"
    assert step.details == ("M-0002: 550.00 USD on 31 March 2027",)
    assert "kept-up" not in taken(book(LEFT, OWED, kept, PAID), "2027-03", "2027-04-03")


def test_a_book_without_such_rules_has_no_such_steps(book: Callable[..., Book]) -> None:
    begin = BOOK.index('2020-01-01 custom "coop-joining-fee"')
    end = BOOK.index('2026-01-10 custom "coop-member"')
    path = book().path
    text = "".join((BOOK[:begin], BOOK[end:], LEFT))
    path.write_text(text, encoding="utf-8", newline="\n")
    found = taken(coopbooks.load(path), "2026-03", "2026-04-03")
    assert not {"paid-in", "settled", "kept-up"} & found.keys()
