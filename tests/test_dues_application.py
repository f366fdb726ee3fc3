"""Which payment pays which charge."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from beancount.core import data

from coopbooks.dues.item import Item
from coopbooks.dues.standing.application import apply
from coopbooks.dues.standing.priorities import Priorities
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.item import ItemKind
    from coopbooks.dues.standing.application import Application

DUES_FIRST = Priorities(read_terms([]))
LATER = datetime.date(2026, 12, 31)


def item(
    day: str,
    number: str,
    kind: ItemKind = "charged",
    period: str = "",
    about: ChargeKind = "dues",
    **meta: object,
) -> Item:
    date = datetime.date.fromisoformat(f"2026-{day}")
    said = {"filename": "made", "lineno": 1, **meta}
    entry = data.Transaction(said, date, "*", None, "", frozenset(), frozenset(), [])
    return Item(
        "M-0001", kind, about, date, date, date, period, Decimal(number), "USD",
        "Assets:Receivable:Dues", employer=False, entry=entry,
    )  # fmt: skip


def months(*names: str) -> list[Item]:
    """30.00 charged on the first day of each month."""
    return [item(f"{name}-01", "30.00", period=f"2026-{name}") for name in names]


def paid(day: str, number: str, period: str = "", about: ChargeKind = "dues") -> Item:
    return item(day, f"-{number}", "paid", period, about)


def left(
    *items: Item, on: datetime.date = LATER, rules: Priorities = DUES_FIRST
) -> tuple[list[tuple[str, str]], str]:
    """What is open, by month or kind, and what is paid ahead."""
    found = apply(items, rules, on)
    return _open(found), str(found.prepaid)


def _open(found: Application) -> list[tuple[str, str]]:
    return [
        (one.period.name[5:] if one.about == "dues" else one.about, str(one.open))
        for one in found.open
    ]


def test_the_oldest_is_paid_first() -> None:
    found = left(*months("01", "02", "03"), paid("03-10", "75.00"))
    assert found == ([("03", "15.00")], "0")


def test_months_that_are_named_are_paid_first() -> None:
    found = left(*months("01", "02"), paid("03-10", "30.00", "2026-02"))
    assert found == ([("01", "30.00")], "0")


def test_what_is_too_much_for_its_month_goes_to_the_oldest() -> None:
    found = left(*months("01", "02"), paid("03-10", "40.00", "2026-02"))
    assert found == ([("01", "20.00")], "0")


def test_a_payment_may_name_several_months() -> None:
    items = (
        *months("01", "02", "03", "04"),
        paid("02-10", "60.00", "2026-02..2026-03"),
    )
    assert left(*items) == ([("01", "30.00"), ("04", "30.00")], "0")


def test_weeks_lie_in_the_month_that_a_payment_names() -> None:
    weeks = [
        item("03-02", "7", period="2026-W10"),
        item("03-09", "7", period="2026-W11"),
    ]
    found = left(item("01-01", "7"), *weeks, paid("03-20", "14", "2026-03"))
    assert found == ([("01", "7")], "0")


def test_a_later_month_waits_for_its_charge_though_something_is_open() -> None:
    ahead = paid("02-10", "30.00", "2026-06")
    may = datetime.date(2026, 5, 31)
    assert left(*months("01"), ahead, on=may) == ([("01", "30.00")], "30.00")
    assert apply([ahead], DUES_FIRST, may).reserved == Decimal("30.00")
    assert left(*months("01", "06"), ahead) == ([("01", "30.00")], "0")


def test_what_was_kept_for_a_month_that_was_never_charged_is_free_after_it() -> None:
    items = (*months("01"), paid("02-10", "30.00", "2026-06"))
    assert left(*items, on=datetime.date(2026, 6, 30))[0] == [("01", "30.00")]
    assert left(*items, on=datetime.date(2026, 7, 1)) == ([], "0")


def test_what_is_left_is_paid_ahead_and_used_for_the_next_charge() -> None:
    assert left(*months("01"), paid("01-10", "50.00")) == ([], "20.00")
    assert left(*months("01", "02"), paid("01-10", "50.00")) == ([("02", "10.00")], "0")


def test_what_is_set_aside_and_used_changes_nothing() -> None:
    aside = item("01-31", "20.00", "moved"), item("01-31", "-20.00", "moved")
    aside = aside[0], replace(aside[1], entry=aside[0].entry)
    assert left(*months("01"), paid("01-10", "50.00"), *aside) == ([], "20.00")


def test_dues_go_before_fees_and_money_stays_where_it_went() -> None:
    fee = item("01-01", "5.00", about="late")
    found = left(*months("01"), fee, paid("01-10", "32.00"), *months("02"))
    assert found == ([("late", "3.00"), ("02", "30.00")], "0")
    # The fee was paid when no dues were open; February's come later.
    found = left(*months("01"), fee, paid("01-10", "35.00"), *months("02"))
    assert found == ([("02", "30.00")], "0")


def test_a_payment_that_names_its_kind_goes_there() -> None:
    fee = item("01-01", "5.00", about="initiation")
    found = left(*months("01"), fee, paid("01-10", "8.00", about="initiation"))
    assert found == ([("01", "27.00")], "0")


@pytest.mark.parametrize(
    ("said", "open_"),
    [
        ('"oldest"', [("02", "30.00")]),
        ('"late" "dues"', [("02", "30.00")]),
        ('"dues"', [("late", "5.00"), ("02", "25.00")]),
    ],
)
def test_a_book_may_say_what_comes_first(
    said: str, open_: list[tuple[str, str]]
) -> None:
    text = f'2026-01-01 custom "coop-dues-payments" {said}'
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    rules = Priorities(read_terms(entries))
    fee = item("01-31", "5.00", about="late")
    found = left(*months("01", "02"), fee, paid("02-10", "35.00"), rules=rules)
    assert found == (open_, "0")


def test_before_the_book_said_so_dues_came_first() -> None:
    text = '2026-03-01 custom "coop-dues-payments" "late"'
    rules = Priorities(read_terms(loader.load_string(text)[0]))
    items = (*months("01"), item("01-31", "5.00", about="late"))
    assert left(*items, paid("02-10", "30.00"), rules=rules)[0] == [("late", "5.00")]
    assert left(*items, paid("03-10", "30.00"), rules=rules)[0] == [("01", "5.00")]


def test_a_charge_that_is_taken_back_frees_what_was_paid_for_it() -> None:
    back = item("02-10", "-30.00", "reversed", "2026-01")
    items = (*months("01", "02"), paid("01-10", "30.00"))
    assert left(*items) == ([("02", "30.00")], "0")
    assert left(*items, back) == ([], "0")


def test_a_charge_that_is_replaced_is_as_old_as_it_was() -> None:
    back = item("04-10", "-30.00", "reversed", "2026-01")
    anew = item("04-10", "25.00", "charged", "2026-01")
    anew = replace(anew, due=datetime.date(2026, 1, 1))
    found = apply([*months("01"), back, anew], DUES_FIRST, LATER)
    assert [(one.due.month, str(one.open)) for one in found.open] == [(1, "25.00")]


def test_what_is_taken_back_and_was_never_charged_pays_the_oldest() -> None:
    found = left(*months("01", "02"), item("02-10", "-40.00", "reversed"))
    assert found == ([("02", "20.00")], "0")


def test_a_payment_that_bounced_was_none() -> None:
    items = (*months("01", "02"), paid("01-10", "30.00"), paid("02-10", "30.00"))
    found = left(*items, item("02-20", "30.00", "bounced", "2026-01"))
    assert found == ([("02", "30.00")], "0")
    named = (*months("01", "02"), paid("01-10", "30.00", "2026-01"))
    found = left(*named, item("02-20", "30.00", "bounced", "2026-01"))
    assert found == ([("01", "30.00"), ("02", "30.00")], "0")


def test_a_payment_that_is_reversed_is_found_by_its_id() -> None:
    first = item("01-10", "-30.00", "paid", "2026-01", id="bank-1")
    other = item("01-11", "-30.00", "paid", "2026-02", id="bank-2")
    back = item("02-20", "30.00", "paid", reverses="bank-1")
    found = left(*months("01", "02"), first, other, back)
    assert found == ([("01", "30.00")], "0")


def test_what_is_given_back_is_what_was_paid_ahead_first() -> None:
    items = (*months("01"), paid("01-10", "50.00"), item("01-20", "25.00", "refunded"))
    assert left(*items) == ([("01", "5.00")], "0")


def test_more_given_back_than_was_paid_is_owed() -> None:
    found = left(paid("01-10", "10.00"), item("01-20", "25.00", "refunded"))
    assert found == ([("01", "15.00")], "0")


def test_what_is_written_off_is_open_no_more() -> None:
    found = left(*months("01", "02"), item("03-01", "-30.00", "written-off"))
    assert found == ([("02", "30.00")], "0")
    again = item("03-02", "30.00", "written-off")
    found = left(*months("01", "02"), item("03-01", "-30.00", "written-off"), again)
    assert found == ([("01", "30.00"), ("02", "30.00")], "0")


def test_what_comes_later_does_not_count() -> None:
    found = left(*months("01"), paid("02-10", "30.00"), on=datetime.date(2026, 2, 9))
    assert found == ([("01", "30.00")], "0")
