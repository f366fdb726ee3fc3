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
