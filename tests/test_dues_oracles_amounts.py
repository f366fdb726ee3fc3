"""Rules of real unions with their published figures, each written as a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import one
from tests.support.duesbooks import owed
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_d1_flat_dues_with_per_capita_to_two_parents(load_doc: Loaded) -> None:
    """
    ; AFGE Local 2325: 26.00 a month; 21.96 to the national, 2.50 to the council.
    2026-01-01 open Assets:Receivable
    2026-01-01 open Liabilities:PerCapita:National
    2026-01-01 open Liabilities:PerCapita:Council
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local-2325" "flat"
      amount: 26.00 USD
    2026-01-01 custom "coop-dues-part" "local-2325" "national" 21.96 USD "to" Liabilities:PerCapita:National
    2026-01-01 custom "coop-dues-part" "local-2325" "council" 2.50 USD "to" Liabilities:PerCapita:Council
    2026-01-01 custom "coop-dues-part" "local-2325" "local" "rest" "to" Income:Dues
    2026-01-01 custom "coop-member" "M-0001" "join"
    """  # noqa: E501 - as people write it
    assert load_doc.errors == []
    charge = one(load_doc.entries, "2026-03")
    assert str(charge.number) == "26.00"
    assert charge.receivable == "Assets:Receivable"
    assert charge.id == "dues-2026-03-M-0001-local-2325"
    assert {part.name: str(part.number) for part in charge.parts} == {
        "national": "21.96",
        "council": "2.50",
        "local": "1.54",
    }


def test_d2_percentage_of_pay_rounded_down_with_a_cap(load_doc: Loaded) -> None:
    """
    ; AFSCME 3800: 1.83 % of pay, at most 32.89; second class 1.55 %, at most 27.95.
    2026-01-01 open Equity:Memo:Pay
    2026-01-01 open Equity:Memo:Counter
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 commodity PAY
      measure: TRUE
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period"
    2026-01-01 custom "coop-dues" "afscme-3800" "percentage"
      measure: "pay"
      rate: 1.83 PERCENT
      maximum: 32.89 USD
      round: "down"
    2026-01-01 custom "coop-dues" "afscme-3800-second" "percentage"
      class: "second"
      measure: "pay"
      rate: 1.55 PERCENT
      maximum: 27.95 USD
      round: "down"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "second"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "second"
    ; 17.06 an hour x 80 hours
    2026-03-13 * "Pay reported"
      Equity:Memo:Pay  1364.80 PAY
        member: "M-0001"
      Equity:Memo:Pay  1364.80 PAY
        member: "M-0002"
      Equity:Memo:Pay  3000 PAY
        member: "M-0003"
      Equity:Memo:Pay  3000 PAY
        member: "M-0004"
      Equity:Memo:Counter
    """
    assert load_doc.errors == []
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "24.97 USD",
        "M-0002": "21.15 USD",
        "M-0003": "32.89 USD",
        "M-0004": "27.95 USD",
    }
    charge = charges_of(load_doc.entries, "2026-03").charges[0]
    assert [(step.words, str(step.number), step.unit) for step in charge.steps] == [
        ("pay: 1,364.80 PAY", "1364.80", "PAY"),
        ("1.83 percent of 1,364.80 PAY", "24.97584", "USD"),
        ("rounded down to 0.01 USD", "24.97", "USD"),
    ]


def test_d2_hourly_pay_times_hours_for_each_pay(load_doc: Loaded) -> None:
    """
    ; The same rule charged with each pay, from hours and the hourly pay.
    2026-01-01 open Equity:Memo:Hours
    2026-01-01 open Equity:Memo:Counter
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "hours" Equity:Memo:Hours "in-period"
    2026-01-01 custom "coop-dues" "afscme-3800" "percentage"
      measure: "hours"
      multiplied-by: "hourly-pay"
      rate: 1.83 PERCENT
      maximum: 32.89 USD
      round: "down"
      per: "pay-period"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "hourly-pay" 17.06 USD
    2026-03-13 * "Hours"
      Equity:Memo:Hours  80 HOUR
        member: "M-0001"
      Equity:Memo:Counter
    2026-03-27 * "Hours"
      Equity:Memo:Hours  40 HOUR
        member: "M-0001"
      Equity:Memo:Counter
    """
    charges = charges_of(load_doc.entries, "2026-03")
    assert charges.problems == ()
    assert [(one.period.name, str(one.number)) for one in charges.charges] == [
        ("2026-03-13", "24.97"),
        ("2026-03-27", "12.48"),
    ]


def test_d3_formula_with_constant_minimum_by_hours_and_maximum(
    load_doc: Loaded,
) -> None:
    """
    ; SEIU 284: 2.4 x hourly x weekly hours / 40 + 15.99; least 25 from 14 hours, 15
    ; below; most 75.
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "seiu-284" "by-formula"
      measure: "hourly-pay"
      times: 2.4
      share: "weekly-hours"
      full-share: 40 HOUR
      plus: 15.99 USD
      maximum: 75 USD
      round: "half-up"
      authority: "constitution, art. 8"
    2026-01-01 custom "coop-dues-minimum" "seiu-284" "weekly-hours" "below" 14 HOUR "pays" 15 USD
    2026-01-01 custom "coop-dues-minimum" "seiu-284" "weekly-hours" "from" 14 HOUR "pays" 25 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "hourly-pay" 20 USD
    2026-01-01 custom "coop-declared" "M-0001" "weekly-hours" 40 HOUR
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-declared" "M-0002" "hourly-pay" 30 USD
    2026-01-01 custom "coop-declared" "M-0002" "weekly-hours" 40 HOUR
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-declared" "M-0003" "hourly-pay" 10 USD
    2026-01-01 custom "coop-declared" "M-0003" "weekly-hours" 14 HOUR
    2026-01-01 custom "coop-member" "M-0004" "join"
    2026-01-01 custom "coop-declared" "M-0004" "hourly-pay" 12 USD
    2026-01-01 custom "coop-declared" "M-0004" "weekly-hours" 10 HOUR
    """  # noqa: E501 - as people write it
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "63.99 USD",
        "M-0002": "75.00 USD",
        "M-0003": "25.00 USD",
        "M-0004": "23.19 USD",
    }
    third = charges_of(load_doc.entries, "2026-03").charges[2]
    assert words(third) == [
        "hourly-pay: 10.00 USD",
        "times 2.4",
        "14 of 40 hours (weekly-hours)",
        "plus 15.99 USD",
        "at least 25.00 USD (weekly-hours from 14 hours)",
    ]
    assert {step.authority for step in third.steps[1:]} == {"constitution, art. 8"}


def test_d4_bands_of_declared_income_and_one_month_as_initiation_fee(
    load_doc: Loaded,
) -> None:
    """
    ; IWW: under 2,000 a month 11, to 3,500 22, above 33; hardship 6; the initiation
    ; fee is one month's dues.
    2025-01-01 open Assets:Receivable
    2025-01-01 open Income:Dues
    2025-01-01 open Income:Initiation
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-dues" "iww" "by-band"
      measure: "monthly-income"
    2025-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD
    2025-01-01 custom "coop-dues-band" "iww" "up-to" 3500 USD "pays" 22 USD
    2025-01-01 custom "coop-dues-band" "iww" "above" 3500 USD "pays" 33 USD
    2025-01-01 custom "coop-dues-fee" "iww" "initiation" 1 PERIOD
      to: Income:Initiation
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-declared" "M-0001" "monthly-income" 1999.99 USD
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-declared" "M-0002" "monthly-income" 2000 USD
    2025-01-01 custom "coop-member" "M-0003" "join"
    2025-01-01 custom "coop-declared" "M-0003" "monthly-income" 3500 USD
    2025-01-01 custom "coop-member" "M-0004" "join"
    2025-01-01 custom "coop-declared" "M-0004" "monthly-income" 3500.01 USD
    2025-01-01 custom "coop-member" "M-0005" "join"
    2025-01-01 custom "coop-declared" "M-0005" "monthly-income" 1500 USD
    2025-12-01 custom "coop-member-dues" "M-0005" "pays" 6.00 USD
      until: 2026-05-31
      decision: "2025-11/2"
    2026-03-10 custom "coop-member" "M-0006" "join"
    2026-03-10 custom "coop-declared" "M-0006" "monthly-income" 1500 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "11.00 USD",
        "M-0002": "22.00 USD",
        "M-0003": "22.00 USD",
        "M-0004": "33.00 USD",
        "M-0005": "6.00 USD",
        "M-0006": "11.00 USD, 11.00 USD",
    }
    charges = charges_of(load_doc.entries, "2026-03").charges
    dues, fee = charges[-2:]
    assert sum(charge.number for charge in (dues, fee)) == 22
    assert (dues.kind, fee.kind) == ("dues", "initiation")
    assert fee.id == "dues-2026-03-M-0006-iww-initiation"
    assert [part.account for part in fee.parts] == ["Income:Initiation"]
    assert words(charges[4]) == ["pays 6.00 USD, decision 2025-11/2, until 31 May 2026"]
    april = owed(load_doc.entries, "2026-04")
    assert (april["M-0006"], april["M-0005"]) == ("11.00 USD", "6.00 USD")
    assert owed(load_doc.entries, "2026-06")["M-0005"] == "11.00 USD"
    # The month in which everybody else joined.
    assert owed(load_doc.entries, "2025-01")["M-0002"] == "22.00 USD, 22.00 USD"
