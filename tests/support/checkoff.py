"""A small local whose employer takes dues from pay, for tests of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.core.periods import parse_period
from coopbooks.dues.checkoff.checkoff import reconcile
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.dues.checkoff.checkoff import CheckOff

LOCAL = """\
2026-01-01 open Assets:Bank USD
2026-01-01 open Assets:Clearing:Lists USD
2026-01-01 open Assets:Receivable:Check-Off USD
2026-01-01 open Assets:Receivable:Own USD
2026-01-01 open Liabilities:Unapplied USD
2026-01-01 open Liabilities:Parent USD
2026-01-01 open Income:Dues USD
2026-01-01 open Equity:Unsorted USD
2026-01-01 open Expenses:Bank USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "clearing" Assets:Clearing
2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Own
2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
2026-01-01 custom "coop-account" "per-capita-payable" Liabilities:Parent
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-entity" "local" "union"
  basis: "accrual"
"""
PLANT = """\
2026-01-01 custom "coop-workplace" "plant"
  employer: "harbor-foods"
  collected: "check-off"
  remits: 20 DAY
  lists: Assets:Clearing:Lists
"""
FLAT = """\
2025-01-01 custom "coop-dues" "full" "flat"
  amount: 38.00 USD
2026-01-01 custom "coop-dues" "full" "flat"
  amount: 40.00 USD
2026-01-01 custom "coop-dues" "apprentice" "flat"
  class: "apprentice"
  amount: 22.00 USD
"""


def members(*names: str, workplace: str = "plant") -> str:
    """Members who joined on 1 January."""
    return "".join(
        f'2026-01-01 custom "coop-member" "{name}" "join"\n  workplace: "{workplace}"\n'
        for name in names
    )


def charged(month: str, lines: Iterable[tuple[str, str]]) -> str:
    """A charge of a month, in January to September."""
    text = f'2026-{month}-01 * "Dues charged"\n  period: "2026-{month}"\n'
    for member, number in lines:
        text += f"  Assets:Receivable:Check-Off  {number} USD\n"
        text += f'    member: "{member}"\n'
        text += f"  Income:Dues -{number} USD\n"
    return text


def listed(
    month: str,
    lines: Iterable[tuple[str, str]],
    day: str = "",
    account: str = "Assets:Clearing:Lists",
) -> str:
    """An employer's list for a month, against the clearing account."""
    date = day or f"2026-{int(month) + 1:02}-10"
    text = f'{date} * "Harbor Foods" "List" ^check-off-2026-{month}\n'
    text += f'  period: "2026-{month}"\n'
    for member, number in lines:
        text += f"  Assets:Receivable:Check-Off  -{number} USD\n"
        text += f'    member: "{member}"\n'
        text += f"  {account} {number} USD\n"
    return text


def deposited(day: str, number: str, period: str = "") -> str:
    """Money of the employer in the bank."""
    said = f'  period: "{period}"\n' if period else ""
    return (
        f'{day} * "Harbor Foods" "Transfer"\n{said}'
        f"  Assets:Bank  {number} USD\n  Assets:Clearing:Lists  -{number} USD\n"
    )


def loaded(*texts: str) -> list[data.Directive]:
    """A book of some texts."""
    entries, errors, _ = loader.load_string("\n".join(texts))
    assert errors == []
    return list(entries)


def reconciled(
    entries: list[data.Directive],
    period: str = "2026-03",
    known: datetime.date | None = None,
) -> CheckOff:
    """The check-off of the one employer."""
    terms = read_terms(entries, known=known)
    return reconcile(terms, entries, "harbor-foods", parse_period(period), known)
