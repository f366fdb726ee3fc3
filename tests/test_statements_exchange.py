"""Other currencies: what they gained or lost, and prices that are missing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.findings import findings
from coopbooks.core.periods import parse_period
from coopbooks.statements.activity import Activity
from coopbooks.statements.exchange import change_in_value
from coopbooks.statements.rates import rates_table
from tests.support.statements import pack
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

D = Decimal
MARCH = parse_period("2026-03")


def test_money_changed_at_another_rate_than_the_books(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-01 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-02-01 * "Opening"
      Assets:Bank      1000.00 USD
      Equity:Opening  -1000.00 USD
    2026-03-10 * "The bureau wants 1.15"
      Assets:Savings    100.00 EUR @ 1.15 USD
      Assets:Bank      -115.00 USD
    """
    seen = scope(book_doc)
    # 100.00 euros were worth 110.00 when 115.00 was paid: 5.00 lost. Since then they
    # have gained 10.00.
    assert seen.activity.residual(MARCH.end) == D("-5.00")
    assert change_in_value(seen, MARCH.end, D("1000.00")) == D("5.00")
    assert pack(book_doc).values.failed() == []


def test_a_book_in_one_currency_has_no_change(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "Opening"
      Assets:Bank      1000.00 USD
      Equity:Opening  -1000.00 USD
    """
    assert change_in_value(scope(book_doc), MARCH.end, D("1000.00")) == 0


def test_a_difference_is_not_taken_for_rounding(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-01 price EUR 1.111 USD
    2026-03-01 * "Opening"
      Assets:Bank         0.99 EUR
      Equity:Opening     -0.33 EUR
      Income:Gifts       -0.66 EUR
    """
    seen = scope(book_doc)
    # Exactly 1.09989 = 0.36663 + 0.73326; shown are 1.10 and 0.37 + 0.73.
    assert change_in_value(seen, MARCH.end, D("1.10")) == D("0.00")
    # Three figures can be off by half a cent each. A cent is rounding, two are not.
    assert change_in_value(seen, MARCH.end, D("1.09")) == D("0.01")
    assert change_in_value(seen, MARCH.end, D("1.07")) == D("0.00")


def test_a_missing_price_counts_at_cost(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-02-01 * "Opening"
      Assets:Bank      1000.00 USD
      Equity:Opening  -1000.00 USD
    2026-03-10 * "Ten shares of the credit union"
      Assets:Shares      10 SHARE {5.00 USD}
      Assets:Bank       -50.00 USD
    """
    values = pack(book_doc).values
    assert values.amount("balance", "Assets:Shares", "end") == D("50.00")
    assert values.failed() == []
    [line] = shown(values, "code", table="findings")
    assert line == (
        "No price of SHARE in USD for 31 March 2026 and 1 earlier day: "
        "counted at what it cost | no-price"
    )


def test_a_missing_price_without_a_cost_is_left_out(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-10 * "Crowns from abroad"
      Assets:Bank       100.00 SEK
      Income:Gifts     -100.00 SEK
    2026-03-11 * "A gift"
      Assets:Bank         7.00 USD
      Income:Gifts       -7.00 USD
    """
    values = pack(book_doc).values
    assert values.amount("income", "income:total", "month") == D("7.00")
    assert values.amount("balance", "owned:total", "end") == D("7.00")
    assert values.failed() == []
    [line] = shown(values, "code", table="findings")
    assert line == (
        "No price of SEK in USD for 31 March 2026 and 1 earlier day: "
        "left out of the totals | no-price"
    )


def test_what_is_no_money_needs_no_price(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-01-01 commodity HOUR
      measure: TRUE
    2026-03-10 * "Hours"
      Equity:Memo:Given     5 HOUR
      Equity:Memo:Got      -5 HOUR
    """
    seen = scope(book_doc)
    assert findings(seen, None) == []
    assert seen.activity.flows == {}


def test_a_price_through_the_currency_of_the_cost(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-01 price EUR 2.00 USD
    2026-03-01 price SHARE 3.00 EUR
    2026-03-10 * "Shares that are traded in euros"
      Assets:Shares      10 SHARE {2.50 EUR}
      Equity:Opening    -25.00 EUR
    """
    values = pack(book_doc).values
    assert values.amount("balance", "Assets:Shares", "end") == D("60.00")
    assert values.failed() == []
    assert shown(values, "date", "rate", table="rates") == [
        "1 EUR | 2026-03-01 | 2 USD",
        "1 SHARE | 2026-03-01 | 6 USD",
    ]


def test_rates_are_those_that_were_used(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2024-01-01 price EUR 1.05 USD
    2026-01-01 price EUR 1.0750 USD
    2026-02-01 price EUR 1.08 USD
    2026-04-01 price EUR 9.99 USD
    2026-03-10 * "Gift"
      Assets:Bank       10.00 EUR
      Income:Gifts     -10.00 EUR
    """
    seen = scope(book_doc)
    seen.worth("Assets:Bank", MARCH.end)
    table = rates_table(seen)
    assert shown(table, "date", "rate") == ["1 EUR | 2026-02-01 | 1.08 USD"]


@pytest.mark.parametrize("forgotten", ["Assets:Savings", "Equity:Opening"])
def test_a_forgotten_account_is_no_change_in_value(
    forgotten: str, book_doc: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    option "operating_currency" "USD"
    2026-03-01 price EUR 1.10 USD
    2026-03-31 price EUR 1.20 USD
    2026-03-01 * "Opening"
      Assets:Savings    100.00 EUR
      Assets:Bank       200.00 EUR
      Equity:Opening   -300.00 EUR
    """
    every = Activity.accounts

    def without(self: Activity, *types: str) -> list[str]:
        return [name for name in every(self, *types) if name != forgotten]

    assert pack(book_doc).values.failed() == []
    monkeypatch.setattr(Activity, "accounts", without)
    failed = {ref.row for ref in pack(book_doc).values.failed()}
    assert {"equation", "equal"} <= failed
