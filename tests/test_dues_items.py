"""What a posting is: the other side of its transaction says so."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from beancount import loader

from coopbooks.dues.standing.items import read_items
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.dues.item import Item

BOOK = """
2026-01-01 open Assets:Bank USD
2026-01-01 open Assets:Clearing USD
2026-01-01 open Assets:Lists USD
2026-01-01 open Assets:Allowance USD
2026-01-01 open Assets:Receivable:Dues USD
2026-01-01 open Assets:Receivable:Check-Off USD
2026-01-01 open Assets:Receivable:Plant USD
2026-01-01 open Assets:Receivable:Levy USD
2026-01-01 open Liabilities:Prepaid USD
2026-01-01 open Liabilities:Unapplied USD
2026-01-01 open Liabilities:PerCapita USD
2026-01-01 open Liabilities:Payable USD
2026-01-01 open Equity:Opening USD
2026-01-01 open Income:Dues USD
2026-01-01 open Income:Fees USD
2026-01-01 open Expenses:Lost USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "clearing" Assets:Clearing
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
2026-01-01 custom "coop-account" "dues-prepaid" Liabilities:Prepaid
2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
2026-01-01 custom "coop-account" "dues-allowance" Assets:Allowance
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-entity" "local" "union"
  basis: "accrual"
2027-01-01 custom "coop-entity" "local" "union"
  basis: "cash"
2026-01-01 custom "coop-workplace" "plant"
  employer: "harbor-foods"
  collected: "check-off"
  receivable: Assets:Receivable:Plant
  lists: Assets:Lists
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 30.00 USD
2026-01-01 custom "coop-dues-part" "local" "up" 10.00 USD "to" Liabilities:PerCapita
2026-01-01 custom "coop-dues-part" "local" "local" "rest" "to" Income:Dues
2026-01-01 custom "coop-dues" "levy" "flat"
  besides: TRUE
  amount: 5.00 USD
  receivable: Assets:Receivable:Levy
2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-member" "M-0002" "join"
  workplace: "plant"
"""


def read(text: str, known: datetime.date | None = None) -> list[Item]:
    entries, errors, _ = loader.load_string(BOOK + text)
    assert errors == []
    return read_items(entries, read_terms(entries), known)


def legs(first: str, second: str, head: str = "", below: str = "") -> str:
    """A transaction of two postings, the first of which says what stands below it."""
    head = head or '2026-03-10 * "Something"'
    return f'{head}\n  member: "M-0001"\n  {first}\n{below}  {second}\n'


DUES = "Assets:Receivable:Dues"


@pytest.mark.parametrize(
    ("line", "other", "kind"),
    [
        (f"{DUES} 30 USD", "Income:Dues -30 USD", "charged"),
        (f"{DUES} 10 USD", "Liabilities:PerCapita -10 USD", "charged"),
        (f"{DUES} 10 USD", "Liabilities:Payable -10 USD", "charged"),
        (f"{DUES} -30 USD", "Income:Dues 30 USD", "reversed"),
        (f"{DUES} -10 USD", "Liabilities:PerCapita 10 USD", "reversed"),
        (f"{DUES} -30 USD", "Assets:Bank 30 USD", "paid"),
        (f"{DUES} -30 USD", "Assets:Clearing 30 USD", "paid"),
        (f"{DUES} -30 USD", "Liabilities:Unapplied 30 USD", "paid"),
        (f"{DUES} -30 USD", "Assets:Lists 30 USD", "deducted"),
        ("Assets:Receivable:Check-Off -30 USD", "Assets:Bank 30 USD", "deducted"),
        ("Assets:Receivable:Plant -30 USD", "Assets:Bank 30 USD", "deducted"),
        ("Liabilities:Prepaid -30 USD", "Assets:Bank 30 USD", "paid"),
        (f"{DUES} 30 USD", "Assets:Bank -30 USD", "refunded"),
        (f"{DUES} 30 USD", "Liabilities:Unapplied -30 USD", "paid"),
        (f"{DUES} -30 USD", "Expenses:Lost 30 USD", "written-off"),
        (f"{DUES} -30 USD", "Assets:Allowance 30 USD", "written-off"),
        (f"{DUES} 30 USD", "Expenses:Lost -30 USD", "written-off"),
        (f"{DUES} 30 USD", "Equity:Opening -30 USD", "opening"),
        (f"{DUES} -30 USD", "Equity:Opening 30 USD", "opening"),
    ],
)
def test_the_other_side_says_what_it_is(line: str, other: str, kind: str) -> None:
    (item,) = read(legs(line, other))
    assert (item.kind, item.member, item.about) == (kind, "M-0001", "dues")
    assert str(item.number) == line.split()[1]
    assert item.employer == ("Check-Off" in line or "Plant" in line)


def test_what_bounced_says_so_and_what_is_reversed_was_never_paid() -> None:
    bounced = legs(f"{DUES} 30 USD", "Assets:Bank -30 USD", below="    bounced: TRUE\n")
    head = '2026-03-11 * "Reversed"\n  reverses: "bank-1"'
    wrong = legs(f"{DUES} 30 USD", "Assets:Bank -30 USD", head)
    assert [item.kind for item in read(bounced + wrong)] == ["bounced", "paid"]


def test_between_accounts_of_members_something_is_moved() -> None:
    items = read(legs(f"{DUES} 30 USD", "Liabilities:Prepaid -30 USD"))
    assert [(one.kind, str(one.number)) for one in items] == [
        ("moved", "30"),
        ("moved", "-30"),
    ]


def test_a_charge_and_its_payment_in_one_transaction_are_two() -> None:
    items = read(
        """
2026-03-10 * "Joined at the table"
  member: "M-0001"
  Assets:Bank               40 USD
  Assets:Receivable:Dues    30 USD
  Assets:Receivable:Dues   -40 USD
  Assets:Receivable:Dues    10 USD
    about: "initiation"
  Income:Dues              -40 USD
"""
    )
    found = {(one.kind, one.about, str(one.number)) for one in items}
    assert found == {
        ("charged", "dues", "30"),
        ("charged", "initiation", "10"),
        ("paid", "dues", "-40"),
    }


def test_a_payment_that_bounced_with_its_fee() -> None:
    items = read(
        """
2026-03-10 * "Cheque came back"
  member: "M-0001"
  Assets:Bank              -30 USD
  Assets:Receivable:Dues    30 USD
    bounced: TRUE
  Assets:Receivable:Dues    20 USD
    about: "bounced"
  Income:Fees              -20 USD
"""
    )
    found = [(one.kind, one.about, str(one.number)) for one in items]
    assert found == [("charged", "bounced", "20"), ("bounced", "dues", "30")]


def test_when_it_was_due_and_what_it_is_for() -> None:
    first = '2026-03-10 * "Charged"\n  period: "2026-02"\n  due: 2026-02-15'
    second = '2026-03-11 * "Charged late"\n  for-date: 2026-01-31'
    third = '2026-03-12 * "Brought in"\n  period: "2025-11"'
    income = f"{DUES} 30 USD", "Income:Dues -30 USD"
    text = legs(*income, first) + legs(*income, second)
    text += legs(f"{DUES} 30 USD", "Equity:Opening -30 USD", third)
    assert [(one.period, one.due.isoformat()) for one in read(text)] == [
        ("2026-02", "2026-02-15"),
        ("", "2026-01-31"),
        ("2025-11", "2025-11-01"),
    ]


def test_what_nobody_is_named_for_and_what_is_no_dues_is_nothing() -> None:
    assert (
        read('2026-03-10 * "X"\n  Assets:Receivable:Dues 9 USD\n  Income:Dues\n') == []
    )
    assert read(legs("Assets:Bank 30 USD", "Income:Fees -30 USD")) == []
    assert read(legs("Expenses:Lost 30 USD", "Assets:Bank -30 USD")) == []


def test_money_straight_to_its_parts_is_one_payment_of_what_was_never_owed() -> None:
    text = """
{}-03-10 * "Paid"
  member: "M-0001"
  period: "{}-03"
  Assets:Bank             30 USD
  Liabilities:PerCapita  -10 USD
  Income:Dues            -20 USD
"""
    items = read(text.format(2026, 2026))
    assert [(one.kind, str(one.number), one.period) for one in items] == [
        ("paid", "-30", "2026-03"),
        ("charged", "30", "2026-03"),
    ]
    # By cash nothing is ever charged.
    items = read(text.format(2027, 2027))
    assert [(one.kind, str(one.number)) for one in items] == [("paid", "-30")]


def test_paying_a_parent_is_no_members_payment() -> None:
    text = """
2026-03-10 * "Per capita"
  Liabilities:PerCapita   120 USD
  Assets:Bank            -120 USD
"""
    assert read(text) == []


def test_on_a_shared_account_it_matters_where_the_member_works() -> None:
    text = """
2026-03-01 * "Levy"
  Assets:Receivable:Levy    5 USD
    member: "M-0001"
  Assets:Receivable:Levy    5 USD
    member: "M-0002"
  Assets:Receivable:Levy    1 USD
    member: "M-0002"
    about: "late"
  Income:Dues             -11 USD
"""
    found = [(one.member, one.about, one.employer) for one in read(text)]
    assert sorted(found) == [
        ("M-0001", "dues", False),
        ("M-0002", "dues", True),
        ("M-0002", "late", False),
    ]


def test_what_was_recorded_later_was_not_known() -> None:
    early = legs(f"{DUES} 30 USD", "Income:Dues -30 USD")
    late = legs(
        f"{DUES} -30 USD", "Assets:Bank 30 USD", below="    recorded: 2026-04-02\n"
    )
    day = datetime.date(2026, 4, 1)
    assert [one.kind for one in read(early + late, day)] == ["charged"]
    both = read(early + late, datetime.date(2026, 4, 2))
    assert [(one.kind, one.recorded.day) for one in both] == [
        ("paid", 2),
        ("charged", 10),
    ]
