"""Joining fees: instalments, what was paid, what is still to come, the reserve."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.closing import ends_of
from coopbooks.core.difference import difference
from coopbooks.surplus.capital.joining import read_joining
from coopbooks.surplus.capital.reserving import reserving
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.capital.joining import Joining


def fees(book: Book, on: str) -> list[Joining]:
    """Members' joining fees on a day."""
    day = datetime.date.fromisoformat(on)
    return read_joining(read_terms(book.entries), book.entries, day, "USD")


def lines(book: Book, on: str) -> list[str]:
    """Members' joining fees, a line each: paid, overdue, still to come, next."""
    found = []
    for one in fees(book, on):
        day = one.next_due.day if one.next_due else None
        found.append(f"{one.member} {one.paid} {one.overdue} {one.to_come} {day}")
    return found


def test_instalments(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-account" "bank" Assets:Bank
    2021-01-01 custom "coop-joining-fee" "owner" 1000.00 USD
      instalments: 3
      each: "quarter"
    2026-01-31 custom "coop-member" "M-0001" "join"
      class: "owner"
    2025-01-01 custom "coop-member" "M-0002" "join"
      class: "candidate"
    2026-02-01 custom "coop-member" "M-0002" "change"
      class: "owner"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "owner"
    2026-03-01 custom "coop-member" "M-0003" "leave"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "candidate"
    2026-01-20 * "Paid before they joined, and after"
      Assets:Bank              400.00 USD
      Equity:Capital:M-0001   -400.00 USD
        lot: "fee"
    2026-02-20 * "Out of the pay"
      Expenses:Wages           133.34 USD
      Equity:Capital:M-0002   -133.34 USD
        lot: "fee"
    """
    # Each is due by the end of its quarter; nobody is late on the day of joining.
    assert lines(book_doc, "2026-02-15") == [
        "M-0001 400.00 0 600.00 2026-07-31",
        "M-0002 0 0 1000.00 2026-05-01",
        "M-0003 0 0 1000.00 2026-04-01",
    ]
    # What would fall due after leaving is not due any more.
    assert lines(book_doc, "2026-07-31") == [
        "M-0001 400.00 266.67 333.33 2026-07-31",
        "M-0002 133.34 200.00 666.66 2026-05-01",
        "M-0003 0 0 0 None",
    ]


def test_the_reserves_part(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-account" "reserve" Equity:Reserve
    2021-01-01 custom "coop-joining-fee" "owner" 100.00 USD
      reserve: 25 PERCENT
      reserve-to: Equity:Reserve
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "owner"
    2026-01-20 * "A third, all of it to the account"
      Assets:Bank               33.33 USD
      Equity:Capital:M-0001    -33.33 USD
        lot: "fee"
    2026-02-20 * "A third, split already"
      Assets:Bank               33.33 USD
      Equity:Capital:M-0001    -25.00 USD
        lot: "fee"
      Equity:Reserve            -8.33 USD
    2026-03-20 * "The rest, twice on a day, and more than the fee"
      Assets:Bank               33.34 USD
      Equity:Capital:M-0001    -33.34 USD
        lot: "fee"
    2026-03-20 * "More than the fee"
      Assets:Bank               10.00 USD
      Equity:Capital:M-0001    -10.00 USD
        lot: "fee"
    """
    day = datetime.date(2026, 3, 31)
    found = reserving(read_terms(book_doc.entries), book_doc.entries, day, "USD")
    assert found.batch == "2026-joining"
    legs = [
        f"{entry.date} {one.account} {one.units.number}"
        for entry in found.entries
        for one in getattr(entry, "postings", ())
    ]
    assert legs == [
        "2026-01-20 Equity:Capital:M-0001 8.33",
        "2026-01-20 Equity:Reserve -8.33",
        "2026-02-20 Equity:Capital:M-0001 0.01",
        "2026-02-20 Equity:Reserve -0.01",
        "2026-03-20 Equity:Capital:M-0001 8.33",
        "2026-03-20 Equity:Reserve -8.33",
    ]
    (one,) = fees(book_doc, "2026-03-31")
    assert one.paid == Decimal("110.00")
    # What is there already is proposed again, so that nothing is new.
    made = [*book_doc.entries, *found.entries]
    terms = read_terms(made)
    again = reserving(terms, made, day, "USD")
    assert difference(again, made, ends_of(made).soft).changes == ()


def test_the_co_ops_of_the_demo(harbor: Path) -> None:
    tidewater = coopbooks.load(harbor / "tidewater-bakery" / "main.beancount")
    found = {one.member: one for one in fees(tidewater, "2026-03-31")}
    assert sorted(found)[:2] == ["M-0001", "M-0002"]
    assert all(one.paid == 1000 for name, one in found.items() if name != "M-0011")
    last = found["M-0011"]
    assert [last.paid, last.overdue, last.to_come] == [200, 0, 800]
    lanternworks = coopbooks.load(harbor / "lanternworks" / "main.beancount")
    assert lines(lanternworks, "2026-03-31")[-1].startswith("M-0127 875.00 0 ")
