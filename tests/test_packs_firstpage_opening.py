"""Page one: its first sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.statements import pack
from tests.support.statements import said

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_all_free_to_use(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Sold, for cash"
      Assets:Cash            60.00 USD
      Income:Sales          -60.00 USD
    """
    assert said(pack(book_doc).values, "page-opening") == [
        "We ended March with 60.00 in cash, all free to use.",
        "March left 60.00.",
    ]
    assert said(pack(book_doc, "2026-03-02").values, "page-opening") == [
        "At the end of 2 March 2026 we had 60.00 in cash, all free to use.",
        "The period left 60.00.",
    ]


def test_more_spoken_for_than_there_is(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "A bill"
      Assets:Bank            10.00 USD
      Expenses:Rent          50.00 USD
      Liabilities:Bills     -60.00 USD
    """
    assert said(pack(book_doc).values, "page-opening") == [
        (
            "We ended March with 10.00 in the bank; after what is spoken for, -50.00 "
            "is left."
        ),
        "March closed with a loss: -50.00.",
    ]


def test_no_area_is_blamed_for_less_than_half(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "budget" Expenses:A "monthly" 1.00 USD
    2026-03-02 * "Three areas, each a third"
      Expenses:A             11.00 USD
      Expenses:B             10.00 USD
      Expenses:C             10.00 USD
      Assets:Cash           -31.00 USD
    """
    assert said(pack(book_doc).values, "page-opening")[1] == (
        "March closed with a loss: -31.00; -1.00 was planned."
    )


def test_what_is_left_over_is_no_reason(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "budget" Expenses:A "monthly" 1.00 USD
    2026-03-02 * "Seven areas, of which two make up the line of others"
      Expenses:A              1.00 USD
      Expenses:B              9.00 USD
      Expenses:C              9.00 USD
      Expenses:D              9.00 USD
      Expenses:E              9.00 USD
      Expenses:F              9.00 USD
      Expenses:G              8.00 USD
      Expenses:H              8.00 USD
      Expenses:I              8.00 USD
      Expenses:J              8.00 USD
      Expenses:K              8.00 USD
      Expenses:L              8.00 USD
      Assets:Cash           -94.00 USD
    """
    words = said(pack(book_doc).values, "page-opening")[1]
    assert words == "March closed with a loss: -94.00; -1.00 was planned."
