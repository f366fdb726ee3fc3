"""What a book says of support that cannot be meant, told at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where

if TYPE_CHECKING:
    from tests.support.ledgers import Loaded


def told(loaded: Loaded) -> list[str]:
    """The errors, each with its line only."""
    _, errors, _ = loaded
    return [f"{where(one.source).rpartition(':')[2]}: {one.message}" for one in errors]


def test_bodies_and_currencies_that_do_not_fit(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.all"
    2026-01-01 open Assets:Bank
    2026-01-01 open Expenses:Help
    2026-01-01 custom "coop-entity" "party" "party"
      basis: "cash"
    2026-01-01 custom "coop-body" "bakery" "worker-coop"
    2026-01-01 custom "coop-decision" "2026-01/1" "A fund"
      body: "council"
    2026-01-01 custom "coop-fund" "need" "set-aside"
      purpose: "times of need"
      decision: "2026-01/1"
    2026-01-01 custom "coop-benefit" "help" "solidarity"
      fund: "need"
      maximum: 500.00 USD
    2026-03-02 custom "coop-request" "2026-03-a" "help" 400.00 EUR
      body: "bakery"
    2026-03-09 * "Help" "Typed with the wrong name"
      with: "bakerry"
      Expenses:Help   10.00 USD
      Assets:Bank    -10.00 USD
    """
    assert sorted(told(load_doc)) == [
        "15: coop-request: 2026-03-a: 400.00 EUR: 'help' is in USD.",
        (
            "17: with 'bakerry' is no body of this book; add its coop-body. Did you "
            "mean 'bakery'?"
        ),
    ]


def test_a_loan_whose_instalments_and_end_do_not_fit(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.all"
    2026-01-01 open Liabilities:Loan
    2026-01-01 custom "coop-entity" "our-coop" "worker-coop"
      basis: "accrual"
    2026-02-01 custom "coop-loan" "short" 1000.00 USD
      from: "party"
      to: "our-coop"
      instalments: 4
      until: 2026-04-01
      account: Liabilities:Loan
    2026-02-01 custom "coop-loan" "fits" 1000.00 USD
      from: "party"
      to: "our-coop"
      instalments: 4
      until: 2026-06-01
      account: Liabilities:Loan
    2026-02-01 custom "coop-loan" "last-a-little-earlier" 1000.00 USD
      from: "party"
      to: "our-coop"
      instalments: 4
      until: 2026-05-20
      account: Liabilities:Loan
    2026-02-01 custom "coop-loan" "the-last-pays-less" 1000.00 USD
      from: "party"
      to: "our-coop"
      instalments: 4
      repays: 300.00 USD
      account: Liabilities:Loan
    2026-02-01 custom "coop-loan" "too-little" 1000.00 USD
      from: "party"
      to: "our-coop"
      instalments: 4
      repays: 200.00 USD
      account: Liabilities:Loan
    """
    short, little = told(load_doc)
    assert short == (
        "5: coop-loan: short: by until: 2026-04-01 it is all due, after 2 of 4 "
        "instalments. Say only one of both."
    )
    assert little.startswith(
        "29: coop-loan: too-little: 4 payments of 200.00 USD come to 800.00 USD, the "
        "loan is 1000.00 USD."
    )
