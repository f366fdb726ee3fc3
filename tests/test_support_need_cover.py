"""For how long funds last, and that no limit is passed in whatever order."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.sharing.views import view_of
from coopbooks.support.need.against import paid_against_terms
from coopbooks.support.need.cover import covers
from coopbooks.support.need.weekly import strike_pay
from coopbooks.support.terms import terms_of
from tests.support import needbooks
from tests.support.needbooks import viewed
from tests.support.needbooks import week_of
from tests.support.needbooks import written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View

WEEKS = ("2026-W07", "2026-W08", "2026-W09", "2026-W10", "2026-W11", "2026-W12")


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


def test_for_how_many_weeks_a_fund_lasts(tmp_path: Path) -> None:
    view = viewed(tmp_path)
    day = datetime.date(2026, 2, 10)
    ((cover,), problems) = covers(view, terms_of(view), day)
    assert problems == []
    (need,) = cover.needs
    # Nothing is paid yet, so that the first band that pays tells what a week costs.
    assert need.entitled == 3
    assert need.week == 900
    assert need.pays_from == datetime.date(2026, 2, 23)
    assert cover.money.free == 3500
    assert cover.weeks == 3
    ((cover,), _) = covers(view, terms_of(view), datetime.date(2026, 3, 9))
    assert cover.week == 1200
    assert cover.weeks == 2
    assert cover.needs[0].pays_from is None


def test_without_a_strike_nothing_lasts_or_ends(book_doc: Book) -> None:
    """
    2025-01-01 custom "coop-benefit" "strike-pay" "strike"
      fund: "strike"
    2025-01-01 custom "coop-benefit-band" "strike-pay" "from" 0 DAY "pays" 70 USD
    """
    view = view_of(book_doc)
    day = datetime.date(2026, 3, 1)
    assert covers(view, terms_of(view), day) == ([], [])
    assert strike_pay(view, terms_of(view), parse_period("2026-W09"), day) == ([], [])


@settings(max_examples=25)
@given(
    order=st.lists(st.sampled_from(WEEKS), min_size=1, max_size=9),
    each=st.integers(0, 1300),
    everybody=st.integers(0, 3500),
    keeps=st.integers(0, 4000),
)
def test_no_limit_is_ever_passed(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[str],
    each: int,
    everybody: int,
    keeps: int,
) -> None:
    limits = f"body-maximum-a-year: {everybody} USD\n  maximum-a-year: {each}.00"
    terms = needbooks.UNION.replace("maximum-a-year: 900.00", limits, 1)
    terms = terms.replace("fund-keeps: 500.00", f"fund-keeps: {keeps}.00")
    view = viewed(tmp_path_factory.mktemp("book"), terms=terms)
    for week in order:
        found = week_of(view, week)
        view = written(view, found)
        if not found.refusals:
            assert week_of(view, week).difference.changes == ()
    for member in ("M-0001", "M-0002", "M-0003"):
        assert paid(view, member=member) <= each
        for week, most in zip(WEEKS, (0, 0, 300, 300, 400, 400), strict=True):
            assert paid(view, week, member) <= most
    assert paid(view) <= everybody
    assert paid(view) == 0 or 4000 - paid(view) >= keeps
    # What was written like that is never told as paid against the terms.
    assert list(paid_against_terms(view, terms_of(view))) == []


@settings(max_examples=15)
@given(order=st.permutations(WEEKS))
def test_without_limits_the_order_of_weeks_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, order: list[str]
) -> None:
    terms = needbooks.UNION.replace("  maximum-a-year: 900.00 USD\n", "", 1)
    terms = terms.replace("limit: 6000.00 USD\n", "")
    terms = terms.replace("4000.00 USD", "40000.00 USD")
    view = viewed(tmp_path_factory.mktemp("book"), terms=terms)
    for week in order:
        view = written(view, week_of(view, week))
    assert [paid(view, week) for week in WEEKS] == [0, 0, 900, 900, 1200, 1200]


def test_weeks_to_come_cost_more_where_the_bands_rise(book_doc: Book) -> None:
    """
    2024-12-31 open Assets:Bank
    2024-12-31 open Equity:Opening
    2024-12-31 custom "coop-entity" "local-7" "union"
      basis: "cash"
    2024-12-31 custom "coop-account" "opening" Equity:Opening
    2024-12-31 custom "coop-decision" "2024-12/1" "A strike fund, and the strikes"
      body: "general meeting"
    2024-12-31 custom "coop-fund" "strike" "set-aside"
      purpose: "strikes"
      decision: "2024-12/1"
    2024-12-31 * "What we begin with"
      Assets:Bank      8000.00 USD
      Equity:Opening  -8000.00 USD
        fund: "strike"
    2024-12-31 custom "coop-member" "M-0001" "join"
    2024-12-31 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-benefit" "relief" "strike"
      fund: "strike"
    2025-01-01 custom "coop-benefit-band" "relief" "below" 15 DAY "pays" 0 USD
    2025-01-01 custom "coop-benefit-band" "relief" "below" 29 DAY "pays" 300 USD
    2025-01-01 custom "coop-benefit-band" "relief" "from" 29 DAY "pays" 400 USD
    2026-01-05 custom "coop-strike" "plant"
      decision: "2024-12/1"
    """
    view = view_of(book_doc)
    terms = terms_of(view)
    # Before it pays: 600, 600, then 800 a week; 8000 - 1200 = 6800 gives 8 more.
    ((cover,), _) = covers(view, terms, datetime.date(2026, 1, 11))
    assert (str(cover.week), str(cover.highest), cover.weeks) == (
        "600.00",
        "800.00",
        10,
    )
    assert cover.needs[0].pays_from == datetime.date(2026, 1, 19)
    # On the 28th day the next week is the first at 400 each.
    ((cover,), _) = covers(view, terms, datetime.date(2026, 2, 1))
    assert (str(cover.week), cover.weeks) == ("800.00", 10)
    assert cover.needs[0].pays_from is None
    # When 600 for the third week is about to be paid: 7400 - 600 = 6800, 8 more.
    third = datetime.date(2026, 1, 25)
    ((cover,), _) = covers(view, terms, third, {"strike": Decimal(600)})
    assert (str(cover.week), cover.weeks) == ("600.00", 9)


def test_who_is_on_two_strikes_costs_the_fund_once(book_doc: Book) -> None:
    """
    2024-12-31 open Assets:Bank
    2024-12-31 open Equity:Opening
    2024-12-31 custom "coop-entity" "local-7" "union"
      basis: "cash"
    2024-12-31 custom "coop-account" "opening" Equity:Opening
    2024-12-31 custom "coop-decision" "2024-12/1" "A strike fund, and the strikes"
      body: "general meeting"
    2024-12-31 custom "coop-fund" "strike" "set-aside"
      purpose: "strikes"
      decision: "2024-12/1"
    2024-12-31 * "What we begin with"
      Assets:Bank      5000.00 USD
      Equity:Opening  -5000.00 USD
        fund: "strike"
    2024-12-31 custom "coop-member" "M-0001" "join"
    2024-12-31 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-benefit" "by-week" "strike"
      fund: "strike"
    2025-01-01 custom "coop-benefit-band" "by-week" "from" 0 DAY "pays" 300 USD
    2025-01-01 custom "coop-benefit" "by-day" "strike"
      fund: "strike"
      each: "day"
      maximum: 500.00 USD
    2025-01-01 custom "coop-benefit-band" "by-day" "from" 0 DAY "pays" 100 USD
    2026-01-05 custom "coop-strike" "plant"
      members: "M-0001, M-0002"
      decision: "2024-12/1"
      benefit: "by-week"
    2026-01-05 custom "coop-strike" "yard"
      members: "M-0001"
      decision: "2024-12/1"
      benefit: "by-day"
    """
    view = view_of(book_doc)
    ((cover,), _) = covers(view, terms_of(view), datetime.date(2026, 1, 12))
    costs = {one.strike.name: (one.entitled, str(one.week)) for one in cover.needs}
    # Seven days at 100 are 700, but 500 is the most for a week.
    assert costs == {"plant": (1, "300.00"), "yard": (1, "500.00")}
    assert (str(cover.week), cover.weeks) == ("800.00", 6)
    week = parse_period("2026-W03")
    pays, _ = strike_pay(view, terms_of(view), week, week.last)
    assert sum(one.together for one in pays) == cover.week
