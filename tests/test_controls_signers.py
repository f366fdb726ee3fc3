"""Rules on who approves, who is paid, and what is decided: found and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.rules import open_in

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_spending_without_a_decision(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Equipment
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-01-01 custom "coop-control" "no-decision" "from" 500.00 USD
    2026-02-01 custom "coop-decision" "2026-02/1" "An oven"
      body: "general meeting"
    2026-03-05 * "Oven, by decision"
      decision: "2026-02/1"
      Assets:Equipment     601.00 USD
      Assets:Bank         -601.00 USD
    2026-03-06 * "Oven, and nobody decided"
      Assets:Equipment     602.00 USD
      Assets:Bank         -602.00 USD
    2026-03-07 * "Share, by an agreement"
      Expenses:Share       603.00 USD
        agreement: "party"
      Assets:Bank         -603.00 USD
    2026-03-08 * "Below the limit"
      Expenses:Legal       499.99 USD
      Assets:Bank         -499.99 USD
    2026-03-09 * "To another account of ours"
      Assets:Deposit       900.00 USD
      Assets:Bank         -900.00 USD
    """
    assert open_in(book_doc) == [
        "no-decision | No decision: Oven, and nobody decided, 6 March 2026 | 602.00"
    ]


def test_one_signer_or_the_payee_among_them(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-01 custom "coop-decision" "2026-03/1" "Fares"
      body: "the officers"
      approved-by: "M-0001"
    2026-03-02 custom "coop-decision" "2026-03/2" "Fares"
      body: "the officers"
      approved-by: "M-0001, M-0003"
    2026-03-05 * "Approved by two others"
      approved-by: "M-0001 M-0002"
      paid-to: "M-0003"
      Expenses:Travel       61.00 USD
      Assets:Bank          -61.00 USD
    2026-03-06 * "Approved by one"
      approved-by: "M-0001"
      Expenses:Travel       62.00 USD
      Assets:Bank          -62.00 USD
    2026-03-07 * "Approved by who is paid"
      approved-by: "M-0001, M-0003"
      paid-to: "M-0003"
      Expenses:Travel       63.00 USD
      Assets:Bank          -63.00 USD
    2026-03-08 * "Decided by who is paid"
      decision: "2026-03/2"
      Expenses:Travel       64.00 USD
        member: "M-0003"
      Assets:Bank          -64.00 USD
    2026-03-09 * "Nobody asks, with no limit"
      Expenses:Travel       65.00 USD
      Assets:Bank          -65.00 USD
    """
    assert open_in(book_doc) == [
        "one-signer | One signer only: decision 2026-03/1",
        "one-signer | One signer only: Approved by one, 6 March 2026 | 62.00",
        (
            "one-signer | Approved by who is paid: Approved by who is paid, "
            "7 March 2026 | 63.00"
        ),
        (
            "one-signer | Approved by who is paid: Decided by who is paid, "
            "8 March 2026 | 64.00"
        ),
    ]


def test_from_a_limit_on_two_have_to_approve(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-01-01 custom "coop-control" "one-signer" "from" 62.00 USD
    2026-03-05 * "Below"
      approved-by: "M-0001"
      Expenses:Travel       61.00 USD
      Assets:Bank          -61.00 USD
    2026-03-06 * "Nobody"
      Expenses:Travel       62.00 USD
      Assets:Bank          -62.00 USD
    2026-03-07 * "Two"
      approved-by: "M-0001; M-0002"
      Expenses:Travel       63.00 USD
      Assets:Bank          -63.00 USD
    2026-03-08 * "Below, and paid to themselves"
      approved-by: "M-0001, M-0002"
      Expenses:Travel        9.00 USD
        paid-to: "M-0002"
      Assets:Bank           -9.00 USD
    """
    assert open_in(book_doc) == [
        "one-signer | Nobody approved it: Nobody, 6 March 2026 | 62.00",
        (
            "one-signer | Approved by who is paid: Below, and paid to themselves, "
            "8 March 2026 | 9.00"
        ),
    ]


def test_who_is_in_office_is_paid(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "wages" Expenses:Wages
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-01-01 custom "coop-officer" "M-0001" "treasurer"
    2026-01-01 custom "coop-officer" "M-0001" "chair"
    2026-01-01 custom "coop-officer" "M-0002" "trustee"
      until: 2026-03-06
    2026-01-01 custom "coop-officer" "M-0003" "clerk"
    2026-02-01 custom "coop-decision" "2026-02/1" "Fares for all"
      body: "general meeting"
    2026-03-05 * "To the treasurer"
      Expenses:Travel       61.00 USD
        member: "M-0001"
      Expenses:Travel       20.00 USD
        member: "M-0009"
      Assets:Bank          -81.00 USD
    2026-03-06 * "To a trustee, on the last day in office"
      paid-to: "M-0002"
      Expenses:Travel       62.00 USD
      Assets:Bank          -62.00 USD
    2026-03-07 * "To who was a trustee"
      paid-to: "M-0002"
      Expenses:Travel       63.00 USD
      Assets:Bank          -63.00 USD
    2026-03-08 * "By decision"
      decision: "2026-02/1"
      paid-to: "M-0001"
      Expenses:Travel       64.00 USD
      Assets:Bank          -64.00 USD
    2026-03-09 * "Approved by two others"
      approved-by: "M-0003, M-0002"
      paid-to: "M-0001"
      Expenses:Travel       65.00 USD
      Assets:Bank          -65.00 USD
    2026-03-10 * "Wages are for all"
      Expenses:Wages        66.00 USD
        member: "M-0001"
      Assets:Bank          -66.00 USD
    2026-03-11 * "Dues come in"
      Assets:Bank           67.00 USD
      Income:Dues          -67.00 USD
        member: "M-0001"
    """
    assert open_in(book_doc) == [
        (
            "paid-to-officer | Paid to an officer (chair and treasurer): To the "
            "treasurer, 5 March 2026 | 61.00"
        ),
        (
            "paid-to-officer | Paid to an officer (trustee): To a trustee, on the last "
            "day in office, 6 March 2026 | 62.00"
        ),
    ]


def test_a_bill_is_paid_to_who_is_in_office(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "payable" Liabilities:Payable
    2025-01-01 custom "coop-account" "wages-payable" Liabilities:Wages
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-01-01 custom "coop-officer" "M-0002" "treasurer"
    2026-01-01 custom "coop-officer" "M-0003" "chair"
    2026-01-01 custom "coop-officer" "M-0004" "clerk"
    2026-02-01 custom "coop-decision" "2026-02/1" "Fares for all"
      body: "general meeting"
    2026-03-04 * "Fares, and nobody is named"
      Expenses:Travel      120.20 USD
      Liabilities:Payable -120.20 USD
    2026-03-05 * "The bill is paid"
      paid-to: "M-0002"
      Liabilities:Payable  120.20 USD
      Assets:Bank         -120.20 USD
    2026-03-06 * "By decision"
      paid-to: "M-0002"
      decision: "2026-02/1"
      Liabilities:Payable   61.00 USD
      Assets:Bank          -61.00 USD
    2026-03-07 * "Approved by two others"
      paid-to: "M-0002"
      approved-by: "M-0003, M-0004"
      Liabilities:Payable   62.00 USD
      Assets:Bank          -62.00 USD
    2026-03-08 * "To somebody else, with a bill of the treasurer's"
      Liabilities:Payable   63.00 USD
      Liabilities:Payable:Fares   64.00 USD
        member: "M-0002"
      Assets:Bank         -127.00 USD
    2026-03-09 * "Wages of a month"
      paid-to: "M-0002"
      Liabilities:Wages     65.00 USD
      Assets:Bank          -65.00 USD
    2026-03-10 * "Moved from one list of bills to another; nothing is paid"
      paid-to: "M-0002"
      Liabilities:Payable         66.00 USD
      Liabilities:Payable:Fares  -66.00 USD
    """
    assert open_in(book_doc) == [
        (
            "paid-to-officer | Paid to an officer (treasurer): The bill is paid, "
            "5 March 2026 | 120.20"
        ),
        (
            "paid-to-officer | Paid to an officer (treasurer): To somebody else, with "
            "a bill of the treasurer's, 8 March 2026 | 64.00"
        ),
    ]
