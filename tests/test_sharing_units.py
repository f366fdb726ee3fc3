"""What an agreement says in a currency or unit in which it cannot hold, is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_units_that_do_not_fit_are_told(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.all"
    2025-12-31 commodity PAY
      measure: TRUE
    2026-01-01 custom "coop-agreement" "hours" "hours"
      from: "builders"
      to: "fund"
    2026-01-01 custom "coop-agreement-band" "hours" "from" 0 HOUR "at" 5 PERCENT
    2026-01-01 custom "coop-agreement" "pay" "accounts"
      from: "builders"
      to: "fund"
    2026-01-01 custom "coop-agreement-band" "pay" "from" 0 PAY "at" 5 PERCENT
    2026-01-01 custom "coop-agreement" "sales" "sales"
      from: "builders"
      to: "fund"
      exempt: 10 EUR
      minimum: 20 EUR
      currency: "CHF"
    2026-01-01 custom "coop-agreement-band" "sales" "from" 0 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-part" "sales" "office" 30 USD
    2026-01-01 custom "coop-agreement-part" "sales" "north" 2 PART
    2026-01-01 custom "coop-agreement-part" "sales" "south" "rest"
    2026-01-01 custom "coop-agreement" "heads" "headcount"
      from: "party"
      to: "chapter"
      each: 12 USD
      maximum: 100 EUR
    2026-01-01 custom "coop-agreement-band" "heads" "from" 0 MEMBER "at" 5 PERCENT
    """
    messages = [error.message for error in load_doc.errors]
    for words in (
        "5 PERCENT of so many HOUR is of what?",
        "5 PERCENT of so many PAY is of what?",
        "exempt: 10 EUR; what counts is in USD.",
        "minimum: 20 EUR; the share is in USD.",
        "30 USD; the share is in CHF.",
        "gets nothing, since another part is the rest.",
        "maximum: 100 EUR; the share is in USD.",
    ):
        assert [words in one for one in messages].count(True) == 1, (words, messages)
