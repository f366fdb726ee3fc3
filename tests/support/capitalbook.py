"""A small co-op's book in which members join, are paid back, and leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-06-30T10:00")

MAIN = """\
option "title" "Small Co-op"
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
include "generated/**/*.beancount"

2024-01-01 open Assets:Bank USD
2024-01-01 open Liabilities:Patronage USD
2024-01-01 open Liabilities:Left:Soon USD
2024-01-01 open Liabilities:Left:Later USD
2024-01-01 open Equity:Capital:M-0001 USD
2024-01-01 open Equity:Capital:M-0002 USD
2024-01-01 open Equity:Capital:M-0003 USD
2024-01-01 open Equity:Capital:M-0004 USD
2024-01-01 open Equity:Reserve USD
2024-01-01 open Expenses:Interest USD

2024-01-01 custom "coop-entity" "small-coop" "worker-coop"
  basis: "accrual"
2024-01-01 custom "coop-account" "bank" Assets:Bank
2024-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
2024-01-01 custom "coop-account" "capital-payable" Liabilities:Left:Soon
2024-01-01 custom "coop-account" "long-term-loan" Liabilities:Left:Later
2024-01-01 custom "coop-account" "member-capital" Equity:Capital
2024-01-01 custom "coop-account" "reserve" Equity:Reserve
2024-01-01 custom "coop-member" "M-0001" "join"
2024-01-01 custom "coop-member" "M-0002" "join"
2024-01-01 custom "coop-member" "M-0003" "join"
2026-02-01 custom "coop-member" "M-0004" "join"
  class: "owner"
2026-03-31 custom "coop-member" "M-0003" "leave"

2024-01-01 custom "coop-joining-fee" "owner" 1000.00 USD
  instalments: 10
  each: "month"
  reserve: 25 PERCENT
  reserve-to: Equity:Reserve
2024-01-01 custom "coop-redemption" "bylaws"
  order: "oldest-first"
  partly: "within-lot"
2024-01-01 custom "coop-leaving" "bylaws"
  parts: 5
  each: "year"
  interest: 6.5 PERCENT
  interest-to: Expenses:Interest
  payable: Liabilities:Left:Soon
  payable-later: Liabilities:Left:Later

2026-03-14 custom "coop-decision" "2026-03/4" "10,000.00 of capital paid back"
  body: "members' meeting"
  limit: 10000.00 USD
2026-04-14 custom "coop-decision" "2026-04/1" "M-0003 is paid out in five years"
  body: "members' meeting"

2024-12-31 * "What was kept"
  Assets:Bank              29450.00 USD
  Equity:Capital:M-0001    -5000.00 USD
    lot: "2022-Q"
  Equity:Capital:M-0002    -4000.00 USD
    lot: "2022-Q"
  Equity:Capital:M-0001    -6000.00 USD
    lot: "2023-Q"
  Equity:Capital:M-0002    -4000.00 USD
    lot: "2023-Q"
  Equity:Capital:M-0003    -2000.00 USD
    lot: "2023-Q"
  Equity:Capital:M-0003    -8450.00 USD
    lot: "2024-Q"
2026-02-20 * "A first instalment"
  Assets:Bank                100.00 USD
  Equity:Capital:M-0004     -100.00 USD
    lot: "fee"
"""


def capital_book(folder: Path, more: str = "") -> Path:
    """Start a co-op's book.

    Args:
        folder: Where; it is made.
        more: What else the book says.

    Returns:
        The folder.
    """
    generated = folder / "generated"
    generated.mkdir(parents=True)
    files = {
        folder / "main.beancount": MAIN + more,
        generated / "placeholder.beancount": "; coopbooks writes here.\n",
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
