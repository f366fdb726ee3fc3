from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.dues.rules.bandrates import column_of
from coopbooks.dues.rules.working import Working
from coopbooks.dues.rules.working import rounded
from coopbooks.dues.rules.working import said
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import said as told

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1364.80", "USD", "1,364.80 USD"),
        ("7", "USD", "7.00 USD"),
        ("1500", "JPY", "1,500 JPY"),
        ("24.97584", "USD", "24.97584 USD"),
        ("80.0", "HOUR", "80 hours"),
        ("1.830", "PERCENT", "1.83 percent"),
        ("2.4", "", "2.4"),
        ("-0.5", "EUR", "-0.50 EUR"),
        ("1E+3", "EUR", "1,000.00 EUR"),
    ],
)
def test_numbers_as_people_read_them(number: str, unit: str, text: str) -> None:
    assert said(Decimal(number), unit) == text


def test_thirds_stay_exact_until_they_are_rounded() -> None:
    work = Working("USD", Decimal(10))
    work.times(Decimal(1), Decimal(3))
    assert said(work.number, "USD") == "3.333333 USD"
    work.times(Decimal(3))
    work.plus(Decimal("0.005"))
    assert work.number == Decimal("10.005")
    work.round("half-up", Decimal("0.01"))
    assert work.number == Decimal("10.01")


def test_rounding_down_is_toward_zero_and_up_away_from_it() -> None:
    step = Decimal("0.05")
    ways = ("half-up", "half-even", "down", "up")
    assert [str(rounded(Decimal("1.025"), how, step)) for how in ways] == [
        "1.05",
        "1.00",
        "1.00",
        "1.05",
    ]
    assert str(rounded(Decimal("-0.01"), "half-up", step)) == "0.00"


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("0", "for-0"),
        ("1", "for-up-to-2"),
        ("2", "for-up-to-2"),
        ("2.5", "for-below-4"),
        ("4", "for-above-3"),
        ("7", "for-7-or-more"),
        ("9", "for-7-or-more"),
    ],
)
def test_the_column_of_a_number(number: str, key: str) -> None:
    keys = ["for-below-4", "for-0", "for-up-to-2", "for-7-or-more", "for-above-3"]
    assert column_of(keys, Decimal(number)) == key


def test_a_column_that_is_not_there() -> None:
    assert column_of(["for-0", "for-1"], Decimal(2)) is None


def test_what_is_wrong_with_a_rule_is_told_for_each_member(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "a" "flat"
      class: "a"
    2026-01-01 custom "coop-dues" "b" "percentage"
      class: "b"
      measure: "pay"
    2026-01-01 custom "coop-dues" "c" "by-formula"
      class: "c"
      measure: "pay"
      share: "hours"
    2026-01-01 custom "coop-dues" "d" "by-band"
      class: "d"
      measure: "pay"
      columns: "hours"
    2026-01-01 custom "coop-dues-band" "d" "from" 0 USD
      for-10: 1 USD
    2026-01-01 custom "coop-dues" "e" "flat"
      class: "e"
      amount: 10 USD
      maximum: 9 EUR
    2026-01-01 custom "coop-member" "M-000a" "join"
      class: "a"
    2026-01-01 custom "coop-member" "M-000b" "join"
      class: "b"
    2026-01-01 custom "coop-declared" "M-000b" "pay" 100 USD
    2026-01-01 custom "coop-member" "M-000c" "join"
      class: "c"
    2026-01-01 custom "coop-declared" "M-000c" "pay" 100 USD
    2026-01-01 custom "coop-declared" "M-000c" "hours" 10 HOUR
    2026-01-01 custom "coop-member" "M-000d" "join"
      class: "d"
    2026-01-01 custom "coop-declared" "M-000d" "pay" 100 USD
    2026-01-01 custom "coop-declared" "M-000d" "hours" 11 HOUR
    2026-01-01 custom "coop-member" "M-000e" "join"
      class: "e"
    """
    assert told(charges_of(load_doc.entries, "2026-03").problems) == [
        ("3 M-000a: coop-dues 'a' at main.beancount:3 is 'flat' and says no amount:."),
        (
            "5 M-000b: coop-dues 'b' at main.beancount:5 is 'percentage' "
            "and says no rate:."
        ),
        (
            "8 M-000c: coop-dues 'c' at main.beancount:8 is 'by-formula' "
            "and says no full-share:."
        ),
        ("16 M-000d: the band 'from 0.00 USD' of 'd' has no column for 11 hours."),
        (
            "18 M-000e: 9 EUR is in EUR, but the dues of coop-dues 'e' at "
            "main.beancount:18 are in USD."
        ),
    ]


def test_tables_of_the_most_and_a_plus_in_the_band(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "x" "by-band"
      measure: "pay"
    2026-01-01 custom "coop-dues-band" "x" "below" 2000 USD "at" 1 PERCENT
    2026-01-01 custom "coop-dues-band" "x" "from" 2000 USD "at" 2 PERCENT
      plus: 5 USD
    2026-01-01 custom "coop-dues-maximum" "x" "hours" "below" 20 HOUR "pays" 30 USD
    2026-01-01 custom "coop-dues-maximum" "x" "hours" "from" 20 HOUR "pays" 60 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "pay" 1999 USD
    2026-01-01 custom "coop-declared" "M-0001" "hours" 19 HOUR
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-declared" "M-0002" "pay" 2000 USD
    2026-01-01 custom "coop-declared" "M-0002" "hours" 19 HOUR
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-declared" "M-0003" "pay" 2000 USD
    2026-01-01 custom "coop-declared" "M-0003" "hours" 20 HOUR
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "19.99 USD",
        "M-0002": "30.00 USD",
        "M-0003": "45.00 USD",
    }
