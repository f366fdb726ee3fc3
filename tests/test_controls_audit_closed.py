"""Whether months are closed, so that a change of them is refused or seen."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.audit.closed import Closed
from coopbooks.controls.audit.closed import closed
from coopbooks.controls.review.closing import close
from coopbooks.controls.review.closing import reopen
from coopbooks.core.periods import parse_period
from tests.support.audits import lines
from tests.support.audits import pack
from tests.support.reviewed import edit
from tests.support.reviewed import loaded
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

YEAR = parse_period("2026-01..2026-04")
FEBRUARY, MARCH, APRIL = YEAR.months()[1:]
DECISION = """\
2026-04-01 custom "coop-decision" "2026-04/1" "Open it again"
  body: "committee"
"""
ADJUSTING = """\
2026-04-30 * "Accountant" "Rent of April"
  adjusting: TRUE
  recorded: 2026-05-21
  Expenses:Rent     80 USD
  Assets:Bank
"""


def book(tmp_path: Path, more: str = "") -> Path:
    return small_book(tmp_path / "book", DECISION + more)


def seal(main: Path, month: str, day: str, how: str = "soft") -> None:
    on = datetime.date.fromisoformat(day)
    close(loaded(main), parse_period(month), how, on)


def of(main: Path) -> Closed:
    return closed(loaded(main), YEAR)


def test_nothing_is_closed(tmp_path: Path) -> None:
    found = of(book(tmp_path))
    assert not found.holds
    assert found.words == "0 of 4 months closed hard or sealed"


def test_a_soft_closing_without_a_seal_shows_nothing(tmp_path: Path) -> None:
    main = book(tmp_path, '2026-05-02 custom "coop-close" "2026-04" "soft"\n')
    found = of(main)
    assert not found.holds
    assert found.words == (
        "0 of 4 months closed hard or sealed; 4 only softly, without a seal"
    )


def test_a_hard_one_refuses_and_says_that_it_has_no_seal(tmp_path: Path) -> None:
    main = book(tmp_path, '2026-05-02 custom "coop-close" "2026-04" "hard"\n')
    found = of(main)
    assert found.holds
    assert found.words == (
        "4 of 4 months closed hard or sealed; 4 without a seal that shows changes"
    )


def test_a_seal_covers_all_before_it_and_no_more(tmp_path: Path) -> None:
    main = book(tmp_path)
    seal(main, "2026-03", "2026-04-20")
    found = of(main)
    assert (found.holds, found.sealed[-1]) == (False, MARCH)
    assert found.words == "3 of 4 months closed hard or sealed"
    seal(main, "2026-04", "2026-05-20")
    assert (of(main).holds, of(main).soft[-1]) == (True, APRIL)
    assert of(main).words == "4 of 4 months closed hard or sealed"


def test_a_seal_that_does_not_fit_is_no(tmp_path: Path) -> None:
    main = book(tmp_path)
    seal(main, "2026-03", "2026-04-20")
    edit(main, "60 USD", "61 USD")
    seal(main, "2026-04", "2026-05-20")
    found = of(main)
    assert (found.holds, found.changed) == (False, [MARCH])
    assert found.words.startswith("changed since it was closed: March 2026 (")
    sheet = pack(loaded(main), "2026")
    assert ("NO", found.words) in lines(sheet, "audit-controls", "answer", "words")


def test_a_change_after_the_period_is_none_of_it(tmp_path: Path) -> None:
    main = book(tmp_path)
    seal(main, "2026-03", "2026-04-20")
    seal(main, "2026-04", "2026-05-20")
    text = main.parent / "books.beancount"
    said = text.read_text(encoding="utf-8")
    text.write_text(
        said.replace('2026-04-02 * "Landlord"', '2026-04-03 * "Landlord"'),
        encoding="utf-8",
    )
    early = parse_period("2026-01..2026-03")
    assert closed(loaded(main), early).holds
    assert closed(loaded(main), YEAR).changed == [APRIL]


def test_without_a_seal_between_a_later_one_that_is_broken_counts(
    tmp_path: Path,
) -> None:
    main = book(tmp_path)
    seal(main, "2026-04", "2026-05-20")
    edit(main, "60 USD", "61 USD")
    early = closed(loaded(main), parse_period("2026-01..2026-03"))
    assert (early.holds, early.changed) == (False, [APRIL])


def test_what_was_opened_again_is_open(tmp_path: Path) -> None:
    main = book(tmp_path)
    seal(main, "2026-03", "2026-04-20")
    on = datetime.date(2026, 4, 21)
    reopen(loaded(main), MARCH, on, "2026-04/1", "a mistake")
    found = of(main)
    # The seal of March is gone with it, and there was none of the months before.
    assert (found.sealed, found.soft[-1]) == ([], FEBRUARY)


def test_what_says_that_it_came_later_is_not_unseen(tmp_path: Path) -> None:
    main = book(tmp_path)
    header = main.read_text(encoding="utf-8")
    assert 'basis: "cash"' in header
    year = 'basis: "cash"\n  fiscal-year-end: "04-30"'
    main.write_text(header.replace('basis: "cash"', year), encoding="utf-8")
    seal(main, "2026-04", "2026-05-20")
    edit(main, DECISION, DECISION + ADJUSTING)
    assert of(main).holds
    edit(main, "  recorded: 2026-05-21\n", "")
    assert not of(main).holds
