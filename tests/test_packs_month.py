"""The monthly pack as a whole: what is in it, when there is none, what holds it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.core.table import Ref
from coopbooks.core.table import evaluate
from coopbooks.packs.month import EmptyBook
from coopbooks.packs.month import PeriodOutsideBook
from coopbooks.packs.month import month_pack
from tests.support.statements import NOW
from tests.support.statements import pack
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Row
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack

HERE = Path(__file__).parent
A_CENT = Decimal("0.01")


def ids(made: Pack) -> list[str]:
    return [table.id for table in made.values.tables]


def test_any_ledger_gets_a_pack(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "title" "Ana's books"
    2026-03-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    """
    made = pack(book_doc)
    assert ids(made) == [
        "page-opening",
        "page-money",
        "page-free",
        "page-month",
        "page-look",
        "page-checks",
        "findings",
        "income",
        "sources",
        "areas",
        "balance",
        "cash",
        "months",
        "trial",
        "ledger",
    ]
    assert made.heading.title == "Ana's books"
    assert made.heading.kind == ""
    assert made.heading.period == "March 2026"
    assert made.heading.currency == "USD"
    assert "does not say cash or accrual" in made.heading.basis
    assert made.heading.state == "NOT YET SIGNED"
    assert made.heading.marks == ()
    assert made.heading.printed == NOW
    assert made.values.failed() == []


def test_what_a_book_has_is_in_its_pack(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2025-01-01 custom "coop-entity" "local-12" "union"
      basis: "accrual"
    2025-01-01 custom "coop-member" "M-0001" "join"
      class: "standard"
    2025-01-01 custom "coop-decision" "2026-01/1" "Paint"
      body: "board"
      until: 2026-12-31
    2026-01-01 price EUR 1.10 USD
    2026-03-10 * "Dues"
      Assets:Cash        10.00 EUR
      Income:Dues       -10.00 EUR
    """
    made = pack(book_doc)
    assert made.heading.kind == "union"
    assert {"funds", "members", "decisions", "rates", "page-members"} <= set(ids(made))
    # Whoever follows a figure reads from the front to the back.
    assert ids(made)[-2:] == ["rates", "ledger"]


def test_a_period_outside_the_book(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-05 open Assets:Unused
    2025-02-10 * "The first entry"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    2026-03-10 * "The last"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    """
    for name in ("2025-01", "2026-04", "2026-03-11", "2024"):
        with pytest.raises(PeriodOutsideBook) as told:
            pack(book_doc, name)
        label = parse_period(name).label
        assert str(told.value) == (
            f"{label} lies outside the book, which goes from 10 February 2025 to "
            "10 March 2026."
        )
    for name in ("2025-02", "2025-02-10", "2026-03-10", "2026", "2025-07"):
        assert pack(book_doc, name).values.failed() == []


def test_a_book_without_transactions(book_doc: Book) -> None:
    """
    option "title" "Ana's books"
    2025-01-05 open Assets:Cash
    """
    with pytest.raises(EmptyBook) as told:
        pack(book_doc)
    words = "Ana's books has no transactions yet; there is nothing to report."
    assert str(told.value) == words


def test_a_book_whose_transactions_could_not_be_read(book_doc: Book) -> None:
    """
    option "title" "Ana's books"
    2026-03-10 * "A comma where a point should be"
      Assets:Cash        10,00 USD USD
    """
    with pytest.raises(EmptyBook, match=r"It has errors \(1\): mend these first\."):
        pack(book_doc)


def test_a_book_with_errors_is_shown_and_marked(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    2026-03-11 balance Assets:Cash  12.00 USD
    2026-03-12 * "Out of balance"
      Expenses:Rent       5.00 USD
      Assets:Cash        -4.00 USD
    """
    made = pack(book_doc)
    assert made.heading.marks == ("THE BOOK HAS 2 ERRORS: figures may be incomplete",)
    rows = shown(made.values, "code", "place", table="findings")
    assert [row.partition(" | ")[2] for row in rows] == [
        "ledger-error | main.beancount:5",
        "ledger-error | main.beancount:6",
    ]
    first, second = shown(made.values, table="page-look")
    assert first.startswith("1. Balance failed for 'Assets:Cash'")
    assert second.startswith("2. Transaction does not balance")


def test_figures_that_do_not_balance_say_no(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-12 * "Out of balance"
      Expenses:Rent       5.00 USD
      Assets:Cash        -4.00 USD
    """
    made = pack(book_doc)
    assert {ref.row for ref in made.values.failed()} >= {"equation", "equal"}
    assert made.heading.marks == ("THE BOOK HAS 1 ERROR: figures may be incomplete",)


@pytest.mark.parametrize(
    ("now", "marked"),
    [("2026-03-31T23:59", True), ("2026-04-01T00:00", False)],
)
def test_a_period_that_is_not_over(now: str, marked: bool, book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    """
    clock = datetime.datetime.fromisoformat(now)
    made = month_pack(book_doc, parse_period("2026-03"), clock)
    mark = ("NOT OVER YET: March 2026 ends later",)
    assert made.heading.marks == (mark if marked else ())


def test_the_version_is_that_of_what_the_period_knows(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    2026-04-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    """
    march = pack(book_doc).heading.version
    april = month_pack(book_doc, parse_period("2026-04"), NOW).heading.version
    del book_doc.entries[-1]
    assert pack(book_doc).heading.version == march
    assert april != march


BOOKS = {
    "a plain ledger": (HERE / "ledgers" / "allotment-society.beancount", "2025-03"),
    "several currencies": (HERE / "ledgers" / "software-guild.beancount", "2025-03"),
    "a co-op with funds": (
        HERE.parent / "ledgers" / "harbor" / "tidewater-bakery",
        "2026-03",
    ),
    "a union": (
        HERE.parent / "ledgers" / "harbor" / "harbor-foods-local-12",
        "2026-03",
    ),
}


def mistakes(made: Pack) -> list[tuple[str, str, str]]:
    """The figures that some check has to hold: table, row, column."""
    found = []
    for table in made.pages:
        columns = {
            "balance": ("end", "before"),
            "cash": tuple(one.id for one in table.columns[2:]),
            "trial": ("debit", "credit"),
            "funds": tuple(one.id for one in table.columns[2:]),
            "income": ("month", "year"),
            "months": (),
        }.get(table.id, ())
        found += [
            (table.id, row.id, column)
            for row in table.rows
            for column in columns
            if isinstance(row.cells.get(column), Decimal)
        ]
    return found


def planted(made: Pack, table: str, row: str, column: str) -> list[Ref]:
    """The checks that fail once a figure is a cent too high."""

    def changed(one: Row) -> Row:
        if one.id != row:
            return one
        amount = one.cells[column]
        assert isinstance(amount, Decimal)
        return replace(one, cells={**one.cells, column: amount + A_CENT})

    def spoilt(one: Table) -> Table:
        if one.id != table:
            return one
        return replace(one, rows=tuple(changed(line) for line in one.rows))

    return evaluate(tuple(spoilt(one) for one in made.values.tables)).failed()


@pytest.mark.parametrize("name", BOOKS)
def test_a_planted_cent_makes_a_check_say_no(name: str) -> None:
    path, period = BOOKS[name]
    made = pack(coopbooks.load(path), period)
    assert made.values.failed() == []
    figures = mistakes(made)
    assert len(figures) > 30
    assert [figure for figure in figures if not planted(made, *figure)] == []


def test_a_planted_cent_makes_page_one_say_no() -> None:
    path, period = BOOKS["a union"]
    made = pack(coopbooks.load(path), period)
    spoilt = {
        ("cash", "closing", "Assets:Bank:Operating"): "bank",
        ("balance", "Assets:Bank:Operating", "end"): "equation",
        ("trial", "Assets:Bank:Operating", "debit"): "trial",
        ("funds", "fund:strike", "start"): "funds",
    }
    for figure, check in spoilt.items():
        assert Ref("page-checks", check, "check") in planted(made, *figure)
