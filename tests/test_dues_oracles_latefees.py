"""Late fees and coming back by a published rule, written as a ledger."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.latefees import late_fees
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import posted

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_d9_late_fees_and_what_it_takes_to_return(load_doc: Loaded) -> None:
    """
    ; Rule: Teamsters 206. Dues 50, 5 for each month late, 125 for coming back.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 open Income:Fees USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-dues" "without" "flat"
      class: "without"
      amount: 50.00 USD
    2026-01-01 custom "coop-dues-fee" "without" "late" 5.00 USD
      to: Income:Fees
    2026-01-01 custom "coop-dues-fee" "without" "reinstatement" 125.00 USD
    2026-01-01 custom "coop-dues-standing" "without" "at-least" 3 PERIOD "suspended"
    2026-01-01 custom "coop-dues" "with" "flat"
      class: "with"
      amount: 50.00 USD
    2026-01-01 custom "coop-dues-fee" "with" "late" 5.00 USD
    2026-01-01 custom "coop-dues-fee" "with" "reinstatement" 125.00 USD
      with-late-fees: TRUE
    2026-01-01 custom "coop-dues-standing" "with" "at-least" 3 PERIOD "suspended"
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "without"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "with"
    """
    entries = list(load_doc.entries)
    owed: dict[str, list[object]] = {"M-0001": [], "M-0002": []}
    for name in ("2026-01", "2026-02", "2026-03", "2026-04"):
        period = parse_period(name)
        terms = read_terms(entries)
        entries += posted(expected(terms, entries, period))
        fees = late_fees(terms, entries, period)
        assert fees.problems == ()
        entries += posted(fees)
        # Charging a month again finds the same fees: none comes twice.
        assert late_fees(terms, entries, period) == fees
        for member, found in standings(terms, entries, period.last).items():
            late = total_of(one.open for one in found.open if one.about == "late")
            owed[member].append((str(late), str(found.owed), found.state))
            if name == "2026-03":
                want = {"M-0001": Decimal(275), "M-0002": Decimal(290)}
                assert found.restores == want[member]
    assert (
        owed["M-0001"]
        == owed["M-0002"]
        == [
            ("5.00", "55.00", "good"),
            ("10.00", "110.00", "good"),
            ("15.00", "165.00", "suspended"),
            ("20.00", "220.00", "suspended"),
        ]
    )
    march = standings(read_terms(entries), entries, datetime.date(2026, 3, 31))
    assert march["M-0001"].since == datetime.date(2026, 3, 31)
    assert march["M-0002"].restores_words == (
        "150.00 USD for dues, 125.00 USD for the fee for coming back and "
        "15.00 USD for late fees"
    )
