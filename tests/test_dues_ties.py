from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.dues.checkoff.employers import owed_by_employers
from coopbooks.dues.checkoff.employers import total_owed
from coopbooks.dues.checkoff.entries import corrections_of
from coopbooks.dues.terms import read_terms
from tests.support.checkoff import FLAT
from tests.support.checkoff import LOCAL
from tests.support.checkoff import PLANT
from tests.support.checkoff import deposited
from tests.support.checkoff import listed
from tests.support.checkoff import loaded
from tests.support.checkoff import members
from tests.support.checkoff import reconciled

if TYPE_CHECKING:
    from beancount.core import data


BOOK = LOCAL + PLANT + FLAT


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


def test_one_deposit_for_several_lists_and_several_for_one() -> None:
    book = loaded(
        BOOK,
        members("M-1"),
        listed("01", [("M-1", "40.00")]),
        listed("02", [("M-1", "40.00")]),
        listed("03", [("M-1", "40.00")]),
        deposited("2026-03-20", "80.00"),
        deposited("2026-04-12", "15.00"),
        deposited("2026-04-28", "25.00"),
    )
    january = reconciled(book, "2026-01")
    (tie,) = january.ties
    assert tie.periods == ("2026-01", "2026-02")
    assert (tie.listed, tie.deposited, january.unexplained) == decimals(80, 80, 0)
    assert (january.listed, january.elsewhere) == decimals(40, 40)
    march = reconciled(book)
    assert (march.deposited, march.unexplained) == decimals(40, 0)
    assert len(march.ties[0].deposits) == 2
    owed = owed_by_employers(read_terms(book), book, datetime.date(2026, 4, 15))
    assert {one.period: int(one.owed) for one in owed["harbor-foods"].periods} == {
        "2026-01": 0,
        "2026-02": 0,
        "2026-03": 25,
    }


def test_a_deposit_may_be_linked_with_several_lists() -> None:
    deposit = deposited("2026-03-20", "80.00")
    links = " ^check-off-2026-01 ^check-off-2026-02\n"
    book = loaded(
        BOOK,
        members("M-1"),
        listed("01", [("M-1", "40.00")]),
        listed("02", [("M-1", "40.00")]),
        deposit.replace("\n", links, 1),
    )
    for month in ("2026-01", "2026-02"):
        found = reconciled(book, month)
        assert found.ties[0].periods == ("2026-01", "2026-02")
        assert found.unexplained == 0


def test_a_list_without_deposit_waits_and_is_no_difference() -> None:
    book = loaded(BOOK, members("M-1"), listed("03", [("M-1", "40.00")]))
    found = reconciled(book)
    assert (found.waiting, found.unexplained) == decimals(40, 0)
    owed = owed_by_employers(read_terms(book), book, datetime.date(2026, 4, 30))
    (march,) = owed["harbor-foods"].periods
    assert march.owed == 40
    assert march.is_late(datetime.date(2026, 4, 21))
    assert not march.is_late(datetime.date(2026, 4, 20))


def test_list_and_deposit_in_one_transaction() -> None:
    typed = """\
2026-04-10 * "Harbor Foods" "March dues" ^check-off-2026-03
  period: "2026-03"
  Assets:Bank                  36.50 USD
  Expenses:Bank                 0.50 USD
  Equity:Unsorted               3.00 USD
  Assets:Receivable:Check-Off -40.00 USD
    member: "M-1"
"""
    found = reconciled(loaded(BOOK, members("M-1"), typed))
    assert (found.listed, found.deposited, found.unexplained) == decimals(
        40, "36.50", 3
    )
    assert posted(corrections_of(found)) == [
        ["Assets:Clearing:Lists 3.00 USD", "Equity:Unsorted -3.00 USD"]
    ]


def test_a_parent_that_collects_keeps_its_part() -> None:
    """The deposit is net; the list is booked gross, and what is kept shows."""
    through = PLANT + '  through: "national"\n  keeps: Liabilities:Parent\n'
    part = """\
2026-01-01 custom "coop-dues-part" "full" "national" 24.46 USD "to" Liabilities:Parent
2026-01-01 custom "coop-dues-part" "full" "local" "rest" "to" Income:Dues
"""
    book = loaded(
        LOCAL,
        through,
        FLAT,
        part,
        members("M-1", "M-2"),
        listed("03", [("M-1", "40.00"), ("M-2", "40.00")]),
        deposited("2026-04-12", "31.08"),
    )
    found = reconciled(book)
    assert (found.listed, found.deposited, found.keeps) == decimals(
        80, "31.08", "48.92"
    )
    entries = corrections_of(found)
    assert posted(entries) == [
        ["Liabilities:Parent 48.92 USD", "Assets:Clearing:Lists -48.92 USD"]
    ]
    assert (entries[0].postings[0].meta or {})["with"] == "national"
    written = [*book, *entries]
    assert corrections_of(reconciled(written)) == entries
    owed = owed_by_employers(read_terms(written), written, datetime.date(2026, 5, 1))
    assert total_owed(owed, "USD") == 0
    net = """\
2026-04-12 * "National" "Our part of the dues"
  Assets:Bank            31.08 USD
  Liabilities:Parent     48.92 USD
  Assets:Clearing:Lists -80.00 USD
"""
    typed = reconciled(
        loaded(
            BOOK.replace(PLANT, through),
            part,
            members("M-1", "M-2"),
            listed("03", [("M-1", "40.00"), ("M-2", "40.00")]),
            net,
        )
    )
    assert (typed.kept, typed.unexplained) == decimals("48.92", 0)
    assert corrections_of(typed) == ()
