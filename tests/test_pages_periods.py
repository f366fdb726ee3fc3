"""Which period a page of Fava is about."""

from __future__ import annotations

import datetime

import pytest
from fava.util.date import parse_date
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.pages.periods import following
from coopbooks.pages.periods import last_whole_month
from coopbooks.pages.periods import time_filter

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))


@pytest.mark.parametrize(
    ("dates", "reached", "expected"),
    [
        (["2026-01-05", "2026-02-10"], "2026-02-10", "2026-01"),
        (["2026-01-05", "2026-02-28"], "2026-02-28", "2026-02"),
        # The bank's statement of 1 March shows that February is over.
        (["2026-01-05", "2026-02-10"], "2026-03-01", "2026-02"),
        # A month without entries is not the last one that has some.
        (["2025-11-05", "2026-02-10"], "2026-02-10", "2025-11"),
        (["2026-02-10"], "2026-02-10", "2026-02"),
        (["2024-02-29"], "2024-02-29", "2024-02"),
    ],
)
def test_the_last_month_that_is_over(
    dates: list[str], reached: str, expected: str
) -> None:
    day = datetime.date.fromisoformat
    found = last_whole_month([day(one) for one in dates], day(reached))
    assert found.name == expected


@given(st.lists(DAYS, min_size=1), DAYS)
def test_it_has_a_transaction_and_none_later_is_over(
    dates: list[datetime.date], compared: datetime.date
) -> None:
    reached = max([*dates, compared])
    found = last_whole_month(dates, reached)
    assert any(day in found for day in dates)
    if found.last <= reached:
        ahead = last_whole_month([*dates, found.end], found.end)
        assert ahead.begin >= found.begin
    else:
        assert all(day >= found.begin for day in dates)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2026-12", "2027-01"),
        ("2026-Q4", "2027-Q1"),
        ("2025", "2026"),
        ("2026-W53", "2027-W01"),
        ("2026-02-28", "2026-03-01"),
        ("2026-01..2026-02", "2026-03-01..2026-04-30"),
    ],
)
def test_what_follows(period: str, expected: str) -> None:
    assert following(parse_period(period)).name == expected


@given(DAYS, st.integers(1, 800))
def test_neighbours_touch_and_fava_understands_them(
    begin: datetime.date, days: int
) -> None:
    period = named(begin, begin + days * DAY)
    after = following(period)
    assert after.begin == period.end
    assert after.end > after.begin
    # Fava reads its own filter as the days that were meant.
    for one in (period, after, period.previous()):
        assert parse_date(time_filter(one)) == (one.begin, one.end)
