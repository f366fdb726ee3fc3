from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.terms import read_terms
from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed
from tests.support.duesbooks import said
from tests.support.duesbooks import words

if TYPE_CHECKING:
    from coopbooks.dues.rules.measures import Measures
    from tests.support.ledgers import Loaded


def measured(loaded: Loaded, known: datetime.date | None = None) -> Measures:
    asked = frozenset({"pay", "net", "hours"})
    terms = read_terms(loaded.entries, known=known)
    return read_measures(terms, loaded.entries, asked)


def value(measures: Measures, name: str, period: str) -> str:
    span = parse_period(period)
    found = measures.find(name, "M-0001", span, span.last)
    return f"{found.number} {found.unit}".strip() if found else "-"


def test_pay_counts_for_the_period_it_names_else_by_its_date(load_doc: Loaded) -> None:
    """
    2026-01-01 open Equity:Pay:Plant
    2026-01-01 open Equity:Pay:Depot
    2026-01-01 open Equity:Counter
    2026-01-01 commodity PAY
      measure: TRUE
    2026-01-01 custom "coop-measure" "pay" Equity:Pay "in-period"
      unit: "USD"
    2026-02-02 * "January's pay"
      period: "2026-01"
      Equity:Pay:Plant  900 PAY
        member: "M-0001"
      Equity:Counter
    2026-02-27 * "Pay"
      member: "M-0001"
      Equity:Pay:Depot  1000 PAY
      Equity:Pay:Plant   100 PAY
      Equity:Counter
    2026-02-28 * "Corrected later"
      recorded: 2026-04-02
      Equity:Pay:Plant  -50 PAY
        member: "M-0001"
      Equity:Counter
    """
    assert load_doc.errors == []
    measures = measured(load_doc)
    assert value(measures, "pay", "2026-01") == "900 USD"
    assert value(measures, "pay", "2026-02") == "1050 USD"
    assert value(measures, "pay", "2026-03") == "-"
    assert value(measures, "pay", "2026-Q1") == "1950 USD"
    then = measured(load_doc, datetime.date(2026, 3, 31))
    assert value(then, "pay", "2026-02") == "1100 USD"


def test_what_was_declared_holds_until_the_next_or_its_end(load_doc: Loaded) -> None:
    """
    2026-01-01 open Equity:Net
    2026-01-01 open Equity:Counter
    2026-01-01 custom "coop-measure" "net" Equity:Net "as-declared"
    2026-01-01 custom "coop-declared" "M-0001" "hours" 40 HOUR
    2026-03-10 custom "coop-declared" "M-0001" "hours" 20 HOUR
      until: 2026-05-31
    2026-02-01 custom "coop-declared" "M-0001" "hours" 12 HOUR
      period: "2026-02"
    2026-02-15 * "Declared"
      Equity:Net  1500 EUR
        member: "M-0001"
      Equity:Counter
    2026-04-15 custom "coop-declared" "M-0001" "net" 1700 EUR
    """
    measures = measured(load_doc)
    months = ["2025-12", "2026-01", "2026-02", "2026-03", "2026-05", "2026-06"]
    assert [value(measures, "hours", month) for month in months] == [
        "-",
        "40 HOUR",
        "12 HOUR",
        "20 HOUR",
        "20 HOUR",
        "-",
    ]
    # What is declared on an account gives way to what is declared in so many words.
    assert [value(measures, "net", month) for month in months] == [
        "-",
        "-",
        "1500 EUR",
        "1500 EUR",
        "1700 EUR",
        "1700 EUR",
    ]


def test_two_currencies_and_less_than_nothing(load_doc: Loaded) -> None:
    """
    2026-01-01 open Equity:Pay
    2026-01-01 open Equity:Counter
    2026-01-01 custom "coop-measure" "pay" Equity:Pay "in-period"
    2026-02-27 * "Pay"
      member: "M-0001"
      Equity:Pay      1000 USD
      Equity:Pay       100 EUR
      Equity:Counter -1000 USD
      Equity:Counter  -100 EUR
    2026-03-27 * "Pay"
      member: "M-0001"
      Equity:Pay       -20 USD
      Equity:Counter    20 USD
    """
    assert load_doc.errors == []
    measures = measured(load_doc)
    with pytest.raises(CannotCharge, match=r"is in EUR and USD; it can only be in one"):
        value(measures, "pay", "2026-02")
    with pytest.raises(CannotCharge, match=r"'pay' for 2026-03 is -20") as raised:
        value(measures, "pay", "2026-03")
    assert raised.value.source["lineno"] == 12


def test_a_charge_for_each_stretch_of_pay(load_doc: Loaded) -> None:
    """
    2026-01-01 open Equity:Pay
    2026-01-01 open Equity:Counter
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-measure" "pay" Equity:Pay "in-period"
    2026-01-01 custom "coop-dues" "local" "percentage"
      measure: "pay"
      rate: 1 PERCENT
      per: "pay-period"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-03-06 * "Two weeks"
      Equity:Pay  1000 USD
        member: "M-0001"
        period: "2026-02-20..2026-03-05"
      Equity:Counter
    2026-03-20 * "Two weeks"
      Equity:Pay  2000 USD
        member: "M-0001"
        period: "2026-03-06..2026-03-19"
      Equity:Pay  500 USD
        member: "M-0002"
      Equity:Counter
    2026-03-31 custom "coop-declared" "M-0002" "pay" 300 USD
      period: "2026-03-30..2026-03-31"
    """
    assert owed(load_doc.entries, "2026-03") == {
        "M-0001": "20.00 USD",
        "M-0002": "5.00 USD, 3.00 USD",
    }
    february = charges_of(load_doc.entries, "2026-02")
    assert [(one.id, str(one.number)) for one in february.charges] == [
        ("dues-2026-02-20..2026-03-05-M-0001-local", "10.00")
    ]
    assert said(february.problems) == [
        (
            "6 M-0002: no 'pay' for 2026-02, asked by coop-dues 'local' "
            "at main.beancount:6; add a coop-declared, or its posting."
        )
    ]


def test_what_is_paid_where_a_measure_is_missing(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "least" "percentage"
      class: "least"
      measure: "pay"
      rate: 1 PERCENT
      minimum: 5 USD
      missing: "minimum"
    2026-01-01 custom "coop-dues" "nothing" "percentage"
      class: "nothing"
      measure: "pay"
      rate: 1 PERCENT
      minimum: 5 USD
      missing: "nothing"
    2026-01-01 custom "coop-dues" "strange" "percentage"
      class: "strange"
      measure: "pya"
      rate: 1 PERCENT
    2026-01-01 custom "coop-member" "M-0001" "join"
      class: "least"
    2026-01-01 custom "coop-member" "M-0002" "join"
      class: "nothing"
    2026-01-01 custom "coop-member" "M-0003" "join"
      class: "strange"
    2026-01-01 custom "coop-member" "M-0004" "join"
      class: "least"
    2026-01-01 custom "coop-declared" "M-0004" "pay" 100 USD
    """
    terms = read_terms(load_doc.entries)
    charges = expected(terms, load_doc.entries, parse_period("2026-03"))
    assert [str(one.number) for one in charges.charges] == ["5.00", "0.00", "5.00"]
    assert [words(one)[-1] for one in charges.charges] == [
        "no pay for 2026-03: at least 5.00 USD",
        "no pay for 2026-03: nothing",
        "at least 5.00 USD",
    ]
    assert said(charges.problems) == [
        (
            "15 M-0003: no 'pya' for 2026-03, asked by coop-dues "
            "'strange' at main.beancount:15; no coop-measure has this name. "
            "Did you mean 'pay'?"
        )
    ]
