"""Rules on entries: twice, round, without papers, not for the purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.rules import open_in
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_what_stands_in_the_book_twice(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "payable" Liabilities:Bills
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-02 * "Sound Hire" "The first"
      Expenses:Events       70.00 USD
      Assets:Bank          -70.00 USD
    2026-03-08 * "Sound hire" "Six days later"
      Expenses:Events       70.00 USD
      Assets:Bank          -70.00 USD
    2026-03-15 * "Sound Hire" "A week after that"
      Expenses:Events       70.00 USD
      Assets:Bank          -70.00 USD
    2026-03-15 * "Other Hire" "Another payee"
      Expenses:Events       70.00 USD
      Assets:Bank          -70.00 USD
    2026-03-16 * "Mill" "Bill" ^bill-1
      Expenses:Flour        80.00 USD
      Liabilities:Bills    -80.00 USD
    2026-03-17 * "Mill" "Bill" ^bill-2
      Expenses:Flour        80.00 USD
      Liabilities:Bills    -80.00 USD
    2026-03-18 * "Mill" "Paid" ^bill-1
      Liabilities:Bills     80.00 USD
      Assets:Bank          -80.00 USD
    2026-03-18 * "Mill" "Paid" ^bill-2
      Liabilities:Bills     80.00 USD
      Assets:Bank          -80.00 USD
    2026-03-20 * "Diner" "Two receipts"
      document: "a.pdf"
      Expenses:Food         30.00 USD
      Assets:Bank          -30.00 USD
    2026-03-20 * "Diner" "Two receipts"
      document: "b.pdf"
      Expenses:Food         30.00 USD
      Assets:Bank          -30.00 USD
    2026-03-21 * "Members" "Strike pay"
      Expenses:Strike       50.00 USD
        member: "M-0001"
      Assets:Bank          -50.00 USD
    2026-03-21 * "Members" "Strike pay"
      Expenses:Strike       50.00 USD
        member: "M-0002"
      Assets:Bank          -50.00 USD
    """
    for name in ("a.pdf", "b.pdf"):
        (book_doc.folder / name).touch()
    assert open_in(book_doc) == [
        (
            "duplicate | Perhaps paid twice: Six days later, 8 March 2026, and the "
            "same on 2 March 2026 | 70.00"
        )
    ]


def test_round_sums(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-02-01 custom "coop-decision" "2026-02/1" "A gift"
      body: "general meeting"
    2026-03-02 * "Round"
      Expenses:Events      300.00 USD
      Assets:Bank         -300.00 USD
    2026-03-03 * "Not round"
      Expenses:Events      350.00 USD
      Assets:Bank         -350.00 USD
    2026-03-04 * "Round, with its receipt"
      document: "receipt.pdf"
      Expenses:Events      400.00 USD
      Assets:Bank         -400.00 USD
    2026-03-05 * "Round, by decision"
      decision: "2026-02/1"
      Expenses:Gifts       500.00 USD
      Assets:Bank         -500.00 USD
    2026-03-06 * "Refund"
      Assets:Bank          600.00 USD
      Expenses:Events     -600.00 USD
    """
    (book_doc.folder / "receipt.pdf").touch()
    assert open_in(book_doc) == [
        "round-sum | A round sum: Round, 2 March 2026 | 300.00"
    ]


def test_round_sums_of_a_currency_without_cents(tmp_path: Path) -> None:
    head = """\
option "operating_currency" "JPY"
plugin "beancount.plugins.auto_accounts"
2025-01-01 custom "coop-account" "cash" Assets:Bank
2025-01-02 * "Gifts"
  Assets:Bank   99000 JPY
  Income:Gifts -99000 JPY"""
    text = """\
2026-03-02 * "Round"
  Expenses:Events  30000 JPY
  Assets:Bank     -30000 JPY
2026-03-02 * "Not round"
  Expenses:Events  3000 JPY
  Assets:Bank     -3000 JPY"""
    found = open_in(written(tmp_path, text, head=head))
    assert found == ["round-sum | A round sum: Round, 2 March 2026 | 30000"]


def test_meals_and_mileage_say_for_whom_and_how_far(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-02 * "Lunch"
      Expenses:Meals        40.00 USD
      Assets:Bank          -40.00 USD
    2026-03-03 * "Lunch for eleven"
      attendees: 11
      Expenses:Meals        41.00 USD
      Assets:Bank          -41.00 USD
    2026-03-04 * "No meal"
      Expenses:Mealworms    42.00 USD
      Assets:Bank          -42.00 USD
    2026-03-05 * "To the depot"
      Expenses:Travel:Mileage-Own-Cars  43.00 USD
      Assets:Bank                      -43.00 USD
    2026-03-06 * "To the depot"
      Expenses:Travel:Mileage-Own-Cars  44.00 USD
        distance: 80 MILE
      Assets:Bank                      -44.00 USD
    """
    assert open_in(book_doc) == [
        (
            "meal-without-attendees | A meal without attendees: Lunch, 2 March 2026 | "
            "40.00"
        ),
        (
            "mileage-without-distance | Mileage without distance: To the depot, "
            "5 March 2026 | 43.00"
        ),
    ]


def test_a_book_says_which_accounts_are_of_meals(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-01 custom "coop-control" "meal-without-attendees" "from" 15.00 USD
      account: Expenses:Assemblies
      account-2: Expenses:Essen
    2026-03-02 * "Not named"
      Expenses:Meals        40.00 USD
      Assets:Bank          -40.00 USD
    2026-03-03 * "Soup"
      Expenses:Assemblies:Soup  15.00 USD
      Assets:Bank              -15.00 USD
    2026-03-04 * "Bread"
      Expenses:Essen        16.00 USD
      Assets:Bank          -16.00 USD
    2026-03-05 * "Salt"
      Expenses:Essen        14.00 USD
      Assets:Bank          -14.00 USD
    """
    assert [line.split(": ")[1] for line in open_in(book_doc)] == [
        "Soup, 3 March 2026 | 15.00",
        "Bread, 4 March 2026 | 16.00",
    ]


def test_equipment_and_the_register(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-01 custom "coop-account" "fixed-asset" Assets:Equipment
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-02 custom "coop-asset" "oven-2" "Second-hand oven"
      place: "the bakery"
    2026-03-02 * "Oven"
      Assets:Equipment     400.00 USD
        asset: "oven-2"
      Assets:Bank         -400.00 USD
    2026-03-03 * "Mixer"
      Assets:Equipment     401.00 USD
      Assets:Bank         -401.00 USD
    2026-03-04 * "Van"
      asset: "van"
      Assets:Equipment     402.00 USD
      Assets:Bank         -402.00 USD
    2026-03-31 * "Wear"
      Expenses:Wear         50.00 USD
      Assets:Equipment     -50.00 USD
    """
    assert open_in(book_doc) == [
        ("asset-not-in-register | Not in the register: Mixer, 3 March 2026 | 401.00"),
        (
            "asset-not-in-register | The register has no 'van': Van, 4 March 2026 | "
            "402.00"
        ),
    ]
