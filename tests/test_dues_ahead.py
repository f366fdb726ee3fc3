"""Dues paid ahead: set aside when a period is over, used when their month comes."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

from coopbooks.core.accounts import Roles
from coopbooks.core.periods import parse_period
from coopbooks.dues.item import Item
from coopbooks.dues.posting.ahead import Side
from coopbooks.dues.posting.ahead import prepaid_account
from coopbooks.dues.posting.ahead import released
from coopbooks.dues.posting.ahead import set_aside
from coopbooks.dues.posting.ahead import sides

if TYPE_CHECKING:
    from coopbooks.dues.item import ItemKind
    from tests.support.ledgers import Loaded

MARCH, APRIL = parse_period("2026-03"), parse_period("2026-04")
OWED, PREPAID = "Assets:Receivable:Dues", "Liabilities:Dues:Prepaid"
ROLES = Roles(
    {OWED: "dues-receivable", PREPAID: "dues-prepaid"},
)
ENTRY = data.Transaction({}, MARCH.begin, "*", None, "", frozenset(), frozenset(), [])


def item(
    day: str,
    number: str,
    kind: ItemKind = "charged",
    period: str = "",
    account: str = OWED,
) -> Item:
    date = datetime.date.fromisoformat(day)
    return Item(
        "M-0001", kind, "dues", date, date, date, period, Decimal(number), "USD",
        account, employer=False, entry=ENTRY,
    )  # fmt: skip


def side(*items: Item) -> Side:
    [found] = sides(ROLES, items)
    return found


def moved(entry: data.Transaction) -> dict[str, str]:
    return {one.account: str(one.units.number) for one in entry.postings if one.units}


def test_what_is_too_much_at_the_end_of_a_month_is_set_aside() -> None:
    found = side(item("2026-03-01", "30.00"), item("2026-03-20", "-50.00", "paid"))
    [move] = set_aside(found, MARCH, PREPAID)
    assert (move.entry.date, move.used) == (datetime.date(2026, 3, 31), False)
    assert moved(move.entry) == {OWED: "20.00", PREPAID: "-20.00"}
    assert move.entry.meta == {"id": "prepaid-2026-03-M-0001-ahead", "member": "M-0001"}
    assert move.entry.narration == "Set aside at the end of March 2026"


def test_a_payment_for_a_later_month_is_set_aside_though_one_is_owed() -> None:
    found = side(
        item("2026-03-01", "30.00", period="2026-03"),
        item("2026-03-20", "-30.00", "paid", "2026-06"),
    )
    [move] = set_aside(found, MARCH, PREPAID)
    assert move.number == 30
    assert move.entry.meta["period"] == "2026-06"
    assert move.entry.meta["id"] == "prepaid-2026-03-M-0001-ahead-2026-06"


def test_who_owes_has_nothing_to_set_aside() -> None:
    found = side(item("2026-03-01", "30.00"), item("2026-03-20", "-20.00", "paid"))
    assert list(set_aside(found, MARCH, PREPAID)) == []


def test_what_was_set_aside_is_used_on_the_day_of_the_next_charge() -> None:
    found = side(
        item("2026-03-31", "-50.00", "moved", account=PREPAID),
        item("2026-04-01", "30.00", period="2026-04"),
    )
    [move] = released(found, APRIL, PREPAID)
    assert (move.number, move.used) == (Decimal(30), True)
    assert move.entry.date == datetime.date(2026, 4, 1)
    assert moved(move.entry) == {PREPAID: "30.00", OWED: "-30.00"}
    assert move.entry.meta["id"] == "prepaid-2026-04-M-0001"
    assert list(set_aside(found, APRIL, PREPAID, [move])) == []


def test_what_is_for_a_later_month_waits_for_it() -> None:
    ahead = item("2026-03-31", "-30.00", "moved", "2026-06", PREPAID)
    found = side(ahead, item("2026-04-01", "30.00", period="2026-04"))
    assert released(found, APRIL, PREPAID) == []
    june = parse_period("2026-06")
    found = side(ahead, item("2026-06-01", "30.00", period="2026-06"))
    assert [move.number for move in released(found, june, PREPAID)] == [30]


def test_no_more_is_used_than_is_owed_or_there() -> None:
    charge = item("2026-04-01", "30.00")
    little = item("2026-03-31", "-12.00", "moved", account=PREPAID)
    assert [one.number for one in released(side(little, charge), APRIL, PREPAID)] == [
        12
    ]
    paid = item("2026-03-31", "-25.00", "paid")
    much = item("2026-03-31", "-90.00", "moved", account=PREPAID)
    found = released(side(much, paid, charge), APRIL, PREPAID)
    assert [one.number for one in found] == [5]


def test_what_somebody_used_by_hand_later_in_the_month_is_not_used_again() -> None:
    found = side(
        item("2026-03-31", "-30.00", "moved", account=PREPAID),
        item("2026-04-01", "30.00"),
        item("2026-04-30", "30.00", "moved", account=PREPAID),
        item("2026-04-30", "-30.00", "moved"),
    )
    assert released(found, APRIL, PREPAID) == []


def test_a_payment_after_the_charge_does_not_undo_what_was_used() -> None:
    before = item("2026-03-31", "-30.00", "moved", account=PREPAID)
    charge = item("2026-04-01", "30.00")
    paid = item("2026-04-10", "-30.00", "paid")
    first = released(side(before, charge), APRIL, PREPAID)
    again = released(side(before, charge, paid), APRIL, PREPAID)
    assert [one.entry for one in again] == [one.entry for one in first]
    [move] = set_aside(side(before, charge, paid), APRIL, PREPAID, again)
    assert move.number == 30


def test_weeks_are_used_one_after_the_other() -> None:
    found = side(
        item("2026-03-31", "-15.00", "moved", account=PREPAID),
        item("2026-04-06", "10.00", period="2026-W15"),
        item("2026-04-13", "10.00", period="2026-W16"),
    )
    moves = released(found, APRIL, PREPAID)
    assert [(one.number, one.entry.meta["id"]) for one in moves] == [
        (Decimal(10), "prepaid-2026-W15-M-0001"),
        (Decimal(5), "prepaid-2026-W16-M-0001"),
    ]


def test_what_an_employer_hands_over_too_much_is_not_the_members() -> None:
    paid = replace(item("2026-03-20", "-50.00", "paid"), employer=True)
    assert sides(ROLES, [paid]) == []


@pytest.mark.parametrize("more", ["", "Liabilities:Dues:Prepaid:Old"])
def test_the_account_is_the_one_with_the_role(more: str) -> None:
    opened = [PREPAID, *([more] if more else [])]
    entries = [data.Open({}, MARCH.begin, one, [], None) for one in opened]
    assert prepaid_account(ROLES, entries) == (PREPAID, None)


def test_without_an_account_it_is_said_what_to_do(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Receivable:Dues
    """
    account, problem = prepaid_account(ROLES, load_doc.entries)
    assert account == ""
    assert problem is not None
    assert "no account has the role 'dues-prepaid'" in problem.message


def test_two_accounts_are_one_too_many() -> None:
    roles = Roles({PREPAID: "dues-prepaid", "Liabilities:Ahead": "dues-prepaid"})
    entries = [
        data.Open({}, MARCH.begin, one, [], None)
        for one in (PREPAID, "Liabilities:Ahead")
    ]
    account, problem = prepaid_account(roles, entries)
    assert account == ""
    assert problem is not None
    assert problem.message.startswith("Liabilities:Ahead and Liabilities:Dues:Prepaid")
