"""Rules of sharing that are in use, each as a ledger with its figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.sharing.shares.ladder import cliffs
from coopbooks.sharing.shares.shares import share_of
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.sharing.share import Share


def shares(book: Book, name: str, *periods: str) -> list[Share]:
    """The one share of each period."""
    view = view_of(book)
    found = [share_of(view, name, parse_period(period)) for period in periods]
    assert all(len(one) == 1 for one in found)
    return [one[0] for one in found]


def numbers(book: Book, name: str, *periods: str) -> list[Decimal]:
    found = shares(book, name, *periods)
    assert [problem for share in found for problem in share.problems] == []
    return [share.number for share in found]


def dec(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


def test_tiers_of_the_year_to_date_come_to_what_the_year_comes_to(
    book_doc: Book,
) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-12-31 open Income:Sales USD
    2026-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "to-date" "sales"
      from: "bakery"
      to: "party"
      count: "year-to-date"
    2026-01-01 custom "coop-agreement-band" "to-date" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "to-date" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "to-date" "above" 100000 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "afresh" "sales"
      from: "bakery"
      to: "party"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "afresh" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "afresh" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "afresh" "above" 100000 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "cliff" "sales"
      from: "bakery"
      to: "party"
      tiers: "cliff"
      count: "quarter"
    2026-01-01 custom "coop-agreement-band" "cliff" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "cliff" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "cliff" "above" 100000 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "marginal" "sales"
      from: "bakery"
      to: "party"
      tiers: "marginal"
      count: "quarter"
    2026-01-01 custom "coop-agreement-band" "marginal" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "marginal" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "marginal" "above" 100000 USD "at" 10 PERCENT
    2026-01-20 * "Sales"
      Assets:Bank    30000 USD
      Income:Sales  -30000 USD
    2026-02-20 * "Sales"
      Assets:Bank    40000 USD
      Income:Sales  -40000 USD
    2026-03-20 * "Sales"
      Assets:Bank    50000 USD
      Income:Sales  -50000 USD
    """  # noqa: E501 - as people write it
    months = ("2026-01", "2026-02", "2026-03")
    assert numbers(book_doc, "to-date", *months) == dec("1500", "2600", "4400")
    assert numbers(book_doc, "to-date", "2026-Q1") == dec("8500")
    assert numbers(book_doc, "afresh", *months) == dec("1500", "2000", "2500")
    assert numbers(book_doc, "cliff", "2026-Q1") == dec("12000")
    assert numbers(book_doc, "marginal", "2026-Q1") == dec("8500")
    (share,) = shares(book_doc, "cliff", "2026-Q1")
    told = [note for note in cliffs(share.group) if "100,000.01" in note]
    assert told == [
        "A cliff: at 100,000.01 USD the share is 2,000.00 more than at 100,000.00."
    ]


def test_a_true_up_at_the_end_of_the_year(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-12-31 open Income:Sales USD
    2025-01-01 custom "coop-entity" "bakery" "worker-coop"
      basis: "accrual"
      fiscal-year-end: "03-31"
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-01-01 custom "coop-agreement" "share" "sales"
      from: "bakery"
      to: "party"
      count: "month"
      true-up: TRUE
    2026-01-01 custom "coop-agreement-band" "share" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "share" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "share" "above" 100000 USD "at" 10 PERCENT
    2026-01-20 * "Sales"
      Assets:Bank    30000 USD
      Income:Sales  -30000 USD
    2026-02-20 * "Sales"
      Assets:Bank    40000 USD
      Income:Sales  -40000 USD
    2026-03-20 * "Sales"
      Assets:Bank    50000 USD
      Income:Sales  -50000 USD
    """
    # 1,500 + 2,000 + 2,500 = 6,000, and 2,500 more to the year's 8,500.
    months = ("2026-01", "2026-02", "2026-03")
    assert numbers(book_doc, "share", *months) == dec("1500", "2000", "5000")


def test_heads_in_tiers_of_what_a_head_is_worth(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-01-01 custom "coop-entity" "dsa" "party"
      basis: "accrual"
    2026-01-01 custom "coop-agreement" "chapter" "headcount"
      from: "dsa"
      to: "chapter"
      each: 12.00 USD
      tiers: "marginal"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "chapter" "up-to" 50 MEMBER "at" 30 PERCENT
    2026-01-01 custom "coop-agreement-band" "chapter" "up-to" 200 MEMBER "at" 25 PERCENT
    2026-01-01 custom "coop-agreement-band" "chapter" "above" 200 MEMBER "at" 20 PERCENT
    2026-02-01 custom "coop-agreement-reported" "chapter" "2026-01" 40 MEMBER
    2026-03-01 custom "coop-agreement-reported" "chapter" "2026-02" 50 MEMBER
    2026-04-01 custom "coop-agreement-reported" "chapter" "2026-03" 51 MEMBER
    2026-05-01 custom "coop-agreement-reported" "chapter" "2026-04" 200 MEMBER
    2026-06-01 custom "coop-agreement-reported" "chapter" "2026-05" 201 MEMBER
    2026-07-01 custom "coop-agreement-reported" "chapter" "2026-06" 300 MEMBER
    """
    found = numbers(book_doc, "chapter", *(f"2026-{month:02}" for month in range(1, 7)))
    assert found == dec("144", "180", "183", "630", "632.40", "870")


def test_losses_are_carried_forward(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2022-12-31 open Assets:Bank USD
    2022-12-31 open Income:Sales USD
    2022-12-31 open Expenses:Wages USD
    2022-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2023-01-01 custom "coop-agreement" "carrying" "surplus"
      from: "coop"
      to: "party"
      count: "year"
      losses: "carry"
    2023-01-01 custom "coop-agreement-band" "carrying" "from" 0 USD "at" 10 PERCENT
    2023-01-01 custom "coop-agreement" "at-share" "surplus"
      from: "coop"
      to: "party"
      count: "year"
      losses: "carry"
      losses-at: "share"
    2023-01-01 custom "coop-agreement-band" "at-share" "from" 0 USD "at" 10 PERCENT
    2023-01-01 custom "coop-agreement" "forgetting" "surplus"
      from: "coop"
      to: "party"
      count: "year"
      losses: "forget"
    2023-01-01 custom "coop-agreement-band" "forgetting" "from" 0 USD "at" 10 PERCENT
    2023-06-30 * "A year"
      Assets:Bank     -20000 USD
      Expenses:Wages   50000 USD
      Income:Sales    -30000 USD
    2024-06-30 * "A year"
      Assets:Bank      15000 USD
      Expenses:Wages   50000 USD
      Income:Sales    -65000 USD
    2025-06-30 * "A year"
      Assets:Bank      30000 USD
      Expenses:Wages   50000 USD
      Income:Sales    -80000 USD
    """
    years = ("2023", "2024", "2025")
    assert numbers(book_doc, "carrying", *years) == dec("0", "0", "2500")
    assert numbers(book_doc, "at-share", *years) == dec("0", "0", "2500")
    assert numbers(book_doc, "forgetting", *years) == dec("0", "1500", "3000")


def test_a_share_of_a_share_from_a_threshold_on(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-12-31 open Assets:Bank USD
    2025-12-31 open Income:Gifts USD
    2025-01-01 custom "coop-entity" "campaign" "ally"
      basis: "accrual"
    2026-01-01 custom "coop-account" "gifts" Income:Gifts
    2026-01-01 custom "coop-agreement" "host-fee" "gifts"
      from: "campaign"
      to: "host"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "host-fee" "from" 0 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement" "platform" "host-fee"
      from: "host"
      to: "platform"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "platform" "from" 0 USD "at" 15 PERCENT
    2026-02-01 custom "coop-agreement" "platform-later" "host-fee"
      from: "host"
      to: "platform"
      count: "month"
      threshold: 10 USD
    2026-02-01 custom "coop-agreement-band" "platform-later" "from" 0 USD "at" 15 PERCENT
    2026-01-10 * "Raised"
      Assets:Bank    1000.00 USD
      Income:Gifts  -1000.00 USD
    2026-02-10 * "Raised"
      Assets:Bank    333.33 USD
      Income:Gifts  -333.33 USD
    2026-03-10 * "Raised"
      Assets:Bank    400.00 USD
      Income:Gifts  -400.00 USD
    """  # noqa: E501 - as people write it
    assert numbers(book_doc, "host-fee", "2026-01") == dec("100")
    assert numbers(book_doc, "platform", "2026-01") == dec("15")
    # 5.00 in February wait; with March's 6.00 they are more than 10.
    months = ("2026-02", "2026-03")
    assert numbers(book_doc, "platform-later", *months) == dec("0", "11.00")


def test_equal_parts_for_two_federations(book_doc: Book) -> None:
    """
    option "operating_currency" "EUR"
    2023-12-31 open Assets:Bank EUR
    2023-12-31 open Income:Sales EUR
    2024-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2024-01-01 custom "coop-agreement" "fund" "surplus"
      from: "coop"
      to: "federations"
      count: "year"
    2024-01-01 custom "coop-agreement-band" "fund" "from" 0 EUR "at" 3 PERCENT
    2024-01-01 custom "coop-agreement-part" "fund" "one" "equal"
      body: "federation-one"
    2024-01-01 custom "coop-agreement-part" "fund" "other" "equal"
      body: "federation-two"
    2024-06-30 * "A year"
      Assets:Bank    84000 EUR
      Income:Sales  -84000 EUR
    2025-06-30 * "A year of loss"
      Assets:Bank   -1000 EUR
      Income:Sales   1000 EUR
    """
    good, bad = shares(book_doc, "fund", "2024", "2025")
    assert good.number == Decimal("2520.00")
    assert [(one.body, one.number) for one in good.parts] == [
        ("federation-one", Decimal("1260.00")),
        ("federation-two", Decimal("1260.00")),
    ]
    assert bad.number == 0
    assert all(one.number == 0 for one in bad.parts)
