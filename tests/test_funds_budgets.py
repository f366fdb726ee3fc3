from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import cast

import pytest
from beancount.core import amount
from beancount.core import data
from beancount.parser import grammar
from fava.core.budgets import calculate_budget
from fava.core.budgets import parse_budgets
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.money import quantize
from coopbooks.funds.budgets import INTERVALS
from coopbooks.funds.budgets import planned
from coopbooks.funds.budgets import planned_in_all
from coopbooks.funds.budgets import read_budgets

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

MARCH = (datetime.date(2026, 3, 1), datetime.date(2026, 4, 1))


def test_a_month_and_a_year(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "budget" Expenses:Rent "monthly" 100.00 USD
    2026-01-01 custom "budget" Expenses:Insurance "yearly" 365.00 USD
    2026-03-11 custom "budget" Expenses:Rent "monthly" 131.00 USD
    2026-01-01 custom "budget" Expenses:Rent "quarterly" 90.00 EUR
    """
    budgets, errors = read_budgets(load_doc.entries)
    assert errors == []
    february = (datetime.date(2026, 2, 1), MARCH[0])
    rent = planned(budgets, "Expenses:Rent", *february)
    assert quantize(rent["USD"], "USD") == Decimal("100.00")
    assert quantize(rent["EUR"], "EUR") == Decimal("28.00")
    changed = planned(budgets, "Expenses:Rent", *MARCH)["USD"]
    # 10 days of 100.00 and 21 of 131.00, each of 31.
    assert quantize(changed, "USD") == Decimal("121.00")
    insurance = planned(budgets, "Expenses:Insurance", *MARCH)["USD"]
    assert insurance == Decimal("31.00")
    assert planned(budgets, "Expenses:Nothing", *MARCH) == {}


def test_a_parent_sums_its_true_children(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "budget" Expenses:Food "daily" 1.00 USD
    2026-01-01 custom "budget" Expenses:Food:Bread "daily" 2.00 USD
    2026-01-01 custom "budget" Expenses:Foodbank "daily" 4.00 USD
    """
    budgets, _ = read_budgets(load_doc.entries)
    assert planned_in_all(budgets, "Expenses:Food", *MARCH) == {"USD": Decimal(93)}
    assert planned_in_all(budgets, "Expenses", *MARCH) == {"USD": Decimal(217)}


def test_what_is_no_budget_is_named(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "budget" Expenses:Rent "monthly"
    2026-01-01 custom "budget" "rent" "monthly" 1.00 USD
    2026-01-01 custom "budget" Expenses:Rent "montly" 1.00 USD
    2026-01-01 custom "budget" Expenses:Rent 5 1.00 USD
    2026-01-01 custom "budget" Expenses:Rent "monthly" 1.00
    2026-01-01 custom "budget" Expenses:Rent "Monthly" 1.00 USD
    2026-01-01 custom "budget" Expenses:Rent "weekly" 2.00 USD
    """
    _, errors = read_budgets(load_doc.entries)
    said = [f"{error.source['lineno']} {error.message}" for error in errors]
    written = 'Written: custom "budget" Expenses:Rent "monthly" 650.00 USD'
    before = "is planned before from 2026-01-01 on"
    words = "it must be one of daily, weekly, monthly, quarterly, yearly."
    assert said == [
        f"1 budget: it needs an account, an interval and an amount. {written}",
        f"2 budget: 'rent' is no account. {written}",
        f"3 budget: 'montly' is no interval; {words} Did you mean 'monthly'?",
        f"4 budget: '5' is no interval; {words}",
        f"5 budget: '1.00' is no amount with a currency. {written}",
        f"7 budget: Expenses:Rent {before}, at main.beancount:6. Take one out.",
    ]


def custom(
    day: datetime.date, account: str, interval: str, cents: int, currency: str
) -> data.Custom:
    number = amount.Amount(Decimal(cents).scaleb(-2), currency)
    values = [
        grammar.ValueType(account, cast(type, "<AccountDummy>")),
        grammar.ValueType(interval, str),
        grammar.ValueType(number, amount.Amount),
    ]
    return data.Custom(data.new_metadata("x", 1), day, "budget", values)


DAYS = st.dates(datetime.date(2023, 1, 1), datetime.date(2026, 12, 31))
LINES = st.tuples(
    DAYS,
    st.sampled_from(["Expenses:Food", "Expenses:Foodbank", "Income:Dues"]),
    st.sampled_from(sorted(INTERVALS)),
    st.integers(-999999, 999999),
    st.sampled_from(["USD", "EUR"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=12), DAYS, st.integers(0, 400))
def test_an_account_comes_to_what_fava_says(
    lines: list[tuple[datetime.date, str, str, int, str]],
    begin: datetime.date,
    length: int,
) -> None:
    entries = [custom(*line) for line in sorted(lines, key=lambda line: line[0])]
    end = begin + datetime.timedelta(days=length)
    ours, _ = read_budgets(entries)
    theirs, problems = parse_budgets(entries)  # type: ignore[arg-type]
    assert not problems
    for account in theirs:
        fava = calculate_budget(theirs, account, begin, end)
        mine = planned(ours, account, begin, end)
        assert {currency: rounded(number) for currency, number in mine.items()} == {
            currency: rounded(number) for currency, number in fava.items()
        }


def rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(
    st.integers(1, 99999999),
    st.integers(0, 47),
    st.sampled_from([("monthly", 1), ("quarterly", 3), ("yearly", 12)]),
)
def test_a_whole_interval_carries_the_whole_amount(
    cents: int, month: int, interval: tuple[str, int]
) -> None:
    word, months = interval
    first = month // months * months
    begin = datetime.date(2023 + first // 12, first % 12 + 1, 1)
    after = first + months
    end = datetime.date(2023 + after // 12, after % 12 + 1, 1)
    entry = custom(datetime.date(2023, 1, 1), "Expenses:Rent", word, cents, "USD")
    budgets, _ = read_budgets([entry])
    plan = planned(budgets, "Expenses:Rent", begin, end)
    assert rounded(plan["USD"]) == Decimal(cents).scaleb(-2)


@pytest.mark.parametrize("word", sorted(INTERVALS))
def test_every_word_for_an_interval_is_favas(word: str) -> None:
    entry = custom(MARCH[0], "Expenses:Rent", word, 1, "USD")
    _, problems = parse_budgets([entry])  # type: ignore[list-item]
    assert not problems
