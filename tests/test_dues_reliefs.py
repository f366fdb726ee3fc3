from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


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
    2026-04-01 custom "coop-member-dues" "M-0003" "agrees" "political"
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
    assert parts("2026-04")[2] == {**everybody, "Income:Political": "2.00"}
    charge = charges_of(load_doc.entries, "2026-03").charges[0]
    assert str(charge.number) == "38.00"
    assert words(charge)[-1] == "without parts not chosen: 38.00 USD"


def test_less_to_pay_in_percent_and_excuses_by_decision(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 21.00 USD
    2026-01-01 custom "coop-dues" "levy" "flat"
      besides: TRUE
      amount: 1.00 USD
    2026-01-01 custom "coop-dues-excuse" "local" "leave" 2 MONTH
    2026-01-01 custom "coop-dues-excuse" "levy" "leave" 2 MONTH
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member-dues" "M-0001" "pays" 50 PERCENT
      until: 2026-02-28
      decision: "2025-11/2"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member-dues" "M-0002" "less" 30.00 USD
      decision: "2025-11/2"
    2026-03-01 custom "coop-member-dues" "M-0002" "ends" "less"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-15 custom "coop-member-dues" "M-0003" "excused" "hardship"
      decision: "2026-01/2"
    2026-04-01 custom "coop-member-dues" "M-0003" "ends" "hardship"
    2026-01-01 custom "coop-member" "M-0004" "join"
    2026-02-01 custom "coop-member-dues" "M-0004" "excused" "leave"
      until: 2026-03-15
    2026-03-16 custom "coop-member-dues" "M-0004" "excused" "leave"
    """
    months = [owed(load_doc.entries, f"2026-0{month}") for month in range(1, 5)]
    whole = "1.00 USD, 21.00 USD"
    assert [month.get("M-0001") for month in months] == [
        *("1.00 USD, 10.50 USD", "1.00 USD, 10.50 USD", whole, whole)
    ]
    assert [month.get("M-0002") for month in months] == [
        *("1.00 USD, 0.00 USD", "1.00 USD, 0.00 USD", whole, whole)
    ]
    # A month of which half is excused is charged.
    assert [month.get("M-0003") for month in months] == [whole, None, None, whole]
    assert [month.get("M-0004") for month in months] == [whole, None, None, whole]
    march = charges_of(load_doc.entries, "2026-03").excused
    assert {(one.member, one.reason) for one in march} == {
        ("M-0003", "excused: hardship"),
        ("M-0004", "leave, month 2 of 2"),
    }
