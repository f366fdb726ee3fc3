from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.surplus.posting.places import read_places
from tests.support.allocations import RULE
from tests.support.allocations import bakery
from tests.support.allocations import members_step
from tests.support.allocations import part_of
from tests.support.allocations import shared
from tests.support.allocations import step_of
from tests.support.chart import BOOK
from tests.support.chart import CHART
from tests.support.chart import entries_of

if TYPE_CHECKING:
    from coopbooks.surplus.allocation import Allocation


def problems(found: Allocation, chart: str) -> list[str]:
    book = entries_of(chart)
    roles, _ = read_roles(book)
    return [one.message for one in read_places(found, book, roles).problems]


def allocated(found: Allocation, chart: str) -> str:
    book = entries_of(chart)
    roles, _ = read_roles(book)
    return read_places(found, book, roles).allocated


def test_the_account_of_the_result_is_the_one_that_the_rule_names() -> None:
    header = f"{RULE}  allocated: Equity:Result:Earlier\n"
    step = step_of(20, "reserve", "equity", "20.00", "Equity:Reserve")
    assert allocated(shared([step], header=header), CHART) == "Equity:Result:Earlier"


def test_else_the_one_without_earlier_losses() -> None:
    # The step says where they are.
    found = bakery()
    losses = replace(found.steps[0], account="Equity:Result:Earlier")
    named = replace(found, steps=(losses, *found.steps[1:]))
    assert allocated(named, CHART) == "Equity:Result:Allocated"
    # Or the year began with them.
    assert allocated(found, BOOK) == "Equity:Result:Allocated"
    # Or a year was shared from the other one before.
    before = """
2025-03-14 * "Shared" ^surplus-2024
  period: "2024"
  Equity:Result:Allocated  90.00 USD
  Equity:Reserve          -90.00 USD
"""
    assert allocated(found, f"{BOOK}{before}") == "Equity:Result:Allocated"
    carried = """
2025-03-14 * "Carried" ^surplus-2024
  period: "2024"
  Equity:Result:Earlier    90.00 USD
  Equity:Result:Allocated -90.00 USD
"""
    assert allocated(found, f"{CHART}{carried}{before}") == "Equity:Result:Allocated"


def test_where_it_is_not_known_the_rule_is_to_say() -> None:
    (two,) = problems(bakery(), CHART)
    assert two == (
        "Equity:Result:Allocated and Equity:Result:Earlier have the role 'result'; "
        "say in coop-surplus with allocated: which account it is."
    )
    bare = "\n".join(line for line in CHART.splitlines() if "custom" not in line)
    assert [one.partition(";")[0] for one in problems(bakery(), bare)] == [
        "no account has the role 'result'",
        "no account has the role 'patronage-payable'",
        "no account has the role 'capital-payable'",
    ]


def test_a_closed_account_of_a_member_is_told() -> None:
    header = f"{RULE}  allocated: Equity:Result:Allocated\n"
    step = members_step(amount="9.00", lot="2025")
    found = shared([step], [part_of(90, "M-0001", "9.00")], header=header)
    closed = f"{CHART}2026-01-31 close Equity:Capital:M-0001\n"
    told_ = "M-0001: Equity:Capital:M-0001 is closed; a part is to go there."
    assert problems(found, closed) == [told_]
