"""What holds of any year that is posted, whatever its figures."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.closing import ends_of
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.posting import post
from coopbooks.surplus.posting.typed import posted
from coopbooks.surplus.terms import read_terms
from tests.support.chart import entries_of
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import MAIN
from tests.support.smallcoop import RULE

if TYPE_CHECKING:
    import random

    from coopbooks.surplus.posting.posting import Run

YEAR = parse_period("2025")
TODAY = datetime.date(2026, 4, 20)
# The chart and the members, but not the hours of the year.
BOOK = MAIN[MAIN.index("2024-01-01 commodity") : MAIN.index("2025-06-30 *")]
DECISION = """\
2026-04-18 custom "coop-decision" "2026-04/1" "The surplus of 2025"
  body: "members' meeting"
"""
MEMBERS = ("M-0001", "M-0002", "M-0003")
HOURS = st.lists(st.integers(0, 3000), min_size=3, max_size=3).filter(any)
CENTS = st.integers(-(10**8), 10**8)
PERCENT = st.integers(0, 100)


def book(hours: list[int], cents: int, share: int, cash: int) -> list[data.Directive]:
    """A year's book: its result, its hours, and a rule with these percentages."""
    rule = RULE.replace("50 PERCENT", f"{share} PERCENT")
    rule = rule.replace("cash: 20 PERCENT", f"cash: {cash} PERCENT")
    rule = rule.replace('  notice: "qualified"\n', "")
    result = Decimal(cents) / 100
    legs = f"  Assets:Bank  {result} USD\n  Income:Sales  {-result} USD"
    lines = [f'2025-12-31 * "The year"\n{legs}']
    for member, count in zip(MEMBERS, hours, strict=True):
        lines.append(
            f'2025-06-30 * "Hours"\n  Equity:Memo:Hours:Members  {count} HOUR\n'
            f'    member: "{member}"\n  Equity:Memo:Hours:Total  {-count} HOUR'
        )
    return entries_of("\n".join([BOOK, rule, *lines, CLOSED, DECISION]))


def run_of(entries: list[data.Directive]) -> Run:
    ends = ends_of(entries)
    return post(read_terms(entries), entries, YEAR, TODAY, "2026-04/1", ends)


@given(HOURS, CENTS, PERCENT, PERCENT)
def test_everything_is_posted_once_and_balances(
    hours: list[int], cents: int, share: int, cash: int
) -> None:
    entries = book(hours, cents, share, cash)
    run = run_of(entries)
    made = [one for one in run.proposal.entries if isinstance(one, data.Transaction)]
    for entry in made:
        assert total_of(row.number for row in rows([entry])) == 0
    roles = read_terms(entries).roles
    taken = total_of(
        number
        for place, number in posted(made, roles).items()
        if place.account == "Equity:Result:Allocated"
    )
    start = run.allocation.figures.start
    left = run.allocation.left if start > 0 else -run.allocation.left
    assert taken == start - left
    for part in run.allocation.parts:
        mine = [one for one in made if one.meta.get("member") == part.member]
        got = [row for row in rows(mine) if row.account != "Equity:Result:Allocated"]
        sign = 1 if run.allocation.is_loss else -1
        assert total_of(row.number for row in got) * sign == part.amount


@given(HOURS, CENTS, PERCENT, PERCENT)
def test_once_it_is_in_the_book_nothing_is_left_to_write(
    hours: list[int], cents: int, share: int, cash: int
) -> None:
    entries = book(hours, cents, share, cash)
    first = run_of(entries)
    batch = {"batch": "2025-surplus"}
    written = [
        entry._replace(meta={**entry.meta, **batch}) for entry in first.proposal.entries
    ]
    again = run_of([*entries, *written])
    assert again.code == first.code
    assert again.difference.changes == ()


@given(HOURS, CENTS.filter(bool), st.randoms(use_true_random=False))
def test_order_makes_no_difference(
    hours: list[int], cents: int, chance: random.Random
) -> None:
    entries = book(hours, cents, 50, 20)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert code_of(run_of(shuffled).allocation) == code_of(run_of(entries).allocation)


@given(HOURS, CENTS.filter(lambda cents: cents > 0))
def test_nothing_is_owed_below_zero(hours: list[int], cents: int) -> None:
    entries = book(hours, cents, 50, 20)
    run = run_of(entries)
    made = [one for one in run.proposal.entries if isinstance(one, data.Transaction)]
    held = posted(made, read_terms(entries).roles)
    owed = [number for place, number in held.items() if "Result" not in place.account]
    assert all(number < ZERO for number in owed)
