"""How years were shared, as a book has it, whoever wrote it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import evaluate
from coopbooks.surplus.overview.shared import CASH
from coopbooks.surplus.overview.shared import shared_years
from coopbooks.surplus.overview.unshared import LastYear
from coopbooks.surplus.overview.yearshared import year_tables
from coopbooks.surplus.terms import read_terms
from tests.support.allocations import YEAR
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.overview.shared import Shared

D = Decimal


def years(book: Book) -> dict[str, Shared]:
    assert book.errors == []
    return shared_years(read_terms(book.entries), book.entries, "USD")


def test_a_surplus_with_what_stays_together_and_a_member_who_left(
    book_doc: Book,
) -> None:
    """
    2024-12-31 open Assets:Bank
    2024-12-31 open Liabilities:Payable
    2024-12-31 open Liabilities:Left
    2024-12-31 open Liabilities:Tax
    2024-12-31 open Equity:Capital:M-0001
    2024-12-31 open Equity:Capital:M-0002
    2024-12-31 open Equity:Collective
    2024-12-31 open Equity:Result
    2024-12-31 open Equity:Earlier
    2024-12-31 custom "coop-account" "bank" Assets:Bank
    2024-12-31 custom "coop-account" "patronage-payable" Liabilities:Payable
    2024-12-31 custom "coop-account" "capital-payable" Liabilities:Left
    2024-12-31 custom "coop-account" "tax-payable" Liabilities:Tax
    2024-12-31 custom "coop-account" "member-capital" Equity:Capital
    2024-12-31 custom "coop-account" "collective" Equity:Collective
    2024-12-31 custom "coop-account" "result" Equity:Result
    2024-12-31 custom "coop-account" "result" Equity:Earlier
    2024-12-31 * "What the book began with is shared by nobody"
      Assets:Bank          500.00 USD
      Equity:Earlier       200.00 USD
        period: "2024"
      Equity:Collective   -700.00 USD
    2026-03-14 * "Shared"
      period: "2025"
      decision: "2026-03/2"
      Equity:Result       1200.00 USD
      Equity:Earlier      -200.00 USD
      Equity:Collective   -400.00 USD
      Liabilities:Payable  -80.00 USD
        member: "M-0001"
      Liabilities:Tax      -20.00 USD
        member: "M-0001"
      Equity:Capital:M-0001  -300.00 USD
        lot: "2025-Q"
      Liabilities:Payable  -40.00 USD
        member: "M-0002"
      Liabilities:Left    -160.00 USD
        member: "M-0002"
    2026-04-01 * "Paid"
      period: "2025"
      Liabilities:Payable   80.00 USD
        member: "M-0001"
      Assets:Bank          -80.00 USD
    """
    found = years(book_doc)
    assert list(found) == ["2025"]
    one = found["2025"]
    assert (one.total, one.earlier, one.apart) == (D(1000), D(200), D(400))
    assert (one.of(), one.of(*CASH)) == (D(600), D(140))
    assert (one.of("kept"), one.of("owed")) == (D(300), D(160))
    assert one.of("withheld") == D(20)
    assert one.of(member="M-0002") == D(200)
    assert f"{one.date}" == "2026-03-14"
    assert one.decisions == ("2026-03/2",)


def test_a_loss_that_members_bear_and_one_that_is_carried(book_doc: Book) -> None:
    """
    2024-12-31 open Equity:Capital:M-0001
    2024-12-31 open Equity:Reserve
    2024-12-31 open Equity:Result
    2024-12-31 open Equity:Earlier
    2024-12-31 custom "coop-account" "member-capital" Equity:Capital
    2024-12-31 custom "coop-account" "reserve" Equity:Reserve
    2024-12-31 custom "coop-account" "result" Equity:Result
    2024-12-31 custom "coop-account" "result" Equity:Earlier
    2025-03-14 * "Borne"
      period: "2024"
      Equity:Result        -900.00 USD
      Equity:Reserve        600.00 USD
      Equity:Capital:M-0001 300.00 USD
        lot: "2024-L"
    2026-03-14 * "Carried"
      period: "2025"
      Equity:Result        -500.00 USD
      Equity:Earlier        500.00 USD
    """
    found = years(book_doc)
    borne, carried = found["2024"], found["2025"]
    assert (borne.total, borne.of(), borne.apart) == (D(-900), D(-300), D(-600))
    assert (carried.total, carried.earlier, carried.given) == (D(0), D(500), ())
    tables = evaluate(
        tuple(
            year_tables(
                LastYear(YEAR, borne), read_terms(book_doc.entries).roles, "USD"
            )
        )
    )
    assert [table.title for table in tables.tables] == [
        "The loss of 2025",
        "What members bear of it",
    ]
    assert shown(tables, "number", table="went") == [
        "Reserve | -600.00",
        "Members | -300.00",
        "Together | -900.00",
    ]
    assert shown(tables, "kept", "number", table="went-members") == [
        "M-0001 | -300.00 | -300.00",
        "Together | -300.00 | -300.00",
        "As it went to members |  | YES",
    ]


def test_a_decision_after_the_day_of_the_entry_is_the_day_it_was_shared(
    book_doc: Book,
) -> None:
    """
    2024-12-31 open Equity:Capital:M-0001
    2024-12-31 open Equity:Result
    2024-12-31 custom "coop-account" "member-capital" Equity:Capital
    2024-12-31 custom "coop-account" "result" Equity:Result
    2026-03-14 custom "coop-decision" "2026-03/2" "2025 shared"
      body: "members' meeting"
    2025-12-31 * "As of the year's end"
      period: "2025"
      decision: "2026-03/2"
      Equity:Result          900.00 USD
      Equity:Capital:M-0001 -900.00 USD
        lot: "2025"
    """
    assert f"{years(book_doc)['2025'].date}" == "2026-03-14"
