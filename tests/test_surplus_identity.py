"""The identity (S13): what belongs to members and to the co-op is all that there is."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.table import Ref
from coopbooks.core.table import evaluate
from coopbooks.surplus.capital.accounttables import identity_table
from coopbooks.surplus.capital.identity import check_capital
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def identity(book: Book, day: str) -> dict[str, str]:
    """The table at the end of a day, by row."""
    on = datetime.date.fromisoformat(day)
    table = identity_table(read_terms(book.entries), book.entries, on, "USD")
    values = evaluate((table,))
    return {row.id: str(values[Ref("identity", row.id, "n")]) for row in table.rows}


def test_s13_at_every_periods_end(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "collective" Equity:Collective
    2025-01-01 custom "coop-account" "reserve" Equity:Reserve
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-member" "A" "join"
    2025-01-05 * "Paid in"
      Assets:Bank        1000.00 USD
      Equity:Capital:A  -1000.00 USD
        lot: "fee"
    2025-06-05 * "A year's work"
      Assets:Bank         500.00 USD
      Income:Sales
    2026-03-14 * "The surplus of 2025"
      Equity:Result       500.00 USD
      Equity:Capital:A   -200.00 USD
        lot: "2025"
      Liabilities:Due     -50.00 USD
      Equity:Reserve     -100.00 USD
      Equity:Collective  -150.00 USD
    2026-04-05 * "A month's loss"
      Assets:Bank         -30.00 USD
      Expenses:Rent
    """
    assert check_capital(book_doc.entries) == []
    assert identity(book_doc, "2025-12-31") == {
        "member-capital": "1000.00",
        "collective": "0",
        "reserve": "0",
        "result": "500.00",
        "all": "1500.00",
        "net": "1500.00",
        "check": "YES",
    }
    assert identity(book_doc, "2026-04-30") == {
        "member-capital": "1200.00",
        "collective": "150.00",
        "reserve": "100.00",
        "result": "-30.00",
        "all": "1420.00",
        "net": "1420.00",
        "check": "YES",
    }


def test_equity_of_no_class_fails_it(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2025-01-05 * "Whose is it?"
      Assets:Bank        1000.00 USD
      Equity:Sundry     -1000.00 USD
    2025-02-05 * "Later"
      Assets:Bank           1.00 USD
      Income:Sales
    """
    (error,) = check_capital(book_doc.entries)
    assert error.message.startswith(
        "Equity:Sundry holds 1000.00 USD at the end of 31 January 2025, and nothing "
        "says to whom that belongs"
    )
    found = identity(book_doc, "2025-01-31")
    assert (found["other"], found["net"], found["check"]) == (
        "1000.00",
        "1000.00",
        "NO",
    )


def test_a_book_that_is_no_co_op_is_left_alone(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local-12" "union"
      basis: "accrual"
    2025-01-05 * "Whose is it?"
      Assets:Bank        1000.00 USD
      Equity:Sundry     -1000.00 USD
    2025-02-05 * "Later"
      Assets:Bank           1.00 USD
      Income:Sales
    """
    assert check_capital(book_doc.entries) == []


def test_the_books_of_the_demo(harbor: Path) -> None:
    for name in ("tidewater-bakery", "lanternworks"):
        book = coopbooks.load(harbor / name / "main.beancount")
        assert check_capital(book.entries) == []
        for month in range(1, 13):
            day = datetime.date(2025, month, 28)
            found = identity(book, day.isoformat())
            assert found["check"] == "YES"
            assert Decimal(found["net"]) > 0
