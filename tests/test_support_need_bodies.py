"""Bodies that ask: their agreement, their debts, their months of loss."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.bodies import last_months
from coopbooks.support.need.bodies import surplus_of
from coopbooks.support.need.mirror import received
from coopbooks.support.need.paying import Payment
from coopbooks.support.need.paying import pay
from coopbooks.support.need.requests import benefit_for
from coopbooks.support.need.requests import request_of
from coopbooks.support.terms import terms_of
from tests.support import needbooks

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import View

NEVER = datetime.date.min
PARTY = """
2024-12-31 open Assets:Receivable:Share
2024-12-31 custom "coop-entity" "party" "party"
  basis: "accrual"
2024-12-31 custom "coop-account" "share-receivable" Assets:Receivable:Share
2024-12-31 custom "coop-body" "bakery" "worker-coop"
2024-12-31 custom "coop-decision" "2024-12/1" "A fund"
  body: "council"
2026-03-12 custom "coop-decision" "2026-03/1" "Help for the bakery"
  body: "council"
2024-12-31 custom "coop-fund" "solidarity" "set-aside"
  purpose: "times of need"
  decision: "2024-12/1"
  kept-on: Assets:Bank:Strike
2025-01-01 custom "coop-agreement" "bakery-share" "sales"
  from: "bakery"
  to: "party"
  count: "quarter"
  due: 30 DAY
  until: 2026-12-31
2025-01-01 custom "coop-agreement-band" "bakery-share" "from" 0 USD "at" 2 PERCENT
2025-01-01 custom "coop-benefit" "lean-months" "solidarity"
  fund: "solidarity"
  agreement: "any"
  member-for: 12 MONTH
  standing: "good"
  months-of-loss: 2
2024-12-31 * "What we begin with"
  Assets:Bank:Strike   3000.00 USD
  Equity:Opening      -3000.00 USD
    fund: "solidarity"
"""
BAKERY = """
2024-12-31 custom "coop-entity" "bakery" "worker-coop"
  basis: "accrual"
2024-12-31 custom "coop-body" "party" "party"
2026-01-31 * "January"
  Assets:Bank     -300.00 USD
  Expenses:Costs   300.00 USD
2026-02-28 * "February"
  Assets:Bank     -100.00 USD
  Expenses:Costs   100.00 USD
"""
GRANTED = """
2026-03-10 custom "coop-request" "2026-03-a" "lean-months" 900.00 USD
  body: "bakery"
2026-03-12 custom "coop-request-decided" "2026-03-a" "granted"
  limit: 900.00 USD
  until: 2026-06-30
  decision: "2026-03/1"
"""


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def read(folder: Path, terms: str) -> View:
    book = coopbooks.load(needbooks.book(folder, terms))
    assert [error.message for error in book.errors] == []
    return view_of(book)


def refused(view: View, on: str, others: dict[str, View]) -> list[str]:
    terms, when = terms_of(view), day(on)
    benefit = benefit_for(terms, "lean-months", when)
    asking = Asking(benefit, "", "bakery", Decimal(900), when, when)
    return [one.because for one in entitlement(view, terms, asking, others).refusals]


def test_a_body_in_need_gets_help(tmp_path: Path) -> None:
    bakery = read(tmp_path / "bakery", BAKERY)
    assert (
        refused(read(tmp_path / "ours", PARTY), "2026-03-10", {"bakery": bakery}) == []
    )


def test_its_book_must_be_at_hand(tmp_path: Path) -> None:
    (said,) = refused(read(tmp_path, PARTY), "2026-03-10", {})
    assert said == "its book is not at hand: name it with --with, or in book: of bakery"


def test_months_without_loss(tmp_path: Path) -> None:
    swapped = BAKERY.replace("-100", "+100").replace("   100.00", "  -100.00")
    bakery = read(tmp_path / "bakery", swapped)
    (said,) = refused(read(tmp_path / "ours", PARTY), "2026-03-10", {"bakery": bakery})
    assert said == "its months were January 2026 -300.00, February 2026 100.00"


def test_help_that_came_hides_no_loss(tmp_path: Path) -> None:
    helped = """
2026-02-20 * "Party" "Help received, request 2026-02-a"
  with: "party"
  benefit: "lean-months"
  request: "2026-02-a"
  Assets:Bank    600.00 USD
  Income:Gifts  -600.00 USD
"""
    others = {"bakery": read(tmp_path / "bakery", BAKERY + helped)}
    assert refused(read(tmp_path / "ours", PARTY), "2026-03-10", others) == []
    # What came in without such words is an income like any other.
    given = helped.replace('  benefit: "lean-months"\n  request: "2026-02-a"\n', "")
    others = {"bakery": read(tmp_path / "given", BAKERY + given)}
    (said,) = refused(read(tmp_path / "again", PARTY), "2026-03-10", others)
    assert said == "its months were January 2026 -300.00, February 2026 500.00"


def test_an_agreement_must_be_in_force_and_long_enough(tmp_path: Path) -> None:
    others = {"bakery": read(tmp_path / "bakery", BAKERY)}
    view = read(tmp_path / "ours", PARTY)
    said = refused(view, "2027-01-05", others)
    assert said[0] == (
        "lean-months rests on an agreement with bakery; on 2027-01-05 none is in force."
    )
    assert said[1] == "none with bakery is in force"
    young = PARTY.replace(
        '2025-01-01 custom "coop-agreement', '2025-06-01 custom "coop-agreement'
    )
    (only,) = refused(read(tmp_path / "young", young), "2026-03-10", others)
    assert only == "it began on 2025-06-01; ask again from 2026-06-01 on"


def test_who_owes_what_is_past_due_pays_first(tmp_path: Path) -> None:
    owed = """
2025-12-31 * "Share"
  with: "bakery"
  agreement: "bakery-share"
  period: "2025-Q4"
  Assets:Receivable:Share   40.00 USD
  Income:Sales             -40.00 USD
"""
    others = {"bakery": read(tmp_path / "bakery", BAKERY)}
    (said,) = refused(read(tmp_path / "ours", PARTY + owed), "2026-03-10", others)
    assert said == (
        "it owes 40.00 USD of 'bakery-share' for 2025-Q4, due on 2026-01-30: to be "
        "paid or relieved"
    )
    paid = """
2026-02-20 * "Share paid"
  with: "bakery"
  agreement: "bakery-share"
  period: "2025-Q4"
  Assets:Bank               40.00 USD
  Assets:Receivable:Share  -40.00 USD
"""
    view = read(tmp_path / "paid", PARTY + owed + paid)
    assert refused(view, "2026-03-10", others) == []


CHARGED_THERE = """
2024-12-31 open Expenses:Share
2024-12-31 open Liabilities:Share
2024-12-31 custom "coop-account" "share" Expenses:Share
2024-12-31 custom "coop-account" "share-payable" Liabilities:Share
2025-01-01 custom "coop-agreement" "bakery-share" "sales"
  from: "bakery"
  to: "party"
  count: "quarter"
  due: 30 DAY
2025-01-01 custom "coop-agreement-band" "bakery-share" "from" 0 USD "at" 2 PERCENT
2025-12-31 * "Share"
  with: "party"
  agreement: "bakery-share"
  period: "2025-Q4"
  Expenses:Share      40.00 USD
  Liabilities:Share  -40.00 USD
"""


def test_what_only_its_own_book_has_as_owed_is_owed(tmp_path: Path) -> None:
    others = {"bakery": read(tmp_path / "bakery", BAKERY + CHARGED_THERE)}
    (said,) = refused(read(tmp_path / "ours", PARTY), "2026-03-10", others)
    assert said.startswith("it owes 40.00 USD of 'bakery-share' for 2025-Q4, due on")
    # What is paid by our book, and not yet by theirs, is paid.
    here = """
2025-12-31 * "Share"
  with: "bakery"
  agreement: "bakery-share"
  period: "2025-Q4"
  Assets:Receivable:Share   40.00 USD
  Income:Sales             -40.00 USD
2026-02-20 * "Share paid"
  with: "bakery"
  agreement: "bakery-share"
  period: "2025-Q4"
  Assets:Bank               40.00 USD
  Assets:Receivable:Share  -40.00 USD
"""
    view = read(tmp_path / "paid", PARTY + here)
    assert refused(view, "2026-03-10", others) == []


def test_a_book_by_cash_knows_what_is_owed_since_last_year(tmp_path: Path) -> None:
    sold = """
2025-11-20 * "Sold"
  Assets:Bank    2000.00 USD
  Income:Sales  -2000.00 USD
"""
    terms = PARTY.replace('basis: "accrual"', 'basis: "cash"')
    others = {"bakery": read(tmp_path / "bakery", BAKERY + sold)}
    (said,) = refused(read(tmp_path / "ours", terms), "2026-03-10", others)
    assert said.startswith("it owes 40.00 USD of 'bakery-share' for 2025-Q4, due on")


def test_where_months_are_closed_only_those_count(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Costs
    2025-01-01 open Equity:Result
    2026-02-05 custom "coop-close" "2026-01" "soft"
    2025-12-31 * "December"
      Expenses:Costs   50.00 USD
      Assets:Bank     -50.00 USD
    2025-12-31 * "The year's result, moved"
      Expenses:Costs  -50.00 USD
      Equity:Result    50.00 USD
    """
    view = view_of(book_doc)
    months = last_months(view, day("2026-03-10"), 2)
    assert [one.period.name for one in months] == ["2025-12", "2026-01"]
    assert [one.surplus for one in months] == [-50, 0]
    assert surplus_of(view, parse_period("2025")) == -50


def test_help_stands_in_both_books(tmp_path: Path) -> None:
    view = read(tmp_path / "ours", PARTY + GRANTED)
    bakery = read(tmp_path / "bakery", BAKERY)
    request = request_of(view, terms_of(view), "2026-03-a")
    payment = Payment(Decimal("900.00"), day("2026-03-15"), "")
    found = pay(view, terms_of(view), request, payment, NEVER)
    assert found.refusals == ()
    assert found.entry is not None
    assert found.entry.meta["with"] == "bakery"
    assert found.entry.meta["decision"] == "2026-03/1"
    (made,) = received(view, bakery, request, found.entry).entries
    assert [one.account for one in made.postings] == ["Assets:Bank", "Income:Gifts"]
    # With a second bank nobody knows on which of them it came in.
    till = """
2024-12-31 open Assets:Till
2024-12-31 custom "coop-account" "bank" Assets:Till
"""
    bakery = read(tmp_path / "two", BAKERY + till)
    none = received(view, bakery, request, found.entry)
    assert none.entries == ()
    assert "does not tell the bank account for it" in none.notes[0]


def test_what_the_other_book_has_is_not_made_again(tmp_path: Path) -> None:
    typed = """
2026-01-05 * "Help from the party"
  with: "party"
  Assets:Bank:Strike    5.00 USD
  Income:Gifts         -5.00 USD
"""
    view = read(tmp_path / "ours", PARTY + GRANTED)
    bakery = read(tmp_path / "bakery", BAKERY + typed)
    request = request_of(view, terms_of(view), "2026-03-a")
    payment = Payment(Decimal("900.00"), day("2026-03-15"), "")
    entry = pay(view, terms_of(view), request, payment, NEVER).entry
    assert entry is not None
    (made,) = received(view, bakery, request, entry).entries
    assert [one.account for one in made.postings] == [
        "Assets:Bank:Strike",
        "Income:Gifts",
    ]
    assert made.meta["id"] == entry.meta["id"]
    came = typed.replace("2026-01-05", "2026-03-18").replace("5.00", "900.00")
    bakery = read(tmp_path / "has", BAKERY + came)
    assert received(view, bakery, request, entry).entries == ()
