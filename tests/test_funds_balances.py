from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.accounts import Roles
from coopbooks.core.accounts import measures
from coopbooks.core.accounts import read_roles
from coopbooks.core.periods import parse_period
from coopbooks.funds.balances import balances
from coopbooks.funds.balances import fund_postings
from coopbooks.funds.balances import movements

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

APRIL = datetime.date(2026, 4, 1)


def test_a_union_with_a_strike_fund(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-account" "fund-transfer" Equity:Funds:Transfers
    2026-01-01 custom "coop-account" "fund-release" Equity:Funds:Released
    2026-01-01 custom "coop-account" "fund-borrowing" Equity:Funds:Borrowed
    2026-01-01 open Assets:Bank
    2026-01-01 open Assets:Hours
    2026-01-01 open Liabilities:Payable
    2026-01-01 open Equity:Opening
    2026-01-01 open Equity:Memo
    2026-01-01 open Equity:Funds:Transfers
    2026-01-01 open Equity:Funds:Released
    2026-01-01 open Equity:Funds:Borrowed
    2026-01-01 open Income:Dues
    2026-01-01 open Income:Gifts
    2026-01-01 open Expenses:Strike-Pay
    2026-01-01 open Expenses:Rent
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-01-02 * "Brought in"
      Assets:Bank        1000.00 USD
      Equity:Opening     -600.00 USD
      Equity:Opening     -400.00 USD
        fund: "strike"
    2026-03-02 * "Dues"
      Assets:Bank         200.00 USD
      Income:Dues        -200.00 USD
    2026-03-03 * "A gift for strikers"
      fund: "strike"
      Assets:Bank          50.00 USD
      Income:Gifts        -50.00 USD
    2026-03-04 * "Strike pay, one leg from general money"
      fund: "strike"
      Expenses:Strike-Pay  80.00 USD
      Expenses:Strike-Pay  20.00 USD
        fund: "general"
      Assets:Bank        -100.00 USD
    2026-03-05 * "Rent, not yet paid"
      Expenses:Rent        30.00 EUR
      Liabilities:Payable -30.00 EUR
    2026-03-06 * "Set aside"
      Equity:Funds:Transfers  100.00 USD
      Equity:Funds:Transfers -100.00 USD
        fund: "strike"
    2026-03-07 * "Released"
      Equity:Funds:Released    10.00 USD
        fund: "strike"
      Equity:Funds:Released   -10.00 USD
        fund: "general"
    2026-03-08 * "Lent"
      Equity:Funds:Borrowed     5.00 USD
        fund: "strike"
      Equity:Funds:Borrowed    -5.00 USD
    2026-03-09 * "Hours are no money"
      Assets:Hours          8 HOUR
      Equity:Memo          -8 HOUR
    2026-04-01 * "Not in March"
      Assets:Bank           1.00 USD
      Income:Dues          -1.00 USD
    """
    roles, errors = read_roles(load_doc.entries)
    assert not errors
    assert not load_doc.errors
    postings = list(fund_postings(load_doc.entries, roles))
    assert balances(postings, APRIL) == {
        "general": {"USD": Decimal("695.00"), "EUR": Decimal("-30.00")},
        "strike": {"USD": Decimal("455.00")},
    }
    march = movements(postings, parse_period("2026-03"))
    strike, general = march["strike"], march["general"]
    assert strike.opening == {"USD": Decimal("400.00")}
    assert strike.moved == {
        "income": {"USD": Decimal("50.00")},
        "expense": {"USD": Decimal("-80.00")},
        "transfer": {"USD": Decimal("100.00")},
        "release": {"USD": Decimal("-10.00")},
        "borrowing": {"USD": Decimal("-5.00")},
    }
    assert strike.closing == {"USD": Decimal("455.00")}
    assert general.opening == {"USD": Decimal("600.00")}
    assert general.of("income") == {"USD": Decimal("200.00")}
    assert general.of("expense") == {
        "USD": Decimal("-20.00"),
        "EUR": Decimal("-30.00"),
    }
    assert general.of("equity") == {}
    assert measures(load_doc.entries) == {"HOUR"}


def test_a_book_without_postings_has_a_general_fund() -> None:
    assert balances([], APRIL) == {"general": {}}
    assert movements([], parse_period("2026-03"))["general"].closing == {}


ACCOUNTS = (
    "Assets:Bank",
    "Liabilities:Loan",
    "Equity:Opening",
    "Equity:Funds:Transfers",
    "Income:Dues",
    "Expenses:Rent",
)
ROLES = Roles({"Equity:Funds:Transfers": "fund-transfer"})
FUNDS = st.sampled_from([None, "general", "strike", "roof"])


@st.composite
def transactions(draw: st.DrawFn) -> data.Transaction:
    """A transaction that balances in each of its currencies."""
    postings = []
    for currency in draw(st.sets(st.sampled_from(["USD", "EUR"]), min_size=1)):
        cents = draw(st.lists(st.integers(-99999, 99999), min_size=1, max_size=4))
        for number in [*cents, -sum(cents)]:
            fund = draw(FUNDS)
            units = amount.Amount(Decimal(number).scaleb(-2), currency)
            meta = {"fund": fund} if fund else None
            account = draw(st.sampled_from(ACCOUNTS))
            postings.append(data.Posting(account, units, None, None, None, meta))
    day = draw(st.dates(datetime.date(2025, 12, 1), datetime.date(2026, 4, 30)))
    fund = draw(FUNDS)
    meta = data.new_metadata("x", 1, {"fund": fund} if fund else {})
    return data.Transaction(
        meta, day, "*", None, "", frozenset(), frozenset(), postings
    )


@given(st.lists(transactions(), max_size=8))
def test_funds_add_up_to_what_is_owned_less_what_is_owed(
    entries: list[data.Transaction],
) -> None:
    net: dict[str, Decimal] = {}
    for entry in entries:
        for posting in entry.postings:
            if entry.date < APRIL and posting.account.startswith(("Assets", "Liab")):
                units = posting.units
                assert units is not None
                assert units.number is not None
                net[units.currency] = net.get(units.currency, Decimal(0)) + units.number
    postings = list(fund_postings(entries, ROLES))
    held = balances(postings, APRIL)
    for currency in ("USD", "EUR"):
        together = sum(one.get(currency, Decimal(0)) for one in held.values())
        assert together == net.get(currency, 0)

    # What moved leads from one balance to the next, and order makes no difference.
    march = parse_period("2026-03")
    for fund, movement in movements(postings[::-1], march).items():
        opening = balances(postings, march.begin).get(fund, {})
        assert without_zeros(movement.opening) == opening
        assert without_zeros(movement.closing) == held[fund]


def without_zeros(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    return {currency: number for currency, number in amounts.items() if number}
