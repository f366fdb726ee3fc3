"""What recipes of agreements asked for: first days, lags, ends, new terms, weights."""

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

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import Share

# 1,000.00 are sold each month, and 10 percent of it shared.
SALES = """\
option "operating_currency" "USD"
2024-11-30 open Assets:Bank
2024-11-30 open Income:Sales
2024-12-01 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
  fiscal-year-end: "{year_end}"
2024-12-01 custom "coop-account" "bank" Assets:Bank
2024-12-01 custom "coop-account" "sales" Income:Sales
"""
AGREEMENT = """\
{date} custom "coop-agreement" "share" "sales"
  from: "bakery"
  to: "party"
  {lines}
{date} custom "coop-agreement-band" "share" "up-to" 2000 USD "at" 10 PERCENT
{date} custom "coop-agreement-band" "share" "above" 2000 USD "at" {above} PERCENT
"""
A_MONTH = """\
{day} * "Sales"
  Assets:Bank    1000.00 USD
  Income:Sales  -1000.00 USD
"""
MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def owed(book: Book, name: str, *periods: str) -> list[Decimal | None]:
    """The share of each period; None where there is none."""
    view = view_of(book)
    found = [share_of(view, name, parse_period(period)) for period in periods]
    return [shares[0].number if shares else None for shares in found]


def test_a_book_may_begin_with_the_last_day_of_a_period(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Sales
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "share" "sales"
      from: "bakery"
      to: "party"
      count: "quarter"
    2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 5 PERCENT
    2026-03-31 * "Sales of the quarter"
      Assets:Bank    1000.00 USD
      Income:Sales
    """
    assert book_doc.errors == []
    assert owed(book_doc, "share", "2026-Q1") == [Decimal("50.00")]


def test_hours_on_the_first_day_count(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 commodity HOUR
      measure: TRUE
    2025-12-31 open Equity:Memo:Hours
    2025-12-31 open Equity:Memo:Total
    2026-01-01 custom "coop-entity" "builders" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-measure" "hours" Equity:Memo:Hours "in-period"
    2026-01-01 custom "coop-agreement" "fund" "hours"
      from: "builders"
      to: "training-fund"
    2026-01-01 custom "coop-agreement-band" "fund" "from" 0 HOUR "pays" 0.45 USD
    2026-01-31 * "Hours"
      Equity:Memo:Hours   100 HOUR
      Equity:Memo:Total  -100 HOUR
    """
    assert book_doc.errors == []
    assert owed(book_doc, "fund", "2026-01") == [Decimal("45.00")]


def test_what_a_book_begins_with_is_of_the_evening_before(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Equity:Opening
    2025-12-31 custom "coop-entity" "local" "union"
      basis: "accrual"
    2020-01-01 custom "coop-agreement" "fee" "fixed"
      from: "local"
      to: "federation"
      amount: 10.00 USD
    2025-12-31 * "What we begin with"
      Assets:Bank      1000.00 USD
      Equity:Opening
    """
    assert book_doc.errors == []
    assert owed(book_doc, "fee", "2025-12", "2026-01") == [None, Decimal("10.00")]


def test_parts_by_weight_share_what_is_left(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2026-01-01 custom "coop-entity" "chapter" "chapter"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "share" "fixed"
      from: "chapter"
      to: "party"
      amount: 200.00 USD
    2026-01-01 custom "coop-agreement-part" "share" "half" 50 PERCENT
    2026-01-01 custom "coop-agreement-part" "share" "north" 2 PART
    2026-01-01 custom "coop-agreement-part" "share" "south" "equal"
    """
    assert book_doc.errors == []
    (share,) = share_of(view_of(book_doc), "share", parse_period("2026-01"))
    parts = {part.name: part.number for part in share.parts}
    assert parts == {
        "half": Decimal("100.00"),
        "north": Decimal("66.67"),
        "south": Decimal("33.33"),
    }


def agreement(date: str, *lines: str, above: str = "10") -> str:
    return AGREEMENT.format(date=date, lines="\n  ".join(lines), above=above)


def sold(
    folder: Path, period: str, *agreements: str, year_end: str = "12-31"
) -> list[Share]:
    """The shares of a period, where the same is sold each month."""
    days = ["2024-12-10", *(f"{month}-10" for month in MONTHS)]
    months = [A_MONTH.format(day=day) for day in days]
    path = folder / "main.beancount"
    text = SALES.format(year_end=year_end) + "".join([*agreements, *months])
    path.write_text(text, encoding="utf-8")
    book = coopbooks.load(path)
    assert book.errors == []
    return share_of(view_of(book), "share", parse_period(period))


def told(shares: list[Share]) -> dict[str, str]:
    return {share.period.name: f"{share.number:.0f}" for share in shares}


@pytest.mark.parametrize(
    "lines", [('count: "year-to-date"', 'every: "month"'), ("true-up: TRUE",)]
)
def test_a_lag_goes_by_the_year_of_what_counts(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    lagging = agreement("2025-01-01", *lines, "lag: 1 MONTH")
    found = sold(tmp_path, "2025-11..2026-03", lagging)
    assert [share.number for share in found] == [Decimal(100)] * 5


def test_an_agreement_that_ended_has_the_shares_of_its_time(tmp_path: Path) -> None:
    ended = agreement("2025-01-01", 'count: "quarter"', "until: 2025-06-30")
    assert told(sold(tmp_path, "2025", ended)) == {"2025-Q1": "300", "2025-Q2": "300"}
    assert told(sold(tmp_path, "2025-Q3", ended)) == {}
    charged = agreement("2025-01-01", 'every: "quarter"', "until: 2025-05-31")
    assert told(sold(tmp_path, "2025-Q2", charged)) == {"2025-Q2": "200"}
    to_date = agreement("2025-01-01", 'count: "year-to-date"', "until: 2025-06-30")
    assert told(sold(tmp_path, "2025", to_date)) == {"2025-01-01..2025-06-30": "600"}


def test_the_end_of_an_agreement_is_made_up_for(tmp_path: Path) -> None:
    lines = ("true-up: TRUE", "until: 2025-06-30")
    ended = agreement("2025-01-01", *lines, above="20")
    found = sold(tmp_path, "2025", ended)
    # 10 percent of 2,000.00 and 20 percent of 4,000.00 are 1,000.00.
    assert sum(share.number for share in found) == 1000
    assert found[-1].number == 500


def test_how_often_may_change_within_a_year(tmp_path: Path) -> None:
    months, quarters = 'count: "month"', 'count: "quarter"'
    fewer = agreement("2025-01-01", months), agreement("2025-04-01", quarters)
    assert list(told(sold(tmp_path, "2025", *fewer))) == [
        "2025-01",
        "2025-02",
        "2025-03",
        "2025-Q2",
        "2025-Q3",
        "2025-Q4",
    ]
    more = agreement("2025-01-01", quarters), agreement("2025-10-01", months)
    found = told(sold(tmp_path, "2025", *more))
    assert list(found) == [*(f"2025-Q{n}" for n in (1, 2, 3)), *MONTHS[9:12]]


@pytest.mark.parametrize("day", ["2025-05-01", "2025-05-20"])
@pytest.mark.parametrize("counts", [("month", "quarter"), ("quarter", "month")])
def test_nothing_is_shared_twice_where_terms_change(
    counts: tuple[str, str], day: str, tmp_path: Path
) -> None:
    first, second = (f'count: "{count}"' for count in counts)
    both = agreement("2025-01-01", first), agreement(day, second)
    whole = sold(tmp_path, "2025", *both)
    assert sum(share.number for share in whole) == 1200
    # Asked for one by one they are the same.
    names = [share.period.name for share in whole]
    alone = [told(sold(tmp_path, name, *both)) for name in names]
    assert [list(one) for one in alone] == [[name] for name in names]


def test_the_year_to_date_begins_with_the_agreement(tmp_path: Path) -> None:
    lines = ('count: "year-to-date"', 'every: "month"')
    begun = agreement("2025-07-15", *lines)
    (july,) = sold(tmp_path, "2025-07", begun)
    assert [july.base.number, july.number] == [1000, 100]
    newer = agreement("2025-09-01", *lines, above="10")
    (october,) = sold(tmp_path, "2025-10", begun, newer)
    assert [october.base.number, october.number] == [4000, 100]


def test_a_quarter_in_two_years_is_told(tmp_path: Path) -> None:
    lines = ('count: "year-to-date"', 'every: "quarter"')
    (share,) = sold(
        tmp_path, "2026-Q1", agreement("2025-01-01", *lines), year_end="01-31"
    )
    (problem,) = share.problems
    assert problem.message == (
        "share: a new fiscal year begins within January to March 2026, so that the "
        'year cannot be counted up to its end. Write every: "month".'
    )


def test_an_agreement_may_be_called_like_what_is_shared(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-agreement" "dues" "dues"
      from: "local"
      to: "party"
    2026-01-01 custom "coop-agreement-band" "dues" "from" 0 USD "at" 5 PERCENT
    2026-01-10 * "Dues"
      Assets:Bank    1000.00 USD
      Income:Dues
    """
    assert book_doc.errors == []
    assert owed(book_doc, "dues", "2026-01") == [Decimal("50.00")]
