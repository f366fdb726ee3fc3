"""Rules of real unions with their published figures, each written as a ledger."""

from __future__ import annotations

from decimal import Decimal
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


def test_d5_bands_of_yearly_pay_paid_by_month_week_and_four_weeks(
    load_doc: Loaded,
) -> None:
    """
    ; UNISON: upper bounds inclusive. A week is 12/52 of a month, four weeks four weeks.
    2025-12-01 open Assets:Receivable
    2025-12-01 open Income:Dues
    2025-12-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2025-12-01 custom "coop-account" "dues" Income:Dues
    2025-12-01 custom "coop-dues" "unison" "by-band"
      measure: "yearly-pay"
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 2000 GBP "pays" 1.30 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 5000 GBP "pays" 3.50 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 8000 GBP "pays" 5.30 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 11000 GBP "pays" 6.60 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 14000 GBP "pays" 7.85 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 17000 GBP "pays" 9.70 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 20000 GBP "pays" 11.50 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 25000 GBP "pays" 14.00 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 30000 GBP "pays" 17.25 GBP
    2025-12-01 custom "coop-dues-band" "unison" "up-to" 35000 GBP "pays" 20.30 GBP
    2025-12-01 custom "coop-dues-band" "unison" "above" 35000 GBP "pays" 22.50 GBP
    2025-12-01 custom "coop-dues-cadence" "unison" "week" 12 "over" 52
    2025-12-01 custom "coop-dues-cadence" "unison" "four-weeks" 4 "times" "week"
      starts: 2026-01-05
    2025-12-01 custom "coop-member" "M-02000" "join"
    2025-12-01 custom "coop-declared" "M-02000" "yearly-pay" 2000 GBP
    2025-12-01 custom "coop-member" "M-02001" "join"
    2025-12-01 custom "coop-declared" "M-02001" "yearly-pay" 2000.01 GBP
    2025-12-01 custom "coop-member" "M-05000" "join"
    2025-12-01 custom "coop-declared" "M-05000" "yearly-pay" 5000 GBP
    2025-12-01 custom "coop-member" "M-08000" "join"
    2025-12-01 custom "coop-declared" "M-08000" "yearly-pay" 8000 GBP
    2025-12-01 custom "coop-member" "M-11000" "join"
    2025-12-01 custom "coop-declared" "M-11000" "yearly-pay" 11000 GBP
    2025-12-01 custom "coop-member" "M-14000" "join"
    2025-12-01 custom "coop-declared" "M-14000" "yearly-pay" 14000 GBP
    2025-12-01 custom "coop-member" "M-17000" "join"
    2025-12-01 custom "coop-declared" "M-17000" "yearly-pay" 17000 GBP
    2025-12-01 custom "coop-member" "M-20000" "join"
    2025-12-01 custom "coop-declared" "M-20000" "yearly-pay" 20000 GBP
    2025-12-01 custom "coop-member" "M-25000" "join"
    2025-12-01 custom "coop-declared" "M-25000" "yearly-pay" 25000 GBP
    2025-12-01 custom "coop-member" "M-30000" "join"
    2025-12-01 custom "coop-declared" "M-30000" "yearly-pay" 30000 GBP
    2025-12-01 custom "coop-member" "M-35000" "join"
    2025-12-01 custom "coop-declared" "M-35000" "yearly-pay" 35000 GBP
    2025-12-01 custom "coop-member" "M-99999" "join"
    2025-12-01 custom "coop-declared" "M-99999" "yearly-pay" 99999 GBP
    2026-01-01 custom "coop-member-dues" "M-05000" "each" "week"
    2026-03-01 custom "coop-member-dues" "M-05000" "each" "four-weeks"
    2026-01-01 custom "coop-member-dues" "M-99999" "each" "week"
    2026-03-01 custom "coop-member-dues" "M-99999" "each" "four-weeks"
    """
    december = owed(load_doc.entries, "2025-12")
    assert december == {
        "M-02000": "1.30 GBP",
        "M-02001": "3.50 GBP",
        "M-05000": "3.50 GBP",
        "M-08000": "5.30 GBP",
        "M-11000": "6.60 GBP",
        "M-14000": "7.85 GBP",
        "M-17000": "9.70 GBP",
        "M-20000": "11.50 GBP",
        "M-25000": "14.00 GBP",
        "M-30000": "17.25 GBP",
        "M-35000": "20.30 GBP",
        "M-99999": "22.50 GBP",
    }
    # Four weeks begin in February 2026, on Mondays.
    february = owed(load_doc.entries, "2026-02")
    assert february["M-05000"] == "0.81 GBP, 0.81 GBP, 0.81 GBP, 0.81 GBP"
    assert february["M-99999"] == "5.19 GBP, 5.19 GBP, 5.19 GBP, 5.19 GBP"
    # 5 January and 8 times four weeks later comes 2 March, then 30 March.
    march = owed(load_doc.entries, "2026-03")
    assert march["M-05000"] == "3.24 GBP, 3.24 GBP"
    assert march["M-99999"] == "20.76 GBP, 20.76 GBP"
    fours = [
        (charge.period.name, charge.due.isoformat())
        for charge in charges_of(load_doc.entries, "2026-03").charges
        if charge.member == "M-05000"
    ]
    assert fours == [
        ("2026-03-02..2026-03-29", "2026-03-02"),
        ("2026-03-30..2026-04-26", "2026-03-30"),
    ]


def test_d6_bands_of_net_pay_by_dependants(load_doc: Loaded) -> None:
    """
    ; MLPD: net 1,800 with 0, 1, 2, 3 dependants pays 21, 13, 10, 5. What members
    ; declared stands on accounts; who declared no dependants has none.
    2026-01-01 open Equity:Memo:Net
    2026-01-01 open Equity:Memo:Dependants
    2026-01-01 open Equity:Memo:Counter
    2026-01-01 open Assets:Receivable
    2026-01-01 open Income:Dues
    2026-01-01 commodity NETPAY
      measure: TRUE
    2026-01-01 commodity DEPENDANT
      measure: TRUE
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "net" Equity:Memo:Net "as-declared"
    2026-01-01 custom "coop-measure" "dependants" Equity:Memo:Dependants "as-declared"
    2026-01-01 custom "coop-dues" "party" "by-band"
      measure: "net"
      columns: "dependants"
    2026-01-01 custom "coop-dues-band" "party" "up-to" 1800 EUR
      for-0: 21 EUR
      for-1: 13 EUR
      for-2: 10 EUR
      for-3-or-more: 5 EUR
    2026-01-01 custom "coop-dues-band" "party" "above" 1800 EUR
      for-0: 32 EUR
      for-1: 22 EUR
      for-2: 16 EUR
      for-3-or-more: 9 EUR
    2026-01-01 custom "coop-member" "M-0000" "join"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 * "Declared"
      Equity:Memo:Net  1800 NETPAY
        member: "M-0000"
      Equity:Memo:Net  1800 NETPAY
        member: "M-0001"
      Equity:Memo:Net  1800 NETPAY
        member: "M-0002"
      Equity:Memo:Net  1800 NETPAY
        member: "M-0003"
      Equity:Memo:Counter  -7200 NETPAY
      Equity:Memo:Dependants  1 DEPENDANT
        member: "M-0001"
      Equity:Memo:Dependants  2 DEPENDANT
        member: "M-0002"
      Equity:Memo:Dependants  3 DEPENDANT
        member: "M-0003"
      Equity:Memo:Counter  -6 DEPENDANT
    2026-02-10 * "Declared anew: 80 more; a second dependant; two more"
      Equity:Memo:Net  80 NETPAY
        member: "M-0000"
      Equity:Memo:Counter  -80 NETPAY
      Equity:Memo:Dependants  1 DEPENDANT
        member: "M-0001"
      Equity:Memo:Dependants  2 DEPENDANT
        member: "M-0003"
      Equity:Memo:Counter  -3 DEPENDANT
    """
    assert load_doc.errors == []
    assert owed(load_doc.entries, "2026-01") == {
        "M-0000": "21.00 EUR",
        "M-0001": "13.00 EUR",
        "M-0002": "10.00 EUR",
        "M-0003": "5.00 EUR",
    }
    assert owed(load_doc.entries, "2026-02") == {
        "M-0000": "32.00 EUR",
        "M-0001": "10.00 EUR",
        "M-0002": "10.00 EUR",
        "M-0003": "5.00 EUR",
    }


def test_d7_a_guaranteed_base_that_the_employer_does_not_take(
    load_doc: Loaded,
) -> None:
    """
    ; Teamsters 2118: 1.56 % of the larger of guaranteed and actual pay; the employer
    ; deducts 1.56 % of actual pay.
    2026-01-01 open Assets:Check-Off
    2026-01-01 open Assets:Own
    2026-01-01 open Income:Dues
    2026-01-01 open Equity:Memo:Pay
    2026-01-01 open Equity:Memo:Counter
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Check-Off
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Own
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period"
      unit: "USD"
    2026-01-01 custom "coop-workplace" "airline"
      employer: "harbor-air"
      collected: "check-off"
    2026-01-01 custom "coop-dues" "teamsters-2118" "percentage"
      measure: "pay"
      at-least-of: "guaranteed-pay"
      rate: 1.56 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
      workplace: "airline"
    2026-01-01 custom "coop-declared" "M-0001" "guaranteed-pay" 7000 USD
    2026-01-01 custom "coop-member" "M-0002" "join"
      workplace: "airline"
    2026-01-01 custom "coop-declared" "M-0002" "guaranteed-pay" 7000 USD
    2026-03-31 * "Pay"
      Equity:Memo:Pay  6000 USD
        member: "M-0001"
      Equity:Memo:Pay  8000 USD
        member: "M-0002"
      Equity:Memo:Counter
    """
    first, second = charges_of(load_doc.entries, "2026-03").charges
    assert (str(first.number), str(first.by_employer)) == ("109.20", "93.60")
    assert first.number - first.by_employer == Decimal("15.60")
    assert (first.receivable, first.employer_account) == (
        "Assets:Own",
        "Assets:Check-Off",
    )
    assert (str(second.number), str(second.by_employer)) == ("124.80", "124.80")
    assert words(first) == [
        "pay: 6,000.00 USD",
        "at least guaranteed-pay: 7,000.00 USD",
        "1.56 percent of 7,000.00 USD",
    ]


def test_d11_months_without_wages_are_excused_as_long_as_the_rule_says(
    load_doc: Loaded,
) -> None:
    """
    ; TWU 514: no wages in a month for illness or layoff: no charge; at most 3 months
    ; in a row for layoff, 12 for illness.
    2025-01-01 open Assets:Receivable
    2025-01-01 open Income:Dues
    2025-01-01 open Equity:Memo:Pay
    2025-01-01 open Equity:Memo:Counter
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period"
    2025-01-01 custom "coop-dues" "twu-514" "flat"
      amount: 40.00 USD
    2025-01-01 custom "coop-dues-excuse" "twu-514" "layoff" 3 MONTH
      only-without: "pay"
    2025-01-01 custom "coop-dues-excuse" "twu-514" "illness" 12 MONTH
      only-without: "pay"
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2026-01-10 custom "coop-member-dues" "M-0001" "excused" "layoff"
      until: 2026-08-31
    2025-03-01 custom "coop-member-dues" "M-0002" "excused" "illness"
    ; Paid until the layoff, and for some days of May.
    2026-01-31 * "Pay"
      Equity:Memo:Pay  500 USD
        member: "M-0001"
      Equity:Memo:Counter
    """
    months = [f"2026-0{month}" for month in range(1, 10)]
    charged = [
        {charge.member for charge in charges_of(load_doc.entries, month).charges}
        for month in months
    ]
    # Paid in January; excused February to April; then charged, the fourth month on.
    assert ["M-0001" in members for members in charged] == [
        *(True, False, False, False),
        *(True, True, True, True, True),
    ]
    # Twelve months of illness end with February 2026.
    assert ["M-0002" in members for members in charged[:4]] == [
        *(False, False, True, True)
    ]
    march = charges_of(load_doc.entries, "2026-03")
    assert [(one.member, one.reason) for one in march.excused] == [
        ("M-0001", "layoff, month 2 of 3")
    ]
    assert words(march.charges[0])[-1] == "excused for illness 12 months already"
