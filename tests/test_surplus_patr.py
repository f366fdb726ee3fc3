"""Form 1099-PATR: who was paid what in a calendar year, and of what."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.surplusnotices import boxes
from tests.support.surplusnotices import forms_of
from tests.support.surplusnotices import said

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_cash_and_qualified_notices_are_all_in_box_1(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 open Liabilities:Patronage
    2025-01-01 custom "coop-entity" "ours" "worker-coop"
      basis: "accrual"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
    2025-01-01 custom "coop-surplus" "ours"
      consent: "bylaws"
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"

    2026-03-14 * "Meeting" "Surplus of 2025"
      period: "2025"
      Equity:Result             100000.00 USD
      Liabilities:Patronage     -12000.00 USD
        member: "M-0001"
      Equity:Capital            -48000.00 USD
        member: "M-0001"
        lot: "2025-Q"
      Liabilities:Patronage      -8000.00 USD
        member: "M-0002"
      Equity:Capital            -32000.00 USD
        member: "M-0002"
        lot: "2025-Q"

    2026-04-01 * "Members" "Surplus paid out"
      Liabilities:Patronage      20000.00 USD
      Assets:Bank               -20000.00 USD

    2027-05-01 * "Members" "2025 paid back"
      Equity:Capital             48000.00 USD
        member: "M-0001"
        lot: "2025-Q"
      Assets:Bank               -48000.00 USD
    """
    found = forms_of(load_doc, 2026)
    assert said(found) == []
    assert found.box("1") == Decimal("100000.00")
    assert boxes(load_doc, 2026) == {"M-0001": "1: 60000.00", "M-0002": "1: 40000.00"}
    # What is redeemed later was taxed when it was kept.
    assert boxes(load_doc, 2027) == {}
    assert boxes(load_doc, 2025) == {}


def test_nonqualified_notices_are_in_box_5_once_redeemed(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital:M-0001
    2025-01-01 open Equity:Capital:M-0002
    2025-01-01 open Liabilities:Patronage:M-0001
    2025-01-01 open Liabilities:Patronage:M-0002
    2025-01-01 custom "coop-entity" "ours" "worker-coop"
      basis: "accrual"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"

    2026-03-14 * "Meeting" "Surplus of 2025"
      period: "2025"
      Equity:Result                   100000.00 USD
      Liabilities:Patronage:M-0001    -12000.00 USD
        member: "M-0001"
      Equity:Capital:M-0001           -48000.00 USD
        lot: "2025-N"
      Liabilities:Patronage:M-0002     -8000.00 USD
        member: "M-0002"
      Equity:Capital:M-0002           -32000.00 USD
        lot: "2025-N"

    2026-04-01 * "M-0001" "Surplus paid out"
      Liabilities:Patronage:M-0001     12000.00 USD
      Assets:Bank                     -12000.00 USD

    2027-01-04 * "M-0002" "Surplus paid out"
      Liabilities:Patronage:M-0002      8000.00 USD
      Assets:Bank                      -8000.00 USD

    ; Redeemed in two ways: at once, and owed first.
    2028-05-01 * "M-0001" "2025 paid back"
      Equity:Capital:M-0001            48000.00 USD
        lot: "2025-N"
      Assets:Bank                     -48000.00 USD
    2028-05-01 * "M-0002" "2025 is to be paid back"
      Equity:Capital:M-0002            32000.00 USD
        lot: "2025-N"
      Liabilities:Patronage:M-0002    -32000.00 USD
    2029-05-01 * "M-0002" "2025 paid back"
      Liabilities:Patronage:M-0002     32000.00 USD
      Assets:Bank                     -32000.00 USD
    """
    first = {"M-0001": "1: 12000.00", "M-0002": "due: 8000.00"}
    assert boxes(load_doc, 2026) == first
    assert boxes(load_doc, 2027) == {"M-0002": "1: 8000.00"}
    assert boxes(load_doc, 2028) == {"M-0001": "5: 48000.00", "M-0002": "due: 32000.00"}
    assert boxes(load_doc, 2029) == {"M-0002": "5: 32000.00"}


def test_what_is_called_qualified_and_is_not(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 custom "coop-entity" "ours" "worker-coop"
      basis: "accrual"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-06-01 custom "coop-consent" "M-0001" "written"
    2025-06-01 custom "coop-consent" "M-0003" "written"

    2026-03-14 * "Meeting" "Surplus of 2025"
      period: "2025"
      Equity:Result       300.00 USD
      Assets:Bank         -15.00 USD
        member: "M-0001"
      Equity:Capital      -85.00 USD
        member: "M-0001"
        lot: "2025-Q"
      Assets:Bank         -20.00 USD
        member: "M-0002"
      Equity:Capital      -80.00 USD
        member: "M-0002"
        lot: "2025-Q"
      Assets:Bank         -20.00 USD
        member: "M-0003"
      Equity:Capital      -80.00 USD
        member: "M-0003"
        lot: "2025"

    2027-03-14 * "M-0003" "Paid back"
      Equity:Capital       80.00 USD
        member: "M-0003"
        lot: "2025"
      Assets:Bank         -80.00 USD
    """
    cash, consent, lot = said(forms_of(load_doc, 2026))
    assert cash == (
        "18 M-0001: 15.0 % of their part of 2025 is in cash; what is kept is qualified "
        "from 20 % on (26 USC 1388(c)(1))."
    )
    assert consent == (
        "23 M-0002: what is kept of 2025 is called qualified, and the book does not "
        "say that they agreed to it (26 USC 1388(c)(1)(B)). Add a coop-consent."
    )
    assert lot == (
        "28 M-0003: lot '2025' of 2025 does not say whether it is qualified (Q) or not "
        "(N), so that it stands on no form. Name the lot 2025-Q or 2025-N."
    )
    (problem,) = said(forms_of(load_doc, 2027))
    assert problem == (
        "32 M-0003: lot '2025' was paid back and does not say whether it was qualified "
        "(Q) or not (N). If it was not, box 5 lacks it."
    )


def test_from_ten_dollars_or_any_tax_withheld(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Liabilities:Patronage
    2025-01-01 open Liabilities:Taxes
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
    2025-01-01 custom "coop-account" "tax-payable" Liabilities:Taxes

    2026-03-14 * "Meeting" "Surplus of 2025"
      period: "2025"
      Equity:Result              39.99 USD
      Assets:Bank                -9.99 USD
        member: "M-0001"
      Assets:Bank               -10.00 USD
        member: "M-0002"
      Assets:Bank                -7.60 USD
        member: "M-0003"
      Liabilities:Taxes          -2.40 USD
        member: "M-0003"
      Liabilities:Patronage     -10.00 USD
        member: "M-0004"

    2026-04-14 * "M-0004" "Paid, less tax"
      member: "M-0004"
      Liabilities:Patronage       5.00 USD
      Assets:Bank                -3.80 USD
      Liabilities:Taxes          -1.20 USD
    """
    assert boxes(load_doc, 2026) == {
        "M-0001": "1: 9.99",
        "M-0002": "1: 10.00",
        "M-0003": "1: 10.00, 4: 2.40",
        "M-0004": "1: 5.00, 4: 1.20, due: 5.00",
    }
    needed = {form.member: form.is_needed for form in forms_of(load_doc, 2026).forms}
    assert needed == {"M-0001": False, "M-0002": True, "M-0003": True, "M-0004": True}


def test_what_others_work_earned_and_interest_stand_elsewhere(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2024-01-01 custom "coop-surplus" "ours"
      consent: "bylaws"
    2024-01-01 custom "coop-surplus-step" "ours" 10 "interest" "interest" "of" "surplus"
      to: Equity:Capital
      rate: 3 PERCENT
    2024-01-01 custom "coop-surplus-step" "ours" 20 "others" "all" "of" "others-work"
      to: Equity:Capital
    2024-01-01 custom "coop-surplus-step" "ours" 90 "members" "rest" "of" "left"
      to: Equity:Capital
    2025-01-01 custom "coop-member" "M-0001" "join"

    2026-03-14 * "Surplus of 2025" "10 interest" ^surplus-2025
      id: "surplus-2025-10-M-0001"
      period: "2025"
      Equity:Result       30.00 USD
      Assets:Bank        -10.00 USD
        member: "M-0001"
      Equity:Capital     -20.00 USD
        member: "M-0001"
        lot: "2025-I"
    2026-03-14 * "Surplus of 2025" "20 others" ^surplus-2025
      period: "2025"
      batch: "2025-surplus"
      Equity:Result       50.00 USD
        id: "surplus-2025-20-M-0001"
      Assets:Bank        -10.00 USD
        id: "surplus-2025-20-M-0001"
        member: "M-0001"
      Equity:Capital     -40.00 USD
        id: "surplus-2025-20-M-0001"
        member: "M-0001"
        lot: "2025-N"
    2026-03-14 * "Surplus of 2025" "90 members" ^surplus-2025
      period: "2025"
      Equity:Result      100.00 USD
      Assets:Bank        -20.00 USD
        member: "M-0001"
      Equity:Capital     -80.00 USD
        member: "M-0001"
        lot: "2025-Q"

    2028-03-14 * "M-0001" "Paid back"
      member: "M-0001"
      Equity:Capital      40.00 USD
        lot: "2025-N"
      Assets:Bank        -40.00 USD
    """
    only = "1: 100.00, 2: 10.00, interest: 30.00"
    assert boxes(load_doc, 2026) == {"M-0001": only}
    assert boxes(load_doc, 2028) == {"M-0001": "2: 40.00"}
