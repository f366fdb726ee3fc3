"""Where a year's result comes from, and what of it is shared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.money import total_of
from coopbooks.surplus.forms.rules import SOURCES
from coopbooks.surplus.year.sources import Start
from coopbooks.surplus.year.sources import split
from coopbooks.surplus.year.work import Work
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import dec
from tests.support.yearbooks import docstring_of
from tests.support.yearbooks import lines_of

MONEY = st.decimals(-(10**6), 10**6, places=2)


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def test_all_is_members_work_unless_the_rule_says_more(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2025-03-01 * "Sales"
      Assets:Bank    100.00 USD
      Income:Sales  -100.00 USD
    """
    found = book.read()
    assert found.sources == {
        "members-work": 100,
        "others-work": 0,
        "other-sources": 0,
    }
    assert (found.hours, found.split_by) == ({}, "")
    assert found.result == found.start == 100


def test_lines_come_to_where_the_steps_begin(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      starts-from: "before-share-and-tax"
    2025-01-01 custom "coop-surplus-source" "law" "left-out" Income:Extra
    2025-03-01 * "The year"
      Income:Sales            -1000.00 USD
      Income:Extra             -200.00 USD
      Income:Interest            -1.00 USD
      Expenses:Wages:Members    300.00 USD
      Expenses:Wages:Employees  100.00 USD
      Expenses:Share             50.00 USD
      Expenses:Tax               80.00 USD
      Assets:Bank
    """
    found = book.read()
    assert [(line.words, line.number) for line in found.lines] == [
        ("Extra", dec("200.00")),
        ("Interest", dec("1.00")),
        ("Sales", dec("1000.00")),
        ("Party's share", dec("-50.00")),
        ("Tax", dec("-80.00")),
        ("Wages", dec("-400.00")),
        ("Party's share, added back", dec("50.00")),
        ("Tax, added back", dec("80.00")),
        ("Extra, left out", dec("-200.00")),
    ]
    assert found.result == dec("671.00")
    assert found.start == total_of(line.number for line in found.lines)
    assert found.start == dec("601.00")


@pytest.mark.parametrize(
    ("word", "start"),
    [("result", 870), ("before-share", 920), ("before-tax", 950)],
)
def test_what_is_added_back_is_what_the_rule_says(word: str, start: int) -> None:
    found = book_of(
        f"""
        2025-01-01 custom "coop-surplus" "law"
          starts-from: "{word}"
        2025-03-01 * "The year"
          Income:Sales   -1000 USD
          Expenses:Share    50 USD
          Expenses:Tax      80 USD
          Assets:Bank
        """
    ).read()
    assert found.result == 870
    assert found.start == start


def test_the_nearest_account_that_a_rule_names_decides(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      others-share: 10 PERCENT
    2025-01-01 custom "coop-surplus-source" "law" "others-work" Expenses:Wages
    2025-01-01 custom "coop-surplus-source" "law" "members-work" Expenses:Wages:Members
    2025-01-01 custom "coop-surplus-source" "law" "other-sources" Income:Interest
    2025-03-01 * "The year"
      Income:Sales            -1000 USD
      Income:Interest           -30 USD
      Expenses:Wages:Members    100 USD
      Expenses:Wages:Employees   20 USD
      Assets:Bank
    """
    found = book.read()
    assert found.sources == {
        "members-work": 900 - 100,
        "others-work": 100 - 20,
        "other-sources": 30,
    }
    assert found.hours == {}


def test_co_op_laws_fifth_of_the_hours_is_others_work(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      others-work: "others"
    2025-01-01 custom "coop-member" "A" "join"
    2025-01-01 custom "coop-member" "B" "join"
    2025-03-01 * "Net"
      Assets:Bank    100000 USD
      Income:Sales  -100000 USD
    2025-12-31 * "Hours"
      Equity:Hours:Members  5000 HOUR
        member: "A"
      Equity:Hours:Members  3000 HOUR
        member: "B"
      Equity:Hours:Others   2000 HOUR
      Equity:Hours:Total
    """
    found = book.read()
    assert found.sources["members-work"] == 80000
    assert found.sources["others-work"] == 20000
    assert found.hours == {"members": 8000, "others": 2000}
    assert found.split_by == "hours"
    assert found.problems == ()


def test_one_measure_for_all_tells_members_from_others(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      others-work: "hours"
    2025-01-01 custom "coop-member" "A" "join"
    2025-03-01 * "Net"
      Assets:Bank    1000 USD
      Income:Sales  -1000 USD
    2025-12-31 * "Hours of a member, of somebody on the payroll, and of others"
      Equity:Hours:Members  600 HOUR
        member: "A"
      Equity:Hours:Members  100 HOUR
        member: "E-7"
      Equity:Hours:Members  300 HOUR
      Equity:Hours:Total
    """
    found = book.read()
    assert found.sources["others-work"] == 400
    assert found.problems == ()
    assert found.notes == ("2025 is not closed, so that its result may still change.",)


def test_what_a_rule_can_not_split_work_by_is_told(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      part-year: "whole"
      others-work: "others"
    2025-12-31 custom "coop-surplus" "law"
      patronage: "equal"
      part-year: "whole"
      members-work: "houres"
      others-work: "others"
    """
    assert lines_of(book.read("2025")) == [
        (
            "5 coop-surplus: 'law' splits work by houres, and no coop-measure says "
            "where they are counted. Did you mean 'hours'?"
        )
    ]


def test_members_work_needs_a_measure_of_its_own(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "equal"
      others-work: "others"
    """
    assert lines_of(book.read()) == [
        (
            "1 coop-surplus: 'law' says others-work: and not by what members' work is "
            "measured; add members-work: with the name of a measure."
        )
    ]


def test_hours_are_not_compared_with_days(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      others-work: "others"
    2025-01-01 custom "coop-member" "A" "join"
    2025-12-31 * "Hours"
      Equity:Hours:Members  600 HOUR
        member: "A"
      Equity:Hours:Total   -600 HOUR
      Equity:Hours:Others    10 DAY
      Equity:Hours:Total    -10 DAY
    """
    assert lines_of(book.read()) == [
        (
            "1 coop-surplus: 'law' compares hours in HOUR with others in DAY; both "
            "must be in one unit."
        )
    ]


def test_a_source_that_lost_is_made_good_by_the_largest_other(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
      others-share: 20 PERCENT
    2025-01-01 custom "coop-surplus-source" "law" "other-sources" Income:Extra
    2025-03-01 * "The year"
      Income:Sales  -1000.00 USD
      Income:Extra    850.00 USD
      Assets:Bank     150.00 USD
    """
    found = book.read()
    assert found.sources == {
        "members-work": 0,
        "others-work": 150,
        "other-sources": 0,
    }
    assert found.notes[1:] == (
        (
            "Other sources lost 850.00 USD, which is set against the other sources, "
            "the largest first."
        ),
    )


def test_in_a_loss_a_source_that_gained_bears_of_it(book: YearBook) -> None:
    """
    2025-01-01 custom "coop-surplus" "law"
    2025-01-01 custom "coop-surplus-source" "law" "other-sources" Income:Extra
    2025-03-01 * "The year"
      Income:Sales   1000.00 USD
      Income:Extra   -300.00 USD
      Assets:Bank    -700.00 USD
    """
    found = book.read()
    assert found.start == -700
    assert found.sources["members-work"] == -700
    assert found.sources["other-sources"] == 0
    assert "Other sources gained 300.00 USD" in found.notes[1]


@given(
    named=st.dictionaries(st.sampled_from(SOURCES), MONEY),
    rest=MONEY,
    members=st.integers(0, 10**5),
    others=st.integers(0, 10**5),
)
def test_sources_come_to_the_whole_and_have_its_sign(
    named: dict[str, Decimal], rest: Decimal, members: int, others: int
) -> None:
    whole = total_of([*named.values(), rest])
    start = Start(whole, whole, (), named, rest)
    work = Work(Decimal(members), Decimal(others), "hours")
    found, _ = split(start, work, "USD")
    assert total_of(found.values()) == whole
    assert all(number == 0 or (number > 0) == (whole > 0) for number in found.values())


@given(rest=st.decimals(0, 10**6, places=2), more=st.integers(1, 100))
def test_more_work_of_others_is_never_less_of_the_result(
    rest: Decimal, more: int
) -> None:
    start = Start(rest, rest, (), {}, rest)
    few, _ = split(start, Work(Decimal(1000), Decimal(100), "hours"), "USD")
    many, _ = split(start, Work(Decimal(1000), Decimal(100 + more), "hours"), "USD")
    assert many["others-work"] >= few["others-work"]
