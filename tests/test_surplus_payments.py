"""What of what was owed to members was paid, and in which box it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.surplusnotices import boxes
from tests.support.surplusnotices import forms_of
from tests.support.surplusnotices import said

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_a_leavers_account_in_parts(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 open Equity:Reserve
    2025-01-01 open Expenses:Interest
    2025-01-01 open Liabilities:Left:Now
    2025-01-01 open Liabilities:Left:Later
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "reserve" Equity:Reserve
    2025-01-01 custom "coop-account" "capital-payable" Liabilities:Left:Now
    2025-01-01 custom "coop-account" "long-term-loan" Liabilities:Left:Later

    2025-01-01 * "Opening" "What there was"
      member: "M-0001"
      Assets:Bank          500.00 USD
      Equity:Capital      -100.00 USD
        lot: "fee"
      Equity:Capital      -200.00 USD
        lot: "2023-N"
      Equity:Capital      -150.00 USD
        lot: "2024-Q"
      Equity:Capital       -50.00 USD
        lot: "2022-N"

    ; A tenth goes to the reserve; the rest is owed, half of it later, 50.00 paid now.
    2025-06-30 * "A member who left" "Account"
      member: "M-0001"
      Equity:Capital       100.00 USD
        lot: "fee"
      Equity:Capital       200.00 USD
        lot: "2023-N"
      Equity:Capital       150.00 USD
        lot: "2024-Q"
      Equity:Capital        50.00 USD
        lot: "2022-N"
      Equity:Reserve       -50.00 USD
      Assets:Bank          -60.00 USD
      Liabilities:Left:Now   -190.00 USD
      Liabilities:Left:Later -200.00 USD

    2026-06-30 * "A member who left" "First part, and interest"
      member: "M-0001"
      Liabilities:Left:Now    190.00 USD
      Expenses:Interest        13.00 USD
      Assets:Bank            -203.00 USD
    2026-06-30 * "A member who left" "The rest is due within a year"
      member: "M-0001"
      Liabilities:Left:Later  200.00 USD
      Liabilities:Left:Now   -200.00 USD
    2026-07-05 * "A member who left" "The transfer came back"
      member: "M-0001"
      Assets:Bank             190.00 USD
      Liabilities:Left:Now   -190.00 USD
    """
    first = forms_of(load_doc, 2025)
    # The oldest are paid first: 50.00 of 2022 and 10.00 of 2023; 190.00 are owed.
    (form,) = first.forms
    assert (form.box("5"), form.due) == (Decimal("60.00"), Decimal("190.00"))
    (second,) = forms_of(load_doc, 2026).forms
    assert (second.box("5"), second.due) == (Decimal("0.00"), Decimal("190.00"))


def test_a_loss_takes_from_notices_and_is_on_no_form(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 * "Opening" "What there was"
      Assets:Bank         500.00 USD
      Equity:Capital     -500.00 USD
        member: "M-0001"
        lot: "2024-Q"
    2026-03-01 * "Meeting" "Loss of 2025"
      period: "2025"
      Equity:Result      -300.00 USD
      Equity:Capital      300.00 USD
        member: "M-0001"
        lot: "2024-Q"
    """
    assert boxes(load_doc, 2026) == {}


def test_money_of_which_nobody_can_say_whose_it_is(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Collective
    2025-01-01 open Liabilities:Patronage
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "collective" Equity:Collective
    2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage

    2026-03-14 * "Meeting" "Surplus of 2025"
      period: "2025"
      Equity:Result            120.00 USD
      Assets:Bank              -20.00 USD
      Liabilities:Patronage    -60.00 USD
        member: "M-0001"
      Liabilities:Patronage    -40.00 USD
        member: "M-0002"
    2026-04-14 * "Members" "Paid"
      Liabilities:Patronage     50.00 USD
      Assets:Bank              -50.00 USD
    2026-05-14 * "M-0001" "Given to the co-op"
      member: "M-0001"
      Liabilities:Patronage     60.00 USD
      Equity:Collective        -60.00 USD
    2027-05-14 * "M-0002" "Paid"
      Liabilities:Patronage     40.00 USD
        period: "2025"
      Assets:Bank              -40.00 USD
    """
    found = forms_of(load_doc, 2026)
    why = "nobody can say whose it is. Add member: to each part."
    assert said(found) == [
        f"13 20.00 USD is shared here and names no member: {why}",
        f"19 50.00 USD is paid here and names no member, and 100.00 is owed: {why}",
    ]
    assert [(form.member, form.due) for form in found.forms] == [
        ("M-0002", Decimal("40.00"))
    ]
    # What is left is all of one member, so that a payment need not say whose it is.
    assert boxes(load_doc, 2027) == {"M-0002": "1: 40.00"}


def test_a_decision_after_the_years_end_says_when_a_notice_was_given(
    load_doc: Loaded,
) -> None:
    """
    2025-01-01 open Equity:Result
    2025-01-01 open Equity:Capital
    2025-01-01 open Liabilities:Patronage
    2025-01-01 custom "coop-account" "result" Equity:Result
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
    2026-03-14 custom "coop-decision" "2026-03/2" "Surplus of 2025"
      body: "members' meeting"
    2025-12-31 * "Surplus of 2025" "Recognised at the year's end"
      period: "2025"
      decision: "2026-03/2"
      Equity:Result            100.00 USD
      Liabilities:Patronage    -20.00 USD
        member: "M-0001"
      Equity:Capital           -80.00 USD
        member: "M-0001"
        lot: "2025-Q"
    """
    assert boxes(load_doc, 2025) == {"M-0001": "due: 20.00"}
    assert boxes(load_doc, 2026) == {"M-0001": "1: 80.00, due: 20.00"}
