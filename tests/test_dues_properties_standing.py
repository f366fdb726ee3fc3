"""What holds for members' dues whatever was charged and paid."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader
from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.forms.standing import STATES
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from random import Random
    from typing import Any

    from coopbooks.dues.standing.standing import Standing

BASE = """
2026-01-01 open Assets:Bank USD
2026-01-01 open Assets:Receivable:Dues USD
2026-01-01 open Assets:Receivable:Check-Off USD
2026-01-01 open Liabilities:Dues:Prepaid USD
2026-01-01 open Liabilities:Dues:Unapplied USD
2026-01-01 open Income:Dues USD
2026-01-01 open Equity:Opening USD
2026-01-01 open Expenses:Lost USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
2026-01-01 custom "coop-account" "dues-prepaid" Liabilities:Dues:Prepaid
2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Dues:Unapplied
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-account" "dues-written-off" Expenses:Lost
2026-01-01 custom "coop-entity" "local" "union"
  basis: "accrual"
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 30.00 USD
2026-01-01 custom "coop-dues-standing" "local" "more-than" 45 DAY
2026-01-01 custom "coop-dues-standing" "local" "at-least" 3 MONTH "suspended"
2026-01-01 custom "coop-dues-standing" "local" "more-than" 4 PERIOD "dropped"
  counts: "everything"
2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-member" "M-0002" "join"
"""
ENTRIES, ERRORS, _ = loader.load_string(BASE, dedent=True)
TERMS = read_terms(ENTRIES)
FIRST = datetime.date(2026, 1, 1)
OWN, EMPLOYER = "Assets:Receivable:Dues", "Assets:Receivable:Check-Off"
PREPAID = "Liabilities:Dues:Prepaid"
LINES = (OWN, EMPLOYER, PREPAID)

# What is charged and paid, by the account of the other side; the sign is that of what
# the member owes.
WAYS = {
    "charged": (OWN, "Income:Dues", 1),
    "taken": (EMPLOYER, "Income:Dues", 1),
    "reversed": (OWN, "Income:Dues", -1),
    "paid": (OWN, "Assets:Bank", -1),
    "deducted": (EMPLOYER, "Assets:Bank", -1),
    "refunded": (OWN, "Assets:Bank", 1),
    "unmatched": (EMPLOYER, "Liabilities:Dues:Unapplied", 1),
    "lost": (OWN, "Expenses:Lost", -1),
    "opening": (OWN, "Equity:Opening", 1),
    "aside": (OWN, PREPAID, 1),
    "moved": (EMPLOYER, OWN, -1),
    "straight": ("Income:Dues", "Assets:Bank", -1),
}
MEMBERS = st.sampled_from(["M-0001", "M-0002"])
DAYS = st.integers(0, 180).map(lambda days: FIRST + datetime.timedelta(days))
PERIODS = st.sampled_from(["", "2026-01", "2026-02", "2026-03", "2026-Q2", "2026-09"])
ABOUT = st.sampled_from(["", "late", "initiation", "besides"])
NUMBERS = st.sampled_from(["7.50", "15.00", "30.00", "60.00", "75.01"]).map(Decimal)


def moved(
    way: str,
    member: str,
    day: datetime.date,
    number: Decimal,
    **meta: object,
) -> data.Transaction:
    """Something that moved on a member's dues."""
    line, other, sign = WAYS[way]
    said: dict[str, Any] = {"member": member, "filename": "made", "lineno": 1}
    said |= {key: value for key, value in meta.items() if value}
    legs = [
        data.Posting(one, amount.Amount(value, "USD"), None, None, None, {})
        for one, value in ((line, sign * number), (other, -sign * number))
    ]
    return data.Transaction(said, day, "*", None, way, frozenset(), frozenset(), legs)


@st.composite
def moves(draw: st.DrawFn, ways: tuple[str, ...] = tuple(WAYS)) -> data.Transaction:
    """Anything that may move."""
    day = draw(DAYS)
    later = draw(st.sampled_from([None, None, 5, 40, 90]))
    recorded = day + datetime.timedelta(later) if later else None
    return moved(
        draw(st.sampled_from(ways)),
        draw(MEMBERS),
        day,
        draw(NUMBERS),
        period=draw(PERIODS),
        about=draw(ABOUT),
        recorded=recorded,
        bounced=draw(st.booleans()),
    )


BOOKS = st.lists(moves(), max_size=14)


def found(
    made: list[data.Transaction],
    on: datetime.date,
    known: datetime.date | None = None,
) -> dict[str, Standing]:
    return standings(TERMS, [*ENTRIES, *made], on, known)


def balance(
    made: list[data.Transaction], on: datetime.date, member: str, *accounts: str
) -> Decimal:
    """What stands on accounts for a member, by adding up alone."""
    return total_of(
        posting.units.number
        for entry in made
        for posting in entry.postings
        if entry.date <= on
        and entry.meta["member"] == member
        and posting.account in accounts
        and posting.units is not None
        and posting.units.number is not None
    )


def level(standing: Standing) -> int:
    """How bad a state is."""
    states: tuple[str, ...] = ("good", *STATES)
    return states.index(standing.state)


def test_the_made_book_is_right() -> None:
    assert ERRORS == []


@given(BOOKS, DAYS)
def test_the_two_lines_hold_for_each_member_and_in_total(
    made: list[data.Transaction], on: datetime.date
) -> None:
    stands = found(made, on)
    for member, one in stands.items():
        assert one.charged - one.paid - one.deducted - one.written_off == one.owed
        assert one.owed == balance(made, on, member, *LINES)
        assert one.expected == balance(made, on, member, EMPLOYER)
        assert one.own == balance(made, on, member, OWN, PREPAID)
        own = total_of(item.open for item in one.open if not item.employer)
        assert one.own == own - one.prepaid
        assert ZERO <= one.overdue <= own
        assert all(ZERO < item.open <= item.charged for item in one.open)
    total = total_of(one.owed for one in stands.values())
    assert total == total_of(balance(made, on, one, *LINES) for one in stands)


@given(BOOKS, DAYS)
def test_what_is_used_is_what_was_paid(
    made: list[data.Transaction], on: datetime.date
) -> None:
    accounts = read_accounts(TERMS, [*ENTRIES, *made], on)
    for member in accounts.items:
        for employer in (False, True):
            used = accounts.applied(member, "USD", on, employer=employer)
            by_debt = {id(debt): ZERO for debt in used.debts}
            for use in used.uses:
                assert use.number > 0
                by_debt[id(use.debt)] += use.number
            for debt in used.debts:
                assert debt.charged - debt.open == by_debt[id(debt)]


@given(BOOKS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_entries_makes_no_difference(
    made: list[data.Transaction], on: datetime.date, random: Random
) -> None:
    before = found(made, on)
    random.shuffle(made)
    assert found(made, on) == before


@given(BOOKS, moves(), DAYS, DAYS)
def test_standing_as_known_does_not_change_by_what_is_recorded_later(
    made: list[data.Transaction],
    more: data.Transaction,
    on: datetime.date,
    known: datetime.date,
) -> None:
    recorded = max(more.date, known + datetime.timedelta(1))
    more = more._replace(meta={**more.meta, "recorded": recorded})
    assert found([*made, more], on, known) == found(made, on, known)


@given(
    st.lists(moves(("charged", "taken", "paid", "deducted", "opening")), max_size=14),
    moves(("paid",)),
    DAYS,
)
def test_paying_more_never_worsens_standing(
    made: list[data.Transaction], more: data.Transaction, on: datetime.date
) -> None:
    before, after = found(made, on), found([*made, more], on)
    for member, one in after.items():
        assert level(one) <= level(before[member])
        assert one.overdue <= before[member].overdue
        if one.since and level(one) == level(before[member]):
            since = before[member].since
            assert since is not None
            assert one.since >= since


@given(
    st.lists(moves(("charged", "taken", "paid", "deducted", "opening")), max_size=14),
    DAYS,
)
def test_the_least_that_restores_standing_does_and_less_does_not(
    made: list[data.Transaction], on: datetime.date
) -> None:
    for member, one in found(made, on).items():
        if one.state != "behind":
            continue
        assert one.restores
        cent = Decimal("0.01")
        paid = moved("paid", member, on, one.restores)
        assert found([*made, paid], on)[member].state == "good"
        if one.restores > cent:
            paid = moved("paid", member, on, one.restores - cent)
            assert found([*made, paid], on)[member].state == "behind"


@given(BOOKS, DAYS)
def test_what_an_employer_owes_makes_nobody_behind(
    made: list[data.Transaction], on: datetime.date
) -> None:
    own = [entry for entry in made if entry.narration not in {"taken", "deducted"}]
    own = [entry for entry in own if entry.narration not in {"unmatched", "moved"}]
    late = [
        moved("taken", member, FIRST, Decimal("30.00"), period="2026-01")
        for member in ("M-0001", "M-0002")
    ]
    before, after = found(own, on), found([*own, *late], on)
    for member, one in after.items():
        assert (one.state, one.since) == (before[member].state, before[member].since)
        assert one.overdue == before[member].overdue
        assert one.expected == Decimal("30.00")


@given(BOOKS, DAYS)
def test_who_is_behind_has_been_so_on_every_day_since(
    made: list[data.Transaction], on: datetime.date
) -> None:
    for member, one in found(made, on).items():
        if one.since is None or one.since < FIRST - datetime.timedelta(60):
            continue
        now = level(one)
        assert one.since <= on
        day = one.since
        while day <= on:
            assert level(found(made, day)[member]) >= now
            day += datetime.timedelta(11)
        before = found(made, one.since - datetime.timedelta(1))
        assert member not in before or level(before[member]) < now
