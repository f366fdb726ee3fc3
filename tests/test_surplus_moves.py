"""What moved on members' accounts, and why; and from what was there to what is."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.surplus.capital.moves import balances_on
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.rollforward import roll_forward
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.capital.lots import Move

END = datetime.date(2027, 1, 1)


def moves_of(book: Book) -> list[Move]:
    """What moved in a book."""
    return read_moves(read_terms(book.entries), book.entries, END)


def kinds(book: Book) -> list[str]:
    """A line for each move: whose, which lot, how much, why."""
    return [f"{one.member} {one.lot} {one.number} {one.kind}" for one in moves_of(book)]


def test_why_accounts_grow(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "member-capital" Equity:Capital
    2026-01-01 custom "coop-account" "collective" Equity:Collective
    2026-01-01 custom "coop-account" "result" Equity:Result
    2026-01-01 custom "coop-account" "opening" Equity:Opening
    2026-01-01 custom "coop-member" "A" "join"
    2025-12-31 * "Before the book is the co-op's"
      Equity:Capital:A   -1 USD
        lot: "2024-Q"
      Equity:Collective
    2026-01-02 * "Brought in later"
      Equity:Capital:A   -2 USD
        lot: "2024-Q"
      Equity:Opening
    2026-01-03 * "Paid in"
      Equity:Capital:A   -3 USD
        lot: "fee"
      Assets:Bank
    2026-01-04 * "The surplus of 2025"
      Equity:Capital:A   -4 USD
        lot: "2025-Q"
      Equity:Result
    2026-01-05 * "Interest out of the surplus"
      Equity:Capital:A   -5 USD
        lot: "2025-I"
      Equity:Result
    2026-01-06 * "Patronage as a cost of the year"
      Equity:Capital:A   -6 USD
        lot: "2026"
      Expenses:Patronage
    2026-01-07 * "Out of the collective account"
      Equity:Capital:A   -7 USD
        lot: "2026"
      Equity:Collective
    2026-01-08 * "Out of the pay"
      Equity:Capital:A   -8 USD
        lot: "fee"
      Expenses:Wages
    2026-01-09 * "Cash of the surplus left with the co-op"
      Equity:Capital:A   -9 USD
        lot: "fee"
      Liabilities:Patronage
    """
    assert kinds(book_doc) == [
        "A 2024-Q 1 opening",
        "A 2024-Q 2 opening",
        "A fee 3 paid-in",
        "A 2025-Q 4 allocated",
        "A 2025-I 5 interest",
        "A 2026 6 allocated",
        "A 2026 7 moved",
        "A fee 8 paid-in",
        "A fee 9 paid-in",
    ]


def test_why_accounts_shrink(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "member-capital" Equity:Capital
    2026-01-01 custom "coop-account" "reserve" Equity:Reserve
    2026-01-01 custom "coop-account" "result" Equity:Result
    2026-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
    2026-01-01 custom "coop-account" "capital-payable" Liabilities:Left
    2026-01-01 custom "coop-member" "A" "join"
    2026-01-01 custom "coop-member" "B" "join"
    2026-01-01 custom "coop-member" "B" "leave"
    2026-02-01 * "Paid back"
      Equity:Capital:A    1 USD
        lot: "2024"
      Assets:Bank
    2026-02-02 * "Owed as paid back"
      Equity:Capital:A    2 USD
        lot: "2024"
      Liabilities:Patronage
    2026-02-03 * "A part of a loss"
      Equity:Capital:A    3 USD
        lot: "2024"
      Equity:Result
    2026-02-04 * "From one lot to another, and to another member"
      Equity:Capital:A    4 USD
        lot: "2024"
      Equity:Capital:A   -3 USD
        lot: "2025"
      Equity:Capital:B   -1 USD
        lot: "2025"
    2026-02-05 * "Given to the reserve"
      Equity:Capital:A    5 USD
        lot: "2024"
      Equity:Reserve
    2026-02-06 * "Who left is owed"
      Equity:Capital:B    6 USD
        lot: "2024"
      Liabilities:Others
    2026-02-07 * "By its role"
      Equity:Capital:A    7 USD
        lot: "2024"
      Liabilities:Left
    """
    assert kinds(book_doc) == [
        "A 2024 -1 redeemed",
        "A 2024 -2 redeemed",
        "A 2024 -3 loss",
        "A 2024 -4 moved",
        "A 2025 3 moved",
        "B 2025 1 moved",
        "A 2024 -5 moved",
        "B 2024 -6 left",
        "A 2024 -7 left",
    ]


def test_whose_and_of_which_lot(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-01 custom "coop-account" "member-capital" Equity:Capital
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-02-01 * "The account says it"
      Equity:Capital:M-0001:Fee       -1 USD
      Assets:Bank
    2026-02-02 * "The account says it, the other way round"
      Equity:Capital:2025-Q:M-0001    -2 USD
      Assets:Bank
    2026-02-03 * "The entry says it"
      member: "M-0001"
      lot: "2025"
      Equity:Capital:Shared           -3 USD
      Assets:Bank
    2026-02-04 * "Nothing says it"
      Equity:Capital:Shared           -4 USD
      Assets:Bank
    2026-02-05 * "Hours are no money"
      Equity:Capital:Shared           -5 HOUR
      Equity:Hours
    2027-01-01 * "Too late"
      Equity:Capital:Shared           -6 USD
      Assets:Bank
    """
    assert kinds(book_doc) == [
        "M-0001 fee 1 paid-in",
        "M-0001 2025-Q 2 paid-in",
        "M-0001 2025 3 paid-in",
        "  4 paid-in",
    ]
    found = moves_of(book_doc)
    assert balances_on(found, datetime.date(2026, 2, 3)) == {
        "M-0001": {"fee": Decimal(1), "2025": Decimal(3), "2025-Q": Decimal(2)}
    }
    assert balances_on(found, datetime.date(2026, 1, 31)) == {}


def test_from_what_was_there_to_what_is(harbor: Path) -> None:
    book = coopbooks.load(harbor / "tidewater-bakery" / "main.beancount")
    found = moves_of(book)
    first_quarter = roll_forward(found, parse_period("2026-Q1"))
    total = first_quarter.total()
    assert {kind: str(number) for kind, number in total.changes.items()} == {
        "paid-in": "400.00",
        "allocated": "13588.87",
        "redeemed": "-1000.00",
        "left": "-8450.00",
    }
    assert (str(total.opening), str(total.closing)) == ("56908.24", "61447.11")
    last = roll_forward(found, parse_period("2025")).total()
    assert last.closing == total.opening
    # By member and by lot it is the same.
    for lines in (first_quarter.by_member(), first_quarter.by_lot()):
        assert sum(line.closing for line in lines) == total.closing
    # What holds nothing, and had no change since, is not there any more.
    assert "M-0004" not in first_quarter.members
    assert [line.lot for line in first_quarter.of_member("M-0011")] == ["fee"]
