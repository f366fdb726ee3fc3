from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.dues.charges import expected
from coopbooks.dues.terms import read_terms
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import one
from tests.support.duesbooks import owed
from tests.support.duesbooks import said
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_hours_of_pay_with_a_least_and_hours_as_amounts(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "hours-of-pay"
      measure: "hourly-pay"
      rate: 2.5 HOUR
      minimum: 30.00 USD
      maximum: 3 HOUR
    2026-01-01 custom "coop-dues" "officers" "flat"
      class: "officer"
      amount: 10.00 USD
      plus: 0.5 HOUR
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "officer"
    2026-01-01 custom "coop-declared" "M-0001" "hourly-pay" 21.37 USD
    2026-01-01 custom "coop-declared" "M-0002" "hourly-pay" 11.00 USD
    2026-01-01 custom "coop-declared" "M-0003" "hourly-pay" 20.00 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "53.43 USD",
        "M-0002": "30.00 USD",
        "M-0003": "20.00 USD",
    }
    first = charges_of(load_doc.entries, "2026-03").charges[0]
    assert words(first) == [
        "hourly-pay: 21.37 USD",
        "2.5 hours of pay at 21.37 USD",
        "rounded to 0.01 USD",
    ]


def test_a_percentage_with_a_cap_for_each_class(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "professional" "percentage"
      class: "professional"
      measure: "gross"
      rate: 1.15 PERCENT
      maximum: 60.00 USD
    2026-01-01 custom "coop-dues" "support" "percentage"
      class: "clerical, technical"
      measure: "gross"
      rate: 1.15 PERCENT
      maximum: 45.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "professional"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "technical"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "clerical"
    2026-01-01 custom "coop-declared" "M-0001" "gross" 6000 USD
    2026-01-01 custom "coop-declared" "M-0002" "gross" 6000 USD
    2026-01-01 custom "coop-declared" "M-0003" "gross" 3210.50 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "60.00 USD",
        "M-0002": "45.00 USD",
        "M-0003": "36.92 USD",
    }


def test_bands_by_weekly_hours_and_a_column_for_part_time(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "hours" "by-band"
      class: "shop"
      measure: "weekly-hours"
    2026-01-01 custom "coop-dues-band" "hours" "below" 20 HOUR "pays" 22 USD
    2026-01-01 custom "coop-dues-band" "hours" "from" 20 HOUR "pays" 38 USD
    ; 0.5 percent below 20 hours a week, 1 percent from 20 on, of the pay.
    2026-01-01 custom "coop-dues" "rates" "by-band"
      class: "office"
      measure: "pay"
      columns: "weekly-hours"
    2026-01-01 custom "coop-dues-band" "rates" "from" 0 USD
      for-below-20: 0.5 PERCENT
      for-from-20: 1 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "shop"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "shop"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "office"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "office"
    2026-01-01 custom "coop-declared" "M-0001" "weekly-hours" 19.5 HOUR
    2026-01-01 custom "coop-declared" "M-0002" "weekly-hours" 20 HOUR
    2026-01-01 custom "coop-declared" "M-0003" "weekly-hours" 19.5 HOUR
    2026-01-01 custom "coop-declared" "M-0003" "pay" 1000 USD
    2026-01-01 custom "coop-declared" "M-0004" "weekly-hours" 20 HOUR
    2026-01-01 custom "coop-declared" "M-0004" "pay" 2000 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "22.00 USD",
        "M-0002": "38.00 USD",
        "M-0003": "5.00 USD",
        "M-0004": "20.00 USD",
    }


def test_marginal_bands_by_income(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "party" "by-band"
      measure: "income"
      tiers: "marginal"
    2026-01-01 custom "coop-dues-band" "party" "up-to" 1000 USD "pays" 5 USD
    2026-01-01 custom "coop-dues-band" "party" "up-to" 3000 USD "at" 1 PERCENT
    2026-01-01 custom "coop-dues-band" "party" "above" 3000 USD "at" 2 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-declared" "M-0001" "income" 900 USD
    2026-01-01 custom "coop-declared" "M-0002" "income" 2000 USD
    2026-01-01 custom "coop-declared" "M-0003" "income" 4000 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "5.00 USD",
        "M-0002": "15.00 USD",
        "M-0003": "45.00 USD",
    }
    third = charges_of(load_doc.entries, "2026-03").charges[2]
    assert words(third) == [
        "income: 4,000.00 USD",
        "plus 5.00 USD, up to 1,000.00 USD",
        "1 percent of 2,000.00 USD, up to 3,000.00 USD",
        "2 percent of 1,000.00 USD, above 3,000.00 USD",
    ]


def test_rounding_to_five_cents_and_at_steps_on_the_way(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "unia" "percentage"
      measure: "pay"
      rate: 0.8 PERCENT
      round-to: 0.05 CHF
    2026-01-01 custom "coop-dues" "steps" "percentage"
      class: "steps"
      measure: "pay"
      rate: 1.5 PERCENT
      plus: 0.45 CHF
    2026-01-01 custom "coop-dues-round" "steps" "base" "down" 100 CHF
    2026-01-01 custom "coop-dues-round" "steps" "product" "up" 1 CHF
    2026-01-01 custom "coop-dues-round" "steps" "total" "half-even" 0.10 CHF
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "steps"
    2026-01-01 custom "coop-declared" "M-0001" "pay" 4321.00 CHF
    2026-01-01 custom "coop-declared" "M-0002" "pay" 4399.99 CHF
    """
    # 0.8 % of 4,321.00 is 34.568. 1.5 % of 4,300 is 64.50, up to 65; plus 0.45.
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "34.55 CHF",
        "M-0002": "65.40 CHF",
    }


def test_half_dues_for_retired_and_a_strike_levy_of_three_months(
    load_doc: Loaded,
) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 31.25 USD
    2026-01-01 custom "coop-dues" "retired" "flat"
      class: "retired"
      amount: 31.25 USD
      times: 0.5
    2026-02-01 custom "coop-dues" "strike-levy" "flat"
      besides: TRUE
      class: "standard"
      amount: 10.00 USD
      until: 2026-04-30
      decision: "2026-01/3"
    2026-02-01 custom "coop-dues-part" "strike-levy" "strike" "rest" "to" Income:Strike
      fund: "strike"
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "standard"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "retired"
    """
    months = [owed(load_doc.entries, f"2026-0{month}") for month in range(1, 6)]
    assert [month["M-0002"] for month in months] == ["15.63 USD"] * 5
    assert [month["M-0001"] for month in months] == [
        "31.25 USD",
        *["31.25 USD, 10.00 USD"] * 3,
        "31.25 USD",
    ]
    levy = charges_of(load_doc.entries, "2026-02").charges[1]
    assert (levy.kind, levy.id) == ("besides", "dues-2026-02-M-0001-strike-levy")
    assert [(part.account, part.fund) for part in levy.parts] == [
        ("Income:Strike", "strike")
    ]


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


def test_work_instead_of_money(load_doc: Loaded) -> None:
    """
    ; 20 a month, or four hours of work.
    2026-01-01 open Equity:Memo:Work
    2026-01-01 open Equity:Memo:Counter
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "work" Equity:Memo:Work "in-period"
    2026-01-01 custom "coop-dues" "commons" "flat"
      amount: 20.00 USD
    2026-01-01 custom "coop-dues-work" "commons" "work" 4 HOUR "counts" 20.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-03-31 * "Work done"
      Equity:Memo:Work  1.5 HOUR
        member: "M-0001"
      Equity:Memo:Work  9 HOUR
        member: "M-0002"
      Equity:Memo:Counter
    """
    assert load_doc.errors == []
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "12.50 USD",
        "M-0002": "0.00 USD",
        "M-0003": "20.00 USD",
    }
    first, second, _ = charges_of(load_doc.entries, "2026-03").charges
    assert words(first)[1] == "less 1.5 hours of work, 20.00 USD for 4 hours"
    assert second.parts == ()


def test_participation_in_hours_is_a_charge_in_hours(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "garden" "flat"
      amount: 4 HOUR
      receivable: Equity:Memo:Work:Owed
    2026-01-01 custom "coop-dues-part" "garden" "work" "rest" "to" Equity:Memo:Work
    2026-01-01 custom "coop-member" "M-0001" "join"
    """
    charge = one(load_doc.entries, "2026-03")
    assert (str(charge.number), charge.currency) == ("4.00", "HOUR")
    assert charge.receivable == "Equity:Memo:Work:Owed"


def test_families_of_a_table_less_for_children_and_half_for_students(
    load_doc: Loaded,
) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "party" "by-band"
      measure: "income"
      columns: "class"
    2026-01-01 custom "coop-dues-band" "party" "below" 2000 EUR
      for-standard: 20 EUR
      for-student: 8 EUR
    2026-01-01 custom "coop-dues-band" "party" "from" 2000 EUR
      for-standard: 40 EUR
      for-student: 16 EUR
    2026-01-01 custom "coop-dues-less" "party" "children" "below" 1 CHILD "less" 0 EUR
    2026-01-01 custom "coop-dues-less" "party" "children" "up-to" 2 CHILD "less" 25 PERCENT
    2026-01-01 custom "coop-dues-less" "party" "children" "above" 2 CHILD "less" 15 EUR
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "standard"
    2026-01-01 custom "coop-declared" "M-0001" "income" 2000 EUR
    2026-01-01 custom "coop-declared" "M-0001" "children" 2
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "student"
    2026-01-01 custom "coop-declared" "M-0002" "income" 1999 EUR
    2026-01-01 custom "coop-declared" "M-0002" "children" 3
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "student"
    2026-01-01 custom "coop-declared" "M-0003" "income" 5000 EUR
    """  # noqa: E501 - as people write it
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "30.00 EUR",
        "M-0002": "0.00 EUR",
        "M-0003": "16.00 EUR",
    }


def test_pledges_are_never_a_receivable(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "chapter" "flat"
      amount: 8.00 USD
      pledged: TRUE
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member-dues" "M-0002" "pledges" 25.00 USD
    """
    charges = charges_of(load_doc.entries, "2026-03").charges
    assert [(str(one.number), one.receivable, one.pledged) for one in charges] == [
        ("8.00", "", True),
        ("25.00", "", True),
    ]


def test_initiation_in_instalments_and_a_fee_for_coming_back(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 50.00 USD
    2026-01-01 custom "coop-dues-fee" "local" "initiation" 100.00 USD
      to: Income:Initiation
      instalments: 3
    2026-01-01 custom "coop-dues-fee" "local" "reinstatement" 125.00 USD
      to: Income:Initiation
    2026-01-01 custom "coop-member" "M-0001" "join"
    ; A month of leave puts the second instalment off.
    2026-02-01 custom "coop-member" "M-0001" "pause"
      until: 2026-02-28
    2026-05-10 custom "coop-member" "M-0001" "suspend"
    2026-06-12 custom "coop-member" "M-0001" "reinstate"
    """
    months = {
        month: [
            (charge.kind, str(charge.number))
            for charge in charges_of(load_doc.entries, month).charges
        ]
        for month in ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
    }
    assert months == {
        "2026-01": [("dues", "50.00"), ("initiation", "33.34")],
        "2026-02": [],
        "2026-03": [("dues", "50.00"), ("initiation", "33.33")],
        "2026-04": [("dues", "50.00"), ("initiation", "33.33")],
        "2026-05": [("dues", "50.00")],
        "2026-06": [("dues", "50.00"), ("reinstatement", "125.00")],
    }
    back = charges_of(load_doc.entries, "2026-06").charges[-1]
    assert (str(back.due), back.receivable) == ("2026-06-12", "Assets:Receivable")
    february = charges_of(load_doc.entries, "2026-02")
    assert [(one.member, one.reason) for one in february.excused] == [
        ("M-0001", "on leave")
    ]


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
    """
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


def test_parts_by_choice_and_objectors_in_escrow(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 40.00 USD
    2026-01-01 custom "coop-dues-part" "local" "national" 18.00 USD "to" Liabilities:National
    2026-01-01 custom "coop-dues-part" "local" "strike" 10 PERCENT "to" Income:Strike
      fund: "strike"
    2026-01-01 custom "coop-dues-part" "local" "political" 2.00 USD "to" Income:Political
      choice: "opt-out"
      objectors: Liabilities:Escrow
    2026-01-01 custom "coop-dues-part" "local" "press" 1.00 USD "to" Income:Press
      choice: "opt-in"
      otherwise: "rest"
    2026-01-01 custom "coop-dues-part" "local" "local" "rest" "to" Income:Local
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-02-15 custom "coop-member-dues" "M-0001" "opts-out" "political"
    2026-02-15 custom "coop-member-dues" "M-0002" "opts-in" "press"
    2026-01-01 custom "coop-member-dues" "M-0003" "objects" "political"
    """  # noqa: E501 - as people write it

    def parts(period: str) -> list[dict[str, str]]:
        return [
            {part.account: str(part.number) for part in charge.parts}
            for charge in charges_of(load_doc.entries, period).charges
        ]

    everybody = {
        "Liabilities:National": "18.00",
        "Income:Strike": "4.00",
        "Income:Political": "2.00",
        "Income:Local": "16.00",
    }
    first, second, third = parts("2026-02")
    assert first == second == everybody
    del everybody["Income:Political"]
    assert third == {**everybody, "Liabilities:Escrow": "2.00"}
    first, second, _ = parts("2026-03")
    assert first == everybody
    assert second == {
        **everybody,
        "Income:Political": "2.00",
        "Income:Press": "1.00",
        "Income:Local": "15.00",
    }
    charge = charges_of(load_doc.entries, "2026-03").charges[0]
    assert str(charge.number) == "38.00"
    assert words(charge)[-1] == "without parts not chosen: 38.00 USD"


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
            "main.beancount:3 M-0001: no 'pay' for 2026-03, asked by coop-dues 'a' at "
            "main.beancount:3; add a coop-declared, or its posting."
        ),
        (
            "main.beancount:10 M-0002: both 'b' (main.beancount:7) and 'c' "
            "(main.beancount:10) fit. Say class: or workplace: more closely, or "
            'coop-member-dues "M-0002" "by".'
        ),
        (
            "main.beancount:13 coop-dues: 'c' begins on 2026-03-15, in the middle of a "
            "period that is charged as a whole; date it, with its lines, 2026-03-01 or "
            "the first day of a later one. Until then the one before holds."
        ),
        (
            "main.beancount:20 M-0003 (class 'nothing') is under no coop-dues on "
            "2026-03-01."
        ),
        (
            "main.beancount:24 M-0004: 'pay' for 2026-03 is -100, which is below zero. "
            "Mend the posting or what was declared here."
        ),
        (
            "main.beancount:33 M-0006: excused for 'whatever', and coop-dues 'c' at "
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
