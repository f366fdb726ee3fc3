"""Campaigns that several bodies carry: what is whose, by their books."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.support.coalitions import balances
from tests.support.coalitions import usd
from tests.support.coalitions import with_file
from tests.support.coalitions import worked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def doc(federation_doc: Path) -> Path:
    return with_file(federation_doc)


def test_money_held_for_partners_is_a_gift_and_nobodys_income(doc: Path) -> None:
    """The party collects for all, and pays a part of it on.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 2 PART
    2026-01-01 custom "coop-coalition-partner" "homes" "tenants" 1 PART
    --- party
    2026-02-02 * "Collection"
      Assets:Bank          600 USD
      Liabilities:Held    -200 USD
        with: "coop"
        campaign: "homes"
      Liabilities:Held    -100 USD
        with: "tenants"
        campaign: "homes"
      Income:Gifts        -300 USD
        campaign: "homes"
    2026-03-03 * "Passed on"
      with: "coop"
      campaign: "homes"
      Liabilities:Held     150 USD
      Assets:Bank         -150 USD
    2026-03-04 * "Hall"
      Expenses:Campaign     60 USD
        campaign: "homes"
      Assets:Bank          -60 USD
    --- coop
    2026-02-02 * "Our part, held by the party"
      with: "party"
      campaign: "homes"
      Assets:Due           200 USD
      Income:Gifts        -200 USD
    2026-03-05 * "Received"
      with: "party"
      campaign: "homes"
      Assets:Bank          150 USD
      Assets:Due          -150 USD
    """
    found = worked(doc)
    assert found.after.total("given") == Decimal(600)
    assert found.after.total("spent") == Decimal(60)
    assert found.after.held == {
        ("coop", "party"): Decimal(50),
        ("party", "coop"): Decimal(-50),
        ("party", "tenants"): Decimal(-100),
    }
    assert balances(found) == usd(coop="30.00", party="-120.00", tenants="90.00")
    assert found.before.total("given") == Decimal(600)
    assert found.before.passed == {}
    assert [tuple(one) for one in found.payments] == [
        ("party", "coop", Decimal(30)),
        ("party", "tenants", Decimal(90)),
    ]
    assert found.problems == ()


def test_what_is_held_for_all_has_no_partner(doc: Path) -> None:
    """The whole box is held: what came in are gifts, what went out costs.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 0 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" "equal"
    2026-01-01 custom "coop-coalition-partner" "homes" "tenants" "equal"
    --- party
    2026-02-02 * "Collection"
      Assets:Bank          500 USD
      Liabilities:Held    -500 USD
        campaign: "homes"
    2026-02-09 * "Posters"
      Assets:Bank         -101 USD
      Liabilities:Held     101 USD
        campaign: "homes"
    2026-02-10 * "Divided, without any money"
      campaign: "homes"
      Liabilities:Held     100 USD
      Liabilities:Held    -100 USD
        with: "coop"
    --- coop
    """
    found = worked(doc)
    assert found.after.total("given") == Decimal(500)
    assert found.after.total("spent") == Decimal(101)
    assert balances(found) == usd(coop="199.50", party="-399.00", tenants="199.50")


def test_gifts_from_elsewhere_and_between_partners(doc: Path) -> None:
    """What a partner gives another is no gift, what somebody else gives is one.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    --- party
    2026-02-02 * "The coop's contribution"
      Assets:Bank          100 USD
      Income:Gifts        -100 USD
        with: "coop"
        campaign: "homes"
    2026-02-03 * "A friendly union"
      Assets:Bank           40 USD
      Income:Gifts         -40 USD
        with: "tenants"
        campaign: "homes"
    --- coop
    2026-02-02 * "Our contribution"
      Expenses:Campaign    100 USD
        with: "party"
        campaign: "homes"
      Assets:Bank         -100 USD
    """
    found = worked(doc)
    assert found.after.total("given") == Decimal(40)
    assert found.after.total("spent") == Decimal(0)
    assert found.after.passed["coop", "party"].number == Decimal(100)
    assert balances(found) == usd(coop="120.00", party="-120.00")


def test_what_a_partner_sells_is_a_cost(doc: Path) -> None:
    """Bought from a partner, on bill: a cost of who buys, and no gift to who sells.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    --- party
    2026-02-02 * "Bread from the coop"
      Expenses:Campaign     80 USD
        with: "coop"
        campaign: "homes"
      Assets:Bank          -80 USD
    --- coop
    2026-02-02 * "Bread for the party"
      Assets:Bank           80 USD
      Income:Sales         -80 USD
        with: "party"
        campaign: "homes"
    """
    found = worked(doc)
    assert found.after.total("spent") == Decimal(80)
    assert found.after.passed == {}
    assert balances(found) == usd(coop="-40.00", party="40.00")


def test_costs_taken_out_of_partners_money(doc: Path) -> None:
    """The party pays for all at once and takes each part off what it holds.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 2 PART
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 1 PART
    --- party
    2026-02-02 * "Hall"
      Expenses:Campaign     60 USD
        campaign: "homes"
      Liabilities:Held      30 USD
        with: "coop"
        campaign: "homes"
      Assets:Bank          -90 USD
    --- coop
    2026-02-02 * "Our part of the hall"
      Expenses:Campaign     30 USD
        with: "party"
        campaign: "homes"
      Assets:Due           -30 USD
        with: "party"
        campaign: "homes"
    """
    found = worked(doc)
    assert found.after.total("spent", "party") == Decimal(90)
    assert found.after.total("spent", "coop") == Decimal(0)
    assert found.after.passed == {}
    assert balances(found) == usd(coop="-30.00", party="30.00")
