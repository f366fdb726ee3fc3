"""What is gathered of a body's decisions, and of what it has to decide."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.federation.reading.gathering import figures_of
from coopbooks.federation.reading.lives import Pending

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.federation.reading.figures import Figures


def gathered(book: Book, period: str = "2026-03") -> Figures:
    assert book.errors == []
    return figures_of(book, parse_period(period))


def test_what_was_decided_and_spent_names_nobody(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "support-given" Expenses:Help
    2025-01-01 custom "coop-member" "M-0042" "join"
    2026-01-10 custom "coop-decision" "2026-01/1" "A printer"
      body: "committee"
      for: 5
      against: 1
      limit: 900.00 USD
    2026-02-10 custom "coop-decision" "2026-02/1" "Not used in March"
      body: "committee"
    2026-03-10 custom "coop-decision" "2026-03/1" "Help for (M-0042), as asked"
      body: "committee"
      limit: 400.00 USD
    2026-02-01 * "Printer, first part"
      decision: "2026-01/1"
      Expenses:Office      100.00 USD
      Assets:Bank
    2026-03-01 * "Printer, second part"
      decision: "2026-01/1"
      Expenses:Office      250.00 USD
      Assets:Bank
    2026-03-11 * "Help"
      decision: "2026-03/1"
      Expenses:Help        150.00 USD
        member: "M-0042"
      Assets:Bank
    2026-04-11 * "Printer, third part"
      decision: "2026-01/1"
      Expenses:Office       50.00 USD
      Assets:Bank
    """
    first, second = gathered(book_doc).life.decisions
    assert (first.id, first.paid, first.used) == (
        "2026-01/1",
        Decimal("250.00"),
        Decimal("350.00"),
    )
    assert first.votes == (Decimal(5), Decimal(1), None)
    assert (first.limit, first.people) == (Decimal("900.00"), 0)
    assert second.title == "Help for (a member), as asked"
    assert (second.paid, second.people) == (Decimal("150.00"), 1)


def test_who_was_granted_help_counts_before_it_is_paid(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2025-01-01 custom "coop-decision" "2025-01/1" "A fund"
      body: "general meeting"
    2025-01-01 custom "coop-fund" "hardship" "set-aside"
      purpose: "help"
      decision: "2025-01/1"
    2025-01-01 custom "coop-member" "M-0042" "join"
    2025-01-01 custom "coop-benefit" "help" "hardship"
      fund: "hardship"
      decided-by: "people"
      people: 2
    2026-03-01 custom "coop-request" "2026-03-a" "help" 400.00 USD
      member: "M-0042"
    2026-03-05 custom "coop-decision" "2026-03/1" "Help for one member"
      body: "committee"
      limit: 400.00 USD
    2026-03-05 custom "coop-request-decided" "2026-03-a" "granted"
      limit: 400.00 USD
      decision: "2026-03/1"
    2026-03-20 custom "coop-request" "2026-03-b" "help" 700.00 USD
      member: "M-0043"
    2026-03-21 custom "coop-request" "2026-03-c" "help" 300.00 USD
      body: "dockers"
    2026-04-02 custom "coop-request" "2026-04-a" "help" 100.00 USD
      member: "M-0044"
    """
    found = gathered(book_doc).life
    assert [one.people for one in found.decisions] == [1]
    body, members = found.pending
    assert (body.kind, body.body, body.number) == ("request", "dockers", Decimal(300))
    # Of members' requests only how many: no amount, no day, no id.
    assert members == Pending("requests", "help", "", None, "", None, 1)


def test_what_comes_to_its_end(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
      fiscal-year-end: "06-30"
    2025-01-01 custom "coop-body" "party" "party"
    2025-01-01 custom "coop-agreement" "ends" "fixed"
      from: "local"
      to: "party"
      count: "quarter"
      amount: 50.00 USD
      until: 2026-06-30
    2025-01-01 custom "coop-agreement" "goes-on" "fixed"
      from: "local"
      to: "party"
      count: "quarter"
      amount: 50.00 USD
      until: 2026-04-30
    2026-05-01 custom "coop-agreement" "goes-on" "fixed"
      from: "local"
      to: "party"
      count: "quarter"
      amount: 60.00 USD
    2025-01-01 custom "coop-agreement" "later" "fixed"
      from: "local"
      to: "party"
      count: "quarter"
      amount: 50.00 USD
      until: 2026-07-01
    2025-01-01 custom "coop-officer" "M-0001" "treasurer"
      until: 2026-05-31
    2025-01-01 custom "coop-officer" "M-0002" "chair"
      until: 2026-05-31
    2026-06-01 custom "coop-officer" "M-0002" "chair"
    2025-01-01 custom "coop-campaign" "homes" "Homes First"
      works-for: "point 4"
      until: 2026-04-30
    2025-07-01 custom "budget" Expenses:Rent "yearly" 100.00 USD
    """
    found = [one[:4] for one in gathered(book_doc).life.pending]
    day = datetime.date
    assert found == [
        ("budget", "", "", day(2026, 7, 1)),
        ("agreement", "ends", "party", day(2026, 6, 30)),
        ("office", "treasurer", "", day(2026, 5, 31)),
        ("campaign", "Homes First", "", day(2026, 4, 30)),
    ]
    assert [one.kind for one in gathered(book_doc, "2026-02").life.pending] == [
        "office",
        "campaign",
    ]
