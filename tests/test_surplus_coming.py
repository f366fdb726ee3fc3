"""What is still to come of joining fees, and to those who left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.overview.coming import coming_of
from coopbooks.surplus.overview.coming import coming_tables
from coopbooks.surplus.overview.reading import read
from coopbooks.surplus.terms import read_terms
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.overview.reading import Capital


def capital(book: Book, period: str) -> Capital:
    return read(read_terms(book.entries), scope(book, period))


def test_as_long_as_something_is_to_come(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 custom "coop-entity" "mill" "worker-coop"
      basis: "accrual"
    2024-12-31 open Assets:Bank
    2024-12-31 open Liabilities:Left
    2024-12-31 open Equity:Capital:M-0001
    2024-12-31 open Equity:Capital:M-0002
    2024-12-31 custom "coop-account" "bank" Assets:Bank
    2024-12-31 custom "coop-account" "capital-payable" Liabilities:Left
    2024-12-31 custom "coop-account" "member-capital" Equity:Capital
    2020-01-01 custom "coop-joining-fee" "owner" 300.00 USD
      instalments: 3
      each: "month"
    2020-01-01 custom "coop-leaving" "mill"
      parts: 2
      each: "year"
    2026-01-10 custom "coop-member" "M-0001" "join"
      class: "owner"
    2020-01-01 custom "coop-member" "M-0002" "join"
    2026-02-28 custom "coop-member" "M-0002" "leave"
    2024-12-31 * "Opening"
      Assets:Bank             1000.00 USD
      Equity:Capital:M-0002  -1000.00 USD
        lot: "fee"
    2026-02-10 * "Paid in"
      Assets:Bank              100.00 USD
      Equity:Capital:M-0001   -100.00 USD
        lot: "fee"
    2026-02-28 * "Left"
      member: "M-0002"
      Equity:Capital:M-0002   1000.00 USD
        lot: "fee"
      Liabilities:Left       -1000.00 USD
    2026-03-10 * "Paid in"
      Assets:Bank              200.00 USD
      Equity:Capital:M-0001   -200.00 USD
        lot: "fee"
    2026-04-10 * "Paid at once, after all"
      member: "M-0002"
      Liabilities:Left        1000.00 USD
      Assets:Bank            -1000.00 USD
    """
    assert coming_tables(capital(book_doc, "2025-12")) == []
    february = capital(book_doc, "2026-02")
    fees, owed = coming_tables(february)
    assert shown(fees, "paid", "overdue", "to-come", "next")[0] == (
        "M-0001 | 100.00 |  | 200.00 | 2026-03-10"
    )
    assert shown(owed, "since", "debt", "soon", "later", "next")[0] == (
        "M-0002 | 2026-02-28 | 1000.00 | 500.00 | 500.00 | 2027-02-28"
    )
    [one] = coming_of(february, "M-0001")
    assert shown(one, "to-come") == ["M-0001 | 200.00"]
    [plan] = coming_of(february, "M-0002")
    assert shown(plan, "payment") == [
        "2027-02-28 | 500.00",
        "2028-02-28 | 500.00",
        "Together | 1000.00",
    ]
    # In March the fee is paid, in April what was owed.
    march = capital(book_doc, "2026-03")
    assert [table.id for table in coming_tables(march)] == ["owed"]
    assert coming_of(march, "M-0001") == []
    assert coming_tables(capital(book_doc, "2026-04")) == []
