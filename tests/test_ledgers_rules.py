"""Laws and bylaws to copy are clean in a new co-op's book and give their figures."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

import pytest

from tests.support.coopbook import earned
from tests.support.coopbook import held
from tests.support.coopbook import new_coop
from tests.support.coopbook import proposed
from tests.support.coopbook import steps_of
from tests.support.coopbook import told
from tests.support.coopbook import worked

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = Path(__file__).resolve().parents[1] / "ledgers" / "rules"
FIVE = worked(
    {"M-0001": 2000, "M-0002": 1800, "M-0003": 1700, "M-0004": 1500, "M-0005": 1000}
)
THREE = {"M-0001": 3600, "M-0002": 3000, "M-0003": 2400}
FEE = '    member: "M-0001"\n    lot: "fee"\n'
CAPITAL = "Equity:Capital:Members:M-0001"


class Case(NamedTuple):
    """A year by a rule.

    Attributes:
        facts: What stands in the book.
        steps: What each step comes to.
        parts: What members get of it, each with its part in cash; a loss is one
            number.
    """

    facts: str
    steps: dict[int, str]
    parts: Mapping[str, str] = MappingProxyType({})


PAY = """\
2025-01-01 open Equity:Memo:Pay-Total
2025-12-31 * "Pay"
  Equity:Memo:Pay  200000 USD
    member: "M-0001"
  Equity:Memo:Pay-Total  -200000 USD
"""
EARLIER = (
    '2024-12-31 * "Lost before"\n  Assets:Bank:Current  -30000 USD\n'
    '  Equity:Result  30000 USD\n    period: "2024"\n'
)
OWED = (
    '2024-12-31 * "Borrowed"\n  Assets:Bank:Current  {0} USD\n'
    "  Liabilities:Loan  -{0} USD\n"
)
PAST = "".join(
    f'2025-01-01 custom "coop-surplus-past" Equity:Reserve:Mandatory "{year}" '
    f"{part} PERCENT\n"
    for year, part in (("2020", 20), ("2021", 20), ("2022", 30), ("2023", 40))
)
POINTS = "".join(
    f'2025-12-31 custom "coop-declared" "{member}" "points" {points}\n'
    '  period: "2025"\n'
    for member, points in (("M-0001", 3), ("M-0002", 2), ("M-0003", 1))
)
OTHERS = (
    '2025-12-31 * "Others"\n  Equity:Memo:Hours:Employees  2000 HOUR\n'
    "  Equity:Memo:Hours:Total  -2000 HOUR\n"
)
STAFF = """\
2020-01-01 custom "coop-member" "M-0001" "join"
2025-12-31 * "Hours of staff"
  Equity:Memo:Hours:Staff  2000 HOUR
    member: "M-0001"
  Equity:Memo:Hours:Staff  1000 HOUR
    member: "E-0001"
  Equity:Memo:Hours:Total  -3000 HOUR
"""
CASES = [
    (
        "us-hours-subchapter-t",
        Case(
            worked(THREE, 1000) + earned(90000),
            {10: "9000", 90: "81000"},
            {"M-0001": "32400 6480", "M-0002": "27000 5400", "M-0003": "21600 4320"},
        ),
    ),
    (
        "us-hours-subchapter-t",
        Case(
            worked(THREE) + held("Equity:Collective", 900) + earned(-900), {10: "900"}
        ),
    ),
    (
        "co-oplaw-25",
        Case(
            FIVE + OTHERS + earned(100000),
            {10: "20000", 20: "5000", 90: "75000"},
            {
                "M-0001": "18750 9375",
                "M-0002": "16875 8437.5",
                "M-0003": "15937.5 7968.75",
                "M-0004": "14062.5 7031.25",
                "M-0005": "9375 4687.5",
            },
        ),
    ),
    (
        "co-oplaw-25",
        Case(
            FIVE + held("Equity:Collective", 50000) + earned(-24000),
            {10: "0", 20: "18000", 30: "6000"},
            {"M-0001": "4500", "M-0002": "4050", "M-0005": "2250"},
        ),
    ),
    (
        "colab",
        Case(
            worked(THREE, 1000) + earned(90000),
            {10: "9000", 20: "40500", 90: "40500"},
            {"M-0001": "16200 3240", "M-0002": "13500 2700", "M-0003": "10800 2160"},
        ),
    ),
    (
        "scop",
        Case(
            STAFF
            + held(CAPITAL, 80000, FEE, "2024-12-31")
            + held("Equity:Reserve:Legal", 75000)
            + earned(100000),
            {10: "5000", 20: "35000", 30: "45000", 40: "4000", 50: "11000"},
            {"M-0001": "34000 34000", "E-0001": "15000 15000"},
        ),
    ),
    ("scic", Case(earned(100000), {10: "15000", 20: "42500", 30: "42500"})),
    (
        "spain",
        Case(
            FIVE + earned(100000) + earned(20000, "Income:Other"),
            {10: "0", 20: "20000", 30: "5000", 40: "10000", 90: "85000"},
            {"M-0001": "21250 0"},
        ),
    ),
    (
        "spain",
        Case(
            FIVE + EARLIER + earned(100000) + earned(20000, "Income:Other"),
            {10: "30000", 20: "14000", 30: "3500", 40: "10000", 90: "62500"},
        ),
    ),
    (
        "spain",
        Case(
            FIVE + PAST + held("Equity:Reserve:Mandatory", 60000) + earned(-40000),
            {110: "11000", 120: "29000"},
            {"M-0001": "7250", "M-0005": "3625"},
        ),
    ),
    (
        "italy",
        Case(
            FIVE + PAY + earned(100000),
            {10: "30000", 20: "3000", 30: "60000", 40: "7000"},
        ),
    ),
    (
        "quebec",
        Case(
            FIVE + OWED.format(100000) + earned(20000),
            {10: "2000", 20: "2000", 30: "8000", 90: "8000"},
        ),
    ),
    (
        "quebec",
        Case(
            FIVE + OWED.format(100000) + held("Equity:Reserve", 50000) + earned(20000),
            {10: "0", 20: "0", 30: "10000", 90: "10000"},
        ),
    ),
    (
        "argentina",
        Case(
            FIVE + held(CAPITAL, 10000, FEE) + earned(100000),
            {10: "0", 20: "5000", 30: "5000", 40: "5000", 50: "400", 90: "84600"},
        ),
    ),
    (
        "mondragon",
        Case(
            worked(THREE) + POINTS + earned(100000),
            {10: "10000", 20: "45000", 90: "45000"},
            {"M-0001": "22500 0", "M-0002": "15000 0", "M-0003": "7500 0"},
        ),
    ),
    (
        "hypha",
        Case(
            worked({"M-0001": 1200, "M-0002": 800, "M-0003": 400, "M-0004": 8})
            + held("Equity:Reserve", 60000)
            + earned(-100000),
            {10: "60000", 20: "40000"},
            {"M-0001": "20000", "M-0002": "13333.33", "M-0003": "6666.67"},
        ),
    ),
    (
        "hypha",
        Case(
            worked({"M-0001": 1200, "M-0002": 800, "M-0003": 401, "M-0004": 8})
            + earned(100001),
            {10: "0", 20: "0", 30: "80000.8", 90: "20000", 95: "0.20"},
            {"M-0001": "9996 0", "M-0002": "6664 0", "M-0003": "3340 0"},
        ),
    ),
    (
        "io",
        Case(
            FIVE + EARLIER + held(CAPITAL, 5000, FEE) + earned(110000),
            {10: "30000", 90: "80000"},
            {"M-0001": "20000 20000", "M-0002": "18000 3600"},
        ),
    ),
]


@pytest.mark.parametrize(
    ("rule", "case"), CASES, ids=[f"{rule}-{at}" for at, (rule, _) in enumerate(CASES)]
)
def test_a_rule_gives_its_figures(rule: str, case: Case, tmp_path: Path) -> None:
    text = (RULES / f"{rule}.beancount").read_text(encoding="utf-8")
    book = new_coop(tmp_path / "ours", f"{text}\n{case.facts}")
    assert told(book) == []
    found = proposed(book)
    assert [problem.message for problem in found.problems] == []
    assert steps_of(found) == {n: Decimal(text) for n, text in case.steps.items()}
    for member, said in case.parts.items():
        parts = found.of_member(member)
        got = [sum(part.amount for part in parts), sum(part.cash for part in parts)]
        wanted = [Decimal(word) for word in said.split()]
        assert got[: len(wanted)] == wanted, member
    assert found.left == 0


@pytest.mark.parametrize(
    "path", sorted(RULES.glob("*.beancount")), ids=lambda p: p.stem
)
def test_a_rule_says_where_it_is_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    head = re.sub(r"\n; ", " ", text.partition("\n\n")[0])
    assert "Source: " in head
    assert "Written down in April 2026." in head
    assert "heck with your adviser" in head
    assert path.stem in {rule for rule, _ in CASES}


def test_a_rule_is_clean_by_itself(tmp_path: Path) -> None:
    for path in RULES.glob("*.beancount"):
        book = new_coop(tmp_path / path.stem, path.read_text(encoding="utf-8"))
        assert told(book) == [], path
