"""Sharing and support in the monthly pack: page one, pictures, what is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.packs.drawings import drawing
from coopbooks.packs.workbook import workbook
from tests.support.statements import pack
from tests.support.statements import said

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.packs.pack import Pack

AMOUNT = re.compile(r"\d[.,]\d\d")


@pytest.fixture(scope="module")
def packs(harbor: Path) -> dict[str, Pack]:
    return {
        path.parent.name: pack(coopbooks.load(path))
        for path in sorted(harbor.glob("*/main.beancount"))
    }


def party(made: Pack) -> list[str]:
    return said(made.values, "page-party")


def title(made: Pack) -> str:
    return next(one.title for one in made.front if one.id == "page-party")


def test_an_affiliate_reads_what_it_shares_and_gets(packs: dict[str, Pack]) -> None:
    made = packs["tidewater-bakery"]
    assert title(made) == "With the party"
    assert party(made) == [
        (
            "We share 337.89 with Harbor Federation for January to March 2026, counted "
            "on 6757.76 of surplus."
        ),
        (
            "Harbor Federation provided 12 of 12 hours promised (bookkeeping) for "
            "January to March 2026, not counted as money."
        ),
        "Still to be paid by us: 337.89, next due on 30 April 2026.",
    ]


def test_the_party_reads_of_its_affiliates(packs: dict[str, Pack]) -> None:
    made = packs["harbor-federation"]
    assert title(made) == "With our affiliates"
    words = party(made)
    assert words[1] == (
        "5 affiliates share 1870.82 with us for the periods that ended last, 2986.82 "
        "this year so far."
    )
    assert "Still to be paid to us: 1870.82, next due on 15 April 2026." in words
    assert len(words) <= 7


def test_a_book_abroad_says_both_currencies(packs: dict[str, Pack]) -> None:
    assert party(packs["kilmore-abroad"])[0].endswith("counted on 887.00 EUR of dues.")


def test_figures_on_page_one_can_be_hidden(packs: dict[str, Pack]) -> None:
    for made in packs.values():
        section = next((one for one in made.front if one.id == "page-party"), None)
        for sentence in section.lead if section else ():
            assert not AMOUNT.search(sentence.text)


def test_all_adds_up_and_pictures_are_drawn(packs: dict[str, Pack]) -> None:
    for made in packs.values():
        assert made.values.failed() == []
    made = packs["harbor-federation"]
    by_id = {one.id: one for one in made.pictures}
    assert by_id["shares-by-month"].title == "Shares to us, twelve months"
    assert len(by_id["shares-by-month"].columns) == 4
    for name in ("shares-by-month", "given-by-month", "given-and-received"):
        shapes = drawing(made, by_id[name]).shapes
        assert len([one for one in shapes if one.tag == "rect"]) > 1


def test_a_workbook_has_their_sheets(packs: dict[str, Pack]) -> None:
    assert workbook(packs["harbor-federation"])


def test_a_book_that_shares_nothing_says_nothing(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-10 * "Sold"
      Assets:Cash        10.00 USD
      Income:Sales      -10.00 USD
    """
    made = pack(book_doc)
    names = [one.id for one in made.values.tables]
    assert not [one for one in names if one.startswith(("shares", "help", "exchange"))]
    assert "page-party" not in names
