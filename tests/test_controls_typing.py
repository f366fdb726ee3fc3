"""What people type: spaces, capitals, marks, nothing in place of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.controls.rules.names import person_in
from tests.support.rules import open_in
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_capitals_and_spaces_make_no_other_payee(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 * "Gifts"
      Assets:Bank         9000.00 USD
      Income:Gifts       -9000.00 USD
    2026-03-02 * "PHONE  CO " "Line of February"
      Expenses:Phone        71.00 USD
      Assets:Bank          -71.00 USD
    2026-03-03 * "Phone Co" "The line"
      Expenses:Phone        71.00 USD
      Assets:Bank          -71.00 USD
    2026-03-04 * " " "Lamps "
      Expenses:Office       72.00 USD
      Assets:Bank          -72.00 USD
    2026-03-05 * "lamps"
      Expenses:Office       72.00 USD
      Assets:Bank          -72.00 USD
    """
    assert open_in(book_doc) == [
        (
            "duplicate | Perhaps paid twice: The line, 3 March 2026, and the same on "
            "2 March 2026 | 71.00"
        ),
        (
            "duplicate | Perhaps paid twice: lamps, 5 March 2026, and the same on "
            "4 March 2026 | 72.00"
        ),
    ]


def test_a_mark_on_a_posting_counts(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-02 * "Whose is this?"
      Assets:Shares        10.00 USD
      ! Income:Gifts      -10.00 USD
    2026-03-03 * "Clear"
      Assets:Shares        11.00 USD
      * Income:Gifts      -11.00 USD
    """
    assert open_in(book_doc) == [
        "flagged | Marked to look at: Whose is this?, 2 March 2026"
    ]


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ("0", False),
        ('""', False),
        ('" "', False),
        ('"0 guests"', False),
        ("11", True),
        ('"M-0007 and 11 guests"', True),
        ('"the strike committee"', True),
    ],
)
def test_nobody_is_no_company_at_a_meal(
    said: str, enough: bool, tmp_path: Path
) -> None:
    text = (
        f'2026-03-02 * "Lunch"\n  attendees: {said}\n'
        "  Expenses:Meals  41.00 USD\n  Assets:Bank  -41.00 USD\n"
    )
    assert (open_in(written(tmp_path, text)) == []) is enough


@pytest.mark.parametrize(
    ("said", "enough"),
    [
        ("0 MILE", False),
        ("0.00", False),
        ('"far"', False),
        ('""', False),
        ("84 MILE", True),
        ('"about 0.5 km"', True),
        ('"to the depot, 10 miles"', True),
    ],
)
def test_far_is_no_distance(said: str, enough: bool, tmp_path: Path) -> None:
    text = (
        f'2026-03-02 * "To the depot"\n  distance: {said}\n'
        "  Expenses:Mileage  41.00 USD\n  Assets:Bank  -41.00 USD\n"
    )
    assert (open_in(written(tmp_path, text)) == []) is enough


@pytest.mark.parametrize(
    "text",
    [
        "2@5.00 each",
        "3 @ 4.50",
        "12@2.50kg",
        "a@b",
        "Invoice 100-200-3000",
        "Order no. 100-200-3000",
        "Order #100-200-3000",
        "bill 0171 1234567",
        "0830 1030",
        "01/02/2026 and 03.02.2026",
        "Terminal 0123 2026-03-31",
        "M-0042 1234567",
    ],
)
def test_what_belongs_to_no_person(text: str) -> None:
    assert person_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "0171 1234567",
        "0171 123 45 67",
        "0171/1234567",
        "(030) 1234567",
        "020 7946 0018",
        "01 99 00 12 34",
        "555-010-4477",
        "Tel. no. 555-010-4477",
        "Order 4711, call 555-010-4477",
        "Invoice 100-200-3000, ask 0171 1234567",
        "order +44 20 7946 0018",
    ],
)
def test_what_is_called(text: str) -> None:
    assert person_in(text) == "A telephone number"


@pytest.mark.parametrize(
    "text",
    ["a.b@example.org", "Write to x@mail.example.coop.", "x@example.xn--p1ai"],
)
def test_what_is_written_to(text: str) -> None:
    assert person_in(text) == "An e-mail address"


@given(st.text(alphabet="0123456789 -./()@#ab", max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    assert person_in(text) in {"", "An e-mail address", "A telephone number"}
