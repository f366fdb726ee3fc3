"""The plan of a loan: what is paid back when, and the interest."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.money import total_of
from coopbooks.sharing.views import view_of
from coopbooks.support.loans.schedule import Repaid
from coopbooks.support.loans.schedule import loan_of
from coopbooks.support.loans.state import loan_states
from coopbooks.support.terms import terms_of
from tests.support.lending import LENT
from tests.support.lending import line

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.directives import Directive


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
