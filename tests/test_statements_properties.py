"""Random ledgers: several currencies, fiscal years and closings, against bean-query."""

from __future__ import annotations

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import parse_period
from tests.support.oracle import compare

FIRST = datetime.date(2024, 1, 1)
MONEY = ("Assets:Bank:Current", "Assets:Bank:Savings", "Assets:Cash")
OTHERS = (
    "Assets:Receivable",
    "Liabilities:Loan",
    "Equity:Capital",
    "Income:Sales",
    "Income:Sales:Online",
    "Expenses:Food",
    "Expenses:Foodbank",
    "Expenses:Office:Post",
)
HEADER = """\
option "title" "Random"
option "operating_currency" "USD"
2024-01-01 commodity HOUR
  measure: TRUE
2024-01-01 open Equity:Memo:Given
2024-01-01 open Equity:Memo:Got
2024-01-01 price SUNX 1.10 USD
"""
PERIODS = ("2024-06", "2025-02", "2025-Q3", "2025", "FY2025", "FY2025-Q2", "2024-W20")

amounts = st.integers(-500_000, 500_000).map(lambda cents: Decimal(cents) / 100)
rates = st.integers(5_000, 20_000).map(lambda number: Decimal(number) / 10_000)
days = st.integers(0, 800).map(lambda number: FIRST + datetime.timedelta(number))
accounts = st.sampled_from(MONEY + OTHERS)


@st.composite
def plain(draw: st.DrawFn) -> str:
    """A transaction of two to four postings in one currency."""
    currency = draw(st.sampled_from(["USD", "USD", "EUR", "JPY"]))
    legs = draw(st.lists(st.tuples(accounts, amounts), min_size=1, max_size=3))
    lines = [f"  {account} {number} {currency}" for account, number in legs]
    rest = -sum(number for _, number in legs)
    lines.append(f"  {draw(accounts)} {rest} {currency}")
    return "\n".join([f'{draw(days)} * "Plain"', *lines])


@st.composite
def exchange(draw: st.DrawFn) -> str:
    """Money changed between accounts, at a rate that is not the book's."""
    number, rate = draw(amounts), draw(rates)
    return (
        f'{draw(days)} * "Exchange"\n'
        f"  {draw(st.sampled_from(MONEY))} {number} EUR @ {rate} USD\n"
        f"  {draw(accounts)} {-number * rate} USD"
    )


@st.composite
def purchase(draw: st.DrawFn) -> str:
    """Shares bought at a cost, whose price the book knows from the first day."""
    number, cost = draw(st.integers(1, 50)), draw(rates)
    return (
        f'{draw(days)} * "Purchase"\n'
        f"  Assets:Things {number} SUNX {{{cost} USD}}\n"
        f"  {draw(accounts)} {-number * cost} USD"
    )


@st.composite
def hours(draw: st.DrawFn) -> str:
    """Hours given, which are no money."""
    number = draw(st.integers(1, 40))
    return (
        f'{draw(days)} * "Hours"\n'
        f"  Equity:Memo:Given {number} HOUR\n"
        f"  Equity:Memo:Got {-number} HOUR"
    )


@st.composite
def price(draw: st.DrawFn) -> str:
    """A price of the book."""
    return f"{draw(days)} price EUR {draw(rates)} USD"


@st.composite
def share_price(draw: st.DrawFn) -> str:
    """A price of the shares, in dollars or in euros."""
    currency = draw(st.sampled_from(["USD", "EUR"]))
    return f"{draw(days)} price SUNX {draw(rates)} {currency}"


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[str, FiscalYearEnd]:
    """A ledger with its fiscal year."""
    month = draw(st.sampled_from([(12, 31), (6, 30), (2, 28), (9, 30)]))
    kinds = st.one_of(
        plain(), plain(), exchange(), purchase(), hours(), price(), share_price()
    )
    entries = draw(st.lists(kinds, min_size=3, max_size=25))
    opens = [f"2024-01-01 open {name}" for name in (*MONEY, *OTHERS, "Assets:Things")]
    # Accounts that were used to the end are closed after it.
    closed = draw(st.sets(st.sampled_from(OTHERS)))
    closes = [f"2026-12-31 close {name}" for name in sorted(closed)]
    year = (
        f'2024-01-01 custom "fava-option" "fiscal-year-end" "{month[0]:02}-{month[1]}"'
    )
    first = '2024-01-01 * "First"\n  Assets:Cash 1 USD\n  Equity:Capital -1 USD'
    last = '2026-03-31 * "Last"\n  Assets:Cash 1 USD\n  Equity:Capital -1 USD'
    parts = [HEADER, year, *opens, first, *entries, last, *closes]
    return "\n\n".join(parts) + "\n", FiscalYearEnd(*month)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ledgers(), st.sampled_from(PERIODS))
def test_any_ledger_agrees_with_bean_query(
    ledger: tuple[str, FiscalYearEnd], name: str
) -> None:
    """Every account and total is bean-query's, and every check says YES."""
    text, year_end = ledger
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert not book.errors
    compare(book, parse_period(name, year_end))
