"""Strike pay by own dues and by years as a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.core.periods import parse_period
from coopbooks.sharing.views import view_of
from coopbooks.support.need.cover import covers
from coopbooks.support.need.weekly import strike_pay
from coopbooks.support.terms import terms_of
from tests.support import needbooks
from tests.support.commands import run
from tests.support.needbooks import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from tests.support.ledgers import Loaded


def test_times_the_dues_by_years_as_a_member(book_doc: Book) -> None:
    """
    2018-12-31 open Assets:Bank
    2018-12-31 open Equity:Opening
    2018-12-31 open Assets:Dues
    2018-12-31 open Income:Dues
    2018-12-31 custom "coop-account" "dues-receivable" Assets:Dues
    2018-12-31 custom "coop-account" "dues" Income:Dues
    2018-12-31 open Equity:Memo:Pay
    2018-12-31 open Equity:Memo:Counter
    2018-12-31 custom "coop-entity" "local-7" "union"
      basis: "accrual"
    2018-12-31 custom "coop-decision" "2018-12/1" "A strike fund, and the strike"
      body: "general meeting"
    2018-12-31 custom "coop-fund" "strike" "set-aside"
      purpose: "strikes"
      decision: "2018-12/1"
    2018-12-31 * "What we begin with"
      Assets:Bank      3000.00 USD
      Equity:Opening  -3000.00 USD
        fund: "strike"
    2019-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period"
    2019-01-01 custom "coop-dues" "dues" "percentage"
      measure: "pay"
      rate: 1 PERCENT
    2019-01-01 custom "coop-member" "M-0001" "join"
    2024-06-01 custom "coop-member" "M-0002" "join"
    2025-11-01 custom "coop-member" "M-0003" "join"
    2026-01-01 custom "coop-member" "M-0004" "join"
    2025-10-31 * "Pay"
      Equity:Memo:Pay   3000.00 USD
        member: "M-0001"
      Equity:Memo:Pay   2500.00 USD
        member: "M-0002"
      Equity:Memo:Counter
    2025-11-30 * "Pay"
      Equity:Memo:Pay   3000.00 USD
        member: "M-0001"
      Equity:Memo:Pay   2500.00 USD
        member: "M-0002"
      Equity:Memo:Pay   2000.00 USD
        member: "M-0003"
      Equity:Memo:Counter
    2025-12-31 * "Pay, with extra hours"
      Equity:Memo:Pay   3300.00 USD
        member: "M-0001"
      Equity:Memo:Pay   2500.00 USD
        member: "M-0002"
      Equity:Memo:Pay   2000.00 USD
        member: "M-0003"
      Equity:Memo:Counter
    2026-01-31 * "Pay"
      Equity:Memo:Pay   3000.00 USD
        member: "M-0001"
      Equity:Memo:Pay   2500.00 USD
        member: "M-0002"
      Equity:Memo:Pay   2000.00 USD
        member: "M-0003"
      Equity:Memo:Pay   2000.00 USD
        member: "M-0004"
      Equity:Memo:Counter
    2019-01-01 custom "coop-benefit" "support" "strike"
      fund: "strike"
      member-for: 3 MONTH
      of-dues: 3 MONTH
      part-weeks: "by-day"
    2019-01-01 custom "coop-benefit-band" "support" "from" 0 DAY "pays" 1200 PERCENT
    2019-01-01 custom "coop-benefit-band" "support" "from" 0 DAY "pays" 1300 PERCENT
      member-for: 1 YEAR
    2019-01-01 custom "coop-benefit-band" "support" "from" 0 DAY "pays" 1400 PERCENT
      member-for: 5 YEAR
    2026-02-09 custom "coop-strike" "works"
      decision: "2018-12/1"
    """
    assert book_doc.errors == []
    view = view_of(book_doc)
    week = parse_period("2026-W07")
    ((found,), problems) = strike_pay(view, terms_of(view), week, week.last)
    assert problems == []
    # (30 + 33 + 30) / 3 = 31 by fourteen; 25 by thirteen; 20 in all three by twelve.
    assert {one.member: (str(one.number), one.because) for one in found.people} == {
        "M-0001": ("434.00", ""),
        "M-0002": ("325.00", ""),
        "M-0003": ("240.00", ""),
        "M-0004": ("0", "not a member for 3 months by 2026-02-08"),
    }
    # What one gets is not told in the steps, which others may read.
    steps = [step for one in found.people for step in one.steps]
    assert {(str(one.number), one.unit) for one in steps} == {
        ("1400.00", "PERCENT"),
        ("1300.00", "PERCENT"),
        ("1200.00", "PERCENT"),
    }
    ((cover,), _) = covers(view, terms_of(view), week.last)
    assert (str(cover.week), cover.weeks) == ("999.00", 3)


BY_DUES = """
2025-01-01 custom "coop-dues" "dues" "flat"
  amount: 10.00 USD
2025-01-01 custom "coop-benefit" "support" "strike"
  fund: "strike"
  of-dues: 4 WEEK
2025-01-01 custom "coop-benefit-band" "support" "from" 0 DAY "pays" 600 PERCENT
"""


def test_who_has_no_dues_is_told_so(tmp_path: Path) -> None:
    """Dues by the month, and no month begins in the two weeks before 26 January."""
    terms = needbooks.UNION.replace(
        '2026-02-09 custom "coop-strike" "depot"',
        '2026-01-29 custom "coop-strike" "depot"\n  benefit: "support"',
    ).replace("2026-02-07 custom", "2026-01-07 custom")
    book = needbooks.book(
        tmp_path / "book", terms + BY_DUES.replace("4 WEEK", "2 WEEK")
    )
    done = run("support", "strike-pay", book, "--period", "2026-W06", *NOW, "--members")
    assert done.exit_code == 0
    lines = [one for one in done.stdout.splitlines() if one.startswith("M-000")]
    assert len(lines) == 3
    assert all("0.00  no dues for the 2 weeks from" in one for one in lines)


def test_whose_dues_are_not_known_is_told_so(tmp_path: Path) -> None:
    """By pay, which the book has of nobody."""
    by_pay = BY_DUES.replace("4 WEEK", "1 MONTH").replace(
        '"flat"\n  amount: 10.00 USD',
        '"percentage"\n  measure: "pay"\n  rate: 1 PERCENT',
    )
    more = """
2025-01-01 open Equity:Memo:Pay
2025-01-01 custom "coop-measure" "pay" Equity:Memo:Pay "in-period"
"""
    terms = needbooks.UNION.replace(
        '"coop-strike" "depot"', '"coop-strike" "depot"\n  benefit: "support"'
    )
    book = needbooks.book(tmp_path / "book", terms + by_pay + more)
    done = run("support", "strike-pay", book, "--period", "2026-W09", *NOW, "--members")
    lines = [one for one in done.stdout.splitlines() if one.startswith("M-000")]
    assert len(lines) == 3
    assert all("their dues are not known:" in one for one in lines), lines


def test_what_of_dues_can_not_be_meant(load_doc: Loaded) -> None:
    """
    plugin "coopbooks.plugins.all"
    2026-01-01 custom "coop-entity" "local" "union"
      basis: "cash"
    2026-01-01 custom "coop-decision" "2026-01/1" "A fund"
      body: "general meeting"
    2026-01-01 custom "coop-fund" "strike" "set-aside"
      purpose: "strikes"
      decision: "2026-01/1"
    2026-01-01 custom "coop-benefit" "of-what" "strike"
      fund: "strike"
    2026-01-01 custom "coop-benefit-band" "of-what" "from" 0 DAY "pays" 600 PERCENT
    2026-01-01 custom "coop-benefit" "for-what" "strike"
      fund: "strike"
      of-dues: 3 MONTH
    2026-01-01 custom "coop-benefit-band" "for-what" "from" 0 DAY "pays" 300 USD
    2026-01-01 custom "coop-benefit-band" "for-what" "from" 0 DAY "pays" 400 USD
      member-for: 0 YEAR
    2026-01-01 custom "coop-benefit" "help" "hardship"
      fund: "strike"
      of-dues: 3 MONTH
    """
    _, errors, _ = load_doc
    told = [f"{where(one.source).rpartition(':')[2]}: {one.message}" for one in errors]
    assert told == [
        (
            "11: coop-benefit-band: 'of-what': 600 PERCENT of what? Say of-dues: in "
            "the coop-benefit, such as 3 MONTH."
        ),
        "12: coop-benefit: for-what: of-dues: no band is in PERCENT. Take it out.",
        "16: coop-benefit-band: for-what: member-for: 0 YEAR is no span of time.",
        "18: coop-benefit: help: of-dues: it is for strike pay only. Take it out.",
    ]
