"""What a year gives to share: of the demo's co-ops, and of years that are not final."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.accounttypes import types_of
from coopbooks.surplus.terms import read_terms
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import dec
from tests.support.yearbooks import docstring_of
from tests.support.yearbooks import lines_of
from tests.support.yearbooks import person

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def demo(folder: Path) -> YearBook:
    loaded = coopbooks.load(folder)
    terms = read_terms(loaded.entries, types_of(loaded.options))
    return YearBook(loaded.entries, terms)


def test_tidewater_split_its_year_by_hours(harbor: Path) -> None:
    found = demo(harbor / "tidewater-bakery").read()
    assert found.result == found.start == dec("44,396.84")
    assert found.sources == {
        "members-work": dec("36,339.73"),
        "others-work": dec("8,057.11"),
        "other-sources": 0,
    }
    assert found.hours == {"members": 16255, "others": 3604}
    assert (found.earlier_losses, found.allocated) == (dec("0"), dec("44,396.84"))
    assert found.closed == "hard"
    assert len(found.people) == 10
    gone = person(found, "M-0004")
    assert gone.left == datetime.date(2025, 9, 30)
    assert gone.measures["hours"] == 1059
    assert found.figures["year"] == 5
    # All that keeps it from being shared is that it was.
    assert all("shared already" in told for told in lines_of(found))


def test_lanternworks_has_a_loss_to_make_good(harbor: Path) -> None:
    found = demo(harbor / "lanternworks").read()
    assert found.start == dec("25,132.34")
    assert found.earlier_losses == dec("18,400.00")
    assert found.accounts["Equity:Reserve"] == dec("26,300.00")
    assert sum(one.measures["hours"] for one in found.people) == 9422
    assert found.problems == ()


@pytest.mark.parametrize(
    ("closing", "today", "state", "note"),
    [
        ("", "2026-04-01", "open", "2025 is not closed, so that its result may"),
        ("", "2025-12-31", "open", "2025 is not over before 1 January 2026: nothing"),
        ('2026-03-01 custom "coop-close" "2025" "soft"', "2026-04-01", "soft", ""),
        ('2026-03-01 custom "coop-close" "2025" "hard"', "2026-04-01", "hard", ""),
        # What is said later is not known yet.
        ('2026-05-01 custom "coop-close" "2025" "hard"', "2026-04-01", "open", "2025 "),
    ],
)
def test_how_final_a_year_is(closing: str, today: str, state: str, note: str) -> None:
    text = f'2025-01-01 custom "coop-surplus" "law"\n{closing}\n'
    day = datetime.date.fromisoformat(today)
    found = book_of(text).read(today=day)
    assert found.closed == state
    assert found.over == (day.year == 2026)
    assert [one.startswith(note) for one in found.notes] == [True] * bool(note)


def test_a_line_of_the_rule_that_does_not_fit_keeps_it_from_being_shared(
    book: YearBook,
) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2025-01-01 custom "coop-surplus-step" "law" 10 "reserve" 20 PERCENT "off" "surplus"
      to: Equity:Reserve
    2025-01-01 custom "coop-surplus-step" "law" 20 "more" "all" "of" "left-after" 15
      to: Equity:Reserve
    """
    first, second = lines_of(book.read())
    assert first.startswith("2 coop-surplus-step: ")
    assert second.startswith(
        "4 coop-surplus-step: 'law' 20 is of what is left after 15"
    )


def test_money_given_for_a_purpose_is_told(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2025-01-01 custom "coop-fund" "garden" "restricted"
      purpose: "the garden"
      giver: "a foundation"
    2025-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      decision: "2025-01/1"
    2025-06-30 * "A grant, part of it spent"
      fund: "garden"
      Income:Extra   -500.00 USD
      Expenses:Rent   180.00 USD
      Assets:Bank     320.00 USD
    2025-06-30 * "Of money set aside"
      Income:Sales   -100.00 USD
        fund: "strike"
      Assets:Bank     100.00 USD
    """
    assert book.read().notes[1:] == (
        (
            "320.00 USD of the result is for the garden alone (fund 'garden'). Leave "
            "the account out with coop-surplus-source, or it is shared with the rest."
        ),
    )


def test_money_given_for_a_purpose_may_be_left_out(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2025-01-01 custom "coop-surplus-source" "law" "left-out" Income:Extra
    2025-01-01 custom "coop-fund" "garden" "restricted"
      purpose: "the garden"
      giver: "a foundation"
    2025-06-30 * "A grant"
      fund: "garden"
      Income:Extra   -500.00 USD
      Assets:Bank     500.00 USD
    """
    found = book.read()
    assert (found.result, found.start) == (dec("500.00"), dec("0.00"))
    assert found.notes[1:] == ()


def test_a_book_without_any_money_has_a_year_too(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    """
    found = book.read()
    assert (found.currency, found.lines, found.people) == ("USD", (), ())
    assert found.start == found.earlier_losses == found.allocated == 0
