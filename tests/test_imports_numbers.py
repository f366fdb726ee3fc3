from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import quantum
from coopbooks.imports.numbers import amount
from coopbooks.imports.numbers import looks_like_a_number
from coopbooks.imports.reading import Reading
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell
from coopbooks.imports.rows import Place
from coopbooks.imports.rows import Value
from coopbooks.imports.sheets.grid import valued

PLACE = Place("bank.xlsx", "March", 17, "C")
AS_IT_IS = Reading(columns={})
POINT = Reading(columns={}, decimal=".")
COMMA = Reading(columns={}, decimal=",", thousands=".")


def read(value: Value, reading: Reading = AS_IT_IS, currency: str = "USD") -> Decimal:
    return amount(Cell(PLACE, value), reading, currency)


def result(value: Value, reading: Reading = AS_IT_IS) -> Decimal | str:
    """The amount, or why there is none."""
    try:
        return read(value, reading)
    except BadCell as bad:
        return bad.reason


def refusal(value: Value, reading: Reading = AS_IT_IS, currency: str = "USD") -> str:
    with pytest.raises(BadCell) as caught:
        read(value, reading, currency)
    assert caught.value.place == PLACE
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("(1,234.56)", "-1234.56"),
        ("( 1,234.56 )", "-1234.56"),
        ("1,234.56-", "-1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.56", "1234.56"),
        ("1’234.56", "1234.56"),
        ("1\u00a0234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1\u2009234.56", "1234.56"),
        ("\u22125.00", "-5.00"),
        ("\u20135.00", "-5.00"),
        ("+5.00", "5.00"),
        ("$1,234.56", "1234.56"),
        ("-$5.00", "-5.00"),
        ("$-5.00", "-5.00"),
        ("$ (5.00)", "-5.00"),
        ("($5.00)", "-5.00"),
        ("US$ 5.00", "5.00"),
        ("USD 5.00", "5.00"),
        ("5.00 USD", "5.00"),
        ("5.00 CR", "5.00"),
        ("5.00Cr.", "5.00"),
        ("5.00 DR", "-5.00"),
        ("5.00 USD dr", "-5.00"),
        ("1.234.567", "1234567.00"),
        ("1,23,456.00", "123456.00"),
        ("12,3", "12.30"),
        (".5", "0.50"),
        ("5.", "5.00"),
        ("12.500", "12.50"),
        (" 5 ", "5.00"),
        ("-", "0.00"),
        ("–", "0.00"),
        ("-0.00", "0.00"),
        ("\u200e5.00", "5.00"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, number: str) -> None:
    if text == "12.500":
        assert str(read(text, POINT)) == number
    else:
        assert str(read(text)) == number


@pytest.mark.parametrize("text", ["1.234", "1,234", "-1.234", "(12,345)", "$1,234"])
def test_what_can_be_two_amounts_is_not_guessed(text: str) -> None:
    reason = refusal(text)
    assert reason.startswith("can be ")
    assert "declare decimal and thousands in the profile" in reason


def test_a_declared_point_settles_it() -> None:
    assert read("1.234", COMMA) == 1234
    assert read("1,234", POINT) == 1234
    assert "more digits than USD" in refusal("1.234", POINT)
    assert read("1.234", Reading(columns={}, thousands=".")) == 1234


def test_other_forms_than_the_declared_are_refused() -> None:
    assert 'with decimal = "."' in refusal("3.443,89", POINT)
    assert 'decimal = "," and thousands = "."' in refusal("1,234.56", COMMA)
    assert 'decimal = "."' in refusal("1,23", POINT)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "is empty"),
        (True, "is yes or no"),
        (datetime.date(2026, 3, 1), "is a date"),
        ("12%", "is a percentage"),
        ("NaN", "is no number"),
        ("inf", "is no number"),
        ("-Infinity", "is no number"),
        ("1E5", "is no number"),
        ("#REF!", "is no number"),
        ("=1+1", "is no number"),
        ("twelve", "is no number"),
        ("5 5", "in any way that is known"),
        ("1,2,3", "in any way that is known"),
        ("1,234.567.8", "in any way that is known"),
        ("--5", "two signs"),
        ("-5 DR", "two signs"),
        ("(5-)", "two signs"),
        ("(5) CR", "is no number"),
        ("€ 5.00", "is not in USD"),
        ("5.00 EUR", "is not in USD"),
        ("9" * 20, "is too large"),
        ("9" * 99, "is no number"),
        ("٣", "is no number"),
        ("1.005", "can be 1005 or 1.005"),
        ("0.005", "more digits than USD has"),
    ],
)
def test_no_amounts_are_refused_with_the_reason(value: Value, why: str) -> None:
    assert why in refusal(value)


def test_a_sign_that_many_currencies_share_fits_each() -> None:
    assert read("$5.00", currency="CAD") == 5
    assert read("kr 5,00", currency="SEK") == 5
    assert "is not in JPY" in refusal("kr 5", currency="JPY")


def test_digits_are_those_of_the_currency() -> None:
    assert str(read("500", currency="JPY")) == "500"
    assert "more digits than JPY has" in refusal("5.5", currency="JPY")
    assert str(read("5.1", currency="KWD")) == "5.100"


def test_a_problem_of_the_cell_is_the_reason() -> None:
    with pytest.raises(BadCell, match=r"bank\.xlsx!March!C17: is a percentage\."):
        amount(Cell(PLACE, Decimal("0.05"), "is a percentage"), AS_IT_IS, "USD")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        (0.1 + 0.2, "0.30"),
        (1.1 * 3, "3.30"),
        (-834.5700000000001, "-834.57"),
        (34.0, "34.00"),
        (1e3, "1000.00"),
        (1234567890.12 + 0.1, "1234567890.22"),
        (sum([0.1] * 100_000), "10000.00"),
    ],
)
def test_the_noise_of_binary_sums_is_dropped(raw: float, number: str) -> None:
    value, problem = valued(raw)
    assert problem is None
    assert str(read(value)) == number


@pytest.mark.parametrize("raw", [1234.567, 0.005, 0.3001, 99.999999])
def test_more_digits_of_a_workbook_are_refused(raw: float) -> None:
    assert "more digits than USD has" in refusal(valued(raw)[0])


def test_more_digits_of_a_text_are_no_noise() -> None:
    assert "more digits" in refusal("0.30000000000000004", POINT)


CENTS = st.integers(-(10**12), 10**12)
CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD"])


def style(number: Decimal, thousands: str, point: str) -> str:
    """A number's size with its separators."""
    plain = f"{abs(number):,f}".replace(",", "T").replace(".", point)
    return plain.replace("T", thousands)


SIGNS = {
    "minus": "-{}",
    "behind": "{}-",
    "unicode": "\u2212{}",
    "parentheses": "({})",
    "debit": "{} DR",
    "code": "-{} CUR",
}


@given(
    CENTS,
    CURRENCIES,
    st.sampled_from(["", ",", ".", "'", "’", " ", "\u00a0", "\u202f"]),
    st.sampled_from([".", ","]),
    st.sampled_from(sorted(SIGNS)),
)
def test_what_is_written_in_any_style_is_read_back(
    cents: int, currency: str, thousands: str, point: str, sign: str
) -> None:
    number = cents * quantum(currency)
    other = thousands if thousands != point else ""
    text = style(number, other, point)
    if number < 0:
        text = SIGNS[sign].format(text).replace("CUR", currency)
    assert read(text, Reading(columns={}, decimal=point), currency) == number
    undeclared = result(text)
    if currency == "USD":
        assert undeclared == number or "can be" in str(undeclared)


@given(CENTS)
def test_what_a_workbook_keeps_is_read_back(cents: int) -> None:
    number = Decimal(cents).scaleb(-2)
    assert read(valued(float(number))[0]) == number


@given(st.text(max_size=80) | st.from_regex(r"[-+$(]?[\d.,' ]+[)-]?( ?CR)?"))
def test_any_text_is_an_amount_or_a_reason(text: str) -> None:
    looks_like_a_number(text)
    for reading in (AS_IT_IS, POINT, COMMA):
        found = result(text, reading)
        if isinstance(found, Decimal):
            assert found.is_finite()
        else:
            assert found
            assert "\n" not in found


@given(st.floats() | st.integers())
def test_any_number_is_an_amount_or_a_reason(raw: float) -> None:
    value, problem = valued(raw)
    found = problem or result(value)
    if isinstance(found, Decimal):
        # A spreadsheet keeps fifteen digits: of very large numbers no thousandth.
        kept = abs(Decimal(raw)) * Decimal("1e-14")
        assert abs(found - Decimal(raw)) < max(Decimal("0.001"), kept)
    else:
        assert found
