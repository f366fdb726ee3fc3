"""Standing and late fees by published rules, each written as a ledger."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.account import read_accounts
from coopbooks.dues.standing.latefees import late_fees
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import posted

if TYPE_CHECKING:
    from coopbooks.dues.standing.standing import Standing
    from tests.support.ledgers import Loaded


def on(
    load_doc: Loaded, day: str, member: str = "M-0001", known: str | None = None
) -> Standing:
    assert load_doc.errors == []
    told = datetime.date.fromisoformat(known) if known else None
    terms = read_terms(load_doc.entries, known=told)
    date = datetime.date.fromisoformat(day)
    return standings(terms, load_doc.entries, date, told)[member]


def shown(found: Standing) -> list[tuple[str, str]]:
    return [(one.period, str(one.open)) for one in found.open]


def test_d8_oldest_first_and_the_sixty_day_edge(load_doc: Loaded) -> None:
    """
    ; Made for this test: 30.00 due on the 1st, 75.00 paid on 10 April.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-dues" "more" "flat"
      class: "more"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-standing" "more" "more-than" 60 DAY
    2026-01-01 custom "coop-dues" "least" "flat"
      class: "least"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-standing" "least" "at-least" 60 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "more"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "least"

    2026-01-01 * "Dues charged"
      period: "2026-01"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-02-01 * "Dues charged"
      period: "2026-02"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-03-01 * "Dues charged"
      period: "2026-03"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-04-01 * "Dues charged"
      period: "2026-04"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-04-10 * "Paid"
      Assets:Bank             150.00 USD
      Assets:Receivable:Dues  -75.00 USD
        member: "M-0001"
      Assets:Receivable:Dues  -75.00 USD
        member: "M-0002"
    """
    more, least = on(load_doc, "2026-04-30"), on(load_doc, "2026-04-30", "M-0002")
    assert shown(more) == [("2026-03", "15.00"), ("2026-04", "30.00")]
    assert [one.days for one in more.open] == [60, 29]
    assert more.owed == more.overdue == Decimal("45.00")
    assert (more.state, more.since, more.restores) == ("good", None, None)
    assert (least.state, least.since) == ("behind", datetime.date(2026, 4, 30))
    assert least.rule_words == "behind when dues are unpaid for at least 60 days"
    assert least.rule is not None
    assert least.rule["lineno"] == 17
    assert (least.restores, least.restores_words) == (
        Decimal("15.00"),
        "15.00 USD for dues",
    )
    later = on(load_doc, "2026-05-01")
    assert (later.state, later.since) == ("behind", datetime.date(2026, 5, 1))
    # Before the payment came both were behind: January was due on the 1st.
    before = on(load_doc, "2026-04-09")
    assert (before.state, before.since) == ("behind", datetime.date(2026, 3, 3))


def test_d10_a_late_employer_costs_nobody_their_standing(load_doc: Loaded) -> None:
    """
    ; Rule: 29 CFR 452.87.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Check-Off USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-workplace" "plant"
      employer: "harbor-foods"
      collected: "check-off"
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 40.00 USD
    2026-01-01 custom "coop-dues-fee" "local" "late" 5.00 USD
    2026-01-01 custom "coop-dues-standing" "local" "more-than" 30 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "M-0002" "join"
    """
    entries = list(load_doc.entries)
    terms = read_terms(entries)
    for name in ("2026-01", "2026-02", "2026-03"):
        entries += posted(expected(terms, entries, parse_period(name)))
    on = datetime.date(2026, 3, 31)
    found = standings(terms, entries, on)
    taken, own = found["M-0001"], found["M-0002"]
    assert (taken.state, taken.overdue, taken.own) == ("good", ZERO, ZERO)
    assert taken.owed == taken.expected == Decimal("120.00")
    assert all(one.employer for one in taken.open)
    assert (own.state, own.expected, own.own) == ("behind", ZERO, Decimal("120.00"))
    fees = late_fees(terms, entries, parse_period("2026-03"))
    assert [one.member for one in fees.charges] == ["M-0002"]


def test_d12_paying_later_does_not_restore_a_day_already_past(
    load_doc: Loaded,
) -> None:
    """
    ; Rule: UNISON.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "branch" "union"
      basis: "accrual"
    2026-01-01 custom "coop-dues" "branch" "flat"
      amount: 14.00 USD
    2026-01-01 custom "coop-dues-standing" "branch" "more-than" 28 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"

    2026-01-01 * "Dues charged"
      member: "M-0001"
      period: "2026-01"
      Assets:Receivable:Dues   14.00 USD
      Income:Dues             -14.00 USD
    2026-03-10 * "Paid"
      member: "M-0001"
      Assets:Bank              14.00 USD
      Assets:Receivable:Dues  -14.00 USD
    2026-02-20 * "Found later: paid in cash already"
      member: "M-0001"
      recorded: 2026-04-02
      Assets:Bank               1.00 USD
      Assets:Receivable:Dues   -1.00 USD
    """
    now = on(load_doc, "2026-03-10")
    assert (now.state, now.owed, now.prepaid) == ("good", Decimal(-1), Decimal(1))
    past = on(load_doc, "2026-03-09")
    assert (past.state, past.since) == ("behind", datetime.date(2026, 1, 30))
    assert past.owed == Decimal("13.00")
    told = on(load_doc, "2026-03-09", known="2026-03-31")
    assert (told.state, told.owed) == ("behind", Decimal("14.00"))


def test_d13_the_order_in_which_payments_are_used(load_doc: Loaded) -> None:
    """
    ; Rule: IBT. Named months, then dues before the initiation fee, then the oldest.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 open Income:Fees USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-fee" "local" "initiation" 60.00 USD
      to: Income:Fees
      instalments: 2
    2026-01-01 custom "coop-member" "M-0001" "join"

    2026-03-05 * "Paid for March"
      member: "M-0001"
      Assets:Bank              30.00 USD
      Assets:Receivable:Dues  -30.00 USD
        period: "2026-03"
    2026-03-10 * "Paid"
      member: "M-0001"
      Assets:Bank              70.00 USD
      Assets:Receivable:Dues  -70.00 USD
    2026-03-20 * "Paid"
      member: "M-0001"
      Assets:Bank              75.00 USD
      Assets:Receivable:Dues  -75.00 USD
    """
    entries = list(load_doc.entries)
    terms = read_terms(entries)
    for name in ("2026-01", "2026-02", "2026-03"):
        entries += posted(expected(terms, entries, parse_period(name)))

    def seen(day: str) -> tuple[list[tuple[str, str, str]], Decimal]:
        found = standings(terms, entries, datetime.date.fromisoformat(day))["M-0001"]
        return [
            (one.about, one.period, str(one.open)) for one in found.open
        ], found.prepaid

    dues, fees = ("dues", "2026-01", "30.00"), ("initiation", "2026-01", "30.00")
    later = ("dues", "2026-02", "30.00"), ("initiation", "2026-02", "30.00")
    assert seen("2026-03-09") == ([dues, fees, *later], ZERO)
    assert seen("2026-03-10") == ([("initiation", "2026-01", "20.00"), later[1]], ZERO)
    assert seen("2026-03-20") == ([], Decimal("25.00"))
    accounts = read_accounts(terms, entries, datetime.date(2026, 3, 20))
    used = accounts.applied("M-0001", "USD", accounts.on).uses
    assert [
        (one.payment.date.day, one.debt.about, one.debt.name, str(one.number))
        for one in used
    ] == [
        (5, "dues", "2026-03", "30.00"),
        (10, "dues", "2026-01", "30.00"),
        (10, "dues", "2026-02", "30.00"),
        (10, "initiation", "2026-01", "10.00"),
        (20, "initiation", "2026-01", "20.00"),
        (20, "initiation", "2026-02", "30.00"),
    ]
