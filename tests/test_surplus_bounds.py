"""The most, the least and the while of steps, around years made by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import amounts
from tests.support.sharing import loss
from tests.support.sharing import messages
from tests.support.sharing import shared
from tests.support.sharing import step

HALF = '10 "a" 50 PERCENT "of" "result"'
FIGURES = {
    "equity": 400,
    "debts": 1000,
    "capital": 3000,
    "year": 3,
    "pay": 2000,
    "none": 0,
}


def limit(number: int, text: str) -> str:
    """A line that limits a step of the rule `law`."""
    return f'"coop-surplus-limit" "law" {number} {text}\n'


@pytest.mark.parametrize(
    ("meta", "wanted"),
    [
        ("maximum: 300 USD", "300"),
        ("minimum: 700 USD", "700"),
        ("maximum: 300.999 USD", "300.99"),
        ("minimum: 600.001 USD", "600.01"),
        ("until: 900 USD", "300"),
        ("until: 100 USD", "0"),
        ('until: "capital"', "500"),
        ('until: "pay"', "500"),
        ('until: 20.01 PERCENT\n  until-of: "capital"', "0.30"),
        ('until: 10 PERCENT\n  until-of: "pay"', "0"),
    ],
)
def test_what_stands_below_a_step_bounds_it(meta: str, wanted: str) -> None:
    facts = Facts(1000, figures=FIGURES, accounts={"Equity:Reserve": 600})
    found = shared(LAW + step(HALF, meta), facts)
    assert messages(found) == []
    assert amounts(found)[10] == Decimal(wanted)


def test_until_counts_what_earlier_steps_put_there() -> None:
    rule = (
        LAW
        + step('10 "a" 10 PERCENT "of" "result"', to="Equity:Reserve:Legal")
        + step('20 "b" 50 PERCENT "of" "result"', "until: 900 USD")
        + step('30 "c" "rest" "of" "left"', "until: 900 USD")
    )
    found = shared(rule, Facts(1000, accounts={"Equity:Reserve": 600}))
    assert messages(found) == []
    # What goes below an account counts as on it.
    assert list(amounts(found).values()) == [100, 200, 0]
    words = "until it holds 900.00; it holds 600.00"
    assert found.steps[1].bounds[0].words == words


def test_a_loss_is_taken_down_to_an_amount_or_until_nothing_is_there() -> None:
    rule = LAW + loss('10 "a" 50 PERCENT "of" "loss"', "until: 200 USD")
    rule += loss('20 "b" "rest" "of" "left"', 'until: "empty"')
    found = shared(rule, Facts(-1000, accounts={"Equity:Reserve": 500}))
    assert messages(found) == []
    assert amounts(found) == {10: 300, 20: 200}
    assert found.left == 500
    assert [one.bounds[0].words for one in found.steps] == [
        "down until it holds 200.00; it holds 500.00",
        "at most what it holds, 500.00",
    ]
    nothing = shared(rule, Facts(-1000, accounts={"Equity:Reserve": 0}))
    assert amounts(nothing) == {10: 0, 20: 0}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"at-most" 50 PERCENT "of" "step" 5', "50"),
        ('"at-least" 600 PERCENT "of" "step" 5', "600"),
        ('"at-most" 250 USD "of" "result"', "250"),
        ('"at-most" 10 PERCENT "of" "pay"', "200"),
        ('"at-most" "average-share" "of" "result"', "333.33"),
        ('"at-most" 50 PERCENT "of" "left-after" 5', "450"),
        ('"at-most" 50 PERCENT "of" "left"', "450"),
    ],
)
def test_a_line_of_its_own_limits_a_step(text: str, wanted: str) -> None:
    rule = LAW + step('5 "first" 10 PERCENT "of" "result"') + step(HALF)
    thirds = {"Equity:Reserve": Decimal(1) / 3}
    facts = Facts(1000, figures=FIGURES, averages=thirds)
    found = shared(rule + limit(10, text) + limit(99, text), facts)
    assert messages(found) == []
    assert amounts(found)[10] == Decimal(wanted)


def test_the_most_wins_over_the_least() -> None:
    rule = LAW + step(HALF) + limit(10, '"at-least" 90 PERCENT "of" "result"')
    rule += limit(10, '"at-most" 20 PERCENT "of" "result"')
    found = shared(rule, Facts(1000))
    assert amounts(found) == {10: 200}
    assert [one.words for one in found.steps[0].bounds] == [
        "at least 90 PERCENT of the result",
        "at most 20 PERCENT of the result",
    ]


@pytest.mark.parametrize(
    ("name", "edges", "taken", "why"),
    [
        ("equity-to-debts", "below: 40 PERCENT", False, "it is 40 PERCENT"),
        ("equity-to-debts", "up-to: 40 PERCENT", True, ""),
        ("equity-to-debts", "from: 40 PERCENT", True, ""),
        ("equity-to-debts", "above: 40 PERCENT", False, "it is 40 PERCENT"),
        ("equity-to-capital", "below: 13.33 PERCENT", False, "it is 13.33 PERCENT"),
        ("equity-to-none", "above: 1000 PERCENT", True, ""),
        ("equity-to-none", "below: 40 PERCENT", False, "it is a ratio to nothing"),
        ("none-to-none", "below: 40 PERCENT", False, "it is a ratio to nothing"),
        ("none-to-none", "from: 40 PERCENT", True, ""),
        (
            "year",
            "up-to: 2",
            False,
            "only while the co-op's year is at most 2;",
        ),
        ("year", "from: 2\n  below: 4", True, ""),
        ("year", "from: 2\n  below: 3", False, "it is 3"),
        ("capital", "below: 2000 USD", False, "capital is below 2,000; it is 3,000"),
    ],
)
def test_a_step_is_taken_only_while_something_holds(
    name: str, edges: str, taken: bool, why: str
) -> None:
    rule = LAW + step(HALF, f'while: "{name}"', edges)
    rule += step('20 "rest" 50 PERCENT "of" "left-after" 10')
    found = shared(rule, Facts(1000, figures=FIGURES))
    assert messages(found) == []
    assert amounts(found) == ({10: 500, 20: 250} if taken else {10: 0, 20: 500})
    assert why in found.steps[0].held_back
    assert bool(found.steps[0].held_back) != taken


def test_an_average_share_that_nobody_knows_is_told() -> None:
    rule = LAW + step(HALF) + limit(10, '"at-most" "average-share" "of" "result"')
    found = shared(rule, Facts(1000))
    assert len(found.problems) == 1
    assert "average share that step 10 got" in messages(found)[0]
    assert "Add a coop-surplus-past for each year" in messages(found)[0]
    assert amounts(found) == {10: 500}
