"""Page one: the month beside its plan, and what moved in funds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.statements import pack
from tests.support.statements import said
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_a_loss_beside_its_plan(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 custom "budget" Income:Dues "monthly" -100.00 USD
    2026-01-01 custom "budget" Expenses:Rent "monthly" 60.00 USD
    2026-01-01 custom "budget" Expenses:Post "monthly" 10.00 USD
    2026-03-02 * "Dues as planned; post and rent are not"
      Income:Dues          -100.00 USD
      Expenses:Rent          95.00 USD
      Expenses:Post           8.00 USD
      Assets:Cash            -3.00 USD
    """
    values = pack(book_doc).values
    columns = ("month", "plan", "difference", "words")
    assert shown(values, *columns, table="page-month") == [
        "Income",
        "  Dues | 100.00 | 100.00 | 0.00 | as planned",
        "Costs",
        "  Rent | 95.00 | 60.00 | 35.00 | more",
        "  Post | 8.00 | 10.00 | -2.00 | less",
        "Loss | -3.00 | 30.00 | -33.00 | worse",
    ]
    assert said(values, "page-opening")[1] == (
        "March closed with a loss: -3.00; 30.00 was planned. Most of the difference: "
        "Rent, 95.00 instead of 60.00."
    )
    assert said(values, "page-month") == [
        "This year so far, from 1 January 2026: -3.00, a loss."
    ]


def test_small_areas_are_one_line(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Eight kinds of costs"
      Expenses:A             80.00 USD
      Expenses:B             70.00 USD
      Expenses:C             60.00 USD
      Expenses:D             50.00 USD
      Expenses:E             40.00 USD
      Expenses:F              3.00 USD
      Expenses:G              2.00 USD
      Assets:Cash          -305.00 USD
    """
    assert shown(pack(book_doc).values, "month", table="page-month")[2:] == [
        "  A | 80.00",
        "  B | 70.00",
        "  C | 60.00",
        "  D | 50.00",
        "  E | 40.00",
        "  Other costs | 5.00",
        "Loss | -305.00",
    ]
    assert shown(pack(book_doc).values, "amount", table="page-money")[2:-1] == [
        "Went out | -305.00",
        "  A | -80.00",
        "  B | -70.00",
        "  C | -60.00",
        "  D | -50.00",
        "  other | -45.00",
    ]


def test_what_moved_in_funds_can_be_added_up(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-entity" "local-12" "union"
      basis: "cash"
    2025-01-01 custom "coop-account" "fund-transfer" Equity:Transfers
    2026-02-01 * "Opening"
      Assets:Cash           100.00 USD
      Equity:Opening        -60.00 USD
      Equity:Opening        -40.00 USD
        fund: "strike"
    2026-03-02 * "A gift, and strike pay"
      fund: "strike"
      Assets:Cash            -5.00 USD
      Income:Gifts          -15.00 USD
      Expenses:Strike-Pay    20.00 USD
    2026-03-03 * "Set aside"
      Equity:Transfers        7.00 USD
      Equity:Transfers       -7.00 USD
        fund: "strike"
    """
    assert said(pack(book_doc).values, "page-month")[1] == (
        "Strike fund: 40.00 at the start, came in 15.00, went out -20.00, "
        "moved between funds 7.00, 42.00 at the end."
    )
