"""Dues in the monthly pack: page one, the tables behind it, pictures, findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.table import Ref
from coopbooks.packs.drawings import drawing
from tests.support.statements import pack
from tests.support.statements import said
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def titles(book: Book) -> list[str]:
    return [table.title for table in pack(book).pages if table.id.startswith("dues")]


def test_a_local_with_members_behind_and_a_late_employer(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "accrual"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:CheckOff
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 30.00 USD
    2026-01-01 custom "coop-dues-standing" "local" "more-than" 60 DAY
    2026-01-01 custom "coop-workplace" "mill"
      employer: "harbor-foods"
      collected: "check-off"
      remits: 20 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
      workplace: "mill"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-03-01 custom "coop-member" "M-0003" "pause"
    2026-01-01 * "Dues" "January"
      period: "2026-01"
      Assets:Dues       30.00 USD
        member: "M-0001"
      Assets:CheckOff   30.00 USD
        member: "M-0002"
      Income:Dues
    2026-03-01 * "Dues" "March"
      period: "2026-03"
      Assets:Dues       30.00 USD
        member: "M-0001"
      Assets:CheckOff   30.00 USD
        member: "M-0002"
      Income:Dues
    2026-03-20 * "Harbor Foods" "Taken from pay"
      period: "2026-03"
      Assets:Bank       25.00 USD
      Assets:CheckOff  -25.00 USD
        member: "M-0002"
    """
    made = pack(book_doc)
    values = made.values
    assert values.failed() == []
    assert said(values, "page-members") == [
        "3 members; 0 joined, 0 left. 1 on leave.",
        "2 in good standing, 1 of them excused.",
        "1 is behind, with 60.00 together.",
    ]
    assert said(values, "page-owed") == [
        "Nobody loses standing because the employer is late."
    ]
    assert shown(values, "amount", table="page-owed") == [
        "Dues taken from pay, not yet handed over | 35.00",
        "Dues not yet paid | 60.00",
        "Together | 95.00",
    ]
    columns = ("start", "charged", "taken", "awaited", "late")
    assert shown(values, *columns, table="dues-employers") == [
        "Harbor Foods | 30.00 | 30.00 | 25.00 | 35.00 | 30.00",
        "Together | 30.00 | 30.00 | 25.00 | 35.00 | 30.00",
    ]
    late = (
        "2. Harbor Foods is late with dues, the oldest due on 20 February 2026; no "
        "member loses standing by it | 30.00"
    )
    look = [row for row in shown(values, "amount", table="page-look") if "dues" in row]
    assert look == [late, "3. 1 member is behind with dues: remind them? | 60.00"]
    assert titles(book_doc) == [
        "Dues",
        "Owed, by age",
        "Dues, twelve months",
        "Dues by workplace and class",
        "Standing by workplace and class",
        "Employers",
    ]


def test_a_book_by_cash_owes_what_is_worked_out(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 19.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-02-01 custom "coop-member" "M-0002" "join"
    2026-01-05 * "Dues"
      Assets:Bank       38.00 USD
      Income:Dues      -38.00 USD
        member: "M-0001"
    2026-03-05 * "Dues"
      Assets:Bank       19.00 USD
      Income:Dues      -19.00 USD
        member: "M-0002"
    """
    values = pack(book_doc).values
    assert values.failed() == []
    # 3 months of the first, 2 of the second, less 57 paid.
    assert shown(values, "month", "year", table="dues")[:4] == [
        "Owed at the start | 19.00 | 0",
        "  Charged | 38.00 | 95.00",
        "  Paid by members | -19.00 | -57.00",
        "Owed on 31 March 2026 | 38.00 | 38.00",
    ]


def test_pledges_are_never_owed(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-entity" "chapter" "chapter"
      basis: "cash"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "chapter" "flat"
      amount: 8.00 USD
      pledged: TRUE
    2026-01-01 custom "coop-dues-standing" "chapter" "more-than" 30 DAY
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 custom "coop-member" "M-0002" "join"
    2026-03-05 * "Dues"
      Assets:Bank        8.00 USD
      Income:Dues       -8.00 USD
        member: "M-0001"
    """
    values = pack(book_doc).values
    assert said(values, "page-members") == [
        "2 members; 0 joined, 0 left.",
        "2 in good standing.",
        "16.00 was pledged for the month, 8.00 came in.",
    ]
    assert shown(values, "rate", table="dues-months")[-2:] == [
        "March 2026 | 50.0",
        "Together | 50.0",
    ]
    assert Ref("dues", "end", "month") not in values.cells


def test_a_book_without_dues_stays_as_it_is(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-03-02 * "Gift"
      Assets:Cash      10.00 USD
      Income:Gifts    -10.00 USD
    """
    made = pack(book_doc)
    assert titles(book_doc) == []
    assert not [one for one in made.pictures if one.id.startswith("dues")]
    assert said(made.values, "page-members") == ["1 member; 0 joined, 0 left."]


@pytest.mark.parametrize("name", ["harbor-foods-local-12", "kilmore-abroad"])
def test_pictures_are_drawn_of_the_tables(harbor: Path, name: str) -> None:
    made = pack(coopbooks.load(harbor / name))
    pictures = {one.id: one for one in made.pictures}
    rate = drawing(made, pictures["dues-rate"])
    assert any("%" in shape.text for shape in rate.shapes)
    owed = drawing(made, pictures["dues-owed"])
    names = [shape.text for shape in owed.shapes if shape.look == "name"]
    assert names[0] == "Not yet due"
    assert names[-1] == "Older"
