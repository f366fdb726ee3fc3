"""What is pledged besides dues leaves the dues owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_who_pledges_more_on_top_goes_on_owing_dues(load_doc: Loaded) -> None:
    """
    ; Dues of 25.00, less 50 percent for one; and a pledge to the hall of 5.00, where
    ; one member promises 12.00 and one nothing of their own.
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-decision" "2026-01/1" "Hardship"
      body: "general meeting"
    2026-01-01 custom "coop-dues" "members" "flat"
      amount: 25 USD
    2026-01-01 custom "coop-dues" "levy" "flat"
      besides: TRUE
      amount: 2 USD
    2026-01-01 custom "coop-dues" "hall" "flat"
      besides: TRUE
      pledged: TRUE
      amount: 5 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member-dues" "M-0001" "pledges" 12 USD
    2026-01-01 custom "coop-member-dues" "M-0001" "less" 50 PERCENT
      until: 2026-12-31
      decision: "2026-01/1"
    2026-01-01 custom "coop-member" "M-0002" "join"
    """
    charges = charges_of(load_doc.entries, "2026-03").charges
    assert [
        (one.member, one.schedule, str(one.number), one.pledged) for one in charges
    ] == [
        ("M-0001", "hall", "12.00", True),
        ("M-0001", "levy", "2.00", False),
        ("M-0001", "members", "12.50", False),
        ("M-0002", "hall", "5.00", True),
        ("M-0002", "levy", "2.00", False),
        ("M-0002", "members", "25.00", False),
    ]


def test_without_a_pledged_schedule_a_pledge_stands_for_the_dues(
    load_doc: Loaded,
) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "members" "flat"
      amount: 25 USD
    2026-01-01 custom "coop-dues" "levy" "flat"
      besides: TRUE
      amount: 2 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member-dues" "M-0001" "pledges" 12 USD
    """
    assert owed(load_doc.entries, "2026-03") == {"M-0001": "2.00 USD, 12.00 USD"}
