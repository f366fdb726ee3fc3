"""More laws as ledgers: funds, ratios, limits by pay."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.support.sharing import amounts
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import parts
from tests.support.sharing import proposed
from tests.support.sharing import with_chart

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_a_scic_keeps_57_and_a_half_percent(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "scic"
    2025-01-01 custom "coop-surplus-step" "scic" 10 "legal" 15 PERCENT "of" "surplus"
      to: Equity:Reserve:Legal
    2025-01-01 custom "coop-surplus-step" "scic" 20 "statutory" 50 PERCENT "of" "left"
      to: Equity:Reserve:Statutory
    2025-12-31 * "2025"
      Assets:Bank    1000 EUR
      Income:Sales  -1000 EUR
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    assert list(amounts(found).values()) == money(150, 425)
    assert found.left == 425


def test_italy_sets_thirty_percent_aside(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "italy"
      patronage: "hours"
      missing: "nothing"
      authority: "c.c. 2545-quater; l. 59/92"
    2025-01-01 custom "coop-surplus-step" "italy" 10 "legal" 30 PERCENT "of" "result"
      to: Equity:Reserve:Legal
    2025-01-01 custom "coop-surplus-step" "italy" 20 "mutual" 3 PERCENT "of" "result"
      to: Liabilities:Funds:Mutual
    2025-01-01 custom "coop-surplus-step" "italy" 30 "ristorni" "rest" "of" "left"
      to: Equity:Capital:Members
    2025-01-01 custom "coop-surplus-limit" "italy" 30 "at-most" 30 PERCENT "of" "pay"
    2025-12-31 custom "coop-declared" "A" "pay" 90000.05 EUR
    2025-12-31 custom "coop-declared" "B" "pay" 30000.00 EUR
    2025-12-31 * "2025"
      Assets:Bank    100000 EUR
      Income:Sales  -100000 EUR
      Equity:Memo:Hours:Members  1500 HOUR
        member: "A"
      Equity:Memo:Hours:Members   500 HOUR
        member: "B"
      Equity:Memo:Hours:Total   -2000 HOUR
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    # 30 percent of pay is 36,000.015: a most is rounded down.
    assert list(amounts(found).values()) == money(30000, 3000, "36000.01")
    assert found.left == Decimal("30999.99")
    free = proposed(coop_doc, "2025", "30=0 EUR")
    assert free.left == 67000


QUEBEC = """
2025-01-01 custom "coop-surplus" "quebec"
  patronage: "hours"
  missing: "nothing"
  authority: "C-67.2 s. 146"
2025-01-01 custom "coop-surplus-step" "quebec" 10 "reserve" 10 PERCENT "of" "surplus"
  to: Equity:Reserve
  while: "equity-to-debts"
  below: 40 PERCENT
2025-01-01 custom "coop-surplus-step" "quebec" 20 "in shares" 10 PERCENT "of" "surplus"
  to: Equity:Capital:Members
  while: "equity-to-debts"
  below: 40 PERCENT
2025-01-01 custom "coop-surplus-step" "quebec" 90 "members" "rest" "of" "left"
  to: Equity:Capital:Members
  cash: 100 PERCENT
2024-12-31 * "Borrowed"
  Assets:Bank        {0} CAD
  Liabilities:Loan  -{0} CAD
2025-12-31 * "2025"
  Assets:Bank    40000 CAD
  Income:Sales  -40000 CAD
  Equity:Memo:Hours:Members  1 HOUR
    member: "A"
  Equity:Memo:Hours:Total   -1 HOUR
"""


@pytest.mark.parametrize(
    ("debts", "reserve", "why"),
    [
        ("100000.01", "4000", ""),
        ("100000.00", "0", "it is 40 PERCENT"),
        ("80000.00", "0", "it is 50 PERCENT"),
        ("0.00", "0", "it is a ratio to nothing"),
    ],
)
def test_quebec_has_a_duty_only_while_equity_is_low(
    tmp_path: Path, debts: str, reserve: str, why: str
) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(QUEBEC.format(debts), encoding="utf-8")
    book = with_chart(path)
    found = proposed(book)
    assert messages(found) == []
    steps = amounts(found)
    assert (steps[10], steps[20]) == (Decimal(reserve), Decimal(reserve))
    back = found.steps[0].held_back
    assert back == (
        f"only while equity to debts is below 40 PERCENT; {why}" if why else ""
    )
    assert found.left == 0
    # A what-if about the result changes what the co-op owns, too.
    lower = proposed(book, "2025", "result=1000")
    assert bool(amounts(lower)[10]) == (debts != "0.00")


def test_argentina_has_three_funds_then_interest(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "argentina"
      patronage: "hours"
      missing: "nothing"
      authority: "Ley 20.337 art. 42"
    2025-01-01 custom "coop-surplus-step" "argentina" 10 "legal" 5 PERCENT "of" "surplus"
      to: Equity:Reserve:Legal
    2025-01-01 custom "coop-surplus-step" "argentina" 20 "labour" 5 PERCENT "of" "surplus"
      to: Liabilities:Funds:Labour
    2025-01-01 custom "coop-surplus-step" "argentina" 30 "learn" 5 PERCENT "of" "surplus"
      to: Liabilities:Funds:Education
    2025-01-01 custom "coop-surplus-step" "argentina" 40 "interest" "interest" "of" "left"
      to: Equity:Capital:Members
      rate: 4 PERCENT
      on: "average"
      cash: 100 PERCENT
    2025-01-01 custom "coop-surplus-step" "argentina" 50 "by work" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 100 PERCENT
    2025-07-02 * "Shares paid in, for half of the year"
      Assets:Bank              730.00 ARS
      Equity:Capital:Members  -730.00 ARS
        member: "B"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank    100000 ARS
      Income:Sales  -100000 ARS
      Equity:Memo:Hours:Members  1 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -1 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    # 183 of 365 days at 4 percent: 730 x 183 / 365 x 0.04.
    assert list(amounts(found).values()) == money(5000, 5000, 5000, "14.64", "84985.36")
    assert parts(found, 40) == {"B": Decimal("14.64")}
    assert found.cash_needed == 85000
    assert found.left == 0
