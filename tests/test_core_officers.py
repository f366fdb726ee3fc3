from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.core.officers import in_office
from coopbooks.core.officers import read_officers
from tests.support.terms import told

if TYPE_CHECKING:
    from coopbooks.core.officers import Term
    from tests.support.ledgers import Loaded


def treasurers(terms: list[Term], *days: str) -> list[list[str]]:
    """Who is treasurer on each of some days."""
    dates = [datetime.date.fromisoformat(text) for text in days]
    return [in_office(terms, "treasurer", date) for date in dates]


def test_a_term_is_open_until_it_is_ended(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
    2026-03-15 custom "coop-officer" "M-0007" "treasurer" "ends"
    """
    terms, errors = read_officers(load_doc.entries)
    assert not errors
    assert treasurers(terms, "2025-12-31", "2026-01-01") == [[], ["M-0007"]]
    assert treasurers(terms, "2026-03-14", "2026-03-15") == [["M-0007"], []]


def test_until_is_the_last_day(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
      until: 2027-12-31
      decision: "2025-11/1"
    """
    terms, errors = read_officers(load_doc.entries)
    assert not errors
    assert treasurers(terms, "2027-12-31", "2028-01-01") == [["M-0007"], []]


def test_a_term_may_be_ended_before_its_last_day(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
      until: 2027-12-31
    2026-03-15 custom "coop-officer" "M-0007" "treasurer" "ends"
    2026-06-01 custom "coop-officer" "M-0007" "treasurer"
    """
    terms, errors = read_officers(load_doc.entries)
    assert not errors
    days = treasurers(terms, "2026-03-14", "2026-04-01", "2026-06-01")
    assert days == [["M-0007"], [], ["M-0007"]]


def test_an_office_may_have_several_holders(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0009" "treasurer"
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
    2026-01-01 custom "coop-officer" "M-0007" "delegate"
    2026-02-01 custom "coop-officer" "M-0009" "treasurer" "ends"
    """
    terms, errors = read_officers(load_doc.entries)
    assert not errors
    assert treasurers(terms, "2026-01-31", "2026-02-01") == [
        ["M-0007", "M-0009"],
        ["M-0007"],
    ]


def test_an_end_without_a_term(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
    2026-02-01 custom "coop-officer" "M-0008" "treasurer" "ends"
    2026-03-01 custom "coop-officer" "M-0007" "tresurer" "ends"
    2026-04-01 custom "coop-officer" "M-0007" "treasurer" "ends"
    2026-05-01 custom "coop-officer" "M-0007" "treasurer" "ends"
    """
    terms, errors = read_officers(load_doc.entries)
    assert treasurers(terms, "2026-03-31", "2026-04-01") == [["M-0007"], []]
    assert told(errors) == [
        (
            "main.beancount:2 coop-officer: 'M-0008' does not hold the office "
            "'treasurer' on 2026-02-01."
        ),
        (
            "main.beancount:3 coop-officer: 'M-0007' does not hold the office "
            "'tresurer' on 2026-03-01. Did you mean 'treasurer'?"
        ),
        (
            "main.beancount:5 coop-officer: 'M-0007' does not hold the office "
            "'treasurer' on 2026-05-01."
        ),
    ]


def test_a_term_that_ends_before_it_begins(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer"
      until: 2025-12-31
    """
    terms, errors = read_officers(load_doc.entries)
    assert not terms
    assert told(errors) == [
        (
            "main.beancount:1 coop-officer: 'M-0007' ends on 2025-12-31, before it "
            "begins."
        )
    ]


def test_the_third_word_can_only_end(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-officer" "M-0007" "treasurer" "end"
    """
    terms, (error,) = read_officers(load_doc.entries)
    assert not terms
    assert "Did you mean 'ends'?" in error.message
