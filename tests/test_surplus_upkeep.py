"""What follows from plans for who left: interest, and what falls due within a year."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.surplus.capital.debts import read_debts
from coopbooks.surplus.capital.upkeep import upkeep
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def kept_up(book: Book, on: str) -> list[str]:
    """What follows up to a day, a line for each transaction."""
    debts, errors = read_debts(read_terms(book.entries), book.entries, "USD")
    assert errors == []
    found = upkeep(debts, book.entries, datetime.date.fromisoformat(on))
    lines = []
    for entry in found.entries:
        legs = getattr(entry, "postings", ())
        said = " ".join(f"{one.account} {one.units.number}" for one in legs)
        lines.append(f"{entry.date} {said}")
    return lines


def test_s12_year_by_year(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-01-01 custom "coop-leaving" "bylaws"
      parts: 5
      each: "year"
      interest: 6.5 PERCENT
      interest-to: Expenses:Interest
      payable: Liabilities:Left:Soon
      payable-later: Liabilities:Left:Later
    2024-12-31 * "Kept"
      Assets:Bank
      Equity:Capital:M-0001  -8450.00 USD
        lot: "2024-Q"
    2026-03-31 custom "coop-member" "M-0001" "leave"
    2026-03-31 * "Member account becomes a debt"
      member: "M-0001"
      Equity:Capital:M-0001   8450.00 USD
        lot: "2024-Q"
      Liabilities:Left:Soon  -1690.00 USD
      Liabilities:Left:Later -6760.00 USD
    2027-04-02 * "The first part, with interest"
      member: "M-0001"
      Liabilities:Left:Soon   2239.25 USD
      Assets:Bank
    """
    assert kept_up(book_doc, "2027-03-30") == []
    assert kept_up(book_doc, "2028-12-31") == [
        "2027-03-31 Liabilities:Left:Later 1690.00 Liabilities:Left:Soon -1690.00",
        "2027-03-31 Expenses:Interest 549.25 Liabilities:Left:Soon -549.25",
        "2028-03-31 Liabilities:Left:Later 1690.00 Liabilities:Left:Soon -1690.00",
        "2028-03-31 Expenses:Interest 439.40 Liabilities:Left:Soon -439.40",
    ]
    (every,) = read_debts(read_terms(book_doc.entries), book_doc.entries, "USD")[0]
    assert sum(one.interest for one in every.instalments) == Decimal("1647.75")
    assert len(kept_up(book_doc, "2040-01-01")) == 9


def test_who_was_paid_sooner_gets_less_interest(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-01-01 custom "coop-leaving" "bylaws"
      parts: 3
      each: "year"
      interest: 10 PERCENT
      interest-to: Expenses:Interest
      payable: Liabilities:Left
    2024-12-31 * "Kept"
      Assets:Bank
      Equity:Capital:M-0001   -300.00 USD
        lot: "2024-Q"
    2026-03-31 custom "coop-member" "M-0001" "leave"
    2026-03-31 * "Member account becomes a debt"
      member: "M-0001"
      Equity:Capital:M-0001    300.00 USD
        lot: "2024-Q"
      Liabilities:Left        -300.00 USD
    2026-06-30 * "Most of it, long before it is due"
      member: "M-0001"
      Liabilities:Left         200.00 USD
      Assets:Bank
    2028-03-31 * "The second year's interest, typed"
      member: "M-0001"
      Expenses:Interest         10.00 USD
      Liabilities:Left
    2028-03-31 * "All of it"
      member: "M-0001"
      Liabilities:Left         140.00 USD
      Assets:Bank
    """
    # 10 percent of 300.00, then what was typed, then of nothing: it is paid.
    assert kept_up(book_doc, "2030-01-01") == [
        "2027-03-31 Expenses:Interest 30.00 Liabilities:Left -30.00",
    ]


def test_a_debt_that_no_rule_covers(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-account" "capital-payable" Liabilities:Left
    2021-01-01 custom "coop-member" "M-0001" "join"
    2026-03-31 custom "coop-member" "M-0001" "leave"
    2026-03-31 * "Member account becomes a debt"
      member: "M-0001"
      Equity:Capital:M-0001    300.00 USD
        lot: "2024-Q"
      Liabilities:Left        -300.00 USD
    """
    debts, errors = read_debts(read_terms(book_doc.entries), book_doc.entries, "USD")
    assert debts == []
    assert "No coop-leaving holds" in errors[0].message
    assert read_debts(read_terms([]), [], "USD") == ([], [])


def test_the_one_who_left_tidewater(harbor: Path) -> None:
    book = coopbooks.load(harbor / "tidewater-bakery" / "main.beancount")
    debts, _ = read_debts(read_terms(book.entries), book.entries, "USD")
    assert [(one.member, one.total) for one in debts] == [("M-0005", Decimal("8450"))]
    soon = "Liabilities:Former-Members:Next-12-Months"
    assert kept_up(book, "2027-12-31") == [
        f"2027-03-31 Liabilities:Former-Members:Later 1690.00 {soon} -1690.00",
        f"2027-03-31 Expenses:Finance:Loan-Interest 549.25 {soon} -549.25",
    ]
