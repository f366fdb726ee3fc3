from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.dues.rules.parts import split
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.terms import read_terms
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import one
from tests.support.duesbooks import said

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def shares(loaded: Loaded, number: str, account: str = "") -> dict[str, str]:
    (group,) = read_terms(loaded.entries).schedules
    found = split(Decimal(number), "USD", group.of("coop-dues-part"), account)
    return {name: str(share) for name, share in found.items()}


def test_amounts_first_then_percent_then_the_rest(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 40 USD
    2026-01-01 custom "coop-dues-part" "x" "national" 12.50 USD "to" Liabilities:A
    2026-01-01 custom "coop-dues-part" "x" "council" 7.50 USD "to" Liabilities:B
    2026-01-01 custom "coop-dues-part" "x" "strike" 10 PERCENT "to" Income:Strike
    2026-01-01 custom "coop-dues-part" "x" "local" "rest" "to" Income:Local
    """
    names = ["national", "council", "strike", "local"]
    whole = shares(load_doc, "40.00")
    assert [whole[name] for name in names] == ["12.50", "7.50", "4.00", "16.00"]
    # What is left for percent is less than they would be.
    tight = shares(load_doc, "21.00")
    assert [tight[name] for name in names] == ["12.50", "7.50", "1.00", "0.00"]
    # Not even the amounts fit: each gets its share of what there is.
    small = shares(load_doc, "10.00")
    assert [small[name] for name in names] == ["6.25", "3.75", "0.00", "0.00"]


def test_a_part_that_stays_whole_leaves_less_than_nothing(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 6.00 USD
    2026-01-01 custom "coop-dues-part" "x" "national" 7.50 USD "to" Liabilities:A
      whole: TRUE
    2026-01-01 custom "coop-dues-part" "x" "local" "rest" "to" Income:Local
    2026-01-01 custom "coop-member" "M-0001" "join"
    """
    charge = one(load_doc.entries, "2026-03")
    assert {part.name: str(part.number) for part in charge.parts} == {
        "national": "7.50",
        "local": "-1.50",
    }
    assert charge.number == 6


def test_percent_by_the_largest_remainder(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues-part" "x" "a" 33.3 PERCENT "to" Income:A
    2026-01-01 custom "coop-dues-part" "x" "b" 33.3 PERCENT "to" Income:B
    2026-01-01 custom "coop-dues-part" "x" "c" 33.4 PERCENT "to" Income:C
    """
    assert shares(load_doc, "0.10") == {"a": "0.03", "b": "0.03", "c": "0.04"}
    assert shares(load_doc, "0.05") == {"a": "0.02", "b": "0.01", "c": "0.02"}


def test_without_a_rest_the_account_for_dues_has_it(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues-part" "x" "a" 4 USD "to" Income:A
    """
    assert shares(load_doc, "10.00", "Income:Dues") == {"a": "4", "dues": "6.00"}
    with pytest.raises(CannotCharge, match=r"6.00 USD of the dues go nowhere: add a"):
        shares(load_doc, "10.00")


def test_what_is_wrong_with_where_dues_go(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Receivable:Plant
    2026-01-01 open Assets:Receivable:Depot
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues-part" "x" "a" 4 EUR "to" Income:A
    2026-01-01 custom "coop-dues" "y" "flat"
      class: "y"
      amount: 10 USD
    2026-01-01 custom "coop-workplace" "plant"
      collected: "check-off"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "y"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "y"
      workplace: "plant"
    """
    assert said(charges_of(load_doc.entries, "2026-03").problems) == [
        ("7 M-0001: coop-dues-part: 'a' of 'x' is in EUR, but the dues are in USD."),
        (
            "11 M-0003: no account has the role check-off-receivable; say "
            "in receivable: below coop-workplace 'plant', or in receivable: below "
            "coop-dues, which account it is."
        ),
        (
            "14 M-0002: Assets:Receivable:Depot and "
            "Assets:Receivable:Plant have the role dues-receivable; say in "
            "own-receivable: below the member's workplace, or in receivable: below "
            "coop-dues, which account it is."
        ),
    ]
