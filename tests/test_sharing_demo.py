"""The demo federation: what was typed is what the agreements say, on both sides."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.posting.accruing import accrue
from coopbooks.sharing.proof.proving import prove
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View

QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1")


@pytest.fixture(scope="module")
def views(harbor: Path) -> dict[str, View]:
    """Every book of the demo federation, by the body's name."""
    books = sorted(harbor.glob("*/main.beancount"))
    found = [view_of(coopbooks.load(book)) for book in books]
    return {view.name: view for view in found}


@pytest.mark.parametrize("quarter", QUARTERS)
def test_charging_finds_only_what_was_planted(
    views: dict[str, View], quarter: str
) -> None:
    lacking = {
        (name, share.id): run.lacking(share)
        for name, view in views.items()
        for run in accrue(view, parse_period(quarter), views, datetime.date.min)
        for share in run.shares
        if run.basis != "cash" and run.lacking(share)
    }
    planted = ("harbor-federation", "share-2026-03-local12-per-capita")
    assert lacking == ({planted: Decimal("-12.00")} if quarter == "2026-Q1" else {})


def test_nothing_is_left_unknown(views: dict[str, View]) -> None:
    problems = [
        problem.message
        for view in views.values()
        for run in accrue(view, parse_period("2026-Q1"), views, datetime.date.min)
        for problem in run.problems
    ]
    assert problems == []


def test_both_sides_agree_but_for_the_planted_difference(
    views: dict[str, View],
) -> None:
    assert prove(views, parse_period("2025")).differences == ()
    proof = prove(views, parse_period("2026-Q1"))
    assert len(proof.pairs) == 12
    (difference,) = proof.differences
    assert (difference.name, difference.period) == ("local12-per-capita", "2026-03")
    assert [difference.payable, difference.receivable] == [Decimal(444), Decimal(456)]
    assert (difference.kind, difference.who) == ("amount", "harbor-federation")
    assert [name for name, _ in difference.entries] == [
        "harbor-foods-local-12",
        "harbor-federation",
    ]


def test_a_book_that_is_not_at_hand_is_named(views: dict[str, View]) -> None:
    some = {name: views[name] for name in ("harbor-federation", "eastport")}
    proof = prove(some, parse_period("2026-Q1"))
    assert "tidewater-bakery" in proof.missing
    assert {pair.name for pair in proof.pairs} == {"eastport-share"}
