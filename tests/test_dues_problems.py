"""What is wrong with dues is told by file and line; what is right is not."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.controls.language import check_language
from coopbooks.dues.rules.bandrates import column_of

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

HEAD = """\
2020-01-01 open Assets:Dues
2020-01-01 open Assets:Bank
2020-01-01 open Income:Dues
2020-01-01 open Liabilities:Up
2020-01-01 open Expenses:Up
2020-01-01 open Equity:Memo
2020-01-01 custom "coop-decision" "2020/1" "Decided"
  body: "meeting"
2020-01-01 custom "coop-member" "M-0001" "join"
  class: "standard"
  workplace: "depot"
2020-01-01 custom "coop-declared" "M-0001" "pay" 100 USD
"""
FLAT = '2020-01-01 custom "coop-dues" "flat" "flat"\n  amount: 26.00 USD\n'
PERCENT = (
    '2020-01-01 custom "coop-dues" "flat" "percentage"\n'
    '  measure: "pay"\n  rate: 1 PERCENT\n'
)
BANDS = '2020-01-01 custom "coop-dues" "flat" "by-band"\n  measure: "pay"\n'
HOURS = '2020-01-01 custom "coop-dues" "flat" "hours-of-pay"\n  hourly: "pay"\n'
ABOVE = '2020-01-01 custom "coop-dues-band" "flat" "from" 0 USD "pays" 5 USD\n'
LINE = '2020-01-01 custom "coop-dues-{}\n'
MEMBER = '2021-01-01 custom "coop-member-dues" "M-0001" {}\n'
UP = '2020-01-01 custom "coop-per-capita" "up" {}\n  to: Liabilities:Up\n'


def told(text: str) -> list[str]:
    """The messages for a book, without the name of the directive."""
    entries, errors, _ = loader.load_string(HEAD + text)
    assert errors == []
    return [error.message.partition(": ")[2] for error in check_language(entries)]


RIGHT = [
    FLAT,
    PERCENT,
    BANDS + ABOVE,
    HOURS + "  rate: 2 HOUR\n",
    FLAT + LINE.format('cadence" "flat" "year" 11 "times" "dues"'),
    FLAT
    + LINE.format('standing" "flat" "more-than" 2 MONTH')
    + LINE.format('standing" "flat" "more-than" 3 PERIOD "dropped"'),
    FLAT + LINE.format('part" "flat" "a" 26.00 USD "to" Liabilities:Up'),
    FLAT + MEMBER.format('"pays" 0 USD\n  until: 2021-06-30\n  decision: "2020/1"'),
    FLAT
    + MEMBER.format('"pays" 5 USD\n  decision: "2020/1"')
    + '2021-03-01 custom "coop-member-dues" "M-0001" "ends" "pays"\n',
    FLAT + MEMBER.format('"pledges" 40 USD'),
    PERCENT + "  at-most: 4000 PAY\n",
    FLAT
    + UP.format('"headcount"\n  each: 2 USD\n  treatment: "expense"')
    + "  expense: Expenses:Up\n",
    FLAT
    + LINE.format('part" "flat" "up" 2 USD "to" Liabilities:Up')
    + UP.format('"headcount"\n  each: 2 USD\n  treatment: "held"'),
    FLAT.replace("2020-01-01", "2021-07-01") + '  per: "half-year"\n',
    '2020-01-01 custom "coop-dues" "hours" "flat"\n  amount: 4 HOUR\n  pledged: TRUE\n',
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_not_told(text: str) -> None:
    assert told(text) == []


WRONG = [
    ('2020-01-01 custom "coop-dues" "x" "flat"\n', "'x' is 'flat' and says no amount:"),
    ('2020-01-01 custom "coop-dues" "x" "percentage"\n  rate: 1 PERCENT\n', "measure:"),
    ('2020-01-01 custom "coop-dues" "x" "by-formula"\n', "says no measure:"),
    (BANDS, "has no coop-dues-band of its name and date"),
    (FLAT + ABOVE, "has bands, which count only where it is 'by-band'"),
    (HOURS, "'flat' is 'hours-of-pay' and says no rate:, such as rate: 2 HOUR."),
    (HOURS + "  rate: 2 PERCENT\n", 'that is a "percentage"'),
    (PERCENT.replace("PERCENT", "HOUR"), 'hours are "hours-of-pay"'),
    (PERCENT.replace("rate: 1", "rate: -1"), "which is below zero"),
    (FLAT.replace("26.00 USD", "26 DAY"), "it must be money, or hours of pay in HOUR"),
    (FLAT.replace("26.00", "-26.00"), "which is below zero"),
    (FLAT + "  rate: 1 PERCENT\n", "passes over rate:"),
    (PERCENT + "  minimum: 9 USD\n  maximum: 3 USD\n", "above its maximum: of 3 USD"),
    (PERCENT + "  minimum: 9 EUR\n  maximum: 13 USD\n", "is in EUR and USD"),
    (PERCENT + '  share: "pay"\n', "says share: and no full-share:"),
    (PERCENT.replace('"pay"', '"pai"'), "'pai' is no measure of this book"),
    (BANDS + ABOVE.replace("5 USD", "5 PERCENT"), 'write "at" before a rate'),
    (BANDS + ABOVE.replace('"pays"', '"at"'), 'write "pays" before an amount'),
    (FLAT.replace("2020-01-01", "2020-01-02"), "in the middle of a period"),
    (FLAT + '  class: "standart"\n', "Did you mean 'standard'?"),
    (FLAT + LINE.format('cadence" "flat" "week" 4 "times" "year"'), "what a year is"),
    (FLAT + LINE.format('cadence" "flat" "week" 4 "over" "year"'), "over a number"),
    (FLAT + LINE.format('cadence" "flat" "week" 4 "over" 0'), "can be over 0"),
    (FLAT + LINE.format('part" "flat" "a" 27 USD "to" Income:Dues'), "27 USD, and"),
    (FLAT + LINE.format('part" "flat" "a" 1 EUR "to" Income:Dues'), "is in EUR, and"),
    (FLAT + LINE.format('part" "flat" "a" 1 DAY "to" Income:Dues'), "money or PERCENT"),
    (
        FLAT + LINE.format('part" "flat" "a" "rest" "to" Expenses:Up'),
        "Expenses account",
    ),
    (FLAT + LINE.format('fee" "flat" "late" 1 USD\n  to: Assets:Bank'), "an Assets"),
    (FLAT + "  receivable: Income:Dues\n", "stands under Assets"),
    (
        FLAT
        + LINE.format('standing" "flat" "more-than" 60 DAY')
        + LINE.format('standing" "flat" "at-least" 30 DAY "suspended"'),
        "members would be suspended at 30 DAY, before they are behind at 60 DAY",
    ),
    (FLAT + MEMBER.format('"less" 5 USD\n  until: 2021-12-31'), "needs a decision"),
    (FLAT + MEMBER.format('"less" 5 USD\n  decision: "2020/1"'), "needs an end"),
    (FLAT + MEMBER.format('"pays" "less"'), "is followed by an amount"),
    (FLAT + MEMBER.format('"pledges" -3 USD'), "makes no sense"),
    (FLAT + MEMBER.format('"each" 3 USD'), "is followed by a word in quotes"),
    (FLAT + MEMBER.format('"each" "wekk"'), "Did you mean 'week'?"),
    (FLAT + MEMBER.format('"collected" "cash"'), '"check-off" or "self"'),
    (FLAT + MEMBER.format('"by" "flut"'), "Did you mean 'flat'?"),
    (FLAT + MEMBER.format('"opts-out" "national"'), "no coop-dues-part is called"),
    (FLAT + MEMBER.format('"excused" "layoff"\n  until: 2021-03-31'), "excuse is for"),
    (FLAT + MEMBER.format('"excused" "layoff"\n  decision: "2020/1"'), "needs an end"),
    (FLAT + MEMBER.format('"ends" "pays"'), "nothing before 2021-01-01 begins it"),
    (FLAT + MEMBER.format('"pledges" 1 USD') * 2, "was said before"),
    (FLAT + MEMBER.format('"pledges" 1 USD').replace('01"', '03"'), "never joined"),
    (FLAT + '2021-01-01 custom "coop-declared" "M-0001" "pay" -1 USD\n', "below zero"),
    (FLAT + '2021-01-01 custom "coop-declared" "M-0009" "pay" 1 USD\n', "never joined"),
    (
        FLAT + '2021-01-01 custom "coop-declared" "M-0001" "pay" 1 USD\n'
        '  period: "Mai"\n',
        "Mai",
    ),
    (FLAT + '2021-01-01 custom "coop-workplace" "depots"\n', "Did you mean 'depot'?"),
    (
        FLAT + '2021-01-01 custom "coop-workplace" "depot"\n  collected: "check-off"\n',
        "say in employer:",
    ),
    (FLAT + UP.format('"headcount"\n  treatment: "expense"'), "say in each:"),
    (FLAT + UP.format('"dues"\n  treatment: "expense"'), "say in rate:"),
    (FLAT + UP.format('"dues"\n  rate: 1 PERCENT\n  treatment: "held"'), "out-of:"),
    (
        FLAT
        + UP.format('"headcount"\n  each: 1 DAY\n  treatment: "expense"')
        + "  expense: Expenses:Up\n",
        "it must be money",
    ),
    (
        FLAT + '2020-01-01 custom "coop-stamps" "S" Equity:Memo\n'
        "  office: Equity:Memo\n  sold: Equity:Memo\n",
        "say in price:",
    ),
    (FLAT + '2020-01-01 custom "coop-dues-payments" "oldest" "dues"\n', "stands alone"),
]


@pytest.mark.parametrize(("text", "problem"), WRONG)
def test_what_is_wrong_is_told(text: str, problem: str) -> None:
    found = told(text)
    assert any(problem in one for one in found), found


def test_each_error_names_file_and_line(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.language"
    2026-01-01 custom "coop-dues" "members" "flat"
      amount: 26.00 USD
    2026-03-01 custom "coop-dues" "others" "flat"
      amount: 20.00 USD
    """
    (error,) = load_doc.errors
    assert error.source["lineno"] == 4
    assert error.source["filename"].endswith("main.beancount")
    assert "'others' and 'members' (main.beancount:2)" in error.message
    assert "from 2026-03-01 on" in error.message


def schedule(name: str, *lines: str, date: str = "2026-01-01") -> str:
    meta = "".join(f"  {line}\n" for line in lines)
    return f'{date} custom "coop-dues" "{name}" "flat"\n  amount: 1 USD\n{meta}'


APART = [
    ("a", 'class: "x"'),
    ("b", 'class: "y, z"'),
    ("c", 'workplace: "x"'),
    ("d", 'class: "x"', 'workplace: "x"'),
    ("e",),
    ("f", "besides: TRUE"),
]


def test_schedules_for_others_do_not_contradict_each_other() -> None:
    for order in itertools.permutations(APART, 3):
        assert told("".join(schedule(*one) for one in order)) == []


def test_schedules_for_the_same_do() -> None:
    for one, other in (
        (('class: "x"',), ('class: "y, x"',)),
        ((), ()),
        (('workplace: "x"', 'class: "y"'), ('class: "y"', 'workplace: "z,x"')),
    ):
        found = told(schedule("a", *one) + schedule("b", *other))
        assert ["hold for the same members" in one for one in found] == [True]


def test_one_after_the_other_is_no_contradiction() -> None:
    first = schedule("a", "until: 2026-06-30")
    assert told(first + schedule("b", date="2026-07-01")) == []
    assert len(told(first + schedule("b", date="2026-06-01"))) == 1
    # The second of the same name ends the first; it is for others.
    later = schedule("a", 'class: "x"', date="2026-07-01")
    assert told(schedule("a") + later + schedule("b", date="2026-07-01")) == []


def test_members_put_under_a_schedule_by_name_decide() -> None:
    by = MEMBER.format('"by" "b"')
    assert told(schedule("a") + schedule("b") + by) == []


columns = st.lists(
    st.tuples(
        st.sampled_from(["for-{}", "for-below-{}", "for-up-to-{}", "for-from-{}"]),
        st.integers(0, 6),
    ),
    min_size=1,
    max_size=4,
    unique=True,
)


@given(columns)
@settings(max_examples=60, deadline=None)
def test_columns_that_are_not_told_mean_one_thing(
    keys: list[tuple[str, int]],
) -> None:
    """Where no column overlaps, each value lies above or below the edges, not both."""
    names = [key.format(number) for key, number in keys]
    lines = "".join(f"  {name}: 5 USD\n" for name in names)
    band = f'2020-01-01 custom "coop-dues-band" "flat" "from" 0 USD\n{lines}'
    found = told(f'{BANDS}  columns: "pay"\n{band}')
    uppers = [n for key, n in keys if "below" in key or "up-to" in key]
    lowers = [n for key, n in keys if "from" in key]
    clear = not uppers or not lowers or max(uppers) < min(lowers)
    if clear:
        assert found == []
    for value in range(8):
        number = Decimal(value)
        if f"for-{value}" in names:
            assert column_of(names, number) == f"for-{value}"
