"""A week's strike pay: each once, under every limit, whatever order weeks are paid."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

from coopbooks.core.postings import rows
from tests.support import needbooks
from tests.support.needbooks import viewed
from tests.support.needbooks import week_of
from tests.support.needbooks import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View
    from coopbooks.support.need.weeklyrun import StrikeRun

WEEKS = ("2026-W07", "2026-W08", "2026-W09", "2026-W10", "2026-W11", "2026-W12")
NEVER = datetime.date.min


def paid(view: View, week: str = "", member: str = "") -> Decimal:
    return sum(
        (
            row.number
            for row in rows(view.entries)
            if row.account == "Expenses:Strike-Pay"
            and week in {"", row.tag("period")}
            and member in {"", row.tag("member")}
        ),
        Decimal(0),
    )


def reasons(found: StrikeRun) -> list[str]:
    return [one.message for one in found.refusals]


@pytest.mark.parametrize(
    ("week", "pay"),
    [
        ("2026-W07", 0),
        ("2026-W08", 0),
        ("2026-W09", 300),
        ("2026-W10", 300),
        ("2026-W11", 400),
    ],
)
def test_each_week_pays_by_the_day_of_the_strike(
    tmp_path: Path, week: str, pay: int
) -> None:
    (found,) = week_of(viewed(tmp_path), week).pays
    assert {one.member: one.pays for one in found.people} == {
        "M-0001": pay,
        "M-0002": pay,
        "M-0003": pay,
    }


def test_a_week_is_paid_once(tmp_path: Path) -> None:
    view = viewed(tmp_path)
    view = written(view, week_of(view, "2026-W09"))
    assert paid(view) == 900
    again = week_of(view, "2026-W09")
    assert again.difference.changes == ()
    assert again.pays[0].together == 0


def test_what_was_typed_counts_and_only_the_rest_is_paid(tmp_path: Path) -> None:
    typed = """
2026-03-01 * "Strike pay by hand"
  fund: "strike"
  period: "2026-W09"
  Expenses:Strike-Pay  100.00 USD
    member: "M-0001"
  Expenses:Strike-Pay  350.00 USD
    member: "M-0002"
  Assets:Bank:Strike  -450.00 USD
"""
    found = week_of(viewed(tmp_path, typed), "2026-W09")
    (one,) = found.pays
    assert [each.pays for each in one.people] == [200, 0, 300]
    (problem,) = found.problems
    assert problem.message.startswith("M-0002: the book has 350.00 USD for 2026-W09")


def test_what_came_back_may_be_paid_again(tmp_path: Path) -> None:
    view = viewed(tmp_path)
    view = written(view, week_of(view, "2026-W09"))
    back = """
2026-03-03 * "Came back"
  benefit: "strike-pay"
  fund: "strike"
  period: "2026-W09"
  member: "M-0001"
  Expenses:Strike-Pay  -300.00 USD
  Assets:Bank:Strike    300.00 USD
"""
    other = viewed(tmp_path / "other", back)
    extra = [one for one in other.entries if getattr(one, "payee", "") is None]
    came = [one for one in extra if getattr(one, "narration", "") == "Came back"]
    entries = sorted([*view.entries, *came], key=lambda one: one.date)
    found = week_of(replace(view, entries=entries), "2026-W09")
    (change,) = found.difference.changes
    assert change.id == "strike-pay-2026-W09-M-0001-2"


def test_who_joined_after_the_strike_began_gets_nothing(tmp_path: Path) -> None:
    more = """
2026-02-10 custom "coop-member" "M-0009" "join"
  workplace: "depot"
"""
    (found,) = week_of(viewed(tmp_path, more), "2026-W09").pays
    late = next(one for one in found.people if one.member == "M-0009")
    assert late.number == 0
    assert late.because == "no member on 2026-02-08"


def test_who_is_on_leave_or_left_gets_nothing(tmp_path: Path) -> None:
    more = """
2026-02-01 custom "coop-member" "M-0001" "pause"
2026-02-20 custom "coop-member" "M-0002" "leave"
"""
    (found,) = week_of(viewed(tmp_path, more), "2026-W09").pays
    assert {one.member: one.because for one in found.people} == {
        "M-0001": "on leave, so not on strike",
        "M-0003": "",
    }


def test_who_is_on_two_strikes_is_paid_once(tmp_path: Path) -> None:
    more = """
2026-02-16 custom "coop-strike" "everywhere"
  decision: "2026-02/3"
"""
    found = week_of(viewed(tmp_path, more), "2026-W10")
    everybody = [each.member for one in found.pays for each in one.people]
    assert sorted(everybody) == ["M-0001", "M-0002", "M-0003", "M-0004"]
    assert len(found.difference.changes) == 4


def test_a_fund_that_is_short_pays_nobody(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace("fund-keeps: 500.00", "fund-keeps: 3500.00")
    found = week_of(viewed(tmp_path, terms=terms), "2026-W09")
    (said,) = reasons(found)
    assert said == (
        "the fund 'strike' holds 4,000.00 USD and must keep 3,500.00; 900.00 is "
        "needed. Move money to it by a decision first, or decide on less."
    )


def test_a_decision_that_is_used_up_pays_nobody(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace("limit: 6000.00", "limit: 1000.00")
    view = viewed(tmp_path, terms=terms)
    view = written(view, week_of(view, "2026-W09"))
    (said,) = reasons(week_of(view, "2026-W10"))
    assert "allows 1,000.00 USD; 100.00 of it is left, 900.00 is needed" in said


def test_an_account_that_nobody_named_is_asked_for(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace("  kept-on: Assets:Bank:Strike\n", "")
    more = '2025-01-01 open Assets:Till\n2025-01-01 custom "coop-account" "bank" '
    found = week_of(viewed(tmp_path, more + "Assets:Till\n", terms), "2026-W09")
    (said,) = reasons(found)
    assert "Name it with --from: Assets:Bank or Assets:Till" in said


def test_strike_pay_may_be_owed_first(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace(
        '  fund: "strike"\n  standing',
        '  fund: "strike"\n  payable: Liabilities:Due\n  standing',
    )
    found = week_of(viewed(tmp_path, terms=terms), "2026-W09")
    after = found.difference.changes[0].after
    assert isinstance(after, data.Transaction)
    assert [one.account for one in after.postings] == [
        "Expenses:Strike-Pay",
        "Liabilities:Due",
    ]


def test_the_most_for_all_is_shared_in_proportion(tmp_path: Path) -> None:
    terms = needbooks.UNION.replace(
        "maximum-a-year: 900.00", "body-maximum-a-year: 1000.00", 1
    )
    view = viewed(tmp_path, terms=terms)
    view = written(view, week_of(view, "2026-W09"))
    (found,) = week_of(view, "2026-W10").pays
    assert [one.pays for one in found.people] == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("33.33"),
    ]
    view = written(view, week_of(view, "2026-W10"))
    assert paid(view) == 1000
    assert week_of(view, "2026-W10").difference.changes == ()
