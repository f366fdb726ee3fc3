"""A small union's book that dues can be charged in, and a person's way with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-04-08T10:00")

MAIN = """\
option "title" "Local 7"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"
plugin "coopbooks.plugins.all"
include "generated/**/*.beancount"
include "months.beancount"

2026-01-01 open Assets:Bank
2026-01-01 open Assets:Receivable:Dues
2026-01-01 open Assets:Receivable:Plant
2026-01-01 open Assets:Receivable:Allowance
2026-01-01 open Assets:Lists
2026-01-01 open Liabilities:Prepaid
2026-01-01 open Liabilities:Unapplied
2026-01-01 open Liabilities:PerCapita
2026-01-01 open Income:Dues
2026-01-01 open Income:Fees
2026-01-01 open Expenses:PerCapita
2026-01-01 open Expenses:Written-Off
2026-01-01 open Expenses:Doubtful
2026-01-01 open Equity:Opening
2026-01-01 custom "coop-entity" "local-7" "union"
  basis: "accrual"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "clearing" Assets:Lists
2026-01-01 custom "coop-account" "dues-allowance" Assets:Receivable:Allowance
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Plant
2026-01-01 custom "coop-account" "dues-prepaid" Liabilities:Prepaid
2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:PerCapita
2026-01-01 custom "coop-account" "opening" Equity:Opening
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-account" "per-capita" Expenses:PerCapita
2026-01-01 custom "coop-account" "dues-written-off" Expenses:Written-Off

2026-01-01 custom "coop-dues" "local" "flat"
  amount: 30.00 USD
  authority: "bylaws art. 5"
2026-01-01 custom "coop-dues-standing" "local" "more-than" 60 DAY
2026-01-01 custom "coop-workplace" "plant"
  employer: "harbor-foods"
  collected: "check-off"
  lists: Assets:Lists
2026-01-01 custom "coop-per-capita" "federation" "headcount"
  each: 12.00 USD
  treatment: "expense"
  to: Liabilities:PerCapita

2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-member" "M-0002" "join"
2026-01-01 custom "coop-member" "M-0003" "join"
  workplace: "plant"
2026-02-10 custom "coop-member" "M-0004" "join"
2026-03-01 custom "coop-member" "M-0004" "pause"
"""
ROSTER = """\
member,name,email,phone,note
M-0001,Ada Sample,ada@example.org,,
M-0002,Ben Sample,,,
M-0003,Cleo Sample,,,
M-0004,Dan Sample,,,
"""


def union_book(folder: Path, months: str = "", more: str = "") -> Path:
    """Start a union's book.

    Args:
        folder: An empty folder.
        months: What was typed, as a ledger.
        more: More terms.

    Returns:
        Its folder.
    """
    for name, text in (
        ("generated/placeholder.beancount", "; written by coopbooks\n"),
        ("main.beancount", MAIN + more),
        ("months.beancount", months or "; nothing yet\n"),
        ("private/roster.csv", ROSTER),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def typed(book: Path, text: str) -> None:
    """Type something more into a union's months."""
    path = book / "months.beancount"
    path.write_text(
        path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n"
    )
