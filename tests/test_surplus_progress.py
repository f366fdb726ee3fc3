"""How far a year is: shared, paid, agreed to, and what is late."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.surplus.notices.deadlines import deadlines
from coopbooks.surplus.notices.deadlinetables import deadline_table
from coopbooks.surplus.notices.deadlinetables import is_late
from coopbooks.surplus.notices.progress import progress
from coopbooks.surplus.notices.years import rule_of
from coopbooks.surplus.terms import read_terms
from tests.support.noticebook import MAIN
from tests.support.noticebook import notice_book

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.surplus.notices.progress import Progress

YEAR = parse_period("2025")
UNSHARED = MAIN[: MAIN.index("2026-03-14 custom")]
WRITTEN = 'consent: "written"'


def far_in(folder: Path, main: str, end: str = "2026-05-01") -> Progress:
    entries = coopbooks.load(notice_book(folder, main)).entries
    day = datetime.date.fromisoformat(end)
    return progress(read_terms(entries), entries, "USD", YEAR, day)


def so_far(folder: Path, main: str, today: str) -> dict[str, object]:
    """What the calendar says of each day, and whether it is late."""
    day = datetime.date.fromisoformat(today)
    terms = read_terms(coopbooks.load(notice_book(folder, main)).entries)
    far = far_in(folder / "again", main, today)
    found = deadlines(YEAR, "US", rule_of(terms, YEAR), far.given_on)
    table = deadline_table(YEAR, found, far, "USD", day)
    late = {one.id for one in found if is_late(one, far, day)}
    assert {row.id for row in table.rows if "TOO LATE" in str(row.cells["far"])} == late
    return {row.id: row.cells["far"] for row in table.rows if row.cells["far"]}


def test_what_was_shared_and_paid(tmp_path: Path) -> None:
    far = far_in(tmp_path / "book", MAIN)
    assert far.given_on == datetime.date(2026, 3, 14)
    assert (far.due, far.paid, far.left) == (
        Decimal("360.00"),
        Decimal("60.00"),
        Decimal("300.00"),
    )
    assert far.paid_on == datetime.date(2026, 4, 1)
    assert far.silent == ()
    before = far_in(tmp_path / "before", MAIN, "2026-03-20")
    assert (before.paid, before.paid_on) == (Decimal(0), None)


def test_who_is_to_agree_before_a_year_is_shared(tmp_path: Path) -> None:
    text = UNSHARED.replace('consent: "bylaws"', WRITTEN)
    text += '2025-03-01 custom "coop-consent" "M-0002" "written"\n'
    far = far_in(tmp_path / "book", text)
    assert far.given_on is None
    assert far.silent == ("M-0001", "M-0003")
    assert so_far(tmp_path / "too", text, "2026-01-01") == {
        "consent": "TOO LATE. Not from M-0001, M-0003.",
        # They may still agree by cashing a check.
        "cashed": "Not from M-0001, M-0003.",
    }
    nonqualified = text.replace('"qualified"', '"nonqualified"')
    assert far_in(tmp_path / "non", nonqualified).silent == ()
    by_check = UNSHARED.replace('consent: "bylaws"', 'consent: "check"')
    assert far_in(tmp_path / "check", by_check).silent == ()


def test_a_year_that_nobody_shared_in_time(tmp_path: Path) -> None:
    assert so_far(tmp_path / "book", UNSHARED, "2026-09-15") == {}
    late = so_far(tmp_path / "late", UNSHARED, "2026-09-16")
    assert late == {"pay": "TOO LATE."}


def test_paid_in_full_and_cashed(tmp_path: Path) -> None:
    text = (
        MAIN
        + """
2026-05-01 * "Members" "The rest paid out"
  Liabilities:Patronage      140.00 USD
  Assets:Bank               -140.00 USD
2026-05-02 * "M-0003" "Paid"
  Liabilities:Left           160.00 USD
    member: "M-0003"
  Assets:Bank               -160.00 USD
"""
    )
    assert so_far(tmp_path / "book", text, "2026-10-01") == {
        "pay": "All 360.00 USD paid by 2 May 2026.",
        "cashed": "Everybody agreed who has to.",
    }
    by_check = text.replace('consent: "bylaws"', 'consent: "check"')
    assert so_far(tmp_path / "check", by_check, "2026-12-15")["cashed"] == (
        "TOO LATE. Not from M-0001, M-0002."
    )
