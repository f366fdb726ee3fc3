"""Two books with a loan between them, and loans to be tried out."""

from __future__ import annotations

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from beancount.parser import parser
from beancount.parser import printer

import coopbooks
from coopbooks.core.directives import parse
from coopbooks.sharing.views import view_of
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.loans.entries import paying
from coopbooks.support.loans.state import loan_states
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.state import LoanState

ON = datetime.date(2026, 4, 30)
LENT = datetime.date(2026, 1, 31)
HEAD = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank USD
2025-12-31 open Assets:Lent USD
2025-12-31 open Liabilities:Borrowed USD
2025-12-31 open Equity:Reserve USD
2025-12-31 open Income:Interest USD
2025-12-31 open Expenses:Interest USD
2025-12-31 open Expenses:Help USD
2025-12-31 custom "coop-account" "bank" Assets:Bank
2025-12-31 custom "coop-account" "reserve" Equity:Reserve
2025-12-31 * "What we begin with"
  Assets:Bank      9000.00 USD
  Equity:Reserve  -9000.00 USD
"""
BAKERY = f"""{HEAD}
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2026-01-15 custom "coop-loan" "oven" 1000.00 USD
  from: "party"
  to: "bakery"
  interest: 6 PERCENT
  repays: 250.00 USD
  account: Liabilities:Borrowed
  interest-to: Expenses:Interest
2026-01-15 * "Party" "Borrowed"
  agreement: "oven"
  Assets:Bank            1000.00 USD
  Liabilities:Borrowed  -1000.00 USD
"""
PARTY = f"""{HEAD}
2025-12-31 custom "coop-entity" "party" "party"
  basis: "accrual"
2026-01-15 custom "coop-loan" "oven" 1000.00 USD
  from: "party"
  to: "bakery"
  interest: 6 PERCENT
  repays: 250.00 USD
  account: Assets:Lent
  interest-to: Income:Interest
2026-01-15 * "Bakery" "Lent"
  agreement: "oven"
  Assets:Lent   1000.00 USD
  Assets:Bank  -1000.00 USD
"""
FIRST = """\
2026-02-16 * "Party" "First payment"
  agreement: "oven"
  Liabilities:Borrowed   250.00 USD
  Expenses:Interest        5.00 USD
  Assets:Bank           -255.00 USD
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


def state(text: str, on: datetime.date = ON) -> LoanState:
    seen = view(text)
    (found,) = loan_states(seen, terms_of(seen), on)
    return found


def line(amount: Decimal, date: datetime.date, meta: str) -> Directive:
    text = (
        f'{date} custom "coop-loan" "loan" {amount} USD\n'
        f'  from: "party"\n  to: "bakery"\n{meta}'
    )
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    ((found,), wrong) = parse(entries, (LOAN,))
    assert not wrong
    return found


def written(entries: Sequence[data.Directive]) -> str:
    return "\n".join(printer.format_entry(entry) for entry in entries)


def lacking(text: str, on: datetime.date = ON) -> tuple[data.Transaction, ...]:
    seen = view(text)
    (found,) = paying(seen, terms_of(seen), on, datetime.date.min)
    assert [one.message for one in found.problems] == []
    return found.entries
