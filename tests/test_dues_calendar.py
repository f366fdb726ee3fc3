from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.calendar import charge_periods
from coopbooks.dues.rules.calendar import due_day
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.calendar import posting_day

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
ALL = ("month", "quarter", "half-year", "year", "week", "four-weeks")
FIVE = datetime.date(2026, 1, 5)


@pytest.mark.parametrize(
    ("per", "name"),
    [
        ("month", "2026-05"),
        ("quarter", "2026-Q2"),
        ("half-year", "2026-01-01..2026-06-30"),
        ("year", "2026"),
        ("week", "2026-W20"),
        ("four-weeks", "2026-04-27..2026-05-24"),
    ],
)
def test_the_charge_period_of_a_day(per: str, name: str) -> None:
    assert period_of(per, datetime.date(2026, 5, 14), FIVE).name == name


@given(DAYS, st.sampled_from(ALL), DAYS)
def test_charge_periods_follow_without_gap(
    day: datetime.date, per: str, starts: datetime.date
) -> None:
    period = period_of(per, day, starts)
    assert day in period
    following = period_of(per, period.end, starts)
    assert following.begin == period.end
    assert period_of(per, period.last, starts) == period


@given(st.sampled_from(ALL), st.integers(1, 12))
def test_each_charge_period_of_a_year_is_found_by_month(per: str, month: int) -> None:
    year = charge_periods(per, parse_period("2026"), FIVE)
    found = charge_periods(per, parse_period(f"2026-{month:02}"), FIVE)
    assert found == [
        one for one in year if one.begin < found[-1].end and one.end > found[0].begin
    ]


def test_when_charges_are_due_and_posted() -> None:
    march = parse_period("2026-03")
    first, joined = march.begin, datetime.date(2026, 3, 20)
    assert due_day(march, None, first) == first
    assert due_day(march, "first-day", joined) == joined
    assert due_day(march, "last-day", joined) == datetime.date(2026, 3, 31)
    fifteenth = Amount(Decimal(15), "DAY")
    assert due_day(march, fifteenth, first) == datetime.date(2026, 3, 15)
    assert due_day(march, fifteenth, joined) == joined
    late = due_day(march, Amount(Decimal(40), "DAY"), first)
    assert late == datetime.date(2026, 4, 9)
    assert posting_day(march, late) == datetime.date(2026, 3, 31)
    assert posting_day(march, joined) == joined
