"""Published bylaws and tax law as ledgers, with their figures: the United States."""

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


def test_a_hundred_among_three_equals(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "thirds"
      patronage: "equal"
      part-year: "nothing"
    2025-01-01 custom "coop-surplus-step" "thirds" 10 "members" "all" "of" "result"
      to: Equity:Capital:Members
    2024-06-30 custom "coop-member" "D" "leave"
    2024-06-30 custom "coop-member" "E" "leave"
    2025-06-30 * "Sales"
      Assets:Bank    100.00 USD
      Income:Sales  -100.00 USD
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    assert parts(found) == {
        "A": Decimal("33.34"),
        "B": Decimal("33.33"),
        "C": Decimal("33.33"),
    }
    assert found.left == 0


@pytest.mark.parametrize(
    ("surplus", "cash", "kept"),
    [
        ("33.31", "6.67", "26.64"),
        ("33.32", "6.67", "26.65"),
        ("33.33", "6.67", "26.66"),
        ("33.34", "6.67", "26.67"),
    ],
)
def test_the_fifth_in_cash_is_rounded_up(
    coop_doc: Book, surplus: str, cash: str, kept: str
) -> None:
    """
    2025-01-01 custom "coop-surplus" "us"
      patronage: "hours"
      missing: "nothing"
      consent: "bylaws"
      authority: "26 USC 1388(c)"
    2025-01-01 custom "coop-surplus-step" "us" 10 "members" "all" "of" "result"
      to: Equity:Capital:Members
      cash: 20 PERCENT
      notice: "qualified"
    2025-06-30 * "Sales, and the hours of A"
      Assets:Bank    33.32 USD
      Income:Sales  -33.32 USD
      Equity:Memo:Hours:Members  10 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -10 HOUR
    """
    found = proposed(coop_doc, "2025", f"result={surplus}")
    assert messages(found) == []
    part = found.parts_of(10)[0]
    assert [part.amount, part.cash, part.kept] == money(surplus, cash, kept)
    assert part.qualified
    assert found.steps[0].lot == "2025-Q"
    assert found.steps[0].authority == "26 USC 1388(c)"


def test_colab_half_to_the_collective_account(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "colab"
      patronage: "hours"
      missing: "nothing"
      others-work: "others"
      cash-floor: 20 PERCENT
      authority: "CoLab bylaws"
    2025-01-01 custom "coop-surplus-step" "colab" 10 "profit" "all" "of" "others-work"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "colab" 20 "half" 50 PERCENT "of" "members-work"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "colab" 30 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 20 PERCENT
    2025-01-01 custom "coop-surplus-loss" "colab" 10 "all of it" "all" "of" "loss"
      to: Equity:Collective
    2025-12-31 * "Net"
      Assets:Bank    90000 USD
      Income:Sales  -90000 USD
    2025-12-31 * "Hours"
      Equity:Memo:Hours:Members  3600 HOUR
        member: "A"
      Equity:Memo:Hours:Members  3000 HOUR
        member: "B"
      Equity:Memo:Hours:Members  2400 HOUR
        member: "C"
      Equity:Memo:Hours:Others   1000 HOUR
      Equity:Memo:Hours:Total  -10000 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    assert found.figures.sources == {
        "members-work": 81000,
        "others-work": 9000,
        "other-sources": 0,
    }
    steps = amounts(found)
    assert steps[10] + steps[20] == 49500
    gets = [(part.member, part.amount, part.cash, part.kept) for part in found.parts]
    assert gets[:3] == [
        ("A", *money("16,200", "3,240", "12,960")),
        ("B", *money("13,500", "2,700", "10,800")),
        ("C", *money("10,800", "2,160", "8,640")),
    ]
    assert found.left == 0
    assert found.cash_needed == 8100
    lost = proposed(coop_doc, "2025", "result=-1000")
    assert amounts(lost) == {10: Decimal(1000)}
    # Less than a fifth in cash is less than the bylaws' least.
    less = proposed(coop_doc, "2025", "30.cash=15 PERCENT")
    assert "30 pays 15 PERCENT in cash; by the rule's cash-floor:" in messages(less)[0]


CO_OP_LAW = """
2022-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  others-work: "others"
  first-year: "2022"
  losses-from: "own-lot"
  authority: "Co-opLaw sample bylaws"
2022-01-01 custom "coop-surplus-step" "law" 10 "profit" "all" "of" "others-work"
  to: Equity:Collective
2022-01-01 custom "coop-surplus-step" "law" 20 "collective" 25 PERCENT "of" "result"
  including: 10
  to: Equity:Collective
2022-01-01 custom "coop-surplus-step" "law" 30 "members" "rest" "of" "left"
  to: Equity:Capital:Members
  cash: 50 PERCENT
2022-01-01 custom "coop-surplus-loss" "law" 10 "first years" "all" "of" "loss"
  while: "year"
  up-to: 2 YEAR
  to: Equity:Collective
2022-01-01 custom "coop-surplus-loss" "law" 20 "members" 75 PERCENT "of" "left"
  to: Equity:Capital:Members
2022-01-01 custom "coop-surplus-loss" "law" 30 "collective" "rest" "of" "left"
  to: Equity:Collective
"""


HOURS = """
{0}-12-31 * "Hours"
  Equity:Memo:Hours:Members  2000 HOUR
    member: "A"
  Equity:Memo:Hours:Members  1800 HOUR
    member: "B"
  Equity:Memo:Hours:Members  1700 HOUR
    member: "C"
  Equity:Memo:Hours:Members  1500 HOUR
    member: "D"
  Equity:Memo:Hours:Members  1000 HOUR
    member: "E"
  Equity:Memo:Hours:Others   2000 HOUR
  Equity:Memo:Hours:Total  -10000 HOUR
{0}-12-31 * "Net"
  Assets:Bank   {1} USD
  Income:Sales
"""


def co_op_law(folder: Path, year: int, net: int) -> Book:
    """A book by Co-opLaw's sample bylaws, begun in 2022."""
    path = folder / "main.beancount"
    path.write_text(CO_OP_LAW + HOURS.format(year, net), encoding="utf-8")
    return with_chart(path)


def test_co_op_law_tops_the_collective_account_up(tmp_path: Path) -> None:
    found = proposed(co_op_law(tmp_path, 2025, 100000))
    assert messages(found) == []
    steps = amounts(found)
    assert steps == {10: Decimal(20000), 20: Decimal(5000), 30: Decimal(75000)}
    assert list(parts(found).values()) == money(
        "18,750.00", "16,875.00", "15,937.50", "14,062.50", "9,375.00"
    )
    assert found.cash_needed == 37500
    assert found.steps[1].including == (10,)
    assert found.steps[1].words == "25 PERCENT of the result, including step 10"


@pytest.mark.parametrize("year", [2022, 2023])
def test_co_op_law_keeps_early_losses_from_members(tmp_path: Path, year: int) -> None:
    found = proposed(co_op_law(tmp_path, year, -24000), str(year))
    assert messages(found) == []
    assert amounts(found) == {10: Decimal(24000), 20: 0, 30: 0}
    assert found.parts == ()


def test_co_op_law_lets_members_bear_three_quarters_of_a_loss(tmp_path: Path) -> None:
    found = proposed(co_op_law(tmp_path, 2025, -24000))
    assert messages(found) == []
    assert amounts(found) == {10: 0, 20: Decimal(18000), 30: Decimal(6000)}
    assert (
        found.steps[0].held_back == "only while the co-op's year is at most 2; it is 4"
    )
    assert list(parts(found).values()) == money(4500, 4050, 3825, 3375, 2250)
    assert {one.taken[0].lot for one in found.parts} == {"2025-L"}


def test_a_dividend_is_qualified_or_not(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "us"
      patronage: "hours"
      missing: "nothing"
      consent: "bylaws"
    2025-01-01 custom "coop-surplus-step" "us" 90 "members" "all" "of" "result"
      to: Equity:Capital:Members
      cash: 20 PERCENT
      notice: "qualified"
    2025-12-31 * "2025, and the hours of A"
      Assets:Bank    100000 USD
      Income:Sales  -100000 USD
      Equity:Memo:Hours:Members  10 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -10 HOUR
    """
    good = proposed(coop_doc)
    assert messages(good) == []
    first = good.parts[0]
    assert [first.cash, first.kept] == [20000, 80000]
    assert first.qualified
    short = proposed(coop_doc, "2025", "90.cash=15 PERCENT")
    assert len(short.problems) == 1
    assert "90 pays 15 PERCENT in cash; a qualified notice" in messages(short)[0]
    assert "26 USC 1388(c)(1)" in messages(short)[0]
    assert short.problems[0].source["lineno"] == 5
    other = proposed(coop_doc, "2025", "90.cash=15 PERCENT", "90.notice=nonqualified")
    assert messages(other) == []
    assert other.steps[0].lot == "2025-N"
    assert not other.parts[0].qualified
