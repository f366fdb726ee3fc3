"""What one period leaves to the next: losses, what is held back, parts, reliefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.sharing.share import Share

BOOK = """\
option "operating_currency" "USD"
2023-12-31 open Assets:Bank
2023-12-31 open Income:Sales
2023-12-31 open Expenses:Wages
2023-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2023-12-31 custom "coop-account" "sales" Income:Sales
2023-12-31 custom "coop-account" "wages" Expenses:Wages
2023-12-31 custom "coop-decision" "2023-12/1" "Less for a while"
  body: "council"
2024-01-01 custom "coop-agreement" "share" "surplus"
  from: "bakery"
  to: "party"
  {lines}
2024-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 10 PERCENT
"""
EARNED = """\
{day} * "Sales less wages"
  Assets:Bank   {number} USD
  Income:Sales
"""
CONDITION = '2024-01-01 custom "coop-agreement-condition" "share" "accounts"\n'
PART = '2024-01-01 custom "coop-agreement-part" "share" '


def shares(folder: Path, period: str, lines: list[str], *more: str) -> list[Share]:
    path = folder / "main.beancount"
    text = BOOK.format(lines="\n  ".join(lines))
    path.write_text(text + "".join(more), encoding="utf-8")
    found = coopbooks.load(path)
    assert found.errors == []
    return share_of(view_of(found), "share", parse_period(period))


def owed(folder: Path, period: str, lines: list[str], *more: str) -> list[Decimal]:
    return [share.number for share in shares(folder, period, lines, *more)]


def earned(**days: int) -> str:
    """What was earned on days, such as _2024_03_10=1000."""
    return "".join(
        EARNED.format(day=day.lstrip("_").replace("_", "-"), number=number)
        for day, number in days.items()
    )


def a_month(number: int, year: int = 2024) -> str:
    return earned(**{f"_{year}_{month:02}_10": number for month in range(1, 13)})


@pytest.mark.parametrize("at", ["base", "share"])
def test_what_is_exempt_is_free_wherever_losses_count(at: str, tmp_path: Path) -> None:
    lines = ['count: "year"', 'losses: "carry"', f'losses-at: "{at}"']
    lines.append("exempt: 5000 USD")
    years = earned(_2024_06_01=12000)
    assert owed(tmp_path, "2024", lines, years) == [700]


@pytest.mark.parametrize("at", ["base", "share"])
@pytest.mark.parametrize("how", ["true-up: TRUE", 'count: "year-to-date"'])
def test_a_years_loss_is_carried_on_once(how: str, at: str, tmp_path: Path) -> None:
    lines = [how, 'losses: "carry"', f'losses-at: "{at}"', 'every: "month"']
    years = earned(_2024_02_01=-1000, _2025_02_01=400, _2026_02_01=900)
    assert sum(owed(tmp_path, "2024", lines, years)) == 0
    assert sum(owed(tmp_path, "2025", lines, years)) == 0
    # 1,000.00 were lost and 1,300.00 earned since.
    assert sum(owed(tmp_path, "2026", lines, years)) == 30


@pytest.mark.parametrize("at", ["base", "share"])
def test_a_loss_within_the_year_is_made_up_for(at: str, tmp_path: Path) -> None:
    lines = ["true-up: TRUE", 'losses: "carry"', f'losses-at: "{at}"']
    years = earned(_2024_02_01=1000, _2024_05_01=-400)
    found = shares(tmp_path, "2024", lines, years)
    # January, in which nothing was earned, is the first.
    assert [share.number for share in found[:2]] == [0, 100]
    assert sum(share.number for share in found) == 60
    assert found[-1].carried == 0


def test_a_loss_at_the_share_is_told_in_the_steps(tmp_path: Path) -> None:
    lines = ['count: "year"', 'losses: "carry"', 'losses-at: "share"']
    (share,) = shares(tmp_path, "2024", lines, earned(_2024_06_01=-500))
    assert share.steps[-1].words == "a loss: no share, set against later ones"
    assert [share.number, share.carried] == [0, -50]


def test_a_part_may_fill_a_fund_with_a_percentage(tmp_path: Path) -> None:
    strike = f'{PART}"strike" 50 PERCENT\n  order: 1\n  until: 130 USD\n'
    hardship = f'{PART}"hardship" 20 USD\n  order: 2\n  until: 50 USD\n'
    parts = (strike, hardship, f'{PART}"party" "rest"\n')
    found = shares(tmp_path, "2024", [], a_month(1000), *parts)
    told = [[int(part.number) for part in share.parts] for share in found]
    # In the order of their lines: strike, hardship, party.
    assert told[:4] == [[50, 20, 30], [50, 20, 30], [30, 10, 60], [0, 0, 100]]
    assert told[4:] == [[0, 0, 100]] * 8


def test_what_came_in_within_a_quarter_is_not_held_back(tmp_path: Path) -> None:
    met = '2024-02-05 custom "coop-agreement-met" "share" "accounts" TRUE\n'
    lines = ['count: "month"', 'every: "quarter"']
    (share,) = shares(tmp_path, "2024-Q1", lines, a_month(1000), CONDITION, met)
    assert share.number == 300
    assert share.unmet == ()
    (share,) = shares(tmp_path, "2024-Q1", lines, a_month(1000), CONDITION)
    assert share.number == 0
    assert share.unmet == ("accounts",)


def relief(part: str, period: str) -> str:
    return (
        f'2023-12-31 custom "coop-agreement-relief" "share" {part}\n'
        f'  period: "{period}"\n  decision: "2023-12/1"\n'
    )


def test_an_amount_for_a_period_is_taken_off_once(tmp_path: Path) -> None:
    lines = ['count: "month"', 'every: "quarter"']
    off = relief("400 USD", "2024")
    found = shares(tmp_path, "2024", lines, a_month(1000), off)
    assert [share.relief for share in found] == [300, 100, 0, 0]
    # Asked for by itself a quarter is the same.
    for number, share in enumerate(found, 1):
        period = f"2024-Q{number}"
        assert shares(tmp_path, period, lines, a_month(1000), off) == [share]


def test_percentages_and_all_of_it_are_taken_off_each_share(tmp_path: Path) -> None:
    half = relief("50 PERCENT", "2024-Q1"), relief('"all"', "2024-Q2")
    found = shares(tmp_path, "2024", ['count: "quarter"'], a_month(1000), *half)
    assert [share.number for share in found] == [150, 0, 300, 300]


def test_a_relief_beside_a_percentage_takes_no_more_than_the_share(
    tmp_path: Path,
) -> None:
    both = relief("50 PERCENT", "2024-Q1"), relief("200 USD", "2024")
    found = shares(tmp_path, "2024", ['count: "quarter"'], a_month(1000), *both)
    assert [share.relief for share in found] == [300, 50, 0, 0]


@pytest.mark.parametrize(
    ("part", "period", "told"),
    [
        ("40 EUR", "2024-Q1", "40 EUR; the share is in USD."),
        ("40 USD", "2024-02", "2024-02 holds no whole quarter that share is"),
        ("40 USD", "2024-02..2024-05", "holds no whole quarter that share is"),
    ],
)
def test_a_relief_of_no_share_is_an_error(
    part: str, period: str, told: str, tmp_path: Path
) -> None:
    path = tmp_path / "main.beancount"
    text = BOOK.format(lines='count: "quarter"') + relief(part, period)
    path.write_text(f'plugin "coopbooks.plugins.all"\n{text}', encoding="utf-8")
    (error,) = coopbooks.load(path).errors
    assert told in error.message
