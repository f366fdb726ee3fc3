"""Members' capital, whatever the figures: it adds up, and the identity holds."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader
from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.directives import Directive
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import Period
from coopbooks.core.table import Ref
from coopbooks.core.table import evaluate
from coopbooks.surplus.capital.accounttables import identity_table
from coopbooks.surplus.capital.identity import check_capital
from coopbooks.surplus.capital.instalments import instalments
from coopbooks.surplus.capital.moves import balances_on
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.plan import plan
from coopbooks.surplus.capital.redemption import redemption
from coopbooks.surplus.capital.rollforward import roll_forward
from coopbooks.surplus.forms.capital import LEAVING
from coopbooks.surplus.forms.capital import REDEMPTION
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from random import Random

    from coopbooks.core.forms import Form

    Held = dict[str, dict[str, Decimal]]

MEMBERS = ("M-0001", "M-0002", "M-0003")
ENTRIES, _, _ = loader.load_string(
    """
2025-01-01 open Assets:Bank
2025-01-01 open Liabilities:Patronage
2025-01-01 open Equity:Capital:M-0001
2025-01-01 open Equity:Capital:M-0002
2025-01-01 open Equity:Capital:M-0003
2025-01-01 open Equity:Reserve
2025-01-01 open Equity:Collective
2025-01-01 open Equity:Result
2025-01-01 open Expenses:Wages
2025-01-01 open Income:Sales
2025-01-01 custom "coop-entity" "coop" "worker-coop"
  basis: "accrual"
2025-01-01 custom "coop-account" "member-capital" Equity:Capital
2025-01-01 custom "coop-account" "reserve" Equity:Reserve
2025-01-01 custom "coop-account" "collective" Equity:Collective
2025-01-01 custom "coop-account" "result" Equity:Result
2025-01-01 custom "coop-member" "M-0001" "join"
2025-01-01 custom "coop-member" "M-0002" "join"
2025-01-01 custom "coop-member" "M-0003" "join"
"""
)
BEGIN = datetime.date(2025, 1, 1)
TODAY = datetime.date(2026, 6, 30)
LOTS = ["fee", "2021", "2022-Q", "2022-N", "2023-I", "2024-L", "old"]
CENTS = st.integers(1, 2_000_000).map(lambda cents: Decimal(cents) / 100)
HELD = st.dictionaries(
    st.sampled_from([f"M-{number:04}" for number in range(1, 9)]),
    st.dictionaries(st.sampled_from(LOTS), CENTS, min_size=1),
    max_size=8,
)


def usd(number: Decimal, currency: str = "USD") -> amount.Amount:
    return amount.Amount(number, currency)


def rule(form: Form, **meta: object) -> Directive:
    """A rule as a book would say it."""
    said = {key.replace("_", "-"): value for key, value in meta.items()}
    source = data.new_metadata("terms.beancount", 1)
    return Directive(form, BEGIN, {"name": "bylaws"}, said, source)


REDEEMS = st.builds(
    lambda order, partly, fees, keeps, waits: rule(
        REDEMPTION,
        order=order,
        partly=partly,
        fees=fees,
        keeps=usd(keeps),
        waits=usd(Decimal(waits), "YEAR"),
    ),
    st.sampled_from(["oldest-first", "newest-first", "by-balance"]),
    st.sampled_from(["within-lot", "by-balance"]),
    st.booleans(),
    CENTS,
    st.integers(0, 5),
)


def negative_losses(held: Held) -> Held:
    """The same with losses below nothing."""
    return {
        member: {lot: -one if lot == "2024-L" else one for lot, one in lots.items()}
        for member, lots in held.items()
    }


@given(HELD, REDEEMS, CENTS, st.randoms(use_true_random=False))
def test_what_is_paid_back_adds_up(
    held: Held, terms: Directive, money: Decimal, random: Random
) -> None:
    held = negative_losses(held)
    found = redemption(terms, held, TODAY, money, "USD", DECEMBER)
    assert found.total + found.unused == found.budget
    keeps = terms.meta["keeps"].number
    for line in found.lines:
        assert 0 <= line.number <= max(line.held, ZERO)
        assert not (line.number and line.why_not)
    for member, lots in held.items():
        paid = total_of(line.number for line in found.of_member(member))
        assert paid <= max(total_of(lots.values()) - keeps, ZERO)
    # Unused only where every account has given all that it may.
    if found.unused:
        everything = redemption(terms, held, TODAY, Decimal(10) ** 9, "USD", DECEMBER)
        assert everything.total == found.total
    mixed = list(held)
    random.shuffle(mixed)
    other = {member: held[member] for member in mixed}
    assert redemption(terms, other, TODAY, money, "USD", DECEMBER) == found


@given(HELD, REDEEMS, CENTS, CENTS)
def test_more_money_never_pays_a_year_back_less(
    held: Held, terms: Directive, money: Decimal, more: Decimal
) -> None:
    held = negative_losses(held)
    within = terms.meta["partly"] == "within-lot"
    year_by_year = within and terms.meta["order"] != "by-balance"

    def by_year(available: Decimal) -> dict[str, Decimal]:
        found = redemption(terms, held, TODAY, available, "USD", DECEMBER)
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in found.lines:
            sums["all"] += line.number
            sums[line.lot[:4]] += line.number if year_by_year else ZERO
        return sums

    less, greater = by_year(money), by_year(money + more)
    assert all(less[key] <= greater[key] for key in less)


@given(
    CENTS,
    st.integers(1, 40),
    st.sampled_from(["week", "month", "quarter", "half-year", "year"]),
    st.integers(0, 20).map(Decimal),
    CENTS,
    st.booleans(),
)
def test_the_parts_of_a_plan_add_up(
    debt: Decimal, parts: int, each: str, rate: Decimal, fee: Decimal, at_once: bool
) -> None:
    leaving = rule(
        LEAVING,
        parts=Decimal(parts),
        each=each,
        interest=usd(rate, "PERCENT"),
        fee="at-once" if at_once else "with-the-rest",
    )
    found = instalments(leaving, TODAY, debt, "USD", debt, fee)
    assert total_of(one.principal for one in found) == debt
    assert found[-1].closing == 0
    rest = [one.principal for one in found[at_once:]] or [ZERO]
    assert max(rest) - min(rest) <= Decimal("0.01")
    dues = [one.due for one in found]
    assert dues == sorted(dues)
    assert all(one.interest >= 0 for one in found)
    # What is owed falls, so interest on equal stretches never grows.
    interests = [one.interest for one in found[at_once:]]
    assert interests == sorted(interests, reverse=True)


@given(
    st.dictionaries(st.sampled_from(LOTS), CENTS, min_size=1),
    st.dictionaries(st.sampled_from(["Assets:A", "Assets:B"]), CENTS),
    st.integers(0, 100).map(Decimal),
)
def test_what_leaves_an_account_goes_somewhere(
    lots: dict[str, Decimal], owed: dict[str, Decimal], forfeits: Decimal
) -> None:
    held = negative_losses({"M-0001": lots})["M-0001"]
    leaving = rule(
        LEAVING, forfeits=usd(forfeits, "PERCENT"), set_off=True, parts=Decimal(3)
    )
    found = plan(leaving, "M-0001", TODAY, held, owed, "USD")
    off = total_of(one.number for one in found.set_offs)
    assert found.debt >= 0
    if found.account > 0:
        assert found.account == found.debt + off + found.forfeited
    else:
        assert found.debt == off == found.forfeited == 0


POSTINGS = st.lists(
    st.tuples(
        st.integers(0, 500),
        st.sampled_from(MEMBERS),
        st.sampled_from(["fee", "2024-Q", "2025-L"]),
        st.sampled_from(
            [
                "Assets:Bank",
                "Liabilities:Patronage",
                "Equity:Reserve",
                "Equity:Collective",
                "Equity:Result",
                "Expenses:Wages",
                "Income:Sales",
            ]
        ),
        st.sampled_from(["Assets:Bank", "Equity:Capital"]),
        CENTS,
    ),
    max_size=20,
)


def made(
    after: int, member: str, lot: str, other: str, this: str, number: Decimal
) -> data.Transaction:
    """A transaction some days after the beginning."""
    own = this == "Equity:Capital"
    meta = {"lot": lot} if own else {}
    legs = [
        data.Posting(
            f"{this}:{member}" if own else this, usd(-number), None, None, None, meta
        ),
        data.Posting(other, usd(number), None, None, None, {}),
    ]
    date = BEGIN + datetime.timedelta(days=after)
    return data.Transaction({}, date, "*", None, "", frozenset(), frozenset(), legs)


@given(POSTINGS.map(lambda found: [made(*one) for one in found]))
def test_s13_holds_after_every_posting(postings: list[data.Transaction]) -> None:
    terms, book = read_terms(ENTRIES), list(ENTRIES)
    for entry in sorted(postings, key=lambda one: one.date):
        book.append(entry)
        table = identity_table(terms, book, entry.date, "USD")
        values = evaluate((table,))
        assert values.failed() == []
        assert values[Ref("identity", "check", "n")] == "YES"
    # Of what is wrong nothing is but that more was taken from a lot than it held.
    assert all("more was taken" in one.message for one in check_capital(book))


@given(
    POSTINGS.map(lambda found: [made(*one) for one in found]),
    st.randoms(use_true_random=False),
)
def test_accounts_go_from_what_was_there_to_what_is(
    postings: list[data.Transaction], random: Random
) -> None:
    terms = read_terms(ENTRIES)
    moves = read_moves(terms, [*ENTRIES, *postings], BEGIN.replace(year=2027))
    random.shuffle(moves)
    year = Period("", datetime.date(2025, 4, 1), datetime.date(2026, 4, 1))
    found = roll_forward(moves, year)
    for begin, what in ((year.begin, "opening"), (year.end, "closing")):
        held = balances_on(moves, begin - DAY)
        for line in found.lines:
            assert getattr(line, what) == held.get(line.member, {}).get(line.lot, ZERO)
        sums = total_of(one for lots in held.values() for one in lots.values())
        assert getattr(found.total(), what) == sums
