"""Laws of other countries as ledgers, with their figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.sharing import amounts
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import parts
from tests.support.sharing import proposed
from tests.support.sharing import with_chart

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


SPAIN = """
2024-01-01 custom "coop-surplus" "spain"
  patronage: "hours"
  missing: "nothing"
  authority: "Ley 27/1999 art. 57-59"
2024-01-01 custom "coop-surplus-source" "spain" "other-sources" Income:Other
2024-01-01 custom "coop-surplus-step" "spain" 10 "earlier-losses" "all" "of" "members-work"
2024-01-01 custom "coop-surplus-step" "spain" 20 "reserve" 20 PERCENT "of" "left-after" 10
  to: Equity:Reserve:Legal
2024-01-01 custom "coop-surplus-step" "spain" 30 "education" 5 PERCENT "of" "left-after" 10
  to: Liabilities:Funds:Education
2024-01-01 custom "coop-surplus-step" "spain" 40 "reserve" 50 PERCENT "of" "other-sources"
  to: Equity:Reserve:Legal
2024-01-01 custom "coop-surplus-loss" "spain" 110 "reserve" "all" "of" "loss"
  to: Equity:Reserve:Legal
  until: "empty"
2024-01-01 custom "coop-surplus-limit" "spain" 110 "at-most" "average-share" "of" "loss"
2024-01-01 custom "coop-surplus-loss" "spain" 120 "members" "rest" "of" "left"
  to: Equity:Capital:Members
"""  # noqa: E501 - as people write it


SURPLUS = """
2025-12-31 * "2025"
  Assets:Bank    120000 EUR
  Income:Sales  -100000 EUR
  Income:Other   -20000 EUR
"""


def spain(folder: Path, text: str) -> Book:
    """A book by Spain's law."""
    path = folder / "main.beancount"
    path.write_text(SPAIN + text, encoding="utf-8")
    return with_chart(path)


def test_spain(tmp_path: Path) -> None:
    found = proposed(spain(tmp_path, SURPLUS))
    assert messages(found) == []
    steps = amounts(found)
    assert [steps[20] + steps[40], steps[30], found.left] == money(30000, 5000, 85000)
    kinds = [step.kind for step in found.steps]
    assert kinds == ["earlier-losses", "equity", "liability", "equity"]


def test_spain_makes_old_losses_good_first(tmp_path: Path) -> None:
    lost = """
2024-06-30 * "2024"
  Assets:Bank     -30000 EUR
  Expenses:Costs   30000 EUR
2024-12-31 * "Carried"
  period: "2024"
  Equity:Reserve  -10 EUR
  Assets:Bank      10 EUR
"""
    found = proposed(spain(tmp_path, SURPLUS + lost))
    assert messages(found) == []
    assert found.figures.earlier_losses == 30000
    assert amounts(found) == {
        10: Decimal(30000),
        20: Decimal(14000),
        30: Decimal(3500),
        40: Decimal(10000),
    }
    assert found.left == 62500


def test_spain_lets_the_reserve_bear_its_average_share_of_a_loss(
    tmp_path: Path,
) -> None:
    past = "".join(
        f'2024-01-01 custom "coop-surplus-past" Equity:Reserve:Legal "{year}" '
        f"{part} PERCENT\n"
        for year, part in ((2018, 90), (2019, 20), (2020, 25), (2021, 30), (2022, 30))
    )
    lost = """
2024-12-31 * "Brought in"
  Assets:Bank            50000 EUR
  Equity:Reserve:Legal  -50000 EUR
2025-12-31 * "2025"
  Assets:Bank     -40000.01 EUR
  Expenses:Costs   40000.01 EUR
  Equity:Memo:Hours:Members  1 HOUR
    member: "A"
  Equity:Memo:Hours:Total   -1 HOUR
"""
    # Five years: 2019 to 2023, so that 2018 is none of them.
    past += '2024-01-01 custom "coop-surplus-past" Equity:Reserve:Legal "2023" 20 '
    found = proposed(spain(tmp_path, past + "PERCENT\n" + lost))
    assert messages(found) == []
    # A most is rounded down: 25 percent of 40,000.01 is 10,000.0025.
    assert amounts(found) == {110: Decimal("10000.00"), 120: Decimal("30000.01")}
    words = "at most its average share, 25 PERCENT, of the loss"
    assert found.steps[0].bounds[1].words == words


SCOP = """
2025-01-01 custom "coop-surplus" "scop"
  patronage: "hours"
  missing: "nothing"
  present: 3 MONTH
  authority: "Loi 78-763 art. 33"
2025-01-01 custom "coop-surplus-step" "scop" 10 "legal" 15 PERCENT "of" "surplus"
  to: Equity:Reserve:Legal
  until: "highest-capital"
2025-01-01 custom "coop-surplus-step" "scop" 20 "development" 45 PERCENT "of" "surplus"
  to: Equity:Reserve:Statutory
2025-01-01 custom "coop-surplus-step" "scop" 30 "staff" 10 PERCENT "of" "surplus"
  to: Liabilities:Patronage
  by: "hours"
  among: "everybody"
2025-01-01 custom "coop-surplus-limit" "scop" 30 "at-least" 25 PERCENT "of" "surplus"
2025-01-01 custom "coop-surplus-step" "scop" 40 "interest" "interest" "of" "left"
  to: Equity:Capital:Members
  rate: 50 PERCENT
2025-01-01 custom "coop-surplus-limit" "scop" 40 "at-most" 100 PERCENT "of" "step" 30
2024-12-30 * "The most that capital ever was"
  Assets:Bank              80000 EUR
  Equity:Capital:Members  -80000 EUR
    member: "A"
    lot: "fee"
2024-12-31 * "Brought in"
  Assets:Bank             70000 EUR
  Equity:Reserve:Legal   -75000 EUR
  Equity:Capital:Members   5000 EUR
    member: "A"
    lot: "fee"
2025-12-31 * "2025"
  Assets:Bank    {0} EUR
  Income:Sales
2025-12-31 * "Hours"
  Equity:Memo:Hours:Members  1 HOUR
    member: "A"
  Equity:Memo:Hours:Members  3 HOUR
    member: "employee-7"
  Equity:Memo:Hours:Total   -4 HOUR
"""


def test_a_scop_fills_its_legal_reserve(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(SCOP.format("100000.01"), encoding="utf-8")
    found = proposed(with_chart(path))
    assert messages(found) == []
    # A least is rounded up: 25 percent of 100,000.01 is 25,000.0025.
    assert amounts(found) == {
        10: Decimal(5000),
        20: Decimal("45000.00"),
        30: Decimal("25000.01"),
        40: Decimal("25000.00"),
    }
    assert parts(found, 30)["employee-7"] == Decimal("18750.01")
    assert found.steps[2].cash_rate == 1
    assert found.parts_of(30)[0].kept == 0
    words = "until it holds 80,000.00 (highest capital); it holds 75,000.00"
    assert found.steps[0].bounds[0].words == words
