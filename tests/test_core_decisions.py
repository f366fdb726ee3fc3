from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import unknown_decisions
from coopbooks.core.decisions import uses
from tests.support.terms import told

if TYPE_CHECKING:
    from coopbooks.core.decisions import Use
    from tests.support.ledgers import Loaded

D = Decimal


def used(loaded: Loaded, end: str = "2027-01-01") -> list[Use]:
    """What was spent under the decisions of a ledger, before a day."""
    assert not loaded.errors
    decisions, errors = read_decisions(loaded.entries)
    roles, _ = read_roles(loaded.entries)
    assert not errors
    until = datetime.date.fromisoformat(end)
    return uses(loaded.entries, decisions, roles, "USD", until)


# What was decided


def test_a_decision_is_read(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay for six members"
      body: "general meeting"
      for: 34
      against: 2
      limit: 3600.00 USD
      until: 2026-04-30
      document: "Minutes/2026-03-14.pdf"
      proposal: "s-2025-3f9a1c2b"
    """
    (decision,), errors = read_decisions(load_doc.entries)
    assert not errors
    assert (decision.id, decision.title) == ("2026-03/7", "Strike pay for six members")
    assert decision.body == "general meeting"
    assert decision.votes == {"for": D(34), "against": D(2)}
    assert str(decision.limit) == "3600.00 USD"
    assert decision.until == datetime.date(2026, 4, 30)
    assert decision.proposal == "s-2025-3f9a1c2b"
    assert decision.source["lineno"] == 1


def test_only_the_body_must_be_said(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/7" "Open on Sundays"
      body: "general meeting"
      abstain: 0
    2026-03-14 custom "coop-decision" "2026-03/8" "Open on Mondays"
    """
    (decision,), (error,) = read_decisions(load_doc.entries)
    assert decision.votes == {"abstain": D(0)}
    assert (decision.limit, decision.until, decision.proposal) == (None, None, "")
    assert "'body:' is missing below it" in error.message


def test_what_can_not_have_been_decided(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/1" "Ends too early"
      body: "general meeting"
      until: 2026-03-13
    2026-03-14 custom "coop-decision" "2026-03/2" "Below nothing"
      body: "general meeting"
      limit: -1.00 USD
    2026-03-14 custom "coop-decision" "2026-03/3" "Fewer than none"
      body: "general meeting"
      against: -1
    2026-03-14 custom "coop-decision" "2026-03/4" "Once"
      body: "general meeting"
    2026-03-15 custom "coop-decision" "2026-03/4" "Twice"
      body: "general meeting"
    """
    decisions, errors = read_decisions(load_doc.entries)
    assert [decision.title for decision in decisions] == ["Once"]
    assert [line.replace("coop-decision: ", "") for line in told(errors)] == [
        "main.beancount:1 '2026-03/1' ends before it was decided.",
        "main.beancount:4 '2026-03/2' has a negative limit.",
        "main.beancount:7 '2026-03/3' has a negative number of votes.",
        "main.beancount:12 '2026-03/4' was decided before, at main.beancount:10.",
    ]


def test_a_decision_that_the_book_does_not_have(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Strike USD
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay"
      body: "general meeting"
    2026-03-15 custom "coop-fund" "strike" "set-aside"
      decision: "2026-03/1"
    2026-03-20 * "Strike pay"
      decision: "2026-03/7"
      Assets:Bank  -600.00 USD
      Expenses:Strike  600.00 USD
        decision: "2026-03/8"
    """
    decisions, _ = read_decisions(load_doc.entries)
    missing = "is not in this book; add its coop-decision."
    assert told(unknown_decisions(load_doc.entries, decisions)) == [
        f"main.beancount:5 decision '2026-03/1' {missing}",
        f"main.beancount:7 decision '2026-03/8' {missing}",
    ]


# What was spent under it


def test_costs_use_a_limit_up(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Liabilities:Payable USD
    2026-01-01 open Expenses:Strike-Pay USD
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay for six members"
      body: "general meeting"
      limit: 3600.00 USD
    2026-03-20 * "Strike pay"
      decision: "2026-03/7"
      Assets:Bank  -2400.00 USD
      Expenses:Strike-Pay  2400.00 USD
    2026-03-27 * "Strike pay, to be paid"
      decision: "2026-03/7"
      Liabilities:Payable  -1800.00 USD
      Expenses:Strike-Pay  1800.00 USD
    2026-03-28 * "One gave it back"
      decision: "2026-03/7"
      Assets:Bank  400.00 USD
      Expenses:Strike-Pay  -400.00 USD
    2026-03-30 * "The bill is paid"
      Liabilities:Payable  1800.00 USD
      Assets:Bank  -1800.00 USD
    """
    (use,) = used(load_doc)
    assert use.used == D("3800.00")
    assert use.left == D("-200.00")
    assert not use.late
    assert not use.foreign


def test_only_what_names_the_decision_counts(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Flour USD
    2026-01-01 open Expenses:Oven USD
    2026-03-14 custom "coop-decision" "2026-03/7" "New oven"
      body: "general meeting"
      limit: 1000.00 USD
    2026-03-14 custom "coop-decision" "2026-03/8" "Flour"
      body: "general meeting"
      limit: 500.00 USD
    2026-03-20 * "Oven and flour"
      decision: "2026-03/7"
      Assets:Bank  -750.00 USD
      Expenses:Oven  600.00 USD
      Expenses:Flour  150.00 USD
        decision: "2026-03/8"
    """
    assert [use.left for use in used(load_doc)] == [D("400.00"), D("350.00")]


def test_what_is_no_cost_counts_when_own_money_pays(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Assets:Bank:Savings USD
    2026-01-01 open Assets:Equipment USD
    2026-01-01 open Liabilities:Loan USD
    2026-03-14 custom "coop-decision" "2026-03/7" "New oven"
      body: "general meeting"
      limit: 9000.00 USD
    2026-03-20 * "Oven, paid by the lender"
      decision: "2026-03/7"
      Assets:Equipment  6000.00 USD
      Liabilities:Loan  -6000.00 USD
    2026-03-21 * "Oven, paid by us"
      decision: "2026-03/7"
      Assets:Equipment  2000.00 USD
      Assets:Bank  -2000.00 USD
    2026-03-22 * "Moved between our own accounts"
      decision: "2026-03/7"
      Assets:Bank  -100.00 USD
      Assets:Bank:Savings  100.00 USD
    2026-03-23 * "Loan repaid"
      decision: "2026-03/7"
      Liabilities:Loan  500.00 USD
      Assets:Bank  -500.00 USD
    """
    (use,) = used(load_doc)
    assert use.used == D("2500.00")


def test_what_is_spent_after_the_end_is_late(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Strike-Pay USD
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay"
      body: "general meeting"
      until: 2026-04-30
    2026-04-30 * "On the last day"
      decision: "2026-03/7"
      Assets:Bank  -600.00 USD
      Expenses:Strike-Pay  600.00 USD
    2026-05-01 * "A day late, in two parts"
      decision: "2026-03/7"
      Assets:Bank  -600.00 USD
      Expenses:Strike-Pay  500.00 USD
      Expenses:Strike-Pay  100.00 USD
    """
    (use,) = used(load_doc)
    assert use.used == D("1200.00")
    assert use.left is None
    assert [entry.narration for entry in use.late] == ["A day late, in two parts"]


def test_another_currency_is_set_apart(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Travel
    2026-03-14 custom "coop-decision" "2026-03/7" "Delegates to Kilmore"
      body: "committee"
      limit: 500.00 EUR
    2026-03-20 * "Train"
      decision: "2026-03/7"
      Assets:Bank  -80.00 EUR
      Expenses:Travel  80.00 EUR
    2026-03-21 * "Flight"
      decision: "2026-03/7"
      Assets:Bank  -300.00 USD
      Expenses:Travel  300.00 USD
    """
    (use,) = used(load_doc)
    assert use.left == D("420.00")
    assert [entry.narration for entry in use.foreign] == ["Flight"]


def test_only_what_was_before_a_day_counts(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Expenses:Strike-Pay USD
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay"
      body: "general meeting"
    2026-04-02 custom "coop-decision" "2026-04/1" "More strike pay"
      body: "general meeting"
    2026-04-01 * "Strike pay"
      decision: "2026-03/7"
      Assets:Bank  -600.00 USD
      Expenses:Strike-Pay  600.00 USD
    """
    assert [use.used for use in used(load_doc, "2026-04-01")] == [D(0)]
    assert [use.used for use in used(load_doc, "2026-04-02")] == [D("600.00")]
    assert [use.used for use in used(load_doc, "2026-04-03")] == [D("600.00"), D(0)]
