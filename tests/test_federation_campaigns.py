"""Campaigns by point of the programme: what is in two books is counted once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import beanquery
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.federation.assembly.campaigns import campaigns_of
from coopbooks.federation.assembly.campaigns import campaigns_table
from coopbooks.federation.reading.gathering import figures_of
from coopbooks.federation.reading.lives import Campaign
from tests.support.assemblies import MARCH
from tests.support.assemblies import body
from tests.support.assemblies import carrying
from tests.support.assemblies import federation
from tests.support.statements import shown

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from coopbooks.federation.reading.figures import Figures

GIFTS, COSTS = "Income:Gifts", "Expenses:Campaigns"
NAMES = ("north", "south", "east")
MOVES = st.lists(
    st.tuples(
        st.sampled_from((GIFTS, COSTS)),
        st.sampled_from(("", *NAMES, "elsewhere")),
        st.integers(min_value=0, max_value=500),
    ),
    max_size=4,
)


def lines(bodies: list[Figures]) -> list[str]:
    whole = federation(NAMES)
    table = campaigns_table(campaigns_of(whole, bodies, MARCH), whole)
    return shown(table, "raised", "spent")


def test_a_gift_between_bodies_is_counted_once() -> None:
    """North raises 500, gives 300 of it to South, which spends 250 on halls."""
    north = carrying("north", (GIFTS, "", 500), (COSTS, "south", 300))
    south = carrying("south", (GIFTS, "north", 300), (COSTS, "", 250))
    assert lines([north, south]) == [
        "point 4: homes",
        "  North | 500.00 | 300.00",
        "  South | 300.00 | 250.00",
        "  In two books, counted once | -300.00 | -300.00",
        "Homes First, together | 500.00 | 250.00",
    ]


def test_what_one_sold_another_stays_what_it_cost() -> None:
    """South printed for North, and its own book does not call that the campaign's."""
    north = carrying("north", (COSTS, "south", 300))
    assert lines([north, body("south", [])]) == [
        "point 4: homes",
        "  North | 0 | 300.00",
        "Homes First, together | 0 | 300.00",
    ]


def test_what_most_bodies_say_of_a_campaign_counts() -> None:
    bodies = [carrying(name, (COSTS, "", 10)) for name in NAMES]
    other = Campaign("homes", "Homes", "point 5:  parks")
    bodies[0] = replace(bodies[0], life=replace(bodies[0].life, campaigns=(other,)))
    assert lines(bodies)[0] == "point 4: homes"
    alone = replace(bodies[1], life=replace(bodies[1].life, campaigns=()))
    assert lines([alone])[0] == "No point of the programme named"
    # Said by as many: the first by the alphabet, whatever the order.
    assert lines(bodies[:2])[0] == lines(bodies[1::-1])[0] == "point 4: homes"


def test_two_campaigns_for_one_point_are_added_up() -> None:
    homes = carrying("north", (COSTS, "", 10))
    parks = carrying("south", (COSTS, "", 5), campaign="parks")
    told = Campaign("parks", "Parks", "point 4: homes")
    parks = replace(parks, life=replace(parks.life, campaigns=(told,)))
    assert lines([homes, parks])[-1] == "For this point, together | 0 | 15.00"


@given(st.tuples(MOVES, MOVES, MOVES), st.randoms(use_true_random=False))
def test_no_more_is_taken_out_than_both_have(
    moves: tuple[list[tuple[str, str, int]], ...], order: random.Random
) -> None:
    bodies = [
        carrying(name, *(one for one in some if one[1] != name))
        for name, some in zip(NAMES, moves, strict=True)
    ]
    whole = federation(NAMES)
    for one in campaigns_of(whole, bodies, MARCH):
        assert one.twice["raised"] == one.twice["spent"] <= 0
        for side in ("raised", "spent"):
            within = sum(
                number
                for some, name in zip(moves, NAMES, strict=True)
                for account, other, number in some
                if other in NAMES
                and other != name
                and account == (GIFTS if side == "raised" else COSTS)
            )
            assert -one.twice[side] <= within
    again = list(bodies)
    order.shuffle(again)
    assert evaluate((campaigns_table(campaigns_of(whole, again, MARCH), whole),)) == (
        evaluate((campaigns_table(campaigns_of(whole, bodies, MARCH), whole),))
    )


@pytest.mark.parametrize("period", ["2026-03", "2025-Q4", "2026"])
def test_raised_and_spent_are_bean_query_s(harbor: Path, period: str) -> None:
    asked = parse_period(period)
    bodies = []
    wanted: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for path in sorted(harbor.glob("*/main.beancount")):
        book = coopbooks.load(path)
        if book.currency != "USD":
            continue
        bodies.append(figures_of(book, asked))
        connection = beanquery.connect(
            "beancount:", entries=book.entries, errors=[], options=book.options
        )
        cursor = connection.execute(
            "SELECT any_meta('campaign'), root(account, 1), number WHERE date >= "
            "%(begin)s AND date < %(end)s AND account ~ '^(Income|Expenses)'",
            {"begin": asked.begin, "end": asked.end},
        )
        for campaign, root, number in cursor.fetchall():
            if campaign:
                wanted[bodies[-1].name, campaign, root] += number
    names = [one.name for one in bodies]
    found = {}
    for one in campaigns_of(federation(names), bodies, asked):
        for name, both in one.bodies.items():
            found[name, one.name, "Income"] = -both["raised"]
            found[name, one.name, "Expenses"] = both["spent"]
    assert wanted
    assert {key: one for key, one in found.items() if one} == {
        key: one for key, one in wanted.items() if one
    }
