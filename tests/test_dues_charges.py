from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.terms import read_terms
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import said
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_quarterly_dues_by_month_for_who_joins_within(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 100.00 USD
      per: "quarter"
      charged: "by-month"
      due: 15 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-02-20 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-31 custom "coop-member" "M-0003" "leave"
    2026-01-01 custom "coop-member" "M-0004" "join"
    2026-02-01 custom "coop-member" "M-0004" "pause"
      until: 2026-03-31
    """
    # Who joins within the quarter is charged with the month of joining.
    assert owed(load_doc.entries, "2026-01") == {
        "M-0001": "100.00 USD",
        "M-0003": "33.33 USD",
        "M-0004": "33.33 USD",
    }
    assert owed(load_doc.entries, "2026-02") == {"M-0002": "66.67 USD"}
    assert owed(load_doc.entries, "2026-03") == {}
    assert owed(load_doc.entries, "2026-Q1")["M-0002"] == "66.67 USD"
    charges = charges_of(load_doc.entries, "2026-Q1").charges
    assert [str(charge.due) for charge in charges] == [
        "2026-01-15",
        "2026-02-20",
        "2026-01-15",
        "2026-01-15",
    ]
    assert words(charges[1])[1:] == ["2 of 3 months", "rounded to 0.01 USD"]


def test_who_is_charged_by_which_day_counts(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "any" "flat"
      class: "any"
      amount: 31 USD
    2026-01-01 custom "coop-dues" "first" "flat"
      class: "first"
      amount: 31 USD
      charged: "first-day"
    2026-01-01 custom "coop-dues" "last" "flat"
      class: "last"
      amount: 31 USD
      charged: "last-day"
    2026-01-01 custom "coop-dues" "days" "flat"
      class: "days"
      amount: 31 USD
      charged: "by-day"
    2026-03-12 custom "coop-member" "M-0001" "join"
      class: "any"
    2026-03-12 custom "coop-member" "M-0002" "join"
      class: "first"
    2026-03-12 custom "coop-member" "M-0003" "join"
      class: "last"
    2026-03-12 custom "coop-member" "M-0004" "join"
      class: "days"
    2026-04-11 custom "coop-member" "M-0001" "leave"
    2026-04-11 custom "coop-member" "M-0002" "leave"
    2026-04-11 custom "coop-member" "M-0003" "leave"
    2026-04-11 custom "coop-member" "M-0004" "leave"
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "31.00 USD",
        "M-0003": "31.00 USD",
        "M-0004": "20.00 USD",
    }
    assert owed(load_doc.entries, "2026-04") == {
        "M-0001": "31.00 USD",
        "M-0002": "31.00 USD",
        "M-0004": "10.33 USD",
    }


def test_weekly_dues_by_check_off_and_where_they_are_owed(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-workplace" "plant"
      employer: "harbor-foods"
      collected: "check-off"
      each: "week"
      receivable: Assets:Check-Off:Plant
      own-receivable: Assets:Own:Plant
    2026-01-01 custom "coop-workplace" "depot"
      own-receivable: Assets:Own:Depot
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 26.00 USD
    2026-01-01 custom "coop-dues-cadence" "local" "week" 12 "over" 52
    2026-01-01 custom "coop-member" "M-0001" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "M-0002" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member-dues" "M-0002" "collected" "self"
    2026-01-01 custom "coop-member-dues" "M-0002" "each" "month"
    2026-01-01 custom "coop-member" "M-0003" "join"
      workplace: "depot"
    2026-03-01 custom "coop-member-dues" "M-0003" "each" "fortnight"
    """
    march = charges_of(load_doc.entries, "2026-03")
    assert said(march.problems) == [
        (
            "21 M-0003: nobody can pay each 'fortnight'; say one of month, quarter, "
            "half-year, year, week, two-weeks, four-weeks, pay-period."
        )
    ]
    charges = charges_of(load_doc.entries, "2026-02").charges
    assert [
        (one.member, one.period.name, str(one.number), str(one.by_employer))
        for one in charges
    ] == [
        *(("M-0001", f"2026-W0{week}", "6.00", "6.00") for week in (6, 7, 8, 9)),
        ("M-0002", "2026-02", "26.00", "0"),
        ("M-0003", "2026-02", "26.00", "0"),
    ]
    assert [one.receivable for one in charges[3:]] == [
        "Assets:Check-Off:Plant",
        "Assets:Own:Plant",
        "Assets:Own:Depot",
    ]
    assert charges[0].employer_account == "Assets:Check-Off:Plant"


def test_what_is_wrong_names_the_member_the_file_and_the_line(
    load_doc: Loaded,
) -> None:
    """
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-dues" "a" "percentage"
      class: "standard"
      measure: "pay"
      rate: 1 PERCENT
    2026-01-01 custom "coop-dues" "b" "flat"
      class: "double"
      amount: 5 USD
    2026-01-01 custom "coop-dues" "c" "flat"
      class: "double, other"
      amount: 6 USD
    2026-03-15 custom "coop-dues" "c" "flat"
      class: "double, other"
      amount: 7 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "standard"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "double"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "nothing"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "standard"
    2026-01-01 custom "coop-declared" "M-0004" "pay" -100 USD
    2026-01-01 custom "coop-member" "M-0005" "join"
      class: "standard"
    2026-01-01 custom "coop-declared" "M-0005" "pay" 1000 EUR
    2026-01-01 custom "coop-member" "M-0006" "join"
      class: "other"
    2026-01-01 custom "coop-member" "M-0007" "join"
      class: "double"
    2026-01-01 custom "coop-member-dues" "M-0007" "by" "b"
    2026-01-01 custom "coop-member-dues" "M-0006" "excused" "whatever"
    """
    charges = charges_of(load_doc.entries, "2026-03")
    assert [(charge.member, str(charge.number)) for charge in charges.charges] == [
        ("M-0005", "10.00"),
        ("M-0007", "5.00"),
    ]
    assert said(charges.problems) == [
        (
            "3 M-0001: no 'pay' for 2026-03, asked by coop-dues 'a' at "
            "main.beancount:3; add a coop-declared, or its posting."
        ),
        (
            "10 M-0002: both 'b' (main.beancount:7) and 'c' "
            "(main.beancount:10) fit. Say class: or workplace: more closely, or "
            'coop-member-dues "M-0002" "by".'
        ),
        (
            "13 coop-dues: 'c' begins on 2026-03-15, in the middle of a "
            "period that is charged as a whole; date it, with its lines, 2026-03-01 or "
            "the first day of a later one. Until then the one before holds."
        ),
        ("20 M-0003 (class 'nothing') is under no coop-dues on 2026-03-01."),
        (
            "24 M-0004: 'pay' for 2026-03 is -100, which is below zero. "
            "Mend the posting or what was declared here."
        ),
        (
            "33 M-0006: excused for 'whatever', and coop-dues 'c' at "
            "main.beancount:10 has no coop-dues-excuse for it; add one, or decision: "
            "here."
        ),
    ]


def test_a_cash_book_and_a_choice_of_members(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-entity" "chapter" "chapter"
      basis: "cash"
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "chapter" "flat"
      amount: 8.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    """
    terms = read_terms(load_doc.entries)
    march = parse_period("2026-03")
    charges = expected(terms, load_doc.entries, march, ["M-0002", "M-9999"])
    assert [(one.member, one.receivable) for one in charges.charges] == [("M-0002", "")]
    assert charges.problems == ()
