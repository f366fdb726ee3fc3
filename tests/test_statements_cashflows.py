"""Whatever the transactions: flows add up to what moved, transfers add up to zero."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.statements.cashflows import Line
from coopbooks.statements.cashflows import cash_flows
from coopbooks.statements.scope import scope_of
from tests.support.statements import scope

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope

D = Decimal
MARCH = parse_period("2026-03")
MONEY = ("Assets:Bank:Current", "Assets:Bank:Savings", "Assets:Cash")
OTHERS = ("Income:Sales", "Expenses:Rent", "Liabilities:Tax", "Equity:Capital")

numbers = st.integers(-300_000, 300_000).map(lambda cents: D(cents) / 1000)
legs = st.tuples(
    st.sampled_from((*MONEY, *OTHERS)), numbers, st.sampled_from(["USD", "USD", "EUR"])
)
days = st.dates(datetime.date(2026, 2, 20), datetime.date(2026, 4, 10))


def posting(account: str, number: Decimal, currency: str) -> data.Posting:
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, None)


@st.composite
def transactions(draw: st.DrawFn) -> data.Transaction:
    """A transaction that balances currency by currency, in fractions of a cent too."""
    found = draw(st.lists(legs, min_size=1, max_size=5))
    for currency in ("USD", "EUR"):
        rest = sum((-number for _, number, of in found if of == currency), D(0))
        account = draw(st.sampled_from((*MONEY, *OTHERS)))
        found.append((account, rest, currency))
    postings = [posting(*leg) for leg in found]
    meta = data.new_metadata("made.beancount", 1)
    none = frozenset[str]()
    return data.Transaction(meta, draw(days), "*", None, "Made", none, none, postings)


def seen(entries: list[data.Transaction]) -> Scope:
    """The transactions as a book, whose accounts of money are known by their names."""
    meta, day = data.new_metadata("made.beancount", 1), datetime.date(2026, 1, 1)
    ordered: list[data.Directive] = [
        data.Price(meta, day, "EUR", amount.Amount(D("1.0937"), "USD")),
        *(data.Open(meta, day, name, [], None) for name in (*MONEY, *OTHERS)),
        *sorted(entries, key=lambda entry: entry.date),
    ]
    return scope_of(ordered, {}, "Made", "USD", MARCH)


@given(st.lists(transactions(), max_size=12))
def test_flows_add_up_to_what_moved(entries: list[data.Transaction]) -> None:
    book = seen(entries)
    found = cash_flows(book, MARCH)
    for account in MONEY:
        flows = sum((by_account[account] for by_account in found.flows.values()), D(0))
        all_ways = flows + found.moved[account] + found.changed[account]
        moved = book.activity.moved(account, MARCH)
        assert all_ways - found.rounding[account] == moved
    assert sum(found.moved.values()) == 0


@given(st.lists(transactions(), max_size=12))
def test_what_came_in_is_plus_and_what_went_out_is_minus(
    entries: list[data.Transaction],
) -> None:
    for line, by_account in cash_flows(seen(entries), MARCH).flows.items():
        assert all((number >= 0) is line.came_in for number in by_account.values())


@given(st.lists(transactions(), max_size=12))
def test_what_came_and_went_on_balance_is_what_moved_on_all_accounts(
    entries: list[data.Transaction],
) -> None:
    book = seen(entries)
    found = cash_flows(book, MARCH)
    flows = sum((number for of in found.flows.values() for number in of.values()), D(0))
    moved = sum((book.activity.moved(account, MARCH) for account in MONEY), D(0))
    off = sum(found.changed.values(), D(0)) - sum(found.rounding.values(), D(0))
    assert flows + off == moved


def test_transfers_are_no_flow_even_with_a_third_account(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-03 * "From the till, half each to two banks"
      Assets:Bank:Current   50.00 USD
      Assets:Bank:Savings   50.00 USD
      Assets:Cash         -100.00 USD
    2026-03-04 * "And one on the way, with a gift that is given on at once"
      Assets:Bank:Current   10.00 USD
      Assets:Cash          -10.00 USD
      Income:Gifts          -5.00 USD
      Expenses:Help          5.00 USD
    """
    found = cash_flows(scope(book_doc), MARCH)
    assert found.flows == {}
    assert found.moved == {
        "Assets:Bank:Current": D("60.00"),
        "Assets:Bank:Savings": D("50.00"),
        "Assets:Cash": D("-110.00"),
    }


def test_only_the_period_counts_and_measures_do_not(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-02-28 * "The day before"
      Assets:Cash      1.00 USD
      Income:Sales    -1.00 USD
    2026-03-01 * "The first day"
      Assets:Cash      2.00 USD
      Income:Sales    -2.00 USD
    2026-03-31 * "The last day, and hours on an account of money"
      Assets:Cash      4.00 USD
      Income:Sales    -4.00 USD
      Assets:Cash      8 HOUR
      Equity:Memo     -8 HOUR
    2026-04-01 * "The day after"
      Assets:Cash      8.00 USD
      Income:Sales    -8.00 USD
    """
    found = cash_flows(scope(book_doc), MARCH)
    line = Line("Income:Sales", came_in=True)
    assert found.flows == {line: {"Assets:Cash": D("6.00")}}


def test_what_has_a_role_is_one_line_with_all_below_it(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "sales" Income:Sales
    2026-03-01 * "Sold"
      Assets:Bank           3.00 USD
      Income:Sales:Bread   -1.00 USD
      Income:Sales:Cake    -2.00 USD
    """
    found = cash_flows(scope(book_doc), MARCH)
    assert [line.account for line in found.flows] == ["Income:Sales"]
