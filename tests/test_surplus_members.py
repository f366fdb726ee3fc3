"""Members' parts of a step: who has one, and what they go by."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from coopbooks.surplus.figures import Special
from tests.support.sharing import CAPITAL
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import Number
from tests.support.sharing import amounts
from tests.support.sharing import loss
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import parts
from tests.support.sharing import people
from tests.support.sharing import person
from tests.support.sharing import shared
from tests.support.sharing import step

ALL = step('90 "members" "rest" "of" "left"', to=CAPITAL)
# Who belonged for all of 2025, for its last eight months, for its last 124 days.
PART_YEARS: dict[str, tuple[Number, ...]] = {
    "whole": (1, 1, 1),
    "by-month": (1, Decimal(8) / 12, Decimal(5) / 12),
    "by-day": (1, Decimal(236) / 365, Decimal(124) / 365),
    "nothing": (1, 0, 0),
}


@pytest.mark.parametrize(
    ("how", "wanted", "weights", "words"),
    [
        ("whole", ("33.34", "33.33", "33.33"), (1, 1, 1), "equal parts"),
        ("by-month", (48, 32, 20), (12, 8, 5), "equal parts by month"),
        ("by-day", ("50.35", "32.55", "17.10"), (365, 236, 124), "equal parts by day"),
        ("nothing", (100, 0, 0), (1, 0, 0), "equal parts"),
    ],
)
def test_equal_parts_of_who_belonged_for_a_part_of_the_year(
    how: str,
    wanted: tuple[str | int, ...],
    weights: tuple[int, ...],
    words: str,
) -> None:
    rule = f'"coop-surplus" "law"\n  patronage: "equal"\n  part-year: "{how}"\n'
    staff = [
        person(name, part_of_year=part)
        for name, part in zip("ABC", PART_YEARS[how], strict=True)
    ]
    found = shared(rule + ALL, Facts(100, staff))
    assert messages(found) == []
    assert found.steps[0].split_by == words
    assert list(parts(found).values()) == money(*wanted)
    assert [part.weight for part in found.parts] == money(*weights)


def test_parts_go_by_pay_or_points_where_the_rule_says_so() -> None:
    staff = [
        person("A", hours=1, pay=300, work_points=1),
        person("B", hours=3, pay=100, work_points=4),
    ]
    rule = LAW + step('10 "by pay" 100 USD "of" "left"', 'by: "pay"', to=CAPITAL) + ALL
    found = shared(rule, Facts(500, staff))
    assert messages(found) == []
    assert list(parts(found, 10).values()) == [75, 25]
    assert list(parts(found, 90).values()) == [100, 300]
    assert parts(found) == {"A": 175, "B": 325}
    assert [one.split_by for one in found.steps] == ["pay", "hours"]
    points = shared(rule, Facts(500, staff), "patronage=work_points")
    assert list(parts(points, 90).values()) == [80, 320]


def test_a_mix_takes_each_measures_part_of_its_own_total() -> None:
    rule = (
        '"coop-surplus" "law"\n  patronage: "mix"\n'
        '"coop-surplus-weight" "law" "hours" 75 PERCENT\n'
        '"coop-surplus-weight" "law" "pay" 25 PERCENT\n'
    )
    staff = [person("A", hours=10, pay=90000), person("B", hours=30, pay=10000)]
    found = shared(rule + ALL, Facts(1000, staff))
    assert messages(found) == []
    # 750 as 10 to 30, and 250 as 90 to 10.
    assert list(parts(found).values()) == money("412.50", "587.50")
    assert [part.weight for part in found.parts] == money("41.25", "58.75")
    assert found.steps[0].split_by == "hours and pay"


def test_who_does_not_count_has_no_part() -> None:
    staff = [
        person("A", hours=10),
        person("B", hours=30, why_not="was a member for less than 3 months"),
        person("C", hours=0),
        person("E-7", hours=10, joined=None, why_not="was no member"),
    ]
    found = shared(LAW + ALL, Facts(100, staff))
    assert messages(found) == []
    assert parts(found) == {"A": 100, "C": 0}
    everybody = step('90 "x" "all" "of" "left"', 'among: "everybody"', to=CAPITAL)
    found = shared(LAW + everybody, Facts(100, staff))
    assert parts(found) == {"A": 50, "C": 0, "E-7": 50}
    # Who is no member has no account in which something could be kept.
    last = found.parts[-1]
    assert [last.cash, last.kept] == [50, 0]
    assert last.note == "all in cash: no member"
    few = shared(LAW + "  minimum: 11 HOUR\n" + everybody, Facts(100, staff))
    assert "E-7" not in parts(few)


def test_classes_of_a_step_come_before_those_of_the_rule() -> None:
    staff = [
        person("A", hours=1, member_class="owner"),
        person("B", hours=1, member_class="candidate"),
        person("C", hours=1, member_class="friend"),
    ]
    both = step('10 "x" 10 USD "of" "left"', 'classes: "owner, candidate"', to=CAPITAL)
    rule = LAW + '  classes: "owner"\n' + both + ALL
    found = shared(rule, Facts(100, staff))
    assert messages(found) == []
    assert parts(found, 10) == {"A": 5, "B": 5}
    assert parts(found, 90) == {"A": 90}


def test_nobody_has_more_than_the_most_for_each() -> None:
    capped = step('10 "x" "all" "of" "left"', "each-at-most: 40.50 USD", to=CAPITAL)
    rest = step('20 "rest" "rest" "of" "left"')
    found = shared(LAW + capped + rest, Facts(100, people(A=3, B=1)))
    assert messages(found) == []
    assert parts(found) == {"A": Decimal("40.50"), "B": 25}
    assert amounts(found) == {10: Decimal("65.50"), 20: Decimal("34.50")}
    assert [one.left for one in found.steps] == money("34.50", 0)
    note = "x: 34.50 is left, since nobody has more than 40.50."
    assert found.notes == (note,)


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (None, ("5.00", "2.50")),
        ("closing", ("6.00", "0.01")),
        ("average", ("5.50", "1.25")),
        ("paid-in", ("1.00", "0")),
    ],
)
def test_interest_is_on_what_stood_in_each_account(
    on: str | None, wanted: tuple[str, str]
) -> None:
    said = [f'on: "{on}"'] if on else []
    rule = LAW + step(
        '10 "i" "interest" "of" "left"', "rate: 2.5 PERCENT", *said, to=CAPITAL
    )
    held: dict[str, dict[str, Number]] = {
        "A": {"opening": 200, "closing": 240, "average": 220, "paid-in": 40},
        "B": {"opening": 100, "closing": "0.21", "average": 50, "paid-in": 0},
        "C": {"opening": -50, "closing": -50, "average": -50, "paid-in": -1},
    }
    staff = [
        replace(
            person(name), capital={key: Decimal(number) for key, number in of.items()}
        )
        for name, of in held.items()
    ]
    found = shared(rule, Facts(1000, staff))
    assert messages(found) == []
    assert [*parts(found).values(), 0][:2] == money(*wanted)
    assert "C" not in parts(found)
    assert found.steps[0].lot == "2025-I"
    assert (found.steps[0].kind, found.steps[0].split_by) == ("members", "capital")
    words = f"2.5 PERCENT on members' {on or 'opening'} accounts, at most what is left"
    assert found.steps[0].words == words


def test_interest_is_cut_where_there_is_less() -> None:
    rule = (
        LAW
        + step('10 "a" 90 PERCENT "of" "result"')
        + step('20 "i" "interest" "of" "left"', "rate: 10 PERCENT", to=CAPITAL)
    )
    staff = [person("A", capital=200), person("B", capital=100)]
    found = shared(rule, Facts(100, staff))
    assert messages(found) == []
    assert list(parts(found, 20).values()) == money("6.67", "3.33")
    assert found.notes == ("i: 30.00 by the rule, and what is left: only 10.00.",)
    # Who has no hours in the year has capital all the same.
    alone = shared(rule, Facts(1000, [person("A", capital=200, why_not="no hours")]))
    assert parts(alone) == {"A": 20}


def test_what_was_decided_for_single_members_comes_before_the_split() -> None:
    specials = (
        Special("B", Decimal("70.10"), "decision 3", {"lineno": 3}),
        Special("A", Decimal(20), "decision 1", {"lineno": 1}),
        Special("A", Decimal("0.10"), "decision 2", {"lineno": 2}),
    )
    rule = LAW + step('10 "by decision" "specials" "of" "left"', to=CAPITAL) + ALL
    staff = [person("A", hours=1), person("B", hours=2)]
    found = shared(rule, Facts(120, staff, specials=specials))
    assert messages(found) == []
    assert parts(found, 10) == dict(zip("AB", money("20.10", "70.10"), strict=True))
    assert found.steps[0].split_by == "decision"
    assert parts(found, 90) == dict(zip("AB", money("9.93", "19.87"), strict=True))
    untaken = shared(LAW + ALL, Facts(120, staff, specials=specials))
    assert len(untaken.problems) == 3
    assert untaken.problems[0].source["lineno"] == 3
    assert "B is to get 70.10 of 2025, and no step" in messages(untaken)[0]
    lost = shared(
        LAW + loss('10 "x" "all" "of" "loss"', to="Equity:Collective"),
        Facts(-5, staff, specials=specials),
    )
    assert messages(lost) == []
    assert lost.notes == ("2025 lost, so that A, B get nothing specially.",)


def test_a_mix_of_what_nobody_has_is_told() -> None:
    rule = (
        '"coop-surplus" "law"\n  patronage: "mix"\n'
        '"coop-surplus-weight" "law" "hours" 75 PERCENT\n'
        '"coop-surplus-weight" "law" "pay" 25 PERCENT\n'
    )
    found = shared(rule + ALL, Facts(100, [person("A", hours=1, pay=0)]))
    wanted = "coop-surplus-weight: 'law' goes by pay, too, and nobody has any in 2025."
    assert messages(found) == [wanted]
    assert parts(found) == {"A": 100}
