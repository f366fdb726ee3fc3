"""Rules that unions and others publish, with figures worked out by hand from them.

Each says where the rule stands; the members are made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_two_times_the_hourly_rate_up_to_eleven_dollars(load_doc: Loaded) -> None:
    """
    ; Teamsters Local 205: 2 times the hourly rate plus 7 up to 11.00 an hour, above
    ; 2.5 times plus 7; 2.25 times plus 7 where there is no right to strike.
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "private" "by-band"
      measure: "hourly-pay"
      plus: 7 USD
    2026-01-01 custom "coop-dues-band" "private" "up-to" 11 USD "pays" 2 HOUR
    2026-01-01 custom "coop-dues-band" "private" "above" 11 USD "pays" 2.5 HOUR
    2026-01-01 custom "coop-dues" "public" "by-band"
      class: "public"
      measure: "hourly-pay"
      plus: 7 USD
    2026-01-01 custom "coop-dues-band" "public" "up-to" 11 USD "pays" 2 HOUR
    2026-01-01 custom "coop-dues-band" "public" "above" 11 USD "pays" 2.25 HOUR
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "public"
    2026-01-01 custom "coop-declared" "M-0001" "hourly-pay" 11.00 USD
    2026-01-01 custom "coop-declared" "M-0002" "hourly-pay" 20.40 USD
    2026-01-01 custom "coop-declared" "M-0003" "hourly-pay" 20.40 USD
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "29.00 USD",
        "M-0002": "58.00 USD",
        "M-0003": "52.90 USD",
    }


def test_so_much_a_month_and_so_much_for_each_hour_worked(load_doc: Loaded) -> None:
    """
    ; Teamsters Local 362: construction pays 25.00 a month, and 0.52 for each hour
    ; worked; motion picture 23.00, and when working 2 percent of gross earnings.
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "construction" "by-formula"
      class: "construction"
      measure: "hours-worked"
      each: 0.52 CAD
      plus: 25 CAD
      missing: "zero"
    2026-01-01 custom "coop-dues" "pictures" "percentage"
      class: "pictures"
      measure: "gross"
      rate: 2 PERCENT
      plus: 23 CAD
      missing: "zero"
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "construction"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "construction"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "pictures"
    2026-03-31 custom "coop-declared" "M-0001" "hours-worked" 160 HOUR
      period: "2026-03"
    2026-03-31 custom "coop-declared" "M-0003" "gross" 4150.50 CAD
      period: "2026-03"
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "108.20 CAD",
        "M-0002": "25.00 CAD",
        "M-0003": "106.01 CAD",
    }
    first = charges_of(load_doc.entries, "2026-03").charges[0]
    assert words(first) == [
        "hours-worked: 160 hours",
        "160 hours at 0.52 CAD each",
        "plus 25.00 CAD",
    ]


def test_two_and_a_quarter_hours_of_a_week_of_forty(load_doc: Loaded) -> None:
    """
    ; Communications Workers of America: 2.25 hours' pay a month; an hour's pay is the
    ; basic weekly wage divided by forty hours.
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "cwa" "hours-of-pay"
      measure: "weekly-wage"
      divided-by: 40
      rate: 2.25 HOUR
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "weekly-wage" 1130 USD
    """
    assert owed(load_doc.entries, "2026-03") == {"M-0001": "63.56 USD"}


def test_pay_counts_up_to_a_ceiling_and_dues_to_ten_cents(load_doc: Loaded) -> None:
    """
    ; GdS: 0.75 percent of pay up to 5,512.50 euros, at least 4.00, rounded half up to
    ; ten cents: 41.30 at most in 2025. Trainees 2.50.
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-dues" "gds" "percentage"
      measure: "monthly-pay"
      at-most: 5512.50 EUR
      rate: 0.75 PERCENT
      minimum: 4 EUR
      round-to: 0.10 EUR
    2025-01-01 custom "coop-dues" "trainees" "flat"
      class: "trainee"
      amount: 2.50 EUR
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-member" "M-0003" "join"
      class: "trainee"
    2025-01-01 custom "coop-declared" "M-0001" "monthly-pay" 7100 EUR
    2025-01-01 custom "coop-declared" "M-0002" "monthly-pay" 3020 EUR
    """
    assert owed(load_doc.entries, "2025-03") == {
        "M-0001": "41.30 EUR",
        "M-0002": "22.70 EUR",
        "M-0003": "2.50 EUR",
    }


def test_fifty_a_year_and_two_for_each_full_thousand(load_doc: Loaded) -> None:
    """
    ; LAB Berlin: 50 a year and 2 for each full thousand of last year's income: 23,800
    ; pays 96, 47,023 pays 144, 75,936 pays 200, 17,899 pays 84.
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "lab" "by-formula"
      per: "year"
      measure: "yearly-income"
      divided-by: 1000
      each: 2 EUR
      plus: 50 EUR
    2026-01-01 custom "coop-dues-round" "lab" "base" "down" 1 EUR
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-member" "M-0004" "join"
    2026-01-01 custom "coop-declared" "M-0001" "yearly-income" 23800 EUR
    2026-01-01 custom "coop-declared" "M-0002" "yearly-income" 47023 EUR
    2026-01-01 custom "coop-declared" "M-0003" "yearly-income" 75936 EUR
    2026-01-01 custom "coop-declared" "M-0004" "yearly-income" 17899 EUR
    """
    assert owed(load_doc.entries, "2026") == {
        "M-0001": "96.00 EUR",
        "M-0002": "144.00 EUR",
        "M-0003": "200.00 EUR",
        "M-0004": "84.00 EUR",
    }


def test_amounts_of_their_own_for_each_cadence(load_doc: Loaded) -> None:
    """
    ; Plumbers' Union, New South Wales, April 2024: full rate 882.00 a year, 441.00 for
    ; half of it, 34.00 a fortnight, 17.00 a week; first-year apprentices 132.00, 66.00,
    ; 5.00 and 2.50.
    2024-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2024-01-01 custom "coop-account" "dues" Income:Dues
    2024-01-01 custom "coop-dues" "full" "flat"
      amount: 882.00 AUD
      per: "year"
    2024-01-01 custom "coop-dues-cadence" "full" "half-year" 441.00 AUD
    2024-01-01 custom "coop-dues-cadence" "full" "two-weeks" 34.00 AUD
      starts: 2024-01-03
    2024-01-01 custom "coop-dues-cadence" "full" "week" 17.00 AUD
    2024-01-01 custom "coop-dues" "first-year" "flat"
      class: "first-year"
      amount: 132.00 AUD
      per: "year"
    2024-01-01 custom "coop-dues-cadence" "first-year" "week" 2.50 AUD
    2024-01-01 custom "coop-member" "M-0001" "join"
    2024-01-01 custom "coop-member" "M-0002" "join"
    2024-01-01 custom "coop-member" "M-0003" "join"
    2024-01-01 custom "coop-member" "M-0004" "join"
      class: "first-year"
    2024-01-01 custom "coop-member-dues" "M-0002" "each" "two-weeks"
    2024-01-01 custom "coop-member-dues" "M-0003" "each" "half-year"
    2024-01-01 custom "coop-member-dues" "M-0004" "each" "week"
    """
    assert owed(load_doc.entries, "2024-01") == {
        "M-0001": "882.00 AUD",
        "M-0002": "34.00 AUD, 34.00 AUD, 34.00 AUD",
        "M-0003": "441.00 AUD",
        "M-0004": "2.50 AUD, 2.50 AUD, 2.50 AUD, 2.50 AUD, 2.50 AUD",
    }
    periods = [
        one.period.name for one in charges_of(load_doc.entries, "2024-01").charges
    ]
    assert periods[1:4] == [
        "2024-01-03..2024-01-16",
        "2024-01-17..2024-01-30",
        "2024-01-31..2024-02-13",
    ]


def test_hours_of_work_decide_in_bands_by_the_week(load_doc: Loaded) -> None:
    """
    ; CWU Victoria: each week 9.80 for full-timers, 5.50 from 25 hours on, 2.85 below
    ; that (the union says "15 hour part timers").
    2026-01-05 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-05 custom "coop-account" "dues" Income:Dues
    2026-01-05 custom "coop-dues" "cwu" "by-band"
      measure: "weekly-hours"
      per: "week"
    2026-01-05 custom "coop-dues-band" "cwu" "below" 25 HOUR "pays" 2.85 AUD
    2026-01-05 custom "coop-dues-band" "cwu" "below" 35 HOUR "pays" 5.50 AUD
    2026-01-05 custom "coop-dues-band" "cwu" "from" 35 HOUR "pays" 9.80 AUD
    2026-01-05 custom "coop-member" "M-0001" "join"
    2026-01-05 custom "coop-declared" "M-0001" "weekly-hours" 25 HOUR
    """
    assert owed(load_doc.entries, "2026-W10") == {"M-0001": "5.50 AUD"}


def test_work_dues_besides_yearly_dues(load_doc: Loaded) -> None:
    """
    ; American Federation of Musicians, Local 1000: work dues of 2.5 percent of scale
    ; wages, besides yearly dues (here 100.00, made up).
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "members" "flat"
      amount: 100.00 USD
      per: "year"
    2026-01-01 custom "coop-dues" "work" "percentage"
      besides: TRUE
      measure: "scale-wages"
      rate: 2.5 PERCENT
      missing: "nothing"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-31 custom "coop-declared" "M-0001" "scale-wages" 1050 USD
      period: "2026-01"
    """
    assert owed(load_doc.entries, "2026-01") == {"M-0001": "26.25 USD, 100.00 USD"}


def test_a_most_for_the_year(load_doc: Loaded) -> None:
    """
    ; Working dues that end for the year when they have come to a limit, as actors'
    ; unions have them on earnings: 2.5 percent, 100.00 a year at most (made up).
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "work" "percentage"
      measure: "gross"
      rate: 2.5 PERCENT
      maximum-a-year: 100 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "gross" 1800 USD
    """
    found = [
        owed(load_doc.entries, month) for month in ("2026-02", "2026-03", "2026-04")
    ]
    assert found == [{"M-0001": one} for one in ("45.00 USD", "10.00 USD", "0.00 USD")]
    assert owed(load_doc.entries, "2027-01") == {"M-0001": "45.00 USD"}


def test_the_most_for_a_year_says_what_was_owed_before(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "c" "percentage"
      measure: "pay"
      at-least-of: "guarantee"
      rate: 1 PERCENT
      maximum-a-year: 100 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "guarantee" 4500 USD
    """
    charges = charges_of(load_doc.entries, "2026-03").charges
    steps = words(charges[0])
    assert str(charges[0].number) == "10.00"
    assert steps[0] == "no pay for 2026-03: counts as 0.00 USD"
    assert steps[-1] == "at most 100.00 USD a year, and 90.00 USD were owed before"
