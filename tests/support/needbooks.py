"""A union's book with a strike fund and a hardship fund, and one of its federation."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.batchfile import stamped
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.need.weeklyrun import run_week
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import View
    from coopbooks.support.need.weeklyrun import StrikeRun

NEVER = datetime.date.min

NOW = ("--now", "2026-03-20T10:00")
PLANTED = "her flat burnt down in Elm Street"

ACCOUNTS = """\
option "title" "{title}"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"
plugin "coopbooks.plugins.all"
include "generated/**/*.beancount"
include "months.beancount"

2024-12-31 open Assets:Bank
2024-12-31 open Assets:Bank:Strike
2024-12-31 open Assets:Bank:Hardship
2024-12-31 open Liabilities:Due
2024-12-31 open Equity:Opening
2024-12-31 open Equity:Funds:Transfers
2024-12-31 open Income:Dues
2024-12-31 open Income:Gifts
2024-12-31 open Income:Sales
2024-12-31 open Expenses:Costs
2024-12-31 open Expenses:Strike-Pay
2024-12-31 open Expenses:Help
2024-12-31 custom "coop-account" "bank" Assets:Bank
2024-12-31 custom "coop-account" "opening" Equity:Opening
2024-12-31 custom "coop-account" "fund-transfer" Equity:Funds:Transfers
2024-12-31 custom "coop-account" "dues" Income:Dues
2024-12-31 custom "coop-account" "gifts" Income:Gifts
2024-12-31 custom "coop-account" "sales" Income:Sales
2024-12-31 custom "coop-account" "strike-pay" Expenses:Strike-Pay
2024-12-31 custom "coop-account" "support-given" Expenses:Help
"""
UNION = """
2024-12-31 custom "coop-entity" "local-7" "union"
  basis: "accrual"
2024-12-31 custom "coop-body" "party" "party"
2024-12-31 custom "coop-member" "M-0001" "join"
  workplace: "depot"
2024-12-31 custom "coop-member" "M-0002" "join"
  workplace: "depot"
2026-01-10 custom "coop-member" "M-0003" "join"
  workplace: "depot"
2024-12-31 custom "coop-member" "M-0004" "join"
  workplace: "plant"
2024-12-31 custom "coop-officer" "M-0004" "treasurer"
2024-12-31 custom "coop-officer" "M-0002" "trustee"
2024-12-31 custom "coop-officer" "M-0001" "trustee"
2024-12-31 custom "coop-decision" "2024-12/1" "Funds for strikes and hardship"
  body: "general meeting"
2026-02-07 custom "coop-decision" "2026-02/3" "Strike at the depot"
  body: "general meeting"
  limit: 6000.00 USD
  until: 2026-06-30
2026-03-04 custom "coop-decision" "2026-03/4" "Help on request 2026-03-a"
  body: "general meeting"
  limit: 350.00 USD
  until: 2026-05-31
2024-12-31 custom "coop-fund" "strike" "set-aside"
  purpose: "strikes"
  decision: "2024-12/1"
  kept-on: Assets:Bank:Strike
2024-12-31 custom "coop-fund" "hardship" "set-aside"
  purpose: "members in need"
  decision: "2024-12/1"
  kept-on: Assets:Bank:Hardship
2025-01-01 custom "coop-benefit" "strike-pay" "strike"
  fund: "strike"
  standing: "good"
  fund-keeps: 500.00 USD
  maximum-a-year: 900.00 USD
2025-01-01 custom "coop-benefit-band" "strike-pay" "below" 15 DAY "pays" 0 USD
2025-01-01 custom "coop-benefit-band" "strike-pay" "below" 29 DAY "pays" 300 USD
2025-01-01 custom "coop-benefit-band" "strike-pay" "from" 29 DAY "pays" 400 USD
2025-01-01 custom "coop-benefit" "hardship" "hardship"
  fund: "hardship"
  standing: "good"
  member-for: 6 MONTH
  maximum: 500.00 USD
  maximum-a-year: 800.00 USD
  people: 2
  offices: "treasurer, trustee"
2026-02-09 custom "coop-strike" "depot"
  workplace: "depot"
  decision: "2026-02/3"

2024-12-31 * "What we begin with"
  Assets:Bank            1000.00 USD
  Assets:Bank:Strike     4000.00 USD
  Assets:Bank:Hardship    900.00 USD
  Equity:Opening        -1000.00 USD
  Equity:Opening        -4000.00 USD
    fund: "strike"
  Equity:Opening         -900.00 USD
    fund: "hardship"
"""

ASKED = """
2026-03-02 custom "coop-request" "2026-03-a" "hardship" 400.00 USD
  member: "M-0001"
"""
GRANTED = (
    ASKED
    + """
2026-03-05 custom "coop-request-decided" "2026-03-a" "granted"
  limit: 350.00 USD
  until: 2026-04-30
  by: "M-0002, M-0004"
"""
)


def book(folder: Path, terms: str = UNION, *, title: str = "Local 7") -> Path:
    """Start a book.

    Args:
        folder: An empty folder.
        terms: What it says beside its accounts.
        title: Its title.

    Returns:
        Its folder.
    """
    for name, text in (
        ("generated/placeholder.beancount", "; written by coopbooks\n"),
        ("main.beancount", ACCOUNTS.format(title=title) + terms),
        ("months.beancount", "; nothing yet\n"),
        ("private/0001.txt", PLANTED + "\n"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def typed(folder: Path, text: str) -> None:
    """Type something into a book.

    Args:
        folder: Its folder.
        text: A ledger's text.
    """
    path = folder / "months.beancount"
    path.write_text(text, encoding="utf-8", newline="\n")


def viewed(folder: Path, more: str = "", terms: str = UNION) -> View:
    """Start a book without errors, and look at it.

    Args:
        folder: An empty folder.
        more: More text.
        terms: What it says beside its accounts.

    Returns:
        Its view.
    """
    found = coopbooks.load(book(folder, terms + more))
    assert [error.message for error in found.errors] == []
    return view_of(found)


def week_of(view: View, name: str) -> StrikeRun:
    """A week's strike pay, paid on its last day."""
    week = parse_period(name)
    return run_week(view, terms_of(view), week, week.last, NEVER)


def written(view: View, found: StrikeRun) -> View:
    """The book once a week's strike pay is written, unless something prevents it."""
    if found.refusals or not found.difference.changes:
        return view
    batch = found.difference.batch
    batches = {str((one.meta or {}).get("batch")) for one in view.entries}
    many = sum(one.startswith(batch) for one in batches)
    name = f"{batch}.{many + 1}" if many else batch
    new = stamped(found.difference.new(), name, found.on)
    entries = sorted([*view.entries, *new], key=lambda one: one.date)
    return replace(view, entries=entries)
