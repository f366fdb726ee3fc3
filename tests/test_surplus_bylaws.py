"""More bylaws as ledgers, with their figures."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.surplus.allocation import Taken
from tests.support.sharing import amounts
from tests.support.sharing import messages
from tests.support.sharing import money
from tests.support.sharing import parts
from tests.support.sharing import proposed

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book


def test_hypha_lets_a_reserve_bear_no_more_than_it_holds(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "hypha"
      patronage: "hours"
      missing: "nothing"
      minimum: 16 HOUR
      authority: "Hypha's bylaws"
    2025-01-01 custom "coop-surplus-loss" "hypha" 10 "reserve" 80 PERCENT "of" "loss"
      to: Equity:Reserve
      until: "empty"
    2025-01-01 custom "coop-surplus-loss" "hypha" 20 "members" "rest" "of" "left"
      to: Equity:Capital:Members
    2024-12-31 * "Brought in"
      Assets:Bank              84000 CAD
      Equity:Reserve          -60000 CAD
      Equity:Capital:Members  -15000 CAD
        member: "A"
        lot: "2024"
      Equity:Capital:Members   -9000 CAD
        member: "A"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank     -100000 CAD
      Expenses:Costs   100000 CAD
      Equity:Memo:Hours:Members  1200 HOUR
        member: "A"
      Equity:Memo:Hours:Members   800 HOUR
        member: "B"
      Equity:Memo:Hours:Members   400 HOUR
        member: "C"
      Equity:Memo:Hours:Members     8 HOUR
        member: "D"
      Equity:Memo:Hours:Total   -2408 HOUR
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    assert amounts(found) == {10: Decimal(60000), 20: Decimal(40000)}
    assert found.steps[0].bounds[0].words == "at most what it holds, 60,000.00"
    assert parts(found) == {
        "A": Decimal("20000.00"),
        "B": Decimal("13333.33"),
        "C": Decimal("6666.67"),
    }
    assert found.left == 0
    # What was kept comes before the fee.
    taken = [*map(Taken, ("2024", "fee"), money(15000, 5000))]
    assert list(found.parts[0].taken) == taken
    assert found.parts[1].taken == (Taken("2025-L", Decimal("13333.33")),)
    assert "B: the account lacks 13,333.33, to be made good." in found.notes
    # Without until: "empty" the reserve would be below zero.
    open_ = proposed(coop_doc, "2025", "10.until=")
    assert (
        "takes 80,000.00 out of Equity:Reserve, which holds 60,000"
        in (messages(open_)[0])
    )


def test_hypha_shares_whole_dollars_after_interest_and_specials(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "hypha"
      patronage: "hours"
      missing: "nothing"
      round-to: 1 CAD
    2025-01-01 custom "coop-surplus-step" "hypha" 10 "interest" "interest" "of" "left"
      to: Equity:Capital:Members
      rate: 5 PERCENT
    2025-01-01 custom "coop-surplus-step" "hypha" 20 "by decision" "specials" "of" "left"
      to: Equity:Capital:Members
    2025-01-01 custom "coop-surplus-step" "hypha" 30 "reserve" 80 PERCENT "of" "left"
      to: Equity:Reserve
    2025-01-01 custom "coop-surplus-step" "hypha" 40 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 50 PERCENT
    2026-03-14 custom "coop-surplus-special" "C" 250.50 CAD
      period: "2025"
      decision: "2026-03/2"
    2026-03-14 custom "coop-surplus-special" "C" 100.00 CAD
      period: "2025"
      decision: "2026-03/3"
    2024-12-31 * "Brought in"
      Assets:Bank              1519.99 CAD
      Equity:Capital:Members  -1519.99 CAD
        member: "A"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank    10001.99 CAD
      Income:Sales  -10001.99 CAD
      Equity:Memo:Hours:Members  1 HOUR
        member: "A"
      Equity:Memo:Hours:Members  1 HOUR
        member: "B"
      Equity:Memo:Hours:Members  1 HOUR
        member: "C"
      Equity:Memo:Hours:Total   -3 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    # 5 percent of 1,519.99 is 75.9995: whole dollars, rounded down. Specials are as
    # decided.
    assert amounts(found) == {
        10: Decimal(75),
        20: Decimal("350.50"),
        30: Decimal(7661),
        40: Decimal(1915),
    }
    assert found.left == Decimal("0.49")
    assert found.steps[0].lot == "2025-I"
    first = found.parts_of(40)[0]
    assert [part.amount for part in found.parts_of(40)][:3] == [639, 638, 638]
    assert [first.cash, first.kept] == [320, 319]


def test_io_fills_a_deficit_and_pays_who_has_enough_all_in_cash(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "io"
      patronage: "hours"
      missing: "nothing"
      authority: "IO bylaws"
    2025-01-01 custom "coop-surplus-step" "io" 10 "earlier-losses" "all" "of" "surplus"
    2025-01-01 custom "coop-surplus-step" "io" 90 "members" "rest" "of" "left"
      to: Equity:Capital:Members
      cash: 20 PERCENT
      all-cash-from: 5000 USD
    2024-12-31 * "Shares, and a deficit of retained earnings"
      Assets:Bank              3999.99 USD
      Equity:Result            6000.00 USD
        period: "2024"
      Equity:Capital:Members  -5000.00 USD
        member: "A"
        lot: "fee"
      Equity:Capital:Members  -4999.99 USD
        member: "B"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank    10000 USD
      Income:Sales  -10000 USD
      Equity:Memo:Hours:Members  10 HOUR
        member: "A"
      Equity:Memo:Hours:Members  30 HOUR
        member: "B"
      Equity:Memo:Hours:Total   -40 HOUR
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    assert amounts(found) == {10: Decimal(6000), 90: Decimal(4000)}
    first, second = found.parts[:2]
    assert [first.cash, first.kept] == [1000, 0]
    assert first.note == "all in cash: the account holds 5,000.00"
    assert [second.cash, second.kept] == [600, 2400]


def test_california_feeds_a_reserve_from_other_sources(
    coop_doc: Book,
) -> None:
    """
    2025-01-01 custom "coop-surplus" "california"
      patronage: "hours"
      missing: "nothing"
      authority: "Cal. Corp. Code 12454.5"
    2025-01-01 custom "coop-surplus-source" "california" "other-sources" Income:Other
    2025-01-01 custom "coop-surplus-step" "california" 10 "reserve" "all" "of" "other-sources"
      to: Equity:Reserve
    2025-01-01 custom "coop-surplus-step" "california" 90 "members" "all" "of" "members-work"
      to: Equity:Capital:Members
      cash: 25 PERCENT
    2025-12-31 * "2025"
      Assets:Bank    10000.01 USD
      Income:Sales   -8000.00 USD
      Income:Other   -2000.01 USD
      Equity:Memo:Hours:Members  10 HOUR
        member: "A"
      Equity:Memo:Hours:Total   -10 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    assert amounts(found) == {10: Decimal("2000.01"), 90: Decimal(8000)}
    assert found.left == 0


def test_mondragon_shares_by_points(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "mondragon"
      patronage: "points"
    2025-01-01 custom "coop-surplus-step" "mondragon" 10 "reserve" 45 PERCENT "of" "surplus"
      to: Equity:Reserve
    2025-01-01 custom "coop-surplus-step" "mondragon" 20 "learn" 10 PERCENT "of" "surplus"
      to: Liabilities:Funds:Education
    2025-01-01 custom "coop-surplus-step" "mondragon" 30 "members" "rest" "of" "left"
      to: Equity:Capital:Members
    2025-12-31 custom "coop-declared" "A" "points" 1.5
    2025-12-31 custom "coop-declared" "B" "points" 1
    2025-12-31 custom "coop-declared" "C" "points" 1
    2025-12-31 custom "coop-declared" "D" "points" 1
    2025-12-31 custom "coop-declared" "E" "points" 0
    2025-12-31 * "2025"
      Assets:Bank    100000 EUR
      Income:Sales  -100000 EUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    assert list(amounts(found).values()) == money(45000, 10000, 45000)
    assert list(parts(found).values()) == money(15000, 10000, 10000, 10000, 0)


def test_new_york_leaves_nothing_outside_the_accounts(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "new-york"
      patronage: "hours"
      missing: "nothing"
      authority: "NY Coop. Corp. Law 93"
    2025-01-01 custom "coop-surplus-step" "new-york" 10 "collective" 30 PERCENT "of" "result"
      to: Equity:Collective
    2025-01-01 custom "coop-surplus-step" "new-york" 20 "members" "rest" "of" "left"
      to: Equity:Capital:Members
    2024-12-31 * "Brought in"
      Assets:Bank              1500 USD
      Equity:Collective        -500 USD
      Equity:Capital:Members  -1000 USD
        member: "A"
        lot: "fee"
    2025-12-31 * "2025"
      Assets:Bank    0.07 USD
      Income:Sales  -0.07 USD
      Equity:Memo:Hours:Members  1 HOUR
        member: "A"
      Equity:Memo:Hours:Members  1 HOUR
        member: "B"
      Equity:Memo:Hours:Total   -2 HOUR
    """  # noqa: E501 - as people write it
    found = proposed(coop_doc)
    assert messages(found) == []
    assert found.left == 0
    held = found.figures.figures
    shared = sum(amounts(found).values())
    # Members' accounts and the collective account are the net book value, all of it.
    assert held["capital"] + held["collective"] + shared == held["equity"]
    assert list(parts(found).values()) == money("0.03", "0.02", 0, 0, 0)


def test_staff_by_hours_and_pay_and_equally_mixed(coop_doc: Book) -> None:
    """
    2025-01-01 custom "coop-surplus" "staff"
      patronage: "mix"
      part-year: "by-month"
    2025-01-01 custom "coop-surplus-weight" "staff" "hours" 50 PERCENT
    2025-01-01 custom "coop-surplus-weight" "staff" "pay" 30 PERCENT
    2025-01-01 custom "coop-surplus-weight" "staff" "equal" 20 PERCENT
    2025-01-01 custom "coop-surplus-step" "staff" 10 "staff" "all" "of" "surplus"
      to: Equity:Capital:Members
    2024-06-30 custom "coop-member" "C" "leave"
    2024-06-30 custom "coop-member" "D" "leave"
    2024-06-30 custom "coop-member" "E" "leave"
    2024-06-30 custom "coop-member" "B" "leave"
    2025-09-15 custom "coop-member" "B" "join"
    2025-12-31 custom "coop-declared" "A" "pay" 20000 USD
    2025-12-31 custom "coop-declared" "B" "pay" 10000 USD
    2025-12-31 * "2025"
      Assets:Bank    100000 USD
      Income:Sales  -100000 USD
      Equity:Memo:Hours:Members  3 HOUR
        member: "A"
      Equity:Memo:Hours:Members  1 HOUR
        member: "B"
      Equity:Memo:Hours:Total   -4 HOUR
    """
    found = proposed(coop_doc)
    assert messages(found) == []
    # 50,000 three to one, 30,000 two to one, 20,000 by twelve months to four.
    assert list(parts(found).values()) == money(37500 + 20000 + 15000, 27500)
    assert found.steps[0].split_by == "equal parts, hours and pay"
