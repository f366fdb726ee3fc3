"""Agreements as bodies wrote them down who had read only the guide."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.periods import parse_period
from coopbooks.sharing.posting.accruing import accrue
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import Share
    from tests.support.ledgers import Loaded

MONTHS = ("2026-01", "2026-02", "2026-03")


def shares(book: Book, name: str, *periods: str) -> list[Share]:
    assert book.errors == []
    view = view_of(book)
    return [
        share for one in periods for share in share_of(view, name, parse_period(one))
    ]


def owed(book: Book, name: str, *periods: str) -> list[Decimal]:
    return [share.number for share in shares(book, name, *periods)]


def test_a_royalty_with_a_guarantee_set_against_the_year_to_date(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Sales
    2026-01-01 custom "coop-entity" "shop" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "royalty" "sales"
      from: "shop"
      to: "brand"
      count: "year-to-date"
      every: "month"
      guarantee: 1000.00 USD
      recoupable: TRUE
    2026-01-01 custom "coop-agreement-band" "royalty" "from" 0 USD "at" 6 PERCENT
    2026-01-01 custom "coop-agreement" "kept" "sales"
      from: "shop"
      to: "owner"
      count: "year-to-date"
      every: "month"
      guarantee: 1000.00 USD
    2026-01-01 custom "coop-agreement-band" "kept" "from" 0 USD "at" 6 PERCENT
    2026-01-31 * "Sales"
      Assets:Bank  10000.00 USD
      Income:Sales
    2026-02-28 * "Sales"
      Assets:Bank  30000.00 USD
      Income:Sales
    2026-03-31 * "Sales"
      Assets:Bank  12000.00 USD
      Income:Sales
    """
    # 6 percent come to 600, 1,800 and 720; the 400 beyond January's come off February.
    assert owed(book_doc, "royalty", *MONTHS) == [1000, 1400, 1000]
    # Where it is not to be taken off later, it is not taken off.
    assert owed(book_doc, "kept", *MONTHS) == [1000, 1800, 1000]


def test_what_was_guaranteed_comes_off_in_the_next_year(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Sales
    2026-01-01 custom "coop-entity" "shop" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "royalty" "sales"
      from: "shop"
      to: "brand"
      count: "year-to-date"
      every: "half-year"
      guarantee: 1000.00 USD
      recoupable: TRUE
    2026-01-01 custom "coop-agreement-band" "royalty" "from" 0 USD "at" 10 PERCENT
    2026-12-31 * "Sales"
      Assets:Bank  4000.00 USD
      Income:Sales
    2027-05-31 * "Sales"
      Assets:Bank  20000.00 USD
      Income:Sales
    2027-11-30 * "Sales"
      Assets:Bank  18000.00 USD
      Income:Sales
    """
    # Of the 1,600 beyond 2026's share 1,000 come off the first half, 600 the second.
    assert owed(book_doc, "royalty", "2026", "2027") == [1000, 1000, 1000, 1200]


def test_a_book_without_transactions_charges_what_its_members_owe(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "CAD"
    2025-12-31 open Liabilities:PerCapita
    2025-12-31 open Expenses:PerCapita
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-agreement" "per-capita" "headcount"
      from: "local"
      to: "national"
      count: "month"
      every: "quarter"
    2026-01-01 custom "coop-agreement-band" "per-capita" "from" 0 MEMBER "pays" 20 CAD
    2026-03-31 * "National" "Share 'per-capita' for January to March 2026"
      with: "national"
      agreement: "per-capita"
      period: "2026-Q1"
      Expenses:PerCapita      120.00 CAD
      Liabilities:PerCapita  -120.00 CAD
    """
    # The charge of the quarter is no beginning of the book at the quarter's end.
    (share,) = shares(book_doc, "per-capita", "2026-Q1")
    assert share.period.name == "2026-Q1"
    assert share.number == 120


def test_a_first_entry_in_march_takes_no_months_away(book_doc: Book) -> None:
    """
    option "operating_currency" "CAD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Expenses:Bank
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "fee" "fixed"
      from: "local"
      to: "national"
      amount: 20.00 CAD
      count: "month"
      every: "quarter"
    2026-03-10 * "Bank" "The first fee"
      Expenses:Bank   4.00 CAD
      Assets:Bank
    """
    assert owed(book_doc, "fee", "2026-Q1") == [60]


def test_an_agreement_that_ends_within_a_month_says_what_is_not_shared(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2025-12-31 open Income:Sales
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "sales-share" "sales"
      from: "bakery"
      to: "party"
      count: "month"
      every: "quarter"
      until: 2026-05-15
      due: 30 DAY
    2026-01-01 custom "coop-agreement-band" "sales-share" "from" 0 USD "at" 5 PERCENT
    2026-04-20 * "Sales"
      Assets:Bank   8000.00 USD
      Income:Sales
    2026-05-10 * "Sales"
      Assets:Bank   6000.00 USD
      Income:Sales
    """
    (share,) = shares(book_doc, "sales-share", "2026-Q2")
    assert share.number == 400
    # It is the quarter's charge, though only its first month is in it.
    assert share.id == "share-2026-Q2-sales-share"
    assert share.due is not None
    assert share.due.isoformat() == "2026-07-30"
    (note,) = share.notes
    assert note == (
        "It ends on 15 May 2026, within May 2026: what counts from 1 May 2026 on is "
        "not shared. To share it, let it end on 31 May 2026."
    )


def test_a_body_that_has_a_share_of_a_share_holds_both_agreements(
    book_doc: Book,
) -> None:
    """
    plugin "coopbooks.plugins.all"
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank
    2026-01-01 custom "coop-entity" "platform" "ally"
      basis: "accrual"
    2026-01-01 custom "coop-body" "collective" "ally"
    2026-01-01 custom "coop-body" "host" "ally"
    2026-01-01 custom "coop-agreement" "host-fee" "gifts"
      from: "collective"
      to: "host"
    2026-01-01 custom "coop-agreement-band" "host-fee" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "platform" "host-fee"
      from: "host"
      to: "platform"
    2026-01-01 custom "coop-agreement-band" "platform" "from" 0 USD "at" 15 PERCENT
    2026-01-01 custom "coop-agreement" "other" "gifts"
      from: "collective"
      to: "host"
      beside: "host-fee"
    2026-01-01 custom "coop-agreement-band" "other" "from" 0 USD "at" 1 PERCENT
    """
    # The platform has no part in the host's fee, but its own share is counted on it.
    assert [error.message for error in book_doc.errors] == [
        "coop-agreement: other: this is the book of platform, who has no part."
    ]


def test_a_part_for_another_body_is_no_income_of_who_passes_it_on(
    book_doc: Book,
) -> None:
    """
    plugin "coopbooks.plugins.all"
    option "operating_currency" "EUR"
    2025-12-31 open Assets:Share
    2025-12-31 open Liabilities:Passed-On
    2025-12-31 open Income:Share
    2026-01-01 custom "coop-entity" "legacoop" "ally"
      basis: "accrual"
    2026-01-01 custom "coop-body" "coop" "worker-coop"
    2026-01-01 custom "coop-body" "agci" "ally"
    2026-01-01 custom "coop-account" "share-receivable" Assets:Share
    2026-01-01 custom "coop-account" "held-for-others" Liabilities:Passed-On
    2026-01-01 custom "coop-agreement-accounts" "fondi"
      income: Income:Share
    2026-01-01 custom "coop-agreement" "fondi" "surplus"
      from: "coop"
      to: "legacoop"
      count: "year"
    2026-01-01 custom "coop-agreement-band" "fondi" "from" 0 EUR "at" 3 PERCENT
    2026-01-01 custom "coop-agreement-part" "fondi" "coopfond" "equal"
    2026-01-01 custom "coop-agreement-part" "fondi" "general-fond" "equal"
      body: "agci"
    2027-01-20 custom "coop-agreement-reported" "fondi" "2026" 84000.25 EUR
    """
    assert book_doc.errors == []
    year = parse_period("2026")
    (one,) = accrue(view_of(book_doc), year, {}, datetime.date(2026, 1, 1))
    assert one.problems == ()
    (entry,) = one.proposal.entries
    assert isinstance(entry, data.Transaction)
    told = [
        (posting.account, str(posting.units), (posting.meta or {}).get("with"))
        for posting in entry.postings
    ]
    # 3 percent are 2,520.01, of which a half, to the cent, is agci's.
    assert told == [
        ("Assets:Share", "2520.01 EUR", None),
        ("Income:Share", "-1260.01 EUR", None),
        ("Liabilities:Passed-On", "-1260.00 EUR", "agci"),
    ]


def test_an_agreement_that_ends_before_it_begins_is_an_error(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.all"
    2026-01-01 custom "coop-agreement" "fee" "fixed"
      from: "local"
      to: "national"
      amount: 20.00 CAD
      until: 2025-06-30
    """
    _, errors, _ = load_doc
    told = "until: 2025-06-30 lies before 2026-01-01, so that it never holds."
    assert f"coop-agreement: {told}" in [error.message for error in errors]
