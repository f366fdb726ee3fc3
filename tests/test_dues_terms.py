from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.bands import check_bands
from coopbooks.core.bands import find
from coopbooks.core.groups import in_force
from coopbooks.dues.terms import STANDING
from coopbooks.dues.terms import read_dues

if TYPE_CHECKING:
    from coopbooks.core.errors import LedgerError
    from tests.support.ledgers import Loaded


def said(errors: list[LedgerError]) -> list[str]:
    return [f"{error.source['lineno']} {error.message}" for error in errors]


def test_a_table_with_columns(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "party" "by-band"
      measure: "monthly-net-pay"
      columns: "dependants"
      authority: "statutes par. 7"
    2026-01-01 custom "coop-dues-band" "party" "up-to" 1800 EUR
      for-0: 21 EUR
      for-1: 13 EUR
      for-2: 10 EUR
      for-3-or-more: 5 EUR
    2026-01-01 custom "coop-dues-band" "party" "above" 1800 EUR
      for-0: 32 EUR
      for-1: 22 EUR
      for-2: 16 EUR
      for-3-or-more: 9 EUR
    2027-01-01 custom "coop-dues" "party" "flat"
      amount: 20 EUR
      per: "month"
      pledged: TRUE
    """
    assert load_doc.errors == []
    groups, errors = read_dues(load_doc.entries)
    assert errors == []
    party = in_force(groups, "party", datetime.date(2026, 12, 31))
    assert party
    bands, _ = check_bands(party.of("coop-dues-band"))
    paid = find(bands, Decimal(1800)).line.meta["for-1"]
    assert (paid.number, paid.currency) == (13, "EUR")
    # The later schedule replaces the earlier one whole, its bands too.
    later = in_force(groups, "party", datetime.date(2027, 1, 1))
    assert later
    assert later.lines == ()


def test_edges_of_both_kinds_and_a_minimum_by_hours(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "iww" "by-band"
      measure: "monthly-income"
    2026-01-01 custom "coop-dues-band" "iww" "above" 3500 USD "pays" 33 USD
    2026-01-01 custom "coop-dues-band" "iww" "below" 2000 USD "pays" 11 USD
    2026-01-01 custom "coop-dues-band" "iww" "up-to" 3500 USD "pays" 22 USD
    2026-01-01 custom "coop-dues" "seiu-284" "by-formula"
      measure: "hourly-pay"
      times: 2.4
      share: "weekly-hours"
      full-share: 40 HOUR
      plus: 15.99 USD
      maximum: 75 USD
      round: "half-up"
    2026-01-01 custom "coop-dues-minimum" "seiu-284" "weekly-hours" "below" 14 HOUR "pays" 15 USD
    2026-01-01 custom "coop-dues-minimum" "seiu-284" "weekly-hours" "from" 14 HOUR "pays" 25 USD
    """  # noqa: E501 - as people write it
    groups, errors = read_dues(load_doc.entries)
    assert errors == []
    iww, seiu = groups
    bands, _ = check_bands(iww.of("coop-dues-band"))
    paid = [
        find(bands, Decimal(income)).line.values["amount"].number
        for income in (0, "1999.99", 2000, 3500, "3500.01")
    ]
    assert paid == [11, 11, 22, 22, 33]
    hours, _ = check_bands(seiu.of("coop-dues-minimum"))
    assert [
        find(hours, Decimal(worked)).line.values["amount"].number
        for worked in ("13.99", 14)
    ] == [15, 25]


def test_yearly_pay_percentages_parts_and_standing(load_doc: Loaded) -> None:
    """
    ; UNISON: 2,000 a year pays 1.30 a month, and so on.
    2026-01-01 custom "coop-dues" "unison" "by-band"
      measure: "yearly-pay"
      tiers: "cliff"
      per: "month"
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 2000 GBP "pays" 1.30 GBP
    2026-01-01 custom "coop-dues-band" "unison" "up-to" 5000 GBP "pays" 3.50 GBP
    2026-01-01 custom "coop-dues-band" "unison" "above" 5000 GBP "pays" 22.50 GBP
    ; AFSCME 3800: rounded down, capped; a second class of its own.
    2026-01-01 custom "coop-dues" "afscme-3800" "percentage"
      measure: "pay"
      rate: 1.83 PERCENT
      maximum: 32.89 USD
      round: "down"
      per: "pay-period"
    2026-01-01 custom "coop-dues" "afscme-3800-second" "percentage"
      class: "second"
      measure: "pay"
      rate: 1.55 PERCENT
      maximum: 27.95 USD
      round: "down"
    ; AFGE 2325: flat, with parts.
    2026-01-01 custom "coop-dues" "local-2325" "flat"
      amount: 26.00 USD
      per: "month"
    2026-01-01 custom "coop-dues-part" "local-2325" "national" 21.96 USD "to" Liabilities:PerCapita:National
    2026-01-01 custom "coop-dues-part" "local-2325" "council" 2.50 USD "to" Liabilities:PerCapita:Council
    2026-01-01 custom "coop-dues-part" "local-2325" "local" "rest" "to" Income:Dues
      fund: "general"
    2026-01-01 custom "coop-dues-standing" "local-2325" "more-than" 60 DAY
    """  # noqa: E501 - as people write it
    groups, errors = read_dues(load_doc.entries)
    assert errors == []
    local = next(group for group in groups if group.name == "local-2325")
    parts = {part.values["for"]: part.values for part in local.of("coop-dues-part")}
    assert parts["local"]["part"] == "rest"
    assert parts["council"]["account"] == "Liabilities:PerCapita:Council"
    (standing,) = local.of("coop-dues-standing")
    assert standing.values["edge"] == "more-than"
    assert standing.values["age"].number == 60


def test_units_that_cannot_be_meant(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-dues" "party" "percentage"
      measure: "pay"
      rate: 5
    2026-01-01 custom "coop-dues" "union" "percentage"
      measure: "pay"
      rate: 0.05 USD
    2026-01-01 custom "coop-dues" "local" "flat"
      ammount: 5 USD
    2026-01-01 custom "coop-dues-standing" "local" "more-than" 60 USD
    """
    _, errors = read_dues(load_doc.entries)
    rate = "it must be an amount in PERCENT or HOUR, such as 5 PERCENT."
    age = "it must be an amount in DAY or WEEK or MONTH or PERIOD, such as 5 DAY."
    written = f"Written: {STANDING.example}"
    assert said(errors) == [
        f"1 coop-dues: 'rate:' is '5'; {rate}",
        f"4 coop-dues: 'rate:' is '0.05 USD'; {rate}",
        "7 coop-dues: 'ammount:' is not known here. Did you mean 'amount'?",
        f"9 coop-dues-standing: 'age' is '60 USD'; {age} {written}",
    ]
