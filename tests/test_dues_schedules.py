from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.dues.rules.schedules import read_schedule
from coopbooks.dues.terms import read_terms
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import said

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_the_schedule_that_says_most_closely_for_whom_it_is(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "all" "flat"
      amount: 10 USD
    2026-01-01 custom "coop-dues" "retired" "flat"
      class: "retired"
      amount: 5 USD
    2026-01-01 custom "coop-dues" "retired-at-plant" "flat"
      class: "retired"
      workplace: "plant, depot"
      amount: 4 USD
    2026-01-01 custom "coop-dues" "special" "flat"
      class: "nobody"
      amount: 3 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "retired"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "retired"
      workplace: "depot"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "retired"
    2026-02-01 custom "coop-member-dues" "M-0004" "by" "special"
    2026-03-01 custom "coop-member-dues" "M-0004" "ends" "by"
    2026-02-10 custom "coop-member" "M-0001" "change"
      class: "retired"
    """
    months = [owed(load_doc.entries, f"2026-0{month}") for month in (1, 2, 3)]
    assert [list(month.values()) for month in months] == [
        ["10.00 USD", "5.00 USD", "4.00 USD", "5.00 USD"],
        ["10.00 USD", "5.00 USD", "4.00 USD", "3.00 USD"],
        ["5.00 USD", "5.00 USD", "4.00 USD", "5.00 USD"],
    ]


def test_a_later_schedule_replaces_the_whole_and_an_end_is_told(
    load_doc: Loaded,
) -> None:
    """
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-dues" "x" "flat"
      amount: 10 USD
      minimum: 12 USD
    2026-01-01 custom "coop-dues" "x" "flat"
      amount: 11 USD
      until: 2026-02-28
    2025-01-01 custom "coop-member" "M-0001" "join"
    """
    assert owed(load_doc.entries, "2025-12") == {"M-0001": "12.00 USD"}
    assert owed(load_doc.entries, "2026-02") == {"M-0001": "11.00 USD"}
    assert owed(load_doc.entries, "2024-12") == {}
    march = charges_of(load_doc.entries, "2026-03")
    assert march.charges == ()
    assert said(march.problems) == [
        (
            "6 coop-dues: 'x' ended on 2026-02-28, and no coop-dues holds "
            "on 2026-03-01: nobody is charged. Write the next."
        )
    ]


def test_all_measures_of_a_schedule_are_found(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "x" "by-band"
      measure: "pay"
      at-least-of: "guaranteed"
      multiplied-by: "days"
      share: "hours"
      full-share: 40 HOUR
      columns: "dependants"
      plus: 1 HOUR
    2026-01-01 custom "coop-dues-band" "x" "from" 0 USD
      for-0: 1 USD
    2026-01-01 custom "coop-dues-less" "x" "children" "from" 0 CHILD "less" 1 USD
    2026-01-01 custom "coop-dues-work" "x" "work" 1 HOUR "counts" 10 USD
    2026-01-01 custom "coop-dues" "flat" "flat"
      amount: 8 USD
    """
    flat, banded = map(read_schedule, read_terms(load_doc.entries).schedules)
    assert flat.measures == frozenset()
    assert banded.measures == {
        *("pay", "guaranteed", "days", "hours", "dependants"),
        *("hourly-pay", "children", "work"),
    }
    assert (flat.currency, banded.currency) == ("USD", "USD")
