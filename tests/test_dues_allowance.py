from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.proposal import Proposal
from coopbooks.dues.doubts.allowance import allowances
from coopbooks.dues.doubts.allowance import batch_of
from coopbooks.dues.doubts.allowance import entries_of
from coopbooks.dues.doubts.owing import owing
from coopbooks.dues.doubts.writeoff import NoAccountForWriteOff
from coopbooks.dues.doubts.writeoff import NotDecided
from coopbooks.dues.doubts.writeoff import NothingOwed
from coopbooks.dues.doubts.writeoff import write_off
from coopbooks.dues.terms import read_terms
from tests.support.checkoff import loaded

if TYPE_CHECKING:
    import random

    from tests.support.ledgers import Loaded

BOOK = """\
2026-01-01 open Assets:Bank USD
2026-01-01 open Assets:Receivable:Own USD
2026-01-01 open Assets:Receivable:Check-Off USD
2026-01-01 open Assets:Receivable:Allowance USD
2026-01-01 open Income:Dues USD
2026-01-01 open Expenses:Doubtful USD
2026-01-01 open Expenses:Written-Off USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Own
2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
2026-01-01 custom "coop-account" "dues-allowance" Assets:Receivable:Allowance
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-account" "dues-written-off" Expenses:Written-Off
2026-01-01 custom "coop-dues-allowance" "more-than" 60 DAY 50 PERCENT
  expense: Expenses:Doubtful
  to: Assets:Receivable:Allowance
2026-01-01 custom "coop-dues-allowance" "at-least" 3 MONTH 100 PERCENT
  expense: Expenses:Doubtful
  to: Assets:Receivable:Allowance
2026-01-10 custom "coop-decision" "2026-01/1" "Dues of M-1 written off"
  body: "executive committee"
  limit: 100.00 USD
  until: 2026-06-30
2026-01-10 custom "coop-decision" "2026-01/2" "Little"
  body: "executive committee"
  limit: 10.00 USD
"""
APRIL = datetime.date(2026, 4, 30)


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def charge(
    day: str, member: str, number: str, account: str = "Assets:Receivable:Own"
) -> str:
    return (
        f'{day} * "Dues"\n  {account}  {number} USD\n'
        f'    member: "{member}"\n  Income:Dues -{number} USD\n'
    )


def paid(day: str, member: str, number: str, period: str = "") -> str:
    said = f'    period: "{period}"\n' if period else ""
    return (
        f'{day} * "Paid"\n  Assets:Receivable:Own  -{number} USD\n'
        f'    member: "{member}"\n{said}  Assets:Bank {number} USD\n'
    )


def test_d8_the_oldest_first(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2026-01-01 * "Dues"
      Assets:Dues    30.00 USD
        member: "M-1"
      Income:Dues   -30.00 USD
    2026-02-01 * "Dues"
      Assets:Dues    30.00 USD
        member: "M-1"
      Income:Dues   -30.00 USD
    2026-03-01 * "Dues"
      Assets:Dues    30.00 USD
        member: "M-1"
      Income:Dues   -30.00 USD
    2026-04-01 * "Dues"
      Assets:Dues    30.00 USD
        member: "M-1"
      Income:Dues   -30.00 USD
    2026-04-10 * "Paid"
      Assets:Dues   -75.00 USD
        member: "M-1"
      Assets:Bank    75.00 USD
    """
    terms = read_terms(load_doc.entries)
    open_ = owing(terms, load_doc.entries, APRIL)
    assert [(str(one.due), str(one.number)) for one in open_] == [
        ("2026-03-01", "15.00"),
        ("2026-04-01", "30.00"),
    ]
    before = owing(terms, load_doc.entries, APRIL, known=datetime.date(2026, 4, 9))
    assert len(before) == 4


def test_an_allowance_by_age_and_only_its_change() -> None:
    book = loaded(
        BOOK,
        charge("2026-01-30", "M-1", "40.00"),  # three months on 30 April
        charge("2026-02-28", "M-1", "40.01"),  # 61 days
        charge("2026-03-01", "M-2", "40.00"),  # 60 days: not more than 60
        charge("2026-01-01", "M-3", "40.00", "Assets:Receivable:Check-Off"),
    )
    terms = read_terms(book)
    (found,) = allowances(terms, book, APRIL)
    assert [(row.words, str(row.open), str(row.number)) for row in found.rows] == [
        ("at least 3 months", "40.00", "40.00"),
        ("more than 60 days", "40.01", "20.01"),
    ]
    assert (found.number, found.held, found.change) == decimals("60.01", 0, "60.01")
    entries = entries_of((found,))
    Proposal(batch_of(APRIL), entries)
    written = [*book, *entries]
    assert entries_of(allowances(terms, written, APRIL)) == entries
    may = [*written, *loaded(BOOK, paid("2026-05-02", "M-1", "80.01"))[-1:]]
    (later,) = allowances(terms, may, datetime.date(2026, 5, 10))
    assert (later.number, later.held, later.change) == decimals(20, "60.01", "-40.01")
    (entry,) = entries_of((later,))
    assert str(entry.postings[0].units) == "-40.01 USD"
    assert allowances(terms, book, datetime.date(2025, 12, 31)) == ()


def test_what_a_member_owes_is_written_off_once() -> None:
    book = loaded(
        BOOK,
        charge("2026-01-01", "M-1", "40.00"),
        charge("2026-02-01", "M-1", "40.00"),
        charge("2026-02-01", "M-1", "99.00", "Assets:Receivable:Check-Off"),
        paid("2026-02-05", "M-1", "30.00", "2026-02"),
    )
    terms = read_terms(book)
    found = write_off(terms, book, "M-1", APRIL, "2026-01/1")
    entry = found.entry()
    assert [f"{one.account} {one.units} {one.meta}" for one in entry.postings] == [
        "Expenses:Written-Off 50.00 USD {}",
        "Assets:Receivable:Own -40.00 USD {'period': '2026-01'}",
        "Assets:Receivable:Own -10.00 USD {'period': '2026-02'}",
    ]
    assert (entry.meta["member"], entry.meta["decision"]) == ("M-1", "2026-01/1")
    Proposal(found.batch, (entry,))
    written = [*book, entry]
    assert write_off(terms, written, "M-1", APRIL, "2026-01/1").entry() == entry
    with pytest.raises(NothingOwed, match="owed by the employer"):
        write_off(terms, written, "M-1", datetime.date(2026, 5, 1), "2026-01/1")


def test_each_part_is_written_off_where_it_is_owed() -> None:
    shop = (
        BOOK
        + """\
2026-01-01 open Assets:Receivable:Own:Shop USD
2026-01-01 custom "coop-workplace" "shop"
  collected: "self"
  own-receivable: Assets:Receivable:Own:Shop
"""
    )
    book = loaded(
        shop,
        charge("2026-01-01", "M-1", "40.00"),
        charge("2026-01-01", "M-1", "7.00", "Assets:Receivable:Own:Shop"),
    )
    found = write_off(read_terms(book), book, "M-1", APRIL, "2026-01/1")
    assert {row.account: str(row.number) for row in found.rows} == {
        "Assets:Receivable:Own": "40.00",
        "Assets:Receivable:Own:Shop": "7.00",
    }


@pytest.mark.parametrize(
    ("decision", "day", "reason"),
    [
        ("2026-01/2", "2026-04-30", "leaves 10.00 USD; this is 40.00"),
        ("2026-01/9", "2026-04-30", "is not in this book"),
        ("2026-01/1", "2026-07-01", "could be used until 2026-06-30"),
    ],
)
def test_a_write_off_needs_a_decision(decision: str, day: str, reason: str) -> None:
    book = loaded(BOOK, charge("2026-01-01", "M-1", "40.00"))
    on = datetime.date.fromisoformat(day)
    with pytest.raises(NotDecided, match=reason):
        write_off(read_terms(book), book, "M-1", on, decision)


def test_a_write_off_needs_an_account() -> None:
    text = BOOK.replace("dues-written-off", "general")
    book = loaded(text, charge("2026-01-01", "M-1", "40.00"))
    with pytest.raises(NoAccountForWriteOff, match="No account has"):
        write_off(read_terms(book), book, "M-1", APRIL, "2026-01/1")


CENTS = st.integers(1, 9999).map(lambda cents: f"{Decimal(cents) / 100:.2f}")
MOVES = st.lists(
    st.tuples(st.booleans(), st.integers(1, 28), CENTS, st.booleans()), max_size=8
)


@given(MOVES, st.randoms(use_true_random=False))
def test_what_is_open_is_what_is_owed(
    moves: list[tuple[bool, int, str, bool]], chance: random.Random
) -> None:
    texts = []
    for is_paid, day, number, named in moves:
        date = f"2026-0{day % 3 + 1}-{day:02}"
        period = "2026-02" if named else ""
        text = charge(date, "M-1", number)
        texts.append(paid(date, "M-1", number, period) if is_paid else text)
    book = loaded(BOOK, *texts)
    terms = read_terms(book)
    charged = sum(Decimal(one[2]) for one in moves if not one[0])
    gone = sum(Decimal(one[2]) for one in moves if one[0])
    open_ = owing(terms, book, APRIL)
    assert sum(one.number for one in open_) == max(charged - gone, 0)
    assert all(one.number > 0 for one in open_)
    mixed = list(book)
    chance.shuffle(mixed)
    assert owing(terms, mixed, APRIL) == open_
