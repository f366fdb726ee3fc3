"""Paying capital back: the order, what is split, what a rule lets go."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.closing import ends_of
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.surplus.capital.redeeming import Asked
from coopbooks.surplus.capital.redeeming import NoMoneyNamed
from coopbooks.surplus.capital.redeeming import redeem
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.capital.redeeming import Run

TODAY = datetime.date(2026, 6, 30)


def run(book: Book, available: str = "", decision: str | None = None) -> Run:
    """Pay capital back as a book says."""
    money = Decimal(available) if available else None
    asked = Asked(TODAY, available=money, decision=decision)
    terms = read_terms(book.entries)
    return redeem(terms, book.entries, asked, "USD", DECEMBER, ends_of(book.entries))


def paid(book: Book, available: str = "") -> list[str]:
    """What is paid back, a line for each lot that gets something."""
    found = run(book, available).redemption
    return [f"{one.member} {one.lot} {one.number}" for one in found.lines if one.number]


def test_s11_the_oldest_first_and_within_the_lot(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2021-01-01 custom "coop-account" "bank" Assets:Bank
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-redemption" "bylaws"
      order: "oldest-first"
      partly: "within-lot"
    2021-01-01 custom "coop-member" "A" "join"
    2021-01-01 custom "coop-member" "B" "join"
    2021-01-01 custom "coop-member" "C" "join"
    2024-12-31 * "What was kept"
      Assets:Bank      21000.00 USD
      Equity:Capital:A -5000.00 USD
        lot: "2022-Q"
      Equity:Capital:B -4000.00 USD
        lot: "2022-Q"
      Equity:Capital:A -6000.00 USD
        lot: "2023-Q"
      Equity:Capital:B -4000.00 USD
        lot: "2023-Q"
      Equity:Capital:C -2000.00 USD
        lot: "2023-Q"
    """
    assert paid(book_doc, "10000") == [
        "A 2022-Q 5000.00",
        "A 2023-Q 500.00",
        "B 2022-Q 4000.00",
        "B 2023-Q 333.33",
        "C 2023-Q 166.67",
    ]
    # All of it, and no more than there is.
    assert run(book_doc, "30000").redemption.total == 21000
    assert run(book_doc, "30000").redemption.unused == 9000
    # A part of the first year is split within it; a part of a cent is nobody's.
    assert paid(book_doc, "900.009") == ["A 2022-Q 500.00", "B 2022-Q 400.00"]
    assert paid(book_doc, "0") == []


def test_s11_the_rest_by_whole_balances(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2021-01-01 custom "coop-account" "bank" Assets:Bank
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-redemption" "bylaws"
      order: "oldest-first"
      partly: "by-balance"
    2021-01-01 custom "coop-member" "A" "join"
    2021-01-01 custom "coop-member" "B" "join"
    2021-01-01 custom "coop-member" "C" "join"
    2024-12-31 * "What was kept"
      Assets:Bank      29000.00 USD
      Equity:Capital:A -5000.00 USD
        lot: "2022-Q"
      Equity:Capital:B -4000.00 USD
        lot: "2022-Q"
      Equity:Capital:A -6000.00 USD
        lot: "2023-Q"
      Equity:Capital:B -4000.00 USD
        lot: "2023-Q"
      Equity:Capital:C -2000.00 USD
        lot: "2023-Q"
      Equity:Capital:A -3000.00 USD
        lot: "2024-Q"
      Equity:Capital:C -5000.00 USD
        lot: "2024-Q"
    """
    assert paid(book_doc, "10000") == [
        "A 2022-Q 5000.00",
        "A 2023-Q 450.00",
        "B 2022-Q 4000.00",
        "B 2023-Q 200.00",
        "C 2023-Q 350.00",
    ]
    # 20,000 in all left after 2022; of a lot no more than it holds, then of the next.
    assert paid(book_doc, "19000") == [
        "A 2022-Q 5000.00",
        "A 2023-Q 4500.00",
        "B 2022-Q 4000.00",
        "B 2023-Q 2000.00",
        "C 2023-Q 2000.00",
        "C 2024-Q 1500.00",
    ]


def test_what_a_rule_leaves_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2018-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2018-01-01 custom "coop-account" "member-capital" Equity:Capital
    2018-01-01 custom "coop-redemption" "bylaws"
      order: "newest-first"
      kinds: "nonqualified"
      waits: 5 YEAR
      keeps: 150.00 USD
    2018-01-01 custom "coop-member" "A" "join"
    2018-01-01 custom "coop-member" "B" "join"
    2024-12-31 * "What was kept"
      Assets:Bank       1000.00 USD
      Equity:Capital:A  -100.00 USD
        lot: "fee"
      Equity:Capital:A  -100.00 USD
        lot: "2019-N"
      Equity:Capital:A  -200.00 USD
        lot: "2020-N"
      Equity:Capital:A  -200.00 USD
        lot: "2021-N"
      Equity:Capital:A  -200.00 USD
        lot: "2020-Q"
      Equity:Capital:B  -200.00 USD
        lot: "2020-N"
      Equity:Capital:B    50.00 USD
        lot: "2024-L"
      Equity:Result      -50.00 USD
    """
    found = run(book_doc, "1000").redemption
    # B has 150.00 with the loss, which is what each account keeps.
    assert [f"{one.member} {one.lot} {one.number}" for one in found.lines] == [
        "A fee 0",
        "A 2019-N 100.00",
        "A 2020-N 200.00",
        "A 2020-Q 0",
        "A 2021-N 0",
        "B 2020-N 0",
        "B 2024-L 0",
    ]
    assert [one.why_not for one in found.lines if one.why_not] == [
        "a fee",
        "not nonqualified",
        "waits until 2027-01-01",
        "a loss",
    ]
    assert paid(book_doc, "150") == ["A 2020-N 150.00"]


def test_the_most_in_a_year(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2021-01-01 custom "coop-account" "bank" Assets:Bank
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-redemption" "bylaws"
      order: "by-balance"
      maximum: 10 PERCENT
      maximum-of: "surplus"
    2021-01-01 custom "coop-member" "A" "join"
    2021-01-01 custom "coop-member" "B" "join"
    2024-12-31 * "What was kept"
      Assets:Bank      900.00 USD
      Equity:Capital:A -600.00 USD
        lot: "2022"
      Equity:Capital:B -300.00 USD
        lot: "2023"
    2025-06-01 * "A year's work"
      Assets:Bank     1000.99 USD
      Income:Sales
    2026-02-01 * "Paid back in the year already"
      Equity:Capital:A  40.00 USD
        lot: "2022"
      Assets:Bank
    2026-03-01 * "Of this year, which is not over"
      Assets:Bank     9000.00 USD
      Income:Sales
    """
    found = run(book_doc, "1000").redemption
    # 100.099 is rounded down; 40.00 of it has gone.
    assert found.most == Decimal("60.09")
    assert found.total == Decimal("60.09")
    assert paid(book_doc) == ["A 2022 39.13", "B 2023 20.96"]
    assert run(book_doc).cash == Decimal("10860.99")


def test_nothing_says_how_much_there_is(book_doc: Book) -> None:
    """
    2021-01-01 custom "coop-redemption" "bylaws"
      order: "oldest-first"
    """
    with pytest.raises(NoMoneyNamed):
        run(book_doc)


def test_a_lot_that_names_no_year_has_nothing_to_wait_from(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2018-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2018-01-01 custom "coop-account" "member-capital" Equity:Capital
    2018-01-01 custom "coop-redemption" "bylaws"
      order: "oldest-first"
      waits: 5 YEAR
    2018-01-01 custom "coop-member" "A" "join"
    2024-12-31 * "What was kept"
      Assets:Bank        300.00 USD
      Equity:Capital:A  -100.00 USD
        lot: "2019"
      Equity:Capital:A  -200.00 USD
        lot: "shares"
    """
    assert paid(book_doc, "1000") == ["A 2019 100.00"]
    lines = run(book_doc, "1000").redemption.lines
    assert [one.why_not for one in lines if one.why_not] == [
        "names no year to wait from"
    ]
