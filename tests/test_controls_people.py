"""Ids of people: those that the book does not know are told, words are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.controls.rules.people import Known
from coopbooks.controls.rules.people import known_people
from tests.support.rules import judged
from tests.support.rules import open_in
from tests.support.rules import said
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

PEOPLE = """\
2026-01-01 custom "coop-member" "M-0001" "join"
2026-01-01 custom "coop-member" "M-0002" "join"
2026-01-01 custom "coop-officer" "M-0003" "treasurer"
"""
LUNCH = """\
2026-03-05 ! "Lamps"
  Expenses:Office   14.00 USD
  Assets:Bank      -14.00 USD
"""


def test_who_is_neither_a_member_nor_in_office(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-01-01 custom "coop-officer" "M-0003" "treasurer"
    2026-02-05 * "Before the period"
      approved-by: "M-0077, M-0088"
      Expenses:Travel       61.00 USD
      Assets:Bank          -61.00 USD
    2026-03-01 custom "coop-decision" "2026-03/1" "Fares"
      body: "the officers"
      approved-by: "M-0001, M-0079"
    2026-03-05 * "Approved by nobody"
      approved-by: "M-0088 M-0077, M-0001"
      Expenses:Travel       61.00 USD
      Assets:Bank          -61.00 USD
    2026-03-06 * "Approved by those who are there, paid to a firm"
      approved-by: "M-0001, M-0003"
      paid-to: "Route 66 Tyres, K-12"
      Expenses:Travel       62.00 USD
      Assets:Bank          -62.00 USD
    2026-03-07 * "Paid to nobody"
      Expenses:Travel       63.00 USD
        paid-to: "m-0001"
      Assets:Bank          -63.00 USD
    """
    head = "unknown-approver | Neither a member nor in office: "
    assert open_in(book_doc) == [
        f"{head}M-0079 (coop-decision 2026-03/1, 1 March 2026)",
        f"{head}M-0077, M-0088 (Approved by nobody, 5 March 2026)",
        f"{head}m-0001 (Paid to nobody, 7 March 2026)",
    ]


def test_a_book_that_lists_nobody_finds_no_strangers(tmp_path: Path) -> None:
    text = """\
    2026-03-05 * "Fares"
      approved-by: "M-0077, M-0088"
      Expenses:Travel  61.00 USD
      Assets:Bank     -61.00 USD
    """
    assert open_in(written(tmp_path, text)) == []


def waived_by(folder: Path, by: str) -> tuple[list[str], list[str]]:
    """What is open, and which errors there are, with a waiver by somebody."""
    waiver = (
        '2026-04-02 custom "coop-waiver" "flagged" 2026-03-05\n'
        f'  because: "two of us saw them"\n  by: "{by}"\n'
    )
    found = judged(written(folder, PEOPLE, LUNCH, waiver))
    return said(found.open), [error.message for error in found.errors]


def test_nobody_waives_whom_the_book_does_not_know(tmp_path: Path) -> None:
    assert waived_by(tmp_path, "M-0001, M-0003") == ([], [])
    assert waived_by(tmp_path, "the committee of 2026") == ([], [])
    still = ["flagged | Marked to look at: Lamps, 5 March 2026"]
    head, tail = "coop-waiver: 'flagged' is waived by", "by this book."
    assert waived_by(tmp_path, "M-9999, M-0001") == (
        still,
        [f"{head} M-9999, who is neither a member nor in office {tail}"],
    )
    assert waived_by(tmp_path, "M-9999; M-9998")[1] == [
        f"{head} M-9998 and M-9999, who are neither a member nor in office {tail}"
    ]


def test_only_what_is_written_as_an_id_is_one(tmp_path: Path) -> None:
    known = known_people(written(tmp_path, PEOPLE).entries)
    text = "M-0001 M0009 M-12 M3 M- 0009 E-0001 MM-0009 m_7 and the Mill"
    assert known.strangers(text) == ["M-12", "M0009", "m_7"]
    assert known.strangers(None) == []


@given(st.text())
def test_who_is_known_is_no_stranger_and_no_text_is_too_odd(text: str) -> None:
    known = Known(frozenset({"M-0001"}), frozenset({("m", 4)}))
    assert "M-0001" not in known.strangers(f"M-0001, {text}")
    assert Known(frozenset(), frozenset()).strangers(text) == []
