"""Who agreed to pay tax on what is kept for them, and for which years it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.fiscalyear import FiscalYearEnd
from coopbooks.core.periods import parse_period
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.periods import Period
    from tests.support.ledgers import Loaded


def how(loaded: Loaded, name: str) -> dict[str, str]:
    """How each agreed for a year, where the book's fiscal year is the calendar's."""
    return of(loaded, parse_period(name))


def of(loaded: Loaded, year: Period) -> dict[str, str]:
    assert loaded.errors == []
    terms = read_terms(loaded.entries)
    rule = terms.rules[-1] if terms.rules else None
    return {one.member: one.how for one in consents(terms, rule, year).values()}


def test_bylaws_hold_for_every_member_as_long_as_they_belong(load_doc: Loaded) -> None:
    """
    2024-01-01 custom "coop-surplus" "ours"
      consent: "bylaws"
    2024-01-01 custom "coop-member" "M-0001" "join"
    2025-12-31 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2023-01-01 custom "coop-member" "M-0004" "join"
    2024-12-31 custom "coop-member" "M-0004" "leave"
    2023-01-01 custom "coop-member" "M-0005" "join"
    2025-06-30 custom "coop-member" "M-0005" "leave"
    """
    everybody = {"M-0001": "bylaws", "M-0002": "bylaws", "M-0005": "bylaws"}
    assert how(load_doc, "2025") == everybody


def test_a_written_consent_holds_for_the_whole_year_and_later(
    load_doc: Loaded,
) -> None:
    """
    2025-12-31 custom "coop-consent" "M-0001" "written"
    2026-01-01 custom "coop-consent" "M-0002" "written"
    """
    assert how(load_doc, "2024") == {}
    assert how(load_doc, "2025") == {"M-0001": "written"}
    assert how(load_doc, "2027") == {"M-0001": "written", "M-0002": "written"}


def test_taken_back_it_holds_to_the_end_of_that_year(load_doc: Loaded) -> None:
    """
    2024-03-01 custom "coop-consent" "M-0001" "written"
    2025-03-01 custom "coop-consent" "M-0001" "ends"
    2024-03-01 custom "coop-consent" "M-0002" "bylaws"
    2025-03-01 custom "coop-consent" "M-0002" "ends"
    2027-03-01 custom "coop-consent" "M-0001" "written"
    """
    assert how(load_doc, "2024") == {"M-0001": "written", "M-0002": "bylaws"}
    assert how(load_doc, "2025") == {"M-0001": "written"}
    assert how(load_doc, "2026") == {}
    assert how(load_doc, "2027") == {"M-0001": "written"}


def test_a_check_agrees_for_one_year_if_cashed_in_time(load_doc: Loaded) -> None:
    """
    2026-12-14 custom "coop-consent" "M-0001" "check"
    2026-12-15 custom "coop-consent" "M-0002" "check"
    2025-11-20 custom "coop-consent" "M-0003" "check"
      period: "2025"
    2026-04-01 custom "coop-consent" "M-0004" "check"
      period: "2024"
    2026-04-02 custom "coop-consent" "M-0001" "ends"
    """
    assert how(load_doc, "2025") == {"M-0001": "check", "M-0003": "check"}
    assert how(load_doc, "2024") == {}
    assert how(load_doc, "2026") == {}


def test_a_fiscal_year_has_two_names(load_doc: Loaded) -> None:
    """
    2024-01-01 custom "coop-entity" "ours" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "06-30"
    2026-04-01 custom "coop-consent" "M-0001" "check"
      period: "FY2025"
    2025-07-01 custom "coop-consent" "M-0002" "written"
    """
    june = FiscalYearEnd(6, 30)
    assert of(load_doc, parse_period("FY2025", june)) == {"M-0001": "check"}
    by_days = parse_period("2024-07-01..2025-06-30", june)
    assert of(load_doc, by_days) == {"M-0001": "check"}


def test_who_is_named_may_have_agreed_otherwise(load_doc: Loaded) -> None:
    """
    2024-01-01 custom "coop-surplus" "ours"
      consent: "bylaws"
    2024-01-01 custom "coop-member" "M-0001" "join"
    2024-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-consent" "M-0001" "written"
    2025-06-01 custom "coop-consent" "M-0002" "ends"
    """
    assert how(load_doc, "2025") == {"M-0001": "written"}
