"""What measures came to in a fiscal year."""

from __future__ import annotations

import pytest

from coopbooks.surplus.year.measured import measured
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import docstring_of
from tests.support.yearbooks import lines_of
from tests.support.yearbooks import person


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def test_a_fiscal_year_is_not_the_calendars(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-entity" "us" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "06-30"
    2020-01-01 custom "coop-surplus" "law"
      patronage: "hours"
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2024-07-01 * "The first day"
      Equity:Hours:Members  1 HOUR
        member: "A"
      Equity:Hours:Total   -1 HOUR
    2025-06-30 * "The last day"
      Equity:Hours:Members  2 HOUR
        member: "A"
      Equity:Hours:Total   -2 HOUR
    2025-07-01 * "The day after"
      Equity:Hours:Members  4 HOUR
        member: "A"
      Equity:Hours:Total   -4 HOUR
    2025-07-05 * "Booked late"
      period: "FY2025"
      Equity:Hours:Members  8 HOUR
        member: "A"
      Equity:Hours:Total   -8 HOUR
    2025-08-01 custom "coop-declared" "B" "hours" 40 HOUR
      period: "FY2025"
    """
    found = book.read("FY2025")
    assert found.problems == ()
    assert person(found, "A").measures["hours"] == 11
    assert person(found, "B").measures["hours"] == 40


def test_a_fortnight_over_the_years_end_counts_once(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
      patronage: "hours"
    2020-01-01 custom "coop-member" "A" "join"
    2026-01-04 * "Hours"
      period: "2025-12-22..2026-01-04"
      Equity:Hours:Members  80 HOUR
        member: "A"
      Equity:Hours:Total   -80 HOUR
    2025-12-21 * "Hours"
      period: "2025-12-08..2025-12-21"
      Equity:Hours:Members  70 HOUR
        member: "A"
      Equity:Hours:Total   -70 HOUR
    2026-01-10 * "Hours of December, booked late"
      period: "2025-12"
      Equity:Hours:Members   5 HOUR
        member: "A"
      Equity:Hours:Total    -5 HOUR
    """
    of = [
        measured(book.terms, book.gathered(year)).of["hours"]["A"]
        for year in ("2025", "2026")
    ]
    assert of == [75, 80]


def test_what_holds_until_it_changes_is_taken_at_the_end(book: YearBook) -> None:
    """
    2020-01-01 open Equity:Points
    2020-01-01 open Equity:Points:Total
    2020-01-01 custom "coop-measure" "points" Equity:Points "as-declared"
    2020-01-01 custom "coop-surplus" "law"
      patronage: "points"
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2023-01-01 custom "coop-declared" "A" "points" 3
    2025-06-01 custom "coop-declared" "A" "points" 4
    2026-01-01 custom "coop-declared" "A" "points" 5
    2025-12-31 custom "coop-declared" "B" "points" 1
    """
    found = book.read()
    assert found.problems == ()
    assert person(found, "A").measures == {"points": 4}
    assert found.figures["points"] == 5


def test_less_than_nothing_and_two_units_are_told(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      missing: "nothing"
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2020-01-01 custom "coop-member" "C" "join"
    2025-06-30 * "Hours"
      Equity:Hours:Members  5 HOUR
        member: "A"
      Equity:Hours:Total   -5 HOUR
    2025-06-30 * "Hours"
      Equity:Hours:Members -3 HOUR
        member: "B"
      Equity:Hours:Total    3 HOUR
    2025-06-30 * "Days"
      Equity:Hours:Members  1 DAY
        member: "C"
      Equity:Hours:Total   -1 DAY
    """
    assert lines_of(book.read()) == [
        (
            "12 B: 'hours' for 2025 is -3, which is below zero. Mend the posting "
            "or what was declared here."
        ),
        "16 C: 'hours' is in DAY, that of others in HOUR; it can only be in one.",
    ]
