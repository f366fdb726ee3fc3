"""Until when what members get of a year must be paid, cashed and reported."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import Period
from coopbooks.core.periods import parse_period
from coopbooks.surplus.notices.deadlines import deadlines
from coopbooks.surplus.notices.deadlines import in_the_united_states
from coopbooks.surplus.notices.deadlines import pay_by
from coopbooks.surplus.notices.deadlines import payment_period_ends
from coopbooks.surplus.notices.deadlines import to_be_cashed
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.groups import Group
    from tests.support.ledgers import Loaded

YEAR = parse_period("2025")


def fiscal(month: int, day: int, name: str = "FY2025") -> Period:
    return parse_period(name, FiscalYearEnd(month, day))


def rule_of(loaded: Loaded) -> Group:
    (rule,) = read_terms(loaded.entries).rules
    return rule


@pytest.mark.parametrize(
    ("month", "day", "pay", "cash"),
    [
        (12, 31, "2026-09-15", "2026-12-14"),
        (6, 30, "2026-03-15", "2026-06-13"),
        (9, 30, "2026-06-15", "2026-09-13"),
    ],
)
def test_the_payment_period_and_the_checks(
    month: int, day: int, pay: str, cash: str
) -> None:
    year = fiscal(month, day)
    assert payment_period_ends(year) == datetime.date.fromisoformat(pay)
    assert to_be_cashed(year) == datetime.date.fromisoformat(cash)


@given(st.integers(1, 12), st.integers(2000, 2100))
def test_it_is_the_fifteenth_of_the_ninth_month_after(month: int, name: int) -> None:
    # Day 31 stands for the last day of whatever month it is.
    year = fiscal(month, 28 if month == 2 else 30, f"FY{name}")
    ends = payment_period_ends(year)
    assert ends.day == 15
    assert (ends.year - year.last.year) * 12 + ends.month - year.last.month == 9
    assert (to_be_cashed(year) - ends).days == 90


def test_the_calendar_of_a_year() -> None:
    assert [(one.id, f"{one.day}") for one in deadlines(YEAR, "US")] == [
        ("pay", "2026-09-15"),
        ("cashed", "2026-12-14"),
        ("forms-to-members", "2027-02-01"),  # 31 January is a Sunday.
        ("forms-on-paper", "2027-03-01"),  # So is 28 February.
        ("forms-online", "2027-03-31"),
    ]


def test_forms_go_by_the_calendar_year_of_the_payment() -> None:
    paid = datetime.date(2025, 11, 3)
    found = {one.id: one for one in deadlines(fiscal(6, 30), "US", None, paid)}
    assert found["forms-to-members"].day == datetime.date(2026, 2, 2)
    assert found["forms-to-members"].words == "Give each member Form 1099-PATR for 2025"
    unpaid = {one.id: one for one in deadlines(fiscal(6, 30), "US")}
    assert unpaid["forms-online"].words.startswith("Send Form 1099-PATR for 2026")


def test_saturday_is_put_off_two_days() -> None:
    paid = datetime.date(2025, 3, 1)
    found = {one.id: one.day for one in deadlines(YEAR, "US", None, paid)}
    assert found["forms-to-members"] == datetime.date(
        2026, 2, 2
    )  # 31 January: Saturday
    assert found["forms-on-paper"] == datetime.date(2026, 3, 2)


def test_elsewhere_the_rule_says_it(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-surplus" "scop"
      pay-within: 9 MONTH
      authority: "statuts art. 40"
    """
    rule = rule_of(load_doc)
    (only,) = deadlines(YEAR, "FR", rule)
    assert only.day == datetime.date(2026, 9, 30)
    assert only.law == "statuts art. 40"
    assert only.words == ("Pay members what is due in cash: 9 months after the year")
    assert pay_by(YEAR, "FR", rule) == only.day
    # Months end where months end: 30 June and eight months are the end of February.
    assert pay_by(fiscal(6, 30), "FR", rule) == datetime.date(2026, 3, 31)
    assert pay_by(YEAR, "FR") is None
    assert deadlines(YEAR) == ()


def test_in_days_and_beside_the_law_the_earlier_counts(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-surplus" "ours"
      consent: "written"
      pay-within: 1 DAY
    """
    rule = rule_of(load_doc)
    found = {one.id: one for one in deadlines(YEAR, "US", rule)}
    assert found["pay-by-rule"].day == datetime.date(2026, 1, 1)
    assert found["pay-by-rule"].words.endswith("1 day after the year")
    assert found["pay-by-rule"].law == "rule 'ours'"
    assert found["consent"].day == YEAR.last
    assert pay_by(YEAR, "US", rule) == datetime.date(2026, 1, 1)
    assert pay_by(YEAR, "US") == datetime.date(2026, 9, 15)


def test_a_book_without_a_country_that_gives_notices(load_doc: Loaded) -> None:
    """
    2025-01-01 open Equity:Capital
    2025-01-01 custom "coop-surplus" "ours"
    2025-01-01 custom "coop-surplus-step" "ours" 90 "members" "rest" "of" "left"
      to: Equity:Capital
      notice: "nonqualified"
    """
    rule = rule_of(load_doc)
    assert in_the_united_states("", rule)
    assert not in_the_united_states("CA", rule)
    assert in_the_united_states("us")
    assert not in_the_united_states("")
    assert pay_by(YEAR, "", rule) == datetime.date(2026, 9, 15)
