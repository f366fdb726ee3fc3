"""What changes a share: exemption, floor, cap, guarantee, conditions, relief, rates."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import Share

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")


def shares(book: Book, name: str, *periods: str) -> list[Share]:
    assert book.errors == []
    view = view_of(book)
    return [share_of(view, name, parse_period(period))[0] for period in periods]


def numbers(book: Book, name: str, *periods: str) -> list[str]:
    return [f"{share.number:f}" for share in shares(book, name, *periods)]


def test_what_bounds_a_share(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-12-31 open Income:Sales USD
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "exempt" "sales"
      from: "bakery"
      to: "party"
      exempt: 300 USD
    2026-01-01 custom "coop-agreement-band" "exempt" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "bounded" "sales"
      from: "bakery"
      to: "party"
      minimum: 30 USD
      maximum: 80 USD
    2026-01-01 custom "coop-agreement-band" "bounded" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "a-year" "sales"
      from: "bakery"
      to: "party"
      maximum-a-year: 150 USD
    2026-01-01 custom "coop-agreement-band" "a-year" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "guaranteed" "sales"
      from: "bakery"
      to: "party"
      guarantee: 50 USD
      recoupable: TRUE
    2026-01-01 custom "coop-agreement-band" "guaranteed" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "later" "sales"
      from: "bakery"
      to: "party"
      lag: 1 PERIOD
    2026-01-01 custom "coop-agreement-band" "later" "from" 0 USD "at" 10 PERCENT
    2026-01-20 * "Sales"
      Assets:Bank    200.00 USD
      Income:Sales  -200.00 USD
    2026-02-20 * "Sales"
      Assets:Bank    1000.00 USD
      Income:Sales  -1000.00 USD
    2026-03-20 * "Sales"
      Assets:Bank    600.00 USD
      Income:Sales  -600.00 USD
    2026-04-20 * "Sales"
      Assets:Bank    0.05 USD
      Income:Sales  -0.05 USD
    """
    assert numbers(book_doc, "exempt", *MONTHS) == ["0.00", "70.00", "30.00", "0.00"]
    assert numbers(book_doc, "bounded", *MONTHS) == ["30.00", "80.00", "60.00", "30.00"]
    assert numbers(book_doc, "a-year", *MONTHS) == ["20.00", "100.00", "30.00", "0.00"]
    # 50 is paid for 20; 30 too much comes off February's 100, down to the 50.
    guaranteed = numbers(book_doc, "guaranteed", *MONTHS)
    assert guaranteed == ["50.00", "70.00", "60.00", "50.00"]
    assert numbers(book_doc, "later", *MONTHS) == ["0.00", "20.00", "100.00", "60.00"]


def test_nothing_is_owed_until_a_condition_is_met(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2026-01-01 custom "coop-entity" "party" "party"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "kept" "fixed"
      from: "party"
      to: "chapter"
      amount: 100 USD
    2026-01-01 custom "coop-agreement-condition" "kept" "accounts handed in"
    2026-01-01 custom "coop-agreement" "lost" "fixed"
      from: "party"
      to: "chapter"
      amount: 100 USD
    2026-01-01 custom "coop-agreement-condition" "lost" "accounts handed in"
      late: "is-lost"
    2026-03-10 custom "coop-agreement-met" "kept" "accounts handed in" TRUE
    2026-03-10 custom "coop-agreement-met" "lost" "accounts handed in" TRUE
    """
    assert numbers(book_doc, "kept", *MONTHS) == ["0", "0", "300.00", "100.00"]
    assert numbers(book_doc, "lost", *MONTHS) == ["0", "0", "100.00", "100.00"]
    (first,) = shares(book_doc, "kept", "2026-01")
    assert first.unmet == ("accounts handed in",)


def test_relief_needs_a_decision_and_leaves_the_claim_in_sight(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2026-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2026-02-14 custom "coop-decision" "2026-02/1" "Half of March is let off"
      body: "council"
    2026-02-14 custom "coop-decision" "2026-02/2" "April is let off"
      body: "council"
    2026-01-01 custom "coop-agreement" "share" "fixed"
      from: "coop"
      to: "party"
      amount: 99.99 USD
    2026-02-14 custom "coop-agreement-relief" "share" 50 PERCENT
      period: "2026-03"
      decision: "2026-02/1"
    2026-04-01 custom "coop-agreement-relief" "share" "all"
      until: 2026-04-30
      decision: "2026-02/2"
    """
    found = shares(book_doc, "share", *MONTHS)
    assert [f"{share.number:f}" for share in found] == [
        "99.99",
        "99.99",
        "49.99",
        "0.00",
    ]
    assert found[2].before_relief == Decimal("99.99")
    assert found[2].relief == Decimal("50.00")


def test_owed_in_another_currency(book_doc: Book) -> None:
    """
    option "operating_currency" "EUR"
    2025-12-31 open Assets:Bank EUR
    2025-12-31 open Income:Sales EUR
    2026-01-01 custom "coop-entity" "abroad" "chapter"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "share" "sales"
      from: "abroad"
      to: "party"
      count: "quarter"
      currency: "USD"
      rate-of: "last-day"
    2026-01-01 custom "coop-agreement-band" "share" "from" 0 EUR "at" 40 PERCENT
    2026-01-01 custom "coop-agreement" "none" "sales"
      from: "abroad"
      to: "party"
      count: "quarter"
      currency: "GBP"
    2026-01-01 custom "coop-agreement-band" "none" "from" 0 EUR "at" 40 PERCENT
    2026-02-01 * "Sales"
      Assets:Bank    887.00 EUR
      Income:Sales  -887.00 EUR
    2026-03-31 price EUR 1.1720 USD
    """
    share, none = (shares(book_doc, name, "2026-Q1")[0] for name in ("share", "none"))
    assert (share.number, share.currency) == (Decimal("415.83"), "USD")
    assert (share.book_number, share.book_currency) == (Decimal("354.80"), "EUR")
    (problem,) = none.problems
    assert problem.message == (
        "none: 2026-Q1 counts in EUR and is owed in GBP, and no book has a price for "
        "2026-03-31. Add: 2026-03-31 price EUR 1.00 GBP, with the day's rate."
    )


def test_one_part_is_filled_after_another(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2026-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "share" "fixed"
      from: "coop"
      to: "party"
      amount: 100 USD
    2026-01-01 custom "coop-agreement-part" "share" "strike" "rest"
      order: 1
      until: 150 USD
      fund: "strike"
    2026-01-01 custom "coop-agreement-part" "share" "national" "rest"
      order: 2
    2026-01-01 custom "coop-agreement" "percent" "fixed"
      from: "coop"
      to: "party"
      amount: 100.01 USD
    2026-01-01 custom "coop-agreement-part" "percent" "one" 33.3 PERCENT
    2026-01-01 custom "coop-agreement-part" "percent" "two" 33.3 PERCENT
    2026-01-01 custom "coop-agreement-part" "percent" "three" "rest"
    """
    found = shares(book_doc, "share", *MONTHS[:3])
    parts = [[f"{part.number:f}" for part in share.parts] for share in found]
    assert parts == [["100.00", "0"], ["50.00", "50.00"], ["0.00", "100.00"]]
    (share,) = shares(book_doc, "percent", "2026-01")
    assert [part.number for part in share.parts] == [
        Decimal("33.30"),
        Decimal("33.30"),
        Decimal("33.41"),
    ]


def test_what_counts_by_cash(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-12-31 open Assets:Receivable USD
    2025-12-31 open Income:Sales USD
    2025-12-31 open Income:Other USD
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "receivable" Assets:Receivable
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "share" "sales"
      from: "bakery"
      to: "party"
      basis: "cash"
    2026-01-01 custom "coop-agreement-band" "share" "from" 0 USD "at" 10 PERCENT
    2026-01-05 * "Sales at the counter"
      Assets:Bank    100.00 USD
      Income:Sales  -100.00 USD
    2026-01-10 * "A bill, of which 300.00 are sales" ^inv-1
      Assets:Receivable  400.00 USD
      Income:Sales      -300.00 USD
      Income:Other      -100.00 USD
    2026-02-10 * "Half of the bill is paid" ^inv-1
      Assets:Bank         200.00 USD
      Assets:Receivable  -200.00 USD
    """
    january, february = shares(book_doc, "share", "2026-01", "2026-02")
    assert january.number == 10
    # Three quarters of what was paid of the bill is for sales.
    assert february.number == 15
    told = [one.because for one in january.base.counted if not one.counts]
    assert told == ["not paid yet"]
