"""What is added up of runs is what is read item by item."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.accounttypes import types_of
from coopbooks.core.periods import parse_period
from coopbooks.dues.overview import reading as overviewreading
from coopbooks.dues.overview.employers import employers_of
from coopbooks.dues.overview.figures import overview
from coopbooks.dues.overview.reading import read
from coopbooks.dues.terms import read_terms
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.dues.overview.employers import Employer
    from coopbooks.dues.overview.overview import Overview

HEAD = """\
option "operating_currency" "USD"
plugin "beancount.plugins.auto_accounts"
2026-01-01 custom "coop-entity" "local" "union"
  basis: "accrual"
2026-01-01 custom "coop-account" "bank" Assets:Bank
2026-01-01 custom "coop-account" "dues-receivable" Assets:Dues
2026-01-01 custom "coop-account" "check-off-receivable" Assets:CheckOff
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 30.00 USD
2026-01-01 custom "coop-dues-standing" "local" "more-than" 30 DAY
2026-01-01 custom "coop-workplace" "mill"
  employer: "harbor-foods"
  collected: "check-off"
  remits: 20 DAY
"""
MEMBERS = ("M-1", "M-2", "M-3")
MONTHS = ("2026-01", "2026-02", "2026-03")


def run(
    months: tuple[str, str], account: str, cents: dict[str, int], *, paid: bool
) -> str:
    """A run: who was charged or paid, for which period, in which month."""
    day, period = months
    sign = "-" if paid else ""
    other = "Assets:Bank" if paid else "Income:Dues"
    lines = [f'{day}-{20 if paid else "01"} * "A run"', f'  period: "{period}"']
    for member, number in cents.items():
        lines.append(f"  Assets:{account}  {sign}{number}.00 USD")
        lines.append(f'    member: "{member}"')
    return "\n".join([*lines, f"  {other}", ""])


RUNS = st.builds(
    run,
    st.tuples(st.sampled_from(MONTHS), st.sampled_from((*MONTHS[:2], ""))),
    st.sampled_from(["Dues", "CheckOff"]),
    st.dictionaries(st.sampled_from(MEMBERS), st.integers(10, 40), min_size=1),
    paid=st.booleans(),
)


def made(book: Book, period: str) -> tuple[Overview, list[Employer]]:
    asked = parse_period(period)
    scope = scope_of(book.entries, book.options, book.title, book.currency, asked)
    reading = read(read_terms(book.entries, types_of(book.options)), scope)
    found = overview(reading, scope)
    return found, employers_of(reading, scope, found.people)


def both(book: Book, period: str, patch: pytest.MonkeyPatch) -> None:
    quick = made(book, period)
    with patch.context() as context:
        context.setattr(overviewreading, "_in_runs", lambda *_: False)
        assert quick == made(book, period)


@settings(max_examples=150)
@given(runs=st.lists(RUNS, min_size=1, max_size=12), period=st.sampled_from(MONTHS))
def test_of_any_runs(runs: list[str], period: str) -> None:
    joins = [
        f'2026-01-01 custom "coop-member" "{member}" "join"\n  workplace: "{where}"\n'
        for member, where in zip(MEMBERS, ("mill", "", "shop"), strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text("".join([HEAD, *joins, *runs]), encoding="utf-8")
        book = coopbooks.load(path)
    with pytest.MonkeyPatch.context() as patch:
        both(book, period, patch)


@pytest.mark.parametrize("name", ["harbor-foods-local-12", "kilmore-abroad"])
@pytest.mark.parametrize("period", ["2025-08", "2026-03", "2026-Q1"])
def test_of_the_demo(
    harbor: Path, name: str, period: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both(coopbooks.load(harbor / name), period, monkeypatch)
