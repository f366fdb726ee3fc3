"""What moved on accounts, cut at the days that statements ask for."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.statements.activity import cuts_of
from coopbooks.statements.activity import twelve_months
from tests.support.statements import scope

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

D = Decimal
MARCH = parse_period("2026-03")


def test_an_account_at_the_cuts(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 price EUR 1.00 USD
    2026-02-28 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-10 * "Before: 5.00 dollars and 10 euros at 1.00"
      Assets:Bank      5.00 USD
      Assets:Bank     10.00 EUR
      Income:Gifts    -5.00 USD
      Income:Gifts   -10.00 EUR
    2026-03-10 * "In March: 10 euros at 1.10"
      Assets:Bank     10.00 EUR
      Income:Gifts   -10.00 EUR
    2026-04-01 * "After"
      Assets:Bank      1.00 USD
      Income:Gifts    -1.00 USD
    """
    activity = scope(book_doc).activity
    bank = "Assets:Bank"
    assert activity.moved(bank, MARCH) == D("11.00")
    assert activity.carried(bank, MARCH.begin) == D("15.00")
    assert activity.carried(bank, MARCH.end) == D("26.00")
    assert activity.worth(bank, MARCH.begin) == D("16.00")
    assert activity.worth(bank, MARCH.end) == D("29.00")
    assert activity.currencies(bank, MARCH.end) == {"USD", "EUR"}
    assert activity.moves(bank, MARCH)
    assert not activity.moves("Assets:Nothing", MARCH)
    assert activity.accounts("Assets") == [bank]
    assert activity.accounts("Liabilities", "Income") == ["Income:Gifts"]


def test_currencies_that_cancel_out_are_not_on_the_account(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-10 * "In, and out"
      Assets:Bank     10.00 EUR
      Assets:Bank    -10.00 EUR
      Assets:Bank      4.00 USD
      Income:Gifts    -4.00 USD
    """
    assert scope(book_doc).activity.currencies("Assets:Bank", MARCH.end) == {"USD"}


def test_cuts_of_periods() -> None:
    february = MARCH.previous()
    assert cuts_of(MARCH, february, MARCH) == [
        datetime.date(2026, 2, 1),
        datetime.date(2026, 3, 1),
        datetime.date(2026, 4, 1),
    ]


@pytest.mark.parametrize(
    "name", ["2026-03", "2026-Q1", "2025", "2026-W12", "2026-03-05", "FY2024"]
)
def test_twelve_months_end_with_the_period(name: str) -> None:
    period = parse_period(name)
    months = twelve_months(period)
    assert len(months) == 12
    assert period.last in months[-1]
    assert all(one.end == other.begin for one, other in pairwise(months))
