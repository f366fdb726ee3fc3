from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.packs import figures
from coopbooks.packs.figures import Reader
from tests.support import bakery
from tests.support import bakery_books
from tests.support import bakery_front
from tests.support import lists
from tests.support.lists import line


@pytest.mark.parametrize(
    ("number", "currency", "text"),
    [
        ("1234.5", "USD", "1,234.50"),
        ("-1234.5", "USD", "-1,234.50"),
        ("0.005", "USD", "0.01"),
        ("-0.004", "USD", "0.00"),
        ("-0.00", "USD", "0.00"),
        ("1234567", "JPY", "1,234,567"),
        ("1E+3", "JPY", "1,000"),
        ("2.5", "KWD", "2.500"),
        ("12345678901234567890.12", "EUR", "12,345,678,901,234,567,890.12"),
    ],
)
def test_amounts(number: str, currency: str, text: str) -> None:
    assert figures.amount(Decimal(number), currency) == text


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, ColumnKind.AMOUNT, ""),
        ("no plan", ColumnKind.AMOUNT, "no plan"),
        (Decimal("-12.5"), ColumnKind.PERCENT, "-12.5 %"),
        (Decimal("1500.25"), ColumnKind.NUMBER, "1,500.25"),
        (Decimal("2026"), ColumnKind.TEXT, "2026"),
    ],
)
def test_cells(value: Decimal | str | None, kind: ColumnKind, text: str) -> None:
    assert figures.shown(value, kind, "USD") == text


def test_sentences_take_figures_and_leave_other_braces_alone() -> None:
    reader = Reader(bakery.pack())
    ref = Ref("income", "surplus", "now")
    sentence = Sentence("{} is left; paid to {Mill} and {}.", (ref,))
    assert reader.sentence(sentence) == "3,000.00 is left; paid to {Mill} and {}."


def test_sentences_name_a_currency_that_is_not_the_packs() -> None:
    pack = bakery.pack()
    pack = replace(pack, heading=replace(pack.heading, currency="EUR"))
    sentence = Sentence("{}", (Ref("income", "surplus", "now"),))
    assert Reader(pack).sentence(sentence) == "3,000.00 USD"


def test_an_empty_amount_reads_as_zero() -> None:
    sentence = Sentence("{}", (Ref("cash", "wages", "till"),))
    assert Reader(bakery.pack()).sentence(sentence) == "0.00"


def test_explanations_are_set_in_but_parts_are_not() -> None:
    assert figures.inner_rows(bakery_front.bank()) == {
        "customers",
        "joining",
        "wages",
        "suppliers",
    }
    accounts = lists.one(
        "accounts",
        "What belongs to members",
        line("start", "1 March", Decimal("10.00")),
        line("paid-in", "paid in", Decimal("1.00"), 1),
        line("end", "31 March", Sum(lists.rows("accounts", "start", "paid-in"))),
    )
    assert figures.inner_rows(accounts) == frozenset()
    assert figures.inner_rows(bakery_books.income()) == frozenset()


def test_the_place_in_the_book_is_shown_once() -> None:
    assert figures.columns(bakery_books.income())[-1] is figures.WHERE
    assert figures.columns(bakery_books.cash()) == bakery_books.cash().columns
    said = lists.one("found", "Found", Row("a", {"label": "x:1"}, where="x:1"))
    assert figures.columns(said) == said.columns
