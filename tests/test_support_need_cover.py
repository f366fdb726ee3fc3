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
