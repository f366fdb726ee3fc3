from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import BadFiscalYearEnd
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import parse_period

JUNE = FiscalYearEnd(6, 30)
FEBRUARY = FiscalYearEnd(2, 28)
BRITISH = FiscalYearEnd(4, 5)

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
YEARS = st.integers(1900, 2200)
FYES = st.builds(
    lambda day, years: FiscalYearEnd(day.month + 12 * years, day.day),
    st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)),
    st.integers(0, 1),
)


@pytest.mark.parametrize(
    ("text", "fye", "first", "last"),
    [
        ("FY2026", JUNE, "2025-07-01", "2026-06-30"),
        ("FY2026-Q1", JUNE, "2025-07-01", "2025-09-30"),
        ("FY2026-Q4", JUNE, "2026-04-01", "2026-06-30"),
        ("2026", JUNE, "2026-01-01", "2026-12-31"),
        ("FY2024", FEBRUARY, "2023-03-01", "2024-02-29"),
        ("FY2025", FEBRUARY, "2024-03-01", "2025-02-28"),
        ("FY2024-Q4", FEBRUARY, "2023-12-01", "2024-02-29"),
        ("FY2026", BRITISH, "2025-04-06", "2026-04-05"),
        ("FY2026-Q2", BRITISH, "2025-07-06", "2025-10-05"),
        ("FY2026-Q3", FiscalYearEnd(8, 30), "2026-02-28", "2026-05-30"),
    ],
)
def test_fiscal_years_and_their_quarters(
    text: str, fye: FiscalYearEnd, first: str, last: str
) -> None:
    period = parse_period(text, fye)
    assert (str(period.begin), str(period.last)) == (first, last)


def test_a_month_beyond_twelve_names_the_year_before_as_in_fava() -> None:
    march = FiscalYearEnd.parse("15-31")
    year = parse_period("FY2025", march)
    assert (str(year.begin), str(year.last)) == ("2025-04-01", "2026-03-31")
    assert march.year_of(datetime.date(2026, 3, 31)) == 2025
    assert march.year_of(datetime.date(2026, 4, 1)) == 2026


@given(YEARS)
def test_the_28th_and_the_29th_both_mean_the_end_of_february(year: int) -> None:
    assert FEBRUARY.begin_of(year) == FiscalYearEnd(2, 29).begin_of(year)
    assert FEBRUARY.begin_of(year) == datetime.date(year - 1, 3, 1)


@given(YEARS, FYES)
def test_fiscal_years_tile(year: int, fye: FiscalYearEnd) -> None:
    this, following = (parse_period(f"FY{name}", fye) for name in (year, year + 1))
    assert this.end == following.begin
    assert this.last.year == year + fye.month // 13
    assert 365 <= (this.end - this.begin).days <= 366


@given(YEARS, FYES)
def test_quarters_tile_their_fiscal_year(year: int, fye: FiscalYearEnd) -> None:
    whole = parse_period(f"FY{year}", fye)
    quarters = [parse_period(f"FY{year}-Q{number}", fye) for number in (1, 2, 3, 4)]
    assert quarters[0].begin == whole.begin
    assert quarters[-1].end == whole.end
    assert all(one.end == other.begin for one, other in pairwise(quarters))


@given(DAYS, FYES)
def test_a_day_lies_in_the_fiscal_year_that_it_names(
    day: datetime.date, fye: FiscalYearEnd
) -> None:
    assert day in parse_period(f"FY{fye.year_of(day)}", fye)


def test_a_fiscal_years_end_is_read() -> None:
    assert FiscalYearEnd.parse("12-31") == DECEMBER
    assert FiscalYearEnd.parse("02-29") == FiscalYearEnd(2, 29)


@pytest.mark.parametrize(
    "text", ["", "00-31", "25-01", "02-30", "6-30", "31-12", "June 30"]
)
def test_what_is_no_day_ends_no_fiscal_year(text: str) -> None:
    with pytest.raises(BadFiscalYearEnd, match="Write month and day: 12-31") as raised:
        FiscalYearEnd.parse(text)
    assert f"'{text}'" in str(raised.value)
