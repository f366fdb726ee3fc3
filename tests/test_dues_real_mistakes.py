"""Mistakes that a treasurer makes in dues, each told and none of them charged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from beancount import loader

from coopbooks.controls.language import check_language
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import said

if TYPE_CHECKING:
    from beancount.core import data

    from tests.support.ledgers import Loaded

BANDS = """
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-dues" "c" "by-band"
  measure: "{measure}"
2026-01-01 custom "coop-dues-band" "c" "below" {edge} "pays" 11 USD
2026-01-01 custom "coop-dues-band" "c" "from" {edge} "pays" 22 USD
2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-declared" "M-0001" "{measure}" {value}
"""


def _parsed(text: str) -> list[data.Directive]:
    return loader.load_string(text)[0]


@pytest.mark.parametrize(
    ("measure", "edge", "value", "wrong"),
    [
        ("pay", "2000 USD", "3000 HOUR", "in HOUR, but the bands"),
        ("hours", "20 HOUR", "3000 USD", "in USD, but the bands"),
        ("service", "5 YEAR", "18 MONTH", "in MONTH, but the bands"),
    ],
)
def test_bands_in_another_unit_than_what_was_declared_charge_nobody(
    measure: str, edge: str, value: str, wrong: str
) -> None:
    entries = _parsed(BANDS.format(measure=measure, edge=edge, value=value))
    charges = charges_of(entries, "2026-03")
    (problem,) = said(charges.problems)
    assert charges.charges == ()
    assert problem.startswith("9 M-0001: ")
    assert wrong in problem


@pytest.mark.parametrize(
    ("edge", "value"),
    [("20 HOUR", "38"), ("20 HOUR", "20 HOUR"), ("2 PERSON", "3 CHILD")],
)
def test_bands_take_a_plain_number_and_the_same_unit(edge: str, value: str) -> None:
    entries = _parsed(BANDS.format(measure="m", edge=edge, value=value))
    assert owed(entries, "2026-03") == {"M-0001": "22.00 USD"}


def test_the_least_by_hours_is_not_found_by_money(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "c" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues-minimum" "c" "hours" "below" 20 HOUR "pays" 8 USD
    2026-01-01 custom "coop-dues-minimum" "c" "hours" "from" 20 HOUR "pays" 14 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-declared" "M-0001" "hours" 30 USD
    """
    (problem,) = said(charges_of(load_doc.entries, "2026-03").problems)
    assert problem.endswith("are in HOUR.")


def test_nothing_can_be_divided_by_nothing(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "c" "flat"
      amount: 10 USD
      divided-by: 0
    """
    assert said(check_language(load_doc.entries)) == [
        "1 coop-dues: 'c' says divided-by: 0; it must be more than nothing."
    ]


def test_a_fee_is_paid_in_whole_instalments(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "c" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues-fee" "c" "initiation" 60 USD
      instalments: 0
    2026-02-01 custom "coop-dues" "c" "flat"
      amount: 10 USD
    2026-02-01 custom "coop-dues-fee" "c" "initiation" 60 USD
      instalments: 2.5
    """
    wrong = "it must be a whole number, 1 or more."
    assert said(check_language(load_doc.entries)) == [
        f"3 coop-dues-fee: 'initiation' says instalments: 0; {wrong}",
        f"7 coop-dues-fee: 'initiation' says instalments: 2.5; {wrong}",
    ]
