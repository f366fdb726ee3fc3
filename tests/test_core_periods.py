from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import assume
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.fiscalyear import DAY
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import Period
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.core.periods import year_to_date

JUNE = FiscalYearEnd(6, 30)
FEBRUARY = FiscalYearEnd(2, 28)
BRITISH = FiscalYearEnd(4, 5)

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31))
YEARS = st.integers(1900, 2200)
FYES = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31)).map(
    lambda day: FiscalYearEnd(day.month, day.day)
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period that a person might type."""
    day, last, fye = draw(DAYS), draw(DAYS), draw(FYES)
    year, week, _ = day.isocalendar()
    quarter = draw(st.integers(1, 4))
    begin, end = sorted([day, last])
    forms = [
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day:%Y}-Q{quarter}",
        f"FY{day:%Y}",
        f"FY{day:%Y}-Q{quarter}",
        f"{year}-W{week:02}",
        f"{day}",
        f"{begin}..{end}",
        f"{begin:%Y-%m}..{end:%Y-%m}",
    ]
    return parse_period(draw(st.sampled_from(forms)), fye)


def span(text: str, fye: FiscalYearEnd = DECEMBER) -> tuple[str, str]:
    """The first and the last day of a period."""
    period = parse_period(text, fye)
    return str(period.begin), str(period.last)


# What a person types


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-Q1", "2026-01-01", "2026-03-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("FY2026", "2026-01-01", "2026-12-31"),
        ("2026-W12", "2026-03-16", "2026-03-22"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2026-03-05", "2026-03-05", "2026-03-05"),
        ("2026-03-05..2026-03-20", "2026-03-05", "2026-03-20"),
        ("2025-11..2026-01", "2025-11-01", "2026-01-31"),
        (" fy2026-q1 ", "2026-01-01", "2026-03-31"),
    ],
)
def test_a_period_is_read(text: str, first: str, last: str) -> None:
    assert span(text) == (first, last)


def test_periods_are_half_open() -> None:
    march = parse_period("2026-03")
    assert march.end == datetime.date(2026, 4, 1)
    assert datetime.date(2026, 3, 1) in march
    assert datetime.date(2026, 3, 31) in march
    assert datetime.date(2026, 4, 1) not in march


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 2026",
        "2026-13",
        "2026-00",
        "2026-3",
        "2026-Q5",
        "2026-W54",
        "2025-W53",
        "2026-02-29",
        "26-03",
        "0026-03",
        "9999",
        "FY",
        "2026-03..",
        "..2026-03",
        "2026-03-20..2026-03-05",
        "2026-01..2026-02..2026-03",
    ],
)
def test_what_names_no_period_is_told(text: str) -> None:
    with pytest.raises(BadPeriod) as raised:
        parse_period(text)
    assert str(raised.value) == (
        f"'{text}' is not a period. Write a month 2026-03, a quarter "
        "2026-Q1, a year 2026, a fiscal year FY2026, a week 2026-W12, a day "
        "2026-03-05, or two of them with .. between."
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2026-03", "March 2026"),
        ("2026-Q1", "January to March 2026"),
        ("2025-12..2026-01", "December 2025 to January 2026"),
        ("2026", "2026"),
        ("2026-W12", "16 to 22 March 2026"),
        ("2026-W14", "30 March 2026 to 5 April 2026"),
        ("2026-03-05", "5 March 2026"),
        ("2026-03-05..2027-03-04", "5 March 2026 to 4 March 2027"),
    ],
)
def test_a_period_is_said_as_people_say_it(text: str, label: str) -> None:
    assert parse_period(text).label == label


def test_a_fiscal_year_is_said_by_its_months_or_days() -> None:
    assert parse_period("FY2026", JUNE).label == "July 2025 to June 2026"
    assert parse_period("FY2026", BRITISH).label == "6 April 2025 to 5 April 2026"


@given(periods(), FYES)
@example(named(datetime.date(2026, 3, 16), datetime.date(2026, 3, 23)), DECEMBER)
def test_a_name_names_its_period(period: Period, fye: FiscalYearEnd) -> None:
    shortest = named(period.begin, period.end)
    assert parse_period(shortest.name, fye) == shortest


# The year to date


@pytest.mark.parametrize(
    ("text", "fye", "name"),
    [
        ("2026-03", DECEMBER, "2026-Q1"),
        ("2026-01", DECEMBER, "2026-01"),
        ("2026-12", DECEMBER, "2026"),
        ("2026-03", JUNE, "2025-07-01..2026-03-31"),
        ("2026-07", JUNE, "2026-07"),
        ("2026-04", BRITISH, "2026-04-06..2026-04-30"),
        ("2024-02", FEBRUARY, "2023-03-01..2024-02-29"),
    ],
)
def test_the_year_to_date(text: str, fye: FiscalYearEnd, name: str) -> None:
    assert year_to_date(parse_period(text), fye).name == name


@given(periods(), FYES)
def test_the_year_to_date_ends_with_its_period(
    period: Period, fye: FiscalYearEnd
) -> None:
    to_date = year_to_date(period, fye)
    assert to_date.end == period.end
    assert to_date.begin in parse_period(f"FY{fye.year_of(period.last)}", fye)
    assert (to_date.begin - DAY) not in parse_period(
        f"FY{fye.year_of(period.last)}", fye
    )


# Neighbours


@given(periods())
def test_months_tile_what_they_touch(period: Period) -> None:
    months = period.months()
    assert all(one.end == other.begin for one, other in pairwise(months))
    assert all(month == month_of(month.last) for month in months)
    assert period.begin in months[0]
    assert period.last in months[-1]


@given(periods())
def test_the_previous_period_ends_where_this_one_begins(period: Period) -> None:
    assert period.previous().end == period.begin
    assert period.previous().begin < period.begin


@pytest.mark.parametrize(
    ("text", "fye", "previous"),
    [
        ("2026-03", DECEMBER, "2026-02"),
        ("2026-01", DECEMBER, "2025-12"),
        ("2026-Q1", DECEMBER, "2025-Q4"),
        ("2026", DECEMBER, "2025"),
        ("2026-W12", DECEMBER, "2026-W11"),
        ("2026-03-01", DECEMBER, "2026-02-28"),
        ("2026-03-05..2026-03-20", DECEMBER, "2026-02-17..2026-03-04"),
        ("FY2025", BRITISH, "2023-04-06..2024-04-05"),
        ("FY2026-Q1", BRITISH, "2025-01-06..2025-04-05"),
        ("FY2024", FEBRUARY, "2022-03-01..2023-02-28"),
    ],
)
def test_the_previous_period(text: str, fye: FiscalYearEnd, previous: str) -> None:
    assert parse_period(text, fye).previous().name == previous


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026-03", "2025-03"),
        ("2025-02", "2024-02"),
        ("2024-02", "2023-02"),
        ("2026-Q1", "2025-Q1"),
        ("2024-02-29", "2023-02-28"),
        ("2025-02-28", "2024-02-28"),
        ("2024-02-28", "2023-02-28"),
        ("2024-02-15..2024-03-20", "2023-02-15..2023-03-20"),
        ("2024-04-06..2025-02-28", "2023-04-06..2024-02-29"),
        ("2023-04-06..2024-02-29", "2022-04-06..2023-02-28"),
        ("2026-W12", "2025-W12"),
        ("2020-W53", "2020-W01"),
    ],
)
def test_a_year_before(text: str, before: str) -> None:
    assert parse_period(text).a_year_before().name == before


@given(periods())
def test_a_year_before_is_about_as_long(period: Period) -> None:
    before = period.a_year_before()
    lengths = (one.end - one.begin for one in (period, before))
    assert abs(next(lengths) - next(lengths)) <= DAY
    assert before.begin < period.begin


@given(DAYS)
def test_a_month_is_compared_with_the_same_month(day: datetime.date) -> None:
    assume(day.year > 1900)
    month = month_of(day)
    assert month.a_year_before() == month_of(
        month.begin.replace(year=month.begin.year - 1)
    )
