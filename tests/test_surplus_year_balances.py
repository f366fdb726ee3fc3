"""The figures that rules name, members' accounts, and what accounts got before."""

from __future__ import annotations

import datetime

import pytest

from coopbooks.surplus.year.balances import cash_on
from tests.support.yearbooks import YearBook
from tests.support.yearbooks import book_of
from tests.support.yearbooks import dec
from tests.support.yearbooks import docstring_of
from tests.support.yearbooks import lines_of
from tests.support.yearbooks import person

LAW = '2020-01-01 custom "coop-surplus" "law"\n'
SALES = '2025-06-30 * "Sales"\n  Assets:Bank  1 USD\n  Income:Sales  -1 USD\n'


@pytest.fixture
def book(request: pytest.FixtureRequest) -> YearBook:
    return book_of(docstring_of(request))


def test_figures_are_those_of_the_years_end(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2025-01-01 * "Brought in"
      Assets:Bank         1000 USD
      Assets:Equipment     500 USD
      Liabilities:Loan    -400 USD
      Equity:Collective   -300 USD
      Equity:Reserve      -200 USD
      Equity:Capital:A    -600 USD
        lot: "fee"
    2025-06-01 * "Paid back"
      Equity:Capital:A     150 USD
        lot: "fee"
      Assets:Bank         -150 USD
    2025-06-30 * "Sales"
      Assets:Bank           50 USD
      Income:Sales         -50 USD
    2026-01-05 * "Not of the year"
      Assets:Bank         -500 USD
      Liabilities:Loan     500 USD
    """
    found = book.read().figures
    assert found["assets"] == 1400
    assert found["debts"] == 400
    assert found["equity"] == 1000
    assert found["capital"] == found["paid-in"] == 450
    assert found["highest-capital"] == 600
    assert found["reserves"] == 500
    assert found["collective"] == 300
    assert found["cash"] == 900
    assert found["year"] == 1
    on = datetime.date(2026, 1, 5)
    assert cash_on(book.terms, book.entries, "USD", on) == 400


def test_capital_among_liabilities_is_no_debt(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2020-01-01 open Liabilities:Shares
    2020-01-01 custom "coop-account" "member-capital" Liabilities:Shares
    2025-01-01 * "Brought in"
      Assets:Bank         1000 USD
      Liabilities:Loan    -400 USD
      Liabilities:Shares  -600 USD
        member: "A"
        lot: "fee"
    """
    found = book.read().figures
    assert (found["debts"], found["equity"]) == (dec("400"), dec("600"))
    assert found["capital"] == 600


def test_what_shares_the_year_on_its_last_day_is_not_in_them(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2025-01-01 custom "coop-surplus-step" "law" 10 "reserve" "all" "of" "left"
      to: Equity:Reserve
    2020-01-01 custom "coop-surplus-step" "law" 10 "reserve" "all" "of" "left"
      to: Equity:Reserve
    2025-06-30 * "Sales"
      Assets:Bank    50 USD
      Income:Sales  -50 USD
    2025-12-31 * "Shared"
      batch: "2025-surplus"
      Equity:Result   50 USD
      Equity:Reserve -50 USD
    """
    found = book.read()
    assert found.figures["reserves"] == 0
    assert found.accounts == {"Equity:Reserve": 0}
    assert found.allocated == 50
    assert [one["lineno"] for one in found.allocated_at] == [9]
    assert [one for one in lines_of(found) if "already" in one] == [
        "9 2025 was shared already, at <string>:9. Take that out to share it anew."
    ]


def test_members_accounts_over_a_year(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2024-01-01 custom "coop-member" "A" "join"
    2024-01-01 custom "coop-member" "B" "join"
    2024-12-31 * "Brought in"
      Assets:Bank        365 USD
      Equity:Capital:A  -365 USD
        lot: "2023-Q"
    2025-12-31 * "A fee on the last day"
      Assets:Bank        730 USD
      Equity:Capital:A  -730 USD
        lot: "fee"
    2025-01-11 * "Paid back"
      Equity:Capital:A   300 USD
        lot: "2023-Q"
      Assets:Bank       -300 USD
    2025-03-01 * "On one account for all"
      Assets:Bank          5 USD
      Equity:Capital:C    -5 USD
        member: "B"
        lot: "fee"
    """
    found = book.read()
    of = person(found, "A").capital
    assert (of["opening"], of["closing"], of["paid-in"]) == (
        dec("365"),
        dec("795"),
        dec("730"),
    )
    # 10 days of 365, 354 of 65, one of 795.
    assert of["average"] * 365 == 10 * 365 + 354 * 65 + 795
    assert person(found, "A").lots == {"2023-Q": 65, "fee": 730}
    assert person(found, "B").capital["closing"] == 5


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (SALES, 1),
        (SALES.replace("2025", "2023") + SALES, 3),
        ('2021-05-01 custom "coop-member" "A" "join"\n' + SALES, 5),
    ],
)
def test_the_first_year_is_that_of_the_first_sign(lines: str, number: int) -> None:
    assert book_of(LAW + lines).read().figures["year"] == number


def test_the_rule_may_say_which_year_was_the_first() -> None:
    law = LAW + '  first-year: "2019"\n'
    assert book_of(law + SALES).read().figures["year"] == 7


def test_measures_are_figures_too(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
      patronage: "hours"
    2020-01-01 custom "coop-measure" "pay" Expenses:Wages:Members "in-period"
    2024-01-01 custom "coop-member" "A" "join"
    2024-01-01 custom "coop-member" "B" "join"
    2025-12-31 * "Pay and hours"
      Expenses:Wages:Members  3000 USD
        member: "A"
      Expenses:Wages:Members  2000 USD
        member: "B"
      Assets:Bank            -5000 USD
    2025-12-31 * "Hours"
      Equity:Hours:Members  100 HOUR
        member: "A"
      Equity:Hours:Members   80 HOUR
        member: "B"
      Equity:Hours:Others    20 HOUR
      Equity:Hours:Total
    """
    found = book.read()
    assert found.figures["pay"] == 5000
    assert found.figures["hours"] == 180
    assert found.figures["others"] == 20
    assert found.units == {"hours": "HOUR", "others": "HOUR", "pay": "USD"}
    assert person(found, "B").measures == {"hours": 80, "pay": 2000}


PAST = '2025-01-01 custom "coop-surplus-past" Equity:Reserve "{}" {} PERCENT\n'
RESERVE = (
    '2020-01-01 custom "coop-surplus-step" "law" 10 "reserve" "all" "of" "left"\n'
    "  to: Equity:Reserve\n"
)


def test_the_average_share_goes_over_the_last_five_years_with_a_surplus() -> None:
    def year(number: int, result: int, got: int) -> str:
        return (
            f'{number}-06-30 * "Sales"\n  Assets:Bank  {result} USD\n'
            f"  Income:Sales  {-result} USD\n"
            f'{number + 1}-03-01 * "Shared"\n  period: "{number}"\n'
            f"  Equity:Result  {result} USD\n  Equity:Reserve  {-got} USD\n"
            f"  Equity:Collective  {got - result} USD\n"
        )

    past = "".join(PAST.format(one, 50) for one in range(2015, 2020))
    text = LAW + RESERVE + past + year(2023, 100, 20) + year(2024, -100, -100) + SALES
    found = book_of(text).read().average_shares
    # 2023, and before that four of the five that are said.
    assert found == {"Equity:Reserve": (dec("0.2") + 4 * dec("0.5")) / 5}


def test_no_average_share_where_nothing_is_known() -> None:
    assert book_of(LAW + RESERVE + SALES).read().average_shares == {}


def test_money_of_other_currencies_counts_at_its_price(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2025-01-01 price EUR 1.10 USD
    2025-12-31 price EUR 1.20 USD
    2025-06-30 * "Sales"
      Assets:Bank    100 USD
      Income:Sales  -100 USD
    2025-06-30 * "Sales abroad"
      Assets:Bank    100 EUR
      Income:Sales  -100 EUR
    2025-07-01 * "More sales"
      Assets:Bank    100 USD
      Income:Sales  -100 USD
    """
    found = book.read()
    assert found.currency == "USD"
    assert found.result == 310
    assert found.figures["assets"] == 320


def test_a_price_that_is_missing_is_told(book: YearBook) -> None:
    """
    2020-01-01 custom "coop-surplus" "law"
    2025-06-30 * "Sales"
      Assets:Bank    100 USD
      Income:Sales  -100 USD
    2025-06-30 * "Sales"
      Assets:Bank    100 USD
      Income:Sales  -100 USD
    2025-06-30 * "Sales abroad"
      Assets:Bank    100 EUR
      Income:Sales  -100 EUR
    """
    [told] = lines_of(book.read())
    assert "No price says what 1 EUR was worth in USD on 2025-06-30" in told
