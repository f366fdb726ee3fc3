"""Coalitions of a few lines: the file and the partners' books in a docstring."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.federation.coalitions.terms import read_coalitions
from coopbooks.federation.coalitions.work import work_out
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.federation.coalitions.work import Worked

# The file of a coalition of two bodies with books and one without.
FILE = """\
2026-01-01 custom "coop-federation" "all"
  currency: "USD"
2026-01-01 custom "coop-federation-body" "party" "party"
  book: "party"
2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
  book: "coop"
2026-01-01 custom "coop-federation-body" "tenants" "ally"
2026-01-01 custom "coop-coalition" "homes"
  authority: "the coalition's agreement"
"""
# What the partners' books have beside the accounts of every small book.
ACCOUNTS = """
2025-01-01 open Assets:Due
2025-01-01 open Liabilities:Held
2025-01-01 open Income:Gifts
2025-01-01 open Income:Sales
2025-01-01 open Expenses:Campaign
2025-01-01 custom "coop-account" "due-from" Assets:Due
2025-01-01 custom "coop-account" "held-for-others" Liabilities:Held
2025-01-01 custom "coop-account" "gifts" Income:Gifts
2025-01-01 custom "coop-account" "sales" Income:Sales
2025-01-01 custom "coop-campaign" "homes" "Homes"
  works-for: "homes for people"
"""


def with_file(path: Path) -> Path:
    """Put what all these coalitions have before a federation file, and in its books.

    Args:
        path: The federation file of a test's docstring, as it was written.

    Returns:
        The same path.
    """
    path.write_text(FILE + path.read_text(encoding="utf-8"), encoding="utf-8")
    for book in path.parent.glob("*/main.beancount"):
        book.write_text(book.read_text(encoding="utf-8") + ACCOUNTS, encoding="utf-8")
    return path


def worked(path: Path, period: str = "2026-03", name: str = "homes") -> Worked:
    """Work a coalition out, in one process.

    Args:
        path: The federation file.
        period: The period's name.
        name: The campaign.

    Returns:
        The coalition.
    """
    book, of = coopbooks.load(path), parse_period(period)
    federation = read_federation(book, of.last)[0]
    coalition = read_coalitions(book.entries)[0][name].until(of.end)
    members = tuple(one for one in federation.members if one.name in coalition.partners)
    federation = replace(federation, members=members)
    found = read_bodies(federation, of, 1)
    figures = {one.name: one.figures for one in found if one.figures is not None}
    unread = [one.name for one in found if one.figures is None]
    quotes = quotes_of(book, of.end)
    return work_out(federation, coalition, of, figures, unread, quotes)


def balances(found: Worked) -> dict[str, Decimal]:
    """What each partner gets, or owes below zero."""
    return {name: found.balance(name) for name in found.partners}


def usd(**numbers: str) -> dict[str, Decimal]:
    """Amounts by name."""
    return {name: Decimal(number) for name, number in numbers.items()}
