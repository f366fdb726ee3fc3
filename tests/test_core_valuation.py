"""What amounts of other currencies are worth, by the book's own prices."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.valuation import Commodity
from coopbooks.core.valuation import MissingPrice
from coopbooks.core.valuation import Rate
from coopbooks.core.valuation import commodity_of
from coopbooks.core.valuation import cost_of
from coopbooks.core.valuation import of_book

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded

D = Decimal
FEBRUARY, MARCH = datetime.date(2026, 2, 28), datetime.date(2026, 3, 31)
EURO, SHARE = Commodity("EUR"), Commodity("SHARE", "EUR")


def test_the_last_price_on_or_before_the_day(load_doc: Loaded) -> None:
    """
    2026-01-01 price EUR 1.10 USD
    2026-02-28 price EUR 1.20 USD
    2026-03-01 price EUR 1.30 USD
    """
    worth = of_book(load_doc.entries, "USD", frozenset())
    assert worth.rate(EURO, datetime.date(2025, 12, 31)) is None
    assert worth.rate(EURO, datetime.date(2026, 2, 27)) == D("1.10")
    assert worth.rate(EURO, FEBRUARY) == D("1.20")
    assert worth.rate(EURO, MARCH) == D("1.30")
    assert worth.rate(Commodity("USD"), MARCH) == 1
    used = datetime.date(2026, 3, 1)
    assert Rate("EUR", MARCH, used, D("1.30")) in worth.rates
    assert len(worth.rates) == 3


def test_a_price_the_other_way_round(load_doc: Loaded) -> None:
    """
    2026-01-01 price USD 0.80 EUR
    """
    worth = of_book(load_doc.entries, "USD", frozenset())
    assert worth.worth(EURO, D("8.00"), D(0), MARCH) == D("10.00")


def test_through_the_currency_of_the_cost(load_doc: Loaded) -> None:
    """
    2026-01-01 price EUR 2.00 USD
    2026-02-01 price SHARE 3.00 EUR
    """
    worth = of_book(load_doc.entries, "USD", frozenset())
    assert worth.rate(SHARE, MARCH) == D("6.00")
    assert worth.rate(Commodity("SHARE"), MARCH) is None
    assert [rate.price_date for rate in worth.rates] == [datetime.date(2026, 2, 1)]


def test_without_a_price_at_cost_or_left_out_and_never_in_silence() -> None:
    worth = of_book([], "USD", frozenset({"HOUR"}))
    in_dollars = Commodity("SHARE", "USD")
    assert worth.worth(in_dollars, D(10), D("50.00"), MARCH) == D("50.00")
    assert worth.worth(SHARE, D(10), D("50.00"), MARCH) == 0
    assert worth.worth(EURO, D(10), D(0), FEBRUARY) == 0
    assert worth.missing == {
        MissingPrice("SHARE", MARCH, at_cost=True),
        MissingPrice("SHARE", MARCH, at_cost=False),
        MissingPrice("EUR", FEBRUARY, at_cost=False),
    }


def test_nothing_and_measures_need_no_price() -> None:
    worth = of_book([], "USD", frozenset({"HOUR"}))
    assert worth.worth(Commodity("HOUR"), D(10), D(0), MARCH) == 0
    assert worth.worth(EURO, D(0), D(0), MARCH) == 0
    assert worth.missing == set()


def test_postings(load_doc: Loaded) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 price EUR 2.00 USD
    2026-03-01 * "Dollars, euros, and shares that cost euros"
      Assets:Bank        7.00 USD
      Assets:Bank        7.00 EUR
      Assets:Shares        10 SHARE {3.00 EUR}
      Equity:Opening    -7.00 USD
      Equity:Opening   -37.00 EUR
    """
    worth = of_book(load_doc.entries, "EUR", frozenset())
    [entry] = [one for one in load_doc.entries if isinstance(one, data.Transaction)]
    dollars, euros, shares = (
        next(
            one
            for one in entry.postings
            if one.account.startswith("Assets:")
            and one.units
            and one.units.currency == currency
        )
        for currency in ("USD", "EUR", "SHARE")
    )
    assert worth.of_posting(dollars, MARCH) == D("3.50")
    assert worth.of_posting(euros, MARCH) == D("7.00")
    assert worth.of_posting(shares, MARCH) == D("30.00")
    assert (commodity_of(shares), cost_of(shares)) == (SHARE, D("30.00"))
    assert (commodity_of(dollars), cost_of(dollars)) == (Commodity("USD"), D(0))
