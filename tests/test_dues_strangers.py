from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

TODAY, OPEN = datetime.date(2026, 4, 1), datetime.date(1970, 1, 1)


def told(found: Loaded, period: str) -> list[str]:
    terms = read_terms(found.entries)
    run = charge(terms, found.entries, parse_period(period), TODAY, OPEN)
    return [f"{one.source['lineno']} {one.message}" for one in run.problems]


def test_a_payment_of_one_who_left_and_owes_nothing(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Dues
    2025-01-01 open Income:Dues
    2025-01-01 open Liabilities:Ahead
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2025-01-01 custom "coop-account" "dues-prepaid" Liabilities:Ahead
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-12-31 custom "coop-member" "M-0001" "leave"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-12-31 custom "coop-member" "M-0002" "leave"
    2025-12-01 * "Dues"
      Assets:Dues    30.00 USD
        member: "M-0002"
      Income:Dues   -30.00 USD
    2026-03-09 * "Nothing is owed"
      Assets:Bank    30.00 USD
      Assets:Dues   -30.00 USD
        member: "M-0001"
    2026-03-09 * "What was owed still"
      Assets:Bank    30.00 USD
      Assets:Dues   -30.00 USD
        member: "M-0002"
    2026-03-10 * "Nobody knows who it is"
      Assets:Bank    5.00 USD
      Assets:Dues   -5.00 USD
        member: "M-0009"
    """
    assert told(load_doc, "2026-02") == []
    first, second = told(load_doc, "2026-03")
    assert first == (
        "17 M-0001 left on 2025-12-31, and 30.00 USD came in for them that nobody owes."
        " Ask whose it is, or give it back."
    )
    assert second.startswith("25 M-0009 never joined, and 5.00 USD came in")


def test_what_is_still_owed_is_no_part_of_what_nobody_owes(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Dues
    2025-01-01 open Income:Dues
    2025-01-01 open Liabilities:Ahead
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-account" "dues-prepaid" Liabilities:Ahead
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-12-31 custom "coop-member" "M-0001" "leave"
    2025-12-01 * "Dues"
      Assets:Dues    40.00 USD
        member: "M-0001"
      Income:Dues   -40.00 USD
    2026-03-09 * "Too much"
      Assets:Bank    100.00 USD
      Assets:Dues   -100.00 USD
        member: "M-0001"
    2026-03-10 * "Once more"
      Assets:Bank    10.00 USD
      Assets:Dues   -10.00 USD
        member: "M-0001"
    """
    first, second = told(load_doc, "2026-03")
    assert first.startswith("15 M-0001 left on 2025-12-31, and 60.00 USD came in")
    assert second.startswith("19 M-0001 left on 2025-12-31, and 10.00 USD came in")


def test_a_payment_that_names_nobody_is_told_of(load_doc: Loaded) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Dues
    2025-01-01 open Income:Dues
    2025-01-01 open Liabilities:Unapplied
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2025-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2026-03-09 * "Whose is it?"
      Assets:Bank    30.00 USD
      Assets:Dues   -30.00 USD
    2026-03-09 * "It waits"
      Assets:Bank              5.00 USD
      Liabilities:Unapplied   -5.00 USD
    2026-03-09 * "Owed by nobody in particular"
      Assets:Dues     7.00 USD
      Income:Dues    -7.00 USD
    """
    assert told(load_doc, "2026-02") == []
    (only,) = told(load_doc, "2026-03")
    assert only == (
        "11 -30.00 USD on Assets:Dues names no member. Say whose dues these are with "
        "member:, or let it wait on an account with the role dues-unapplied."
    )


def test_by_cash_the_month_that_is_paid_says_it(load_doc: Loaded) -> None:
    """
    2025-01-01 custom "coop-entity" "union" "union"
      basis: "cash"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Dues
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-member" "M-0001" "join"
    2026-01-15 custom "coop-member" "M-0001" "leave"
    2026-03-09 * "For January, and for March"
      Assets:Bank    60.00 USD
      Income:Dues   -30.00 USD
        member: "M-0001"
        period: "2026-01"
      Income:Dues   -30.00 USD
        member: "M-0001"
        period: "2026-03"
    """
    (only,) = told(load_doc, "2026-03")
    assert only.startswith("9 M-0001 left on 2026-01-15, and 30.00 USD came in")
