"""What earlier years lost and nobody has made good."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.surplus.year.losses import earlier
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import docstring_of


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def earned(year: int, number: int) -> str:
    return (
        f'{year}-06-30 * "The year"\n  Assets:Bank  {number} USD\n'
        f"  Income:Sales  {-number} USD\n"
    )


def shared(of: int, number: int, to: str = "Equity:Reserve", extra: str = "") -> str:
    """Most of a year is shared in the spring of the next one."""
    return (
        f'{of + 1}-04-01 * "Shared"\n  period: "{of}"\n'
        f"  Equity:Result  {number} USD\n{extra}  {to}\n"
    )


def losses(text: str, year: str = "2025") -> tuple[int, int]:
    found = earlier(book_of(text).gathered(year))
    return int(found.losses), int(found.unshared)


def test_a_loss_brought_in_stands_on_its_account(book: YearBook) -> None:
    """
    2024-12-31 * "Brought in"
      Equity:Result:Earlier  18400.00 USD
      Assets:Bank             1600.00 USD
      Equity:Collective
    2025-06-30 * "The year"
      Assets:Bank    100.00 USD
      Income:Sales  -100.00 USD
    """
    assert earlier(book.gathered()).losses == 18400


def test_a_loss_of_the_book_counts_until_it_is_made_good() -> None:
    text = earned(2023, -100) + earned(2024, 0) + earned(2025, 500)
    assert losses(text) == (100, 0)
    made_good = text + shared(2025, 0, extra="  Equity:Reserve  0 USD\n")
    assert losses(made_good) == (100, 0)


def test_a_loss_that_the_reserve_bore_is_made_good() -> None:
    text = earned(2024, -100) + shared(2024, -80) + earned(2025, 500)
    assert losses(text) == (20, 0)


def test_a_loss_borne_late_counts_too() -> None:
    late = (
        '2026-02-01 * "Borne late"\n  period: "2024"\n'
        "  Equity:Reserve  100 USD\n  Equity:Result  -100 USD\n"
    )
    assert losses(earned(2024, -100) + late + earned(2025, 500)) == (0, 0)


def test_carrying_a_loss_to_another_account_changes_nothing() -> None:
    carried = (
        '2025-03-08 * "Carried"\n  period: "2024"\n'
        "  Equity:Result:Earlier  100 USD\n  Equity:Result  -100 USD\n"
    )
    assert losses(earned(2024, -100) + carried + earned(2025, 500)) == (100, 0)


def test_what_a_later_surplus_made_good_is_gone() -> None:
    brought = (
        '2022-12-31 * "Brought in"\n  Equity:Result:Earlier  300 USD\n'
        "  Assets:Bank  10 USD\n  Equity:Collective\n"
    )
    good = shared(2024, 500, extra="  Equity:Result:Earlier  -200 USD\n")
    text = brought + earned(2024, 500) + good + earned(2025, 50)
    assert losses(text, "2024") == (300, 0)
    assert losses(text) == (100, 0)


def test_it_may_all_stand_on_one_account() -> None:
    brought = (
        '2022-12-31 * "Brought in"\n  Equity:Result  300 USD\n'
        "  Assets:Bank  10 USD\n  Equity:Collective\n"
    )
    good = shared(2024, 500, extra="  Equity:Result  -200 USD\n")
    text = brought + earned(2024, 500) + good + earned(2025, 50)
    assert losses(text) == (100, 0)


def test_a_surplus_that_nobody_shared_is_no_loss_and_told() -> None:
    text = earned(2023, -100) + earned(2024, 300) + earned(2025, 50)
    assert losses(text) == (0, 200)
    rule = '2023-01-01 custom "coop-surplus" "law"\n'
    notes = book_of(rule + text).read().notes
    assert any("200.00 USD was never shared" in note for note in notes)


def test_a_surplus_not_shared_yet_does_not_make_good_what_was_brought_in() -> None:
    brought = (
        '2022-12-31 * "Brought in"\n  Equity:Result:Earlier  300 USD\n'
        "  Assets:Bank  10 USD\n  Equity:Collective\n"
    )
    assert losses(brought + earned(2024, 500) + earned(2025, 50)) == (300, 500)


def test_a_surplus_of_before_the_book_that_was_shared_is_no_loss() -> None:
    brought = (
        '2023-12-31 * "Brought in"\n  Equity:Result  -400 USD\n  Assets:Bank  400 USD\n'
    )
    text = brought + shared(2023, 400) + earned(2024, 10) + shared(2024, 10)
    assert losses(text + earned(2025, 50)) == (0, 0)


def test_accounts_closed_by_hand_at_the_years_end_change_nothing(
    book: YearBook,
) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2024-06-30 * "The year"
      Assets:Bank   -100 USD
      Expenses:Rent  100 USD
    2024-12-31 * "Closing" "The result of 2024"
      Expenses:Rent  -100 USD
      Equity:Result   100 USD
    2025-06-30 * "The year"
      Assets:Bank    250 USD
      Income:Sales  -250 USD
    2025-12-31 * "Closing" "The result of 2025"
      period: "2025"
      Income:Sales   250 USD
      Equity:Result -250 USD
    """
    found = book.read()
    assert found.result == 250
    assert found.earlier_losses == 100
    assert found.problems == ()


def test_this_years_own_sharing_does_not_count() -> None:
    at_end = (
        '2025-12-31 * "Shared at the year\'s end"\n  period: "2025"\n'
        "  Equity:Result  500 USD\n  Equity:Result:Earlier  -100 USD\n"
        "  Equity:Reserve\n"
    )
    assert losses(earned(2024, -100) + earned(2025, 500) + at_end) == (100, 0)


@given(
    results=st.lists(st.integers(-1000, 1000), min_size=1, max_size=5),
    parts=st.lists(st.integers(0, 100), min_size=5, max_size=5),
)
def test_losses_and_what_is_unshared_are_what_is_left_of_the_results(
    results: list[int], parts: list[int]
) -> None:
    years = range(2025 - len(results), 2025)
    text, left = "", 0
    for year, result, part in zip(years, results, parts, strict=False):
        taken = result * part // 100
        text += earned(year, result) + shared(year, taken)
        left += result - taken
    found = losses(text + earned(2025, 1))
    assert found == (max(-left, 0), max(left, 0))
