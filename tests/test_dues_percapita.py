from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader

from coopbooks.core.periods import parse_period
from coopbooks.core.proposal import Proposal
from coopbooks.dues.percapita.entries import batch_of
from coopbooks.dues.percapita.entries import entries_of
from tests.support.percapita import AFGE
from tests.support.percapita import owed

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.dues.percapita.percapita import PerCapita
    from tests.support.ledgers import Loaded

MARCH = parse_period("2026-03")
# AFGE Local 2325: dues 26.00, of which 21.96 national and 2.50 council.


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def shown(entries: tuple[data.Transaction, ...]) -> list[str]:
    return [
        f"{entry.meta['id']} {entry.date} "
        + ", ".join(f"{one.account} {one.units}" for one in entry.postings)
        for entry in entries
    ]


def told(found: PerCapita) -> list[str]:
    return [error.message for error in found.problems]


def written(text: str) -> list[data.Directive]:

    entries, errors, _ = loader.load_string(text)
    assert errors == []
    return list(entries)


D1 = {
    "parts": """\
2026-01-01 custom "coop-dues-part" "local" "national" 21.96 USD "to" Liabilities:AFGE
2026-01-01 custom "coop-dues-part" "local" "council" 2.50 USD "to" Liabilities:Council
2026-01-01 custom "coop-dues-part" "local" "local" "rest" "to" Income:Dues
""",
    "expense": """\
2026-01-01 custom "coop-per-capita" "national" "headcount"
  each: 21.96 USD
  treatment: "expense"
  to: Liabilities:AFGE
2026-01-01 custom "coop-per-capita" "council" "headcount"
  each: 2.50 USD
  treatment: "expense"
  to: Liabilities:Council
""",
    "held": """\
2026-01-01 custom "coop-per-capita" "national" "headcount"
  each: 21.96 USD
  treatment: "held"
  out-of: Income:Dues
  to: Liabilities:AFGE
2026-01-01 custom "coop-per-capita" "council" "headcount"
  each: 2.50 USD
  treatment: "held"
  out-of: Income:Dues
  to: Liabilities:Council
""",
}
D1["both"] = D1["parts"] + D1["held"]


def booked(debit: str) -> list[str]:
    return [
        f"per-capita-2026-03-{name} 2026-03-31 {debit} {number} USD, {to} -{number} USD"
        for name, number, to in (
            ("council", "2.50", "Liabilities:Council"),
            ("national", "21.96", "Liabilities:AFGE"),
        )
    ]


PROPOSED = {
    "parts": [],
    "both": [],
    "expense": booked("Expenses:PerCapita"),
    "held": booked("Income:Dues"),
}


@pytest.mark.parametrize("way", D1)
def test_d1_the_local_keeps_1_54_of_26(way: str) -> None:
    found = owed(written(AFGE + D1[way]))
    assert told(found) == []
    (margin,) = found.margins
    assert (margin.dues, margin.left) == decimals(26, "1.54")
    assert margin.to_parents + margin.per_capita == Decimal("24.46")
    entries = entries_of(found)
    Proposal(batch_of(MARCH), entries)
    assert shown(entries) == PROPOSED[way]


def test_a_part_of_the_dues_by_quarter(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable USD
    2026-01-01 open Income:Dues USD
    2026-01-01 open Liabilities:PerCapita USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 10.01 USD
    2026-01-01 custom "coop-per-capita" "charged" "dues"
      rate: 30 PERCENT
      treatment: "held"
      out-of: Income:Dues
      to: Liabilities:PerCapita
      per: "quarter"
      round: "down"
    2026-01-01 custom "coop-per-capita" "collected" "dues"
      rate: 10 PERCENT
      of: "collected"
      treatment: "held"
      out-of: Income:Dues
      to: Liabilities:PerCapita
      per: "quarter"
      minimum: 1.50 USD
    2026-01-01 custom "coop-member" "M-1" "join"
    2026-02-12 * "Paid"
      Assets:Bank             9.00 USD
      Assets:Receivable      -9.00 USD
        member: "M-1"
    2026-03-12 * "A gift"
      Assets:Bank             9.00 USD
      Income:Dues            -9.00 USD
    """
    assert owed(load_doc, "2026-02").lines == ()
    found = owed(load_doc)
    charged, collected = found.lines
    assert charged.period.name == "2026-Q1"
    assert (charged.base, charged.number) == decimals("30.03", "9.00")
    assert (collected.base, collected.number) == decimals(9, "1.50")
    assert collected.steps[-1].words == "at least 1.50 USD"
    (margin,) = found.margins
    assert margin.left == Decimal("19.53")


def test_what_was_typed_is_not_booked_twice(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:PerCapita USD
    2026-01-01 open Liabilities:PerCapita USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-per-capita" "federation" "headcount"
      each: 12.00 USD
      treatment: "expense"
      expense: Expenses:PerCapita
      to: Liabilities:PerCapita
      agreement: "local-per-capita"
    2026-01-01 custom "coop-per-capita" "council" "headcount"
      each: 2.50 USD
      treatment: "expense"
      expense: Expenses:PerCapita
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-member" "M-1" "join"
    2026-01-01 custom "coop-member" "M-2" "join"
    2026-03-31 * "Per capita for March"
      agreement: "local-per-capita"
      period: "2026-03"
      Expenses:PerCapita     12.00 USD
      Liabilities:PerCapita -12.00 USD
    2026-03-31 * "To the council"
      Expenses:PerCapita      5.00 USD
      Liabilities:PerCapita  -5.00 USD
    2026-03-16 * "Paid: February"
      agreement: "local-per-capita"
      period: "2026-02"
      Liabilities:PerCapita  24.00 USD
      Assets:Bank           -24.00 USD
    2026-03-16 * "Paid in advance"
      agreement: "local-per-capita"
      period: "2026-03"
      Liabilities:PerCapita  24.00 USD
      Assets:Bank           -24.00 USD
    """
    found = owed(load_doc)
    council, federation = found.lines
    assert (council.number, council.typed, council.proposed) == decimals(5, 5, 0)
    assert (federation.number, federation.typed, federation.proposed) == decimals(
        24, 12, 12
    )
    entries = entries_of(found)
    (entry,) = shown(entries)
    assert entry == (
        "per-capita-2026-03-federation 2026-03-31 Expenses:PerCapita 12.00 USD, "
        "Liabilities:PerCapita -12.00 USD"
    )
    batch = batch_of(MARCH)
    once = [entry._replace(meta={**entry.meta, "batch": batch}) for entry in entries]
    again = owed([*load_doc.entries, *once])
    assert shown(entries_of(again)) == shown(entries)


def test_by_cash_it_counts_when_it_is_paid(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:PerCapita USD
    2026-01-01 open Liabilities:PerCapita USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "per-capita" Expenses:PerCapita
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-per-capita" "federation" "headcount"
      each: 12.00 USD
      treatment: "expense"
      to: Liabilities:PerCapita
      with: "federation"
    2026-01-01 custom "coop-member" "M-1" "join"
    2026-04-16 * "Per capita for March"
      with: "federation"
      period: "2026-03"
      Expenses:PerCapita     12.00 USD
      Assets:Bank           -12.00 USD
    """
    found = owed(load_doc)
    (line,) = found.lines
    assert (line.number, line.typed, line.proposed) == decimals(12, 12, 0)
    assert found.basis == "cash"
    assert entries_of(owed(load_doc, "2026-04")) == ()


def test_what_is_wrong_is_named(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-per-capita" "no-amount" "headcount"
      treatment: "held"
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-per-capita" "no-rate" "dues"
      treatment: "held"
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-per-capita" "no-expense" "headcount"
      each: 1.00 USD
      treatment: "expense"
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-per-capita" "two" "headcount"
      each: 1.00 USD
      treatment: "held"
      to: Liabilities:PerCapita
    2026-01-01 custom "coop-per-capita-count" "two" "student" 1.00 EUR
    2026-01-01 custom "coop-member" "M-1" "join"
      class: "student"
    """
    found = owed(load_doc)
    about = [one for one in told(found) if "per-capita" in one]
    assert about == [
        "coop-per-capita 'no-amount': say in each: how much is owed for a head.",
        "coop-per-capita 'no-expense': say in expense: which account it is a cost on.",
        "coop-per-capita 'no-rate': say in rate: which PERCENT of the dues is owed.",
        "coop-per-capita 'two': is in EUR and USD; use one.",
    ]
    assert found.lines == ()
