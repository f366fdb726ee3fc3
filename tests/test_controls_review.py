"""A period reviewed: what was asked, who signed, and what a change makes of it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.review.acting import explain
from coopbooks.controls.review.acting import say
from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.refusals import MayNotSign
from coopbooks.controls.review.refusals import NoSuchItem
from coopbooks.controls.review.refusals import NothingSaid
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.review.writing import NoPlaceForReviews
from coopbooks.core.periods import parse_period
from coopbooks.packs.review import review
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.packs.review import Reviewed

BELOW = "what stands below it (tags, links, receipts, members)"
NOW = datetime.datetime(2026, 4, 10, 19, 0)  # noqa: DTZ001 - packs have no zone


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book")


def reviewed(main: Path, period: str = "2026-03") -> Reviewed:
    return review(loaded(main), parse_period(period), NOW)


def signed_by(main: Path, *numbers: int) -> None:
    for number in numbers:
        sign(loaded(main), MARCH, person(number))


def said(main: Path) -> list[str]:
    found = reviewed(main).sign_off
    return [one.why_not or "counts" for one in found.seen]


def test_nobody_signed_yet(main: Path) -> None:
    found = reviewed(main)
    assert found.sign_off.words == "NOT YET SIGNED"
    assert list(found.items.values()) == [
        "No receipt: Rent, 2 March 2026",
        "No receipt: Leaflets, 17 March 2026",
        "Bank is not yet confirmed by a statement of 31 March 2026",
    ]


def test_two_trustees_sign_and_it_is_signed(main: Path) -> None:
    signed_by(main, 2)
    assert reviewed(main).sign_off.words == "SIGNED by 1 of 2: M-0002"
    signed_by(main, 3)
    found = reviewed(main)
    assert found.sign_off.words == "SIGNED by M-0002, M-0003, 10 April 2026"
    assert found.pack.heading.state == found.sign_off.words
    text = (main.parent / "reviews" / "2026-03.beancount").read_text(encoding="utf-8")
    assert text.count('custom "coop-review-signed" "2026-03"') == 2
    assert 'office: "trustee"' in text


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (1, "M-0001 prepares the books (treasurer), and does not sign for them."),
        (4, "M-0004 was not trustee on 10 April 2026."),
        (9, "M-0009 was not trustee on 10 April 2026."),
    ],
)
def test_who_may_not_sign(main: Path, number: int, why: str) -> None:
    with pytest.raises(MayNotSign) as error:
        signed_by(main, number)
    assert str(error.value) == why
    assert not (main.parent / "reviews" / "2026-03.beancount").exists()


def test_nobody_counts_twice(main: Path) -> None:
    signed_by(main, 2)
    with pytest.raises(MayNotSign, match="M-0002 signed before; nobody counts twice"):
        signed_by(main, 2)


def test_who_was_paid_steps_aside(tmp_path: Path) -> None:
    paid = """\
2026-01-01 custom "coop-sign-off" "month"
  quorum: 1
  offices: "trustee"
  recuse-paid: TRUE
2026-03-20 * "Travel of a trustee"
  Expenses:Printing  5 USD
    payee: "M-0002"
  Assets:Bank
"""
    main = small_book(tmp_path / "book", paid)
    with pytest.raises(MayNotSign, match="M-0002 was paid in March 2026, and steps"):
        signed_by(main, 2)
    signed_by(main, 3)
    assert reviewed(main).sign_off.is_complete


def test_a_small_chapter_takes_a_reviewer_from_another(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    with pytest.raises(MayNotSign, match="the rule lets nobody sign from other bodies"):
        sign(loaded(main), MARCH, person(77, "eastport"))
    edit(main, "  quorum: 2\n", "  quorum: 2\n  other-bodies: 1\n")
    sign(loaded(main), MARCH, person(77, "eastport"))
    with pytest.raises(MayNotSign, match="is from eastport, and the rule lets 1"):
        sign(loaded(main), MARCH, person(78, "eastport"))
    signed_by(main, 2)
    assert reviewed(main).sign_off.is_complete


def test_a_change_makes_signatures_void_and_is_listed(main: Path) -> None:
    signed_by(main, 2, 3)
    edit(main, "60 USD", "61 USD")
    edit(main, "Landlord", "Landlady")
    edit(main, "2026-03-10 *", "2026-03-11 *")
    found = reviewed(main)
    assert found.sign_off.words == "CHANGED SINCE IT WAS SIGNED"
    assert found.sign_off.is_void
    assert found.changes["M-0002"] == [
        "changed: 2 March 2026, Landlord Rent: says 'Landlady Rent' instead",
        "changed: 10 March 2026, Members Dues: dated 11 March 2026 instead",
        (
            "changed: 17 March 2026, Printer Leaflets: Assets:Bank -61.00 USD instead "
            "of -60.00 USD; Expenses:Printing 61.00 USD instead of 60.00 USD"
        ),
    ]
    # They look at it again, and sign again.
    signed_by(main, 2, 3)
    assert reviewed(main).sign_off.is_complete
    assert said(main)[2:] == ["counts", "counts"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2026-02-10 *", "2026-02-11 *", ["something before it: February 2026"]),
        (
            '2026-03-17 * "Printer"',
            '2026-03-17 price EUR 1.1 USD\n2026-03-17 * "Printer"',
            ["new: 17 March 2026, price EUR 1.1 USD"],
        ),
        (
            '2026-03-17 * "Printer"',
            '2026-03-17 ! "Printer"',
            ["changed: 17 March 2026, Printer Leaflets: marked ! instead of *"],
        ),
        (
            '"Printer" "Leaflets"',
            '"Printer" "Leaflets" #print',
            [f"changed: 17 March 2026, Printer Leaflets: {BELOW}"],
        ),
        (
            '"no-receipt" "from" 50.00 USD',
            '"no-receipt" "from" 90.00 USD',
            ["something before it: January 2025"],
        ),
    ],
)
def test_every_change_of_substance_counts(
    main: Path, old: str, new: str, words: list[str]
) -> None:
    """Also of what came before, of prices and of terms."""
    signed_by(main, 2, 3)
    edit(main, old, new)
    found = reviewed(main)
    assert found.sign_off.is_void
    assert found.changes["M-0003"] == words


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2026-03-17 *", "; paid in cash\n2026-03-17 *"),
        ("  Expenses:Rent     80 USD\n", "  Expenses:Rent     80.00 USD\n"),
        ("2026-04-02 *", "2026-04-03 *"),
    ],
)
def test_what_says_the_same_or_comes_later_changes_nothing(
    main: Path, old: str, new: str
) -> None:
    signed_by(main, 2, 3)
    edit(main, old, new)
    assert reviewed(main).sign_off.is_complete


def test_a_page_that_was_signed_on_paper(main: Path) -> None:
    code = content_of(loaded(main), MARCH)[:7]
    paper = person(2)._replace(identity="paper")
    scan = "2026-04-10.signed.pdf"
    with pytest.raises(MayNotSign, match=r"signed\.pdf is not in the book's folder"):
        sign(loaded(main), MARCH, paper, code=code, document=scan)
    (main.parent / scan).write_bytes(b"%PDF-1.4")
    sign(loaded(main), MARCH, paper, code=code, document=scan)
    (one,) = read_reviews(loaded(main).entries)[0].signatures
    assert (one.identity, one.document) == ("paper", scan)
    edit(main, "60 USD", "61 USD")
    with pytest.raises(MayNotSign, match=f"has the code {code}; the book says"):
        sign(loaded(main), MARCH, person(3), code=code)


def test_not_before_it_is_over_and_not_with_errors(main: Path) -> None:
    early = person(2, day=datetime.date(2026, 3, 31))
    with pytest.raises(MayNotSign, match="March 2026 is not over on 31 March 2026"):
        sign(loaded(main), MARCH, early)
    edit(main, "  Expenses:Printing 60", "  Expenses:Nothing 60")
    with pytest.raises(MayNotSign, match="The book has errors"):
        sign(coopbooks.load(main), MARCH, person(2))


def test_items_are_asked_about_accepted_and_carried_over(main: Path) -> None:
    rent, leaflets, _ = reviewed(main).items
    known = reviewed(main).items
    with pytest.raises(NothingSaid):
        say(loaded(main), MARCH, leaflets, "queried", person(2), " ", known=known)
    with pytest.raises(NoSuchItem, match=r"no item 'x'\. It has: no-receipt-"):
        say(loaded(main), MARCH, "x", "accepted", person(2), "", known=known)
    say(loaded(main), MARCH, leaflets, "queried", person(2), "a copy?", known=known)
    say(loaded(main), MARCH, rent, "accepted", person(3), "", known=known)
    reviews = reviewed(main).reviews
    states = [reviews.state_of("2026-03", one) for one in (rent, leaflets)]
    assert [one.state for one in states if one] == ["accepted", "queried"]
    april = reviewed(main, "2026-04")
    queue = next(one for one in april.pack.front if one.id == "review-queue")
    labels = [str(row.cells["label"]) for row in queue.rows]
    assert "Still open from 2026-03: No receipt: Leaflets, 17 March 2026" in labels
    say(loaded(main), MARCH, leaflets, "accepted", person(2), "came", known=known)
    assert reviewed(main, "2026-04").reviews.still_open("2026-04") == []


def test_reviews_are_not_part_of_what_is_reviewed(main: Path) -> None:
    before = content_of(loaded(main), MARCH)
    signed_by(main, 2)
    explain(loaded(main), MARCH, "Expenses:Rent", person(1), "two months at once")
    assert content_of(loaded(main), MARCH) == before


def test_a_review_that_was_changed_or_taken_out_is_an_error(main: Path) -> None:
    signed_by(main, 2, 3)
    path = main.parent / "reviews" / "2026-03.beancount"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ('"2026-03" "M-0002"', '"2026-03" "M-0004"'),
        (text[text.index("2026-04-10") : text.rindex("2026-04-10")], ""),
    ):
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        (error,) = coopbooks.load(main).errors
        assert "was changed or taken out since" in error.message
    path.write_text(text, encoding="utf-8", newline="\n")
    loaded(main)


def test_what_was_kept_must_be_what_was_signed(main: Path) -> None:
    signed_by(main, 2)
    (kept,) = (main.parent / "reviews").glob("*.txt")
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("Leaflets", "Flyers"), encoding="utf-8", newline="\n")
    edit(main, "60 USD", "61 USD")
    assert reviewed(main).changes == {
        "M-0002": ["what was signed was not kept, or was changed since"]
    }


def test_a_book_without_a_place_for_reviews(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    text = main.read_text(encoding="utf-8").replace('include "reviews/', ';include "')
    main.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(NoPlaceForReviews, match=r"add this line to main\.beancount"):
        signed_by(main, 2)


def test_words_come_back_as_they_were_typed(main: Path) -> None:
    words = 'a "copy" \\ of it; 100 %\nplease'
    item = next(iter(reviewed(main).items))
    known = reviewed(main).items
    say(loaded(main), MARCH, item, "queried", person(2), words, known=known)
    found = reviewed(main).reviews.state_of("2026-03", item)
    assert found is not None
    assert found.comment == 'a "copy" \\ of it; 100 % please'
