"""The pack's pictures as Fava's charts."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

import pytest
from fava.core.charts import dumps

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.packs.month import month_pack
from coopbooks.pages.charts import charts
from coopbooks.statements import cash
from tests.support.fava_pages import Fava

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.packs.pack import Pack


@pytest.fixture(scope="module")
def pack(harbor: Path) -> Pack:
    book = coopbooks.load(harbor / "tidewater-bakery")
    now = datetime.datetime(2026, 4, 8, 19, 5, tzinfo=datetime.UTC)
    return month_pack(book, parse_period("2026-03"), now)


def drawn(pack: Pack, interval: str = "") -> list[dict[str, Any]]:
    """The charts as Fava sends them to the browser."""
    sent = dumps(charts(pack, ["USD"], interval))
    found: list[dict[str, Any]] = json.loads(sent, parse_float=Decimal)
    return found


def test_twelve_months_of_income_and_costs(pack: Pack) -> None:
    bars, money, _, *others = drawn(pack)
    assert (bars["type"], money["type"]) == ("bar", "balances")
    # What members have, shares, and what was given and received month by month.
    assert [one["type"] for one in others] == ["bar", "bar", "bar"]
    points = bars["data"]
    assert [point["date"] for point in points][-2:] == ["2026-02-28", "2026-03-31"]
    for point in points:
        month = point["date"][:7]
        assert point["balance"] == {
            "Income": pack.values.amount("months", month, "income"),
            "Costs": pack.values.amount("months", month, "costs"),
        }
    end = pack.values.amount(cash.TABLE, cash.CLOSING, cash.TOTAL)
    assert money["data"][-1]["balance"] == {"USD": end}
    assert end > 0


def balances(node: dict[str, Any]) -> dict[str, Decimal]:
    """The balances of a tree, by account."""
    found = {node["account"]: sum(node["balance"].values(), Decimal(0))}
    for child in node["children"]:
        found |= balances(child)
    return found


def test_the_tree_holds_the_costs_by_account(pack: Pack) -> None:
    amounts = balances(drawn(pack)[2]["data"])
    assert amounts["Expenses:Premises:Rent"] == Decimal("3200.00")
    assert sum(amounts.values()) == pack.values.amount("areas", "total", "month")
    assert all(name.startswith("Expenses") for name in amounts)


def test_months_are_not_drawn_as_years(pack: Pack) -> None:
    # Fava would write 2025 below nine bars, all in one place.
    for interval in ("year", "quarter"):
        assert drawn(pack, interval)[0]["type"] == "balances"
    for interval in ("", "month", "week", "day"):
        assert drawn(pack, interval)[0]["type"] == "bar"


def test_a_tree_in_a_currency_that_fava_does_not_draw_is_left_out(pack: Pack) -> None:
    assert [one.type for one in charts(pack, ["EUR"])] == [
        "bar",
        "balances",
        "bar",
        "bar",
        "bar",
    ]


def test_the_page_hands_them_to_favas_component(harbor: Path) -> None:
    page = Fava(harbor / "tidewater-bakery" / "main.beancount").month(time="2026-03")
    start = '<svelte-component type="charts"><script type="application/json">'
    found = re.search(f"{start}(.*?)</script>", page.text)
    assert found is not None
    assert [one["type"] for one in json.loads(found[1])] == [
        "bar",
        "balances",
        "hierarchy",
        "bar",
        "bar",
        "bar",
    ]
