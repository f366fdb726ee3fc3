"""Two books with help in kind between them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from beancount.core import data

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.resources.provided import resources
from coopbooks.support.resources.recognising import recognise
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.provided import Provided
    from coopbooks.support.resources.provided import Resources

QUARTER = parse_period("2026-Q1")
HEAD = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank USD
2025-12-31 open Equity:Reserve USD
2025-12-31 open Equity:Memo:Promised
2025-12-31 open Equity:Memo:Requested
2025-12-31 open Equity:Memo:Delivered
2025-12-31 open Equity:Memo:Counter
2025-12-31 open Income:Sales USD
2025-12-31 open Income:In-Kind USD
2025-12-31 open Expenses:Wages USD
2025-12-31 open Expenses:Help USD
2025-12-31 commodity HOUR
  measure: TRUE
2025-12-31 custom "coop-account" "bank" Assets:Bank
2025-12-31 custom "coop-account" "reserve" Equity:Reserve
2025-12-31 custom "coop-resource-account" "promised" Equity:Memo:Promised
2025-12-31 custom "coop-resource-account" "requested" Equity:Memo:Requested
2025-12-31 custom "coop-resource-account" "delivered" Equity:Memo:Delivered
2025-12-31 * "What we begin with"
  Assets:Bank      9000.00 USD
  Equity:Reserve  -9000.00 USD
"""
BAKERY = f"""{HEAD}
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
"""
PARTY = f"""{HEAD}
2025-12-31 custom "coop-entity" "party" "party"
  basis: "accrual"
"""
TERMS = """\
2026-01-01 custom "coop-resources" "help"
  from: "party"
  to: "bakery"
2026-01-01 custom "coop-resource" "help" "books" 12 HOUR "each" "quarter"
  value: 38.00 USD
  value-from: "wages"
"""
RECOGNISED = TERMS.replace(
    '  to: "bakery"\n',
    '  to: "bakery"\n  recognise: "income-and-cost"\n'
    "  income: Income:In-Kind\n  cost: Expenses:Help\n",
)


def moved(
    number: str, other: str, day: str = "2026-01-26", stage: str = "Delivered"
) -> str:
    return f"""\
{day} * "Help with the books"
  with: "{other}"
  Equity:Memo:{stage}   {number} HOUR
  Equity:Memo:Counter  {-Decimal(number)} HOUR
"""


def book_of(text: str) -> Book:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert book.errors == []
    return book


def view(text: str) -> View:
    return view_of(book_of(text))


def found(text: str, period: str = "2026-Q1") -> Resources:
    seen = view(text)
    return resources(seen, terms_of(seen), parse_period(period))


def only(text: str, period: str = "2026-Q1") -> Provided:
    made = found(text, period)
    assert [one.message for one in made.problems] == []
    (row,) = made.rows
    return row


def written(text: str, period: str = "2026-Q1") -> list[data.Transaction]:
    seen = view(text)
    made = resources(seen, terms_of(seen), parse_period(period))
    booked = recognise(seen, made, datetime.date.min)
    assert [one.message for one in booked.problems] == []
    return [
        change.after
        for one in booked.differences
        for change in one.changes
        if isinstance(change.after, data.Transaction)
    ]
