"""A decision is used from the day on which it was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.rules import open_in

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_a_decision_is_not_used_before_it_was_taken(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-02-05 * "Before the period"
      decision: "2026-03/1"
      Expenses:Travel       60.00 USD
      Assets:Bank          -60.00 USD
    2026-03-05 * "Before its decision"
      decision: "2026-03/1"
      Expenses:Travel       61.00 USD
        decision: "2026-03/1"
      Assets:Bank          -61.00 USD
    2026-03-06 * "One of two before it"
      Expenses:Travel       62.00 USD
        decision: "2026-03/1"
      Expenses:Travel       63.00 USD
        decision: "2026-03/0"
      Assets:Bank         -125.00 USD
    2026-03-06 custom "coop-decision" "2026-03/0" "Fares"
      body: "the officers"
    2026-03-10 custom "coop-decision" "2026-03/1" "Fares"
      body: "general meeting"
    2026-03-10 * "On the day"
      decision: "2026-03/1"
      Expenses:Travel       64.00 USD
      Assets:Bank          -64.00 USD
    2026-03-12 * "A decision that is not in the book"
      decision: "2026-03/9"
      Expenses:Travel       65.00 USD
      Assets:Bank          -65.00 USD
    """
    head = "before-decision | Decision 2026-03/1 was taken on 10 March 2026, after its"
    assert open_in(book_doc) == [
        f"{head} use: Before its decision, 5 March 2026",
        f"{head} use: One of two before it, 6 March 2026",
    ]
