from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.dues.percapita.entries import entries_of
from coopbooks.dues.percapita.heads import whole
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.dues.percapita.percapita import PerCapita
    from tests.support.ledgers import Loaded

MARCH = parse_period("2026-03")


def decimals(*numbers: int | str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in numbers)


def owed(book: Loaded | list[data.Directive], period: str = "2026-03") -> PerCapita:
    entries = book if isinstance(book, list) else book.entries
    return per_capita(read_terms(entries), entries, parse_period(period))


def told(found: PerCapita) -> list[str]:
    return [error.message for error in found.problems]


def written(text: str) -> list[data.Directive]:
    from beancount import loader

    entries, errors, _ = loader.load_string(text)
    assert errors == []
    return list(entries)


def test_heads_in_fractions_with_a_least_number(load_doc: Loaded) -> None:
    """
    2026-01-01 open Expenses:PerCapita USD
    2026-01-01 open Liabilities:PerCapita USD
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-per-capita" "federation" "headcount"
      each: 12.00 USD
      treatment: "expense"
      expense: Expenses:PerCapita
      to: Liabilities:PerCapita
      heads: "up"
      due: 15 DAY
      with: "federation"
      authority: "constitution art. 8"
    2026-01-01 custom "coop-per-capita-count" "federation" "retired" 0.5 MEMBER
    2026-01-01 custom "coop-per-capita-count" "federation" "student" 3.00 USD
    2026-05-01 custom "coop-per-capita" "federation" "headcount"
      each: 12.00 USD
      treatment: "expense"
      expense: Expenses:PerCapita
      to: Liabilities:PerCapita
      minimum: 10 MEMBER
      paused: "counted"
      suspended: "left-out"
    2026-01-01 custom "coop-member" "M-1" "join"
    2026-01-01 custom "coop-member" "M-2" "join"
      class: "retired"
    2026-01-01 custom "coop-member" "M-3" "join"
      class: "student"
    2026-03-01 custom "coop-member" "M-4" "join"
    2026-03-15 custom "coop-member" "M-4" "pause"
    2026-01-01 custom "coop-member" "M-5" "join"
    2026-03-15 custom "coop-member" "M-5" "suspend"
    2026-01-01 custom "coop-member" "M-6" "join"
    2026-03-31 custom "coop-member" "M-6" "leave"
    """
    found = owed(load_doc)
    (line,) = found.lines
    assert [one.member for one in line.heads] == ["M-1", "M-2", "M-3", "M-5"]
    assert [(step.words, str(step.number)) for step in line.steps] == [
        ("4 members on 2026-03-31", "2.5"),
        ("rounded up to whole heads", "3"),
        ("3 x 12.00 USD", "36.00"),
        ("and 1 of a class at 3.00 USD", "39.00"),
    ]
    assert (str(line.number), str(line.due)) == ("39.00", "2026-04-15")
    assert entries_of(found)[0].meta["with"] == "federation"
    (line,) = owed(load_doc, "2026-05").lines
    assert [one.member for one in line.heads] == ["M-1", "M-2", "M-3", "M-4"]
    assert (line.count, line.number) == decimals(10, 120)
    assert len(owed(load_doc, "2026").lines) == 12


HOW_COUNTED = {
    "first-day": ["M-1", "M-2"],
    "last-day": ["M-1", "M-3"],
    "any-day": ["M-1", "M-2", "M-3"],
    "charged": ["M-1", "M-3"],
    "paid": ["M-2", "M-3"],
}


@pytest.mark.parametrize("counted", HOW_COUNTED)
def test_whom_a_parent_counts(counted: str) -> None:
    found = owed(
        written(f"""\
2026-01-01 open Assets:Bank USD
2026-01-01 open Assets:Receivable USD
2026-01-01 open Income:Dues USD
2026-01-01 open Liabilities:PerCapita USD
2026-01-01 open Expenses:PerCapita USD
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 26.00 USD
  charged: "last-day"
2026-01-01 custom "coop-per-capita" "federation" "headcount"
  each: 12.00 USD
  counted: "{counted}"
  treatment: "expense"
  expense: Expenses:PerCapita
  to: Liabilities:PerCapita
2026-01-01 custom "coop-member" "M-1" "join"
2026-01-01 custom "coop-member" "M-2" "join"
2026-03-20 custom "coop-member" "M-2" "leave"
2026-03-10 custom "coop-member" "M-3" "join"
2026-03-12 * "Paid"
  Assets:Bank            78.00 USD
  Assets:Receivable     -26.00 USD
    member: "M-2"
    period: "2026-01"
  Assets:Receivable     -26.00 USD
    member: "M-2"
    period: "2026-02"
  Assets:Receivable     -26.00 USD
    member: "M-3"
""")
    )
    (line,) = found.lines
    assert [one.member for one in line.heads] == HOW_COUNTED[counted]
    # Of those counted as paid, each period of dues that was paid is a head.
    assert line.count == (3 if counted == "paid" else len(line.heads))


@given(st.decimals(0, 1000, places=3))
def test_whole_heads_lie_around_the_exact_ones(number: Decimal) -> None:
    down, up = whole(number, "down"), whole(number, "up")
    assert down <= number <= up <= down + 1
    assert whole(number, "half-up") in {down, up}
    assert whole(number, "exact") == number
