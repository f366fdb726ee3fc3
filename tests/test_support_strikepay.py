"""Strike pay by the week, as published rules have it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.support.need.strikepay import pay_through
from coopbooks.support.need.strikepay import week_of
from coopbooks.support.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


@pytest.mark.parametrize(
    ("day", "pay"),
    [(14, 0), (15, 0), (21, 300), (27, 300), (28, 600), (29, 600), (35, 1000)],
)
def test_from_the_fifteenth_day_on(book_doc: Book, day: int, pay: int) -> None:
    """
    2025-01-01 custom "coop-benefit" "strike-pay" "strike"
      fund: "strike"
      each: "week"
      standing: "good"
      part-weeks: "not-counted"
      authority: "CWA members' relief fund rules"
    2025-01-01 custom "coop-benefit-band" "strike-pay" "below" 15 DAY "pays" 0 USD
    2025-01-01 custom "coop-benefit-band" "strike-pay" "below" 29 DAY "pays" 300 USD
    2025-01-01 custom "coop-benefit-band" "strike-pay" "from" 29 DAY "pays" 400 USD
    """
    (benefit,) = read_terms(book_doc.entries).benefits
    assert pay_through(benefit, day) == pay


@pytest.mark.parametrize(
    ("how", "pay"), [("not-counted", "0"), ("counted", "70"), ("by-day", "30.00")]
)
def test_a_part_of_a_week(book_doc: Book, how: str, pay: str) -> None:
    """
    2025-01-01 custom "coop-benefit" "not-counted" "strike"
      fund: "strike"
      part-weeks: "not-counted"
    2025-01-01 custom "coop-benefit-band" "not-counted" "from" 0 DAY "pays" 70 USD
    2025-01-01 custom "coop-benefit" "counted" "strike"
      fund: "strike"
      part-weeks: "counted"
    2025-01-01 custom "coop-benefit-band" "counted" "from" 0 DAY "pays" 70 USD
    2025-01-01 custom "coop-benefit" "by-day" "strike"
      fund: "strike"
      part-weeks: "by-day"
    2025-01-01 custom "coop-benefit-band" "by-day" "from" 0 DAY "pays" 70 USD
    """
    benefits = {one.name: one for one in read_terms(book_doc.entries).benefits}
    assert pay_through(benefits[how], 3) == Decimal(pay)


def test_the_days_of_a_strike_in_a_week(book_doc: Book) -> None:
    """
    2026-02-11 custom "coop-strike" "depot"
      decision: "2026-02/3"
      until: 2026-02-24
    """
    (strike,) = read_terms(book_doc.entries).of("coop-strike")
    weeks = [week_of(strike, parse_period(f"2026-W0{week}")) for week in (6, 7, 8, 9)]
    assert weeks == [None, (1, 5, 5), (6, 12, 7), (13, 14, 2)]
