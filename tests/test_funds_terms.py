from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.funds.terms import funds_on
from coopbooks.funds.terms import read_campaigns
from coopbooks.funds.terms import read_funds

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_funds_as_they_stood_on_a_day(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      decision: "2025-11/2"
    2026-01-01 custom "coop-fund" "roof" "restricted"
      purpose: "the roof"
      giver: "Friends of the Port"
      until: 2026-06-30
    2026-01-01 custom "coop-fund" "political" "restricted"
      purpose: "political work"
      authority: "opt-ins of members, by law"
    2026-07-01 custom "coop-fund" "roof" "set-aside"
      purpose: "repairs of the hall"
      decision: "2026-06/1"
    """
    funds, errors = read_funds(load_doc.entries)
    assert errors == []
    june = funds_on(funds, datetime.date(2026, 6, 30))
    assert sorted(june) == ["political", "roof", "strike"]
    roof = june["roof"]
    assert roof.is_restricted
    assert (roof.purpose, roof.giver) == ("the roof", "Friends of the Port")
    assert roof.until == datetime.date(2026, 6, 30)
    assert june["political"].authority
    july = funds_on(funds, datetime.date(2026, 7, 1))["roof"]
    assert not july.is_restricted
    assert (july.decision, july.until) == ("2026-06/1", None)
    assert funds_on(funds, datetime.date(2025, 12, 31)) == {}


def test_campaigns(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-campaign" "homes-first" "Homes First"
      works-for: "point 4: homes for people, not for profit"
      until: 2026-12-31
    2026-01-01 custom "coop-campaign" "old" "Old"
      works-for: "point 5"
      until: 2025-12-31
    2026-01-01 custom "coop-campaign" "homes-first" "Homes First"
      works-for: "point 4"
    """
    (campaign,), errors = read_campaigns(load_doc.entries)
    assert campaign.works_for == "point 4: homes for people, not for profit"
    assert campaign.title == "Homes First"
    assert [error.message for error in errors] == [
        "coop-campaign: 'old' ends on 2025-12-31, before it begins.",
        (
            "coop-campaign: 'homes-first' was said before for 2026-01-01, at "
            "main.beancount:1."
        ),
    ]
