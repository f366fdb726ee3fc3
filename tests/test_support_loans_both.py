"""A loan in both books."""

from __future__ import annotations

import datetime

from coopbooks.support.loans.compare import both_sides
from coopbooks.support.loans.state import loan_states
from coopbooks.support.terms import terms_of
from tests.support.lending import BAKERY
from tests.support.lending import FIRST
from tests.support.lending import ON
from tests.support.lending import PARTY
from tests.support.lending import view


def compared(here: str, there: str) -> list[str]:
    seen, other = view(here), view(there)
    states = loan_states(seen, terms_of(seen), ON)
    return [
        f"{one.words} {one.here} {one.there} {[body for body, _ in one.entries]}"
        for side in both_sides(seen, states, {other.name: other})
        for one in side.differences
    ]


def test_both_books_agree() -> None:
    assert compared(BAKERY, PARTY) == []
    assert compared(PARTY, BAKERY) == []


def test_a_payment_that_only_one_book_has_is_named() -> None:
    assert compared(BAKERY + FIRST, PARTY) == [
        "what is owed 750.00 1000.00 ['bakery']",
        f"the interest since {datetime.date(2025, 12, 31)} 5.00 0 []",
    ]
    assert compared(PARTY, BAKERY + FIRST) == [
        "what is owed 1000.00 750.00 ['bakery']",
        f"the interest since {datetime.date(2025, 12, 31)} 0 5.00 []",
    ]


def test_a_payment_that_is_on_its_way_is_told_as_such() -> None:
    late = FIRST.replace("2026-02-16", "2026-04-28")
    assert [one.partition(":")[0] for one in compared(BAKERY + late, PARTY)] == [
        "on its way",
        "on its way",
    ]


def test_other_terms_are_named() -> None:
    other = PARTY.replace("6 PERCENT", "5.5 PERCENT").replace("250.00", "250")
    assert compared(BAKERY, other) == [
        "interest: here 6 PERCENT, with party 5.5 PERCENT None None []"
    ]


def test_a_book_that_does_not_know_the_loan_is_named() -> None:
    nothing = PARTY.partition("2026-01-15")[0]
    assert compared(BAKERY, nothing) == [
        "the book of party has no coop-loan of this name 1000.00 None []"
    ]
