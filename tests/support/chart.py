"""The accounts of a small co-op, for what is posted on them."""

from __future__ import annotations

from beancount.core import data
from beancount.parser import parser

CHART = """
2024-12-31 open Equity:Result:Earlier
2024-12-31 open Equity:Result:Allocated
2024-12-31 open Equity:Reserve
2024-12-31 open Equity:Collective
2024-12-31 open Equity:Capital:M-0001
2024-12-31 open Equity:Capital:M-0002
2024-12-31 open Liabilities:Education
2024-12-31 open Liabilities:Payable
2024-12-31 open Liabilities:Left
2024-12-31 open Liabilities:Tax
2024-12-31 open Expenses:Tax
2024-12-31 open Equity:Opening
2024-12-31 custom "coop-account" "result" Equity:Result
2024-12-31 custom "coop-account" "reserve" Equity:Reserve
2024-12-31 custom "coop-account" "member-capital" Equity:Capital
2024-12-31 custom "coop-account" "patronage-payable" Liabilities:Payable
2024-12-31 custom "coop-account" "capital-payable" Liabilities:Left
2024-12-31 custom "coop-account" "tax-payable" Liabilities:Tax
"""
OPENING = """
2024-12-31 * "Opening"
  Equity:Result:Earlier  400.00 USD
  Equity:Opening        -400.00 USD
"""
BOOK = f"{CHART}{OPENING}"


def entries_of(text: str) -> list[data.Directive]:
    """The entries of some text of a ledger, by date."""
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    found: list[data.Directive] = data.sorted(entries)
    return found
