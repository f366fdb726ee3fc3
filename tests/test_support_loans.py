"""What was paid of a loan, what is late, and what is due into the book."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.corrections import corrections
from coopbooks.support.loans.entries import paying
from coopbooks.support.loans.state import loan_states
from coopbooks.support.terms import terms_of
from tests.support.lending import BAKERY
from tests.support.lending import FIRST
from tests.support.lending import ON
from tests.support.lending import PARTY
from tests.support.lending import lacking
from tests.support.lending import state
from tests.support.lending import view
from tests.support.lending import written

if TYPE_CHECKING:
    import random


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
