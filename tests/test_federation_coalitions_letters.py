"""What a coalition comes to by letters, dates, currencies and books that differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.table import evaluate
from coopbooks.federation.coalitions.tables import coalition_tables
from coopbooks.federation.coalitions.terms import NoCoalition
from coopbooks.federation.coalitions.terms import part_in_words
from tests.support.coalitions import balances
from tests.support.coalitions import usd
from tests.support.coalitions import with_file
from tests.support.coalitions import worked

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def doc(federation_doc: Path) -> Path:
    return with_file(federation_doc)


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


def test_parts_are_said_in_words(doc: Path) -> None:
    """Percentages, parts of the whole or of the rest, and the rest.

    2026-01-01 custom "coop-coalition-partner" "homes" "party" 40 PERCENT
    2026-01-01 custom "coop-coalition-partner" "homes" "coop" 2 PART
      gifts: "rest"
    2026-01-01 custom "coop-coalition-partner" "homes" "tenants" "equal"
      gifts: 10 PERCENT
    --- party
    --- coop
    """
    (group,) = worked(doc).coalition.groups
    words = [
        [part_in_words(group, name, what) for name in ("party", "coop", "tenants")]
        for what in ("costs", "gifts")
    ]
    assert words == [
        ["40 %", "2 of 3 parts of the rest", "1 of 3 parts of the rest"],
        ["40 %", "the rest", "10 %"],
    ]
