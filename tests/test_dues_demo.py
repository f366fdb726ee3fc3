"""The demo books run on their dues: charging them finds nothing that is not planted."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.ledger import load
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.dues.checkoff.checkoff import reconcile
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.dues.terms import DuesTerms

HARBOR = Path(__file__).resolve().parents[1] / "ledgers" / "harbor"
ACCRUAL = ("harbor-foods-local-12", "kilmore-abroad")
DUES = (*ACCRUAL, "dockhands-union", "eastport", "harbor-federation")
BOOKS = (*DUES, "coldstore-workers", "tidewater-bakery", "lanternworks")
PERIODS = [f"2025-{month:02}" for month in range(1, 13)]
PERIODS += ["2026-01", "2026-02", "2026-03"]
TODAY, OPEN = datetime.date(2026, 4, 1), datetime.date(1970, 1, 1)
# What members of the Dockhands did not pay, and of Eastport did not send.
NOT_PAID = {
    ("2026-01", "M-0099"),
    ("2026-02", "M-0099"),
    ("2026-03", "M-0099"),
    ("2026-03", "M-0084"),
}
NOT_SENT_IN_FEBRUARY = {"M-0124", "M-0146", "M-0150"}


@cache
def opened(name: str) -> tuple[Book, DuesTerms]:
    book = load(HARBOR / name / "main.beancount")
    return book, read_terms(book.entries)


def paid(book: Book) -> dict[tuple[str, str], Decimal]:
    """What came in for dues, by period and member."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows(book.entries):
        if row.account.startswith("Income:Dues") and row.tag("member"):
            found[row.tag("period") or "", row.tag("member") or ""] -= row.number
    return dict(found)


def gaps(name: str) -> set[tuple[str, str]]:
    """Periods and members of which not as much came in as is computed."""
    book, terms = opened(name)
    came = paid(book)
    found: set[tuple[str, str]] = set()
    for period in PERIODS:
        made = expected(terms, book.entries, parse_period(period))
        due = {(period, one.member): one.number for one in made.charges}
        got = {key: number for key, number in came.items() if key[0] == period}
        keys = due.keys() | got.keys()
        found |= {key for key in keys if due.get(key) != got.get(key)}
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_has_no_errors(name: str) -> None:
    book, _ = opened(name)
    assert [error.message for error in book.errors] == []


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("period", PERIODS)
def test_everybody_is_charged(name: str, period: str) -> None:
    book, terms = opened(name)
    found = expected(terms, book.entries, parse_period(period))
    assert [problem.message for problem in found.problems] == []
    assert bool(found.charges) == (name in DUES)


@pytest.mark.parametrize("name", DUES)
@pytest.mark.parametrize("period", PERIODS)
def test_there_is_nothing_to_write(name: str, period: str) -> None:
    book, terms = opened(name)
    run = charge(terms, book.entries, parse_period(period), TODAY, OPEN)
    assert [problem.message for problem in run.problems] == []
    assert [one.id for one in run.charges.charges if run.missing(one)] == []
    assert list(run.proposal.entries) == []


def test_the_dockhands_who_did_not_pay() -> None:
    assert gaps("dockhands-union") == NOT_PAID


def test_what_eastport_was_promised_and_did_not_get() -> None:
    found = {member for period, member in gaps("eastport") if period == "2026-02"}
    assert found == NOT_SENT_IN_FEBRUARY


@pytest.mark.parametrize("name", ["harbor-foods-local-12", "dockhands-union"])
@pytest.mark.parametrize("period", PERIODS)
def test_per_capita_is_as_it_was_booked(name: str, period: str) -> None:
    book, terms = opened(name)
    found = per_capita(terms, book.entries, parse_period(period))
    assert [problem.message for problem in found.problems] == []
    (line,) = found.lines
    # By cash March's is booked when it is paid, in April.
    late = name == "dockhands-union" and period == "2026-03"
    assert line.proposed == (line.number if late else 0)


def listed(period: str) -> tuple[Decimal, Decimal, set[str]]:
    book, terms = opened("harbor-foods-local-12")
    found = reconcile(terms, book.entries, "harbor-foods", parse_period(period))
    assert [problem.message for problem in found.problems] == []
    other = {one.member for one in found.rows if one.expected != one.listed}
    return found.expected, found.listed, other


@pytest.mark.parametrize("period", [*PERIODS[:3], *PERIODS[5:13]])
def test_the_employer_hands_over_what_it_took(period: str) -> None:
    expected_, got, other = listed(period)
    assert expected_ == got
    assert other == set()


def test_a_deduction_that_was_forgotten_and_came_with_the_next() -> None:
    forgotten = Decimal("49.96")
    for period, more in (("2025-04", -forgotten), ("2025-05", forgotten)):
        due, got, other = listed(period)
        assert (got - due, other) == (more, {"M-0042"})


def test_the_employer_underpays_in_february() -> None:
    due, got, other = listed("2026-02")
    assert due - got == Decimal("82.33") - Decimal("48.30")
    assert other == {"", "M-0033", "M-0058"}


def test_who_is_on_leave_in_hardship_or_on_strike() -> None:
    book, terms = opened("harbor-foods-local-12")
    period: Period = parse_period("2026-02")
    found = expected(terms, book.entries, period)
    assert [(one.member, one.reason) for one in found.excused] == [
        ("M-0047", "on leave")
    ]
    owed = {one.member: one.number for one in found.charges}
    assert owed["M-0053"] == 6
    strikers = [f"M-00{number}" for number in range(55, 61)]
    assert {owed[member] for member in strikers} == {Decimal(20)}


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("harbor-foods-local-12", {"M-0063": "154.99"}),
        ("kilmore-abroad", {"M-0209": "63.00"}),
        ("dockhands-union", {"M-0099": "57.00"}),
        ("eastport", {}),
        ("harbor-federation", {}),
    ],
)
def test_who_is_behind_at_the_end_of_march(name: str, behind: dict[str, str]) -> None:
    book, terms = opened(name)
    found = standings(terms, book.entries, datetime.date(2026, 3, 31))
    late = {
        one.member: str(one.owed) for one in found.values() if one.state == "behind"
    }
    assert late == behind


def test_whose_employer_is_late_is_in_good_standing() -> None:
    book, terms = opened("harbor-foods-local-12")
    found = standings(terms, book.entries, datetime.date(2026, 6, 30))
    assert {found[member].state for member in ("M-0033", "M-0058")} == {"good"}


def test_what_was_paid_ahead_and_is_left() -> None:
    book, _ = opened("harbor-foods-local-12")
    left = total_of(
        row.number
        for row in rows(book.entries)
        if row.account == "Liabilities:Dues:Prepaid" and row.tag("member") == "M-0066"
    )
    assert left == Decimal("-34.30")
