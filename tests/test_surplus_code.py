from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.surplus.allocation import Taken
from coopbooks.surplus.posting.code import code_of
from tests.support.allocations import RULE
from tests.support.allocations import bakery
from tests.support.allocations import part_of
from tests.support.allocations import rule_of
from tests.support.allocations import shared
from tests.support.allocations import step_of

if TYPE_CHECKING:
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepResult

CODE = code_of(bakery())


def test_a_code_is_short_and_says_the_year() -> None:
    assert CODE == "s-2025-0ab8b36e"


@given(st.permutations(bakery().parts), st.permutations(bakery().steps))
def test_order_makes_no_difference(parts: list[Part], steps: list[StepResult]) -> None:
    found = replace(bakery(), parts=tuple(parts), steps=tuple(steps))
    assert code_of(found) == CODE


def test_words_and_zeros_make_no_difference() -> None:
    found = bakery()
    steps = tuple(
        replace(
            step,
            name=step.name.upper(),
            words="said otherwise",
            amount=Decimal(f"{step.amount}00"),
            rule={"filename": "other.beancount", "lineno": 99},
        )
        for step in found.steps
    )
    parts = (*found.parts, part_of(90, "M-0009", "0.00"))
    noted = replace(found, steps=steps, parts=parts, notes=("Look.",))
    cash = replace(noted, cash_there=Decimal(1), settings=("result=1",))
    assert code_of(cash) == CODE


STEP, PART = bakery().steps[1], bakery().parts[0]


@pytest.mark.parametrize(
    "step",
    [
        replace(STEP, amount=Decimal("20.01")),
        replace(STEP, account="Equity:Collective"),
        replace(STEP, number=21),
        replace(STEP, kind="liability"),
        replace(STEP, lot="2025-N"),
    ],
    ids=["amount", "account", "number", "kind", "lot"],
)
def test_a_cent_or_another_account_does(step: StepResult) -> None:
    found = bakery()
    first, _, *rest = found.steps
    assert code_of(replace(found, steps=(first, step, *rest))) != CODE


@pytest.mark.parametrize(
    "part",
    [
        replace(PART, cash=Decimal(5), kept=Decimal(25)),
        replace(PART, member="M-0004"),
        replace(PART, withheld=Decimal(1)),
        replace(PART, qualified=True),
    ],
    ids=["cash", "member", "withheld", "qualified"],
)
def test_what_a_member_gets_does(part: Part) -> None:
    found = bakery()
    assert code_of(replace(found, parts=(part, *found.parts[1:]))) != CODE


def test_the_rule_and_the_year_do() -> None:
    found = bakery()
    other = rule_of(RULE.replace("law", "bylaws"))
    assert code_of(replace(found, rule=other)) != CODE
    year = replace(found.figures.year, name="FY2025")
    moved = replace(found, figures=replace(found.figures, year=year))
    assert code_of(moved).startswith("s-fy2025-")


def test_lots_of_a_loss_do() -> None:
    def lost(lot: str) -> Allocation:
        step = step_of(10, "members", "members", "5.00", "Equity:Capital")
        part = part_of(10, "M-0001", "5.00", taken=(Taken(lot, Decimal(5)),))
        return shared([step], [part], start="-5.00")

    assert code_of(lost("2023-Q")) != code_of(lost("2024-Q"))
