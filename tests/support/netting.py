"""Two books of one pair, with all that is open between them."""

from __future__ import annotations

AGREEMENTS = """\
2026-01-01 custom "coop-agreement" "per-capita" "fixed"
  from: "local"
  to: "party"
  count: "quarter"
  amount: 1571.50 USD
  due: 15 DAY
  set-off: TRUE
2026-01-01 custom "coop-agreement" "share" "fixed"
  from: "local"
  to: "party"
  count: "quarter"
  amount: 2600.00 USD
  due: 30 DAY
  set-off: TRUE
2026-01-01 custom "coop-agreement" "grant" "fixed"
  from: "party"
  to: "local"
  count: "quarter"
  amount: 1000.00 USD
  set-off: TRUE
2026-01-01 custom "coop-agreement" "dues-held" "fixed"
  from: "party"
  to: "local"
  count: "quarter"
  amount: 3240.00 USD
  due: 30 DAY
  set-off: TRUE
"""

PARTY = """\
option "title" "The party"
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank:Main USD
2025-12-31 open Assets:Bank:Solidarity USD
2025-12-31 open Assets:Receivable:Per-Capita USD
2025-12-31 open Assets:Receivable:Share USD
2025-12-31 open Liabilities:Grants USD
2025-12-31 open Liabilities:Dues-Held USD
2025-12-31 open Income:Per-Capita USD
2025-12-31 open Income:Share USD
2025-12-31 open Expenses:Grants USD
2025-12-31 open Equity:Opening USD
2026-01-01 custom "coop-format" 1
2026-01-01 custom "coop-entity" "party" "party"
  basis: "accrual"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "share-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "share-payable" Liabilities:Grants
2026-01-01 custom "coop-account" "held-for-others" Liabilities:Dues-Held
2026-01-01 custom "coop-account" "share" Expenses:Grants
2026-01-01 custom "coop-fund" "solidarity" "set-aside"
  purpose: "help in times of need"
  decision: "2025-12/1"
  kept-on: Assets:Bank:Solidarity
2025-12-14 custom "coop-decision" "2025-12/1" "A solidarity fund"
  body: "assembly"
2026-01-02 * "Money at the beginning"
  Assets:Bank:Main         5000.00 USD
  Assets:Bank:Solidarity   4000.00 USD
  Income:Share            -4000.00 USD
    fund: "solidarity"
  Equity:Opening          -5000.00 USD
2026-03-31 * "Local" "Per capita of the quarter"
  agreement: "per-capita"
  period: "2026-Q1"
  Assets:Receivable:Per-Capita   1571.50 USD
  Income:Per-Capita             -1571.50 USD
2026-03-31 * "Local" "Share of the quarter"
  agreement: "share"
  period: "2026-Q1"
  Assets:Receivable:Share   2600.00 USD
  Income:Share             -2600.00 USD
2026-03-31 * "Local" "A grant for the strike"
  agreement: "grant"
  period: "2026-Q1"
  Expenses:Grants       1000.00 USD
    fund: "solidarity"
  Liabilities:Grants   -1000.00 USD
2026-03-20 * "Local" "Dues that came in on our account"
  agreement: "dues-held"
  period: "2026-Q1"
  Assets:Bank:Main         3240.00 USD
  Liabilities:Dues-Held   -3240.00 USD
"""

LOCAL = """\
option "title" "The local"
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank:Operating USD
2025-12-31 open Assets:Receivable:Party USD
2025-12-31 open Liabilities:Per-Capita USD
2025-12-31 open Liabilities:Share USD
2025-12-31 open Income:Dues USD
2025-12-31 open Income:Grants USD
2025-12-31 open Expenses:Per-Capita USD
2025-12-31 open Expenses:Share USD
2025-12-31 open Equity:Opening USD
2026-01-01 custom "coop-format" 1
2026-01-01 custom "coop-entity" "local" "union"
  basis: "accrual"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "share-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:Per-Capita
2026-01-01 custom "coop-account" "share-payable" Liabilities:Share
2026-01-01 custom "coop-account" "per-capita" Expenses:Per-Capita
2026-01-01 custom "coop-account" "share" Expenses:Share
2026-01-02 * "Money at the beginning"
  Assets:Bank:Operating   9000.00 USD
  Equity:Opening         -9000.00 USD
2026-03-31 * "Party" "Per capita of the quarter"
  agreement: "per-capita"
  period: "2026-Q1"
  Expenses:Per-Capita      1571.50 USD
  Liabilities:Per-Capita  -1571.50 USD
2026-03-31 * "Party" "Share of the quarter"
  agreement: "share"
  period: "2026-Q1"
  Expenses:Share      2600.00 USD
  Liabilities:Share  -2600.00 USD
2026-03-31 * "Party" "A grant for the strike"
  agreement: "grant"
  period: "2026-Q1"
  Assets:Receivable:Party   1000.00 USD
  Income:Grants            -1000.00 USD
2026-03-31 * "Party" "Dues that came in on their account"
  agreement: "dues-held"
  period: "2026-Q1"
  Assets:Receivable:Party   3240.00 USD
  Income:Dues              -3240.00 USD
"""
