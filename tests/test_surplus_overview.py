"""Members' accounts as tables: all together, by lot, by member, one member's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.table import evaluate
from coopbooks.surplus.overview.member import UnknownHolder
from coopbooks.surplus.overview.member import member_tables
from coopbooks.surplus.overview.reading import read
from coopbooks.surplus.overview.tables import overview_tables
from coopbooks.surplus.overview.unshared import LastYear
from coopbooks.surplus.overview.words import news
from coopbooks.surplus.terms import read_terms
from tests.support.allocations import YEAR
from tests.support.allocations import bakery
from tests.support.allocations import members_step
from tests.support.allocations import part_of
from tests.support.allocations import shared as allocation
from tests.support.statements import said
from tests.support.statements import scope
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.table import Values
    from coopbooks.surplus.overview.reading import Capital

BOOK = """\
option "operating_currency" "USD"
2024-12-31 open Assets:Bank
2024-12-31 open Liabilities:Payable
2024-12-31 open Liabilities:Left:Soon
2024-12-31 open Liabilities:Left:Later
2024-12-31 open Equity:Capital:M-0001
2024-12-31 open Equity:Capital:M-0002
2024-12-31 open Equity:Collective
2024-12-31 open Equity:Result
2025-01-01 custom "coop-entity" "mill" "worker-coop"
  basis: "accrual"
  fiscal-year-end: "12-31"
  country: "US"
2024-12-31 custom "coop-account" "bank" Assets:Bank
2024-12-31 custom "coop-account" "patronage-payable" Liabilities:Payable
2024-12-31 custom "coop-account" "capital-payable" Liabilities:Left:Soon
2024-12-31 custom "coop-account" "long-term-loan" Liabilities:Left:Later
2024-12-31 custom "coop-account" "member-capital" Equity:Capital
2024-12-31 custom "coop-account" "collective" Equity:Collective
  name: "Collective account"
2024-12-31 custom "coop-account" "result" Equity:Result
2020-01-01 custom "coop-member" "M-0001" "join"
  class: "owner"
2021-01-01 custom "coop-member" "M-0002" "join"
  class: "owner"
2026-02-01 custom "coop-member" "M-0003" "join"
2026-03-31 custom "coop-member" "M-0002" "leave"
2024-12-31 * "Opening"
  Assets:Bank             3000.00 USD
  Equity:Capital:M-0001  -1000.00 USD
    lot: "fee"
  Equity:Capital:M-0001   -500.00 USD
    lot: "2023-Q"
  Equity:Capital:M-0002  -1000.00 USD
    lot: "fee"
  Equity:Collective       -500.00 USD
2026-01-10 * "Paid in"
  Assets:Bank              100.00 USD
  Equity:Capital:M-0001   -100.00 USD
    lot: "fee"
2026-03-14 * "Shared"
  period: "2025"
  decision: "2026-03/2"
  Equity:Result            900.00 USD
  Equity:Collective       -400.00 USD
  Liabilities:Payable      -60.00 USD
    member: "M-0001"
  Equity:Capital:M-0001   -240.00 USD
    lot: "2025-Q"
  Liabilities:Payable      -40.00 USD
    member: "M-0002"
  Equity:Capital:M-0002   -160.00 USD
    lot: "2025-Q"
2026-03-20 * "Paid back"
  Equity:Capital:M-0001    500.00 USD
    lot: "2023-Q"
  Assets:Bank             -500.00 USD
2026-03-31 * "Left"
  member: "M-0002"
  Equity:Capital:M-0002   1000.00 USD
    lot: "fee"
  Equity:Capital:M-0002    160.00 USD
    lot: "2025-Q"
  Liabilities:Left:Soon   -232.00 USD
  Liabilities:Left:Later  -928.00 USD
2026-04-02 * "After the period"
  Assets:Bank              100.00 USD
  Equity:Capital:M-0001   -100.00 USD
    lot: "fee"
"""


@pytest.fixture
def mill(tmp_path: Path) -> Capital:
    """A co-op's March, in which a year was shared and somebody left."""
    path = tmp_path / "main.beancount"
    path.write_text(BOOK, encoding="utf-8", newline="\n")
    book = coopbooks.load(path)
    return read(read_terms(book.entries), scope(book))


def tables(found: Capital) -> Values:
    return evaluate(tuple(overview_tables(found)))


def test_what_moved_is_what_the_lots_hold(mill: Capital) -> None:
    assert shown(tables(mill), "month", "year", table="capital") == [
        "Members' accounts at the start | 2600.00 | 2500.00",
        "  Paid in by members | 0.00 | 100.00",
        "  Kept from a surplus | 400.00 | 400.00",
        "  Paid back | -500.00 | -500.00",
        "  Of members who left, owed to them now | -1160.00 | -1160.00",
        "Members' accounts on 31 March 2026 | 1340.00 | 1340.00",
        "The same, added up by lot | YES",
    ]
    assert shown(tables(mill), "members", "number", table="capital-lots") == [
        "Paid in | 1 | 1100.00",
        "Kept of 2025, qualified | 1 | 240.00",
        "Together | 1 | 1340.00",
    ]
    assert said(tables(mill), "capital-lots")[0].startswith("Qualified: the member")


def test_who_has_what_by_id(mill: Capital) -> None:
    columns = ("state", "paid", "kept", "have", "due", "left")
    assert shown(tables(mill), *columns, table="capital-members") == [
        "M-0001 |  | 1100.00 | 240.00 | 1340.00 | 60.00",
        "M-0002 | left | 0 | 0.00 | 0.00 | 40.00 | 1160.00",
        "M-0003 |  | 0 | 0 | 0",
        "Together |  | 1100.00 | 240.00 | 1340.00 | 100.00 | 1160.00",
    ]


def test_year_by_year(mill: Capital) -> None:
    assert shown(tables(mill), "members", "together", table="capital-years") == [
        "2024-12-31 | 2500.00 | 500.00",
        "2025-12-31 | 2500.00 | 500.00",
        "2026-03-31 | 1340.00 | 900.00",
    ]
    columns = ("date", "decision", "together", "cash", "kept", "owed", "total")
    assert shown(tables(mill), *columns, table="capital-shared") == [
        (
            "Surplus of 2025 | 2026-03-14 | 2026-03/2 | 400.00 | 100.00 | 400.00 |  | "
            "900.00"
        )
    ]


def test_one_members_own(mill: Capital) -> None:
    values = evaluate(tuple(member_tables(mill, "M-0001")))
    assert [table.id for table in values.tables] == [
        "account",
        "owed",
        "years",
        "moved",
    ]
    assert said(values, "account")[0] == ("A member since 1 January 2020, class owner.")
    assert shown(values, "number", table="account") == [
        "Paid in | 1100.00",
        "Kept of 2025, qualified | 240.00",
        "In the account | 1340.00",
    ]
    assert shown(values, "number", table="owed") == ["In cash of 2025 | 60.00"]
    assert shown(values, "cash", "kept", "number", table="years") == [
        "2025 | 60.00 | 240.00 | 300.00"
    ]
    assert shown(values, "what", "number", "after", table="moved") == [
        "2024-12-31 | Brought in at the start: paid in | 1000.00 | 1000.00",
        (
            "2024-12-31 | Brought in at the start: kept of 2023, qualified | 500.00 | "
            "1500.00"
        ),
        "2026-01-10 | Paid in | 100.00 | 1600.00",
        "2026-03-14 | Kept of 2025, qualified | 240.00 | 1840.00",
        "2026-03-20 | Paid back: kept of 2023, qualified | -500.00 | 1340.00",
    ]


def test_who_left_has_nothing_and_is_owed_it(mill: Capital) -> None:
    values = evaluate(tuple(member_tables(mill, "M-0002")))
    assert said(values, "account") == [
        "No member any more since 31 March 2026, class owner.",
        "Nothing is in their account.",
    ]
    assert shown(values, "number", table="owed") == [
        "In cash of 2025 | 40.00",
        "Of their account, owed since leaving | 1160.00",
        "Owed to them | 1200.00",
    ]


def test_nobody_by_that_id(mill: Capital) -> None:
    with pytest.raises(UnknownHolder, match="knows no member 'M-0009'"):
        member_tables(mill, "M-0009")


def test_what_is_proposed_is_said_to_be_no_more_than_that(mill: Capital) -> None:
    last = LastYear(YEAR, proposal=bakery())
    values = evaluate(tuple(member_tables(mill, "M-0001", last)))
    columns = ("weight", "cash", "kept", "number")
    assert shown(values, *columns, table="proposed") == [
        "members | 1500 | 6.00 | 24.00 | 30.00"
    ]
    assert said(values, "proposed") == [
        "This is proposed. Nothing is decided, and nothing is in the book."
    ]


def test_two_steps_to_members_are_added_up(mill: Capital) -> None:
    steps = [members_step(80, "10.00"), members_step(90, "20.00")]
    parts = [part_of(80, "M-0001", "10.00"), part_of(90, "M-0001", "20.00")]
    last = LastYear(YEAR, proposal=allocation(steps, parts))
    values = evaluate(tuple(member_tables(mill, "M-0001", last)))
    assert shown(values, "number", table="proposed")[-1] == "Together | 30.00"


def test_how_far_the_last_year_is_in_sentences(mill: Capital) -> None:
    shared = mill.shared["2025"]
    day = shared.date.replace(month=9, day=15)
    assert news(LastYear(YEAR, shared, pay_by=day)) == [
        "The surplus of 2025 was shared on 14 March 2026.",
        "What is due in cash of it must be paid by 15 September 2026.",
    ]
    assert news(LastYear(YEAR, proposal=bakery())) == [
        "The surplus of 2025 is not shared yet."
    ]
    nothing = allocation([], start="0")
    assert news(LastYear(YEAR, proposal=nothing)) == [
        "2025 brought neither a surplus nor a loss."
    ]
    assert news(LastYear(YEAR, why_not="No rule.")) == [
        "How 2025 is shared can't be worked out: No rule."
    ]
