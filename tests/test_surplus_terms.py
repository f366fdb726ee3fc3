from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.terms import read_surplus_rules

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_laws_and_bylaws_as_steps(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-surplus" "spain"
      patronage: "hours"
      authority: "Ley 27/1999 art. 57-59"
    2026-01-01 custom "coop-surplus-step" "spain" 10 "earlier-losses" "all" "of" "members-work"
    2026-01-01 custom "coop-surplus-step" "spain" 20 "reserve" 20 PERCENT "of" "left-after" 10
      to: Equity:Reserve:Mandatory
    2026-01-01 custom "coop-surplus-step" "spain" 30 "education" 5 PERCENT "of" "left-after" 10
      to: Liabilities:Funds:Education
    2026-01-01 custom "coop-surplus" "scop"
    2026-01-01 custom "coop-surplus-step" "scop" 10 "legal reserve" 15 PERCENT "of" "surplus"
      to: Equity:Reserve:Collective
      until: "highest-capital"
    2026-01-01 custom "coop-surplus" "quebec"
    2026-01-01 custom "coop-surplus-step" "quebec" 10 "reserve" 10 PERCENT "of" "surplus"
      while: "equity-to-debts"
      below: 40 PERCENT
      to: Equity:Reserve:Collective
    2026-01-01 custom "coop-surplus" "colab"
    2026-01-01 custom "coop-surplus-step" "colab" 90 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 20 PERCENT
    2026-01-01 custom "coop-surplus" "hypha"
      patronage: "hours"
      minimum: 16 HOUR
    2026-01-01 custom "coop-surplus-step" "hypha" 20 "members" "rest" "of" "left"
    2026-01-01 custom "coop-surplus-step" "hypha" 10 "reserve" 80 PERCENT "of" "surplus"
    """  # noqa: E501 - as people write it
    assert load_doc.errors == []
    groups, errors = read_surplus_rules(load_doc.entries)
    assert errors == []
    spain = next(group for group in groups if group.name == "spain")
    reserve = spain.lines[1]
    assert reserve.values["for"] == "reserve"
    assert reserve.values["part"].currency == "PERCENT"
    assert reserve.values["after"] == 10
    assert reserve.meta["to"] == "Equity:Reserve:Mandatory"
