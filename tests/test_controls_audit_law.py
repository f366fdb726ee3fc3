"""Bonds, thresholds and the annual report: facts of unions of the United States."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.audit import facts
from coopbooks.controls.audit.bondterms import bonds_on
from coopbooks.controls.audit.bondterms import read_bonds
from coopbooks.core.entity import Entity
from coopbooks.core.periods import parse_period
from tests.support.audits import lines
from tests.support.audits import pack

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

YEAR = datetime.date(2025, 1, 1)
BROUGHT_IN = """\
option "operating_currency" "USD"
2025-01-01 open Assets:Bank
2025-01-01 open Assets:Press
2025-01-01 open Income:Dues
2025-01-01 open Equity:Opening
2025-01-01 custom "coop-entity" "our-local" "union"
  basis: "cash"
  country: "US"
2025-01-01 custom "coop-account" "bank" Assets:Bank
2025-01-01 custom "coop-account" "fixed-asset" Assets:Press
2025-01-01 custom "coop-account" "opening" Equity:Opening
2025-01-01 * "Opening balance"
  Assets:Bank       100.00 USD
  Assets:Press    {press} USD
  Equity:Opening
2025-02-01 * "Dues"
  Assets:Bank       100.00 USD
  Income:Dues
"""


@pytest.mark.parametrize(
    ("receipts", "form"),
    [
        ("0", "LM-4"),
        ("9999.99", "LM-4"),
        ("10000.00", "LM-3"),
        ("249999.99", "LM-3"),
        ("250000.00", "LM-2"),
    ],
)
def test_receipts_lead_to_a_form(receipts: str, form: str) -> None:
    found = facts.form_for(Decimal(receipts), YEAR)
    assert found is not None
    assert found.form == form


def test_nothing_is_told_of_years_before_the_first_number() -> None:
    assert facts.form_for(Decimal(1), datetime.date(2003, 1, 1)) is None


def test_a_later_number_counts_from_its_day_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = facts.Threshold(datetime.date(2027, 1, 1), "LM-2", Decimal(450_000), "new")
    monkeypatch.setattr(facts, "THRESHOLDS", (later, *facts.THRESHOLDS))
    forms = {
        year: facts.form_for(Decimal(300_000), datetime.date(year, 1, 1))
        for year in (2026, 2027)
    }
    assert [one.form for one in forms.values() if one] == ["LM-2", "LM-3"]


@pytest.mark.parametrize(
    ("handled", "property_", "receipts", "bond"),
    [
        ("60000", "10000", "50000", "6000"),
        ("9000000", "10000", "50000", "500000"),
        ("5000", "5000", "5000", "0"),
        ("6000", "5000.01", "100", "600"),
        ("6000", "0", "5000.01", "600"),
    ],
)
def test_a_tenth_is_bonded(
    handled: str, property_: str, receipts: str, bond: str
) -> None:
    of = (Decimal(handled), Decimal(property_), Decimal(receipts))
    assert facts.bond_needed(*of) == Decimal(bond)


@pytest.mark.parametrize(
    ("year", "day"),
    [
        ("2025", "2026-03-31"),
        ("2023", "2024-03-30"),
        ("2024-07..2025-06", "2025-09-28"),
    ],
)
def test_the_report_is_due_on_the_ninetieth_day(year: str, day: str) -> None:
    assert facts.report_due(parse_period(year)).isoformat() == day


@pytest.mark.parametrize(
    ("kind", "country", "covered"),
    [
        ("union", "US", True),
        ("union", " usa ", True),
        ("union", "IE", False),
        ("union", "", False),
        ("worker-coop", "US", False),
        ("chapter", "US", False),
    ],
)
def test_it_is_told_of_unions_of_the_united_states(
    kind: str, country: str, covered: bool
) -> None:
    assert facts.is_covered(Entity("a", kind, country=country)) is covered


def test_a_bond_stands_beside_what_is_asked_for(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Dues
    2025-01-01 open Equity:Opening
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "opening" Equity:Opening
    2025-01-01 custom "coop-officer" "M-0007" "treasurer"
    2025-01-01 custom "coop-officer" "M-0009" "steward"
    2024-12-01 custom "coop-bond" "treasurer" 3000.00 USD
      surety: "Example Surety Company"
      until: 2025-12-31
    2025-01-01 custom "coop-bond" "steward" 500.00 USD
      handles: 2400.00 USD
    2024-12-31 * "Opening"
      Assets:Bank      20000.00 USD
      Equity:Opening
    2025-02-01 * "Dues"
      Assets:Bank      12000.00 USD
      Income:Dues
    """
    found = pack(book_doc)
    assert found.values.failed() == []
    rows = {row[0]: row[1:] for row in lines(found, "audit-bonds", "label", "amount")}
    assert rows["Cash at the start and all receipts"] == (Decimal("32000.00"),)
    assert rows["Least bond of who handles all of it"] == (Decimal("3200.00"),)
    bonds = lines(found, "audit-bonds", "label", "who", "amount", "bond", "until")
    assert bonds[-2:] == [
        ("treasurer", "M-0007", None, Decimal("3000.00"), "2025-12-31"),
        ("steward", "M-0009", Decimal("2400.00"), Decimal("500.00"), ""),
    ]
    report = lines(found, "audit-report", "label", "told")
    assert ("Form LM-3, from", "by receipts") in report
    assert report[-1] == ("The report is due by", "31 March 2026")


def test_what_was_brought_in_on_the_first_day_was_handled_too(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Press
    2025-01-01 open Income:Dues
    2025-01-01 open Equity:Opening
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Press
    2025-01-01 custom "coop-account" "opening" Equity:Opening
    2025-01-01 * "Opening balance"
      Assets:Bank      50000.00 USD
      Equity:Opening
    2025-01-01 * "Opening balance"
      Assets:Press        80.00 USD
      Equity:Opening
    2025-02-01 * "Dues"
      Assets:Bank       1165.00 USD
      Income:Dues
    """
    found = pack(book_doc)
    assert found.values.failed() == []
    assert lines(found, "audit-bonds", "label", "amount")[:4] == [
        (
            "Cash at the start, brought in from before the book, and all receipts",
            Decimal("51165.00"),
        ),
        ("Percent of it", Decimal(10)),
        ("A tenth of it", Decimal("5116.50")),
        ("Least bond of who handles all of it", Decimal("5116.50")),
    ]


@pytest.mark.parametrize(("press", "amount"), [("4900.00", "0"), ("4900.01", "20.00")])
def test_what_was_brought_in_is_property_too(
    tmp_path: Path, press: str, amount: str
) -> None:
    main = tmp_path / "main.beancount"
    main.write_text(BROUGHT_IN.format(press=press), encoding="utf-8", newline="\n")
    rows = lines(pack(coopbooks.load(main)), "audit-bonds", "amount")
    assert rows[3] == (Decimal(amount),)


def test_small_unions_need_none(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Dues
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-02-01 * "Dues"
      Assets:Bank      4000.00 USD
      Income:Dues
    """
    rows = lines(pack(book_doc), "audit-bonds", "label", "amount")
    words = "Least bond of who handles all of it (none: not more than 5,000 came in or"
    assert [amount for label, amount in rows if str(label).startswith(words)] == [0]


def test_the_law_is_not_told_of_others_nor_of_parts_of_a_year(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Dues
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-02-01 * "Dues"
      Assets:Bank      400000.00 USD
      Income:Dues
    """
    whole, quarter = pack(book_doc), pack(book_doc, "2025-Q1")
    assert "audit-report" in {one.id for one in whole.values.tables}
    assert "audit-report" not in {one.id for one in quarter.values.tables}


def test_bonds_that_can_not_be_meant(book_doc: Book) -> None:
    """
    2025-01-01 custom "coop-bond" "treasurer" 0.00 USD
    2025-01-01 custom "coop-bond" "president" 10.00 USD
      until: 2024-01-01
    2025-01-01 custom "coop-bond" "steward" 10.00 USD
      handles: 5.00 EUR
    2025-01-01 custom "coop-bond" "secretary" 10.00 USD
      handles: -5.00 USD
    2025-01-01 custom "coop-bond" "trustee" 10.00 USD
    2025-06-01 custom "coop-bond" "trustee" 20.00 USD
      until: 2025-09-30
    """
    bonds, errors = read_bonds(book_doc.entries)
    assert [error.message.split(":", 1)[1] for error in errors] == [
        " a bond of 0.00 USD covers nothing.",
        " it ends on 2024-01-01, before it begins.",
        " handles: is in EUR, the bond in USD.",
        " handles: is -5.00 USD; nobody handles less than nothing.",
    ]
    days = [datetime.date(2025, month, 15) for month in (1, 5, 7, 10)]
    held = [bonds_on(bonds, day) for day in days]
    assert [one["trustee"].number for one in held if one] == [10, 10, 20]
