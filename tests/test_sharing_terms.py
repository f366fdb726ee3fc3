from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.bands import check_bands
from coopbooks.core.bands import find
from coopbooks.sharing.terms import read_agreements

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def test_a_ladder_on_sales(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-agreement" "bakery-party" "sales"
      from: "tidewater-bakery"
      to: "harbor-federation"
      tiers: "marginal"
      count: "year-to-date"
      losses: "carry"
      due: 30 DAY
      authority: "agreement of 2025-12-01, 4.2"
    2026-01-01 custom "coop-agreement-base" "bakery-party" "count" Income:Sales
    2026-01-01 custom "coop-agreement-base" "bakery-party" "leave-out" Income:Sales:Campaign
      because: "gifts for a campaign are not revenue"
    2026-01-01 custom "coop-agreement-band" "bakery-party" "up-to" 50000 USD "at" 5 PERCENT
    2026-01-01 custom "coop-agreement-band" "bakery-party" "up-to" 100000 USD "at" 8 PERCENT
    2026-01-01 custom "coop-agreement-band" "bakery-party" "above" 100000 USD "at" 10 PERCENT
    2026-01-01 custom "coop-agreement-part" "bakery-party" "solidarity-fund" 20 PERCENT
    2026-01-01 custom "coop-agreement-part" "bakery-party" "national" "rest"
    """  # noqa: E501 - as people write it
    assert load_doc.errors == []
    (agreement,), errors = read_agreements(load_doc.entries)
    assert errors == []
    bands, _ = check_bands(agreement.of("coop-agreement-band"))
    at = [
        find(bands, Decimal(sales)).line.values["rate"].number for sales in (5, 99999)
    ]
    assert at == [5, 8]
    left_out = agreement.of("coop-agreement-base")[1]
    assert left_out.values["account"] == "Income:Sales:Campaign"


def test_headcounts_thresholds_halves_and_interest(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-agreement" "chapter-share" "headcount"
      from: "harbor-federation"
      to: "eastport"
      each: 12.00 USD
      tiers: "marginal"
      count: "month"
    2026-01-01 custom "coop-agreement-band" "chapter-share" "up-to" 50 MEMBER "at" 30 PERCENT
    2026-01-01 custom "coop-agreement-band" "chapter-share" "up-to" 200 MEMBER "at" 25 PERCENT
    2026-01-01 custom "coop-agreement-band" "chapter-share" "above" 200 MEMBER "at" 20 PERCENT
    2026-01-01 custom "coop-agreement" "per-capita" "headcount"
      from: "local-12"
      to: "harbor-federation"
      grace: 2 MONTH
      interest: 6.95 PERCENT
    2026-01-01 custom "coop-agreement-band" "per-capita" "from" 0 MEMBER "pays" 12.00 USD
    2026-01-01 custom "coop-agreement" "platform" "host-fee"
      from: "harbor-federation"
      to: "platform"
      threshold: 10.00 USD
      minimum: 1.00 USD
      maximum: 1000.00 USD
      currency: "USD"
      basis: "cash"
    2026-01-01 custom "coop-agreement-band" "platform" "from" 0 USD "at" 15 PERCENT
    2026-01-01 custom "coop-agreement" "coopfond" "surplus"
      from: "lanternworks"
      to: "federations"
      losses: "forget"
    2026-01-01 custom "coop-agreement-band" "coopfond" "from" 0 EUR "at" 3 PERCENT
    2026-01-01 custom "coop-agreement-part" "coopfond" "one" 50 PERCENT
    2026-01-01 custom "coop-agreement-part" "coopfond" "other" 50 PERCENT
    """  # noqa: E501 - as people write it
    groups, errors = read_agreements(load_doc.entries)
    assert errors == []
    assert len(groups) == 4


def test_a_form_says_from_whom_to_whom(load_doc: Loaded) -> None:
    """
    2026-01-01 custom "coop-agreement" "bakery-party" "sales"
      form: "tidewater-bakery"
      to: "harbor-federation"
    """
    groups, errors = read_agreements(load_doc.entries)
    text = 'a text in quotes, such as "strike"'
    assert groups == []
    assert [error.message for error in errors] == [
        f"coop-agreement: 'from:' is missing below it; it is {text}.",
        "coop-agreement: 'form:' is not known here. Did you mean 'from'?",
    ]
