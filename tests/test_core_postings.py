"""All postings of a book as one typed table."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.postings import TAGS
from coopbooks.core.postings import frame
from coopbooks.core.postings import rows
from coopbooks.core.postings import saying

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

D = Decimal


def test_a_posting_says_more_than_its_transaction(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-09 * "Strike pay, a part of it from general money"
      fund: "strike"
      period: "2026-03"
      Expenses:Strike-Pay   80.00 USD
      Expenses:Rent         20.00 USD
        fund: "general"
      Assets:Bank         -100.00 USD
        fund:
    """
    found = list(rows(load_doc.entries))
    assert [(row.account, row.number, row.tag("fund")) for row in found] == [
        ("Expenses:Strike-Pay", D("80.00"), "strike"),
        ("Expenses:Rent", D("20.00"), "general"),
        # A key without a value says nothing of its own.
        ("Assets:Bank", D("-100.00"), "strike"),
    ]
    assert {row.tag("period") for row in found} == {"2026-03"}
    assert {row.tag("member") for row in found} == {None}


def test_tags_are_text(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-09 * "Written as a date and as a number"
      recorded: 2026-04-01
      lot: 2025
      Assets:Bank            1.00 USD
      Income:Dues           -1.00 USD
    """
    first = next(rows(load_doc.entries))
    assert (first.tag("recorded"), first.tag("lot")) == ("2026-04-01", "2025")


def test_where_something_is_said(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-08 * "Says nothing"
      Assets:Bank            1.00 USD
      Income:Dues           -1.00 USD
    2026-03-09 * "Twice"
      fund: "strike"
      Assets:Bank            1.00 USD
      Income:Dues           -1.00 USD
        fund: "general"
    2026-03-10 balance Assets:Bank  2.00 USD
      fund: "no transaction"
    """
    said = [(one.narration, meta["fund"]) for one, meta in saying(load_doc[0], "fund")]
    assert said == [("Twice", "strike"), ("Twice", "general")]


def test_a_frame_for_those_who_work_with_pandas(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-09 * "M-0001" "Dues"
      member: "M-0001"
      Assets:Bank            0.10 USD
      Income:Dues           -0.10 USD
        member: "M-0002"
    """
    table = frame(load_doc.entries)
    assert list(table.columns) == [
        "date",
        "account",
        "number",
        "currency",
        "payee",
        "narration",
        *TAGS,
    ]
    assert list(table["member"]) == ["M-0001", "M-0002"]
    assert list(table["number"]) == [D("0.10"), D("-0.10")]
    assert table["date"].dt.date.to_list() == [datetime.date(2026, 3, 9)] * 2
    assert table["fund"].isna().all()


def test_a_frame_of_a_book_without_postings() -> None:
    assert len(frame([])) == 0
