"""What counts stands in a book that is not at hand: as the other side reported it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.sharing.share import Share

PARTY = """\
option "operating_currency" "USD"
2024-12-31 open Assets:Bank
2025-01-01 custom "coop-entity" "party" "party"
  basis: "accrual"
  fiscal-year-end: "{year_end}"
2025-01-01 custom "coop-agreement" "share" "{of}"
  from: "bakery"
  to: "party"
  {lines}
2025-01-01 custom "coop-agreement-band" "share" "from" 0 {unit} {rate}
"""
REPORT = """\
2026-01-31 custom "coop-agreement-reported" "share" "{period}" {counts}
"""


def book(
    *lines: str, of: str = "sales", year_end: str = "12-31", **reports: str
) -> str:
    heads = of == "headcount"
    unit = "MEMBER" if heads else "USD"
    rate = '"pays" 3.00 USD' if heads else '"at" 10 PERCENT'
    said = [
        REPORT.format(period=period.lstrip("_").replace("_", "-"), counts=counts)
        for period, counts in reports.items()
    ]
    text = PARTY.format(
        of=of, lines="\n  ".join(lines), unit=unit, rate=rate, year_end=year_end
    )
    return text + "".join(said)


def shares(folder: Path, text: str, period: str, name: str = "share") -> list[Share]:
    path = folder / "main.beancount"
    path.write_text(text, encoding="utf-8")
    found = coopbooks.load(path)
    assert found.errors == []
    view = view_of(found)
    return share_of(view, name, parse_period(period, fiscal_year_end(view)))


def problems(found: list[Share]) -> list[str]:
    return [problem.message for share in found for problem in share.problems]


@pytest.mark.parametrize(
    "lines",
    [
        ('count: "quarter"',),
        ('count: "month"', 'every: "quarter"'),
        ('count: "year-to-date"', 'every: "quarter"'),
    ],
)
def test_reports_of_months_are_added_up(lines: tuple[str, ...], tmp_path: Path) -> None:
    months = {"_2025_01": "1000 USD", "_2025_02": "500 USD", "_2025_03": "20 USD"}
    (share,) = shares(tmp_path, book(*lines, **months), "2025-Q1")
    assert share.problems == ()
    assert [share.base.number, share.number] == [1520, 152]
    assert share.base.known_from == "report"
    assert len(share.base.counted) == 3


def test_months_to_date_go_by_reports_of_months(tmp_path: Path) -> None:
    text = book(
        'count: "year-to-date"',
        'every: "month"',
        _2025_01="1000 USD",
        _2025_02="500 USD",
    )
    found = shares(tmp_path, text, "2025-01..2025-02")
    assert [share.number for share in found] == [100, 50]


def test_it_is_told_which_month_was_not_reported(tmp_path: Path) -> None:
    lines = ('count: "year-to-date"', 'every: "quarter"')
    text = book(*lines, _2025_01="1000 USD", _2025_02="500 USD")
    (told,) = problems(shares(tmp_path, text, "2025-Q1"))
    assert told.startswith("share: what counts for 2025-03 stands in the book")
    assert told.endswith('coop-agreement-reported "share" "2025-03".')


def test_a_report_of_the_period_counts_before_those_of_its_months(
    tmp_path: Path,
) -> None:
    text = book('count: "quarter"', _2025_01="1000 USD", _2025_Q1="1600 USD")
    (share,) = shares(tmp_path, text, "2025-Q1")
    assert share.base.number == 1600


def test_a_report_may_name_a_year_of_its_own(tmp_path: Path) -> None:
    text = book('count: "year"', year_end="06-30", FY2026="1000 USD")
    (share,) = shares(tmp_path, text, "FY2026")
    assert share.problems == ()
    assert share.base.number == 1000


@pytest.mark.parametrize(
    ("counted", "heads"),
    [("last-day", "36"), ("first-day", "30"), ("average", "33"), ("standing", "36")],
)
def test_heads_that_were_reported_are_not_added_up(
    counted: str, heads: str, tmp_path: Path
) -> None:
    months = {"_2025_01": "30 MEMBER", "_2025_02": "33 MEMBER", "_2025_03": "36 MEMBER"}
    lines = ('base-of: "bakery"', 'count: "quarter"', f'counted: "{counted}"')
    (share,) = shares(tmp_path, book(*lines, of="headcount", **months), "2025-Q1")
    assert share.base.number == Decimal(heads)
    assert share.number == Decimal(heads) * 3


def test_who_was_there_on_any_day_is_not_known_by_reports_of_months(
    tmp_path: Path,
) -> None:
    lines = ('base-of: "bakery"', 'count: "quarter"', 'counted: "any-day"')
    text = book(*lines, of="headcount", _2025_03="36 MEMBER")
    (told,) = problems(shares(tmp_path, text, "2025-Q1"))
    assert "what counts for 2025-Q1" in told


def test_a_share_of_a_share_that_is_not_known_is_told_of(tmp_path: Path) -> None:
    text = book('count: "month"') + (
        '2025-01-01 custom "coop-agreement" "passed-on" "share"\n'
        '  from: "party"\n  to: "world"\n'
        '2025-01-01 custom "coop-agreement-band" "passed-on" "from" 0 USD "at" '
        "50 PERCENT\n"
    )
    (told,) = problems(shares(tmp_path, text, "2025-01", "passed-on"))
    assert told.startswith("share: what counts for 2025-01 stands in the book")
