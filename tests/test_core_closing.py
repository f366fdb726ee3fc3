from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.closing import FORMS
from coopbooks.core.closing import Ends
from coopbooks.core.closing import closed_to
from coopbooks.core.closing import ends_of
from coopbooks.core.closing import read_closings
from coopbooks.core.closing import state_of
from coopbooks.core.closing import through
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from coopbooks.core.closing import Closing
    from coopbooks.core.closing import State
    from coopbooks.core.forms import Form
    from coopbooks.core.ledger import Book

DAY = datetime.date


def read(text: str) -> tuple[list[Closing], list[str]]:
    entries, problems, _ = parser.parse_string(text, "closings.beancount")
    assert not problems
    closings, errors = read_closings(entries)
    return closings, [error.message for error in errors]


def reopen(day: str, period: str) -> str:
    return f'{day} custom "coop-reopen" "{period}"\n  decision: "1"\n  reason: "x"\n'


def close(day: str, period: str, how: str) -> str:
    return f'{day} custom "coop-close" "{period}" "{how}"\n'


def test_a_book_without_closings_is_open() -> None:
    assert closed_to([]) == Ends(DAY.min, DAY.min)
    assert state_of(DAY(1900, 1, 1), []) == "open"


def test_closing_closes_through_the_end_of_the_period(book_doc: Book) -> None:
    """
    2026-03-05 custom "coop-close" "2026-02" "hard"
      seal: "3f9a2c1"
      decision: "2026-03/1"
    2026-04-04 custom "coop-close" "2026-03" "soft"
    """
    closings, errors = read_closings(book_doc.entries)
    assert not errors
    assert [one.seal for one in closings] == ["3f9a2c1", None]
    assert [one.decision for one in closings] == ["2026-03/1", None]
    states = {
        DAY(2025, 6, 1): "hard",
        DAY(2026, 1, 31): "hard",
        DAY(2026, 2, 28): "hard",
        DAY(2026, 3, 1): "soft",
        DAY(2026, 3, 31): "soft",
        DAY(2026, 4, 1): "open",
    }
    assert {day: state_of(day, closings) for day in states} == states
    assert through(closed_to(closings).hard) == "through 28 February 2026"


def test_a_period_is_as_open_as_its_last_day() -> None:
    closings, _ = read(close("2026-03-05", "2026-02", "hard"))
    assert state_of(parse_period("2026-02"), closings) == "hard"
    assert state_of(parse_period("2026-Q1"), closings) == "open"


def test_reopening_opens_all_that_follows(book_doc: Book) -> None:
    """
    2026-02-05 custom "coop-close" "2026-01" "hard"
    2026-03-05 custom "coop-close" "2026-02" "hard"
    2026-04-05 custom "coop-close" "2026-03" "soft"
    2026-04-20 custom "coop-reopen" "2026-02"
      decision: "2026-04/3"
      reason: "the bank corrected its statement"
    """
    closings, errors = read_closings(book_doc.entries)
    assert not errors
    assert closings[-1].reason == "the bank corrected its statement"
    assert state_of(DAY(2026, 1, 31), closings) == "hard"
    assert state_of(DAY(2026, 2, 1), closings) == "open"
    assert state_of(DAY(2026, 3, 31), closings) == "open"
    before = DAY(2026, 4, 19)
    assert state_of(DAY(2026, 2, 1), closings, known=before) == "hard"
    assert state_of(DAY(2026, 3, 31), closings, known=before) == "soft"
    assert state_of(DAY(2026, 3, 31), closings, known=DAY(2026, 4, 4)) == "open"


def test_a_closing_counts_from_when_it_was_recorded() -> None:
    text = close("2026-03-05", "2026-02", "hard") + "  recorded: 2026-03-09\n"
    closings, _ = read(text)
    assert state_of(DAY(2026, 2, 1), closings, known=DAY(2026, 3, 8)) == "open"
    assert state_of(DAY(2026, 2, 1), closings, known=DAY(2026, 3, 9)) == "hard"


def test_soft_then_hard_then_reopened_then_closed_again() -> None:
    closings, errors = read(
        close("2026-03-02", "2026-02", "soft")
        + close("2026-03-05", "2026-02", "hard")
        + reopen("2026-03-09", "2026-02")
        + close("2026-03-09", "2026-02", "hard")
    )
    assert not errors
    assert state_of(DAY(2026, 2, 28), closings) == "hard"


def test_the_year_can_be_closed_after_months_that_follow_it() -> None:
    closings, errors = read(
        close("2026-02-05", "2026-01", "hard") + close("2026-03-05", "2025", "hard")
    )
    assert not errors
    assert closed_to(closings).hard == DAY(2026, 2, 1)


def test_periods_follow_the_fiscal_year(book_doc: Book) -> None:
    """
    2025-01-01 custom "coop-entity" "harbor" "chapter"
      basis: "cash"
      fiscal-year-end: "06-30"
    2026-07-05 custom "coop-close" "FY2026" "hard"
    """
    closings, errors = read_closings(book_doc.entries, FiscalYearEnd(6, 30))
    assert not errors
    assert closed_to(closings).hard == DAY(2026, 7, 1)
    assert ends_of(book_doc.entries) == closed_to(closings)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            close("2026-03-05", "February", "hard"),
            "coop-close: 'February' is not a period. Write",
        ),
        (
            close("2026-02-28", "2026-02", "hard"),
            (
                "coop-close: 2026-02 is not over on 2026-02-28. "
                "Date the closing 2026-03-01 or later."
            ),
        ),
        (
            close("2026-03-05", "2026-02", "hard")
            + close("2026-03-06", "2026-02", "soft"),
            (
                "coop-close: 2026-02 was closed before, at closings.beancount:1. "
                "Take one out, or reopen it in between."
            ),
        ),
        (
            close("2026-03-05", "2026-02", "soft")
            + close("2026-03-06", "2026-02", "soft"),
            (
                "coop-close: 2026-02 was closed before, at closings.beancount:1. "
                "Take one out, or reopen it in between."
            ),
        ),
        (
            reopen("2026-03-05", "2026-02"),
            (
                "coop-reopen: 2026-02 is not closed on 2026-03-05. "
                "A reopening counts before a closing of the same day."
            ),
        ),
        (
            close("2026-03-05", "2026-02", "hard") + reopen("2026-03-05", "2026-02"),
            (
                "coop-reopen: 2026-02 is not closed on 2026-03-05. "
                "A reopening counts before a closing of the same day."
            ),
        ),
        (
            '2026-03-09 custom "coop-reopen" "2026-02"\n  decision: "1"\n',
            "coop-reopen: 'reason:' is missing below it",
        ),
        (
            close("2026-03-05", "2026-02", "firm"),
            "coop-close: 'how' is 'firm'; it must be one of soft, hard.",
        ),
    ],
)
def test_what_does_not_hold_is_named(text: str, problem: str) -> None:
    _, errors = read(text)
    assert len(errors) == 1
    assert errors[0].startswith(problem)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_examples_fit_their_forms(form: Form) -> None:
    closed = close("2026-03-06", "2026-02", "soft") if form.kind != "coop-close" else ""
    closings, errors = read(closed + form.example + "\n")
    assert closings
    assert not errors


months = st.integers(1, 12).map(lambda month: f"2025-{month:02}")
days = st.dates(DAY(2026, 1, 1), DAY(2026, 1, 9)).map(str)
lines = st.one_of(
    st.builds(close, days, months, st.sampled_from(["soft", "hard"])),
    st.builds(reopen, days, months),
)
STRICT: dict[State, int] = {"open": 0, "soft": 1, "hard": 2}


@given(st.data(), st.lists(lines, max_size=8))
def test_order_of_lines_makes_no_difference(
    given_data: st.DataObject, text: list[str]
) -> None:
    shuffled = given_data.draw(st.permutations(text))
    assert closed_to(read("".join(text))[0]) == closed_to(read("".join(shuffled))[0])


@given(st.lists(lines, max_size=8))
def test_nothing_open_lies_before_what_is_closed(text: list[str]) -> None:
    closings, _ = read("".join(text))
    states = [
        STRICT[state_of(parse_period(f"2025-{month:02}"), closings)]
        for month in range(1, 13)
    ]
    assert states == sorted(states, reverse=True)
