"""What is gathered of a body's life: nobody's name, nobody's reasons, all the sums."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.federation.reading.figures import Figures
from coopbooks.federation.reading.figures import from_data
from coopbooks.federation.reading.figures import to_data
from coopbooks.federation.reading.gathering import figures_of
from coopbooks.federation.reading.lives import UNKNOWN
from coopbooks.federation.reading.lives import Campaign
from coopbooks.federation.reading.lives import Decided
from coopbooks.federation.reading.lives import Life
from coopbooks.federation.reading.lives import Pending
from coopbooks.federation.reading.lives import Purpose
from coopbooks.statements import income
from tests.support.oracle import Oracle
from tests.support.statements import pack

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

MARCH = parse_period("2026-03")
TEXTS = st.text(max_size=12)
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, places=2)
COUNTS = st.integers(min_value=-1, max_value=10_000)
MAYBE = st.none() | AMOUNTS
DAYS = st.none() | st.dates()
DECIDED = st.builds(
    Decided,
    TEXTS,
    TEXTS,
    TEXTS,
    st.dates(),
    st.tuples(MAYBE, MAYBE, MAYBE),
    TEXTS,
    MAYBE,
    AMOUNTS,
    AMOUNTS,
    DAYS,
    COUNTS,
)
PENDING = st.builds(Pending, TEXTS, TEXTS, TEXTS, DAYS, TEXTS, MAYBE, COUNTS)
LIVES = st.builds(
    Life,
    st.lists(TEXTS, max_size=3).map(tuple),
    COUNTS,
    COUNTS,
    st.dictionaries(TEXTS, COUNTS, max_size=3),
    st.lists(st.builds(Purpose, TEXTS, TEXTS, AMOUNTS), max_size=3).map(tuple),
    st.lists(DECIDED, max_size=3).map(tuple),
    st.lists(PENDING, max_size=3).map(tuple),
    st.lists(st.builds(Campaign, TEXTS, TEXTS, TEXTS), max_size=3).map(tuple),
)


def gathered(book: Book, period: str = "2026-03") -> Figures:
    assert book.errors == []
    return figures_of(book, parse_period(period))


def spent(found: Figures) -> dict[str, Decimal]:
    return {one.what: one.number for one in found.life.purposes}


@given(LIVES, st.dictionaries(TEXTS, AMOUNTS, max_size=2))
def test_what_is_kept_is_read_again(life: Life, dues: dict[str, Decimal]) -> None:
    figures = Figures(
        "body",
        "union",
        "Body",
        "USD",
        "cash",
        "12-31",
        "2026-03",
        {},
        dues=dues,
        life=life,
    )
    assert from_data(json.loads(json.dumps(to_data(figures)))) == figures


@pytest.mark.parametrize("part", ["before", "people", "decisions", "pending"])
def test_what_is_kept_in_another_shape_is_not_taken(part: str) -> None:
    said = to_data(
        Figures("body", "union", "Body", "USD", "cash", "12-31", "2026-03", {})
    )
    said["life"][part] = [["2026-02-30"]]
    if part == "before":
        del said["life"][part]
    with pytest.raises(ValueError, match=r".*"):
        from_data(said)


def test_who_came_and_went(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2026-03-02 custom "coop-member" "M-0003" "join"
    2026-03-31 custom "coop-member" "M-0002" "leave"
    2026-04-01 custom "coop-member" "M-0004" "join"
    """
    found = gathered(book_doc)
    assert found.members == ("M-0001", "M-0003")
    assert found.life.before == ("M-0001", "M-0002")
    assert (found.life.joined, found.life.left) == (1, 1)
    assert found.dues == {}


def test_what_money_was_for(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "strike-pay" Expenses:Strike
    2025-01-01 custom "coop-account" "support-given" Expenses:Help
    2025-01-01 custom "coop-account" "per-capita" Expenses:Per-Capita
    2025-01-01 custom "coop-account" "gifts" Income:Gifts
    2025-01-01 custom "coop-account" "support-received" Income:Support
    2025-01-01 custom "coop-body" "party" "party"
    2025-01-01 custom "coop-body" "dockers" "union"
    2026-03-02 * "Rent"
      Expenses:Rent         70.00 USD
      Assets:Bank
    2026-03-03 * "Per capita"
      Expenses:Per-Capita   24.00 USD
      Assets:Bank
    2026-03-04 * "The dockers' strike"
      with: "dockers"
      Expenses:Help         50.00 USD
      Assets:Bank
    2026-03-05 * "Bought from the dockers"
      with: "dockers"
      Expenses:Office        5.00 USD
      Assets:Bank
    2026-03-06 * "Strike pay"
      Expenses:Strike       20.00 USD
        member: "M-0001"
      Expenses:Strike       20.00 USD
        member: "M-0002"
      Assets:Bank
    2026-03-13 * "Strike pay"
      Expenses:Strike       20.00 USD
        member: "M-0002"
      Assets:Bank
    2026-03-20 * "Help"
      Expenses:Help         30.00 USD
      Assets:Bank
    2026-03-21 * "A gift of the party"
      with: "party"
      Assets:Bank           11.00 USD
      Income:Gifts
    2026-03-22 * "A gift of somebody"
      Assets:Bank            9.00 USD
      Income:Gifts
    2026-04-01 * "Not yet"
      with: "party"
      Assets:Bank           99.00 USD
      Income:Support
    """
    found = gathered(book_doc)
    assert spent(found) == {
        "work": Decimal("75.00"),
        "passed": Decimal("24.00"),
        "given": Decimal("50.00"),
        "strike": Decimal("60.00"),
        "need": Decimal("30.00"),
        "received": Decimal("11.00"),
    }
    # Two had strike pay; of the help the book does not say who had it.
    assert found.life.people == {"dues": 0, "strike": 2, "need": UNKNOWN}


def test_dues_and_members_are_those_of_the_pack(harbor: Path) -> None:
    book = coopbooks.load(harbor / "harbor-foods-local-12")
    found = figures_of(book, MARCH)
    values = pack(book).values
    for name in ("charged", "collected"):
        assert found.dues[name] == values.amount("dues-months", "2026-03", name)
    for name, many in (
        ("members", len(found.members)),
        ("joined", found.life.joined),
        ("left", found.life.left),
    ):
        assert values.amount("dues-standing", "all", name) == many


@pytest.mark.parametrize("period", ["2026-03", "2025-Q4", "2025"])
def test_costs_are_those_of_the_pack_and_of_bean_query(
    harbor: Path, period: str
) -> None:
    asked = parse_period(period)
    for path in sorted(harbor.glob("*/main.beancount")):
        book = coopbooks.load(path)
        found = figures_of(book, asked)
        costs = sum(
            one.number
            for one in found.life.purposes
            if one.what != "received" and one.currency == book.currency
        )
        others = {one.currency for one in found.life.purposes} - {book.currency}
        if others:
            continue
        moved = Oracle(book).moved("^Expenses", asked.begin, asked.end)
        assert costs == sum(moved.values()), path
        if period == "2026-03":
            month = pack(book).values.amount(income.TABLE, income.COSTS, "month")
            assert costs == month
