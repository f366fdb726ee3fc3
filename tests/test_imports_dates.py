from __future__ import annotations

import datetime
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.imports.dates import day
from coopbooks.imports.reading import Reading
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell
from coopbooks.imports.rows import Place
from coopbooks.imports.rows import Value

PLACE = Place("bank.csv", "", 9, "A")
THIRD = datetime.date(2026, 4, 3)


def read(value: Value, *formats: str) -> datetime.date:
    return day(Cell(PLACE, value), Reading(columns={}, dates=formats))


def refusal(value: Value, *formats: str) -> str:
    with pytest.raises(BadCell) as caught:
        read(value, *formats)
    assert caught.value.place == PLACE
    return caught.value.reason


@pytest.mark.parametrize(
    ("value", "formats"),
    [
        (THIRD, ()),
        (datetime.datetime.combine(THIRD, datetime.time(23, 59)), ()),
        ("2026-04-03", ()),
        (" 2026-04-03 ", ()),
        ("2026-04-03T23:59:58Z", ()),
        ("2026-04-03 10:00", ()),
        ("2026-04-03T23:59:58.123+02:00", ()),
        ("3 Apr 2026", ()),
        ("03 April 2026", ()),
        ("April 3, 2026", ()),
        ("3-Apr-2026", ()),
        ("03.04.2026", ("%d.%m.%Y",)),
        ("04/03/2026", ("%m/%d/%Y",)),
        ("3/4/26", ("%d/%m/%y",)),
        ("20260403", ("%Y%m%d",)),
        ("03.04.2026", ("%Y-%m-%d", "%d.%m.%Y")),
        ("2026-04-03", ("%d.%m.%Y",)),
    ],
)
def test_days_are_read(value: Value, formats: tuple[str, ...]) -> None:
    assert read(value, *formats) == THIRD


def test_what_can_be_two_days_is_not_guessed() -> None:
    reason = refusal("03-04-2026")
    assert "2026-04-03 (%d-%m-%Y) or 2026-03-04 (%m-%d-%Y)" in reason
    assert "declare dates in the profile" in reason
    assert "2026-03-04 or 2026-04-03" in refusal("03/04/2026", "%d/%m/%Y", "%m/%d/%Y")


def test_two_formats_that_agree_are_fine() -> None:
    assert read("04/04/2026", "%d/%m/%Y", "%m/%d/%Y") == datetime.date(2026, 4, 4)


def test_a_form_that_is_not_declared_is_named() -> None:
    assert "2026-04-13 (%d/%m/%Y)" in refusal("13/04/2026")


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "is empty"),
        (False, "is yes or no"),
        (Decimal(45000), "is the number 45000, not a date"),
        ("45000", "is no date"),
        ("soon", "is no date"),
        ("2026-02-30", "is no day of any year"),
        ("31.02.2026", "is no day of any year"),
        (datetime.date(1904, 1, 1), "is a day in the year 1904"),
        (datetime.date(1900, 2, 28), "is a day in the year 1900"),
        ("2206-04-03", "is a day in the year 2206"),
    ],
)
def test_no_days_are_refused_with_the_reason(value: Value, why: str) -> None:
    assert why in refusal(value)


def test_a_declared_form_that_does_not_fit_is_refused() -> None:
    assert 'is no date as "%d.%m.%Y"' in refusal("31.02.2026", "%d.%m.%Y")
    assert "in the year 1900" in refusal("03.04.", "%d.%m.")


def test_a_problem_of_the_cell_is_the_reason() -> None:
    with pytest.raises(BadCell, match=r"bank\.csv!A9: holds the error #N/A\."):
        day(Cell(PLACE, None, "holds the error #N/A"), Reading(columns={}))


@given(
    st.dates(datetime.date(1970, 1, 1), datetime.date(2068, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%m/%d/%Y", "%d/%m/%y", "%Y%m%d", "%d %b %Y"]),
)
def test_what_is_written_in_a_declared_form_is_read_back(
    there: datetime.date, form: str
) -> None:
    assert read(there.strftime(form), form) == there


@given(st.text(max_size=40), st.lists(st.text(max_size=6), max_size=2))
def test_any_text_is_a_day_or_a_reason(text: str, formats: list[str]) -> None:
    with suppress(BadCell):
        assert read(text, *formats).year >= 1950
