"""What is owed by its age, members' and employers' apart."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.dues.standing.aging import BUCKETS
from coopbooks.dues.standing.aging import aging
from coopbooks.dues.standing.aging import aging_by
from coopbooks.dues.standing.aging import bucket_of
from coopbooks.dues.standing.aging import oldest
from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.dues.standing.standing import Standing
    from tests.support.ledgers import Loaded


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-5, "not-due"),
        (0, "not-due"),
        (1, "1-30"),
        (30, "1-30"),
        (31, "31-60"),
        (60, "31-60"),
        (61, "61-90"),
        (90, "61-90"),
        (91, "over-90"),
    ],
)
def test_the_edges_of_ages(days: int, bucket: str) -> None:
    assert bucket_of(days).id == bucket


def stands(loaded: Loaded) -> list[Standing]:
    assert loaded.errors == []
    on = datetime.date(2026, 4, 15)
    return list(standings(read_terms(loaded.entries), loaded.entries, on).values())


def test_ages_by_workplace_and_class(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Receivable:Dues USD
    2026-01-01 open Assets:Receivable:Check-Off USD
    2026-01-01 open Assets:Bank USD
    2026-01-01 open Income:Dues USD
    2026-01-01 custom "coop-account" "bank" Assets:Bank
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 30.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "M-0002" "join"
      workplace: "plant"
    2026-01-01 custom "coop-member" "M-0003" "join"
    2026-01-01 * "January, of two, and of one by the employer"
      Assets:Receivable:Dues        30.00 USD
        member: "M-0001"
      Assets:Receivable:Check-Off   30.00 USD
        member: "M-0002"
      Income:Dues                  -60.00 USD
    2026-04-01 * "April"
      due: 2026-04-15
      Assets:Receivable:Dues        30.00 USD
        member: "M-0001"
      Assets:Receivable:Dues        12.50 USD
        member: "M-0003"
      Income:Dues                  -42.50 USD
    2026-04-02 * "Paid ahead"
      Assets:Bank                   20.00 USD
      Assets:Receivable:Dues       -20.00 USD
        member: "M-0003"
    """
    found = stands(load_doc)
    everybody = aging(found, "USD")
    assert (
        [one.id for one in BUCKETS] == list(everybody.own) == list(everybody.employers)
    )
    own = {key: (one.members, str(one.number)) for key, one in everybody.own.items()}
    assert own == {
        "not-due": (1, "30.00"),
        "1-30": (0, "0"),
        "31-60": (0, "0"),
        "61-90": (0, "0"),
        "over-90": (1, "30.00"),
    }
    assert everybody.employers["over-90"] == (1, Decimal("30.00"))
    assert everybody.total_own == Decimal("60.00")
    assert everybody.total_employers == Decimal("30.00")
    assert everybody.prepaid == Decimal("7.50")
    none, plant = aging_by(found, "USD", lambda one: one.workplace)
    assert (none.name, plant.name) == ("", "plant")
    assert (none.total_own, none.prepaid) == (Decimal(0), Decimal("7.50"))
    assert plant.total_own == Decimal("60.00")
    assert oldest(found[0].open) == 104
    assert oldest(found[2].open) == 0


def test_another_currency_is_left_out(load_doc: Loaded) -> None:
    """
    2026-01-01 open Assets:Receivable:Dues
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
    2026-01-01 custom "coop-account" "dues" Income:Dues
    2026-01-01 custom "coop-dues" "local" "flat"
      amount: 30.00 USD
    2026-01-01 custom "coop-member" "M-0001" "join"
    2026-01-01 * "Charged"
      member: "M-0001"
      Assets:Receivable:Dues   30.00 EUR
      Income:Dues             -30.00 EUR
    """
    found = stands(load_doc)
    assert aging(found, "USD").total_own == Decimal(0)
    assert aging(found, "EUR").total_own == Decimal("30.00")
