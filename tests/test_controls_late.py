"""Rules on what came late: into months looked at before, into opening balances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.review.acting import sign
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book
from tests.support.rules import open_in

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

LATER = """
2026-03-30 * "Post office" "Stamps"
  recorded: 2026-04-10
  Expenses:Printing  3 USD
  Assets:Bank
"""


def test_entries_that_came_late(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-10 * "Of January, and learnt in March"
      recorded: 2026-03-20
      Assets:Shares        70.00 USD
      Income:Gifts        -70.00 USD
    2026-02-10 * "Of February, and learnt in March, within 31 days"
      recorded: 2026-03-31
      Assets:Shares        70.00 USD
      Income:Gifts        -70.00 USD
    2026-03-10 * "Of March, and learnt in June"
      recorded: 2026-06-20
      Assets:Shares        70.00 USD
      Income:Gifts        -70.00 USD
    2026-03-11 * "Of March, from the list of April"
      recorded: 2026-04-30
      Assets:Shares        70.00 USD
      Income:Gifts        -70.00 USD
    """
    head = "back-dated | Recorded on {}, long after its month: {}"
    assert open_in(book_doc) == [
        head.format(
            "20 March 2026", "Of January, and learnt in March, 10 January 2026"
        ),
        head.format("20 June 2026", "Of March, and learnt in June, 10 March 2026"),
    ]
    assert len(open_in(book_doc, "2026-01")) == 1
    assert open_in(book_doc, "2026-02") == []


def test_entries_that_came_after_somebody_signed(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book", LATER)
    for number in (2, 3):
        sign(loaded(main), MARCH, person(number))
    edit(main, LATER, LATER.replace("2026-04-10", "2026-04-11"))
    (found,) = (one for one in open_in(loaded(main)) if one.startswith("back"))
    assert found.endswith(
        "Recorded on 11 April 2026, after March 2026 was signed on 10 April 2026: "
        "Stamps, 30 March 2026"
    )


def test_opening_balances_that_are_changed_later(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 * "What it began with"
      Assets:Bank         9000.00 USD
      Equity:Opening     -9000.00 USD
    2026-02-05 custom "coop-close" "2026-01" "soft"
    2026-02-20 custom "coop-decision" "2026-02/1" "Restate the opening balance"
      body: "general assembly"
    2026-03-01 * "A bill of 2025 was left out"
      decision: "2026-02/1"
      Equity:Opening       240.00 USD
      Liabilities:Bills   -240.00 USD
    2026-03-02 * "A second bill was left out"
      Equity:Opening        20.00 USD
      Liabilities:Bills    -20.00 USD
    """
    words = "restated-opening | Opening balances changed without a decision: "
    assert open_in(book_doc) == [
        f"{words}A second bill was left out, 2 March 2026 | 20.00"
    ]
    # What stands before all that was closed is where the book begins.
    assert open_in(book_doc, "2026-01") == []
