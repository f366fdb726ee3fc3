"""Made-up rules of the kinds that unions have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import one
from tests.support.duesbooks import owed
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


def test_who_joins_after_the_fifteenth_pays_half(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 25.01 USD
    2026-01-01 custom "coop-dues-joining" "local" "up-to" 15 DAY "pays" 100 PERCENT
    2026-01-01 custom "coop-dues-joining" "local" "above" 15 DAY "pays" 50 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-03-15 custom "coop-member" "M-0002" "join"
    2026-03-16 custom "coop-member" "M-0003" "join"
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "25.01 USD",
        "M-0002": "25.01 USD",
        "M-0003": "12.51 USD",
    }
    assert owed(load_doc.entries, "2026-04")["M-0003"] == "25.01 USD"
