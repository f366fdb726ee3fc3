"""The worksheets of an audit: decisions, officers, dues, and who signs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.support.audits import lines
from tests.support.audits import pack
from tests.support.audits import table

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def usd(number: str) -> Decimal:
    return Decimal(number)


def test_payments_stand_below_their_decisions(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Office
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-02 custom "coop-decision" "2025-01/1" "Paper"
      body: "committee"
      limit: 12.00 USD
      until: 2025-06-30
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2025-01-11 * "Paper"
      decision: "2025-01/1"
      Expenses:Office   10.00 USD
      Assets:Bank
    2025-08-11 * "More paper"
      decision: "2025-01/1"
      Expenses:Office    4.00 USD
      Assets:Bank
    2025-09-11 * "Pens"
      Expenses:Office    7.00 USD
      Assets:Bank
    """
    rows = lines(pack(book_doc), "audit-decisions", "label", "paid", "look")
    assert rows == [
        (
            "2025-01/1 Paper (committee)",
            None,
            "overspent by 2.00, used after its end",
        ),
        ("Paper", usd("10.00"), ""),
        ("More paper", usd("4.00"), "after its end"),
        ("Under decisions", usd("14.00"), None),
        ("All disbursements", usd("21.00"), None),
        ("Under none: by plan, bylaws and agreements?", usd("7.00"), None),
    ]


def test_what_officers_got_and_owe(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Advances
    2025-01-01 open Expenses:Wages
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "cash"
      country: "US"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-officer" "M-0001" "president"
    2025-01-10 * "A gift"
      Assets:Bank      9000.00 USD
      Income:Gifts
    2025-02-01 * "Lost pay"
      Expenses:Wages    300.00 USD
        member: "M-0001"
      Expenses:Wages    200.00 USD
        member: "M-0002"
      Assets:Bank
    2025-03-01 * "Advance"
      Assets:Advances  2100.00 USD
        member: "M-0001"
      Assets:Bank
    """
    rows = lines(pack(book_doc), "audit-officers", "label", "amount", "owes", "look")
    assert rows == [
        (
            "M-0001, president",
            usd("2400.00"),
            usd("2100.00"),
            "owes more than 2,000.00 (29 USC 503(a))",
        ),
        ("Lost pay", usd("300.00"), None, "their part of a payment to several"),
        ("Advance", usd("2100.00"), None, ""),
    ]


def test_dues_are_members_by_rate(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Dues
    2025-01-01 open Income:Dues
    2025-01-01 custom "coop-entity" "our-local" "union"
      basis: "accrual"
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "dues-receivable" Assets:Dues
    2025-01-01 custom "coop-account" "dues" Income:Dues
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-dues" "all" "flat"
      amount: 10.00 USD
      due: "last-day"
    2025-01-01 custom "coop-dues-part" "all" "local" "rest" "to" Income:Dues
    2025-01-31 * "Dues of January, of one only"
      member: "M-0001"
      Assets:Dues     10.00 USD
      Income:Dues
    """
    rows = lines(
        pack(book_doc), "audit-dues", "members", "expected", "booked", "difference"
    )
    assert rows[0] == (2, usd("20.00"), usd("10.00"), usd("-10.00"))
    assert rows[-1] == (None, usd("240.00"), usd("10.00"), usd("-230.00"))


def test_trustees_sign_at_the_end(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-officer" "M-0001" "treasurer"
    2025-01-01 custom "coop-officer" "M-0002" "trustee"
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    """
    found = pack(book_doc, seed=99)
    assert found.values.tables[-1].id == "audit-sign"
    assert [row[0] for row in lines(found, "audit-sign", "label")] == [
        "Trustee M-0002",
        "Trustee",
        "Trustee",
        "Treasurer M-0001, who kept it",
    ]
    assert "seed 99" in table(found, "audit-sign").lead[0].text


def test_who_signed_stands_in_the_book(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Office
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-officer" "M-0001" "treasurer"
    2025-01-10 * "A gift"
      Assets:Bank      100.00 USD
      Income:Gifts
    2025-01-11 * "Paper"
      approved-by: "M-0001, M-0002"
      Expenses:Office   10.00 USD
      Assets:Bank
    2025-01-12 * "Pens, for the treasurer's own money"
      paid-to: "M-0001"
      Expenses:Office    5.00 USD
        approved-by: "M-0002"
      Assets:Bank
    """
    found = pack(book_doc)
    rows = {row.id: row.cells for row in table(found, "audit-controls").rows}
    assert (rows["signed"]["answer"], rows["signed"]["words"]) == (
        "NO",
        "1 of 2 disbursements name two",
    )
    assert lines(found, "audit-officers", "label", "amount") == [
        ("M-0001, treasurer", usd("5.00")),
        ("Pens, for the treasurer's own money", usd("5.00")),
    ]
