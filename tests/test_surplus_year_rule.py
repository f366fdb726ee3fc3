"""The rule by which a year is shared."""

from __future__ import annotations

import pytest

from coopbooks.surplus.year.rule import NoSuchRule
from coopbooks.surplus.year.rule import NoSurplusRule
from coopbooks.surplus.year.rule import SeveralSurplusRules
from coopbooks.surplus.year.rule import rule_of
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import docstring_of


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def test_the_last_of_a_name_that_has_begun_holds(book: YearBook) -> None:
    """
    2024-01-01 custom "coop-surplus" "law"
      patronage: "hours"
    2025-12-31 custom "coop-surplus" "law"
      patronage: "equal"
    2026-01-01 custom "coop-surplus" "law"
      patronage: "hours"
    """
    assert rule_of(book.terms, book.year("2024")).date.year == 2024
    assert rule_of(book.terms, book.year("2025")).header.meta["patronage"] == "equal"


def test_a_rule_that_ended_gives_way_to_the_other(book: YearBook) -> None:
    """
    2024-01-01 custom "coop-surplus" "old"
      patronage: "hours"
      until: 2025-06-30
    2025-07-01 custom "coop-surplus" "new"
      patronage: "hours"
    """
    assert rule_of(book.terms, book.year("2025")).name == "new"
    assert rule_of(book.terms, book.year("2024")).name == "old"


def test_two_rules_at_once_are_named_and_one_can_be_chosen(book: YearBook) -> None:
    """
    2024-01-01 custom "coop-surplus" "old"
      patronage: "hours"
    2025-07-01 custom "coop-surplus" "new"
      patronage: "hours"
    """
    with pytest.raises(SeveralSurplusRules) as told:
        rule_of(book.terms, book.year())
    assert "'new' (<string>:3) and 'old' (<string>:1)" in str(told.value)
    assert "until:" in str(told.value)
    assert rule_of(book.terms, book.year(), "old").name == "old"
    with pytest.raises(NoSuchRule, match=r"In force: 'new' and 'old'.*mean 'old'"):
        rule_of(book.terms, book.year(), "odl")


def test_a_year_before_any_rule_says_from_when_there_is_one(book: YearBook) -> None:
    """
    2026-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      until: 2026-12-31
    """
    words = r"31 December 2025. 'law' holds from 2026-01-01 until 2026-12-31"
    with pytest.raises(NoSurplusRule, match=words):
        rule_of(book.terms, book.year())
    with pytest.raises(NoSuchRule, match="It holds from 2026-01-01 until 2026-12-31"):
        rule_of(book.terms, book.year(), "law")


def test_a_book_without_rules_says_what_to_write(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-member" "A" "join"
    """
    with pytest.raises(NoSurplusRule, match="Write one, with coop-surplus"):
        rule_of(book.terms, book.year())
    with pytest.raises(NoSuchRule, match="No rule 'law' is in force"):
        rule_of(book.terms, book.year(), "law")
