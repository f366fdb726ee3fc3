"""Steps that are costs: income tax, the party's share, posted with the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.money import total_of
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import GAIN
from tests.support.smallcoop import HARD
from tests.support.smallcoop import balances
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post

if TYPE_CHECKING:
    from pathlib import Path

RULE = """\
2024-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  starts-from: "before-tax"
2024-01-01 custom "coop-surplus-step" "law" 10 "tax" 25 PERCENT "of" "surplus"
  to: Expenses:Tax
  owed: Liabilities:Tax
2024-01-01 custom "coop-surplus-step" "law" 20 "reserve" "rest" "of" "left"
  to: Equity:Reserve
"""
BOOKED = """\
2025-12-31 * "Tax, as we thought in December"
  Expenses:Tax      20000.00 USD
  Liabilities:Tax  -20000.00 USD
"""


def posted(folder: Path, year: str, rule: str = RULE) -> dict[str, str]:
    """What the accounts of interest hold once a year is posted."""
    book = coop_book(folder, rule, year)
    decided(book, code(book))
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    assert "NOTHING TO WRITE" in post(book, "--write").stdout
    found = balances(book)
    wanted = ("Equity:Reserve", "Equity:Result:Allocated", "Expenses:Tax")
    return {name: found.get(name, "0") for name in (*wanted, "Liabilities:Tax")}


def test_tax_is_a_cost_of_its_year_while_that_is_closed_softly(tmp_path: Path) -> None:
    assert posted(tmp_path / "book", GAIN + CLOSED) == {
        "Equity:Reserve": "-67500.00",
        "Equity:Result:Allocated": "67500.00",
        "Expenses:Tax": "22500.00",
        "Liabilities:Tax": "-22500.00",
    }


def test_of_a_year_closed_hard_it_is_taken_from_the_result(tmp_path: Path) -> None:
    assert posted(tmp_path / "book", GAIN + HARD) == {
        "Equity:Reserve": "-67500.00",
        "Equity:Result:Allocated": "90000.00",
        "Expenses:Tax": "0",
        "Liabilities:Tax": "-22500.00",
    }


@pytest.mark.parametrize(
    ("closed", "allocated", "tax"),
    [(CLOSED, "67500.00", "22500.00"), (HARD, "70000.00", "20000.00")],
    ids=["soft", "hard"],
)
def test_what_is_booked_of_it_is_added_back_and_not_booked_again(
    tmp_path: Path, closed: str, allocated: str, tax: str
) -> None:
    assert posted(tmp_path / "book", GAIN + BOOKED + closed) == {
        "Equity:Reserve": "-67500.00",
        "Equity:Result:Allocated": allocated,
        "Expenses:Tax": tax,
        "Liabilities:Tax": "-22500.00",
    }


def test_the_balance_is_right_whichever_way(tmp_path: Path) -> None:
    # What income and costs left, less what was shared: nothing is left over.
    for name, closed in (("soft", CLOSED), ("hard", HARD)):
        book = coop_book(tmp_path / name, RULE, GAIN + BOOKED + closed)
        decided(book, code(book))
        post(book, "--write")
        found = balances(book)
        kinds = ("Income", "Expenses", "Equity:Result")
        left = [Decimal(found[one]) for one in found if one.startswith(kinds)]
        assert total_of(left) == 0
