"""Closing a period and opening it again: in order, signed, sealed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.review import closing
from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.sealed import sealed
from coopbooks.core.periods import parse_period
from tests.support.reviewed import DAY
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book")


def test_closing_waits_for_signatures_and_is_sealed(main: Path) -> None:
    with pytest.raises(closing.CannotClose, match="not signed by enough people"):
        closing.close(loaded(main), MARCH, "hard", DAY)
    closing.close(loaded(main), MARCH, "soft", DAY)
    for number in (2, 3):
        sign(loaded(main), MARCH, person(number))
    closing.close(loaded(main), MARCH, "hard", DAY)
    (seal,) = {one.seal for one in sealed(loaded(main))}
    assert seal == content_of(loaded(main), MARCH)
    with pytest.raises(closing.CannotClose, match="closed already, through 31 March"):
        closing.close(loaded(main), MARCH, "hard", DAY)


def test_periods_are_closed_in_order(main: Path) -> None:
    february, may = parse_period("2026-02"), parse_period("2026-05")
    closing.close(loaded(main), february, "soft", DAY)
    day = datetime.date(2026, 6, 1)
    with pytest.raises(closing.CannotClose, match="close 2026-04 first"):
        closing.close(loaded(main), may, "soft", day)
    with pytest.raises(closing.CannotClose, match="It is not over on 10 April 2026"):
        closing.close(loaded(main), may, "soft", DAY)


def test_opening_again_needs_a_decision_and_a_reason(main: Path) -> None:
    closing.close(loaded(main), MARCH, "soft", DAY)
    day = DAY + datetime.timedelta(days=1)
    with pytest.raises(closing.CannotReopen, match="no coop-decision '2026-04/1'"):
        closing.reopen(loaded(main), MARCH, day, "2026-04/1", "a mistake")
    decided = '2026-04-08 custom "coop-decision" "2026-04/1" "Open it"\n  body: "all"\n'
    edit(main, "2026-04-02", f"{decided}2026-04-02")
    with pytest.raises(closing.CannotReopen, match="Say why"):
        closing.reopen(loaded(main), MARCH, day, "2026-04/1", " ")
    with pytest.raises(closing.CannotReopen, match="from the day after on"):
        closing.reopen(loaded(main), MARCH, DAY, "2026-04/1", "a mistake")
    closing.reopen(loaded(main), MARCH, day, "2026-04/1", "a mistake")
    assert sealed(loaded(main)) == []
    with pytest.raises(closing.CannotReopen, match="is not closed"):
        closing.reopen(loaded(main), MARCH, day, "2026-04/1", "a mistake")
