"""Fees for paying late and for payments that bounced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.core.periods import parse_period
from coopbooks.dues.standing.latefees import late_fees
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import JOIN
from tests.support.standingbooks import MONTHS
from tests.support.standingbooks import RULE
from tests.support.standingbooks import book
from tests.support.standingbooks import charged
from tests.support.standingbooks import paid

if TYPE_CHECKING:
    from coopbooks.dues.charge import Charges


def found(text: str, month: str) -> Charges:
    entries, errors, _ = loader.load_string(book(text))
    assert errors == []
    return late_fees(read_terms(entries), entries, parse_period(month))


def fees(text: str, month: str, rule: str) -> list[tuple[str, str, str]]:
    """What is charged in a month, by a rule and what happened."""
    rule = RULE + f'2026-01-01 custom "coop-dues-fee" "local" {rule}\n'
    fees = found(rule + text, month)
    assert fees.problems == ()
    return [
        (one.id.removeprefix("dues-"), str(one.due), str(one.number))
        for one in fees.charges
    ]


def test_a_late_fee_for_each_month_that_something_stays_unpaid() -> None:
    text = JOIN + charged("2026-01") + charged("2026-02") + paid("2026-03-10", "30.00")
    rule = '"late" 5.00 USD\n  each: "period"'
    late = [fees(text, month, rule) for month in MONTHS[:3]]
    assert late == [
        [("2026-01-M-0001-local-late", "2026-01-31", "5.00")],
        [("2026-02-M-0001-local-late", "2026-02-28", "10.00")],
        [("2026-03-M-0001-local-late", "2026-03-31", "5.00")],
    ]
    most = [fees(text, month, rule + "\n  most: 8.00 USD") for month in MONTHS[:4]]
    assert [one[0][2] if one else "" for one in most] == ["5.00", "8.00", "3.00", ""]


def test_a_late_fee_after_some_days_of_what_is_unpaid() -> None:
    text = JOIN + charged("2026-01") + paid("2026-01-11", "20.00")
    rule = '"late" 10 PERCENT\n  after: {} DAY'
    assert fees(text, "2026-01", rule.format(9)) == [
        ("2026-01-M-0001-local-late", "2026-01-10", "3.00")
    ]
    assert fees(text, "2026-01", rule.format(10)) == [
        ("2026-01-M-0001-local-late", "2026-01-11", "1.00")
    ]
    assert fees(text, "2026-01", rule.format(40)) == []
    assert fees(text, "2026-02", rule.format(40)) == [
        ("2026-01-M-0001-local-late", "2026-02-10", "1.00")
    ]


def test_who_left_owes_no_new_late_fee() -> None:
    leave = '2026-01-20 custom "coop-member" "M-0001" "leave"\n'
    assert fees(JOIN + leave + charged("2026-01"), "2026-01", '"late" 5.00 USD') == []


def test_each_payment_that_bounces_costs_a_fee() -> None:
    back = """
2026-02-{} * "Came back"
  member: "M-0001"
  bounced: TRUE
  Assets:Bank             -30.00 USD
  Assets:Receivable:Dues   30.00 USD
"""
    text = JOIN + charged("2026-01") + paid("2026-02-01", "30.00")
    text += back.format("10") + paid("2026-02-12", "30.00") + back.format("14")
    assert fees(text, "2026-02", '"bounced" 20.00 USD') == [
        ("2026-02-M-0001-local-bounced", "2026-02-14", "40.00")
    ]
    assert fees(text, "2026-03", '"bounced" 20.00 USD') == []


def test_a_fee_that_goes_nowhere_is_named() -> None:
    rule = RULE + '2026-01-01 custom "coop-dues-fee" "local" "late" 5.00 USD\n'
    two = (
        "2025-12-01 open Income:Other\n"
        '2025-12-01 custom "coop-account" "dues" Income:Other\n'
    )
    fees = found(rule + JOIN + charged("2026-01") + two, "2026-01")
    assert fees.charges == ()
    (problem,) = fees.problems
    assert problem.message == (
        "coop-dues-fee: 'local' does not say where the fee goes; add to: and an "
        "account."
    )


def test_without_a_rule_there_is_no_fee() -> None:
    assert found(RULE + JOIN + charged("2026-01"), "2026-01").charges == ()
