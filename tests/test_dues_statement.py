"""One member's dues in order, with what is owed after each line."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.dues.standing.statement import statements
from coopbooks.dues.standing.statementtables import statement_tables
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import JOIN
from tests.support.standingbooks import RULE
from tests.support.standingbooks import book
from tests.support.standingbooks import charged
from tests.support.standingbooks import paid

if TYPE_CHECKING:
    from coopbooks.dues.standing.statement import Statement

TAKEN = """
2026-02-05 * "Taken by mistake"
  member: "M-0001"
  Assets:Bank                   12.00 USD
  Assets:Receivable:Check-Off  -12.00 USD
"""


def state(text: str, begin: str = "", basis: str = "accrual") -> Statement:
    entries, errors, _ = loader.load_string(book(RULE + JOIN + text, basis))
    assert errors == []
    on = datetime.date(2026, 3, 31)
    since = datetime.date.fromisoformat(begin) if begin else None
    return statements(read_terms(entries), entries, on, {"M-0001"}, since)["M-0001"]


TEXT = (
    charged("2026-01")
    + charged("2026-02")
    + paid("2026-02-20", "40.00")
    + TAKEN
    + charged("2026-03")
    + paid("2026-04-01", "99.00")
)


def test_each_line_with_what_is_owed_after_it() -> None:
    found = state(TEXT)
    assert [
        (f"{one.item.date:%m-%d}", one.item.kind, str(one.balance), str(one.expected))
        for one in found.lines
    ] == [
        ("01-01", "charged", "30.00", "0"),
        ("02-01", "charged", "60.00", "0"),
        ("02-05", "deducted", "60.00", "-12.00"),
        ("02-20", "paid", "20.00", "-12.00"),
        ("03-01", "charged", "50.00", "-12.00"),
    ]
    assert (found.start, found.balance) == (Decimal(0), Decimal("50.00"))
    assert found.balance == found.standing.own
    (payment,) = [one for one in found.lines if one.item.kind == "paid"]
    assert [(use.debt.name, str(use.number)) for use in payment.paid] == [
        ("2026-01", "30.00"),
        ("2026-02", "10.00"),
    ]


def test_what_was_before_is_one_figure() -> None:
    found = state(TEXT, "2026-02-20")
    assert (found.start, found.start_expected) == (Decimal("60.00"), Decimal(-12))
    assert [one.item.kind for one in found.lines] == ["paid", "charged"]
    assert found.balance == found.standing.own
    later = state(TEXT, "2026-03-20")
    assert later.lines == ()
    assert later.balance == later.start == Decimal("50.00")


def test_by_cash_what_is_worked_out_stands_there_too() -> None:
    found = state(paid("2026-01-20", "30.00", "Income:Dues"), basis="cash")
    assert [(one.item.kind, one.item.period) for one in found.lines] == [
        ("charged", "2026-01"),
        ("paid", ""),
        ("charged", "2026-02"),
        ("charged", "2026-03"),
    ]
    assert found.balance == Decimal("60.00")


def test_what_bounced_was_not_paid_ahead() -> None:
    bounced = """
2026-02-25 * "Bounced"
  member: "M-0001"
  bounced: TRUE
  Assets:Receivable:Dues   30.00 USD
  Assets:Bank             -30.00 USD
"""
    text = charged("2026-01") + paid("2026-02-20", "30.00") + bounced
    told = statement_tables(state(text), "M-0001")[-1]
    assert [row.cells["label"] for row in told.rows][:3] == [
        "Dues for January 2026",
        "Paid",
        "Your payment bounced",
    ]


def test_what_was_pledged_is_shown_apart() -> None:
    pledge = '2026-01-01 custom "coop-member-dues" "M-0001" "pledges" 10.00 USD\n'
    found = state(pledge + paid("2026-01-20", "10.00", "Income:Dues"), basis="cash")
    assert found.lines == ()
    assert [str(one.number) for one in found.pledged] == ["-10.00"]
    assert found.balance == Decimal(0)
