"""A book as statements see it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from tests.support.statements import scope

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

D = Decimal
MARCH = parse_period("2026-03")


def test_who_it_is_on_the_last_day_of_the_period(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2025-01-01 custom "coop-entity" "bakery" "ally"
      basis: "cash"
    2026-03-15 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "06-30"
    2025-05-02 * "First"
      Assets:Bank        1.00 USD
      Income:Sales      -1.00 USD
    """
    seen = scope(book_doc)
    assert (seen.entity.kind, seen.entity.basis) == ("worker-coop", "accrual")
    assert seen.year.begin == datetime.date(2025, 7, 1)
    assert seen.last_year.name == "2025-03"
    assert (seen.months[0].name, seen.months[-1].name) == ("2025-04", "2026-03")
    assert seen.first == datetime.date(2025, 5, 2)
    assert seen.currency == "USD"
    assert scope(book_doc, "2026-02").entity.kind == "ally"


def test_favas_fiscal_year_counts_where_no_entity_is_said(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "title" "Ana's books"
    2025-01-01 custom "fava-option" "fiscal-year-end" "09-30"
    2025-05-02 * "First"
      Assets:Bank        1.00 USD
      Income:Sales      -1.00 USD
    """
    seen = scope(book_doc)
    assert seen.entity.name == "Ana's books"
    assert seen.year.begin == datetime.date(2025, 10, 1)


def test_figures_are_rounded_once(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "Three thirds of a cent, and more"
      Income:Sales      -0.004 USD
      Income:Sales      -0.004 USD
      Income:Sales      -0.004 USD
      Assets:Bank        0.012 USD
    """
    seen = scope(book_doc)
    assert seen.earned("Income:Sales", MARCH) == D("0.01")
    assert seen.moved("Assets:Bank", MARCH) == D("0.01")
    assert seen.worth("Assets:Bank", MARCH.end) == D("0.01")
    assert seen.carried("Income:Sales", MARCH.end) == D("-0.01")


def test_plans_count_in_the_books_currency(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-04-01 custom "budget" Expenses:Rent "yearly" 365.00 USD
    2026-01-01 custom "budget" Expenses:Travel "monthly" 31.00 EUR
    2026-03-01 * "Rent"
      Expenses:Rent      1.00 USD
      Assets:Bank       -1.00 USD
    """
    march, april = scope(book_doc), scope(book_doc, "2026-04")
    assert not march.planned
    assert march.plan("Expenses:Travel", MARCH) == 0
    assert april.planned
    assert april.plan("Expenses:Rent", april.period) == D("30.00")
