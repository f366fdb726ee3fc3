"""Standing and late fees by published rules, each written as a ledger."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.dues.standing import standings
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.dues.standing import Standing
    from tests.support.ledgers import Loaded


def on(
    load_doc: Loaded, day: str, member: str = "M-0001", known: str | None = None
) -> Standing:
    assert load_doc.errors == []
    told = datetime.date.fromisoformat(known) if known else None
    terms = read_terms(load_doc.entries, known=told)
    date = datetime.date.fromisoformat(day)
    return standings(terms, load_doc.entries, date, told)[member]


def shown(found: Standing) -> list[tuple[str, str]]:
    return [(one.period, str(one.open)) for one in found.open]


def test_d8_oldest_first_and_the_sixty_day_edge(load_doc: Loaded) -> None:
    """
    ; Made for this test: 30.00 due on the 1st, 75.00 paid on 10 April.
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-dues" "more" "flat"
      class: "more"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-standing" "more" "more-than" 60 DAY
    2026-01-01 custom "coop-dues" "least" "flat"
      class: "least"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-standing" "least" "at-least" 60 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "more"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "least"

    2026-01-01 * "Dues charged"
      period: "2026-01"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-02-01 * "Dues charged"
      period: "2026-02"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-03-01 * "Dues charged"
      period: "2026-03"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-04-01 * "Dues charged"
      period: "2026-04"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues   30.00 USD
        member: "M-0002"
      Income:Dues             -60.00 USD
    2026-04-10 * "Paid"
      Assets:Bank             150.00 USD
      Assets:Receivable:Dues  -75.00 USD
        member: "M-0001"
      Assets:Receivable:Dues  -75.00 USD
        member: "M-0002"
    """
    more, least = on(load_doc, "2026-04-30"), on(load_doc, "2026-04-30", "M-0002")
    assert shown(more) == [("2026-03", "15.00"), ("2026-04", "30.00")]
    assert [one.days for one in more.open] == [60, 29]
    assert more.owed == more.overdue == Decimal("45.00")
    assert (more.state, more.since, more.restores) == ("good", None, None)
    assert (least.state, least.since) == ("behind", datetime.date(2026, 4, 30))
    assert least.rule_words == "behind when dues are unpaid for at least 60 days"
    assert least.rule is not None
    assert least.rule["lineno"] == 17
    assert (least.restores, least.restores_words) == (
        Decimal("45.00"),
        "45.00 USD for dues",
    )
    later = on(load_doc, "2026-05-01")
    assert (later.state, later.since) == ("behind", datetime.date(2026, 5, 1))
    # Before the payment came both were behind: January was due on the 1st.
    before = on(load_doc, "2026-04-09")
    assert (before.state, before.since) == ("behind", datetime.date(2026, 3, 3))
