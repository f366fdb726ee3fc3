"""Shares in another currency than what counts, and who bears what the rate does."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from pathlib import Path

BOOK = """\
option "operating_currency" "EUR"
2025-12-31 open Assets:Bank EUR
2025-12-31 open Income:Dues EUR
2026-01-01 custom "coop-entity" "abroad" "chapter"
  basis: "accrual"
2026-01-01 custom "coop-account" "dues" Income:Dues
2026-01-01 custom "coop-agreement" "up" "dues"
  from: "abroad"
  to: "party"
  count: "quarter"
  due: 30 DAY
  currency: "USD"
  rate-of: "{rate_of}"
  difference: "{who}"
2026-01-01 custom "coop-agreement-band" "up" "from" 0 EUR "at" 40 PERCENT
2026-01-31 price EUR 1.10 USD
2026-03-31 price EUR 1.20 USD
2026-04-30 price EUR 1.25 USD
2026-02-01 * "Dues"
  Assets:Bank    1000.00 EUR
  Income:Dues   -1000.00 EUR
"""


@pytest.mark.parametrize(
    ("rate_of", "who", "owed", "currency"),
    [
        ("last-day", "from", "480.00", "USD"),
        ("due-day", "from", "500.00", "USD"),
        ("last-day", "to", "400.00", "EUR"),
    ],
)
def test_who_bears_what_the_rate_does(
    rate_of: str, who: str, owed: str, currency: str, tmp_path: Path
) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(BOOK.format(rate_of=rate_of, who=who), encoding="utf-8")
    book = coopbooks.load(path)
    assert book.errors == []
    (share,) = share_of(view_of(book), "up", parse_period("2026-Q1"))
    assert (share.number, share.currency) == (Decimal(owed), currency)
    assert share.problems == ()
    if who == "to":
        assert "worth 480.00 USD: 1 EUR = 1.2 USD" in share.steps[-1].words


def test_two_currencies_without_a_rate_are_told(tmp_path: Path) -> None:
    text = BOOK.format(rate_of="last-day", who="from")
    lines = [line for line in text.splitlines() if " price " not in line]
    path = tmp_path / "main.beancount"
    path.write_text("\n".join(lines), encoding="utf-8")
    (share,) = share_of(view_of(coopbooks.load(path)), "up", parse_period("2026-Q1"))
    (problem,) = share.problems
    assert "Add: 2026-03-31 price EUR 1.00 USD" in problem.message
    assert (share.number, share.currency) == (Decimal("400.00"), "EUR")
