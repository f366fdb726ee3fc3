"""Resources: promised, requested, delivered; and both books."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.support.resources.compare import compare
from coopbooks.support.resources.provided import resources
from coopbooks.support.terms import terms_of
from tests.support.inkind import BAKERY
from tests.support.inkind import PARTY
from tests.support.inkind import QUARTER
from tests.support.inkind import RECOGNISED
from tests.support.inkind import TERMS
from tests.support.inkind import found
from tests.support.inkind import moved
from tests.support.inkind import only
from tests.support.inkind import view

if TYPE_CHECKING:
    import random


def test_promised_asked_for_and_delivered() -> None:
    row = only(
        BAKERY
        + TERMS
        + moved("3", "party", "2026-01-05", "Requested")
        + moved("4", "party")
        + moved("-0.5", "party", "2026-02-01")
    )
    assert [row.promised, row.requested, row.delivered, row.to_come] == [
        Decimal(12),
        Decimal(3),
        Decimal("3.5"),
        Decimal("8.5"),
    ]
    assert (row.value, row.currency, row.thing.ours) == (Decimal(133), "USD", False)


def test_what_the_book_promises_stands_for_the_terms_and_is_told() -> None:
    made = found(BAKERY + TERMS + moved("10", "party", "2026-01-02", "Promised"))
    (row,) = made.rows
    assert row.promised == Decimal(10)
    assert [one.message for one in made.problems] == [
        "books, January to March 2026: the terms promise 12 HOUR, the book counts 10."
    ]


def test_what_goes_from_promised_to_delivered_is_delivered_and_still_promised() -> None:
    row = only(
        BAKERY
        + TERMS
        + moved("12", "party", "2026-01-02", "Promised")
        + moved("4", "party").replace("Equity:Memo:Counter", "Equity:Memo:Promised")
    )
    assert [row.promised, row.delivered, row.to_come] == [12, 4, 8]


def test_a_month_asked_for_shows_its_quarter_so_far() -> None:
    text = BAKERY + TERMS + moved("4", "party") + moved("5", "party", "2026-03-02")
    assert only(text, "2026-02").delivered == Decimal(4)
    assert only(text, "2026-03").delivered == Decimal(9)
    assert found(text, "2025").rows == ()


def test_a_period_that_is_said_counts_not_the_day() -> None:
    late = moved("4", "party", "2026-04-02").replace(
        '  with: "party"', '  with: "party"\n  period: "2026-Q1"'
    )
    assert only(BAKERY + TERMS + late).delivered == Decimal(4)
    assert only(BAKERY + TERMS + late, "2026-Q2").delivered == Decimal(0)


def test_what_cannot_be_told_is_named_and_the_rest_counts() -> None:
    both = TERMS + (
        '2026-01-01 custom "coop-resource" "help" "lawyer" 2 HOUR "each" "month"\n'
    )
    nobody = moved("2", "party", "2026-02-03").replace('  with: "party"\n', "")
    clear = moved("5", "party", "2026-02-02").replace(
        '  with: "party"', '  with: "party"\n  resource: "books"'
    )
    made = found(BAKERY + both + moved("4", "party") + nobody + clear)
    assert [one.message for one in made.problems] == [
        "HOUR with party may be any of books, lawyer. Add resource: to say which.",
        "Equity:Memo:Delivered: which body it is with is not said. Add with:.",
    ]
    assert [row.delivered for row in made.rows if row.delivered] == [Decimal(5)]


def test_without_terms_somebody_must_say_who_gave_it() -> None:
    (problem,) = found(BAKERY + moved("4", "party")).problems
    assert problem.message == (
        "nothing says whether 4 HOUR are given to party or come from there. Write it "
        "as coop-resource, or say way: given or received on the coop-resource-account "
        "of Equity:Memo:Delivered."
    )
    said = BAKERY.replace(
        '"delivered" Equity:Memo:Delivered\n',
        '"delivered" Equity:Memo:Delivered\n  way: "given"\n',
    )
    row = only(said + moved("4", "party"))
    assert row.thing.ours is True
    assert [row.delivered, row.value] == [4, 0]


QUANTITIES = st.lists(
    st.tuples(
        st.decimals(Decimal("0.25"), Decimal(40), places=2),
        st.integers(1, 90),
        st.sampled_from(("Promised", "Requested", "Delivered")),
    ),
    max_size=6,
)


@settings(max_examples=25)
@given(QUANTITIES, st.randoms(use_true_random=False))
def test_months_add_up_to_the_quarter_in_any_order(
    quantities: list[tuple[Decimal, int, str]], chance: random.Random
) -> None:
    begin = datetime.date(2025, 12, 31)
    lines = [
        moved(str(number), "party", str(begin + datetime.timedelta(days=day)), stage)
        for number, day, stage in quantities
    ]
    text = BAKERY + TERMS.replace('"quarter"', '"month"') + "".join(lines)
    seen = view(text)
    made = resources(seen, terms_of(seen), QUARTER)
    for stage in ("promised", "requested", "delivered"):
        said = sum(n for n, _, one in quantities if one.lower() == stage)
        counted = sum(row.stages.get(stage, Decimal(0)) for row in made.rows)
        assert counted == said
    mixed = [*seen.entries]
    chance.shuffle(mixed)
    other = type(seen)(seen.name, seen.terms, mixed, seen.currency)
    again = resources(other, terms_of(seen), QUARTER)
    assert [(row.thing, row.period, dict(row.stages)) for row in again.rows] == [
        (row.thing, row.period, dict(row.stages)) for row in made.rows
    ]


# Both books


def compared(here: str, there: str) -> list[str]:
    seen, other = view(here), view(there)
    made = compare(seen, resources(seen, terms_of(seen), QUARTER), {other.name: other})
    return [
        f"{one.words} {one.here} {one.there} {[body for body, _ in one.entries]}"
        for one in made.differences
    ]


def test_both_books_agree_though_days_differ() -> None:
    here = BAKERY + TERMS + moved("4", "party")
    there = PARTY + TERMS + moved("4", "bakery", "2026-01-30")
    assert compared(here, there) == []
    assert compared(there, here) == []


def test_what_only_one_book_has_is_named_from_either_side() -> None:
    here = BAKERY + TERMS + moved("4", "party")
    there = PARTY + TERMS + moved("4", "bakery") + moved("2", "bakery", "2026-03-01")
    assert compared(here, there) == ["delivered 4 6 ['party']"]
    assert compared(there, here) == ["delivered 6 4 ['party']"]


def test_other_terms_are_named() -> None:
    other = RECOGNISED.replace("12 HOUR", "10 HOUR").replace("38.00", "40.00")
    assert compared(BAKERY + TERMS, PARTY + other) == [
        "promised 12 10 []",
        "the value of one HOUR 38.00 40.00 []",
        "recognise: here memo, there income-and-cost None None []",
    ]


def test_a_book_that_is_not_at_hand_is_named() -> None:
    seen = view(BAKERY + TERMS)
    made = compare(seen, resources(seen, terms_of(seen), QUARTER), {})
    assert (made.differences, made.missing) == ((), ("party",))
