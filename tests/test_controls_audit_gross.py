"""Receipts and disbursements of an audit: strictly cash, nothing netted."""

from __future__ import annotations

import datetime
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.controls.audit.gross import transferred
from coopbooks.core.money import total_of
from coopbooks.statements.cash import money_accounts
from tests.support.audits import gross
from tests.support.audits import pack
from tests.support.audits import scope
from tests.support.audits import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

BANK, SAVINGS, CASH = "Assets:Bank", "Assets:Savings", "Assets:Cash"
ADVANCES, OFFICE = "Assets:Advances", "Expenses:Office"


def usd(number: str) -> Decimal:
    return Decimal(number)


def test_an_advance_and_what_came_back_are_both_there(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Advances
    2025-01-01 open Expenses:Travel
    2025-01-01 custom "coop-account" "bank" Assets:Bank

    2025-03-01 * "Advance"
      Assets:Advances   1000.00 USD
      Assets:Bank      -1000.00 USD
    2025-03-09 * "What was left of it"
      Assets:Bank        200.00 USD
      Expenses:Travel    800.00 USD
      Assets:Advances  -1000.00 USD
    """
    found = gross(book_doc)
    assert shown(found.disbursements) == [(BANK, ADVANCES, usd("-1000.00"))]
    assert shown(found.receipts) == [(BANK, ADVANCES, usd("200.00"))]


def test_so_they_are_where_one_transaction_says_both(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Advances
    2025-01-01 custom "coop-account" "bank" Assets:Bank

    2025-03-01 * "Advance, and what came back"
      Assets:Bank      -1000.00 USD
      Assets:Bank        200.00 USD
      Assets:Advances    800.00 USD
    """
    found = gross(book_doc)
    assert shown(found.disbursements) == [(BANK, ADVANCES, usd("-1000.00"))]
    assert shown(found.receipts) == [(BANK, ADVANCES, usd("200.00"))]
    assert not any(found.moved.values())


def test_what_moves_between_own_accounts_is_neither(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Cash
    2025-01-01 open Expenses:Office
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "cash" Assets:Cash

    2025-03-01 * "To the cash box, with a charge"
      Assets:Cash      100.00 USD
      Expenses:Office    3.00 USD
      Assets:Bank     -103.00 USD
    2025-03-02 * "The other way"
      Assets:Bank       40.00 USD
      Assets:Cash      -40.00 USD
    """
    found = gross(book_doc)
    assert shown(found.flows) == [(BANK, OFFICE, usd("-3.00"))]
    assert dict(found.moved) == {CASH: usd("60.00"), BANK: usd("-60.00")}


def test_nor_what_was_on_its_way_between_them(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Savings
    2025-01-01 open Assets:Way
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "bank" Assets:Savings
    2025-01-01 custom "coop-account" "clearing" Assets:Way

    2025-03-01 * "To the savings"
      Assets:Way       500.00 USD
      Assets:Bank     -500.00 USD
    2025-03-03 * "From the current account"
      Assets:Savings   500.00 USD
      Assets:Way      -500.00 USD
    2025-04-01 * "A payment through a processor"
      Assets:Bank       30.00 USD
      Assets:Way       -30.00 USD
    2025-12-30 * "To the savings, there in January"
      Assets:Way        70.00 USD
      Assets:Bank      -70.00 USD
    2026-01-02 * "From the current account"
      Assets:Savings    70.00 USD
      Assets:Way       -70.00 USD
    """
    found = gross(book_doc)
    assert shown(found.flows) == [(BANK, "Assets:Way", usd("30.00"))]
    assert total_of(found.moved.values()) == usd("-70.00")
    assert pack(book_doc).values.failed() == []


def test_nor_what_the_book_began_with(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Equity:Opening-Balances
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank

    2025-01-01 * "Opening"
      Assets:Bank              900.00 USD
      Equity:Opening-Balances
    2025-02-01 * "A gift"
      Assets:Bank               50.00 USD
      Income:Gifts
    """
    found = gross(book_doc)
    assert shown(found.flows) == [(BANK, "Income:Gifts", usd("50.00"))]
    assert dict(found.opened) == {BANK: usd("900.00")}
    assert pack(book_doc).values.failed() == []


def test_a_payroll_is_what_left_the_bank(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 open Expenses:Wages
    2025-01-01 open Liabilities:Tax
    2025-01-01 custom "coop-account" "bank" Assets:Bank

    2025-03-31 * "Pay"
      Expenses:Wages   1000.00 USD
      Liabilities:Tax  -200.00 USD
      Assets:Bank      -800.00 USD
    """
    found = gross(book_doc)
    assert shown(found.flows) == [(BANK, "Expenses:Wages", usd("-800.00"))]


def test_a_wrong_deposit_taken_back_is_in_and_out(book_doc: Book) -> None:
    """
    2025-01-01 open Assets:Bank
    2025-01-01 custom "coop-account" "bank" Assets:Bank

    2025-03-31 * "The bank's mistake, and back"
      Assets:Bank   10.00 USD
      Assets:Bank  -10.00 USD
    """
    found = gross(book_doc)
    assert shown(found.flows) == [
        (BANK, BANK, usd("10.00")),
        (BANK, BANK, usd("-10.00")),
    ]


def test_other_money_gains_and_loses_beside_it(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2025-01-01 open Assets:Bank
    2025-01-01 open Assets:Savings
    2025-01-01 open Income:Gifts
    2025-01-01 custom "coop-account" "bank" Assets:Bank
    2025-01-01 custom "coop-account" "bank" Assets:Savings
    2025-01-01 price EUR 1.00 USD
    2025-12-31 price EUR 1.50 USD

    2025-02-01 * "A gift"
      Assets:Bank      220.00 USD
      Income:Gifts
    2025-03-01 * "Changed, at a worse rate than the book's"
      Assets:Savings   100.00 EUR @ 1.10 USD
      Assets:Bank     -110.00 USD
    """
    found = gross(book_doc)
    assert shown(found.flows) == [(BANK, "Income:Gifts", usd("220.00"))]
    assert total_of(found.changed.values()) == usd("40.00")
    assert pack(book_doc).values.failed() == []


number = st.integers(1, 100_000).map(lambda cents: Decimal(cents) / 100)
names = st.sampled_from("ABC")
sides = st.dictionaries(names, number, max_size=3)


@given(came=sides, went=sides)
def test_transfers_add_up_to_nothing_and_leave_no_pair(
    came: dict[str, Decimal], went: dict[str, Decimal]
) -> None:
    before = {
        name: came.get(name, Decimal(0)) - went.get(name, Decimal(0)) for name in "ABC"
    }
    moved = transferred(came, went)
    assert total_of(moved.values()) == 0
    assert min([*came.values(), *went.values(), Decimal(0)]) == 0
    for name in "ABC":
        left = came.get(name, Decimal(0)) - went.get(name, Decimal(0))
        assert left + moved.get(name, Decimal(0)) == before[name]
    # What is left over can't be moved: on one side only, or on one account.
    into = {name for name, of in came.items() if of}
    out = {name for name, of in went.items() if of}
    assert not into or not out or (into == out and len(into) == 1)


HEADER = "\n".join(
    [
        'option "operating_currency" "USD"',
        *(
            f"2024-01-01 open {name}"
            for name in (
                "Assets:Bank",
                "Assets:Savings",
                "Assets:Cash",
                "Assets:Way",
                "Assets:Advances",
                "Income:Gifts",
                "Expenses:Office",
                "Equity:Opening",
            )
        ),
        '2024-01-01 custom "coop-account" "bank" Assets:Bank',
        '2024-01-01 custom "coop-account" "bank" Assets:Savings',
        '2024-01-01 custom "coop-account" "cash" Assets:Cash',
        '2024-01-01 custom "coop-account" "clearing" Assets:Way',
        '2024-01-01 custom "coop-account" "opening" Equity:Opening',
    ]
)
ACCOUNTS = (
    BANK,
    BANK,
    SAVINGS,
    CASH,
    "Assets:Way",
    ADVANCES,
    "Income:Gifts",
    OFFICE,
    "Equity:Opening",
)
amounts = st.integers(-50_000, 50_000).map(lambda cents: Decimal(cents) / 100)
days = st.integers(0, 800).map(
    lambda of: datetime.date(2024, 6, 1) + datetime.timedelta(of)
)


@st.composite
def transactions(draw: st.DrawFn) -> str:
    legs = draw(
        st.lists(st.tuples(st.sampled_from(ACCOUNTS), amounts), min_size=1, max_size=4)
    )
    rest = -sum(of for _, of in legs)
    lines = [f"  {account} {of} USD" for account, of in legs]
    last = f"  {draw(st.sampled_from(ACCOUNTS))} {rest} USD"
    return "\n".join([f'{draw(days)} * "Random"', *lines, last])


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(transactions(), min_size=1, max_size=12),
    period=st.sampled_from(["2025", "2025-Q2", "2024-07", "2025-11"]),
)
def test_start_with_receipts_and_less_disbursements_is_the_end(
    texts: list[str], period: str
) -> None:
    # Read here by posting alone, as whoever adds up a bank statement does.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text("\n".join([HEADER, *texts]) + "\n", encoding="utf-8")
        book = coopbooks.load(path)
    seen = scope(book, period)
    found = gross(book, period)
    start = total_of(seen.worth(one, seen.period.begin) for one in money_accounts(seen))
    end = total_of(seen.worth(one, seen.period.end) for one in money_accounts(seen))
    beside = (*found.moved.values(), *found.opened.values(), *found.changed.values())
    flows = [one.number for one in found.flows]
    assert start + total_of((*flows, *beside)) == end
    assert not any(found.changed.values())
    assert all(flows)
