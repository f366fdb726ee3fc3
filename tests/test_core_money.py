from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_EVEN
from decimal import ROUND_UP
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import NothingToShareBy
from coopbooks.core.money import NotInWholeQuanta
from coopbooks.core.money import allocate
from coopbooks.core.money import percentage
from coopbooks.core.money import quantize
from coopbooks.core.money import quantum
from coopbooks.core.money import rounded_down
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from random import Random

D = Decimal

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "HOUR"])
MEMBERS = st.integers(1, 60).map(lambda number: f"M-{number:04}")
WEIGHTS = st.dictionaries(
    MEMBERS,
    st.decimals(0, 10**9, allow_nan=False, places=4),
    min_size=1,
    max_size=40,
).filter(lambda weights: any(weights.values()))


@st.composite
def totals(draw: st.DrawFn) -> tuple[Decimal, str]:
    """An amount that can be paid, with its currency."""
    currency = draw(CURRENCIES)
    return draw(st.integers(-(10**15), 10**15)) * quantum(currency), currency


# Splitting


def test_three_equal_members_share_a_hundred() -> None:
    equal = {"M-0001": D(1), "M-0002": D(1), "M-0003": D(1)}
    assert list(allocate(D("100.00"), equal, "USD").items()) == [
        ("M-0001", D("33.34")),
        ("M-0002", D("33.33")),
        ("M-0003", D("33.33")),
    ]


@pytest.mark.parametrize(
    ("surplus", "parts"),
    [
        # By hours, as in the published sample bylaws of a co-operative law centre.
        ("75000", ["18750.00", "16875.00", "15937.50", "14062.50", "9375.00"]),
        ("-18000", ["-4500", "-4050", "-3825", "-3375", "-2250"]),
    ],
)
def test_surplus_and_loss_by_hours(surplus: str, parts: list[str]) -> None:
    hours = {"A": D(2000), "B": D(1800), "C": D(1700), "D": D(1500), "E": D(1000)}
    assert allocate(D(surplus), hours, "USD") == dict(
        zip(hours, map(D, parts), strict=True)
    )


def test_a_loss_passes_by_who_weighs_nothing() -> None:
    hours = {"A": D(1200), "B": D(800), "C": D(400), "D": D(0)}
    assert list(allocate(D("-40000.00"), hours, "USD").values()) == [
        D("-20000.00"),
        D("-13333.33"),
        D("-6666.67"),
        D(0),
    ]


def test_a_lot_is_redeemed_pro_rata() -> None:
    lots = {"A": D(6000), "B": D(4000), "C": D(2000)}
    assert allocate(D("1000.00"), lots, "USD") == {
        "A": D("500.00"),
        "B": D("333.33"),
        "C": D("166.67"),
    }


def test_the_smallest_unit_is_the_currencys_own() -> None:
    equal = {"A": D(1), "B": D(1), "C": D(1)}
    assert list(allocate(D(100), equal, "JPY").values()) == [D(34), D(33), D(33)]
    assert list(allocate(D("0.100"), equal, "KWD").values()) == [
        D("0.034"),
        D("0.033"),
        D("0.033"),
    ]
    assert str(allocate(D(9), equal, "USD")["A"]) == "3.00"


def test_ids_may_be_numbers_or_tuples() -> None:
    assert allocate(D("0.01"), {10: D(1), 9: D(1)}, "USD") == {10: D(0), 9: D("0.01")}
    pairs = {("b", "x"): D(1), ("a", "y"): D(1)}
    assert allocate(D("0.01"), pairs, "USD")["a", "y"] == D("0.01")


@given(totals(), WEIGHTS)
def test_parts_add_up_to_the_total(
    total: tuple[Decimal, str], weights: dict[str, Decimal]
) -> None:
    assert total_of(allocate(total[0], weights, total[1]).values()) == total[0]


@given(totals(), WEIGHTS)
def test_each_part_is_within_one_quantum_of_its_exact_share(
    total: tuple[Decimal, str], weights: dict[str, Decimal]
) -> None:
    number, currency = total
    whole = sum(map(Fraction, weights.values()))
    for key, part in allocate(number, weights, currency).items():
        exact = Fraction(number) * Fraction(weights[key]) / whole
        assert abs(Fraction(part) - exact) < Fraction(quantum(currency))
        assert quantize(part, currency) == part


@given(totals(), WEIGHTS)
def test_who_weighs_nothing_gets_nothing(
    total: tuple[Decimal, str], weights: dict[str, Decimal]
) -> None:
    parts = allocate(total[0], weights, total[1])
    assert not any(parts[key] for key, weight in weights.items() if not weight)


@given(totals(), WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_ids_does_not_matter(
    total: tuple[Decimal, str], weights: dict[str, Decimal], chance: Random
) -> None:
    shuffled = list(weights.items())
    chance.shuffle(shuffled)
    assert allocate(total[0], weights, total[1]) == allocate(
        total[0], dict(shuffled), total[1]
    )


@given(totals(), WEIGHTS)
def test_who_weighs_more_never_gets_less(
    total: tuple[Decimal, str], weights: dict[str, Decimal]
) -> None:
    parts = allocate(abs(total[0]), weights, total[1])
    ranked = sorted(weights, key=lambda key: (weights[key], parts[key]))
    sizes = [parts[key] for key in ranked]
    assert sizes == sorted(sizes)


@given(totals(), WEIGHTS)
def test_a_negative_total_is_split_as_its_opposite(
    total: tuple[Decimal, str], weights: dict[str, Decimal]
) -> None:
    parts = allocate(total[0], weights, total[1])
    mirrored = allocate(-total[0], weights, total[1])
    assert {key: -part for key, part in mirrored.items()} == parts
    assert not any(part.is_signed() for part in parts.values() if not part)


@given(totals(), WEIGHTS, st.integers(1, 10**12))
def test_the_unit_of_the_weights_does_not_matter(
    total: tuple[Decimal, str], weights: dict[str, Decimal], times: int
) -> None:
    scaled = {key: weight * times for key, weight in weights.items()}
    assert allocate(total[0], weights, total[1]) == allocate(total[0], scaled, total[1])


def test_weights_of_any_length_split_exactly() -> None:
    tiny = {"A": D("1E-40"), "B": D(10) ** 27}
    assert allocate(D("1000000000000000.01"), tiny, "USD") == {
        "A": D(0),
        "B": D("1000000000000000.01"),
    }


@pytest.mark.parametrize("weights", [{}, {"A": D(0)}, {"A": D(2), "B": D(-1)}], ids=str)
def test_without_weights_nothing_is_split(weights: dict[str, Decimal]) -> None:
    with pytest.raises(NothingToShareBy, match=r"^100 can't be split: .*positive"):
        allocate(D(100), weights, "USD")


def test_what_cannot_be_paid_is_not_split() -> None:
    with pytest.raises(NotInWholeQuanta, match=r"^10.005 USD .* 0.01 USD\. Round"):
        allocate(D("10.005"), {"A": D(1)}, "USD")
    with pytest.raises(NotInWholeQuanta, match=r"0.5 JPY .* paid is 1 JPY"):
        allocate(D("0.5"), {"A": D(1)}, "JPY")
    assert allocate(D("10.00500"), {"A": D(1)}, "KWD") == {"A": D("10.005")}


# Rounding


def test_half_a_cent_is_rounded_up_and_away_from_zero() -> None:
    assert quantize(D("0.005"), "USD") == D("0.01")
    assert quantize(D("-0.005"), "USD") == D("-0.01")
    assert quantize(D("0.005"), "USD", ROUND_HALF_EVEN) == D("0.00")


def test_zero_has_no_sign() -> None:
    assert str(quantize(D("-0.004"), "USD")) == "0.00"
    assert str(percentage(D("-0.0001"), D(100))) == "0.0"


@pytest.mark.parametrize(
    ("share", "cash", "kept"),
    [
        ("33.32", "6.67", "26.65"),  # 6.66 would be 19.988 %
        ("33.31", "6.67", "26.64"),
        ("33.33", "6.67", "26.66"),
        ("33.34", "6.67", "26.67"),
    ],
)
def test_cash_at_a_floor_of_twenty_percent_is_rounded_up(
    share: str, cash: str, kept: str
) -> None:
    paid = quantize(D(share) * D("0.20"), "USD", ROUND_UP)
    assert (paid, D(share) - paid) == (D(cash), D(kept))


@pytest.mark.parametrize(
    ("percent", "dues"), [("0.0183", "24.97"), ("0.0155", "21.15")]
)
def test_a_local_may_round_its_dues_down(percent: str, dues: str) -> None:
    pay = D("17.06") * 80
    assert quantize(pay * D(percent), "USD", ROUND_DOWN) == D(dues)
    assert rounded_down(pay * D(percent), "USD") == D(dues)
    assert rounded_down(-pay * D(percent), "USD") == -D(dues)


@pytest.mark.parametrize(
    ("currency", "step"),
    [("USD", "0.01"), ("JPY", "1"), ("KWD", "0.001"), ("HOUR", "0.01")],
)
def test_each_currency_has_its_quantum(currency: str, step: str) -> None:
    assert str(quantum(currency)) == step


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), CURRENCIES)
def test_rounding_is_to_the_nearest_and_done_once(
    number: Decimal, currency: str
) -> None:
    assume(abs(number) < D(10) ** 40)
    rounded = quantize(number, currency)
    assert abs(Fraction(rounded) - Fraction(number)) <= Fraction(quantum(currency)) / 2
    assert quantize(rounded, currency) == rounded


# Adding up and comparing


def test_sums_keep_every_digit() -> None:
    assert total_of([]) == 0
    assert total_of([D(10) ** 30, D("0.01"), -(D(10) ** 30)]) == D("0.01")


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        ("12.5", "100", "12.5"),
        ("1", "3", "33.3"),
        ("0.25", "1000", "0.0"),
        ("0.5", "1000", "0.1"),
        ("50", "-200", "25.0"),  # more than a planned loss of 200 reads as more
        ("-50", "-200", "-25.0"),
        ("1E+30", "0.01", "1.0E+34"),
    ],
)
def test_percentages_are_of_the_size(part: str, whole: str, percent: str) -> None:
    assert percentage(D(part), D(whole)) == D(percent)


def test_nothing_is_a_percentage_of_zero() -> None:
    assert percentage(D(5), D(0)) is None
