"""Laws and bylaws by which co-ops share a surplus, as ledgers with their figures."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation

TODAY = datetime.date(2027, 1, 1)


def proposed(book: Book, year: str = "2025", *settings: str) -> Allocation:
    assert book.errors == []
    terms = read_terms(book.entries)
    return propose(terms, book.entries, parse_period(year), TODAY, settings)


def amounts(found: Allocation) -> dict[int, Decimal]:
    return {step.number: step.amount for step in found.steps}


def members(found: Allocation) -> dict[str, tuple[Decimal, Decimal, Decimal]]:
    return {part.member: (part.amount, part.cash, part.kept) for part in found.parts}


def dec(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text.replace(",", "")) for text in texts)


def test_a_hundred_among_three_equals(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2024-12-31 open Assets:Bank USD
    2024-12-31 open Income:Sales USD
    2024-12-31 open Equity:Capital:Members USD
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-surplus" "thirds"
      patronage: "equal"
    2025-01-01 custom "coop-surplus-step" "thirds" 10 "members" "all" "of" "result"
      to: Equity:Capital:Members
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-member" "M-0003" "join"
    2025-06-30 * "Sales"
      Assets:Bank    100.00 USD
      Income:Sales  -100.00 USD
    """
    found = proposed(book_doc)
    assert found.problems == ()
    parts = tuple(part.amount for part in found.parts)
    assert parts == dec("33.34", "33.33", "33.33")


@pytest.mark.parametrize(
    ("surplus", "cash", "kept"),
    [
        ("33.31", "6.67", "26.64"),
        ("33.32", "6.67", "26.65"),
        ("33.33", "6.67", "26.66"),
        ("33.34", "6.67", "26.67"),
    ],
)
def test_the_fifth_in_cash_is_rounded_up(
    book_doc: Book, surplus: str, cash: str, kept: str
) -> None:
    """
    option "operating_currency" "USD"
    2024-12-31 open Assets:Bank USD
    2024-12-31 open Income:Sales USD
    2024-12-31 open Equity:Capital:Members USD
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-surplus" "us"
      patronage: "equal"
      consent: "bylaws"
      authority: "26 USC 1388(c)"
    2025-01-01 custom "coop-surplus-step" "us" 10 "members" "all" "of" "result"
      to: Equity:Capital:Members
      cash: 20 PERCENT
      notice: "qualified"
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-06-30 * "Sales"
      Assets:Bank    33.32 USD
      Income:Sales  -33.32 USD
    """
    found = proposed(book_doc, "2025", f"result={surplus}")
    assert found.problems == ()
    assert members(found)["M-0001"] == dec(surplus, cash, kept)
    assert found.steps[0].lot == "2025-Q"
    assert found.parts[0].qualified


def test_colab_half_to_the_collective_account(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2024-12-31 open Assets:Bank USD
    2024-12-31 open Income:Sales USD
    2024-12-31 open Equity:Collective USD
    2024-12-31 open Equity:Capital:Members USD
    2024-12-31 open Equity:Memo:Hours:Members HOUR
    2024-12-31 open Equity:Memo:Hours:Others HOUR
    2024-12-31 open Equity:Memo:Hours:Total HOUR
    2024-12-31 commodity HOUR
      measure: TRUE
    2025-01-01 custom "coop-account" "collective" Equity:Collective
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-measure" "hours" Equity:Memo:Hours:Members "in-period"
    2025-01-01 custom "coop-measure" "others" Equity:Memo:Hours:Others "in-period"
    2025-01-01 custom "coop-surplus" "colab"
      patronage: "hours"
      others-work: "others"
      authority: "CoLab bylaws"
    2025-01-01 custom "coop-surplus-step" "colab" 10 "profit" "all" "of" "others-work"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "colab" 20 "collective" 50 PERCENT "of" "members-work"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "colab" 30 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 20 PERCENT
    2025-01-01 custom "coop-surplus-loss" "colab" 10 "collective" "all" "of" "loss"
      to: Equity:Collective
    2025-01-01 custom "coop-member" "M-000A" "join"
    2025-01-01 custom "coop-member" "M-000B" "join"
    2025-01-01 custom "coop-member" "M-000C" "join"
    2025-12-31 * "Net"
      Assets:Bank    90000 USD
      Income:Sales  -90000 USD
    2025-12-31 * "Hours"
      Equity:Memo:Hours:Members  3600 HOUR
        member: "M-000A"
      Equity:Memo:Hours:Members  3000 HOUR
        member: "M-000B"
      Equity:Memo:Hours:Members  2400 HOUR
        member: "M-000C"
      Equity:Memo:Hours:Others   1000 HOUR
      Equity:Memo:Hours:Total  -10000 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(book_doc)
    assert found.problems == ()
    assert found.figures.sources["members-work"] == 81000
    assert found.figures.sources["others-work"] == 9000
    steps = amounts(found)
    assert steps[10] + steps[20] == 49500
    assert members(found) == {
        "M-000A": dec("16200", "3240", "12960"),
        "M-000B": dec("13500", "2700", "10800"),
        "M-000C": dec("10800", "2160", "8640"),
    }
    assert found.left == 0
    lost = proposed(book_doc, "2025", "result=-1000")
    assert amounts(lost) == {10: Decimal(1000)}


def test_co_op_law_tops_the_collective_account_up(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2021-12-31 open Assets:Bank USD
    2021-12-31 open Income:Sales USD
    2021-12-31 open Equity:Collective USD
    2021-12-31 open Equity:Capital:Members USD
    2021-12-31 open Equity:Memo:Hours:Members HOUR
    2021-12-31 open Equity:Memo:Hours:Others HOUR
    2021-12-31 open Equity:Memo:Hours:Total HOUR
    2021-12-31 commodity HOUR
      measure: TRUE
    2022-01-01 custom "coop-account" "collective" Equity:Collective
    2022-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2022-01-01 custom "coop-measure" "hours" Equity:Memo:Hours:Members "in-period"
    2022-01-01 custom "coop-measure" "others" Equity:Memo:Hours:Others "in-period"
    2022-01-01 custom "coop-surplus" "law"
      patronage: "hours"
      others-work: "others"
      first-year: "2022"
      losses-from: "own-lot"
      authority: "Co-opLaw sample bylaws"
    2022-01-01 custom "coop-surplus-step" "law" 10 "profit" "all" "of" "others-work"
      to: Equity:Collective
    2022-01-01 custom "coop-surplus-step" "law" 20 "collective" 25 PERCENT "of" "result"
      including: 10
      to: Equity:Collective
    2022-01-01 custom "coop-surplus-step" "law" 30 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 50 PERCENT
    2022-01-01 custom "coop-surplus-loss" "law" 10 "first years" "all" "of" "loss"
      while: "year"
      up-to: 2 YEAR
      to: Equity:Collective
    2022-01-01 custom "coop-surplus-loss" "law" 20 "members" 75 PERCENT "of" "left"
      to: Equity:Capital:Members
    2022-01-01 custom "coop-surplus-loss" "law" 30 "collective" "rest" "of" "left"
      to: Equity:Collective
    2022-01-01 custom "coop-member" "M-000A" "join"
    2022-01-01 custom "coop-member" "M-000B" "join"
    2022-01-01 custom "coop-member" "M-000C" "join"
    2022-01-01 custom "coop-member" "M-000D" "join"
    2022-01-01 custom "coop-member" "M-000E" "join"
    2022-12-31 * "Hours"
      Equity:Memo:Hours:Members  2000 HOUR
        member: "M-000A"
      Equity:Memo:Hours:Members  1800 HOUR
        member: "M-000B"
      Equity:Memo:Hours:Members  1700 HOUR
        member: "M-000C"
      Equity:Memo:Hours:Members  1500 HOUR
        member: "M-000D"
      Equity:Memo:Hours:Members  1000 HOUR
        member: "M-000E"
      Equity:Memo:Hours:Total   -8000 HOUR
    2022-12-31 * "Loss"
      Assets:Bank   -24000 USD
      Income:Sales   24000 USD
    2025-12-31 * "Net"
      Assets:Bank    100000 USD
      Income:Sales  -100000 USD
    2025-12-31 * "Hours"
      Equity:Memo:Hours:Members  2000 HOUR
        member: "M-000A"
      Equity:Memo:Hours:Members  1800 HOUR
        member: "M-000B"
      Equity:Memo:Hours:Members  1700 HOUR
        member: "M-000C"
      Equity:Memo:Hours:Members  1500 HOUR
        member: "M-000D"
      Equity:Memo:Hours:Members  1000 HOUR
        member: "M-000E"
      Equity:Memo:Hours:Others   2000 HOUR
      Equity:Memo:Hours:Total  -10000 HOUR
    """
    found = proposed(book_doc)
    assert found.problems == ()
    steps = amounts(found)
    assert steps[10] + steps[20] == 25000
    assert [part.amount for part in found.parts] == list(
        dec("18750", "16875", "15937.50", "14062.50", "9375")
    )
    assert found.cash_needed == 37500
    # A loss in year 4: 75 percent to members, 25 to the collective account.
    lost = proposed(book_doc, "2025", "result=-24000")
    assert amounts(lost) == {10: 0, 20: Decimal(18000), 30: Decimal(6000)}
    assert [part.amount for part in lost.parts] == list(
        dec("4500", "4050", "3825", "3375", "2250")
    )
    # In the first two years all of it to the collective account.
    early = proposed(book_doc, "2022")
    assert amounts(early)[10] == 24000
    assert early.parts == ()


def test_a_loss_against_a_reserve_that_holds_less(book_doc: Book) -> None:
    """
    option "operating_currency" "CAD"
    2024-12-31 open Assets:Bank CAD
    2024-12-31 open Expenses:Costs CAD
    2024-12-31 open Equity:Reserve CAD
    2024-12-31 open Equity:Capital:Members CAD
    2024-12-31 open Equity:Memo:Hours:Members HOUR
    2024-12-31 open Equity:Memo:Hours:Total HOUR
    2024-12-31 commodity HOUR
      measure: TRUE
    2025-01-01 custom "coop-account" "reserve" Equity:Reserve
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-measure" "hours" Equity:Memo:Hours:Members "in-period"
    2025-01-01 custom "coop-surplus" "hypha"
      patronage: "hours"
      minimum: 16 HOUR
      authority: "Hypha's bylaws"
    2025-01-01 custom "coop-surplus-loss" "hypha" 10 "reserve" 80 PERCENT "of" "loss"
      to: Equity:Reserve
      until: "empty"
    2025-01-01 custom "coop-surplus-loss" "hypha" 20 "members" "rest" "of" "left"
      to: Equity:Capital:Members
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-01-01 custom "coop-member" "M-0002" "join"
    2025-01-01 custom "coop-member" "M-0003" "join"
    2025-01-01 custom "coop-member" "M-0004" "join"
    2024-12-31 * "Opening"
      Assets:Bank      160000 CAD
      Equity:Reserve   -60000 CAD
      Equity:Capital:Members  -100000 CAD
        member: "M-0001"
        lot: "fee"
    2025-06-30 * "A bad year"
      Expenses:Costs   100000 CAD
      Assets:Bank     -100000 CAD
    2025-12-31 * "Hours"
      Equity:Memo:Hours:Members  1200 HOUR
        member: "M-0001"
      Equity:Memo:Hours:Members   800 HOUR
        member: "M-0002"
      Equity:Memo:Hours:Members   400 HOUR
        member: "M-0003"
      Equity:Memo:Hours:Members     8 HOUR
        member: "M-0004"
      Equity:Memo:Hours:Total   -2408 HOUR
    """
    found = proposed(book_doc)
    assert found.problems == ()
    assert amounts(found) == {10: Decimal(60000), 20: Decimal(40000)}
    assert {part.member: part.amount for part in found.parts} == {
        "M-0001": Decimal("20000.00"),
        "M-0002": Decimal("13333.33"),
        "M-0003": Decimal("6666.67"),
    }
    assert found.left == 0


def test_spain(book_doc: Book) -> None:
    """
    option "operating_currency" "EUR"
    2023-12-31 open Assets:Bank EUR
    2023-12-31 open Income:Sales EUR
    2023-12-31 open Income:Extra EUR
    2023-12-31 open Equity:Reserve:Mandatory EUR
    2023-12-31 open Equity:Result:Earlier EUR
    2023-12-31 open Liabilities:Funds:Education EUR
    2024-01-01 custom "coop-account" "reserve" Equity:Reserve
    2024-01-01 custom "coop-account" "result" Equity:Result
    2024-01-01 custom "coop-account" "fund-payable" Liabilities:Funds
    2024-01-01 custom "coop-surplus" "spain"
      patronage: "hours"
      authority: "Ley 27/1999 art. 57-59"
    2024-01-01 custom "coop-surplus-source" "spain" "other-sources" Income:Extra
    2024-01-01 custom "coop-surplus-step" "spain" 10 "earlier-losses" "all" "of" "members-work"
    2024-01-01 custom "coop-surplus-step" "spain" 20 "reserve" 20 PERCENT "of" "left-after" 10
      to: Equity:Reserve:Mandatory
    2024-01-01 custom "coop-surplus-step" "spain" 30 "education" 5 PERCENT "of" "left-after" 10
      to: Liabilities:Funds:Education
    2024-01-01 custom "coop-surplus-step" "spain" 40 "reserve" 50 PERCENT "of" "other-sources"
      to: Equity:Reserve:Mandatory
    2024-12-31 * "2024"
      Assets:Bank    120000 EUR
      Income:Sales  -100000 EUR
      Income:Extra   -20000 EUR
    2025-01-01 * "Losses of long ago"
      Assets:Bank            -30000 EUR
      Equity:Result:Earlier   30000 EUR
    2025-01-02 * "What 2024 came to was shared"
      period: "2024"
      Equity:Result:Earlier  120000 EUR
      Equity:Reserve:Mandatory  -120000 EUR
    2025-12-31 * "2025"
      Assets:Bank    120000 EUR
      Income:Sales  -100000 EUR
      Income:Extra   -20000 EUR
    """  # noqa: E501 - as people write it
    without = proposed(book_doc, "2024")
    assert amounts(without)[20] + amounts(without)[40] == 30000
    assert amounts(without)[30] == 5000
    assert without.left == 85000
    found = proposed(book_doc, "2025")
    assert found.figures.earlier_losses == 30000
    assert amounts(found) == {
        10: Decimal(30000),
        20: Decimal(14000),
        30: Decimal(3500),
        40: Decimal(10000),
    }
    assert found.left == 62500


def test_a_scop_fills_its_legal_reserve(book_doc: Book) -> None:
    """
    option "operating_currency" "EUR"
    2024-12-30 open Assets:Bank EUR
    2024-12-31 open Income:Sales EUR
    2024-12-31 open Equity:Reserve:Legal EUR
    2024-12-30 open Equity:Capital:Members EUR
    2024-12-31 open Liabilities:Participation EUR
    2025-01-01 custom "coop-account" "reserve" Equity:Reserve
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-surplus" "scop"
      authority: "Loi 78-763 art. 33"
    2025-01-01 custom "coop-surplus-step" "scop" 10 "legal reserve" 15 PERCENT "of" "surplus"
      to: Equity:Reserve:Legal
      until: "highest-capital"
    2025-01-01 custom "coop-surplus-step" "scop" 20 "staff" 25 PERCENT "of" "surplus"
      to: Liabilities:Participation
    2025-01-01 custom "coop-surplus-step" "scop" 30 "interest" "interest" "of" "left"
      to: Equity:Capital:Members
      rate: 50 PERCENT
    2025-01-01 custom "coop-surplus-limit" "scop" 30 "at-most" 100 PERCENT "of" "step" 20
    2025-01-01 custom "coop-member" "M-0001" "join"
    2024-12-30 * "The most that capital ever was"
      Assets:Bank              80000 EUR
      Equity:Capital:Members  -80000 EUR
        member: "M-0001"
        lot: "fee"
    2024-12-31 * "Opening"
      Assets:Bank            70000 EUR
      Equity:Reserve:Legal  -75000 EUR
      Equity:Capital:Members  5000 EUR
        member: "M-0001"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank    100000 EUR
      Income:Sales  -100000 EUR
    """  # noqa: E501 - as people write it
    found = proposed(book_doc)
    assert found.figures.figures["highest-capital"] == 80000
    assert amounts(found) == {
        10: Decimal(5000),
        20: Decimal(25000),
        30: Decimal(25000),
    }


def test_italy_sets_thirty_percent_aside(book_doc: Book) -> None:
    """
    option "operating_currency" "EUR"
    2024-12-31 open Assets:Bank EUR
    2024-12-31 open Income:Sales EUR
    2024-12-31 open Equity:Reserve:Legal EUR
    2024-12-31 open Liabilities:Funds:Mutual EUR
    2025-01-01 custom "coop-surplus" "italy"
      authority: "c.c. 2545-quater; l. 59/92"
    2025-01-01 custom "coop-surplus-step" "italy" 10 "legal reserve" 30 PERCENT "of" "result"
      to: Equity:Reserve:Legal
    2025-01-01 custom "coop-surplus-step" "italy" 20 "mutual fund" 3 PERCENT "of" "result"
      to: Liabilities:Funds:Mutual
    2025-12-31 * "2025"
      Assets:Bank    100000 EUR
      Income:Sales  -100000 EUR
    """  # noqa: E501 - as people write it
    found = proposed(book_doc)
    assert amounts(found) == {10: Decimal(30000), 20: Decimal(3000)}
    assert found.left == 67000


def test_a_notice_called_qualified_needs_a_fifth_in_cash(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2024-12-31 open Assets:Bank USD
    2024-12-31 open Income:Sales USD
    2024-12-31 open Equity:Capital:Members USD
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
    2025-01-01 custom "coop-surplus" "us"
      patronage: "equal"
      consent: "bylaws"
    2025-01-01 custom "coop-surplus-step" "us" 90 "members" "all" "of" "result"
      to: Equity:Capital:Members
      cash: 20 PERCENT
      notice: "qualified"
    2025-01-01 custom "coop-member" "M-0001" "join"
    2025-12-31 * "2025"
      Assets:Bank    100000 USD
      Income:Sales  -100000 USD
    """
    good = proposed(book_doc)
    assert good.problems == ()
    assert members(good)["M-0001"] == dec("100000", "20000", "80000")
    short = proposed(book_doc, "2025", "90.cash=15 PERCENT")
    assert ["1388(c)(1)" in problem.message for problem in short.problems] == [True]
    other = proposed(book_doc, "2025", "90.cash=15 PERCENT", "90.notice=nonqualified")
    assert other.problems == ()
    assert other.steps[0].lot == "2025-N"
    assert not other.parts[0].qualified
