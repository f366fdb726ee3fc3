"""Who pays whom: everybody settled, in the fewest payments, in whatever order."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.federation.coalitions.settling import MOST
from coopbooks.federation.coalitions.settling import settle


def named(cents: list[int]) -> dict[str, Decimal]:
    """Balances by name; the last one is what the others come to, turned."""
    cents = [*cents, -sum(cents)]
    return {f"body-{place:02}": Decimal(one) / 100 for place, one in enumerate(cents)}


def groups(balances: dict[str, Decimal]) -> int:
    """The most groups that come to zero, found by trying every way to part them."""
    if not balances:
        return 0
    first, *others = balances
    found = []
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            group = {first, *chosen}
            if not sum(balances[name] for name in group):
                left = {
                    name: one for name, one in balances.items() if name not in group
                }
                found.append(1 + groups(left))
    return max(found, default=0)


# Few different amounts, so that some bodies by themselves come to zero.
FEW = st.lists(st.integers(min_value=-4, max_value=4), min_size=1, max_size=5)
MANY = st.lists(st.integers(min_value=-9_999, max_value=9_999), max_size=18)


@given(MANY)
def test_everybody_is_settled_to_the_cent(cents: list[int]) -> None:
    balances = named(cents)
    payments, fewest = settle(balances)
    left = dict(balances)
    for one in payments:
        assert one.number > 0
        left[one.giver] += one.number
        left[one.receiver] -= one.number
    assert not any(left.values())
    open_ones = [one for one in balances.values() if one]
    assert len(payments) <= max(len(open_ones) - 1, 0)
    assert fewest is (len(open_ones) <= MOST)


@given(FEW)
def test_there_are_as_few_payments_as_by_trying_all(cents: list[int]) -> None:
    balances = {name: one for name, one in named(cents).items() if one}
    payments, fewest = settle(balances)
    assert fewest
    assert len(payments) == len(balances) - groups(balances)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_of_the_bodies_does_not_matter(
    cents: list[int], order: object
) -> None:
    balances = named(cents)
    names = list(balances)
    order.shuffle(names)  # type: ignore[attr-defined]
    assert settle({name: balances[name] for name in names}) == settle(balances)


def test_two_pairs_settle_by_themselves() -> None:
    """The largest debt to the largest claim would take three payments."""
    balances = {
        "a": Decimal(-7),
        "b": Decimal(-5),
        "c": Decimal(5),
        "d": Decimal(7),
    }
    payments, _ = settle(balances)
    assert [(one.giver, one.receiver) for one in payments] == [("a", "d"), ("b", "c")]


def test_three_payments_less_than_five_bodies_would_need() -> None:
    cents = {"a": -6, "b": -4, "c": 3, "d": 3, "e": 2, "f": 2}
    payments, fewest = settle({name: Decimal(one) for name, one in cents.items()})
    assert fewest
    assert [tuple(one) for one in payments] == [
        ("a", "c", Decimal(3)),
        ("a", "d", Decimal(3)),
        ("b", "e", Decimal(2)),
        ("b", "f", Decimal(2)),
    ]
