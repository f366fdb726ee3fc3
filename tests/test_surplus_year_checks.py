"""What is wrong with what members worked in a year, and others."""

from __future__ import annotations

import pytest

from tests.support.yearbooks import HOURS
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import dec
from tests.support.yearbooks import docstring_of
from tests.support.yearbooks import joined
from tests.support.yearbooks import left
from tests.support.yearbooks import lines_of
from tests.support.yearbooks import person
from tests.support.yearbooks import with_rule
from tests.support.yearbooks import worked


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (joined("A") + joined("B", "2025-01-02"), "B"),
        (joined("A") + left("A", "2025-12-31") + joined("B"), "A"),
        ("".join(joined(one, "2025-05-01") for one in "ABCDE"), "A, B, C and 2 more"),
        (joined("A", "2025-01-01") + left("A", "2026-01-01"), ""),
    ],
)
def test_equal_parts_need_a_word_for_who_joined_or_left(lines: str, names: str) -> None:
    found = book_of(
        '2025-01-01 custom "coop-surplus" "law"\n  patronage: "equal"\n' + lines
    ).read()
    told = [
        (
            f"1 coop-surplus: 'law' splits in equal parts, and {names} joined or left "
            "in 2025. Say with part-year: what they get: whole, by-month, by-day or "
            "nothing."
        )
    ]
    assert lines_of(found) == (told if names else [])


def test_members_work_needs_everybodys_hours_too(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      members-work: "hours"
      others-work: "others"
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2025-12-31 custom "coop-declared" "A" "hours" 100 HOUR
    """
    assert [one[:23] for one in lines_of(book.read())] == ["6 B: no hours for 2025."]


def test_members_work_may_be_told_together(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      members-work: "hours"
      others-work: "others"
    2020-01-01 custom "coop-member" "A" "join"
    2025-12-31 * "Hours of all members, and of others"
      Equity:Hours:Members  300 HOUR
      Equity:Hours:Others   100 HOUR
      Equity:Hours:Total   -400 HOUR
    """
    found = book.read()
    assert found.problems == ()
    assert found.hours == {"members": 300, "others": 100}


def test_hours_are_missing_at_the_line_where_the_member_joined() -> None:
    lines = joined("A") + joined("B") + worked("A", 10)
    found = with_rule("", lines).read()
    assert lines_of(found) == [
        (
            "5 B: no hours for 2025. Post or declare them, be they 0; or let who has "
            'none count for nothing with missing: "nothing" in the rule.'
        )
    ]
    assert "hours" not in person(found, "B").measures


def test_no_hours_count_for_nothing_where_the_rule_says_so() -> None:
    lines = joined("A") + joined("B") + worked("A", 10)
    found = with_rule('  missing: "nothing"\n', lines).read()
    assert found.problems == ()
    assert person(found, "B").measures["hours"] == 0


def test_hours_that_are_nought_are_not_missing() -> None:
    lines = (
        joined("A")
        + joined("B")
        + worked("A", 10)
        + '2025-12-31 custom "coop-declared" "B" "hours" 0 HOUR\n'
        + '  period: "2025"\n'
    )
    found = with_rule("", lines).read()
    assert found.problems == ()
    assert person(found, "B").measures == {"hours": 0}


def test_a_measure_that_is_nowhere_is_told_once() -> None:
    found = book_of(
        '2025-01-01 custom "coop-surplus" "law"\n  patronage: "hour"\n'
        + joined("A")
        + joined("B")
    ).read()
    assert lines_of(found) == [
        (
            "1 coop-surplus: 'law' splits by hour, and no coop-measure says where they "
            "are counted. Did you mean 'hours'?"
        )
    ]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "was no member in 2025"),
        (joined("X") + left("X", "2024-12-31"), "left on 2024-12-31"),
        (joined("X", "2026-02-01"), "joined after 2025"),
    ],
)
def test_hours_of_nobody_who_was_a_member_are_told(lines: str, why: str) -> None:
    text = lines + worked("X", 12) + joined("A") + worked("A", 10)
    found = with_rule("", text).read()
    [told] = lines_of(found)
    assert f" X has 12 HOUR of hours in 2025, but {why}. Mend the posting" in told
    # At the posting.
    line = (HOURS + text).splitlines()[int(told.split()[0]) - 1]
    assert "Equity:Hours:Members" in line
    assert person(found, "X").why_not == "was no member"
    assert person(found, "X").joined is None


def test_hours_without_a_member_are_told_beside() -> None:
    unnamed = (
        '2025-06-30 * "Hours"\n  Equity:Hours:Members  8 HOUR\n'
        "  Equity:Hours:Total  -8 HOUR\n"
    )
    found = with_rule("", joined("A") + worked("A", 10) + unnamed).read()
    assert found.problems == ()
    assert "8 HOUR of hours in 2025 name no member" in found.notes[-1]


def test_who_has_no_part_needs_no_hours() -> None:
    lines = joined("A", kind="candidate") + joined("B") + worked("B", 10)
    assert with_rule('  classes: "owner"\n', lines).read().problems == ()


def test_specials_are_the_years_and_of_members(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
    2020-01-01 custom "coop-member" "A" "join"
    2026-03-14 custom "coop-surplus-special" "A" 500.00 USD
      period: "2025"
      decision: "2026-03/2"
    2026-03-14 custom "coop-surplus-special" "A" 20.00 USD
      period: "2024"
      decision: "2026-03/2"
    2026-03-14 custom "coop-surplus-special" "X" -1.00 USD
      period: "2025"
      decision: "2026-03/2"
      because: "a mistake"
    """
    found = book.read()
    assert [one[:3] for one in found.specials] == [
        ("A", dec("500.00"), "decision 2026-03/2"),
        ("X", dec("-1.00"), "a mistake"),
    ]
    assert lines_of(found) == [
        "10 coop-surplus-special: X was no member in 2025.",
        "10 coop-surplus-special: X would get -1.00; name more than nothing.",
    ]
