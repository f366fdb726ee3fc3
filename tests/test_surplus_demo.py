"""Both co-ops of the demo share 2025 by their rules; one did it by hand at first."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation

HARBOR = Path(__file__).resolve().parents[1] / "ledgers" / "harbor"
TODAY = datetime.date(2026, 4, 8)
LEFT = "Liabilities:Former-Members:Next-12-Months"
CASH = "Liabilities:Patronage-Payable"


def proposal(book: Book, before: datetime.date) -> Allocation:
    """How 2025 is shared, by what the book said before a day."""
    entries = [entry for entry in book.entries if entry.date < before]
    terms = read_terms(entries)
    return propose(terms, entries, parse_period("2025"), TODAY)


@pytest.fixture(scope="module")
def tidewater() -> Book:
    return coopbooks.load(HARBOR / "tidewater-bakery")


def test_tidewater_shared_what_its_rule_gives(tidewater: Book) -> None:
    posted = [
        entry
        for entry in tidewater.entries
        if isinstance(entry, data.Transaction) and "surplus-2025" in entry.links
    ]
    in_book: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for posting in (posting for entry in posted for posting in entry.postings):
        member = str((posting.meta or {}).get("member", ""))
        assert posting.units is not None
        in_book[posting.account, member] -= posting.units.number or Decimal(0)
    found = proposal(tidewater, posted[0].date)
    assert [problem.message for problem in found.problems] == []
    worked_out: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    worked_out["Equity:Result:Allocated", ""] = -found.figures.start
    for step in found.steps:
        if step.kind != "members":
            worked_out[step.account, ""] += step.amount
    for part in found.parts:
        account = f"Equity:Capital:Members:{part.member}"
        worked_out[CASH, part.member] += part.cash
        worked_out[account, part.member] += part.kept
        worked_out[LEFT, part.member] += part.owed
    assert {k: v for k, v in worked_out.items() if v} == dict(in_book)


def test_lanternworks_makes_good_what_2024_lost() -> None:
    book = coopbooks.load(HARBOR / "lanternworks")
    found = proposal(book, TODAY)
    assert [problem.message for problem in found.problems] == []
    assert found.figures.start == Decimal("25132.34")
    assert {step.number: step.amount for step in found.steps} == {
        10: Decimal("18400.00"),
        20: Decimal("1346.47"),
        30: Decimal("336.62"),
        90: Decimal("5049.25"),
    }
    assert found.left == 0
    cash = {part.member: (part.amount, part.cash) for part in found.parts}
    # 1,651 of 9,422 hours; a fifth of it is 176.954, rounded up.
    assert cash["M-0121"] == (Decimal("884.77"), Decimal("176.96"))


@pytest.mark.parametrize("name", ["tidewater-bakery", "lanternworks"])
def test_their_books_are_without_errors(name: str) -> None:
    assert coopbooks.load(HARBOR / name).errors == []
