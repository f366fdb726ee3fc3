"""Who may have a part in a year, and why somebody has none."""

from __future__ import annotations

import datetime

import pytest

from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
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


def test_everybody_of_the_year_is_there_and_nobody_else(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      part-year: "by-month"
    2020-01-01 custom "coop-member" "C" "join"
      class: "owner"
    2020-01-01 custom "coop-member" "B" "join"
    2024-12-31 custom "coop-member" "B" "leave"
    2020-01-01 custom "coop-member" "A" "join"
    2025-02-10 custom "coop-member" "A" "leave"
    2025-11-20 custom "coop-member" "A" "join"
      class: "candidate"
    2025-09-30 custom "coop-member" "C" "leave"
    2026-01-01 custom "coop-member" "D" "join"
    """
    found = book.read()
    assert [one.member for one in found.people] == ["A", "C"]
    back, gone = found.people
    assert (back.joined, back.left) == (datetime.date(2025, 11, 20), None)
    assert back.member_class == "candidate"
    # January and February, November and December.
    assert round(back.part_of_year * 12, 20) == 4
    assert (gone.joined, gone.left) == (
        datetime.date(2020, 1, 1),
        datetime.date(2025, 9, 30),
    )
    assert gone.member_class == "owner"
    assert found.problems == ()


@pytest.mark.parametrize(
    ("word", "part"),
    [("whole", 365), ("by-day", 92), ("nothing", 0), ("by-month", 121)],
)
def test_a_part_of_a_year_counts_as_the_rule_says(word: str, part: int) -> None:
    rule = f'2025-01-01 custom "coop-surplus" "law"\n  part-year: "{word}"\n'
    found = book_of(rule + joined("A", "2025-10-01")).read()
    days = person(found, "A").part_of_year * 365
    expected = 365 * 3 / 12 if word == "by-month" else part
    assert float(days) == pytest.approx(expected)


def test_who_is_no_member_may_have_a_part_where_a_step_is_for_everybody() -> None:
    step = (
        '2025-01-01 custom "coop-surplus-step" "law" 10 "staff" "all" "of" "left"\n'
        '  to: Equity:Capital\n  among: "everybody"\n'
    )
    lines = step + joined("A") + worked("A", 10) + worked("X", 12)
    found = with_rule("", lines).read()
    assert found.problems == ()
    assert person(found, "X").measures == {"hours": 12}
    assert person(found, "X").joined is None


@pytest.mark.parametrize(
    ("more", "lines", "why"),
    [
        ('  classes: "owner, elder"\n', joined("A", kind="candidate"), "is of the"),
        ('  classes: "owner"\n', joined("A", kind=""), "is of no class"),
        ('  classes: "owner, elder"\n', joined("A", kind="elder"), ""),
        ('  left-in-year: "nothing"\n', joined("A") + left("A", "2025-05-01"), "left"),
        ('  left-in-year: "nothing"\n', joined("A") + left("A", "2026-01-01"), ""),
        ("  present: 3 MONTH\n", joined("A", "2025-10-02"), "less than 3 months"),
        ("  present: 3 MONTH\n", joined("A", "2025-10-01"), ""),
        ("  present: 90 DAY\n", joined("A", "2025-10-04"), "less than 90 days"),
        ("  present: 90 DAY\n", joined("A", "2025-10-03"), ""),
        ("  minimum: 16 HOUR\n", joined("A"), "has 8 hours, and parts begin at 16"),
        ("  minimum: 8 HOUR\n", joined("A"), ""),
        ("  minimum: 9\n", joined("A"), "has 8 hours, and parts begin at 9"),
    ],
)
def test_why_somebody_has_no_part(more: str, lines: str, why: str) -> None:
    found = with_rule(more, lines + worked("A", 8, "2025-03-01")).read()
    assert found.problems == ()
    told = person(found, "A").why_not
    assert why in told
    assert bool(told) == bool(why)


def test_a_step_for_a_class_lets_it_have_a_part() -> None:
    steps = (
        '2025-01-01 custom "coop-surplus-step" "law" 10 "some" 50 PERCENT "of" "left"\n'
        '  to: Equity:Capital\n  classes: "candidate"\n'
        '2025-01-01 custom "coop-surplus-step" "law" 20 "rest" "rest" "of" "left"\n'
        "  to: Equity:Capital\n"
    )
    lines = steps + joined("A", kind="candidate") + joined("B", kind="guest")
    rule = '  classes: "owner"\n  missing: "nothing"\n'
    found = with_rule(rule, lines).read()
    assert person(found, "A").why_not == ""
    assert person(found, "B").why_not == (
        "is of the class 'guest', and the rule names others"
    )


def test_equal_parts_from_some_hours_on(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      minimum: 100 HOUR
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2025-06-30 * "Hours"
      Equity:Hours:Members  100 HOUR
        member: "A"
      Equity:Hours:Members   99 HOUR
        member: "B"
      Equity:Hours:Total
    """
    found = book.read()
    assert person(found, "A").why_not == ""
    assert "parts begin at 100 hours" in person(found, "B").why_not


def test_a_mix_needs_each_of_its_measures(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "mix"
    2025-01-01 custom "coop-surplus-weight" "law" "hours" 60 PERCENT
    2025-01-01 custom "coop-surplus-weight" "law" "equal" 20 PERCENT
    2025-01-01 custom "coop-surplus-weight" "law" "points" 20 PERCENT
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2025-12-31 custom "coop-declared" "A" "hours" 100 HOUR
    2025-12-31 custom "coop-declared" "A" "points" 3
    2025-12-31 custom "coop-declared" "B" "hours" 100 HOUR
    """
    found = book.read()
    assert [one[:24] for one in lines_of(found)] == ["7 B: no points for 2025."]
    assert found.units == {"hours": "HOUR", "points": ""}
    assert person(found, "A").measures == {"hours": 100, "points": 3}


def test_consents_are_those_of_the_year(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
    2020-01-01 custom "coop-member" "A" "join"
    2020-01-01 custom "coop-member" "B" "join"
    2020-01-01 custom "coop-member" "C" "join"
    2025-06-01 custom "coop-consent" "A" "written"
    2026-01-15 custom "coop-consent" "C" "written"
    """
    found = book.read()
    assert [one.consents for one in found.people] == [True, False, False]
