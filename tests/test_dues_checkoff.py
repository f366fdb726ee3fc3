from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.core.proposal import Proposal
from coopbooks.dues.checkoff.checkoff import UnknownEmployer
from coopbooks.dues.checkoff.checkoff import reconcile
from coopbooks.dues.checkoff.employers import owed_by_employers
from coopbooks.dues.checkoff.entries import batch_of
from coopbooks.dues.checkoff.entries import corrections_of
from coopbooks.dues.terms import read_terms
from tests.support.checkoff import FLAT
from tests.support.checkoff import LOCAL
from tests.support.checkoff import PLANT
from tests.support.checkoff import charged
from tests.support.checkoff import deposited
from tests.support.checkoff import listed
from tests.support.checkoff import loaded
from tests.support.checkoff import members
from tests.support.checkoff import reconciled

if TYPE_CHECKING:
    import random

    from beancount.core import data

    from coopbooks.dues.checkoff.checkoff import CheckOff

BOOK = LOCAL + PLANT + FLAT
LEAVES = '2026-02-15 custom "coop-member" "M-1" "leave"\n'
LATER = '2026-04-15 custom "coop-member" "M-9" "join"\n  workplace: "plant"\n'
EXCUSED = """\
2026-01-01 custom "coop-dues-excuse" "full" "illness" 12 MONTH
2026-03-01 custom "coop-member-dues" "M-1" "excused" "illness"
  until: 2026-03-31
"""
OWN = """\
2026-01-01 custom "coop-workplace" "shop"
  collected: "self"
2026-02-01 custom "coop-member" "M-1" "change"
  workplace: "shop"
"""
# A kind of difference: what else the book says, the list, what is applied, still owed.
KINDS: dict[str, tuple[str, list[tuple[str, str]], str, str]] = {
    "matched": ("", [("M-1", "40.00")], "40.00", "0"),
    "short": ("", [("M-1", "36.00")], "36.00", "4.00"),
    "over": ("", [("M-1", "41.00")], "40.00", "0"),
    "over: pays alone": (OWN, [("M-1", "40.00")], "0", "0"),
    "missing from the list": ("", [], "0", "40.00"),
    "not on the roster": ("", [("X", "40.00")], "0", "0"),
    "not on the roster: joins later": (LATER, [("M-9", "40.00")], "0", "0"),
    "on leave but deducted": (EXCUSED, [("M-1", "40.00")], "0", "0"),
    "left but deducted": (LEAVES, [("M-1", "40.00")], "0", "0"),
    "wrong rate": ("", [("M-1", "38.00")], "38.00", "2.00"),
    "wrong category": ("", [("M-1", "22.00")], "22.00", "18.00"),
    "duplicate": ("", [("M-1", "40.00"), ("M-1", "40.00")], "40.00", "0"),
    "retroactive": (
        charged("02", [("M-1", "40.00")]),
        [("M-1", "80.00")],
        "80.00",
        "0",
    ),
}


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def posted(entries: tuple[data.Transaction, ...]) -> list[list[str]]:
    return [
        [
            f"{one.account} {one.units} {(one.meta or {}).get('member', '')} "
            f"{(one.meta or {}).get('period', '')}".rstrip()
            for one in entry.postings
        ]
        for entry in entries
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_difference(kind: str) -> None:
    more, lines, applied, owed = KINDS[kind]
    rest = [("M-2", "40.00")]
    book = loaded(BOOK, members("M-1", "M-2"), more, listed("03", [*lines, *rest]))
    found = reconciled(book)
    assert found.problems == ()
    who = lines[0][0] if lines else "M-1"
    (row,) = [one for one in found.rows if one.member == who]
    assert row.kind == kind.partition(":")[0]
    assert (row.applied, row.owed) == decimals(applied, owed)
    assert found.of("matched")[-1].member == "M-2"
    assert found.difference == found.listed - found.expected
    assert found.applied + found.unapplied == found.listed
    assert {one.by for one in found.owed} <= {"harbor-foods"}
    Proposal(batch_of(found), corrections_of(found))


def test_several_off_by_the_same_part_are_another_rate() -> None:
    dues = """\
2026-01-01 custom "coop-dues" "full" "percentage"
  measure: "pay"
  rate: 1.4 PERCENT
"""
    for member, pay in (("M-1", 2000), ("M-2", 3000), ("M-3", 3999)):
        dues += f'2026-01-01 custom "coop-declared" "{member}" "pay" {pay} USD\n'
    lines = [("M-1", "26.00"), ("M-2", "39.00"), ("M-3", "51.99")]
    book = loaded(LOCAL, PLANT, dues, members("M-1", "M-2", "M-3"), listed("03", lines))
    rows = reconciled(book).rows
    assert [str(row.expected) for row in rows] == ["28.00", "42.00", "55.99"]
    assert {row.kind for row in rows} == {"wrong rate"}
    assert rows[0].words == "3 members are off by the same part, 0.929 of the dues"


def test_a_late_line_in_the_list_pays_the_month_that_it_names() -> None:
    late = """\
2026-04-10 * "Harbor Foods" "Late" ^check-off-2026-02
  period: "2026-02"
  batch: "2026-harbor-foods"
  Assets:Receivable:Check-Off  -40.00 USD
    member: "M-1"
  Assets:Clearing:Lists  40.00 USD
2026-04-10 * "Harbor Foods" "List" ^check-off-2026-03
  period: "2026-03"
  batch: "2026-harbor-foods"
  Assets:Receivable:Check-Off  -40.00 USD
    member: "M-1"
  Assets:Receivable:Check-Off  -40.00 USD
    member: "M-2"
  Assets:Clearing:Lists  80.00 USD
"""
    book = loaded(
        BOOK,
        members("M-1", "M-2"),
        charged("02", [("M-1", "40.00"), ("M-2", "40.00")]),
        listed("02", [("M-2", "40.00")]),
        late,
        deposited("2026-03-12", "40.00"),
        deposited("2026-04-12", "120.00"),
    )
    found = reconciled(book)
    assert [(row.member, row.kind, row.earlier) for row in found.rows] == [
        ("M-1", "matched", ""),
        ("M-2", "matched", ""),
        ("M-1", "retroactive", "2026-02"),
    ]
    assert (found.expected, found.listed) == decimals(80, 120)
    assert (found.deposited, found.unexplained, found.unapplied) == decimals(120, 0, 0)
    assert corrections_of(found) == ()
    february = reconciled(book, "2026-02")
    assert {row.kind for row in february.rows} == {"matched"}
    # The money for the late line came with the later list.
    assert (february.listed, february.deposited) == decimals(80, 40)
    assert (february.elsewhere, february.unexplained) == decimals(-40, 0)
    # As known before the late line came, nothing had been taken for M-1.
    early = reconciled(book, "2026-02", datetime.date(2026, 3, 31))
    assert [row.kind for row in early.rows] == ["missing from the list", "matched"]


def test_what_pays_an_earlier_month_says_so_and_settles_it() -> None:
    book = loaded(
        BOOK,
        members("M-1"),
        charged("02", [("M-1", "40.00")]),
        charged("03", [("M-1", "40.00")]),
        listed("02", [], "2026-03-10"),
        listed("03", [("M-1", "80.00")]),
    )
    assert reconciled(book, "2026-02").owed == (("M-1", Decimal(40), "harbor-foods"),)
    entries = corrections_of(reconciled(book))
    assert posted(entries) == [
        [
            "Assets:Receivable:Check-Off 40.00 USD M-1 2026-03",
            "Assets:Receivable:Check-Off -40.00 USD M-1 2026-02",
        ]
    ]
    written = [*book, *entries]
    assert corrections_of(reconciled(written)) == entries
    assert reconciled(written, "2026-02").owed == ()
    on = datetime.date(2026, 5, 1)
    owed = owed_by_employers(read_terms(written), written, on)["harbor-foods"]
    assert [one.awaited for one in owed.periods] == [0, 0]


def test_two_employers_are_kept_apart() -> None:
    other = """\
2026-01-01 custom "coop-workplace" "depot"
  employer: "cold-store"
  collected: "check-off"
  lists: Assets:Clearing:Lists
"""
    cold = listed("03", [("M-3", "40.00")]).replace("Harbor Foods", "Cold Store")
    book = loaded(
        BOOK,
        other,
        members("M-1"),
        members("M-3", workplace="depot"),
        listed("03", [("M-1", "36.00")]),
        cold,
        deposited("2026-04-12", "36.00"),
        deposited("2026-04-12", "40.00").replace("Harbor Foods", "Cold Store"),
    )
    found = reconciled(book)
    assert [row.member for row in found.rows] == ["M-1"]
    assert (found.listed, found.deposited) == decimals(36, 36)
    terms = read_terms(book)
    with pytest.raises(UnknownEmployer, match="this book has cold-store, harbor-foods"):
        reconcile(terms, book, "harbour", parse_period("2026-03"))


def test_a_book_by_cash_compares_with_what_is_due(load_cash: CheckOff) -> None:
    rows = [f"{row.member} {row.kind} {row.owed}" for row in load_cash.rows]
    assert rows == ["M-1 matched 0.00", "M-2 short 4.00"]
    assert (load_cash.listed, load_cash.deposited) == decimals(76, 76)
    assert corrections_of(load_cash) == ()


@pytest.fixture
def load_cash() -> CheckOff:
    paid = """\
2026-04-10 * "Harbor Foods" "March dues" ^check-off-2026-03
  period: "2026-03"
  Assets:Bank   76.00 USD
  Income:Dues  -40.00 USD
    member: "M-1"
  Income:Dues  -36.00 USD
    member: "M-2"
"""
    cash = BOOK.replace('basis: "accrual"', 'basis: "cash"')
    return reconciled(loaded(cash, members("M-1", "M-2"), paid))


AMOUNTS = st.integers(0, 6000).map(lambda cents: Decimal(cents) / 100)


@given(
    st.dictionaries(st.sampled_from(["M-1", "M-2", "M-3", "X", "Y"]), AMOUNTS),
    st.integers(1, 20000).map(lambda cents: Decimal(cents) / 100),
    st.randoms(use_true_random=False),
)
def test_figures_agree_whatever_comes(
    lines: dict[str, Decimal], money: Decimal, chance: random.Random
) -> None:
    texts = [f"{number:.2f}" for number in lines.values()]
    pairs = [*zip(lines, texts, strict=True), ("M-1", "1.00")]
    book = loaded(
        BOOK,
        members("M-1", "M-2", "M-3"),
        charged("03", [("M-1", "40.00"), ("M-2", "40.00"), ("M-3", "40.00")]),
        listed("03", pairs),
        deposited("2026-04-12", f"{money:.2f}"),
    )
    found = reconciled(book)
    assert found.expected == 120
    assert found.listed == sum(lines.values()) + 1
    assert sum(row.difference for row in found.rows) == found.listed - found.expected
    assert found.unexplained == found.listed - money
    assert found.listed + found.elsewhere == found.deposited + found.unexplained
    assert all(0 <= row.applied <= row.listed for row in found.rows)
    assert all(row.owed <= row.expected for row in found.rows)
    entries = corrections_of(found)
    mixed = list(book)
    chance.shuffle(mixed)
    again = reconciled(mixed)
    assert [(row.member, row.listed, row.kind) for row in again.rows] == [
        (row.member, row.listed, row.kind) for row in found.rows
    ]
    assert posted(corrections_of(again)) == posted(entries)
    assert corrections_of(reconciled([*book, *entries])) == entries
    on = datetime.date(2026, 5, 1)
    written = [*book, *entries]
    owed = owed_by_employers(read_terms(written), written, on)["harbor-foods"]
    assert owed.total("owed") == owed.total("deducted") - owed.total("remitted")
    assert owed.total("owed") == found.listed - money
    assert owed.total("awaited") == sum(one.number for one in found.owed)
