"""A local whose per capita is known, and what is owed up by a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.dues.percapita.percapita import PerCapita
    from tests.support.ledgers import Loaded

AFGE = """\
2026-01-01 open Assets:Receivable USD
2026-01-01 open Liabilities:AFGE USD
2026-01-01 open Liabilities:Council USD
2026-01-01 open Income:Dues USD
2026-01-01 open Expenses:PerCapita USD
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:AFGE
2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:Council
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-account" "per-capita" Expenses:PerCapita
2026-01-01 custom "coop-entity" "afge-2325" "union"
  basis: "accrual"
2026-01-01 custom "coop-member" "M-1" "join"
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 26.00 USD
"""


def owed(book: Loaded | list[data.Directive], period: str = "2026-03") -> PerCapita:
    entries = book if isinstance(book, list) else book.entries
    return per_capita(read_terms(entries), entries, parse_period(period))
