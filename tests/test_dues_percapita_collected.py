"""Per capita of what was collected."""

from __future__ import annotations

from decimal import Decimal

from beancount import loader

from tests.support.percapita import AFGE
from tests.support.percapita import owed


def test_what_waits_for_an_answer_is_not_collected_until_it_is_matched() -> None:
    text = (
        AFGE
        + """\
2026-01-01 open Assets:Bank USD
2026-01-01 open Liabilities:Unapplied USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
2026-01-01 custom "coop-per-capita" "council" "dues"
  rate: 10 PERCENT
  of: "collected"
  treatment: "expense"
  expense: Expenses:PerCapita
  to: Liabilities:Council
2026-02-05 * "Too much"
  Assets:Bank                 30.00 USD
  Assets:Receivable          -30.00 USD
    member: "M-1"
2026-02-06 * "What is too much waits"
  Assets:Receivable            4.00 USD
    member: "M-1"
  Liabilities:Unapplied       -4.00 USD
    member: "M-1"
2026-03-06 * "It was for March"
  Liabilities:Unapplied        4.00 USD
  Assets:Receivable           -4.00 USD
    member: "M-1"
"""
    )
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    found = [owed(entries, month).lines[0].number for month in ("2026-02", "2026-03")]
    assert found == [Decimal("2.60"), Decimal("0.40")]


def test_nothing_collected_is_in_the_currency_of_the_dues() -> None:
    text = (
        AFGE
        + """\
2026-01-01 custom "coop-per-capita" "council" "dues"
  rate: 5 PERCENT
  of: "collected"
  treatment: "expense"
  expense: Expenses:PerCapita
  to: Liabilities:Council
"""
    )
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    (line,) = owed(entries).lines
    assert (line.number, line.currency) == (Decimal("0.00"), "USD")
