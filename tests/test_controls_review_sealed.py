"""What was closed says what it said then: seals, the year, what comes later."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.review import closing
from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.sealed import broken_seal
from coopbooks.core.errors import Notice
from coopbooks.core.periods import parse_period
from coopbooks.packs.month import month_pack
from tests.support.commands import run
from tests.support.reviewed import DAY
from tests.support.reviewed import MARCH
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime.datetime(2026, 4, 12, 19, 0)  # noqa: DTZ001 - packs have no zone
LATER = """
2026-03-29 * "Post office" "Stamps"
  recorded: {}
  Expenses:Printing  3 USD
  Assets:Bank
"""


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book")


def closed(main: Path, how: str = "hard") -> None:
    """March, signed and closed."""
    for number in (2, 3):
        sign(loaded(main), MARCH, person(number))
    closing.close(loaded(main), MARCH, how, DAY)


def month(main: Path) -> tuple[str, tuple[str, ...]]:
    heading = month_pack(loaded(main), MARCH, NOW).heading
    return heading.state, heading.marks


def test_every_page_says_whether_the_month_is_signed(main: Path) -> None:
    assert month(main) == ("NOT YET SIGNED", ())
    closed(main)
    assert month(main) == ("SIGNED by M-0002, M-0003, 10 April 2026", ())
    edit(main, "60 USD", "61 USD")
    assert month(main) == (
        "CHANGED SINCE IT WAS SIGNED",
        ("CHANGED SINCE IT WAS CLOSED: coopbooks changed-since-close tells",),
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("60 USD", "61 USD"),
        ("2026-04-02 *", '2026-03-30 * "x"\n  Assets:Bank 0 USD\n2026-04-02 *'),
        ("2026-02-10 *", "2026-02-11 *"),
        ("120 USD", "130 USD"),
    ],
)
def test_what_was_closed_hard_is_held_against_its_seal(
    main: Path, old: str, new: str
) -> None:
    closed(main)
    assert broken_seal(loaded(main)) is None
    assert run("check", main).exit_code == 0
    edit(main, old, new)
    told = run("check", main)
    assert told.exit_code == 1
    assert "March 2026 was closed, and says something else now" in told.stdout


@pytest.mark.parametrize(
    "more",
    [
        '2026-04-03 * "Later"\n  Expenses:Rent  1 USD\n  Assets:Bank\n',
        '2026-03-20 custom "coop-member" "M-0009" "join"\n  recorded: 2026-04-20\n',
        "; a remark\n",
    ],
)
def test_what_may_come_later_breaks_no_seal(main: Path, more: str) -> None:
    closed(main)
    edit(main, "2026-04-02 *", f"{more}2026-04-02 *")
    assert broken_seal(loaded(main)) is None
    assert run("check", main).exit_code == 0


def test_a_paper_may_come_later(main: Path) -> None:
    closed(main)
    (main.parent / "late.pdf").write_bytes(b"%PDF-1.4")
    paper = '2026-03-17 document Expenses:Printing "late.pdf"\n'
    edit(main, "2026-04-02 *", f"{paper}2026-04-02 *")
    assert broken_seal(loaded(main)) is None


def test_soft_warns_and_hard_refuses(main: Path) -> None:
    closed(main, "soft")
    edit(main, "2026-04-02 *", f"{LATER.format('2026-04-11')}2026-04-02 *")
    book = coopbooks.load(main)
    assert book.errors == []
    (notice,) = book.notices
    assert isinstance(notice, Notice)
    assert "closed softly through 31 March 2026" in notice.message
    told = run("check", main)
    assert told.exit_code == 0
    assert "no error, but: recorded on 2026-04-11, after the books" in told.stdout
    assert told.stdout.endswith("no errors, 1 notice\n")


def test_after_a_hard_closing_it_is_an_error(main: Path) -> None:
    closed(main)
    edit(main, "2026-04-02 *", f"{LATER.format('2026-04-11')}2026-04-02 *")
    (error,) = coopbooks.load(main).errors
    assert "closed through 31 March 2026; date it in an open" in error.message


def test_a_year_is_sealed_after_its_last_month(tmp_path: Path) -> None:
    more = """
2025-12-10 * "Members" "Dues"
  Assets:Bank  10 USD
  Income:Dues
"""
    main = small_book(tmp_path / "book", more)
    edit(main, 'custom "coop-sign-off" "month"', 'custom "coop-sign-off" "year"')
    december, year = parse_period("2025-12"), parse_period("2025")
    january = parse_period("2026-01")
    closing.close(loaded(main), december, "hard", datetime.date(2026, 1, 5))
    closing.close(loaded(main), january, "hard", datetime.date(2026, 2, 5))
    adjusting = """
2025-12-31 * "Rent of December, billed late"
  recorded: {}
  adjusting: TRUE
  Expenses:Rent  7 USD
  Assets:Bank
"""
    edit(main, "2026-02-10 *", f"{adjusting.format('2026-02-06')}2026-02-10 *")
    assert broken_seal(loaded(main)) is None
    # Closing the year waits for the year's own signatures.
    day = datetime.date(2026, 2, 20)
    with pytest.raises(closing.CannotClose, match=r"enough people \(0 of 2\)"):
        closing.close(loaded(main), year, "hard", day)
    for number in (2, 3):
        sign(loaded(main), year, person(number, day=day))
    closing.close(loaded(main), year, "hard", day)
    with pytest.raises(closing.CannotClose, match="It is closed already"):
        closing.close(loaded(main), year, "hard", day)
    edit(main, "2026-02-10 *", f"{adjusting.format('2026-02-21')}2026-02-10 *")
    (error,) = coopbooks.load(main).errors
    assert "recorded on 2026-02-21, after the books were closed" in error.message


def test_a_first_closing_says_what_it_closes_unsigned(main: Path) -> None:
    for number in (2, 3):
        sign(loaded(main), MARCH, person(number))
    how = ("--period", "2026-03", "--now", "2026-04-10T19:05", "--hard")
    told = run("close", main, *how)
    assert told.exit_code == 0
    assert "closes all before it; unsigned: February 2026." in told.stderr


def test_a_closing_holds_the_last_review_before_it(main: Path) -> None:
    closed(main)
    path = main.parent / "reviews" / "2026-03.beancount"
    text = path.read_text(encoding="utf-8")
    begin, end = (
        text.rindex('2026-04-10 custom "coop-review'),
        text.rindex("2026-04-10"),
    )
    path.write_text(text[:begin] + text[end:], encoding="utf-8", newline="\n")
    (error,) = coopbooks.load(main).errors
    assert "the last review before it was changed or taken out" in error.message


def test_a_decision_opens_nothing_before_it_was_taken(main: Path) -> None:
    decided = '2026-04-20 custom "coop-decision" "2026-04/1" "Open"\n  body: "all"\n'
    closing.close(loaded(main), MARCH, "soft", DAY)
    edit(main, "2026-04-02 *", f"{decided}2026-04-02 *")
    with pytest.raises(closing.CannotReopen, match="decided on 20 April 2026 only"):
        closing.reopen(
            loaded(main), MARCH, datetime.date(2026, 4, 15), "2026-04/1", "x"
        )
