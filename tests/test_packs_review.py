"""The packet of a review: what changed since the last one, and what is carried over."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.review import closing
from coopbooks.controls.review.acting import explain
from coopbooks.controls.review.acting import say
from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.refusals import SaysWho
from coopbooks.core.periods import parse_period
from coopbooks.packs.review import period_of
from coopbooks.packs.review import review
from coopbooks.packs.review import words_of
from coopbooks.packs.reviewsince import SINCE
from coopbooks.packs.reviewtables import QUEUE
from coopbooks.packs.reviewtables import STATE
from tests.support.commands import run
from tests.support.reviewed import DAY
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.packs.review import Reviewed

FEBRUARY, APRIL = parse_period("2026-02"), parse_period("2026-04")
NOW = datetime.datetime(2026, 4, 10, 19, 0)  # noqa: DTZ001 - packs have no zone
LEAFLETS = "No receipt: Leaflets, 17 March 2026"


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book")


def reviewed(main: Path, period: str = "2026-03") -> Reviewed:
    return review(loaded(main), parse_period(period), NOW)


def section(found: Reviewed, name: str) -> list[str]:
    """The sentences and rows of a section of the packet, as they are read."""
    table = next(one for one in found.pack.front if one.id == name)
    said = [one.text for one in table.lead]
    return said + [str(row.cells["label"]) for row in table.rows]


def item(found: Reviewed, words: str) -> str:
    return next(one for one, said in words_of(found).items() if said == words)


def test_the_first_review_has_none_before_it(main: Path) -> None:
    assert section(reviewed(main), SINCE) == [
        "Nobody signed for a period before this one."
    ]


def test_what_is_new_since_the_last_review(main: Path) -> None:
    for number in (2, 3):
        sign(loaded(main), FEBRUARY, person(number, day=datetime.date(2026, 3, 5)))
    head = "M-0002 and M-0003 signed for February 2026, the last time 5 March 2026."
    new = "3 entries are new, dated after 28 February 2026."
    assert section(reviewed(main), SINCE) == [
        head,
        new,
        "The book still says what was signed then.",
    ]
    edit(main, "100 USD", "90 USD")
    mend = "sign for it again, or put it back"
    change = "Assets:Bank 90.00 USD instead of 100.00 USD; Income:Dues -90.00 USD"
    assert section(reviewed(main), SINCE) == [
        head,
        new,
        f"The book says something else now than was signed then; {mend}:",
        f"1. changed: 10 February 2026, Members Dues: {change} instead of -100.00 USD",
    ]
    # A month that nobody reviewed lies between.
    assert section(reviewed(main, "2026-04"), SINCE)[1] == (
        "4 entries are new, dated after 28 February 2026."
    )


def test_what_was_asked_in_march_is_accepted_in_april(main: Path) -> None:
    march = reviewed(main)
    asked = item(march, LEAFLETS)
    say(loaded(main), MARCH, asked, "queried", person(2), "a copy?", known=march.items)
    april = reviewed(main, "2026-04")
    assert [one.about for one in april.carried] == [asked]
    assert period_of(april, asked) == MARCH
    own = item(april, "No receipt: Rent, 2 April 2026")
    assert period_of(april, own) == APRIL
    options = ("--period", "2026-04", "--as", "M-0003", "--comment", "it came")
    done = run("review", "accept", main, asked, *options)
    assert done.exit_code == 0, done.output
    for period in ("2026-03", "2026-04"):
        found = reviewed(main, period)
        assert found.carried == []
        assert not [one for one in section(found, QUEUE) if "Still open" in one]
    after = reviewed(main).reviews.state_of("2026-03", asked)
    assert after is not None
    assert (after.state, after.comment) == ("accepted", "it came")


def test_what_is_found_again_is_the_same_matter(main: Path) -> None:
    reviews = reviewed(main).reviews
    asked = item(reviewed(main), LEAFLETS)
    known = reviewed(main).items
    say(loaded(main), MARCH, asked, "queried", person(2), "why?", known=known)
    reviews = reviewed(main).reviews
    in_april = reviews.state_of("2026-04", asked)
    assert in_april is not None
    assert in_april.state == "queried"
    say(loaded(main), APRIL, asked, "accepted", person(2), "", known=known)
    reviews = reviewed(main).reviews
    assert reviews.still_open("2026-05") == []
    # In May it would be looked at anew; before it was asked about nobody had.
    assert reviews.state_of("2026-05", asked) is None
    assert reviews.state_of("2026-02", asked) is None


def test_whether_the_period_is_closed(main: Path) -> None:
    assert "March 2026 is not closed." in section(reviewed(main), STATE)
    closing.close(loaded(main), MARCH, "soft", DAY)
    head = "March 2026 is closed (soft: what is written into it later is told) since "
    head += "10 April 2026, and "
    assert f"{head}still as it was then." in section(reviewed(main), STATE)
    edit(main, "60 USD", "61 USD")
    tells = "coopbooks changed-since-close tells what changed."
    changed = f"{head}says something else now: {tells}"
    assert changed in section(reviewed(main), STATE)
    # What lies before it is closed with it, and has no seal of its own.
    told = "February 2026 is closed (soft: what is written into it later is told)."
    assert told in section(reviewed(main, "2026-02"), STATE)


@pytest.mark.parametrize("words", ["ask ann@example.org", "call +1 207 555 0199"])
def test_what_is_typed_holds_no_address_of_a_person(main: Path, words: str) -> None:
    known = reviewed(main).items
    before = sorted((main.parent / "reviews").iterdir())
    with pytest.raises(SaysWho, match="Write the member's id instead"):
        say(
            loaded(main),
            MARCH,
            next(iter(known)),
            "queried",
            person(2),
            words,
            known=known,
        )
    with pytest.raises(SaysWho):
        explain(loaded(main), MARCH, "Expenses:Rent", person(2), words)
    assert sorted((main.parent / "reviews").iterdir()) == before
