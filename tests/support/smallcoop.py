"""A small worker co-op's book that a year can be shared in, and a person's way there.

The year is 2025: a surplus of 90,000.00, of which a tenth came from others' work; A, B
and C worked 3,600, 3,000 and 2,400 hours, others 1,000.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from tests.support.commands import run

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from click.testing import Result

NOW = ("--now", "2026-04-20T10:00")
YEAR = ("--period", "2025", *NOW)
DECISION = ("--decision", "2026-04/1")

MAIN = """\
option "title" "Small Co-op"
option "operating_currency" "USD"
option "use_precise_interpolation" "TRUE"
plugin "coopbooks.plugins.all"
include "generated/**/*.beancount"
include "rule.beancount"
include "more.beancount"

2024-01-01 commodity HOUR
  measure: TRUE
2024-01-01 open Assets:Bank USD
2024-01-01 open Liabilities:Patronage USD
2024-01-01 open Liabilities:Left USD
2024-01-01 open Liabilities:Tax USD
2024-01-01 open Liabilities:Education USD
2024-01-01 open Equity:Capital:Members:M-0001 USD
2024-01-01 open Equity:Capital:Members:M-0002 USD
2024-01-01 open Equity:Capital:Members:M-0003 USD
2024-01-01 open Equity:Collective USD
2024-01-01 open Equity:Reserve USD
2024-01-01 open Equity:Result:Allocated USD
2024-01-01 open Equity:Memo:Hours:Members HOUR
2024-01-01 open Equity:Memo:Hours:Others HOUR
2024-01-01 open Equity:Memo:Hours:Total HOUR
2024-01-01 open Income:Sales USD
2024-01-01 open Income:Interest USD
2024-01-01 open Expenses:Wages USD
2024-01-01 open Expenses:Tax USD

2024-01-01 custom "coop-format" 1
2024-01-01 custom "coop-entity" "small-coop" "worker-coop"
  basis: "accrual"
  fiscal-year-end: "12-31"
  country: "US"
2024-01-01 custom "coop-account" "bank" Assets:Bank
2024-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
2024-01-01 custom "coop-account" "capital-payable" Liabilities:Left
2024-01-01 custom "coop-account" "tax-payable" Liabilities:Tax
2024-01-01 custom "coop-account" "fund-payable" Liabilities:Education
2024-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
2024-01-01 custom "coop-account" "collective" Equity:Collective
2024-01-01 custom "coop-account" "reserve" Equity:Reserve
2024-01-01 custom "coop-account" "result" Equity:Result
2024-01-01 custom "coop-account" "sales" Income:Sales
2024-01-01 custom "coop-account" "wages" Expenses:Wages
2024-01-01 custom "coop-account" "income-tax" Expenses:Tax
2024-01-01 custom "coop-measure" "hours" Equity:Memo:Hours:Members "in-period"
2024-01-01 custom "coop-measure" "others" Equity:Memo:Hours:Others "in-period"
2024-01-01 custom "coop-member" "M-0001" "join"
2024-01-01 custom "coop-member" "M-0002" "join"
2024-01-01 custom "coop-member" "M-0003" "join"

2024-12-31 * "Fees and what was kept of 2023 and 2024"
  Assets:Bank                       33000.00 USD
  Equity:Capital:Members:M-0001     -1000.00 USD
    member: "M-0001"
    lot: "fee"
  Equity:Capital:Members:M-0001     -4000.00 USD
    member: "M-0001"
    lot: "2023-Q"
  Equity:Capital:Members:M-0001     -3000.00 USD
    member: "M-0001"
    lot: "2024-Q"
  Equity:Capital:Members:M-0002     -1000.00 USD
    member: "M-0002"
    lot: "fee"
  Equity:Capital:Members:M-0002     -2000.00 USD
    member: "M-0002"
    lot: "2024-Q"
  Equity:Capital:Members:M-0003     -1000.00 USD
    member: "M-0003"
    lot: "fee"
  Equity:Collective                -21000.00 USD

2025-06-30 * "Hours of the year"
  Equity:Memo:Hours:Members              3600 HOUR
    member: "M-0001"
  Equity:Memo:Hours:Members              3000 HOUR
    member: "M-0002"
  Equity:Memo:Hours:Members              2400 HOUR
    member: "M-0003"
  Equity:Memo:Hours:Others               1000 HOUR
  Equity:Memo:Hours:Total              -10000 HOUR
"""
GAIN = """\
2025-12-31 * "Sales and wages of the year"
  Assets:Bank      90000.00 USD
  Expenses:Wages  310000.00 USD
  Income:Sales   -400000.00 USD
"""
LOSS = """\
2025-12-31 * "Sales and wages of the year"
  Assets:Bank     -12000.00 USD
  Expenses:Wages  312000.00 USD
  Income:Sales   -300000.00 USD
"""
CLOSED = '2026-03-01 custom "coop-close" "2025" "soft"\n'
HARD = CLOSED.replace("soft", "hard")
# Bylaws that split surplus from members' work in halves; the rest stays together.
RULE = """\
2024-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  members-work: "hours"
  others-work: "others"
  consent: "bylaws"
  authority: "bylaws art. 9"
2024-01-01 custom "coop-surplus-step" "law" 10 "others" "all" "of" "others-work"
  to: Equity:Collective
2024-01-01 custom "coop-surplus-step" "law" 20 "together" 50 PERCENT "of" "members-work"
  to: Equity:Collective
2024-01-01 custom "coop-surplus-step" "law" 90 "members" "rest" "of" "left"
  to: Equity:Capital:Members
  cash: 20 PERCENT
  notice: "qualified"
2024-01-01 custom "coop-surplus-loss" "law" 10 "together" 25 PERCENT "of" "loss"
  to: Equity:Collective
2024-01-01 custom "coop-surplus-loss" "law" 20 "members" "rest" "of" "left"
  to: Equity:Capital:Members
"""


def coop_book(folder: Path, rule: str = RULE, year: str = GAIN + CLOSED) -> Path:
    """Start a co-op's book.

    Args:
        folder: Where; it is made.
        rule: How the surplus is shared.
        year: What else happened, and how the year is closed.

    Returns:
        The folder.
    """
    generated = folder / "generated"
    generated.mkdir(parents=True)
    files = {
        folder / "main.beancount": MAIN,
        folder / "rule.beancount": rule,
        folder / "more.beancount": year,
        generated / "placeholder.beancount": "; coopbooks writes here.\n",
    }
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def typed(folder: Path, text: str) -> None:
    """Type something more into the book."""
    path = folder / "more.beancount"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8", newline="\n")


def decided(
    folder: Path, code: str, name: str = "2026-04/1", day: str = "2026-04-18"
) -> None:
    """Write down a decision that names a proposal's code; none if it is empty."""
    named = f'  proposal: "{code}"\n' if code else ""
    head = f'{day} custom "coop-decision" "{name}" "The surplus of 2025"\n'
    typed(folder, f"""{head}  body: "members' meeting"\n{named}""")


def code(folder: Path) -> str:
    """The code of what the book proposes."""
    said = run("surplus", "propose", folder, *YEAR).stdout
    found = re.search(r"s-2025-[0-9a-f]{8}", said)
    assert found, said
    return found[0]


def post(folder: Path, *words: str) -> Result:
    """Post the year by the decision that `decided` writes down."""
    return run("surplus", "post", folder, *YEAR, *DECISION, *words)


def balances(folder: Path) -> dict[str, str]:
    """What each account holds in money, by account, those with something only."""
    book = coopbooks.load(folder)
    assert book.errors == [], book.errors
    sums: dict[str, Decimal] = {}
    for row in rows(book.entries):
        if row.units.currency == "USD":
            sums[row.account] = sums.get(row.account, ZERO) + row.number
    return {name: f"{number}" for name, number in sorted(sums.items()) if number}
