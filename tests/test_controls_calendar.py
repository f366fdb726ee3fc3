"""Deadlines: what is to be done by when, and what is open from before."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.controls.calendar.collecting import calendar
from coopbooks.controls.calendar.collecting import late
from coopbooks.controls.calendar.dated import look_ahead
from coopbooks.core.periods import parse_period
from coopbooks.packs.deadlines import deadlines_pack
from coopbooks.packs.handover import handover_pack
from coopbooks.packs.month import month_pack
from tests.support.audits import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.calendar.dated import Dated
    from coopbooks.core.ledger import Book


def days(book: Book, on: str, months: int = 12) -> list[Dated]:
    return calendar(look_ahead(book, datetime.date.fromisoformat(on), months))


def told(found: list[Dated]) -> list[tuple[str, str]]:
    return [(one.day.isoformat(), one.words) for one in found]


def test_what_ends_is_told(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-01 open Expenses:Office
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-officer" "M-0001" "treasurer"
      until: 2026-09-30
    2026-01-01 custom "coop-officer" "M-0002" "trustee"
      until: 2026-08-31
    2026-09-01 custom "coop-officer" "M-0002" "trustee"
    2026-01-01 custom "coop-bond" "treasurer" 900.00 USD
      until: 2026-07-31
    2026-01-01 custom "coop-bond" "president" 900.00 USD
      until: 2026-07-31
    2026-08-01 custom "coop-bond" "president" 900.00 USD
    2026-01-02 custom "coop-decision" "2026-01/1" "Paper"
      body: "committee"
      limit: 50.00 USD
      until: 2026-06-30
    2026-01-02 custom "coop-decision" "2026-01/2" "Used up"
      body: "committee"
      limit: 5.00 USD
      until: 2026-06-30
    2026-01-01 custom "coop-fund" "clinic" "restricted"
      purpose: "a clinic"
      giver: "Trust"
      until: 2026-05-31
    2026-01-01 custom "coop-campaign" "homes" "Homes First"
      works-for: "point 4"
      until: 2028-01-01
    2026-01-03 * "A gift"
      Assets:Bank   100.00 USD
      Income:Gifts
    2026-01-04 * "Paper"
      decision: "2026-01/1"
      Expenses:Office  20.00 USD
      Assets:Bank
    2026-01-04 * "Pens"
      decision: "2026-01/2"
      Expenses:Office  5.00 USD
      Assets:Bank
    """
    found = days(book_doc, "2026-04-08")
    assert told(found) == [
        ("2026-05-31", "Last day to spend the fund clinic: a clinic"),
        ("2026-06-30", "Decision 2026-01/1 ends: Paper"),
        ("2026-07-31", "The bond of the treasurer ends"),
        ("2026-09-30", "Last day in office of M-0001, treasurer"),
        ("2026-12-31", "2026 ends: close it, and have it audited"),
    ]
    assert str(found[1].number) == "30.00"
    assert told(days(book_doc, "2026-04-08", 2)) == told(found)[:1]
    assert told(days(book_doc, "2026-06-30", 1)) == told(found)[1:2]


def test_a_fund_past_its_end_is_open_as_long_as_it_holds_something(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-01 open Expenses:Roof
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-fund" "roof" "restricted"
      purpose: "a new roof"
      giver: "Trust"
      until: 2026-03-20
    2026-01-01 custom "coop-fund" "spent" "restricted"
      purpose: "books"
      giver: "Trust"
      until: 2026-03-20
    2026-01-01 custom "coop-fund" "longer" "restricted"
      purpose: "a hall"
      giver: "Trust"
      until: 2026-03-20
    2026-03-30 custom "coop-fund" "longer" "restricted"
      purpose: "a hall"
      giver: "Trust"
      until: 2030-03-20
    2026-01-03 * "Gifts"
      Assets:Bank   300.00 USD
      Income:Gifts -100.00 USD
        fund: "roof"
      Income:Gifts -100.00 USD
        fund: "spent"
      Income:Gifts -100.00 USD
        fund: "longer"
    2026-02-04 * "Books"
      Expenses:Roof  100.00 USD
        fund: "spent"
      Assets:Bank
    2026-04-20 * "Slates"
      Expenses:Roof  100.00 USD
        fund: "roof"
      Assets:Bank
    """
    ahead = look_ahead(book_doc, datetime.date(2026, 4, 8), 6)
    found = calendar(ahead)
    (one,) = late(found, ahead)
    assert found[0] == one
    assert (one.day.isoformat(), str(one.number), one.currency) == (
        "2026-03-20",
        "100.00",
        "USD",
    )
    assert one.words == "The fund roof has ended with money left: a new roof"
    row = deadlines_pack(ahead, found, NOW).values.tables[-1].rows[0]
    assert (row.cells["state"], row.cells["amount"]) == ("LATE, 19 days", "100.00 USD")
    after = look_ahead(book_doc, datetime.date(2026, 4, 20), 6)
    assert late(calendar(after), after) == []


def test_the_page_has_the_code_of_the_book(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank   100.00 USD
      Income:Gifts
    2026-04-20 * "After the day"
      Assets:Bank   100.00 USD
      Income:Gifts
    """
    on = datetime.date(2026, 3, 31)
    ahead = look_ahead(book_doc, on, 12)
    codes = {
        deadlines_pack(ahead, calendar(ahead), NOW).heading.version,
        handover_pack(book_doc, on, NOW).heading.version,
        month_pack(book_doc, parse_period("2026-03"), NOW).heading.version,
    }
    assert len(codes) == 1
    assert "" not in codes


def test_taxes_by_the_rule_of_the_book(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Wages
    2026-01-01 open Liabilities:Tax
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "tax-payable" Liabilities:Tax
    2026-01-01 custom "coop-control" "withholding-overdue" "above" 31 DAY
    2026-01-31 * "Pay"
      Expenses:Wages    500.00 USD
      Liabilities:Tax  -100.00 USD
      Assets:Bank
    2026-02-28 * "Pay"
      Expenses:Wages    500.00 USD
      Liabilities:Tax  -100.00 USD
      Assets:Bank
    2026-03-02 * "Paid for January"
      Liabilities:Tax   100.00 USD
      Assets:Bank
    """
    found = [one for one in days(book_doc, "2026-03-10") if one.about == "tax"]
    assert told(found) == [("2026-03-31", "Pay what is owed since 2026-02-28: Tax")]
    assert str(found[0].number) == "100.00"
    later = look_ahead(book_doc, datetime.date(2026, 4, 2), 12)
    assert [one.about for one in late(calendar(later), later)] == ["tax"]


def test_unions_of_the_united_states_file_a_report(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
      fiscal-year-end: "06-30"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-03 * "A gift"
      Assets:Bank   100.00 USD
      Income:Gifts
    """
    assert told(days(book_doc, "2026-04-08")) == [
        ("2026-06-30", "July 2025 to June 2026 ends: close it, and have it audited"),
        (
            "2026-09-28",
            (
                "File the annual report of July 2025 to June 2026 "
                "(LM-4, LM-3, LM-2 by receipts)"
            ),
        ),
    ]


def test_shares_loans_and_a_surplus_of_the_demo(harbor: Path) -> None:
    bakery = coopbooks.load(harbor / "tidewater-bakery")
    found = days(bakery, "2026-04-08")
    shares = [one for one in found if one.about == "share"]
    assert [one.day.isoformat() for one in shares] == [
        "2026-04-30",
        "2026-07-30",
        "2026-10-30",
        "2027-01-30",
    ]
    assert [str(one.number) for one in shares] == ["337.89", "None", "None", "None"]
    assert "2026-09-15" in [one.day.isoformat() for one in found if one.number]
    assert {one.about for one in found} >= {"share", "surplus", "capital", "decision"}
    later = look_ahead(bakery, datetime.date(2026, 10, 1), 12)
    missed = [one.about for one in late(calendar(later), later)]
    assert missed == ["share", "surplus"]


def test_loans_and_employers_of_the_demo(harbor: Path) -> None:
    lent = coopbooks.load(harbor / "lanternworks")
    loans = [one for one in days(lent, "2026-04-08") if one.about == "loan"]
    assert loans
    assert all(one.number and one.source for one in loans)
    local = coopbooks.load(harbor / "harbor-foods-local-12")
    dues = [one for one in days(local, "2026-04-08", 2) if one.about == "dues"]
    assert [one.day.isoformat() for one in dues] == ["2026-04-20", "2026-05-20"]


def test_a_book_that_says_nothing_has_its_year_only(book_doc: Book) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Gifts
    2026-01-03 * "A gift"
      Assets:Bank   100.00 USD
      Income:Gifts
    """
    assert told(days(book_doc, "2026-04-08")) == [
        ("2026-12-31", "2026 ends: close it, and have it audited")
    ]
