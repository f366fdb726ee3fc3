from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.dues.suppression import FEWER
from coopbooks.dues.suppression import KEPT_BACK
from coopbooks.dues.suppression import LEAST
from coopbooks.dues.suppression import hidden
from coopbooks.dues.suppression import people

SIZES = st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 30), max_size=8)


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"a": 20, "b": 5}, {}),
        ({"a": 20, "b": 0}, {}),
        # Two small ones hide one another only if they are five together.
        ({"a": 20, "b": 3, "c": 2}, {"b": FEWER, "c": FEWER}),
        ({"a": 20, "b": 2, "c": 2}, {"b": FEWER, "c": FEWER, "a": KEPT_BACK}),
        # One alone could be taken from the total: the next larger goes too.
        ({"a": 20, "b": 7, "c": 2}, {"c": FEWER, "b": KEPT_BACK}),
        ({"a": 20, "b": 2}, {"b": FEWER, "a": KEPT_BACK}),
        ({"a": 4}, {"a": FEWER}),
        ({}, {}),
    ],
)
def test_small_groups_are_left_out(sizes: dict[str, int], said: dict[str, str]) -> None:
    assert hidden(sizes) == said


def test_the_least_can_be_another() -> None:
    assert hidden({"a": 9, "b": 20, "c": 8}, 10) == {
        "a": "fewer than 10",
        "c": "fewer than 10",
    }


@given(SIZES)
def test_nothing_small_is_shown_or_can_be_taken_from_the_total(
    sizes: dict[str, int],
) -> None:
    out = hidden(sizes)
    shown = {name: size for name, size in sizes.items() if size and name not in out}
    assert all(size >= LEAST for size in shown.values())
    left = sum(sizes.values()) - sum(shown.values())
    # What is left is nothing, a crowd, or everybody, in whom there is no group.
    assert left == 0 or not shown or (left >= LEAST and len(out) > 1)


@given(SIZES)
def test_no_more_is_left_out_than_needed(sizes: dict[str, int]) -> None:
    if all(size >= LEAST or not size for size in sizes.values()):
        assert hidden(sizes) == {}


@given(SIZES)
def test_the_order_of_groups_does_not_matter(sizes: dict[str, int]) -> None:
    assert hidden(dict(reversed(sizes.items()))) == hidden(sizes)


def test_people_are_counted_once() -> None:
    union, coop, chapter = ["M-1", "M-2"], ["M-2", "M-3"], ["M-2", "M-4"]
    assert people(union, coop, chapter) == 4
    assert people(union, union) == 2
    assert people() == 0
