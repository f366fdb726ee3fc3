"""Contributed against received: of what kind, from either side, in any span."""

from __future__ import annotations

import datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.core.table import evaluate
from coopbooks.sharing.views import view_of
from coopbooks.support.exchange.flows import KINDS
from coopbooks.support.exchange.ledger import exchange
from coopbooks.support.exchange.tables import course_table
from coopbooks.support.exchange.tables import kinds_table
from coopbooks.support.exchange.tables import steps_of
from coopbooks.support.exchange.tables import years_of
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from coopbooks.sharing.share import View
    from coopbooks.support.exchange.ledger import Exchange
    from coopbooks.support.terms import SupportTerms

SPAN = parse_period("2025-01..2026-03")
HEAD = """\
option "operating_currency" "USD"
plugin "coopbooks.plugins.all"
2025-12-31 open Assets:Bank USD
2025-12-31 open Liabilities:Share USD
2025-12-31 open Liabilities:Held USD
2025-12-31 open Equity:Reserve USD
2025-12-31 open Income:Sales USD
2025-12-31 open Income:Gifts USD
2025-12-31 open Expenses:Share USD
2025-12-31 open Expenses:Campaign USD
2025-12-31 open Expenses:Strike USD
2025-12-31 open Expenses:Help USD
2025-12-31 custom "coop-account" "bank" Assets:Bank
2025-12-31 custom "coop-account" "reserve" Equity:Reserve
2025-12-31 custom "coop-account" "share-payable" Liabilities:Share
2025-12-31 custom "coop-account" "held-for-others" Liabilities:Held
2025-12-31 custom "coop-account" "sales" Income:Sales
2025-12-31 custom "coop-account" "gifts" Income:Gifts
2025-12-31 custom "coop-account" "share" Expenses:Share
2025-12-31 custom "coop-account" "strike-pay" Expenses:Strike
2025-12-31 custom "coop-account" "support-given" Expenses:Help
2025-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2026-01-01 custom "coop-agreement" "share" "sales"
  from: "bakery"
  to: "party"
  count: "month"
2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 10 PERCENT
"""


def entry(number: str, here: str, there: str, more: str = "", day: str = "20") -> str:
    return (
        f'2026-01-{day} * "Party" "It"\n  with: "party"\n{more}'
        f"  {here}   {number} USD\n  {there}  {-Decimal(number)} USD\n"
    )


def book(text: str) -> tuple[View, SupportTerms]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(HEAD + text, encoding="utf-8")
        loaded = coopbooks.load(path)
    assert loaded.errors == []
    view = view_of(loaded)
    return view, terms_of(view)


def made(text: str, period: str = "2026") -> Exchange:
    view, terms = book(text)
    return exchange(view, terms, "party", parse_period(period))


def kinds(found: Exchange) -> list[tuple[str, bool, str]]:
    return [(one.kind, one.ours, str(one.number)) for one in found.flows]


SHARE = '  agreement: "share"\n  period: "2026-01"\n'


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (entry("9", "Expenses:Share", "Liabilities:Share", SHARE), "shares"),
        (entry("9", "Expenses:Help", "Assets:Bank"), "gifts"),
        (entry("9", "Expenses:Strike", "Assets:Bank"), "strike-pay"),
        (entry("9", "Expenses:Campaign", "Assets:Bank", "  gift: TRUE\n"), "gifts"),
        (entry("9", "Expenses:Help", "Assets:Bank", '  benefit: "h"\n'), "need"),
    ],
)
def test_what_was_given_is_of_a_kind(text: str, kind: str) -> None:
    found = made(text)
    assert kinds(found) == [(kind, True, "9")]
    assert found.beside == ()


def test_what_was_bought_and_sold_stands_beside_it() -> None:
    found = made(
        entry("9", "Expenses:Campaign", "Assets:Bank")
        + entry("30", "Assets:Bank", "Income:Sales")
    )
    assert found.flows == ()
    assert [(one.kind, one.ours, one.number) for one in found.beside] == [
        ("trade", True, Decimal(9)),
        ("trade", False, Decimal(30)),
    ]


def test_paying_a_share_gives_nothing_more() -> None:
    found = made(
        entry("9", "Expenses:Share", "Liabilities:Share", SHARE)
        + entry("9", "Liabilities:Share", "Assets:Bank", SHARE, "25")
    )
    assert kinds(found) == [("shares", True, "9")]
    assert [(one.what, one.charged, one.paid) for one in found.money] == [
        ("share", Decimal(9), Decimal(9))
    ]


def test_money_that_is_held_for_others_is_no_gift() -> None:
    found = made(entry("50", "Assets:Bank", "Liabilities:Held"))
    assert (found.flows, found.beside, found.money) == ((), (), ())


def test_what_was_taken_off_by_decision_is_told() -> None:
    relief = """\
2026-01-15 custom "coop-decision" "2026-01/1" "Half of it"
  body: "council"
2026-01-15 custom "coop-agreement-relief" "share" 50 PERCENT
  period: "2026-01"
  decision: "2026-01/1"
2026-01-10 * "Sold"
  Assets:Bank    1000.00 USD
  Income:Sales  -1000.00 USD
"""
    found = made(relief + entry("50", "Expenses:Share", "Liabilities:Share", SHARE))
    (money,) = found.money
    assert (money.charged, money.relief) == (Decimal(50), Decimal(50))
    assert found.total("USD", ours=True) == Decimal(50)


PROMISED = """
2026-01-01 commodity HOUR
  measure: TRUE
2026-01-01 open Equity:Memo:Received
2026-01-01 open Equity:Memo:Promised
2026-01-01 open Equity:Memo:Counter
2026-01-01 custom "coop-resources" "books"
  from: "party"
  to: "bakery"
2026-01-01 custom "coop-resource" "books" "bookkeeping" 12 HOUR "each" "quarter"
2026-01-01 custom "coop-resource-account" "delivered" Equity:Memo:Received
2026-01-01 custom "coop-resource-account" "promised" Equity:Memo:Promised
"""
HOURS = """
2026-{day} * "Party" "Help with the books"
  with: "party"
  Equity:Memo:{account}  {number} HOUR
  Equity:Memo:Counter   -{number} HOUR
"""


@pytest.mark.parametrize(
    ("text", "period", "stages"),
    [
        # Nothing is booked as promised: the terms tell, also where nothing came.
        ("", "2026-Q1", ("12", "0")),
        (
            HOURS.format(day="02-10", account="Received", number=5),
            "2026-01..2026-06",
            ("24", "5"),
        ),
        # What the book counts as promised for a quarter stands for the terms.
        (
            HOURS.format(day="01-10", account="Promised", number=10),
            "2026-01..2026-06",
            ("22", "0"),
        ),
    ],
)
def test_what_terms_promise_in_kind_is_told(
    text: str, period: str, stages: tuple[str, str]
) -> None:
    (line,) = made(PROMISED + text, period).quantities
    assert line.resource == "bookkeeping"
    promised, delivered = (line.stages[one] for one in ("promised", "delivered"))
    assert (str(promised), str(delivered)) == stages


def test_only_this_body_and_this_span() -> None:
    text = entry("9", "Expenses:Help", "Assets:Bank")
    assert made(text, "2025").flows == ()
    view, terms = book(text)
    assert exchange(view, terms, "union", parse_period("2026")).flows == ()


# In the demo federation


@pytest.fixture(scope="module")
def bodies(harbor: Path) -> dict[str, tuple[View, SupportTerms]]:
    views = [view_of(coopbooks.load(path)) for path in harbor.glob("*/main.beancount")]
    return {view.name: (view, terms_of(view)) for view in views}


def test_what_one_gave_the_other_got(
    bodies: dict[str, tuple[View, SupportTerms]],
) -> None:
    """But for what is planted, counted by cash, in another currency, or not said."""
    apart = set()
    for here, there in combinations(sorted(bodies), 2):
        found = exchange(*bodies[here], there, SPAN)
        other = exchange(*bodies[there], here, SPAN)
        apart |= {
            (here, there, kind)
            for kind in KINDS
            for ours in (True, False)
            for currency in ("USD", "EUR")
            if found.total(currency, ours=ours, kind=kind)
            != other.total(currency, ours=not ours, kind=kind)
        }
    assert apart == {
        # Counted by cash.
        ("dockhands-union", "harbor-federation", "shares"),
        ("dockhands-union", "harbor-federation", "per-capita"),
        # Planted: 444.00 against 456.00.
        ("harbor-federation", "harbor-foods-local-12", "per-capita"),
        # In euros here, in dollars there.
        ("harbor-federation", "kilmore-abroad", "shares"),
    }


SPANS = st.tuples(
    st.dates(datetime.date(2024, 12, 1), datetime.date(2026, 4, 30)),
    st.integers(1, 600),
)


@settings(max_examples=25)
@given(SPANS, st.integers(1, 12))
def test_parts_of_a_span_add_up_to_it(
    root: Path, span: tuple[datetime.date, int], month: int
) -> None:
    view, terms = federation(root)
    begin, days = span
    whole = named(begin, begin + datetime.timedelta(days=days))
    found = exchange(view, terms, "lanternworks", whole)
    fye = FiscalYearEnd(month, 28)
    for parts in (years_of(whole, fye), steps_of(whole)):
        assert parts[0].begin == whole.begin
        assert parts[-1].end == whole.end
        for ours in (True, False):
            sums = [found.total("USD", ours=ours, span=part) for part in parts]
            assert sum(sums) == found.total("USD", ours=ours)
    tables = (
        kinds_table(found, "USD", years_of(whole, fye)),
        course_table(found, "USD"),
    )
    values = evaluate(tables)
    last = tables[1].rows[-1].id
    for key, ours in (("given", True), ("got", False)):
        so_far = values.amount("course:USD", last, f"{key}-so-far")
        assert so_far == found.total("USD", ours=ours)


BOOKS: dict[Path, tuple[View, SupportTerms]] = {}


def federation(root: Path) -> tuple[View, SupportTerms]:
    """The federation's book, read once."""
    if root not in BOOKS:
        path = root / "ledgers" / "harbor" / "harbor-federation"
        view = view_of(coopbooks.load(path))
        BOOKS[root] = view, terms_of(view)
    return BOOKS[root]
