"""Who comes to pay more or less often: no month is left out, and none paid twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount import loader

from tests.support.duesbooks import charges_of
from tests.support.duesbooks import owed

if TYPE_CHECKING:
    from beancount.core import data

BOOK = """
2025-01-01 custom "coop-account" "dues-receivable" Assets:Receivable
2025-01-01 custom "coop-account" "dues" Income:Dues
2025-01-01 custom "coop-dues" "c" "flat"
  amount: 30 USD
2025-01-01 custom "coop-dues-cadence" "c" "week" 12 "over" 52
2025-01-01 custom "coop-dues-cadence" "c" "quarter" 3 "times" "dues"
2025-01-01 custom "coop-dues-cadence" "c" "year" 12 "times" "dues"
2025-01-01 custom "coop-member" "M-0001" "join"
"""
EACH = '{} custom "coop-member-dues" "M-0001" "each" "{}"\n'


def _book(*changes: tuple[str, str]) -> list[data.Directive]:
    return loader.load_string(BOOK + "".join(EACH.format(*one) for one in changes))[0]


def _year(*changes: tuple[str, str]) -> list[str]:
    """What the member owes for each month of a year; empty where nothing."""
    book = _book(*changes)
    months = [owed(book, f"2026-{month:02}") for month in range(1, 13)]
    return [found.get("M-0001", "").replace(" USD", "") for found in months]


def test_a_quarter_begins_with_its_first_whole_one() -> None:
    assert _year(("2026-02-01", "quarter"))[:7] == [
        *("30.00", "30.00", "30.00"),
        *("90.00", "", ""),
        "90.00",
    ]


def test_a_quarter_that_was_charged_runs_on() -> None:
    changes = ("2025-01-01", "quarter"), ("2026-02-01", "month")
    assert _year(*changes)[:5] == ["90.00", "", "", "30.00", "30.00"]


def test_a_year_begins_in_january() -> None:
    assert _year(("2026-03-01", "year")) == ["30.00"] * 12
    assert owed(_book(("2026-03-01", "year")), "2027-01") == {"M-0001": "360.00 USD"}


def test_what_ends_goes_on_to_its_end() -> None:
    ends = '2026-05-01 custom "coop-member-dues" "M-0001" "ends" "each"\n'
    text = BOOK + EACH.format("2025-01-01", "quarter") + ends
    book = loader.load_string(text)[0]
    assert owed(book, "2026-06") == {}
    assert owed(book, "2026-07") == {"M-0001": "30.00 USD"}


def test_weeks_begin_after_the_month_that_was_charged() -> None:
    year = _year(("2026-04-15", "week"))
    assert year[3] == "30.00"
    assert year[4] == "6.92, 6.92, 6.92, 6.92"


def test_who_joins_in_a_year_pays_it_then() -> None:
    text = BOOK.replace('"M-0001" "join"', '"M-0002" "join"')
    text += '2026-03-05 custom "coop-member" "M-0001" "join"\n'
    text += EACH.format("2026-03-05", "year")
    book = loader.load_string(text)[0]
    assert owed(book, "2026-03")["M-0001"] == "360.00 USD"
    assert "M-0001" not in owed(book, "2026-04")


def test_who_can_pay_in_no_such_way_is_not_charged_in_another() -> None:
    charges = charges_of(_book(("2026-02-01", "weekly")), "2026-03")
    assert charges.charges == ()
    assert "nobody can pay each 'weekly'" in charges.problems[0].message


def test_a_change_of_workplace_leaves_out_no_month_and_charges_none_twice() -> None:
    text = BOOK.replace('"M-0001" "join"', '"M-0001" "join"\n  workplace: "yard"')
    text += """
2025-01-01 custom "coop-workplace" "yard"
  each: "quarter"
2025-01-01 custom "coop-workplace" "dock"
2026-07-01 custom "coop-workplace" "dock"
  each: "quarter"
2025-01-01 custom "coop-member" "M-0002" "join"
  workplace: "dock"
2026-02-01 custom "coop-member" "M-0001" "change"
  workplace: "dock"
2026-02-01 custom "coop-member" "M-0002" "change"
  workplace: "yard"
"""
    book = loader.load_string(text)[0]
    found = [owed(book, f"2026-{month:02}") for month in range(1, 8)]
    whole, month = "90.00 USD", "30.00 USD"
    assert [one.get("M-0001") for one in found] == [
        *(whole, None, None),
        *(month, month, month),
        whole,
    ]
    assert [one.get("M-0002") for one in found] == [
        *(month, month, month),
        *(whole, None, None),
        whole,
    ]
