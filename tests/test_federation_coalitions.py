"""Campaigns that several bodies carry: what is whose, from books and from letters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import evaluate
from coopbooks.federation.coalitions.tables import coalition_tables
from coopbooks.federation.coalitions.terms import NoCoalition
from tests.support.coalitions import balances
from tests.support.coalitions import with_file
from tests.support.coalitions import worked

if TYPE_CHECKING:
    from pathlib import Path


def usd(**numbers: str) -> dict[str, Decimal]:
    return {name: Decimal(number) for name, number in numbers.items()}


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


def test_books_that_differ_are_told(doc: Path) -> None:
    """As far as both say it, it counts.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    --- party
    2026-02-02 * "Collection"
      Assets:Bank          100 USD
      Liabilities:Held     -50 USD
        with: "coop"
        campaign: "homes"
      Income:Gifts         -50 USD
        campaign: "homes"
    2026-03-31 * "Passed on"
      Liabilities:Held      50 USD
        with: "coop"
        campaign: "homes"
      Assets:Bank          -50 USD
    --- coop
    2026-02-02 * "Our part, held by the party"
      with: "party"
      campaign: "homes"
      Assets:Due            40 USD
      Income:Gifts         -40 USD
    """
    found = worked(doc)
    passed, held = found.problems
    assert passed.startswith("party says that it paid coop 50.00 USD in all, coop that")
    assert held == "party's book holds 0 USD for coop, whose own book says 40.00."
    assert balances(found) == usd(coop="50.00", party="-50.00")


def test_reports_of_who_keeps_no_book_here(doc: Path) -> None:
    """Letters count like a book; a payment that a book has needs no letter.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 3 PART
    2026-01-01 custom "coop-coalition-partner" "homes" "tenants" 1 PART
      gifts: 3 PART
    2026-02-01 custom "coop-coalition-reported" "homes" "tenants" "spent" 40.00 USD
      because: "paper"
    2026-03-01 custom "coop-coalition-reported" "homes" "tenants" "was-given" 10 EUR
      because: "a visitor"
    2026-03-02 custom "coop-coalition-reported" "homes" "tenants" "paid" 5.00 USD
      to: "party"
      document: "letter.pdf"
    2026-02-15 price EUR 1.20 USD
    2026-03-15 price EUR 9.00 USD
    --- party
    2026-03-02 * "From the tenants"
      Assets:Bank            5 USD
      Assets:Due            -5 USD
        with: "tenants"
        campaign: "homes"
    2026-03-03 * "To the tenants"
      Assets:Due            20 USD
        with: "tenants"
        campaign: "homes"
      Assets:Bank          -20 USD
    --- coop
    """
    found = worked(doc)
    assert found.after.total("given") == Decimal("12.00")
    assert found.after.passed["tenants", "party"].number == Decimal(5)
    assert found.after.passed["party", "tenants"].number == Decimal(20)
    # 6.00 of the gifts less 10.00 of the costs, and 12.00 - 40.00 - 5.00 + 20.00 there.
    assert balances(found) == usd(party="-9.00", tenants="9.00")
    assert found.problems == ()


def test_a_later_agreement_counts_from_its_day_on(doc: Path) -> None:
    """What was spent before is shared by what held then; before all, by nobody.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    2026-03-01 custom "coop-coalition" "homes"
      authority: "the agreement of March"
    2026-03-01 custom "coop-coalition-partner" "homes" "party" 25 PERCENT
    2026-03-01 custom "coop-coalition-partner" "homes" "tenants" 75 PERCENT
    --- party
    2025-12-31 * "Too early"
      Expenses:Campaign   1000 USD
        campaign: "homes"
      Assets:Bank        -1000 USD
    2026-02-28 * "Before"
      Expenses:Campaign    100 USD
        campaign: "homes"
      Assets:Bank         -100 USD
    2026-03-01 * "After"
      Expenses:Campaign    100 USD
        campaign: "homes"
      Assets:Bank         -100 USD
    --- coop
    """
    found = worked(doc)
    assert balances(found) == usd(coop="-50.00", party="125.00", tenants="-75.00")
    by_quarter = worked(doc, "2026-Q1")
    assert balances(by_quarter) == balances(found)
    with pytest.raises(NoCoalition):
        worked(doc, "2025-12")


def test_a_book_that_cannot_be_read_is_named(doc: Path) -> None:
    """The rest is worked out; what the other's book says of payments counts.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    --- party
    2026-02-02 * "To the coop"
      Assets:Due            20 USD
        with: "coop"
        campaign: "homes"
      Assets:Bank          -20 USD
    """
    found = worked(doc)
    assert found.unread == {"coop"}
    assert found.problems[0].startswith("coop: its book could not be read")
    assert balances(found) == usd(coop="-20.00", party="20.00")


def test_figures_in_another_currency(doc: Path) -> None:
    """Each amount at the last price by its own day, rounded once.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 50 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 50 PERCENT
    2026-02-01 price EUR 1.111 USD
    --- party
    2026-02-02 * "Hall"
      Expenses:Campaign      5 EUR
        campaign: "homes"
      Assets:Bank           -5 EUR
    2026-02-03 * "Hall"
      Expenses:Campaign      5 EUR
        campaign: "homes"
      Assets:Bank           -5 EUR
    2026-02-04 * "Hall"
      Expenses:Campaign    100 GBP
        campaign: "homes"
      Assets:Bank         -100 GBP
    --- coop
    """
    found = worked(doc)
    assert found.after.total("spent") == Decimal("11.11")
    assert balances(found) == usd(coop="-5.56", party="5.56")
    assert found.problems == ("party: there is no price of GBP; it is left out.",)


def test_statements_add_up_live(doc: Path) -> None:
    """Every figure of a statement follows from what counted, by formulas.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 2 PART
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 1 PART
    2026-01-01 custom "coop-coalition-partner" "homes" "tenants" 1 PART
    2026-03-05 custom "coop-coalition-reported" "homes" "tenants" "spent" 33.34 USD
      because: "paper"
    --- party
    2026-02-02 * "Collection"
      Assets:Bank          100 USD
      Income:Gifts        -100 USD
        campaign: "homes"
    --- coop
    2026-03-02 * "Hall"
      Expenses:Campaign   7.77 USD
        campaign: "homes"
      Assets:Bank        -7.77 USD
    """
    found = worked(doc)
    front, behind = coalition_tables(found, doc.parent)
    values = evaluate((*front, *behind))
    assert values.checks()
    assert values.failed() == []
    for name, number in balances(found).items():
        assert values.amount(f"statement-{name}", "balance", "together") == number
        assert values.amount("whole", "balance", name) == number
    assert values.amount("whole", "balance", "all") == 0
    assert values.amount("whole", "part-gifts", "all") == Decimal(100)
