"""The demo: what its books pay in times of need is what their terms give."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.requests import request_of
from coopbooks.support.need.weeklyrun import run_week
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View

NEVER = datetime.date.min
STRIKERS = ["M-0055", "M-0056", "M-0057", "M-0058", "M-0059", "M-0060"]


@pytest.fixture(scope="module")
def local12(harbor: Path) -> View:
    return view_of(coopbooks.load(harbor / "harbor-foods-local-12"))


@pytest.mark.parametrize(
    ("name", "each", "last"),
    [
        ("2026-W07", "0.00", "2026-02-15"),
        ("2026-W08", "0.00", "2026-02-22"),
        ("2026-W09", "200.00", "2026-02-27"),
        ("2026-W10", "200.00", "2026-03-06"),
    ],
)
def test_strike_pay_is_as_it_was_typed(
    local12: View, name: str, each: str, last: str
) -> None:
    week, on = parse_period(name), datetime.date.fromisoformat(last)
    found = run_week(local12, terms_of(local12), week, on, NEVER)
    (pay,) = found.pays
    assert [one.member for one in pay.people] == STRIKERS
    assert {one.number for one in pay.people} == {Decimal(each)}
    assert {one.paid for one in pay.people} == {Decimal(each)}
    assert found.difference.changes == ()
    assert found.refusals == found.problems == ()


def test_after_the_strike_nothing_is_paid(local12: View) -> None:
    week = parse_period("2026-W11")
    assert run_week(local12, terms_of(local12), week, week.last, NEVER).pays == ()


def test_the_federations_grant_was_asked_for_and_is_within_its_limit(
    harbor: Path,
) -> None:
    view = view_of(coopbooks.load(harbor / "harbor-federation"))
    request = request_of(view, terms_of(view), "2026-02-a")
    assert request.is_granted
    assert (str(request.used), str(request.limit)) == ("1500.00", "2000.00")
    assert request.left_on(datetime.date(2026, 3, 31)) == 500
    assert request.left_on(datetime.date(2026, 5, 1)) == 0


def test_a_co_op_that_asks_is_entitled_after_two_months_of_loss(harbor: Path) -> None:
    view = view_of(coopbooks.load(harbor / "harbor-federation"))
    other = view_of(coopbooks.load(harbor / "lanternworks"))
    request = request_of(view, terms_of(view), "2026-03-a")
    day = request.line.date
    asking = Asking(
        request.benefit, "", request.body, request.number, day, day, request.id
    )
    found = entitlement(view, terms_of(view), asking, {"lanternworks": other})
    assert found.refusals == ()
    assert found.most == 500
    (loss,) = [one.words for one in found.checks if "months of loss" in one.words]
    assert loss.endswith("January 2026 -1,231.30, February 2026 -884.39")
    # Tidewater has earned in both months.
    bakery = view_of(coopbooks.load(harbor / "tidewater-bakery"))
    asking = asking._replace(body="tidewater-bakery", request="")
    found = entitlement(view, terms_of(view), asking, {"tidewater-bakery": bakery})
    assert found.most == 0
    assert any("its months were" in one.because for one in found.refusals)
