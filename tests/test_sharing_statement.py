"""The rows of a statement come to the share by themselves, for every recipe."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.statement.tables import statement_tables
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.sharing.views import view_of
from tests.test_ledgers_sharing import RECIPES
from tests.test_ledgers_sharing import SHARE
from tests.test_ledgers_sharing import remarks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.table import Table
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View

NUMBERS = re.compile(r"(-?\d+\.\d\d) ([A-Z]{3})$", re.MULTILINE)
recipes = pytest.mark.parametrize("recipe", RECIPES)


def read(recipe: str, folder: Path) -> View:
    path = folder / "main.beancount"
    path.write_text(recipe, encoding="utf-8")
    return view_of(coopbooks.load(path))


def shares(recipe: str, folder: Path) -> list[Share]:
    """The last share of each that a recipe tells of."""
    view = read(recipe, folder)
    names = {one.name for one in view.terms.agreements}
    found = []
    for said in remarks(recipe, SHARE):
        (name,) = {said[1]} if said[1] else names
        period = parse_period(said[2], fiscal_year_end(view))
        found += share_of(view, name, period)[-1:]
    assert found or not remarks(recipe, SHARE)
    return found


def tables(share: Share, view: View, *, whole: bool = True) -> tuple[Table, ...]:
    front, behind = statement_tables(share, view.terms.roles, (), Path(), whole=whole)
    return (*front, *behind)


def owed(found: tuple[Table, ...]) -> Decimal:
    return evaluate(found).amount("owed", "owed", "amount")


@recipes
def test_the_rows_come_to_the_share(recipe: str, tmp_path: Path) -> None:
    view = read(recipe, tmp_path)
    for share in shares(recipe, tmp_path):
        assert owed(tables(share, view)) == share.number, share.id
        assert owed(tables(share, view, whole=False)) == share.number, share.id


def changed(recipe: str, share: Share, factor: Decimal) -> str:
    """A recipe in which all amounts of the share's period are others."""

    def other(one: re.Match[str]) -> str:
        return f"{Decimal(one[1]) * factor:.2f} {one[2]}"

    begin = str(share.period.begin)
    return "".join(
        NUMBERS.sub(other, entry)
        if entry[:10] >= begin and " * " in entry[:14]
        else entry
        for entry in re.split(r"(?m)^(?=\d)", recipe)
    )


def with_entries_of(found: tuple[Table, ...], other: tuple[Table, ...]) -> list[Table]:
    """Tables in which only what was looked at is that of others."""
    ids = {table.id: table for table in other if table.id in {"base", "entries"}}
    return [ids.get(table.id, table) for table in found]


@recipes
@pytest.mark.parametrize("factor", ["0", "0.37", "1.9", "13.21"])
def test_another_base_gives_another_share(
    recipe: str, factor: str, tmp_path: Path
) -> None:
    view = read(recipe, tmp_path)
    for share in shares(recipe, tmp_path):
        other = read(changed(recipe, share, Decimal(factor)), tmp_path)
        (now,) = share_of(other, share.name, share.period)[-1:]
        swapped = with_entries_of(tables(share, view), tables(now, other))
        assert owed(tuple(swapped)) == now.number, (share.id, factor)


BOOK = """\
option "operating_currency" "USD"
2025-12-31 open Assets:Bank
2025-12-31 open Income:Sales
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2025-12-31 custom "coop-decision" "2025-12/1" "Less for a while"
  body: "council"
2026-01-01 custom "coop-agreement" "share" "surplus"
  from: "bakery"
  to: "party"
  every: "quarter"
{lines}
2026-01-01 custom "coop-agreement-band" "share" "up-to" 5000 USD "at" 5 PERCENT
2026-01-01 custom "coop-agreement-band" "share" "above" 5000 USD "at" 8.25 PERCENT
2025-12-31 price USD 0.9137 EUR
{more}
"""
SALES = """\
2026-{month:02}-10 * "Sales less costs"
  Assets:Bank   {number} USD
  Income:Sales
"""
HALF = """\
2026-01-01 custom "coop-agreement-relief" "share" 33.333 PERCENT
  decision: "2025-12/1"
"""
LATER = """\
2026-01-01 custom "coop-agreement-condition" "share" "accounts"
2026-{month:02}-05 custom "coop-agreement-met" "share" "accounts" TRUE
"""
# What an agreement may say, each alone and with others.
TERMS = {
    "marginal": ([], ""),
    "cliff": (['tiers: "cliff"', 'round: "down"'], ""),
    "bounds": (["minimum: 90 USD", "maximum: 410.50 USD"], ""),
    "a year": (["maximum-a-year: 800 USD", "exempt: 333.33 USD"], ""),
    "recouped": (["guarantee: 150 USD", "recoupable: TRUE"], ""),
    "guaranteed": (["guarantee: 150 USD", 'count: "month"'], ""),
    "losses": (['losses: "carry"', "exempt: 100 USD"], ""),
    "losses at share": (['losses: "carry"', 'losses-at: "share"'], ""),
    "threshold": (["threshold: 400 USD"], ""),
    "true-up": (["true-up: TRUE", 'losses: "carry"'], ""),
    "true-up guaranteed": (["true-up: TRUE", "guarantee: 90 USD"], ""),
    "relief": (['round: "up"'], HALF),
    "condition": ([], LATER.format(month=2)),
    "condition later": ([], LATER.format(month=8)),
    "lost": ([], LATER.format(month=2).replace("\n", '\n  late: "is-lost"\n', 1)),
    "rate": (['currency: "EUR"'], HALF),
    "to date": (['count: "year-to-date"', "minimum: 20 USD"], ""),
    "to date guaranteed": (
        ['count: "year-to-date"', "guarantee: 200 USD", "recoupable: TRUE"],
        "",
    ),
}
money = st.decimals(-9000, 30000, places=2)


def three_months(
    folder: Path, terms: str, numbers: Iterable[Decimal], period: str
) -> tuple[Share, View]:
    lines, more = TERMS[terms]
    sales = "".join(
        SALES.format(month=month, number=f"{number:.2f}")
        for month, number in enumerate(numbers, 1)
    )
    text = BOOK.format(lines="\n".join(f"  {one}" for one in lines), more=more)
    view = read(text + sales, folder)
    (share,) = share_of(view, "share", parse_period(period))
    assert share.problems == ()
    return share, view


@pytest.mark.parametrize("terms", TERMS)
@given(
    before=st.lists(money, min_size=9, max_size=9),
    now=st.lists(money, min_size=3, max_size=3),
    then=st.lists(money, min_size=3, max_size=3),
)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_change_in_a_quarters_first_month_is_felt_in_its_last(
    terms: str,
    before: list[Decimal],
    now: list[Decimal],
    then: list[Decimal],
    tmp_path: Path,
) -> None:
    share, view = three_months(tmp_path, terms, [*before, *now], "2026-Q4")
    other, there = three_months(tmp_path, terms, [*before, *then], "2026-Q4")
    mine = tables(share, view)
    assert owed(mine) == share.number
    assert owed(tables(share, view, whole=False)) == share.number
    if [one.unmet for one in share.pieces] != [one.unmet for one in other.pieces]:
        return
    swapped = with_entries_of(mine, tables(other, there))
    assert owed(tuple(swapped)) == other.number
