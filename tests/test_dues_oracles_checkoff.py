"""The cases that others published or that were worked out by hand, as ledgers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.core.proposal import Proposal
from coopbooks.dues.checkoff.checkoff import reconcile
from coopbooks.dues.checkoff.employers import owed_by_employers
from coopbooks.dues.checkoff.entries import batch_of
from coopbooks.dues.checkoff.entries import corrections_of
from coopbooks.dues.doubts.owing import owing
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

MARCH = parse_period("2026-03")


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def test_d14_check_off_against_the_roster(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Clearing:Check-Off USD
    2026-01-01 open Assets:Receivable:Check-Off USD
    2026-01-01 open Liabilities:Dues:Unapplied USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "clearing" Assets:Clearing
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
    2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Dues:Unapplied
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-workplace" "plant"
      employer: "harbor-foods"
      collected: "check-off"
      remits: 20 DAY
      lists: Assets:Clearing:Check-Off
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 40.00 USD
    2026-01-01 custom "coop-member" "A" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "B" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "C" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "D" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "E" "join"
      workplace: "plant"
    2026-03-01 custom "coop-member" "E" "pause"
      until: 2026-03-31

    2026-03-01 * "Dues charged"
      period: "2026-03"
      Assets:Receivable:Check-Off   40.00 USD
        member: "A"
      Assets:Receivable:Check-Off   40.00 USD
        member: "B"
      Assets:Receivable:Check-Off   40.00 USD
        member: "C"
      Assets:Receivable:Check-Off   40.00 USD
        member: "D"
      Income:Dues                 -160.00 USD

    2026-04-15 * "Harbor Foods" "The list for March" ^check-off-2026-03
      period: "2026-03"
      Assets:Clearing:Check-Off    196.00 USD
      Assets:Receivable:Check-Off  -40.00 USD
        member: "A"
      Assets:Receivable:Check-Off  -36.00 USD
        member: "B"
      Assets:Receivable:Check-Off  -40.00 USD
        member: "D"
      Assets:Receivable:Check-Off  -40.00 USD
        member: "E"
      Liabilities:Dues:Unapplied   -40.00 USD
        member: "X"

    2026-04-17 * "Harbor Foods" "Transfer"
      Assets:Bank                  193.00 USD
      Assets:Clearing:Check-Off   -193.00 USD
    """
    terms = read_terms(load_doc.entries)
    found = reconcile(terms, load_doc.entries, "harbor-foods", MARCH)
    assert found.problems == ()
    rows = [
        (row.member, str(row.expected), str(row.listed), row.kind) for row in found.rows
    ]
    assert rows == [
        ("A", "40.00", "40.00", "matched"),
        ("B", "40.00", "36.00", "short"),
        ("C", "40.00", "0", "missing from the list"),
        ("D", "40.00", "40.00", "matched"),
        ("E", "0", "40.00", "on leave but deducted"),
        ("X", "0", "40.00", "not on the roster"),
    ]
    assert (found.expected, found.listed, found.difference) == decimals(160, 196, 36)
    assert (found.deposited, found.unexplained) == decimals(193, 3)
    assert (found.applied, found.unapplied) == decimals(116, 80)
    assert found.owed == (
        ("B", Decimal(4), "harbor-foods"),
        ("C", Decimal(40), "harbor-foods"),
    )
    entries = corrections_of(found)
    Proposal(batch_of(found), entries)
    posted = [
        [
            (one.account, str(one.units), (one.meta or {}).get("member"))
            for one in entry.postings
        ]
        for entry in entries
    ]
    # X and the 3.00 stand where they belong already.
    assert posted == [
        [
            ("Assets:Receivable:Check-Off", "40.00 USD", "E"),
            ("Liabilities:Dues:Unapplied", "-40.00 USD", "E"),
        ]
    ]
    on = datetime.date(2026, 4, 30)
    employer = owed_by_employers(terms, load_doc.entries, on)["harbor-foods"]
    (march,) = employer.periods
    assert (march.deducted, march.remitted, march.owed) == decimals(196, 193, 3)
    written = [*load_doc.entries, *entries]
    (march,) = owed_by_employers(terms, written, on)["harbor-foods"].periods
    assert (march.charged, march.applied, march.awaited) == decimals(160, 116, 44)
    assert march.due == datetime.date(2026, 4, 20)
    assert march.is_late(on)
    again = reconcile(terms, written, "harbor-foods", MARCH)
    assert corrections_of(again) == entries


def test_d7_the_employer_takes_from_actual_pay_only(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Check-Off USD
    2026-01-01 open Assets:Receivable:Own USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Own
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-workplace" "airline"
      employer: "airline"
      collected: "check-off"
    2026-01-01 custom "coop-dues" "teamsters-2118" "percentage"
      measure: "actual-pay"
      at-least-of: "guaranteed-pay"
      rate: 1.56 PERCENT
    2026-01-01 custom "coop-declared" "M-1" "guaranteed-pay" 7000 USD
    2026-01-01 custom "coop-declared" "M-1" "actual-pay" 6000 USD
    2026-01-01 custom "coop-member" "M-1" "join"
      workplace: "airline"

    2026-03-01 * "Dues charged"
      period: "2026-03"
      member: "M-1"
      Assets:Receivable:Check-Off    93.60 USD
      Assets:Receivable:Own          15.60 USD
      Income:Dues                  -109.20 USD
    2026-04-10 * "Airline" "List and money" ^check-off-2026-03
      period: "2026-03"
      Assets:Bank                    93.60 USD
      Assets:Receivable:Check-Off   -93.60 USD
        member: "M-1"
    """
    terms = read_terms(load_doc.entries)
    found = reconcile(terms, load_doc.entries, "airline", MARCH)
    assert found.problems == ()
    (row,) = found.rows
    assert (str(row.expected), row.kind) == ("93.60", "matched")
    assert found.owed == ()
    (open_,) = owing(terms, load_doc.entries, datetime.date(2026, 4, 30))
    assert (open_.member, str(open_.number)) == ("M-1", "15.60")


def test_d10_an_employer_that_pays_late_owes_and_its_members_do_not(
    load_doc: Loaded,
) -> None:
    """
    2026-01-01 open Assets:Clearing:Lists USD
    2026-01-01 open Assets:Receivable:Check-Off USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "clearing" Assets:Clearing
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-workplace" "plant"
      employer: "harbor-foods"
      collected: "check-off"
      remits: 20 DAY
      lists: Assets:Clearing:Lists
    2026-01-01 custom "coop-member" "M-1" "join"
      workplace: "plant"
    2026-01-01 * "Dues charged"
      period: "2026-01"
      Assets:Receivable:Check-Off   40.00 USD
        member: "M-1"
      Income:Dues                  -40.00 USD
    2026-02-01 * "Dues charged"
      period: "2026-02"
      Assets:Receivable:Check-Off   40.00 USD
        member: "M-1"
      Income:Dues                  -40.00 USD
    2026-02-10 * "Harbor Foods" "List for January, no money"
      period: "2026-01"
      Assets:Clearing:Lists         40.00 USD
      Assets:Receivable:Check-Off  -40.00 USD
        member: "M-1"
    """
    terms = read_terms(load_doc.entries)
    on = datetime.date(2026, 6, 30)
    assert owing(terms, load_doc.entries, on) == []
    employer = owed_by_employers(terms, load_doc.entries, on)["harbor-foods"]
    january, february = employer.periods
    assert (january.owed, january.awaited) == decimals(40, 0)
    assert (february.owed, february.awaited) == decimals(0, 40)
    assert january.is_late(on)
    assert february.is_late(on)
