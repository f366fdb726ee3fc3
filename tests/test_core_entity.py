from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.entity import KINDS
from coopbooks.core.entity import Entity
from coopbooks.core.entity import entity_on
from coopbooks.core.entity import favas_year_end
from coopbooks.core.entity import read_entities
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.fiscalyear import FiscalYearEnd
from tests.support.terms import told

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

OTHERWISE = Entity("main")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_book_says_whose_it_is(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-format" 1
    2026-01-01 custom "coop-entity" "tidewater-bakery" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "06-30"
      country: "US"
    """
    entities, errors = read_entities(load_doc.entries)
    assert not errors
    assert entities == [
        Entity(
            "tidewater-bakery",
            "worker-coop",
            "accrual",
            FiscalYearEnd(6, 30),
            "US",
            day("2026-01-01"),
        )
    ]


def test_only_the_basis_must_be_said(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
      fiscal-year-end:
    """
    (entity,), errors = read_entities(load_doc.entries)
    assert not errors
    assert entity.fiscal_year_end == DECEMBER
    assert entity.country == ""


def test_a_later_statement_holds_from_its_day(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
    2026-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "accrual"
    """
    entities, errors = read_entities(load_doc.entries)
    assert not errors
    on = {
        text: entity_on(entities, day(text), OTHERWISE).basis
        for text in ("2024-12-31", "2025-12-31", "2026-01-01")
    }
    assert on == {"2024-12-31": "cash", "2025-12-31": "cash", "2026-01-01": "accrual"}


def test_a_book_that_says_nothing_is_called_by_its_title() -> None:
    entity = entity_on([], day("2026-01-01"), OTHERWISE)
    assert entity == OTHERWISE
    assert entity.basis_in_words == (
        "counted as the book has it; it does not say cash or accrual"
    )


def test_one_book_belongs_to_one_body(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-entity" "tidewater-bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-entity" "lanternworks" "worker-coop"
      basis: "accrual"
    """
    entities, errors = read_entities(load_doc.entries)
    (wrong,) = told(errors)
    assert [entity.name for entity in entities] == ["tidewater-bakery"]
    assert wrong == (
        "main.beancount:3 coop-entity: 'lanternworks', but the book belongs to "
        "'tidewater-bakery'."
    )


def test_a_format_of_another_version(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-format" 2
    """
    _, errors = read_entities(load_doc.entries)
    assert told(errors) == [
        "main.beancount:1 coop-format: this version reads format 1, not 2."
    ]


def test_a_fiscal_years_end_that_is_no_day(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
      fiscal-year-end: "06-31"
    """
    (entity,), errors = read_entities(load_doc.entries)
    (wrong,) = told(errors)
    assert entity.fiscal_year_end == DECEMBER
    assert wrong == (
        "main.beancount:1 coop-entity: '06-31' is not the end of a fiscal year. Write "
        "month and day: 12-31."
    )


def test_favas_own_option_holds_where_the_book_says_nothing(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "fava-option" "fiscal-year-end" "04-05"
    2026-01-01 custom "fava-option" "language" "en"
    2026-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
    """
    (entity,), errors = read_entities(load_doc.entries)
    assert not errors
    assert entity.fiscal_year_end == FiscalYearEnd(4, 5)
    assert favas_year_end(load_doc.entries) == FiscalYearEnd(4, 5)


def test_the_books_own_word_comes_before_favas(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "fava-option" "fiscal-year-end" "04-05"
    2026-01-01 custom "fava-option" "fiscal-year-end" "nonsense"
    2026-01-01 custom "coop-entity" "eastport" "chapter"
      basis: "cash"
      fiscal-year-end: "06-30"
    """
    (entity,), errors = read_entities(load_doc.entries)
    assert not errors
    assert entity.fiscal_year_end == FiscalYearEnd(6, 30)
    assert favas_year_end(load_doc.entries) == FiscalYearEnd(4, 5)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("basis", ["cash", "accrual"])
def test_the_basis_is_said_in_words(kind: str, basis: str) -> None:
    entity = Entity("x", kind, basis)
    assert basis in entity.basis_in_words
    assert ("dues" in entity.basis_in_words) == (
        basis == "accrual" and kind != "worker-coop"
    )
    assert entity.kind_in_words
    assert "-coop" not in entity.kind_in_words
