"""Rules of real unions with their published figures, each written as a ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


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
