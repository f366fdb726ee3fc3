from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.dues.stamps.moves import Moves
from coopbooks.dues.stamps.stamps import stamps_of
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    import random

    from tests.support.ledgers import Loaded

MARCH = parse_period("2026-03")


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def test_d15_stamps_of_one_delegate(load_doc: Loaded) -> None:
    """
    2026-01-01 commodity STAMP
      measure: TRUE
    2026-01-01 open Assets:Cash USD
    2026-01-01 open Income:Dues USD
    2026-01-01 open Liabilities:HQ USD
    2026-01-01 open Equity:Memo:Stamps:Office STAMP
    2026-01-01 open Equity:Memo:Stamps:Delegates STAMP
    2026-01-01 open Equity:Memo:Stamps:Sold STAMP
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "iww" "flat"
      amount: 11.00 USD
      authority: "IWW: half to the branch, half to headquarters"
    2026-01-01 custom "coop-dues-part" "iww" "branch" 50 PERCENT "to" Income:Dues
    2026-01-01 custom "coop-dues-part" "iww" "headquarters" "rest" "to" Liabilities:HQ
    2026-01-01 custom "coop-stamps" "STAMP" Equity:Memo:Stamps:Delegates
      office: Equity:Memo:Stamps:Office
      sold: Equity:Memo:Stamps:Sold
      dues: "iww"
    2026-01-01 custom "coop-member" "M-1" "join"

    2026-03-01 * "100 stamps for the delegate"
      Equity:Memo:Stamps:Delegates  100 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Office    -100 STAMP
    2026-03-30 * "63 stamps back"
      Equity:Memo:Stamps:Delegates  -63 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Office      63 STAMP
    2026-03-30 * "37 stamps sold"
      Equity:Memo:Stamps:Delegates  -37 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Sold        37 STAMP
    2026-03-31 * "Handed in"
      delegate: "M-1"
      Assets:Cash                407.00 USD
      Income:Dues               -203.50 USD
      Liabilities:HQ  -203.50 USD
    """
    assert load_doc.errors == []
    (stamps,) = stamps_of(read_terms(load_doc.entries), load_doc.entries, MARCH)
    assert stamps.problems == ()
    (one,) = stamps.delegates
    assert (one.opening, one.issued, one.returned, one.sold) == decimals(0, 100, 63, 37)
    assert one.closing == 0
    assert (str(one.value), one.currency) == ("407.00", "USD")
    assert {name: str(part) for name, part in one.parts.items()} == {
        "branch": "203.50",
        "headquarters": "203.50",
    }
    assert stamps.parts() == one.parts
    assert (one.handed_in, one.still_to_hand_in) == decimals(407, 0)


def test_two_delegates_over_two_months(load_doc: Loaded) -> None:
    """
    2026-01-01 commodity STAMP
      measure: TRUE
    2026-01-01 open Assets:Cash USD
    2026-01-01 open Income:Dues USD
    2026-01-01 open Equity:Memo:Stamps:Office STAMP
    2026-01-01 open Equity:Memo:Stamps:Delegates STAMP
    2026-01-01 open Equity:Memo:Stamps:Sold STAMP
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "dockhands" "union"
      basis: "cash"
    2026-01-01 custom "coop-dues" "dockhands" "flat"
      amount: 19.00 USD
    2026-01-01 custom "coop-dues" "retired" "flat"
      class: "retired"
      amount: 6.00 USD
    2026-01-01 custom "coop-stamps" "STAMP" Equity:Memo:Stamps:Delegates
      office: Equity:Memo:Stamps:Office
      sold: Equity:Memo:Stamps:Sold
      dues: "dockhands"
    2026-01-01 custom "coop-member" "M-1" "join"
      workplace: "north-pier"
    2026-01-01 custom "coop-member" "M-2" "join"
      workplace: "ferry-landing"
    2026-01-01 custom "coop-member" "M-3" "join"
      class: "retired"
      workplace: "north-pier"

    2026-02-01 * "Stamps"
      Equity:Memo:Stamps:Delegates   5 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Delegates   4 STAMP
        member: "M-2"
      Equity:Memo:Stamps:Office     -9 STAMP
    2026-02-20 * "Sold"
      Equity:Memo:Stamps:Delegates  -2 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Sold        2 STAMP
    2026-03-10 * "Stamps sold, 2"
      workplace: "north-pier"
      Assets:Cash                25.00 USD
      Income:Dues               -19.00 USD
        member: "M-1"
        period: "2026-03"
      Income:Dues                -6.00 USD
        member: "M-3"
        period: "2026-03"
    2026-03-30 * "Sold and given back"
      Equity:Memo:Stamps:Delegates  -2 STAMP
        member: "M-1"
      Equity:Memo:Stamps:Delegates  -3 STAMP
        member: "M-2"
      Equity:Memo:Stamps:Delegates  -1 STAMP
        member: "M-2"
      Equity:Memo:Stamps:Sold        2 STAMP
      Equity:Memo:Stamps:Sold        3 STAMP
      Equity:Memo:Stamps:Office      1 STAMP
    """
    assert load_doc.errors == []
    terms = read_terms(load_doc.entries)
    (stamps,) = stamps_of(terms, load_doc.entries, MARCH)
    assert stamps.problems == ()
    north, ferry = stamps.delegates
    assert (north.opening, north.sold, north.returned, north.closing) == decimals(
        3, 2, 0, 1
    )
    # One of the two was bought at the price of those who are retired.
    assert (north.value, north.handed_in, north.still_to_hand_in) == decimals(25, 25, 0)
    assert (ferry.opening, ferry.sold, ferry.returned, ferry.closing) == decimals(
        4, 3, 1, 0
    )
    assert (ferry.value, ferry.handed_in, ferry.still_to_hand_in) == decimals(57, 0, 57)
    early = stamps_of(terms, load_doc.entries, MARCH, datetime.date(2026, 3, 15))[0]
    assert [one.closing for one in early.delegates] == [3, 4]


def test_a_price_is_said_somewhere(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-stamps" "STAMP" Equity:Delegates
      office: Equity:Office
      sold: Equity:Sold
      dues: "nobody"
    """
    (stamps,) = stamps_of(read_terms(load_doc.entries), load_doc.entries, MARCH)
    price, dues = (error.message for error in stamps.problems)
    assert price == (
        "coop-stamps 'STAMP': say in price: what a stamp costs, or in dues: which "
        "coop-dues."
    )
    assert dues == "coop-stamps 'STAMP': there is no coop-dues 'nobody' on 2026-03-01."
    assert stamps.delegates == ()


def test_who_sold_more_than_they_had_is_told(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-stamps" "STAMP" Equity:Delegates
      office: Equity:Office
      sold: Equity:Sold
      price: 11.00 USD
    2026-01-01 commodity STAMP
      measure: TRUE
    2026-01-01 open Equity:Delegates
    2026-01-01 open Equity:Office
    2026-01-01 open Equity:Sold
    2026-03-02 * "Given out"
      Equity:Delegates   2 STAMP
        member: "M-1"
      Equity:Office     -2 STAMP
    2026-03-09 * "Sold"
      Equity:Sold        3 STAMP
      Equity:Delegates  -3 STAMP
        member: "M-1"
    """
    (stamps,) = stamps_of(read_terms(load_doc.entries), load_doc.entries, MARCH)
    (only,) = stamps.problems
    assert only.message == (
        "coop-stamps 'STAMP': M-1 sold or gave back more than they had: -1 left on "
        "2026-03-31. See what was given out to them."
    )


@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 9)), max_size=20),
    st.randoms(use_true_random=False),
)
def test_nothing_is_lost_whatever_the_order(
    steps: list[tuple[int, int]], chance: random.Random
) -> None:
    def run(some: list[tuple[int, int]]) -> Moves:
        moves = Moves()
        for number, sold in some:
            moves.take(Decimal(number), Decimal(sold))
        return moves

    first = run(steps)
    mixed = list(steps)
    chance.shuffle(mixed)
    assert run(mixed) == first
    held = first.issued - first.returned - first.sold
    assert held == sum(number for number, _ in steps)
