from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coopbooks.dues.checkoff.employers import owed_by_employers
from coopbooks.dues.checkoff.employers import total_owed
from coopbooks.dues.terms import read_terms
from tests.support.checkoff import FLAT
from tests.support.checkoff import LOCAL
from tests.support.checkoff import PLANT
from tests.support.checkoff import charged
from tests.support.checkoff import deposited
from tests.support.checkoff import listed
from tests.support.checkoff import loaded
from tests.support.checkoff import members

if TYPE_CHECKING:
    import random

    from beancount.core import data

    from coopbooks.dues.checkoff.employers import Employer

BOOK = LOCAL + PLANT + FLAT


def owed(book: list[data.Directive], day: str, known: str = "") -> dict[str, Employer]:
    on = datetime.date.fromisoformat(day)
    by = datetime.date.fromisoformat(known) if known else None
    return owed_by_employers(read_terms(book), book, on, by)


def figures(found: Employer) -> list[str]:
    return [
        f"{one.period}: {one.charged} - {one.applied} = {one.awaited}, "
        f"{one.deducted} - {one.remitted} = {one.owed}"
        for one in found.periods
    ]


def test_an_employer_that_pays_late() -> None:
    book = loaded(
        BOOK,
        members("M-1", "M-2"),
        charged("01", [("M-1", "40.00"), ("M-2", "40.00")]),
        charged("02", [("M-1", "40.00"), ("M-2", "40.00")]),
        listed("01", [("M-1", "40.00"), ("M-2", "30.00")]),
        deposited("2026-02-12", "60.00"),
        listed("02", [("M-1", "40.00"), ("M-2", "40.00")]),
        deposited("2026-04-01", "80.00"),
    )
    march = owed(book, "2026-03-31")["harbor-foods"]
    assert figures(march) == [
        "2026-01: 80.00 - 70.00 = 10.00, 70.00 - 60.00 = 10.00",
        "2026-02: 80.00 - 80.00 = 0.00, 80.00 - 0 = 80.00",
    ]
    january, february = march.periods
    assert (str(january.due), str(february.due)) == ("2026-02-20", "2026-03-20")
    assert february.is_late(datetime.date(2026, 3, 31))
    assert (march.total(), march.total("awaited")) == (Decimal(90), Decimal(10))
    april = owed(book, "2026-04-30")
    assert total_owed(april, "USD") == 10
    # What came in later does not count for what was known before.
    assert total_owed(owed(book, "2026-04-30", "2026-03-31"), "USD") == 90


def test_what_is_brought_in_is_waited_for_and_what_is_moved_is_not() -> None:
    more = """\
2026-01-01 open Equity:Opening USD
2026-01-01 * "December, not handed over yet"
  period: "2025-12"
  Assets:Receivable:Check-Off  40.00 USD
    member: "M-1"
  Equity:Opening  -40.00 USD
2026-02-01 * "M-1 pays that alone"
  member: "M-1"
  period: "2025-12"
  Assets:Receivable:Own  15.00 USD
  Assets:Receivable:Check-Off  -15.00 USD
"""
    (employer,) = owed(loaded(BOOK, members("M-1"), more), "2026-03-31").values()
    assert figures(employer) == ["2025-12: 40.00 - 15.00 = 25.00, 0 - 0 = 0"]


def test_an_employer_who_owes_nothing_is_there() -> None:
    assert owed(loaded(BOOK), "2026-03-31")["harbor-foods"].periods == ()


LINES = st.dictionaries(st.sampled_from(["M-1", "M-2", "M-3"]), st.integers(1, 99))


@given(
    st.lists(LINES, min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(1, 28), st.integers(1, 300)), max_size=4),
    st.randoms(use_true_random=False),
)
def test_deducted_less_remitted_is_what_stands_on_the_clearing_account(
    lists: list[dict[str, int]],
    money: list[tuple[int, int]],
    chance: random.Random,
) -> None:
    texts = []
    for month, lines in enumerate(lists, start=1):
        texts.append(charged(f"{month:02}", [(one, "40.00") for one in lines]))
        shown = [(one, f"{number}.00") for one, number in lines.items()]
        texts.append(listed(f"{month:02}", shown))
    texts += [deposited(f"2026-05-{day:02}", f"{number}.00") for day, number in money]
    book = loaded(BOOK, members("M-1", "M-2", "M-3"), *texts)
    found = owed(book, "2026-06-30")["harbor-foods"]
    deducted = sum(sum(lines.values()) for lines in lists)
    remitted = sum(number for _, number in money)
    assert found.total("deducted") == deducted
    assert found.total("remitted") == remitted
    assert found.total("owed") == deducted - remitted
    charged_ = 40 * sum(len(lines) for lines in lists)
    assert found.total("awaited") == charged_ - deducted
    mixed = list(book)
    chance.shuffle(mixed)
    assert owed(mixed, "2026-06-30")["harbor-foods"] == found
