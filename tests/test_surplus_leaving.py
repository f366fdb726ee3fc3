"""Leaving: an account becomes a debt, in parts, with interest, less what is owed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.closing import ends_of
from coopbooks.surplus.capital.inforce import NoCapitalRule
from coopbooks.surplus.capital.inforce import WhichCapitalRule
from coopbooks.surplus.capital.leavers import NotLeft
from coopbooks.surplus.capital.leaving import Asked
from coopbooks.surplus.capital.leaving import leave
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.capital.leaving import Run

TODAY = datetime.date(2026, 6, 30)


def run(book: Book, decision: str | None = None, day: str = "") -> Run:
    """What becomes of the account of M-0001."""
    on = datetime.date.fromisoformat(day) if day else None
    asked = Asked("M-0001", TODAY, on, decision)
    terms = read_terms(book.entries)
    return leave(terms, book.entries, asked, "USD", ends_of(book.entries))


def parts(found: Run) -> list[str]:
    """The parts of a plan, a line each."""
    return [
        f"{one.due} {one.principal} {one.interest}" for one in found.plan.instalments
    ]


def legs(entry: data.Directive) -> list[str]:
    """The postings of a transaction, a line each."""
    return [
        f"{one.account} {one.units.number}"
        for one in getattr(entry, "postings", ())
        if one.units
    ]


def test_s12_five_parts_with_interest_on_each_years_opening(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 open Liabilities:Left:Soon
    2021-01-01 custom "coop-account" "capital-payable" Liabilities:Left:Soon
    2021-01-01 open Liabilities:Left:Later
    2021-01-01 custom "coop-account" "long-term-loan" Liabilities:Left:Later
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-01-01 custom "coop-leaving" "bylaws"
      parts: 5
      each: "year"
      interest: 6.5 PERCENT
      interest-to: Expenses:Interest
      payable-later: Liabilities:Left:Later
    2026-03-14 custom "coop-decision" "2026-03/5" "Paid out in five years"
      body: "members' meeting"
    2024-12-31 * "What was kept and paid in"
      member: "M-0001"
      Assets:Bank
      Equity:Capital:M-0001  -1000.00 USD
        lot: "fee"
      Equity:Capital:M-0001  -7450.00 USD
        lot: "2024-Q"
    2026-03-31 custom "coop-member" "M-0001" "leave"
    """
    found = run(book_doc, "2026-03/5")
    assert parts(found) == [
        "2027-03-31 1690.00 549.25",
        "2028-03-31 1690.00 439.40",
        "2029-03-31 1690.00 329.55",
        "2030-03-31 1690.00 219.70",
        "2031-03-31 1690.00 109.85",
    ]
    assert found.plan.debt == Decimal("8450.00")
    assert found.plan.interest == Decimal("1647.75")
    (entry,) = found.proposal.entries
    assert entry.date == datetime.date(2026, 3, 31)
    assert legs(entry) == [
        "Equity:Capital:M-0001 1000.00",
        "Equity:Capital:M-0001 7450.00",
        "Liabilities:Left:Soon -1690.00",
        "Liabilities:Left:Later -6760.00",
    ]
    assert found.refusals == ()


def test_what_is_owed_and_given_up_comes_off(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-account" "receivable" Assets:Receivable
    2021-01-01 open Liabilities:Left
    2021-01-01 custom "coop-account" "capital-payable" Liabilities:Left
    2021-01-01 custom "coop-account" "reserve" Equity:Reserve
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-01-01 custom "coop-leaving" "bylaws"
      parts: 3
      each: "month"
      first-after: 90 DAY
      interest: 6 PERCENT
      interest-to: Expenses:Interest
      fee: "at-once"
      forfeits: 10 PERCENT
      forfeits-to: Equity:Reserve
      set-off: TRUE
    2026-03-14 custom "coop-decision" "2026-03/5" "Paid out"
      body: "members' meeting"
      limit: 800.00 USD
    2024-12-31 * "What was kept and paid in, and a loss"
      member: "M-0001"
      Assets:Bank
      Equity:Capital:M-0001   -100.00 USD
        lot: "fee"
      Equity:Capital:M-0001  -1000.00 USD
        lot: "2022"
      Equity:Capital:M-0001    100.00 USD
        lot: "2023-L"
    2025-05-01 * "An advance"
      Assets:Receivable:Advances     50.00 USD
        member: "M-0001"
      Assets:Bank
    2026-02-28 custom "coop-member" "M-0001" "leave"
    """
    found = run(book_doc, "2026-03/5")
    # 1,000 less 100 given up and 50 owed; the fee at once, on the day of the decision.
    assert parts(found) == [
        "2026-03-14 100.00 0.00",
        "2026-06-12 250.00 11.10",
        "2026-07-12 250.00 2.50",
        "2026-08-12 250.00 1.25",
    ]
    (entry,) = found.proposal.entries
    assert legs(entry) == [
        "Equity:Capital:M-0001 100.00",
        "Equity:Capital:M-0001 1000.00",
        "Equity:Capital:M-0001 -100.00",
        "Equity:Reserve -100.00",
        "Assets:Receivable:Advances -50.00",
        "Liabilities:Left -850.00",
    ]
    assert [one.message for one in found.refusals] == [
        "decision '2026-03/5' allows 800.00 USD, and this comes to 850.00."
    ]
    assert found.plan.interest == Decimal("14.85")


def test_a_small_account_is_paid_at_once(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-01-01 custom "coop-leaving" "bylaws"
      at-once-up-to: 1000.00 USD
      parts: 3
      each: "year"
      interest: 5 PERCENT
      interest-to: Expenses:Interest
    2026-03-14 custom "coop-decision" "2026-03/5" "Paid out"
      body: "members' meeting"
    2024-12-31 * "Paid in"
      Assets:Bank
      Equity:Capital:M-0001  -1000.00 USD
        lot: "fee"
    2025-12-31 * "Paid in"
      Assets:Bank
      Equity:Capital:M-0001  -0.01 USD
        lot: "fee"
    """
    assert parts(run(book_doc, day="2025-03-31")) == ["2025-03-31 1000.00 0.00"]
    # A cent more, and the first part is the larger one.
    assert parts(run(book_doc, day="2026-03-31")) == [
        "2027-03-31 333.34 50.00",
        "2028-03-31 333.34 33.33",
        "2029-03-31 333.33 16.67",
    ]
    with pytest.raises(NotLeft, match="has not left"):
        run(book_doc)
    words = [one.message for one in run(book_doc, "2026-03/5", "2026-03-31").refusals]
    assert words[0].startswith("nothing says on which account")
    assert "still a member on 2026-03-31" in words[1]


def test_nothing_to_pay_and_no_rule(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2021-01-01 custom "coop-account" "member-capital" Equity:Capital
    2021-01-01 open Liabilities:Left
    2021-01-01 custom "coop-account" "capital-payable" Liabilities:Left
    2021-01-01 custom "coop-member" "M-0001" "join"
    2021-06-01 custom "coop-leaving" "bylaws"
      until: 2026-01-31
    2025-01-01 custom "coop-leaving" "other"
      until: 2025-12-31
    2021-03-14 custom "coop-decision" "2021-03/1" "Paid out"
      body: "members' meeting"
    2024-12-31 * "Nothing but a loss"
      Equity:Capital:M-0001  10.00 USD
        lot: "2023-L"
      Equity:Result
    2026-01-10 custom "coop-member" "M-0001" "leave"
    """
    found = run(book_doc, "2021-03/1")
    assert found.plan.instalments == ()
    assert found.proposal.entries == ()
    assert [one.message for one in found.refusals] == [
        (
            "the account of M-0001 is 10.00 below nothing, with losses; what becomes "
            "of that is for the members to decide."
        )
    ]
    with pytest.raises(NoCapitalRule):
        run(book_doc, day="2026-02-01")
    with pytest.raises(WhichCapitalRule, match="'bylaws' and 'other' hold at once"):
        run(book_doc, day="2025-02-01")
