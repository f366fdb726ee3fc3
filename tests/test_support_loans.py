"""Loans: the plan, what was paid of it, what is late, and both books."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from beancount.parser import parser
from beancount.parser import printer
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.corrections import corrections
from coopbooks.core.directives import parse
from coopbooks.core.money import total_of
from coopbooks.sharing.views import view_of
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.loans.compare import both_sides
from coopbooks.support.loans.entries import paying
from coopbooks.support.loans.schedule import Repaid
from coopbooks.support.loans.schedule import loan_of
from coopbooks.support.loans.state import loan_states
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.state import LoanState

ON = datetime.date(2026, 4, 30)
LENT = datetime.date(2026, 1, 31)
HEAD = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank USD
2025-12-31 open Assets:Lent USD
2025-12-31 open Liabilities:Borrowed USD
2025-12-31 open Equity:Reserve USD
2025-12-31 open Income:Interest USD
2025-12-31 open Expenses:Interest USD
2025-12-31 open Expenses:Help USD
2025-12-31 custom "coop-account" "bank" Assets:Bank
2025-12-31 custom "coop-account" "reserve" Equity:Reserve
2025-12-31 * "What we begin with"
  Assets:Bank      9000.00 USD
  Equity:Reserve  -9000.00 USD
"""
BAKERY = f"""{HEAD}
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2026-01-15 custom "coop-loan" "oven" 1000.00 USD
  from: "party"
  to: "bakery"
  interest: 6 PERCENT
  repays: 250.00 USD
  account: Liabilities:Borrowed
  interest-to: Expenses:Interest
2026-01-15 * "Party" "Borrowed"
  agreement: "oven"
  Assets:Bank            1000.00 USD
  Liabilities:Borrowed  -1000.00 USD
"""
PARTY = f"""{HEAD}
2025-12-31 custom "coop-entity" "party" "party"
  basis: "accrual"
2026-01-15 custom "coop-loan" "oven" 1000.00 USD
  from: "party"
  to: "bakery"
  interest: 6 PERCENT
  repays: 250.00 USD
  account: Assets:Lent
  interest-to: Income:Interest
2026-01-15 * "Bakery" "Lent"
  agreement: "oven"
  Assets:Lent   1000.00 USD
  Assets:Bank  -1000.00 USD
"""
FIRST = """\
2026-02-16 * "Party" "First payment"
  agreement: "oven"
  Liabilities:Borrowed   250.00 USD
  Expenses:Interest        5.00 USD
  Assets:Bank           -255.00 USD
"""


def book_of(text: str) -> Book:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert book.errors == []
    return book


def view(text: str) -> View:
    return view_of(book_of(text))


def state(text: str, on: datetime.date = ON) -> LoanState:
    seen = view(text)
    (found,) = loan_states(seen, terms_of(seen), on)
    return found


def line(amount: Decimal, date: datetime.date, meta: str) -> Directive:
    text = (
        f'{date} custom "coop-loan" "loan" {amount} USD\n'
        f'  from: "party"\n  to: "bakery"\n{meta}'
    )
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    ((found,), wrong) = parse(entries, (LOAN,))
    assert not wrong
    return found


def written(entries: Sequence[data.Directive]) -> str:
    return "\n".join(printer.format_entry(entry) for entry in entries)


def lacking(text: str, on: datetime.date = ON) -> tuple[data.Transaction, ...]:
    seen = view(text)
    (found,) = paying(seen, terms_of(seen), on, datetime.date.min)
    assert [one.message for one in found.problems] == []
    return found.entries


# The plan

CENTS = st.decimals(Decimal("0.01"), Decimal(500000), places=2)
RATES = st.decimals(Decimal(0), Decimal(30), places=2)
DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))


@st.composite
def loans(draw: st.DrawFn) -> Directive:
    """Loans of every kind that come to an end."""
    amount = draw(CENTS)
    count = draw(st.integers(1, 60))
    date = draw(DATES)
    meta = f"  interest: {draw(RATES)} PERCENT\n"
    meta += f'  each: "{draw(st.sampled_from(("month", "quarter", "year")))}"\n'
    meta += f'  interest-by: "{draw(st.sampled_from(("month", "day")))}"\n'
    how = draw(st.sampled_from(("parts", "repays", "annuity", "at-end", "until")))
    if how == "repays":
        part = max((amount / count).quantize(Decimal("0.01")), Decimal("0.01"))
        meta += f"  repays: {part} USD\n"
    elif how == "until":
        meta += f"  repays: 0.01 USD\n  until: {date + datetime.timedelta(days=900)}\n"
    else:
        plan = "equal-parts" if how == "parts" else how
        meta += f'  plan: "{plan}"\n  instalments: {count}\n'
    if draw(st.booleans()) and how != "until":
        meta += f"  first-payment: {date + datetime.timedelta(days=draw(DAYS))}\n"
    return line(amount, date, meta)


DAYS = st.integers(0, 200)


@given(loans())
def test_instalments_come_to_the_loan(one: Directive) -> None:
    loan = loan_of(one)
    assert loan.ends
    assert total_of(each.principal for each in loan.payments) == loan.amount
    left = loan.amount
    for each in loan.payments:
        assert each.opening == left
        assert each.interest >= 0
        assert each.principal >= 0
        left -= each.principal
        assert each.closing == left
    days = [each.due for each in loan.payments]
    assert days == sorted(set(days))


@given(loans(), st.lists(st.tuples(DAYS, CENTS), max_size=6))
def test_what_is_paid_ahead_is_part_of_it_too(
    one: Directive, paid: list[tuple[int, Decimal]]
) -> None:
    moves = tuple(
        (one.date + datetime.timedelta(days=days), number) for days, number in paid
    )
    loan = loan_of(one, Repaid(one.date, Decimal(0), moves))
    plain = loan_of(one)
    parts = [each.principal + each.ahead for each in loan.payments]
    assert total_of(parts) == loan.amount
    assert all(each.ahead >= 0 <= each.interest for each in loan.payments)
    assert total_of(each.interest for each in loan.payments) <= (
        total_of(each.interest for each in plain.payments)
        + Decimal("0.01") * len(plain.payments)
    )


@given(CENTS, st.integers(1, 60), RATES)
def test_an_annuity_pays_the_same_each_time(
    amount: Decimal, count: int, rate: Decimal
) -> None:
    meta = f'  plan: "annuity"\n  instalments: {count}\n  interest: {rate} PERCENT\n'
    payments = loan_of(line(amount, LENT, meta)).payments
    each = {one.together for one in payments[:-1] if one.closing}
    assert len(each) <= 1
    assert len(payments) <= count


def test_days_are_counted_from_the_loan_not_from_the_payment_before() -> None:
    plan = loan_of(line(Decimal(400), LENT, "  instalments: 4\n")).payments
    days = [f"{one.due:%m-%d}" for one in plan]
    assert days == ["02-28", "03-31", "04-30", "05-31"]


def test_a_first_stretch_that_is_longer_bears_more_interest() -> None:
    meta = "  interest: 12 PERCENT\n  instalments: 2\n  first-payment: 2026-04-15\n"
    date = datetime.date(2026, 1, 5)
    first, second = loan_of(line(Decimal(1000), date, meta)).payments
    # Three months and ten days: 30.00 and 1000 x 0.12 x 10 / 365 = 3.29.
    assert (first.interest, second.interest) == (Decimal("33.29"), Decimal("5.00"))


def test_the_demo_s_loan() -> None:
    """6,000.00 at 3 percent, 250.00 a month: the first and the last payments."""
    meta = "  interest: 3 PERCENT\n  repays: 250.00 USD\n  first-payment: 2024-11-15\n"
    plan = loan_of(line(Decimal(6000), datetime.date(2024, 10, 15), meta)).payments
    assert [str(one.interest) for one in plan[:4]] == [
        "15.00",
        "14.38",
        "13.75",
        "13.13",
    ]
    assert (len(plan), str(plan[-1].due)) == (24, "2026-10-15")
    assert plan[-1].interest == Decimal("0.63")


@pytest.mark.parametrize(
    ("body", "account"),
    [("lanternworks", "Expenses"), ("harbor-federation", "Income")],
)
def test_what_is_typed_in_the_demo_is_the_plan(
    harbor: Path, body: str, account: str
) -> None:
    seen = view_of(coopbooks.load(harbor / body))
    (found,) = loan_states(seen, terms_of(seen), datetime.date(2026, 3, 31))
    assert found.problems == ()
    assert found.owed == found.loan.planned_on(found.on) == Decimal(1750)
    paid = [one for one in found.instalments if one.state == "paid"]
    moves = [one for one in found.booked.moves if one.principal]
    assert [(one.payment.principal, one.payment.interest) for one in paid] == [
        (one.principal, one.interest) for one in moves
    ]
    assert len(paid) == 15
    assert found.late == 0
    assert found.booked.ours is (account == "Income")


# What was paid


def test_what_is_late_and_what_comes() -> None:
    found = state(BAKERY + FIRST)
    states = [(str(one.payment.due), one.state) for one in found.instalments]
    assert states == [
        ("2026-02-15", "paid"),
        ("2026-03-15", "late"),
        ("2026-04-15", "late"),
        ("2026-05-15", "to-come"),
    ]
    assert found.owed == Decimal(750)
    assert found.late == Decimal("506.25")
    assert found.next is not None
    assert found.next.open == Decimal("251.25")
    assert [one.open for one in found.year_ahead] == [Decimal("251.25")]


def test_half_a_payment_pays_half_of_it() -> None:
    half = FIRST.replace(" 250.00", " 100.00").replace("-255.00", "-105.00")
    found = state(BAKERY + half, datetime.date(2026, 2, 20))
    assert (found.late, found.owed) == (Decimal("150.00"), Decimal(900))


def test_interest_that_is_owed_only_is_no_payment_of_the_loan() -> None:
    owed = """\
2026-02-15 * "Party" "Interest of the first month, owed"
  agreement: "oven"
  Expenses:Interest       5.00 USD
  Liabilities:Borrowed   -5.00 USD
2026-02-16 * "Party" "First payment"
  agreement: "oven"
  Liabilities:Borrowed  255.00 USD
  Assets:Bank          -255.00 USD
"""
    found = state(BAKERY + owed, datetime.date(2026, 2, 20))
    assert (found.late, found.owed) == (Decimal(0), Decimal(750))
    assert found.booked.interest() == Decimal(5)


def test_what_is_forgiven_pays_the_loan_and_is_no_interest() -> None:
    given_up = """\
2026-02-10 * "Bakery" "Forgiven"
  agreement: "oven"
  Expenses:Help   400.00 USD
  Assets:Lent    -400.00 USD
"""
    found = state(PARTY + given_up, datetime.date(2026, 2, 20))
    assert (found.owed, found.booked.interest()) == (Decimal(600), Decimal(0))


def test_a_loan_that_nobody_booked_is_told() -> None:
    nothing = BAKERY.partition('2026-01-15 * "Party"')[0]
    (problem,) = state(nothing).problems
    assert problem.message == (
        "oven: nothing of the loan is in the book. What belongs to it says "
        'agreement: "oven", or stands on the account: that coop-loan names.'
    )
    assert lacking(nothing) == ()


def test_two_loans_on_one_account_need_their_names() -> None:
    second = """\
2026-01-20 custom "coop-loan" "van" 500.00 USD
  from: "party"
  to: "bakery"
  repays: 100.00 USD
  account: Liabilities:Borrowed
2026-01-20 * "Party" "Borrowed for the van"
  agreement: "van"
  Assets:Bank            500.00 USD
  Liabilities:Borrowed  -500.00 USD
"""
    seen = view(BAKERY + FIRST + second)
    states = {one.loan.name: one.owed for one in loan_states(seen, terms_of(seen), ON)}
    assert states == {"oven": Decimal(750), "van": Decimal(500)}


# Into the book


def test_due_payments_are_written_once() -> None:
    text = BAKERY + FIRST
    made = lacking(text)
    assert [str(entry.date) for entry in made] == ["2026-03-15", "2026-04-15"]
    assert [str(entry.postings[1].units) for entry in made] == ["3.75 USD", "2.50 USD"]
    after = text + written(made)
    assert lacking(after) == ()
    assert state(after).late == 0


def test_what_somebody_typed_is_never_doubled() -> None:
    # What the bank's statement brings in later takes the place of what was written.
    text = BAKERY + written(lacking(BAKERY)).replace(
        "  due:", '  batch: "2026-loan-oven"\n  due:'
    )
    assert lacking(text) == ()
    seen = view(text + FIRST)
    (found,) = paying(seen, terms_of(seen), ON, datetime.date.min)
    (against,) = found.differences
    assert [(one.id, one.kind) for one in against.changes] == [
        ("loan-oven-2026-02-15", "gone")
    ]
    taken_back = corrections(against, ON)
    after = text + FIRST + written(taken_back.entries)
    assert state(after).owed == Decimal(250)
    seen = view(after)
    (again,) = paying(seen, terms_of(seen), ON, datetime.date.min)
    assert [one.changes for one in again.differences] == [()]


def test_more_that_somebody_paid_stands_beside_what_was_written() -> None:
    text = BAKERY + written(lacking(BAKERY, datetime.date(2026, 2, 20)))
    more = """\
2026-03-15 * "Party" "Paid ahead"
  agreement: "oven"
  Liabilities:Borrowed   400.00 USD
  Assets:Bank           -400.00 USD
"""
    # March's 250.00 come from it, and 150.00 are ahead of April.
    (made,) = lacking(text + more, datetime.date(2026, 4, 20))[-1:]
    assert made.date == datetime.date(2026, 4, 15)
    found = state(text + more, datetime.date(2026, 4, 20))
    assert [one.payment.principal for one in found.instalments] == [250, 250, 250, 100]
    assert found.instalments[2].payment.ahead == 150


@settings(max_examples=20)
@given(st.randoms(use_true_random=False), st.integers(0, 4))
def test_the_order_of_entries_makes_no_difference(
    chance: random.Random, months: int
) -> None:
    on = datetime.date(2026, 2 + months, 20)
    text = BAKERY + FIRST + written(lacking(BAKERY + FIRST, on))
    seen = view(text)
    mixed = [*seen.entries]
    chance.shuffle(mixed)
    shuffled = type(seen)(seen.name, seen.terms, mixed, seen.currency)
    terms = terms_of(seen)
    (one,), (other,) = (loan_states(each, terms, on) for each in (seen, shuffled))
    assert one.instalments == other.instalments
    assert one.owed == other.owed


# Both books


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
