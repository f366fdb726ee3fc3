"""Charging a period, whatever was paid when and typed by whom."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

import pytest
from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.batchfile import stamped
from coopbooks.core.corrections import corrections
from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.ahead import PREPAID
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.terms import read_terms
from tests.support.union import union_book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.dues.posting.charging import Run

MONTHS = [parse_period(f"2026-0{month}") for month in (1, 2, 3)]
NEVER = datetime.date.min
LATER = datetime.date(2026, 4, 8)
OWED, BANK, AHEAD = "Assets:Receivable:Dues", "Assets:Bank", "Liabilities:Prepaid"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> list[data.Directive]:
    folder: Path = tmp_path_factory.mktemp("union")
    return coopbooks.load(union_book(folder)).entries


class Paid(NamedTuple):
    """A payment that somebody typed: of whom, when, how many cents, and for when."""

    member: str
    day: int
    cents: int
    period: str


payments = st.lists(
    st.builds(
        Paid,
        st.sampled_from(["M-0001", "M-0002", "M-0004"]),
        st.integers(0, 89),
        st.integers(1, 9_000),
        st.sampled_from(["", "", "2026-01", "2026-03", "2026-06"]),
    ),
    max_size=6,
)


def entry_of(paid: Paid) -> data.Transaction:
    date = datetime.date(2026, 1, 1) + datetime.timedelta(days=paid.day)
    number = Decimal(paid.cents).scaleb(-2)
    meta = {"member": paid.member} | ({"period": paid.period} if paid.period else {})
    legs = [(BANK, number), (OWED, -number)]
    return data.Transaction(
        meta, date, "*", "Paid", "", frozenset(), frozenset(),
        [
            data.Posting(name, amount.Amount(one, "USD"), None, None, None, {})
            for name, one in legs
        ],
    )  # fmt: skip


def run(entries: Sequence[data.Directive], month: int, day: datetime.date) -> Run:
    terms = read_terms(entries)
    return charge(terms, entries, MONTHS[month], day, NEVER)


def charged(
    entries: Sequence[data.Directive], month: int, day: datetime.date
) -> list[data.Directive]:
    """The book once a month has been charged on a day."""
    found = run(entries, month, day)
    made = corrections(found.difference, day)
    batch = f"{MONTHS[month].name}-dues"
    number = sum(str(one.meta.get("batch", "")).startswith(batch) for one in entries)
    name = f"{batch}.{number}" if number else batch
    return [*entries, *stamped(made, name, day)]


def balances(entries: Sequence[data.Directive], account: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for entry in entries:
        for one in getattr(entry, "postings", ()):
            if one.account == account:
                said = (one.meta or {}).get("member") or entry.meta.get("member")
                member = str(said)
                found[member] = found.get(member, Decimal(0)) + one.units.number
    return {member: number for member, number in found.items() if number}


@settings(max_examples=40)
@given(paid=payments)
def test_charging_again_finds_nothing_to_write(
    base: list[data.Directive], paid: list[Paid]
) -> None:
    entries = [*base, *map(entry_of, paid)]
    for month in range(3):
        entries = charged(entries, month, LATER)
    for month in range(3):
        assert run(entries, month, LATER).difference.changes == ()


@settings(max_examples=40)
@given(paid=payments)
def test_what_is_paid_ahead_is_moved_and_never_made(
    base: list[data.Directive], paid: list[Paid]
) -> None:
    entries = [*base, *map(entry_of, paid)]
    for month in range(3):
        entries = charged(entries, month, LATER)
    owed, ahead = balances(entries, OWED), balances(entries, AHEAD)
    whole = {"M-0001": 90, "M-0002": 90, "M-0004": 30}
    for member, due in whole.items():
        came = sum(Decimal(one.cents) for one in paid if one.member == member) / 100
        assert owed.get(member, 0) + ahead.get(member, 0) == due - came
        # At the end of March nobody is owed anything on an account of what they owe.
        assert owed.get(member, 0) >= 0
        assert ahead.get(member, 0) <= 0


@settings(max_examples=40)
@given(paid=payments, data_=st.data())
def test_the_order_of_entries_makes_no_difference(
    base: list[data.Directive], paid: list[Paid], data_: st.DataObject
) -> None:
    entries = [*base, *map(entry_of, paid)]
    mixed = data_.draw(st.permutations(entries))
    ours, theirs = run(entries, 0, LATER), run(mixed, 0, LATER)

    def told(found: Run) -> list[str]:
        return sorted(str(one._replace(meta={})) for one in found.proposal.entries)

    assert told(ours) == told(theirs)


@settings(max_examples=25)
@given(early=payments, late=payments)
def test_what_is_learnt_later_corrects_what_was_written(
    base: list[data.Directive], early: list[Paid], late: list[Paid]
) -> None:
    entries = [*base, *map(entry_of, early)]
    for month in range(3):
        entries = charged(entries, month, LATER)
    entries += map(entry_of, late)
    for month in range(3):
        entries = charged(entries, month, LATER)
    once = [*base, *map(entry_of, [*early, *late])]
    for month in range(3):
        once = charged(once, month, LATER)
    for account in (OWED, AHEAD, BANK, "Income:Dues"):
        assert balances(entries, account) == balances(once, account)


def test_what_is_set_aside_has_the_role(base: list[data.Directive]) -> None:
    roles = read_terms(base).roles
    assert roles.of(AHEAD) == PREPAID
