"""What members had of their co-op: pay, their part of the surplus, by the hour."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import evaluate
from coopbooks.surplus.year.value import value_to_members
from coopbooks.surplus.year.valuetables import OF_MEMBERS
from coopbooks.surplus.year.valuetables import VALUE
from coopbooks.surplus.year.valuetables import said_of
from coopbooks.surplus.year.valuetables import value_tables
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import dec
from tests.support.yearbooks import docstring_of

if TYPE_CHECKING:
    from coopbooks.surplus.year.value import ValueToMembers

RULE = """\
2025-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  others-work: "others"
2025-01-01 custom "coop-member" "A" "join"
2025-01-01 custom "coop-member" "B" "join"
2025-12-31 * "Hours"
  Equity:Hours:Members  60 HOUR
    member: "A"
  Equity:Hours:Members  20 HOUR
    member: "B"
  Equity:Hours:Others   20 HOUR
  Equity:Hours:Total  -100 HOUR
"""


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(f"{RULE}\n{docstring_of(request)}")


def value(book: YearBook, period: str = "2025") -> ValueToMembers:
    return value_to_members(book.terms, book.entries, book.year(period))


def cells(found: ValueToMembers, column: str) -> dict[str, str]:
    front, _ = value_tables(found)
    worked_out = evaluate((front,))
    return {
        row.id: f"{worked_out.amount(VALUE, row.id, column)}"
        for row in front.rows
        if column in row.cells
    }


def test_a_loss_beside_good_pay() -> None:
    """People who pay themselves well see what that is worth."""
    found = value(
        book_of(
            f"""{RULE}
2025-12-31 * "The year"
  Income:Sales              -3000.00 USD
  Expenses:Wages:Members     2400.00 USD
  Expenses:Wages:Employees    600.00 USD
  Expenses:Wages:Benefits     500.00 USD
  Expenses:Wages:Employer-Taxes 100.00 USD
  Assets:Bank
"""
        )
    )
    assert found.result == dec("-600.00")
    assert (found.wages, found.benefits) == (dec("2400.00"), dec("400.00"))
    assert found.hours == 80
    assert [*said_of(found)] == [
        (
            "2025 ended with a loss of 600.00. That is not all it brought to members: "
            "members received 2,800.00 in wages and benefits for 80 hours, 35.00 an "
            "hour."
        )
    ]
    assert cells(found, "an-hour") == {
        "wages": "30.00",
        "benefits": "5.00",
        "total": "35.00",
    }
    assert found.notes[0].startswith("Nothing says whose benefits are")


def test_a_year_has_its_own_surplus_whenever_it_was_shared(book: YearBook) -> None:
    """
    2025-12-31 * "The year"
      Income:Sales           -500.00 USD
      Expenses:Wages:Members  400.00 USD
      Assets:Bank             100.00 USD
    2026-03-14 * "Shared"
      period: "2025"
      Equity:Result          100.00 USD
      Equity:Collective      -40.00 USD
      Liabilities:Patronage  -12.00 USD
        member: "A"
      Equity:Capital:A       -33.00 USD
        lot: "2025-Q"
      Equity:Capital:B       -15.00 USD
        lot: "2025-Q"
    """
    found = value(book)
    assert (found.cash, found.kept, found.years) == (dec("12"), dec("48"), ("2025",))
    assert found.total == dec("460.00")
    assert cells(found, "amount")["total"] == "460.00"
    assert cells(found, "an-hour")["kept"] == "0.60"
    assert [one[:5] for one in found.of_members] == [
        ("A", dec("60"), dec("0"), dec("12.00"), dec("33.00")),
        ("B", dec("20"), dec("0"), dec("0"), dec("15.00")),
    ]
    # The month in which it was shared shows it, too, but not by its own hours.
    march = value(book, "2026-03")
    assert (march.cash, march.kept, march.wages) == (dec("12"), dec("48"), dec("0"))
    assert cells(march, "an-hour") == {}
    assert value(book, "2026-04").total == 0
    assert value(book, "2026").years == ()


def test_a_year_that_is_not_shared_says_so(book: YearBook) -> None:
    """
    2025-12-31 * "The year"
      Income:Sales           -500.00 USD
      Expenses:Wages:Members  400.00 USD
      Assets:Bank             100.00 USD
    """
    assert any("100.00 USD, is not shared yet" in note for note in value(book).notes)


def test_postings_that_name_members_are_theirs(book: YearBook) -> None:
    """
    2025-12-31 * "Pay"
      Expenses:Wages:Employees  300.00 USD
        member: "A"
      Expenses:Wages:Employees  100.00 USD
        member: "E-7"
      Expenses:Wages:Benefits    30.00 USD
        member: "A"
      Assets:Bank
    """
    found = value(book)
    assert (found.wages, found.benefits) == (dec("300.00"), dec("30.00"))
    assert found.of_members[0].pay == dec("330.00")
    front, members = value_tables(found)
    assert members is not None
    values = evaluate((front, members))
    assert values.amount(OF_MEMBERS, "all", "pay") == dec("330.00")
    assert values.amount(OF_MEMBERS, "all", "hours") == 80


def test_wages_that_nobody_tells_apart_count_by_hours(book: YearBook) -> None:
    """
    2020-01-01 open Expenses:Wages:Net
    2025-12-31 * "Pay"
      Expenses:Wages:Net  1000.00 USD
      Assets:Bank
    """
    found = value(book)
    assert found.wages == dec("800.00")
    assert "they count by hours" in found.notes[0]


def test_wages_that_are_not_employees_are_members(book: YearBook) -> None:
    """
    2020-01-01 open Expenses:Wages:Net
    2025-12-31 * "Pay"
      Expenses:Wages:Net        1000.00 USD
      Expenses:Wages:Employees   100.00 USD
      Assets:Bank
    """
    assert value(book).wages == dec("1000.00")


def test_the_name_of_an_account_tells_whose_it_is(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-account" "wages" Expenses:Wages:Benefits
      name: "Health cover of worker-owners"
    2025-12-31 * "Pay"
      Expenses:Wages:Members    1000.00 USD
      Expenses:Wages:Employees   100.00 USD
      Expenses:Wages:Benefits     50.00 USD
      Assets:Bank
    """
    found = value(book)
    assert found.benefits == dec("50.00")
    assert not any("benefits" in note for note in found.notes)


def test_a_loss_that_members_bore_is_taken_off(book: YearBook) -> None:
    """
    2025-12-31 * "The year"
      Expenses:Wages:Members  400.00 USD
      Assets:Bank
    2026-03-14 * "Borne"
      period: "2025"
      Equity:Result     -90.00 USD
      Equity:Capital:A   90.00 USD
        lot: "2025-L"
    """
    found = value(book)
    assert (found.borne, found.kept, found.total) == (
        dec("90.00"),
        dec("0"),
        dec("310.00"),
    )
    assert cells(found, "amount")["borne"] == "-90.00"


def test_a_book_that_says_nothing_of_hours() -> None:
    found = value(
        book_of(
            """
            2025-12-31 * "Pay"
              Expenses:Wages:Members    1000.00 USD
              Assets:Bank
            """
        )
    )
    assert found.an_hour(dec("1000")) is None
    assert "The book does not say how many hours members worked." in found.notes
    assert value_tables(found)[1] is None
