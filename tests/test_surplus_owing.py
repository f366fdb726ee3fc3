"""Debts and payments: nothing is lost, whoever pays what in which order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import total_of
from coopbooks.surplus.notices.owing import Owing
from coopbooks.surplus.notices.owing import Piece
from coopbooks.surplus.notices.owing import take

CENTS = st.integers(0, 10_000).map(lambda cents: Decimal(cents).scaleb(-2))
YEARS = st.sampled_from(["2023", "2024", "2025", ""])
LOTS = st.sampled_from(["", "2023-N", "2024-N"])
KINDS = st.sampled_from(["patronage", "nonpatronage", "redeemed", "other"])
PIECES = st.lists(st.builds(Piece, KINDS, CENTS, YEARS, LOTS), max_size=8)
PAYMENTS = st.lists(st.tuples(CENTS, YEARS, LOTS), max_size=8)


def whole(pieces: list[Piece]) -> Decimal:
    return total_of(piece.number for piece in pieces)


@given(PIECES, PAYMENTS)
def test_what_is_paid_and_what_is_left_are_what_was_owed(
    pieces: list[Piece], payments: list[tuple[Decimal, str, str]]
) -> None:
    owing = Owing()
    owing.add(pieces)
    owed = owing.total
    paid: list[Piece] = []
    for number, year, lot in payments:
        found = owing.pay(number, year, lot)
        assert whole(found) == number
        paid += found
    too_much = max(whole(paid) - owed, Decimal(0))
    assert owing.total == owed - whole(paid) + too_much
    assert all(piece.number > 0 for piece in owing.pieces)
    for kind in ("patronage", "nonpatronage", "redeemed"):
        had = total_of(one.number for one in pieces if one.of == kind)
        got = total_of(one.number for one in paid if one.of == kind)
        assert owing.of(kind) == had - got


@given(PIECES, CENTS)
def test_taking_divides_in_two(pieces: list[Piece], number: Decimal) -> None:
    taken, rest = take(pieces, number)
    assert whole(taken) == min(number, whole(pieces))
    assert whole([*taken, *rest]) == whole(pieces)


def test_a_payment_pays_what_it_names_and_then_the_oldest() -> None:
    owing = Owing()
    owing.add(
        [
            Piece("patronage", Decimal(10), "2023"),
            Piece("redeemed", Decimal(20), "", "2021-N"),
            Piece("patronage", Decimal(30), "2025"),
        ]
    )
    assert owing.pay(Decimal(25), "2025") == [
        Piece("patronage", Decimal(25), "2025"),
    ]
    assert owing.pay(Decimal(5), lot="2021-N") == [
        Piece("redeemed", Decimal(5), "", "2021-N"),
    ]
    assert owing.pay(Decimal(40)) == [
        Piece("patronage", Decimal(10), "2023"),
        Piece("redeemed", Decimal(15), "", "2021-N"),
        Piece("patronage", Decimal(5), "2025"),
        Piece("other", Decimal(10)),
    ]
